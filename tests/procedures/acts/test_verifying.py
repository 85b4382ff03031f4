"""Verification: when it may be done, what it must say, where it leads, what is asked of others."""

from collections.abc import Mapping

import pytest
from tests import cast
from tests.builders import day
from tests.procedures.acts.scene import (
    a_running_matter,
    case,
    decide,
    do,
    refusal,
    register,
    stages,
    steps,
)

from thihanh.deadlines import load_calendar
from thihanh.matters import queries
from thihanh.matters.terms import open_terms
from thihanh.procedures.inquiries import open_requests

pytestmark = pytest.mark.django_db
TODAY = "24/02/2025"


def found(result: str = "in_progress", **more: object) -> Mapping[str, object]:
    """A direct verification with its finding."""
    return {
        "occasion": "first",
        "means": "direct",
        "contents": "assets,income",
        "content": "Có thửa đất đứng tên, đang sử dụng",
        "result": result,
        **more,
    }


@pytest.fixture
def matter(db) -> int:
    """Lan's matter, noticed on 10/01/2025: the voluntary period ends on Monday 20/01/2025."""
    cast.gather()
    return register(a_running_matter().then("voluntary", "10/01/2025"))[0]


def rules(matter_id: int, on: str = TODAY) -> set[str]:
    one = case(matter_id, on=on)
    calendar = load_calendar()
    return {t.rule for t in open_terms(one.history, tags=(), calendar=calendar, steps=one.steps)}


def test_the_debtor_first_has_his_voluntary_period(matter: int) -> None:
    refused = refusal("verify", matter, found(on="20/01/2025"), on=TODAY)

    assert refused.sentence.startswith("Pháp luật: thời hạn tự nguyện")
    assert "20/01/2025" in refused.sentence


def test_a_first_verification_that_finds_means_brings_the_matter_into_enforcement(matter: int) -> None:
    do("verify", matter, found(on="22/01/2025", asset_value="900.000.000"), on=TODAY)

    assert stages(matter)[-1] == "in_progress"
    (step,) = queries.steps_of([matter])[matter]
    assert step.facts["means"] == "direct"
    assert step.facts["contents"] == "assets,income"
    assert step.paper is not None
    assert "DL-19" not in rules(matter)


def test_minutes_that_find_a_ground_wait_for_the_decision_of_the_head(matter: int) -> None:
    do("verify", matter, found("ground_found", ground_found="N-1", on="22/01/2025"), on=TODAY)

    assert stages(matter)[-1] == "nothing_left"
    assert "DL-25" in rules(matter)


def test_a_debtor_whose_address_is_unknown_stays_in_verification(matter: int) -> None:
    do(
        "verify",
        matter,
        found("ground_found", ground_found="N-3", address_unknown="1", on="22/01/2025"),
        on=TODAY,
    )

    assert stages(matter)[-1] == "verifying"
    assert case(matter).steps[-1].facts["address_unknown"] is True


def test_a_finding_of_a_ground_names_it(matter: int) -> None:
    assert "chọn căn cứ" in refusal("verify", matter, found("ground_found"), on=TODAY).sentence
    other = refusal("verify", matter, found("in_progress", ground_found="N-1"), on=TODAY)
    assert other.sentence.startswith("Dữ liệu")


def test_a_ground_of_the_new_law_is_not_offered_under_the_old(matter: int) -> None:
    refused = refusal("verify", matter, found("ground_found", ground_found="N-a"), on=TODAY)

    assert refused.sentence.startswith("Dữ liệu")
    assert "N-1" in refused.sentence


def test_a_first_verification_happens_once(matter: int) -> None:
    do("verify", matter, found(on="22/01/2025"), on=TODAY)

    assert "đã xác minh lần đầu ngày 22/01/2025" in refusal("verify", matter, found(), on=TODAY).sentence
    do("verify", matter, found("unchanged", occasion="conflict", conflicting="1"), on=TODAY)
    assert "DL-20" in rules(matter)


def test_before_the_notice_nothing_is_verified_but_an_interim_measure(db) -> None:
    cast.gather()
    (plain,) = register(a_running_matter("102/QĐ").then("assigned", "07/01/2025"))

    refused = refusal("verify", plain, found(on="08/01/2025"), on=TODAY)
    assert refused.sentence.startswith("Trạng thái")


