"""All that stands of some matters, in one statement whatever their number: what acts are judged on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.matters.rules import StageOn
from thihanh.matters.steps import InstalmentRow, LiabilityRow, LinkRow, StepRow, step_of
from thihanh.money.ledger import PURPOSES, Purpose
from thihanh.trail.locking import hold


@dataclass(frozen=True, slots=True)
class Party:
    """A party in force with its personal values; never for a page without a reach. ``fact`` states it."""

    no: int
    role: str
    person_id: int
    kind: str
    name: str
    id_number: str
    birth_year: int | None
    address: str
    fact: int = 0


@dataclass(frozen=True, slots=True)
class Obligation:
    """An obligation in force; ``money`` holds whole đồng by purpose, empty for what is not money."""

    no: int
    kind: str
    content: str
    debtor: int | None
    creditor: int | None
    money: Mapping[Purpose, int]
    fact: int = 0

    @property
    def outstanding(self) -> int:
        """What is still to be enforced, in đồng."""
        return self.money.get("outstanding", 0)

    @property
    def due(self) -> int:
        """What was ordered in all, in đồng."""
        return -self.money.get("judgment", 0)


@dataclass(frozen=True, slots=True)
class Held:
    """From a day on, an officer of an office holds the matter."""

    on: date
    ordinal: int
    office: str
    officer: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A verification: the day and the means."""

    on: date
    means: str
    finding: str


@dataclass(frozen=True, slots=True)
class Whole:
    """One matter as it stands: facts in force only, each list oldest first."""

    id: int
    agency: str
    number: str
    decided_on: date
    kind: str
    requested_on: date | None
    delegated_from: str
    judgment_id: int
    judgment_number: str
    judgment_on: date
    court: str
    judgment_kind: str
    stages: tuple[StageOn, ...]
    held: tuple[Held, ...]
    parties: tuple[Party, ...]
    obligations: tuple[Obligation, ...]
    steps: tuple[StepRow, ...]
    verified: tuple[Verified, ...]
    liabilities: tuple[LiabilityRow, ...]
    instalments: tuple[InstalmentRow, ...]
    links: tuple[LinkRow, ...]
    tags: frozenset[str]


def whole(matter_ids: Sequence[int], *, lock: bool = False) -> dict[int, Whole]:
    """The matters by id; who does not exist is missing. Two statements with ``lock``, else one.

    ``lock`` serialises acts on a matter until the transaction ends.
    """
    ids = sorted(set(matter_ids))
    if lock:
        hold("matter", ids)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM matters_whole(%s)", [ids])
        return {row[0]: _whole(row) for row in cursor.fetchall()}


def _whole(row: Sequence[Any]) -> Whole:
    stages, held, parties, obligations, steps, verified, liabilities, instalments, links, tags, sums = row[
        12:
    ]
    money = {no: dict(zip(PURPOSES, map(int, values), strict=True)) for no, *values in sums}
    values: list[Any] = [
        *row[:12],
        tuple(StageOn(_day(one[0]), *one[1:]) for one in stages),
        tuple(Held(_day(one[0]), *one[1:]) for one in held),
        tuple(Party(*one) for one in parties),
        tuple(Obligation(*_with_money(one, money)) for one in obligations),
        tuple(map(step_of, steps)),
        tuple(Verified(_day(one[0]), *one[1:]) for one in verified),
        tuple(LiabilityRow(*_dated(one, 5)) for one in liabilities),
        tuple(InstalmentRow(*_dated(one, 3)) for one in instalments),
        tuple(LinkRow(*_dated(one, 3)) for one in links),
        frozenset(tags),
    ]
    return Whole(*values)


def _with_money(values: list[Any], money: Mapping[int, Mapping[Purpose, int]]) -> list[Any]:
    """The row of an obligation with its balances before the fact that states it."""
    *said, fact = values
    return [*said, money.get(values[0], {}), fact]


def _dated(values: list[Any], *places: int) -> list[Any]:
    """A row out of JSON with its days as days."""
    for place in places:
        values[place] = _day(values[place]) if values[place] else None
    return values


def _day(text: str) -> date:
    return date.fromisoformat(text)
