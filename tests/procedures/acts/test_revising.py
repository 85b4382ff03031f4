"""Decisions taken back, amended, cancelled: what the matter and the figures look like afterwards."""

import pytest
from tests import cast
from tests.procedures.acts.figures import stand
from tests.procedures.acts.scene import a_running_matter, case, decide, refusal, register, stages

pytestmark = pytest.mark.django_db
TODAY = "20/07/2026"
WRONG = {"ground": "R-1a", "of": "decision", "content": "Thu hồi", "consequence": "Không còn giá trị"}
CANCELLED = {
    "ground": "R-3",
    "of": "decision",
    "counterpart": "central_head",
    "document_on": "15/07/2026",
    "content": "Hủy",
    "consequence": "Trả hồ sơ",
}
AMENDED = {"ground": "R-2", "obligation": "1", "reason": "Ghi nhầm số tiền", "content": "Sửa số tiền"}


@pytest.fixture
def matter(db) -> int:
    """Lan's matter in enforcement since 20/10/2025, five million đồng, one of them collected."""
    cast.gather()
    built = a_running_matter("401/QĐ", "06/10/2025").then("in_progress", "20/10/2025")
    return register(built.paying(1_000_000, "05/12/2025"))[0]


def test_an_enforcement_decision_taken_back_leaves_the_total_with_what_was_open(matter: int) -> None:
    decide("withdraw", matter, WRONG, on=TODAY)

    assert stages(matter)[-1] == "withdrawn"
    assert case(matter).outstanding == 0
    assert stand(TODAY) == {"withdrawn": 1}
    assert stand(TODAY, of="money") == {"due": 1_000_000, "done": 1_000_000, "withdrawn": 4_000_000}


def test_a_ground_of_amending_does_not_withdraw(matter: int) -> None:
    assert refusal("withdraw", matter, {**WRONG, "ground": "R-2"}, on=TODAY).question == "input"


def test_a_decision_is_taken_back_because_of_delegation_only_after_it(matter: int) -> None:
    refused = refusal("withdraw", matter, {**WRONG, "ground": "R-1d"}, on=TODAY)
    assert (refused.question, refused.field) == ("law", "ground")

    whole = register(a_running_matter("402/QĐ", "06/10/2025").then("in_progress", "20/10/2025"))[0]
    away = {"extent": "whole", "counterpart": "40", "cause": "debtor", "local_assets_handled": "1"}
    decide("delegate", whole, away, on=TODAY)
    decide("withdraw", whole, {**WRONG, "ground": "R-1d"}, on=TODAY)

    assert stages(whole)[-1] == "delegated"
    assert case(whole).last_step("withdraw").ground == "R-1d"
    assert refusal("withdraw", whole, {**WRONG, "ground": "R-1d"}, on=TODAY).question == "state"


def test_a_postponement_taken_back_gives_the_matter_back(matter: int) -> None:
    consent = {"ground": "H-c", "extent": "whole", "document_on": "06/07/2026", "basis": "agreement",
               "until": "30/09/2026"}  # fmt: skip
    decide("postpone", matter, consent, on="13/07/2026")
    step = case(matter).last_step("postpone")

    decide("withdraw", matter, {**WRONG, "ground": "R-1c", "of": str(step.id)}, on=TODAY)

    assert stages(matter)[-2:] == ["postponed", "in_progress"]
    assert case(matter).last_step("withdraw").facts == {"of": "postpone", "of_step": step.id}
    again = refusal("withdraw", matter, {**WRONG, "of": str(step.id)}, on=TODAY)
    assert again.field == "of"


def test_a_cancelled_decision_names_who_concluded_and_when(matter: int) -> None:
    early = refusal("cancel", matter, {**CANCELLED, "document_on": "01/10/2025"}, on=TODAY)
    assert (early.question, early.field) == ("law", "document_on")

    decide("cancel", matter, CANCELLED, on=TODAY)

    assert stages(matter)[-1] == "withdrawn"
    assert case(matter).last_step("cancel").counterpart == "central_head"


def test_an_amended_sum_is_smaller_by_what_leaves_the_total(matter: int) -> None:
    decide("amend", matter, {**AMENDED, "amount": "4.500.000"}, on=TODAY)

    assert case(matter).obligation(1).outstanding == 3_500_000
    assert stand(TODAY, of="money")["amended"] == 500_000
    again = refusal("amend", matter, {**AMENDED, "amount": "4.500.000"}, on=TODAY)
    assert "số mới không khác" in again.sentence


def test_an_amended_sum_may_grow(matter: int) -> None:
    decide("amend", matter, {**AMENDED, "amount": "6.000.000"}, on=TODAY)

    assert case(matter).obligation(1).outstanding == 5_000_000
    assert case(matter).last_step("amend").facts == {"former_amount": 5_000_000, "amount": 6_000_000}


def test_a_sum_is_not_amended_below_what_was_performed(matter: int) -> None:
    refused = refusal("amend", matter, {**AMENDED, "amount": "900.000"}, on=TODAY)

    assert (refused.question, refused.field) == ("state", "amount")
    assert "1.000.000 đồng" in refused.sentence


def test_the_words_of_an_obligation_are_restated(matter: int) -> None:
    decide("amend", matter, {**AMENDED, "restated": "Án phí dân sự sơ thẩm"}, on=TODAY)

    assert case(matter).obligation(1).content == "Án phí dân sự sơ thẩm"
    assert case(matter).obligation(1).outstanding == 4_000_000


def test_nothing_is_withdrawn_after_the_end(matter: int) -> None:
    decide("withdraw", matter, WRONG, on=TODAY)

    assert refusal("withdraw", matter, WRONG, on=TODAY).sentence.startswith(
        "Trạng thái: việc 401/QĐ đã kết thúc"
    )
