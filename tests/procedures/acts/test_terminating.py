"""Termination: whole, of the rest, of a part; what it does to the figures; what must come first."""

import pytest
from tests import cast
from tests.builders import a_matter
from tests.procedures.acts.figures import stand
from tests.procedures.acts.scene import KV1, a_running_matter, case, decide, refusal, register, stages

pytestmark = pytest.mark.django_db
TODAY = "20/07/2026"
DEAD = {"ground": "C-2", "extent": "whole", "document_on": "15/07/2026"}


def of(number: str, *, kind: str = "ex_officio") -> a_matter:
    """Lan's matter in enforcement since 20/10/2025: 5 and 2 million đồng."""
    built = a_matter(number, "06/10/2025", kind=kind).held_by(cast.LAN.code, KV1)
    return built.owing(5_000_000).owing(2_000_000, obligation=2).then("in_progress", "20/10/2025")


@pytest.fixture
def matter(db) -> int:
    cast.gather()
    return register(of("201/QĐ"))[0]


@pytest.fixture
def requested(matter: int) -> int:
    return register(of("202/QĐ", kind="on_request"))[0]


def test_a_whole_termination_takes_all_that_was_outstanding(matter: int) -> None:
    decide("terminate", matter, DEAD, on=TODAY)

    assert stages(matter)[-1] == "terminated"
    assert case(matter).outstanding == 0
    assert [one.money["terminated"] for one in case(matter).obligations] == [5_000_000, 2_000_000]
    assert stand(TODAY) == {"due": 1, "terminated": 1}
    assert stand(TODAY, of="money") == {"due": 7_000_000, "terminated": 7_000_000}


def test_where_part_was_performed_the_rest_ends_the_matter_as_performed(db) -> None:
    cast.gather()
    partly = register(of("203/QĐ").paying(1_500_000, "05/12/2025"))[0]
    refused = refusal("terminate", partly, DEAD, on=TODAY)
    assert (refused.question, refused.field) == ("law", "extent")

    decide("terminate", partly, {**DEAD, "extent": "rest"}, on=TODAY)

    assert stages(partly)[-1] == "done"
    assert stand(TODAY) == {"due": 1, "done": 1}
    assert stand(TODAY, of="money") == {"due": 7_000_000, "done": 1_500_000, "terminated": 5_500_000}


def test_the_rest_of_what_was_never_begun_is_the_whole(matter: int) -> None:
    refused = refusal("terminate", matter, {**DEAD, "extent": "rest"}, on=TODAY)

    assert "chọn «Toàn bộ việc»" in refused.sentence


def test_a_part_terminated_ends_nothing(matter: int) -> None:
    said = {"ground": "C-2", "document_on": "15/07/2026", "obligations": "2"}
    decide("terminate_part", matter, said, on=TODAY)

    assert stages(matter)[-1] == "in_progress"
    assert stand(TODAY) == {"due": 1, "in_progress": 1}
    assert stand(TODAY, of="money") == {"due": 7_000_000, "terminated": 2_000_000, "in_progress": 5_000_000}


def test_a_part_may_be_a_sum_of_one_obligation(matter: int) -> None:
    said = {"ground": "C-2", "document_on": "15/07/2026", "obligations": "1"}
    refused = refusal("terminate_part", matter, {**said, "amount": "6.000.000"}, on=TODAY)
    assert (refused.question, refused.field) == ("state", "amount")

    decide("terminate_part", matter, {**said, "amount": "1.000.000"}, on=TODAY)

    assert case(matter).obligation(1).outstanding == 4_000_000
    (step,) = case(matter).steps_of("terminate_part")
    assert (step.obligation, step.amount, step.ground) == (1, 1_000_000, "C-2")


def test_a_sum_speaks_of_one_obligation(matter: int) -> None:
    said = {"ground": "C-2", "document_on": "15/07/2026", "obligations": "1,2", "amount": "1.000.000"}

    assert refusal("terminate_part", matter, said, on=TODAY).sentence.startswith("Dữ liệu:")


def test_all_parts_are_the_whole(matter: int) -> None:
    said = {"ground": "C-2", "document_on": "15/07/2026", "obligations": "1,2"}

    assert "không phải một phần" in refusal("terminate_part", matter, said, on=TODAY).sentence


def test_what_was_terminated_is_not_terminated_again(matter: int) -> None:
    said = {"ground": "C-2", "document_on": "15/07/2026", "obligations": "2"}
    decide("terminate_part", matter, said, on=TODAY)

    again = refusal("terminate_part", matter, said, on=TODAY)
    assert "Khoản 2 của việc 201/QĐ không còn để chọn" in again.sentence


def test_agreement_ends_a_matter_only_after_fees_and_costs_are_paid(requested: int) -> None:
    agreed = {**DEAD, "ground": "C-4"}
    refused = refusal("terminate", requested, agreed, on=TODAY)
    assert (refused.question, refused.field) == ("law", "fees_paid")

    decide("terminate", requested, {**agreed, "fees_paid": "1"}, on=TODAY)

    assert case(requested).last_step("terminate").facts["fees_paid"] is True


def test_nobody_can_agree_away_what_is_due_to_the_state(matter: int) -> None:
    refused = refusal("terminate", matter, {**DEAD, "ground": "C-4", "fees_paid": "1"}, on=TODAY)

    assert "chủ động thi hành" in refused.sentence


def test_an_exemption_ground_needs_the_courts_decision(matter: int) -> None:
    refused = refusal("terminate", matter, {**DEAD, "ground": "C-5"}, on=TODAY)

    assert "đúng phần Tòa án đã miễn, giảm" in refused.sentence


def test_an_ended_matter_is_not_ended_again(matter: int) -> None:
    decide("terminate", matter, DEAD, on=TODAY)

    assert refusal("terminate", matter, DEAD, on=TODAY).sentence.startswith(
        "Trạng thái: việc 201/QĐ đã kết thúc"
    )


def test_an_obligation_that_is_not_money_is_terminated_by_its_step(db) -> None:
    cast.gather()
    built = a_running_matter("204/QĐ", "06/10/2025").then("in_progress", "20/10/2025")
    with_act = register(an_act(built))[0]
    said = {"ground": "C-3", "document_on": "15/07/2026", "obligations": "3"}

    decide("terminate_part", with_act, said, on=TODAY)

    assert case(with_act).last_step("terminate_part").obligation == 3
    assert "không còn để chọn" in refusal("terminate_part", with_act, said, on=TODAY).sentence


def an_act(built: a_matter) -> a_matter:
    """The matter with an obligation to do something, number 3."""
    from thihanh.matters.intake import NewObligation

    new = NewObligation(
        3, "act", known_on=built.decided, content="Giao con cho mẹ nuôi dưỡng", debtor=2, creditor=1
    )
    return built._with(obligations=(*built.intake.obligations, new))
