"""Terms of many matters at once: two array look-ups per working-day term, equal to the explaining path."""

from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from thihanh.deadlines.calendar import ORIGIN, OUTSIDE, SIZE, Calendar
from thihanh.deadlines.computing import NO_FACTS
from thihanh.deadlines.refusals import Refused
from thihanh.deadlines.selection import Facts, rule_named, select
from thihanh.law.regimes import R25_START, REGIMES, Regime
from thihanh.law.terms import Rule, Term

Days = NDArray[np.datetime64]
_Positions = NDArray[np.int64]

_EPOCH: Final = 719_163 - ORIGIN  # position of 01/01/1970
_DAY: Final = np.dtype("datetime64[D]")
_MONTH: Final = np.dtype("datetime64[M]")


class _Table(NamedTuple):
    counted: NDArray[np.int32]
    workdays: NDArray[np.int32]
    working: NDArray[np.bool_]
    following: NDArray[np.int32]
    preceding: NDArray[np.int32]


def terms(
    rule: str | Rule,
    starts: Days,
    calendar: Calendar,
    *,
    regime: Regime | None = None,
    facts: Facts = NO_FACTS,
) -> Days:
    """The last days of one rule for many triggers (or events, for counts before an event).

    Days in and out are ``datetime64[D]``. Regime and numbers are chosen by each trigger's own day, as in
    ``compute``. Raises ``Refused`` when one of the days has no answer, for terms in hours, and outside
    2000–2099. Units and articles are those of the rule.
    """
    days = np.asarray(starts, dtype=_DAY)
    answers = np.empty(days.shape, dtype=_DAY)
    if not days.size:
        return answers
    _check_range(days)
    found = rule_named(rule)
    edges = _edges(found)
    first, last = np.searchsorted(edges, [days.min(), days.max()], side="right")
    if first == last:
        return _answers(select(found, _first(days), regime, facts).term, days, _table(calendar))
    segments = np.searchsorted(edges, days, side="right")
    for segment in range(int(first), int(last) + 1):
        chosen = segments == segment
        if chosen.any():
            part = days[chosen]
            term = select(found, _first(part), regime, facts).term
            answers[chosen] = _answers(term, part, _table(calendar))
    return answers


def _first(days: Days) -> date:
    return date.fromordinal(int(days.flat[0].astype(np.int64)) + _EPOCH + ORIGIN)


def _check_range(days: Days) -> None:
    positions = np.array([days.min(), days.max()], dtype=_DAY).astype(np.int64) + _EPOCH
    if np.isnat(days.min()) or positions[0] < 0 or positions[1] >= SIZE:
        raise Refused("Có ngày nằm ngoài lịch của hệ thống (01/01/2000–31/12/2099).")


@lru_cache(maxsize=256)
def _edges(rule: Rule) -> Days:
    """Days on which a number of the rule may change, oldest first."""
    starts = {term.since for regime in REGIMES for row in rule.variants[regime] for term in row.terms}
    return np.array(sorted({R25_START, *starts}), dtype=_DAY)


@lru_cache(maxsize=64)
def _table(calendar: Calendar) -> _Table:
    working = np.frombuffer(calendar.working, dtype=np.uint8).astype(np.bool_)
    workdays = np.array(calendar.workdays, dtype=np.int32)
    counted = np.array(calendar.counted, dtype=np.int32)
    every = np.arange(SIZE, dtype=np.int32)
    following = np.where(working, every, workdays[np.minimum(counted, len(workdays) - 1)])
    preceding = np.where(working, every, workdays[np.maximum(counted - 1, 0)])
    return _Table(counted, workdays, working, following, preceding)


def _answers(term: Term, days: Days, table: _Table) -> Days:
    if term.unit == "h":
        raise Refused("Thời hạn tính bằng giờ không tính hàng loạt theo ngày.")
    number = term.number or 0
    if term.kind == "before_event":
        number = -number
    if term.unit == "wd":
        return _as_days(_working(days.astype(np.int64) + _EPOCH, number, table))
    if term.unit in ("m", "y"):
        end = _add_months(days, number * (12 if term.unit == "y" else 1)).astype(np.int64) + _EPOCH
    else:
        end = days.astype(np.int64) + (_EPOCH + number)
    if end.min() < 0 or end.max() >= SIZE:
        raise Refused(OUTSIDE)
    if term.kind == "limit":
        return _as_days(table.following[end])
    if term.kind == "before_event":
        return _as_days(table.preceding[end])
    return _as_days(end)


def _working(positions: _Positions, number: int, table: _Table) -> NDArray[np.int32]:
    if number > 0:
        ordinals = table.counted[positions] + (number - 1)
    else:
        ordinals = table.counted[positions] - table.working[positions] + number
    if ordinals.min() < 0 or ordinals.max() >= len(table.workdays):
        raise Refused(OUTSIDE)
    return table.workdays[ordinals]


def _add_months(days: Days, months: int) -> Days:
    month = days.astype(_MONTH)
    target = month + np.timedelta64(months, "M")
    start = target.astype(_DAY)
    longest = (target + np.timedelta64(1, "M")).astype(_DAY) - start - np.timedelta64(1, "D")
    return start + np.minimum(days - month.astype(_DAY), longest)


def _as_days(positions: NDArray[np.int32] | _Positions) -> Days:
    return (positions.astype(np.int64) - _EPOCH).view(_DAY)
