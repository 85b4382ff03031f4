"""Time that is not counted: intervals in which a term stands still, and what a count with them reaches.

Days inside a stop are passed over, whatever the unit; days shared by two stops are passed over once. A term
that is not yet over when an open stop begins has no last day until that stop ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from thihanh.deadlines.arithmetic import rolled, unrolled
from thihanh.deadlines.calendar import ORIGIN, Calendar, index
from thihanh.law.marks import Mark
from thihanh.law.terms import Kind, Term

_DAY = timedelta(days=1)
#: Kinds that count days forth from their trigger; hours, moments and counts before an event run on.
_COUNTED: frozenset[Kind] = frozenset({"limit", "not_before", "length", "limitation", "recurrence"})


@dataclass(frozen=True, slots=True)
class Stop:
    """Days that are not counted, both ends included; ``to`` is None while it still runs."""

    from_: date
    to: date | None
    reason: str
    article: str
    mark: Mark


class Passed(NamedTuple):
    """The part of a stop that a count passed over: its first and last day, and how many units were not
    counted; ``last`` is None where the stop still runs."""

    stop: Stop
    first: date
    last: date | None
    days: int


class Counted(NamedTuple):
    """Where a count ends: ``end`` before rolling and ``due`` after it, both None while the term stands
    still; ``left`` are the units still to count then (None for months and years)."""

    end: date | None
    due: date | None
    passed: tuple[Passed, ...] = ()
    left: int | None = None


def may_stand_still(term: Term) -> bool:
    """Whether stops change anything about a term."""
    return term.kind in _COUNTED and term.unit != "h"


def counted(term: Term, start: date, calendar: Calendar, stops: Sequence[Stop]) -> Counted:
    """The last day of a term from its trigger, the days of its stops not counted.

    Raises ``Refused`` outside 2000–2099. Units and rolling are those of ``arithmetic``.
    """
    end = unrolled(term, start, calendar)
    passed: list[Passed] = []
    parts = _parts(start, stops)
    for stop, first, last in parts:
        if first > end:
            break
        if last is None:
            return Counted(
                None, None, (*passed, Passed(stop, first, None, 0)), _left(term, end, first, calendar)
            )
        days = _units(term, first, last, calendar)
        passed.append(Passed(stop, first, last, days))
        end = _further(end, days, term, calendar)
    found = Counted(end, rolled(term, end, calendar), tuple(passed))
    return _beyond(term, found, parts, calendar)


def _parts(start: date, stops: Sequence[Stop]) -> list[tuple[Stop, date, date | None]]:
    """The stops after the trigger, in order, each without the days that an earlier one has."""
    parts: list[tuple[Stop, date, date | None]] = []
    free = start + _DAY
    for stop in sorted(stops, key=lambda s: (s.from_, s.to or date.max)):
        first = max(stop.from_, free)
        if stop.to is None:
            return [*parts, (stop, first, None)]
        if stop.to >= first:
            parts.append((stop, first, stop.to))
            free = stop.to + _DAY
    return parts


def _units(term: Term, first: date, last: date, calendar: Calendar) -> int:
    if term.unit != "wd":
        return (last - first).days + 1
    before = calendar.counted[index(first) - 1] if index(first) else 0
    return calendar.counted[index(last)] - before


def _further(end: date, days: int, term: Term, calendar: Calendar) -> date:
    """``end`` moved by the units that were not counted."""
    if not days:
        return end
    if term.unit == "wd":
        return date.fromordinal(calendar.add_working(index(end), days) + ORIGIN)
    later = end + timedelta(days=days)
    index(later)
    return later


def _left(term: Term, end: date, first: date, calendar: Calendar) -> int | None:
    """Units from the day an open stop begins to the day the count would have ended, that day included."""
    return _units(term, first, end, calendar) if term.unit in ("cd", "wd") else None


def _beyond(
    term: Term, found: Counted, parts: Sequence[tuple[Stop, date, date | None]], calendar: Calendar
) -> Counted:
    """A last day that rolled into a stop goes on to the first working day after it."""
    if found.due is None or found.due == found.end:
        return found
    due, passed = found.due, list(found.passed)
    for stop, first, last in parts[len(passed) :]:
        if first > due:
            break
        if last is None:
            return Counted(None, None, (*passed, Passed(stop, first, None, 0)), 0)
        passed.append(Passed(stop, first, last, 0))
        due = max(due, rolled(term, last + _DAY, calendar))
    return Counted(found.end, due, tuple(passed))
