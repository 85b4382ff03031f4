"""Forms 8, 9 and 11 from the recorded dossiers: complaints, denunciations, citizen reception, compensation.

A complaint or denunciation counts in the period it was received in, and in every later one until it was
settled: decided, concluded, withdrawn or stopped; one sent on or refused counts as received only. Petitions
are those told at a reception. A row of acts names the dossier with a minus.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from thihanh.deadlines import Calendar, load_calendar
from thihanh.dossiers.kinds import kind
from thihanh.dossiers.life import Dossier, StepTaken, clocks
from thihanh.dossiers.values import typed
from thihanh.law.dated import number
from thihanh.offices.queries import calendar_overrides
from thihanh.statistics.book.asking import Asked, known
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.period import Period
from thihanh.statistics.queries import run

SETTLED: Final = "08/TK-THA"
RECEIVED: Final = "09/TK-THA"
COMPENSATED: Final = "11/TK-THA"
Cells = Callable[[Dossier, Period, Calendar], Iterator["Cell"]]
_DECIDED: Final = frozenset({"decide", "receive_decision", "conclude"})
_GIVEN_UP: Final = frozenset({"withdraw", "stop"})
_PASSED_ON: Final = frozenset({"forward", "refuse"})
_RESULTS: Final[Mapping[str, str]] = {"right": "right", "partly": "partly_right", "wrong": "wrong"}
_COMPENSATION_ENDS: Final = frozenset({"pay", "refuse", "withdraw"})
_LEADERS: Final = frozenset({"leader", "ad_hoc"})


@dataclass(frozen=True, slots=True)
class Cell:
    """What one step of a dossier adds to a cell."""

    fact: int
    row: str
    column: str
    amount: int = 1


def settled_rows(asked: Asked) -> Sequence[tuple[Any, ...]]:
    """Rows of ``ACT_COLUMNS`` of form 8."""
    return _rows(asked, SETTLED, {"complaint": _settled, "denunciation": _settled, "reception": _petitions})


def received_rows(asked: Asked) -> Sequence[tuple[Any, ...]]:
    """Rows of ``ACT_COLUMNS`` of form 9."""
    return _rows(asked, RECEIVED, {"reception": _visits})


def compensated_rows(asked: Asked) -> Sequence[tuple[Any, ...]]:
    """Rows of ``ACT_COLUMNS`` of form 11."""
    return _rows(asked, COMPENSATED, {"compensation": _compensated})


def _rows(asked: Asked, form: str, of: Mapping[str, Cells]) -> list[tuple[Any, ...]]:
    found = dossiers(asked, tuple(of))
    if not found:
        return []
    calendar = load_calendar(calendar_overrides(asked.agency, asked.known_on or asked.period.to))
    return [
        (form, cell.fact, -one.id, one.office, one.officer, cell.row, cell.column, cell.amount)
        for one in found
        for cell in of[one.kind.code](one, asked.period, calendar)
        if cell.amount
    ]


def _settled(one: Dossier, period: Period, calendar: Calendar) -> Iterator[Cell]:
    first = one.steps[0]
    row = one.kind.code
    if row == "complaint":
        row += ".second" if one.values.get("second_complaint") else ".first"
    end = next((s for s in one.steps if s.step in _DECIDED | _GIVEN_UP | _PASSED_ON), None)
    if end is not None and end.on < period.from_:
        return
    yield Cell(first.id, row, "carried_in" if first.on < period.from_ else "new")
    if end is None:
        yield Cell(first.id, row, "pending")
        if any(run.clock.of == "us" and run.is_open and run.late(period.to) for run in clocks(one, calendar)):
            yield Cell(first.id, row, "overdue")
    elif end.step in _GIVEN_UP:
        yield Cell(end.id, row, "withdrawn")
    elif end.step in _DECIDED:
        yield Cell(end.id, row, _RESULTS[str(end.values["result"])])


def _petitions(one: Dossier, period: Period, calendar: Calendar) -> Iterator[Cell]:
    for visit in _of_period(one, "visit", period):
        if visit.values.get("about") == "petition":
            yield Cell(visit.id, "petition", "new", _whole(visit, "matters_told"))


def _visits(one: Dossier, period: Period, calendar: Calendar) -> Iterator[Cell]:
    row = "leader" if one.values.get("form") in _LEADERS else "regular"
    for visit in _of_period(one, "visit", period):
        people = _whole(visit, "people")
        rows = [row, "large_group"] if people >= number("reception.large_group", visit.on) else [row]
        for own in rows:
            yield Cell(visit.id, own, "visits")
            yield Cell(visit.id, own, "people", people)
            yield Cell(visit.id, own, "matters", _whole(visit, "matters_told"))


def _compensated(one: Dossier, period: Period, calendar: Calendar) -> Iterator[Cell]:
    first = one.steps[0]
    end = next((s for s in one.steps if s.step in _COMPENSATION_ENDS), None)
    row = "opened" if end is None else "settled"
    if end is None or end.on >= period.from_:
        yield Cell(first.id, row, "matters")
        yield Cell(first.id, row, "claimed", _whole(first, "claimed"))
    for paid in _of_period(one, "pay", period):
        yield Cell(paid.id, row, "paid", _whole(paid, "paid"))
    for recourse in _of_period(one, "recourse", period):
        yield Cell(recourse.id, row, "recourse", _whole(recourse, "recourse"))


def _of_period(one: Dossier, code: str, period: Period) -> Iterator[StepTaken]:
    return (step for step in one.taken(code) if period.from_ <= step.on <= period.to)


def _whole(step: StepTaken, name: str) -> int:
    value = step.values.get(name)
    return value if isinstance(value, int) else 0


def dossiers(asked: Asked, codes: Sequence[str]) -> list[Dossier]:
    """The dossiers of these kinds as they stood at the end of the period, as known; one statement."""
    rows = run(_query(asked, codes))
    return [_dossier(head, tuple(own)) for head, own in groupby(rows, key=lambda row: row[:4])]


def _dossier(head: Sequence[Any], own: Sequence[Sequence[Any]]) -> Dossier:
    code, number_, office, officer = head
    steps = tuple(
        StepTaken(fact, step, on, on, "", {name: typed(value) for name, value in json.loads(said).items()})
        for fact, on, step, said in (row[4:] for row in own)
    )
    opened: date = steps[0].on
    return Dossier(number_, kind(code), 0, opened.year, "", office, officer, opened, steps)


def _query(asked: Asked, codes: Sequence[str]) -> Query:
    params: dict[str, Param] = {"agency": asked.agency, "to": asked.period.to, "kinds": [*codes]}
    if asked.known_on is not None:
        params["known_on"] = asked.known_on
    if asked.inside is not None:
        params["inside"] = asked.inside
    text = f"""
select d.kind, d.id, coalesce(h.office, d.office), coalesce(h.officer, d.officer),
  s.id, s."on", s.step, s."values"
from dossiers_dossier d join dossiers_step s on s.dossier_id = d.id
left join lateral (
  select h.office, h.officer from dossiers_holder h
  where h.dossier_id = d.id and h.since <= %(to)s and {known("h", asked)} order by h.id desc limit 1
) h on true
where d.kind = any(%(kinds)s) and d.agency = %(agency)s and s."on" <= %(to)s and not s.void
  and {known("s", asked)}
  and not exists (select 1 from dossiers_step r where r.replaces_id = s.id and {known("r", asked)})
order by d.kind, d.id, s.id"""
    return Query(text, params)
