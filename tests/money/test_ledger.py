"""The ledger: whole đồng, two legs, only growing, never below zero."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_matter, day
from thihanh.matters.intake import Intake, MoneyChange
from thihanh.matters.operations import register_many
from thihanh.money.ledger import LEGS, MoneyKind, Posting
from thihanh.money.operations import LedgerBroken
from thihanh.money.queries import balances, postings


def matter_owing(amount: int) -> int:
    matter = a_matter("31/QĐ-CTHADS", "06/01/2025").held_by("22.0001", "22.KV01").owing(amount)
    return register_many([matter.intake], by="22.0002")[0]


def add(matter_id: int, kind: MoneyKind, amount: int, **more: Any) -> None:
    change = MoneyChange(day("03/02/2025"), 1, kind, amount, known_on=day("03/02/2025"), **more)
    register_many([Intake(matter_id=matter_id, money=(change,))], by="22.0002", act="matter.collected")


@pytest.mark.django_db
def test_what_is_collected_and_what_is_left_are_what_was_ordered() -> None:
    matter_id = matter_owing(5_000_000)
    add(matter_id, "collected", 2_000_000)
    add(matter_id, "reduced", 500_000)

    (balance,) = balances([matter_id], on=day("30/09/2025"))
    assert (balance.due, balance.collected, balance.reduced, balance.outstanding) == (
        5_000_000,
        2_000_000,
        500_000,
        2_500_000,
    )


@pytest.mark.django_db
def test_collecting_more_than_is_owed_is_refused_and_nothing_is_written() -> None:
    matter_id = matter_owing(5_000_000)
    with pytest.raises(LedgerBroken, match="vượt số phải thi hành"):
        add(matter_id, "collected", 5_000_001)
    assert len(postings([matter_id])) == 1


@pytest.mark.django_db
def test_a_reversal_is_the_mirror_and_happens_once() -> None:
    matter_id = matter_owing(5_000_000)
    add(matter_id, "collected", 2_000_000)
    wrong = postings([matter_id])[-1]
    add(matter_id, "collected", 2_000_000, reverses=wrong.id)

    (balance,) = balances([matter_id], on=day("30/09/2025"))
    assert (balance.collected, balance.outstanding) == (0, 5_000_000)
    with pytest.raises(DatabaseError), transaction.atomic():
        add(matter_id, "collected", 2_000_000, reverses=wrong.id)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE money_posting SET amount = 1",
        "DELETE FROM money_posting",
        "TRUNCATE money_posting CASCADE",
    ],
)
def test_the_database_itself_refuses_to_change_a_posting(attack: str) -> None:
    matter_owing(5_000_000)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(amount) FROM money_posting")
        assert cursor.fetchone() == (5_000_000,)


@given(kind=st.sampled_from(sorted(LEGS)), amount=st.integers(1, 10**15), reverses=st.none() | st.integers(1))
def test_both_legs_of_every_posting_name_different_purposes(
    kind: MoneyKind, amount: int, reverses: int | None
) -> None:
    posting = Posting(1, 1, kind, amount, day("06/01/2025"), day("06/01/2025"), reverses=reverses)
    debit, credit = posting.legs

    assert debit != credit
    assert "outstanding" in (debit, credit)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_posting_of_nothing_is_no_posting(amount: int) -> None:
    with pytest.raises(ValueError, match="lớn hơn 0 đồng"):
        Posting(1, 1, "due", amount, day("06/01/2025"), day("06/01/2025"))
