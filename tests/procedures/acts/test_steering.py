"""A watched matter has causes, a plan and reports; a term may be given its law, with a reason."""

import pytest
from tests import cast
from tests.builders import day
from tests.procedures.acts.scene import a_running_matter, case, do, refusal, register

pytestmark = pytest.mark.django_db
PLAN = {
    "causes": ["cause:no_buyer", "cause:no_income"],
    "plan": "Định giá lại tài sản",
    "until": "30/04/2025",
}


@pytest.fixture
def matter(db) -> int:
    cast.gather()
    return register(a_running_matter().then("in_progress", "21/01/2025"))[0]


def test_a_plan_names_its_causes_and_its_day(matter: int) -> None:
    do("watch_plan", matter, PLAN, by=cast.BINH, on="24/02/2025")
    step = case(matter).last_step("watch_plan")
    assert (step.facts["causes"], step.until) == ("cause:no_buyer cause:no_income", day("30/04/2025"))


def test_a_report_wants_a_plan_first(matter: int) -> None:
    report = {"period": "02/2025", "result": "Đã ký hợp đồng định giá"}
    assert refusal("watch_report", matter, report, by=cast.BINH, on="24/02/2025").sentence == (
        "Trạng thái: việc 101/QĐ chưa có nguyên nhân, kế hoạch và hạn nên chưa báo cáo được. Lập kế hoạch "
        "theo dõi trước."
    )
    do("watch_plan", matter, PLAN, by=cast.BINH, on="24/02/2025")
    do("watch_report", matter, report, by=cast.BINH, on="28/02/2025")
    assert case(matter).last_step("watch_report").facts["period"] == "02/2025"


def test_a_plan_ends_after_it_began(matter: int) -> None:
    refused = refusal("watch_plan", matter, {**PLAN, "until": "24/02/2025"}, by=cast.BINH, on="24/02/2025")
    assert refused.sentence == (
        "Pháp luật: hạn của kế hoạch 24/02/2025 phải sau ngày lập 24/02/2025; ghi lại hạn."
    )


def test_the_law_of_a_term_is_chosen_by_a_head_with_a_reason(matter: int) -> None:
    chosen = {"rule": "DL-31", "regime": "R25", "reason": "Quyết định trước 01/07/2026, theo hướng dẫn"}
    assert refusal("law_override", matter, chosen, on="24/02/2025").question == "policy"
    assert (
        refusal("law_override", matter, {**chosen, "reason": "ngắn"}, by=cast.BINH, on="24/02/2025").field
        == "reason"
    )
    do("law_override", matter, chosen, by=cast.BINH, on="24/02/2025")
    facts = case(matter).last_step("law_override").facts
    assert (facts["regime"], facts["by"]) == ("R25", cast.BINH.code)
