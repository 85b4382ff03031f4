"""The working calendar: every day from 2000 to 2099 as a table of look-ups, so that any term is a few array
reads.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, compress
from typing import Final, NamedTuple

from thihanh.deadlines.refusals import Refused
from thihanh.law.calendar import WEEKDAYS, fingerprint, years
from thihanh.law.marks import Mark

FIRST: Final = date(2000, 1, 1)
LAST: Final = date(2099, 12, 31)
ORIGIN: Final = FIRST.toordinal()
SIZE: Final = LAST.toordinal() - ORIGIN + 1
OUTSIDE: Final = "Hạn vượt ra ngoài lịch của hệ thống (01/01/2000–31/12/2099)."
WEEKLY_REST: Final = "nghỉ hằng tuần"


class DayOverride(NamedTuple):
    """An office's own decision about one day, with its reason."""

    date: date
    working: bool
    reason: str


class Day(NamedTuple):
    """One day as the calendar sees it: ``name`` is empty on an ordinary working day."""

    date: date
    working: bool
    name: str
    basis: str
    mark: Mark


@lru_cache(maxsize=8192)
def spelled(day: date) -> str:
    """A date as an officer says it: "Thứ Hai 13/07/2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Working days by look-up. ``known_until`` is the last day with a State decision; later days are
    tentative.

    ``working[i]``, ``counted[i]`` (working days up to and with day i) and ``workdays[k]`` (the k-th working
    day)
    are indexed from 01/01/2000.
    """

    version: str
    known_from: date
    known_until: date
    tentative_until: date
    overrides: Mapping[date, DayOverride]
    working: bytes
    counted: tuple[int, ...]
    workdays: tuple[int, ...]
    named: Mapping[date, Day]
    texts: dict[int, str] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """True on a working day, worked Saturdays included. Raises ``Refused`` outside 2000–2099."""
        return bool(self.working[index(day)])

    def day(self, day: date) -> Day:
        """The day with its name, legal basis and mark. Raises ``Refused`` outside 2000–2099."""
        if found := self.named.get(day):
            return found
        if self.is_working(day):
            return Day(day, True, "", "", "S")
        year = years().get(day.year)
        basis, mark = (year.weekend_basis, year.weekend_mark) if year else ("", "K")
        return Day(day, False, WEEKLY_REST, basis, mark)

    def text(self, position: int) -> str:
        """A day off or a worked rest day by its date and name, kept once spelled."""
        found = self.texts.get(position)
        if found is None:
            day = self.day(date.fromordinal(position + ORIGIN))
            found = self.texts[position] = (
                f"{spelled(day.date)} – {day.name}" if day.name else spelled(day.date)
            )
        return found

    def next_working(self, position: int) -> int:
        """The day itself when worked, else the first working day after it."""
        return position if self.working[position] else self._workday(self.counted[position])

    def previous_working(self, position: int) -> int:
        """The day itself when worked, else the last working day before it."""
        return position if self.working[position] else self._workday(self.counted[position] - 1)

    def add_working(self, position: int, number: int) -> int:
        """The ``number``-th working day after a day; the day itself is excluded."""
        return self._workday(self.counted[position] + number - 1)

    def subtract_working(self, position: int, number: int) -> int:
        """The ``number``-th working day before a day; the day itself is excluded."""
        return self._workday(self.counted[position] - self.working[position] - number)

    def _workday(self, ordinal: int) -> int:
        if 0 <= ordinal < len(self.workdays):
            return self.workdays[ordinal]
        raise Refused(OUTSIDE)

    def warning(self, last: date, first: date | None = None) -> str:
        """The sentence that a term leaves the known calendar; empty inside it."""
        if last > self.tentative_until:
            return (
                f"Lịch làm việc đã biết đến {self.known_until:%d/%m/%Y}; sau {self.tentative_until:%d/%m/%Y} "
                "chỉ tính thứ Bảy, Chủ nhật là ngày nghỉ, cần tính lại khi có lịch chính thức."
            )
        if last > self.known_until:
            return (
                f"Lịch làm việc đã biết đến {self.known_until:%d/%m/%Y}; sau ngày này là lịch tạm tính, "
                "cần tính lại khi có quyết định chính thức."
            )
        if (first or last) < self.known_from:
            return (
                f"Lịch làm việc được nhập từ {self.known_from:%d/%m/%Y}; trước ngày này chỉ tính "
                "thứ Bảy, Chủ nhật là ngày nghỉ."
            )
        return ""


def index(day: date) -> int:
    """Position of a day in the tables. Raises ``Refused`` outside 2000–2099."""
    position = day.toordinal() - ORIGIN
    if 0 <= position < SIZE:
        return position
    raise Refused(f"Ngày {day:%d/%m/%Y} nằm ngoài lịch của hệ thống (01/01/2000–31/12/2099).")


def load_calendar(overrides: Iterable[tuple[date, bool, str]] = ()) -> Calendar:
    """The State's calendar with an office's overrides ``(day, working, reason)``; the same arguments give
    the same object.
    """
    return _load(tuple(sorted(DayOverride(*row) for row in overrides)))


@lru_cache(maxsize=64)
def _load(overrides: tuple[DayOverride, ...]) -> Calendar:
    known = years()
    decided = [year for year, calendar in known.items() if calendar.status == "decided"]
    named = {
        day.date: Day(day.date, day.working, day.name, day.basis, day.mark)
        for calendar in known.values()
        for day in calendar.days
    }
    for row in overrides:
        index(row.date)
        named[row.date] = Day(row.date, row.working, row.reason, "Quyết định của đơn vị", "S")
    working = bytearray(_weeks())
    for day in named.values():
        working[day.date.toordinal() - ORIGIN] = day.working
    return Calendar(
        version=_version(min(known), max(decided), overrides),
        known_from=date(min(known), 1, 1),
        known_until=date(max(decided), 12, 31),
        tentative_until=date(max(known), 12, 31),
        overrides={row.date: row for row in overrides},
        working=bytes(working),
        counted=tuple(accumulate(working)),
        workdays=tuple(compress(range(SIZE), working)),
        named=named,
    )


def _weeks() -> bytes:
    """Monday to Friday worked over the whole range."""
    monday = FIRST - timedelta(days=FIRST.weekday())
    pattern = bytes((1, 1, 1, 1, 1, 0, 0)) * (SIZE // 7 + 2)
    start = (FIRST - monday).days
    return pattern[start : start + SIZE]


def _version(first: int, last: int, overrides: tuple[DayOverride, ...]) -> str:
    base = f"{first}–{last}, bản {fingerprint()}"
    if not overrides:
        return base
    own = hashlib.sha256(repr(overrides).encode()).hexdigest()[:8]
    return f"{base}, {len(overrides)} ngày riêng của đơn vị {own}"
