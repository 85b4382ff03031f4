"""Questions to the ledger: balances of a matter's obligations, in whole đồng."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from thihanh.money.ledger import LEGS, PURPOSES, MoneyKind, Purpose


@dataclass(frozen=True, slots=True)
class Balance:
    """Whole đồng per purpose of one obligation; ``due`` is what the judgment ordered in all."""

    subject: int
    obligation: int
    due: int
    collected: int
    terminated: int
    reduced: int
    delegated: int
    withdrawn: int
    amended: int
    outstanding: int


_KINDS: Mapping[frozenset[str], MoneyKind] = {frozenset(legs): kind for kind, legs in LEGS.items()}


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One posting as written: never changed, only reversed."""

    id: int
    entry_id: int
    subject: int
    obligation: int
    debit: str
    credit: str
    amount: int
    on: date
    known_on: date
    reverses: int | None
    voucher: str
    source: str

    @property
    def kind(self) -> MoneyKind:
        """What the money fact said (``due`` for what the judgment ordered), of a reversal what it undid."""
        return _KINDS[frozenset((self.debit, self.credit))]

    @property
    def is_reversal(self) -> bool:
        return self.reverses is not None


def balances(subjects: Sequence[int], *, on: date, known_on: date | None = None) -> tuple[Balance, ...]:
    """Balances of every obligation of the subjects at the end of ``on``, as known on ``known_on``."""
    sums = ", ".join(map(_reached, PURPOSES))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT subject, obligation, {sums} FROM money_posting
            WHERE subject = ANY(%s) AND "on" <= %s AND (%s::date IS NULL OR known_on <= %s)
            GROUP BY subject, obligation ORDER BY subject, obligation
            """,
            [list(subjects), on, known_on, known_on],
        )
        rows = cursor.fetchall()
    out = []
    for subject, obligation, *values in rows:
        by = dict(zip(PURPOSES, values, strict=True))
        out.append(
            Balance(
                subject=subject,
                obligation=obligation,
                due=-by["judgment"],
                **{p: by[p] for p in PURPOSES if p != "judgment"},
            )
        )
    return tuple(out)


def totals(subjects: Sequence[int]) -> dict[int, tuple[int, int]]:
    """What was ordered in all and what was collected, by subject, of all postings known now."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT subject, -{_reached('judgment')}, {_reached('collected')} FROM money_posting "
            "WHERE subject = ANY(%s) GROUP BY subject",
            [list(subjects)],
        )
        return {subject: (due, collected) for subject, due, collected in cursor.fetchall()}


def _reached(purpose: Purpose) -> str:
    """SQL: what reached a purpose, less what left it."""
    return f"sum(CASE '{purpose}' WHEN debit THEN amount WHEN credit THEN -amount ELSE 0 END)::bigint"


def postings(subjects: Sequence[int]) -> tuple[PostingRow, ...]:
    """Every posting of the subjects, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT id, entry_id, subject, obligation, debit, credit, amount, "on", known_on, reverses_id,
                   voucher, source
            FROM money_posting WHERE subject = ANY(%s) ORDER BY subject, "on", id
            """,
            [list(subjects)],
        )
        return tuple(PostingRow(*row) for row in cursor.fetchall())
