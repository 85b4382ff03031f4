"""The State's days off: one reviewed file per year, each day with its name, legal basis and mark."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

from thihanh.law.dated import number
from thihanh.law.marks import Mark, checked_mark

CALENDARS: Final = Path(__file__).parent / "calendars"
WEEKDAYS: Final = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class OfficialDay:
    """A day that does not follow its weekday: a holiday, a day off by swap, or a worked rest day."""

    date: date
    working: bool
    name: str
    basis: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """One reviewed year. ``decided`` years are known; a ``tentative`` one is "tạm tính" until the decision
    is out.
    """

    year: int
    status: Literal["decided", "tentative"]
    weekend_basis: str
    weekend_mark: Mark
    days: tuple[OfficialDay, ...]


@lru_cache(maxsize=1)
def years() -> Mapping[int, YearCalendar]:
    """Every reviewed year, oldest first; raises ``ValueError`` for a file that is not of the form."""
    found = [_year(file) for file in sorted(CALENDARS.glob("*.toml"))]
    return {calendar.year: calendar for calendar in found}


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Eight hex digits over the reviewed files: the same digits mean the same days."""
    digest = hashlib.sha256()
    for file in sorted(CALENDARS.glob("*.toml")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def missing_year_warning(on: date) -> str:
    """From December the sentence that next year's calendar is not there or only tentative; else empty.

    The month is the parameter ``calendar.warn_from_month`` (our convention [I]).
    """
    if on.month < number("calendar.warn_from_month", on):
        return ""
    known = years().get(on.year + 1)
    if known is None:
        return (
            f"Chưa có tệp lịch làm việc năm {on.year + 1}: hạn rơi vào năm đó "
            "chỉ tính thứ Bảy, Chủ nhật là ngày nghỉ."
        )
    if known.status == "tentative":
        return (
            f"Lịch làm việc năm {on.year + 1} mới là tạm tính, "
            "chưa có quyết định chính thức về ngày nghỉ, hoán đổi."
        )
    return ""


def _year(file: Path) -> YearCalendar:
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    year, status = table["year"], table["status"]
    if file.stem != str(year) or status not in ("decided", "tentative"):
        msg = f"{file.name}: year or status does not fit"
        raise ValueError(msg)
    days = tuple(
        OfficialDay(row["date"], row["working"], row["name"], row["basis"], checked_mark(row["mark"]))
        for row in table["days"]
    )
    for day, following in pairwise(days):
        if day.date >= following.date:
            msg = f"{file.name}: {following.date} is out of order or stated twice"
            raise ValueError(msg)
    for day in days:
        if day.date.year != year or (day.working and day.date.weekday() < 5):
            msg = f"{file.name}: {day.date} does not belong"
            raise ValueError(msg)
    return YearCalendar(year, status, table["weekend_basis"], checked_mark(table["weekend_mark"]), days)