def test_information_is_asked_of_its_holder_and_answered(matter: int) -> None:
    asked = {
        "holder": "bank",
        "counterpart": "Ngân hàng X, chi nhánh Quảng Ninh",
        "party": "2",
        "account_information": "1",
        "content": "Số dư các tài khoản",
        "on": "23/01/2025",
    }
    do("verify_request_sent", matter, asked, on=TODAY)
    assert "DL-23" in rules(matter)
    (choice,) = open_requests(case(matter))
    do("verify_answer", matter, {"request": choice.code, "on": "24/01/2025"}, on=TODAY)

    assert "DL-23" not in rules(matter)
    assert refusal("verify_answer", matter, {"request": choice.code}, on=TODAY).sentence.startswith(
        "Trạng thái"
    )


def test_accounts_are_asked_of_banks_and_only_about_who_owes(matter: int) -> None:
    asked = {"holder": "tax", "counterpart": "Thuế", "party": "2", "account_information": "1", "content": "x"}
    assert refusal("verify_request_sent", matter, asked, on=TODAY).field == "holder"
    about = {**asked, "account_information": "", "party": "1"}
    refused = refusal("verify_request_sent", matter, about, on=TODAY)
    assert refused.sentence.startswith("Pháp luật: chỉ yêu cầu thông tin về người phải thi hành án")


def test_a_holder_who_refuses_gives_his_reason(matter: int) -> None:
    asked = {"holder": "land", "counterpart": "VPĐK đất đai", "party": "2", "content": "Các thửa đất"}
    do("verify_request_sent", matter, {**asked, "on": "23/01/2025"}, on=TODAY)
    (choice,) = open_requests(case(matter))

    answer = {"request": choice.code, "refused": "1"}
    assert refusal("verify_answer", matter, answer, on=TODAY).field == "reason"
    do("verify_answer", matter, {**answer, "reason": "không lưu giữ"}, on=TODAY)
    assert case(matter).steps[-1].facts["refused"] is True


def test_verification_is_delegated_by_the_head_and_the_answer_is_a_verification(matter: int) -> None:
    decide(
        "verify_delegated",
        matter,
        {"counterpart": "44", "contents": "assets", "real_estate_or_registered": "1"},
        on="04/08/2025",
    )
    one = case(matter, on="05/08/2025")
    terms = open_terms(one.history, tags=(), calendar=load_calendar(), steps=one.steps)
    term = next(t for t in terms if t.rule == "DL-24")
    assert term.due == day("03/09/2025")
    sent = case(matter).steps_of("verify_delegated")[0]
    answer = {"request": str(sent.id), "content": "Có nhà, đất"}
    do("verify_delegated_answer", matter, answer, on="20/08/2025")

    assert [one.finding for one in case(matter).matter.verified] == ["Có nhà, đất"]
    assert "DL-24" not in rules(matter, on="21/08/2025")


def test_an_agency_delegates_nothing_to_itself(matter: int) -> None:
    refused = refusal("verify_delegated", matter, {"counterpart": "22"}, on="04/08/2025")
    assert refused.field == "counterpart"


def test_new_information_calls_for_a_verification_in_its_term(matter: int) -> None:
    do("verify", matter, found("unchanged", on="22/01/2025"), on=TODAY)
    do(
        "new_information",
        matter,
        {"source": "creditor", "about": "thửa đất mới", "on": "20/02/2025"},
        on=TODAY,
    )
    assert "DL-22" in rules(matter)
    do("verify", matter, found("unchanged", occasion="new_information"), on=TODAY)

    assert "DL-22" not in rules(matter)
    assert steps(matter).count("verify") == 2


@pytest.fixture
def without_means(db) -> int:
    cast.gather()
    built = a_running_matter().then("voluntary", "10/01/2025").then("verifying", "22/01/2025")
    return register(built.then("no_means", "24/01/2025", "N-1"))[0]


def test_means_found_later_need_the_decision_to_go_on(without_means: int) -> None:
    refused = refusal("conditions_found", without_means, {}, on=TODAY)
    assert refused.sentence.startswith("Trạng thái: việc 101/QĐ chưa có kết quả xác minh nào thấy")
    do("verify", without_means, found(occasion="periodic", on="20/02/2025"), on=TODAY)
    assert stages(without_means)[-1] == "no_means"

    decide("conditions_found", without_means, {}, on=TODAY)
    assert stages(without_means)[-1] == "in_progress"
    assert case(without_means).history[-1].on == day(TODAY)


def test_periodic_verification_is_for_matters_without_means(matter: int) -> None:
    refused = refusal("verify", matter, found(occasion="periodic"), on=TODAY)
    assert "xác minh định kỳ chỉ có khi chưa có điều kiện" in refused.sentence
