"""The days on which synthetic offices work, and the season of a work year.

Only an approximation for making dates that look lived: terms are counted by ``thihanh.deadlines``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from itertools import accumulate
from random import Random

_FIRST, _LAST = date(2008, 1, 1), date(2028, 12, 31)
_NEW_YEARS = (  # the first day of Tết, 2008 to 2028
    (2008, 2, 7), (2009, 1, 26), (2010, 2, 14), (2011, 2, 3), (2012, 1, 23), (2013, 2, 10), (2014, 1, 31),
    (2015, 2, 19), (2016, 2, 8), (2017, 1, 28), (2018, 2, 16), (2019, 2, 5), (2020, 1, 25), (2021, 2, 12),
    (2022, 2, 1), (2023, 1, 22), (2024, 2, 10), (2025, 1, 29), (2026, 2, 17), (2027, 2, 6), (2028, 1, 26),
)  # fmt: skip
_OTHERS = (  # the Hùng Kings' day, or the Monday after it, and days swapped, 2015 to 2026
    (2015, 4, 28), (2016, 4, 18), (2017, 4, 6), (2018, 4, 25), (2018, 12, 31), (2019, 4, 15), (2019, 4, 29),
    (2020, 4, 2), (2021, 4, 21), (2022, 4, 11), (2023, 5, 3), (2024, 4, 18), (2024, 4, 29), (2025, 4, 7),
    (2026, 4, 27),
)  # fmt: skip
_FIXED = ((1, 1), (4, 30), (5, 1), (5, 2), (9, 1), (9, 2))

# Share of the year's completed matters by month, so that months 4, 6, 10, 12 hold 28.1, 44.2, 77.5, 100 %.
COMPLETED = (50, 68, 81, 82, 80, 81, 82, 83, 84, 84, 96, 129)
# The same of money: 24.4, 38.4, 77.9, 100 %.
COLLECTED = (42, 58, 70, 74, 68, 72, 90, 98, 102, 105, 98, 123)
# New decisions: due at month 10 is 92 % of due at month 12.
DECIDED = (80, 88, 90, 78, 66, 92, 92, 95, 95, 95, 66, 63)


def _quiet() -> set[date]:
    """Days no office works: public holidays, the week of Tết, Saturdays, Sundays."""
    tet = {date(*day) + timedelta(days=step) for day in _NEW_YEARS for step in range(-2, 6)}
    fixed = {date(year, *day) for year in range(_FIRST.year, _LAST.year + 1) for day in _FIXED}
    return tet | fixed | {date(*day) for day in _OTHERS}


_QUIET = _quiet()
_WORKED = [
    ordinal
    for ordinal in range(_FIRST.toordinal(), _LAST.toordinal() + 1)
    if date.fromordinal(ordinal).weekday() < 5 and date.fromordinal(ordinal) not in _QUIET
]


def worked_on_or_after(day: date) -> date:
    """The day itself, or the next day an office works."""
    return date.fromordinal(_WORKED[bisect_left(_WORKED, day.toordinal())])


def worked_on_or_before(day: date) -> date:
    """The day itself, or the last day before it on which an office works."""
    return date.fromordinal(_WORKED[bisect_right(_WORKED, day.toordinal()) - 1])


def plus_worked(day: date, count: int) -> date:
    """`count` working days after `day` (before it when negative); `day` itself is not counted."""
    if count <= 0:
        return date.fromordinal(_WORKED[bisect_left(_WORKED, day.toordinal()) + count])
    return date.fromordinal(_WORKED[bisect_right(_WORKED, day.toordinal()) - 1 + count])


class Season:
    """Draws working days of one work year according to the weights of its twelve months."""

    def __init__(self, year: int, weights: tuple[int, ...]) -> None:
        self._weights = list(accumulate(weights))
        self._months = []
        for month in range(12):
            start = _month_start(year, month)
            end = _month_start(year, month + 1)
            low, high = bisect_left(_WORKED, start.toordinal()), bisect_left(_WORKED, end.toordinal())
            self._months.append(_WORKED[low:high])

    def draw(self, random: Random) -> date:
        """One working day; later days of a month are a little likelier."""
        place = bisect_right(self._weights, random.random() * self._weights[-1])
        days = self._months[place]
        return date.fromordinal(days[min(int(random.random() ** 0.85 * len(days)), len(days) - 1)])


def between(random: Random, low: date, high: date) -> date:
    """A working day from `low` to `high` (at least `low`, moved on to a working day)."""
    if high <= low:
        return worked_on_or_after(low)
    start, end = bisect_left(_WORKED, low.toordinal()), bisect_right(_WORKED, high.toordinal())
    if end <= start:
        return worked_on_or_after(low)
    return date.fromordinal(_WORKED[start + int(random.random() * (end - start))])


def _month_start(year: int, month: int) -> date:
    """The first day of the month-th month (from 0) of a work year, which starts on 01/10."""
    place = (year - 1) * 12 + 9 + month
    return date(place // 12, place % 12 + 1, 1)
