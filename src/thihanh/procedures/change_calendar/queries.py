"""Runs of changes as they stand: what was asked, how many deadlines it touches, which last days move."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.law.terms import rules
from thihanh.offices.reach import Reach


class RunUnknown(LookupError):
    """No such run, or none in reach."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One last day that moves; None where there is none (not started, over, or standing still)."""

    matter: int
    number: str
    office: str
    officer: str
    rule: str
    act: str
    step: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Run:
    """One change: ``kind`` day (a unit's own day) or law (days and figures of the reviewed files)."""

    key: str
    kind: str
    unit: str
    day: date | None
    working: bool
    reason: str
    basis: str
    days: tuple[date, ...]
    rules: tuple[str, ...]
    everything: bool
    state: str
    made_by: str
    made_on: date
    accepted_by: str
    accepted_on: date | None
    terms: int
    matters: int
    looked_at: int
    moved: int
    differences: tuple[Difference, ...]

    @property
    def unlisted(self) -> int:
        """How many differences were counted but not kept to be read."""
        return self.moved - len(self.differences)

    @property
    def is_partial(self) -> bool:
        """Whether the preview counted only some of the touched matters anew."""
        return self.looked_at < self.matters


_COLUMNS = (
    "key, kind, unit, day, working, reason, basis, days, rules, everything, state, made_by, made_on, "
    "accepted_by, accepted_on, terms, matters, looked_at, moved, differences::text"
)


def job_key(key: str) -> str:
    """The key under which the background work on a run tells its progress."""
    return f"terms:{key}"


def run(key: str, *, lock: bool = False) -> Run:
    """One run. Raises ``RunUnknown``."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM procedures_term_change WHERE key = %s{' FOR UPDATE' if lock else ''}",
            [key],
        )
        row = cursor.fetchone()
    if row is None:
        raise RunUnknown("Không tìm thấy thay đổi này.")
    values: list[Any] = list(row)
    values[7], values[8] = tuple(values[7]), tuple(values[8])
    values[-1] = tuple(_difference(one) for one in json.loads(values[-1]))
    return Run(*values)


def run_in(reach: Reach, key: str) -> Run:
    """One run whose unit the reach covers. Raises ``RunUnknown``."""
    found = run(key)
    agency, _, office = found.unit.partition(".")
    if not found.unit or not reach.covers(agency, found.unit if office else None):
        raise RunUnknown("Không tìm thấy thay đổi này trong phạm vi được xem.")
    return found


def _difference(row: dict[str, str | int | None]) -> Difference:
    rule = str(row["rule"])
    known = rules().get(rule)
    return Difference(
        matter=int(row["matter"] or 0),
        number=str(row["number"]),
        office=str(row["office"]),
        officer=str(row["officer"]),
        rule=rule,
        act=known.act if known else rule,
        step=str(row["step"]),
        before=_day(row["before"]),
        after=_day(row["after"]),
    )


def _day(value: str | int | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
