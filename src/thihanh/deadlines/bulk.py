"""Terms of many matters at once: one table of last days per rule, one look-up per term."""

from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thihanh.deadlines.calendar import ORIGIN, SIZE, Calendar
from thihanh.deadlines.computing import NO_FACTS, due_date
from thihanh.deadlines.refusals import Refused
from thihanh.deadlines.selection import Facts, rule_named, select
from thihanh.law.regimes import R25_START, REGIMES, Regime
from thihanh.law.terms import Rule, Term

Days = NDArray[np.datetime64]
_Positions = NDArray[np.int64]

_EPOCH: Final = 719_163 - ORIGIN  # position of 01/01/1970
_DAY: Final = np.dtype("datetime64[D]")
_MONTH: Final = np.dtype("datetime64[M]")
_NONE: Final = -1  # position of a day that is not there


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
    positions = days.view(np.int64) + _EPOCH
    if days.size and (positions.min() < 0 or positions.max() >= SIZE):
        raise Refused("Có ngày nằm ngoài lịch của hệ thống (01/01/2000–31/12/2099).")
    found = rule_named(rule)
    answers: Days = _last_days(found, regime, tuple(facts.items()), calendar)[positions]
    missing = np.isnat(answers)
    if missing.any():
        raise _refusal(found, days[missing], calendar, regime, facts)
    return answers


def _refusal(rule: Rule, days: Days, calendar: Calendar, regime: Regime | None, facts: Facts) -> Refused:
    """Why the first of the unanswerable days has no answer, in the words of the single question."""
    try:
        due_date(rule, days.min().item(), calendar, regime=regime, facts=facts)
    except Refused as refused:
        return refused
    return Refused(f"{rule.code} tính bằng giờ, không tính hàng loạt theo ngày.")


@lru_cache(maxsize=128)
def _last_days(
    rule: Rule, regime: Regime | None, facts: tuple[tuple[str, bool | int | str], ...], calendar: Calendar
) -> Days:
    """The last day from every day of the calendar, by position; NaT where there is none."""
    table = np.full(SIZE, _NONE, dtype=np.int64)
    for first, last in pairwise([0, *_edges(rule), SIZE]):
        if first < last:
            try:
                term = select(rule, date.fromordinal(first + ORIGIN), regime, dict(facts)).term
            except Refused:
                continue
            table[first:last] = _counted(term, np.arange(first, last), calendar)
    return np.where(table == _NONE, np.iinfo(np.int64).min, table - _EPOCH).view(_DAY)


def _edges(rule: Rule) -> list[int]:
    """Positions of the days on which a number of the rule may change, oldest first."""
    starts = {term.since for regime in REGIMES for row in rule.variants[regime] for term in row.terms}
    return sorted(day.toordinal() - ORIGIN for day in {R25_START, *starts})


def _counted(term: Term, positions: _Positions, calendar: Calendar) -> _Positions:
    """Positions of the last days of a run of days under one number."""
    number = term.number or 0
    if term.kind == "before_event":
        number = -number
    if term.unit == "h":
        return np.full(positions.size, _NONE)
    if term.unit == "wd":
        return _working_days(positions, number, calendar)
    if term.unit in ("m", "y"):
        days = (positions - _EPOCH).view(_DAY)
        ends = _add_months(days, number * (12 if term.unit == "y" else 1)).view(np.int64) + _EPOCH
    else:
        ends = positions + number
    inside = (ends >= 0) & (ends < SIZE)
    ends[inside] = _rolled(term, ends[inside], calendar)
    return np.where(inside, ends, _NONE)


def _working_days(positions: _Positions, number: int, calendar: Calendar) -> _Positions:
    counted = np.array(calendar.counted)[positions]
    if number > 0:
        return _workdays(counted + (number - 1), calendar)
    return _workdays(counted - _worked(calendar)[positions] + number, calendar)


def _rolled(term: Term, ends: _Positions, calendar: Calendar) -> _Positions:
    if term.kind not in ("limit", "before_event"):
        return ends
    counted = np.array(calendar.counted)[ends]
    nearest = _workdays(counted - (term.kind == "before_event"), calendar)
    return np.where(_worked(calendar)[ends] == 1, ends, nearest)


def _worked(calendar: Calendar) -> _Positions:
    return np.frombuffer(calendar.working, dtype=np.uint8).astype(np.int64)


def _workdays(ordinals: _Positions, calendar: Calendar) -> _Positions:
    """Positions of the n-th working days."""
    workdays = np.array(calendar.workdays)
    inside = (ordinals >= 0) & (ordinals < workdays.size)
    return np.where(inside, workdays[np.where(inside, ordinals, 0)], _NONE)


def _add_months(days: Days, months: int) -> Days:
    month = days.astype(_MONTH)
    target = month + np.timedelta64(months, "M")
    start = target.astype(_DAY)
    longest = (target + np.timedelta64(1, "M")).astype(_DAY) - start - np.timedelta64(1, "D")
    ends: Days = start + np.minimum(days - month.astype(_DAY), longest)
    return ends
