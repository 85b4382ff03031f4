"""What acts did beside stage and money, and what binds a matter to others: steps, liabilities, links."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.matters.standing import in_force

_TAKES_BACK = frozenset({"withdraw", "cancel"})


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step in force; ``code`` is the code of the act that did it."""

    id: int
    entry_id: int
    matter_id: int
    on: date
    ordinal: int
    known_on: date
    code: str
    ground: str
    article: str
    obligation: int | None
    party: int | None
    amount: int | None
    until: date | None
    counterpart: str
    paper: int | None
    facts: Mapping[str, str | int | bool]
    source: str
    replaces: int | None


def step_of(values: Sequence[Any]) -> StepRow:
    """A step out of JSON, its columns in the order of the row."""
    said = list(values)
    for place in (3, 5, 12):
        said[place] = date.fromisoformat(said[place]) if said[place] else None
    return StepRow(*said)


def taken_back(steps: Sequence[StepRow]) -> frozenset[int]:
    """The steps whose decision a later one withdrew or cancelled; what they began is over.

    A decision on several obligations wrote a step for each in one entry; it is taken back with all of them.
    """
    named = {step.facts.get("of_step") for step in steps if step.code in _TAKES_BACK} - {None}
    entries = {(step.entry_id, step.code) for step in steps if step.id in named and step.entry_id}
    return frozenset(step.id for step in steps if step.id in named or (step.entry_id, step.code) in entries)


@dataclass(frozen=True, slots=True)
class LiabilityRow:
    """How a party answers for an obligation; ``ceiling`` in đồng for collateral."""

    id: int
    obligation: int
    party: int
    kind: str
    ceiling: int | None
    on: date


@dataclass(frozen=True, slots=True)
class InstalmentRow:
    """One period of an obligation; ``amount`` in đồng."""

    id: int
    obligation: int
    period: str
    due_on: date
    amount: int | None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A matter this one is bound to, from either side; ``outgoing`` where this matter stated it."""

    id: int
    other: int
    kind: str
    on: date
    outgoing: bool


def steps_of(matter_ids: Sequence[int]) -> dict[int, tuple[StepRow, ...]]:
    """The steps in force of each matter that has any, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT s.id, s.entry_id, s.matter_id, s."on", s.ordinal, s.known_on, s.code, s.ground, s.article,
                s.obligation, s.party, s.amount, s.until, s.counterpart, s.paper, s.facts::text, s.source,
                s.replaces_id
            FROM matters_step s WHERE s.matter_id = ANY(%s) AND {in_force("matters_step", "s")}
            ORDER BY s.matter_id, s."on", s.ordinal, s.id
            """,
            [list(matter_ids)],
        )
        rows = cursor.fetchall()
    out: dict[int, list[StepRow]] = {}
    for row in rows:
        out.setdefault(row[2], []).append(StepRow(*(*row[:15], json.loads(row[15]), *row[16:])))
    return {key: tuple(value) for key, value in out.items()}


def liabilities_of(matter_id: int) -> tuple[LiabilityRow, ...]:
    """Who answers how for which obligation of the matter."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT l.id, l.obligation, l.party, l.kind, l.ceiling, l."on" FROM matters_liability l '
            f"WHERE l.matter_id = %s AND {in_force('matters_liability', 'l')} ORDER BY l.obligation, l.party",
            [matter_id],
        )
        return tuple(LiabilityRow(*row) for row in cursor.fetchall())


def instalments_of(matter_id: int) -> tuple[InstalmentRow, ...]:
    """The periods of the matter's obligations, nearest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.id, i.obligation, i.period, i.due_on, i.amount FROM matters_instalment i "
            f"WHERE i.matter_id = %s AND {in_force('matters_instalment', 'i')} "
            "ORDER BY i.due_on, i.obligation",
            [matter_id],
        )
        return tuple(InstalmentRow(*row) for row in cursor.fetchall())


def links_of(matter_id: int) -> tuple[LinkRow, ...]:
    """The matters bound to this one, whichever of the two stated it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT k.id, CASE WHEN k.matter_id = %(id)s THEN k.other_id ELSE k.matter_id END, k.kind, k."on",
                k.matter_id = %(id)s
            FROM matters_link k
            WHERE %(id)s IN (k.matter_id, k.other_id) AND {in_force("matters_link", "k")}
            ORDER BY k."on", k.id
            """,
            {"id": matter_id},
        )
        return tuple(LinkRow(*row) for row in cursor.fetchall())
