"""Security, coercion, seizure and the facts about assets that put a matter into a stage of its own."""

import pytest
from tests import cast
from tests.builders import a_matter, day
from tests.procedures.acts.figures import stand
from tests.procedures.acts.scene import (
    KV1,
    a_running_matter,
    case,
    do,
    issued,
    refusal,
    register,
    signed,
    stages,
)

pytestmark = pytest.mark.django_db
OLD, NEW = "24/02/2025", "20/07/2026"
SEIZE = {"measure": "seize"}
PLAN = {"planned_on": "05/03/2025", "hour": "8", "venue": "Phường Hồng Gai"}
HOUSE = {"asset_kind": "real_estate", "asset": "Nhà, đất", "value": "900.000.000", "hour": "8"}


@pytest.fixture
def matter(db) -> int:
    """Lan's matter in enforcement since 10/02/2025."""
    cast.gather()
    built = a_running_matter("701/QĐ").then("voluntary", "10/01/2025").then("in_progress", "10/02/2025")
    return register(built)[0]


def test_security_is_taken_and_lifted(matter: int) -> None:
    do("secure", matter, {"measure": "freeze", "cause": "risk", "amount": "5.000.000", "on": OLD}, on=OLD)
    step = case(matter).last_step("secure")
    assert (step.amount, step.facts) == (5_000_000, {"measure": "freeze", "cause": "risk"})
    assert stages(matter)[-1] == "in_progress"

    lifted = {"measure": str(step.id), "reason": "Đã nộp đủ tiền", "on": "26/02/2025"}
    do("secure_lifted", matter, lifted, on="26/02/2025")

    assert case(matter).last_step("secure_lifted").facts["of_step"] == step.id
    assert refusal("secure_lifted", matter, lifted, on="27/02/2025").question == "state"


def test_an_exit_ban_is_the_heads_and_stands_once(matter: int) -> None:
    ban = {"party": "2", "reason": "Có dấu hiệu bỏ trốn"}
    paper = do("exit_ban", matter, ban, on=OLD).paper
    assert case(matter).last_step("exit_ban") is None

    signed(paper, OLD)
    assert issued(paper, OLD).done

    assert case(matter).last_step("exit_ban").party == 2
    assert refusal("exit_ban", matter, ban, on="25/02/2025").field == "party"


def test_no_coercion_in_the_voluntary_period(matter: int) -> None:
    early = register(a_running_matter("702/QĐ").then("voluntary", "20/02/2025"))[0]

    refused = refusal("coerce", early, {**SEIZE, "on": OLD}, on=OLD)

    assert refused.sentence.startswith("Trạng thái: việc 702/QĐ đang «Trong thời hạn tự nguyện»")


def test_nobody_is_compelled_to_act_where_only_money_is_owed(matter: int) -> None:
    assert refusal("coerce", matter, {"measure": "compel", "on": OLD}, on=OLD).field == "measure"


def test_a_plan_needs_its_decision_and_waits_for_approval(matter: int) -> None:
    assert refusal("plan_sent", matter, {**PLAN, "measure": "1", "on": OLD}, on=OLD).question == "state"
    do("coerce", matter, {**SEIZE, "on": OLD}, on=OLD)
    decision = str(case(matter).last_step("coerce").id)
    do("plan_sent", matter, {**PLAN, "measure": decision, "on": OLD}, on=OLD)
    assert stages(matter)[-1] == "plan_waiting"
    assert refusal("seize", matter, {**HOUSE, "on": "25/02/2025"}, on="25/02/2025").question == "state"

    do("plan_approved", matter, {"approved_by": "head", "on": "26/02/2025"}, on="26/02/2025")

    assert stages(matter)[-1] == "in_progress"


def test_a_plan_that_waits_is_another_case_under_the_new_law(db) -> None:
    cast.gather()
    built = a_matter("703/QĐ", "06/10/2025").held_by(cast.LAN.code, KV1).owing(5_000_000)
    waiting = register(built.then("in_progress", "20/10/2025"))[0]
    do("coerce", waiting, {**SEIZE, "on": NEW}, on=NEW)
    decision = str(case(waiting, on=NEW).last_step("coerce").id)
    plan = {**PLAN, "measure": decision, "planned_on": "05/08/2026", "on": NEW}

    do("plan_sent", waiting, plan, on=NEW)

    assert stand(NEW) == {"due": 1, "other": 1}


@pytest.mark.parametrize(
    ("planned", "hour", "why"),
    [
        ("05/03/2025", "22", "không cưỡng chế từ 22 giờ đến 06 giờ"),
        ("05/03/2025", "5", "không cưỡng chế từ 22 giờ đến 06 giờ"),
        ("08/03/2025", "8", "không cưỡng chế vào ngày nghỉ"),
        ("24/02/2025", "8", "phải ở sau ngày lập kế hoạch"),
        ("05/03/2025", "24", "một số từ 0 đến 23"),
    ],
)
def test_coercion_is_planned_for_a_lawful_time(matter: int, planned: str, hour: str, why: str) -> None:
    do("coerce", matter, {**SEIZE, "on": OLD}, on=OLD)
    decision = str(case(matter).last_step("coerce").id)
    plan = {**PLAN, "measure": decision, "planned_on": planned, "hour": hour, "on": OLD}

    assert why in refusal("plan_sent", matter, plan, on=OLD).sentence


def test_around_tet_the_new_law_forbids_only_coercion_with_force(matter: int) -> None:
    on, planned = "20/01/2027", "21/01/2027"
    do("coerce", matter, {**SEIZE, "on": on}, on=on)
    decision = str(case(matter, on=on).last_step("coerce").id)
    plan = {**PLAN, "measure": decision, "planned_on": planned, "on": on}
    assert "Tết Nguyên đán" in refusal("plan_sent", matter, {**plan, "with_force": "1"}, on=on).sentence

    do("plan_sent", matter, plan, on=on)

    assert stages(matter)[-1] == "plan_waiting"


def test_around_tet_the_old_law_forbids_all_coercion(matter: int) -> None:
    early = register(a_running_matter("704/QĐ", "06/01/2025").then("in_progress", "07/02/2025"))[0]
    do("coerce", early, {**SEIZE, "on": "10/02/2025"}, on="10/02/2025")

    refused = refusal(
        "seize", early, {**HOUSE, "notice_on": "05/02/2025", "on": "12/02/2025"}, on="12/02/2025"
    )

    assert "15 ngày trước và sau Tết" in refused.sentence


def test_a_seizure_follows_its_decision(matter: int) -> None:
    refused = refusal("seize", matter, {**HOUSE, "on": OLD}, on=OLD)

    assert "chưa có quyết định cưỡng chế kê biên" in refused.sentence


def test_real_estate_is_seized_three_working_days_after_notice(matter: int) -> None:
    do("coerce", matter, {**SEIZE, "on": OLD}, on=OLD)
    day_of = {**HOUSE, "on": "03/03/2025"}
    assert refusal("seize", matter, day_of, on="03/03/2025").field == "notice_on"
    late = refusal("seize", matter, {**day_of, "notice_on": "27/02/2025"}, on="03/03/2025")
    assert "chậm nhất 26/02/2025" in late.sentence

    do("seize", matter, {**day_of, "notice_on": "26/02/2025"}, on="03/03/2025")

    step = case(matter).last_step("seize")
    assert (step.on, step.amount) == (day("03/03/2025"), 900_000_000)
    assert "Nhà, đất" not in str(step.facts)


def test_seizure_with_force_follows_an_approved_plan(matter: int) -> None:
    do("coerce", matter, {**SEIZE, "on": OLD}, on=OLD)
    car = {"asset_kind": "registered", "asset": "Xe tải", "hour": "9", "with_force": "1", "on": OLD}

    assert refusal("seize", matter, car, on=OLD).field == "with_force"


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("trustee", "in_progress", "other"),
        ("asset_not_ready", "in_progress", "other"),
        ("collateral_only", "no_means", "in_progress"),
        ("asset_blocked", "no_means", "in_progress"),
        ("nothing_left", "in_progress", "in_progress"),
    ],
)
def test_a_fact_about_assets_is_a_stage_with_a_column_of_its_own(
    matter: int, code: str, old: str, new: str
) -> None:
    do(code, matter, {"document_on": OLD, "on": OLD}, on=OLD)

    assert stages(matter)[-1] == code
    assert stand(OLD) == {"due": 1, old: 1}
    assert stand(NEW) == {"due": 1, new: 1}
    assert refusal(code, matter, {"document_on": OLD, "on": OLD}, on=OLD).question == "state"


def test_only_confiscated_things_wait_for_who_receives_them(matter: int) -> None:
    refused = refusal("exhibit_waiting", matter, {"document_on": OLD, "on": OLD}, on=OLD)
    assert refused.question == "law"

    thing = register(
        a_running_matter("705/QĐ")
        .owing(1_000_000, obligation=2, kind="confiscation")
        .then("in_progress", "10/02/2025")
    )[0]
    do("exhibit_waiting", thing, {"document_on": OLD, "on": OLD}, on=OLD)
    assert stages(thing)[-1] == "exhibit_waiting"


def test_a_colleague_does_not_coerce_in_lans_matter(matter: int) -> None:
    refused = refusal("coerce", matter, {**SEIZE, "on": OLD}, by=cast.MINH, on=OLD)

    assert refused.sentence.startswith("Quyền:")


def test_nothing_of_the_matter_exists_for_another_office(matter: int) -> None:
    refused = refusal("coerce", matter, {**SEIZE, "on": OLD}, by=cast.HOA, on=OLD)

    assert refused.sentence.startswith("Phạm vi:")
