"""Whether the committee meets every quarter: the quarters of a year with their regular meeting, or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters, page
from thihanh.offices.queries import Viewer
from thihanh.steering import meetings

ARTICLE: Final = "Đ.9 Thông tư liên tịch 05/2016"
_HELD: Final = frozenset({"held", "minuted", "decided", "concluded"})
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter with the regular meeting of its three months; None for no such meeting."""

    number: int
    last: date
    meeting: Dossier | None

    @property
    def on(self) -> date | None:
        """The day of the meeting."""
        return meetings.planned_on(self.meeting) if self.meeting else None

    @property
    def is_held(self) -> bool:
        """Whether it was held."""
        return self.meeting is not None and self.meeting.state in _HELD

    def missed(self, on: date) -> bool:
        """Whether the quarter went by without one."""
        return not self.is_held and on > self.last


def quarters(viewer: Viewer, on: date) -> tuple[Quarter, ...]:
    """The quarters of the calendar year up to the one that the day lies in, by what the viewer may read."""
    rows = page(viewer, Filters(kinds=(meetings.CODE,)), on, order="opened", limit=_MOST).rows
    return of_year(load([one.id for one in rows]).values(), on)


def of_year(held: Iterable[Dossier], on: date) -> tuple[Quarter, ...]:
    """The quarters of the day's year so far; a cancelled or ad hoc meeting is none of theirs."""
    regular = [one for one in held if one.values["form"] == "quarterly" and one.state != "cancelled"]
    found: dict[int, Dossier] = {}
    for one in sorted(regular, key=meetings.planned_on):
        day = meetings.planned_on(one)
        if day.year == on.year:
            found.setdefault(_quarter(day), one)
    return tuple(Quarter(no, _last(on.year, no), found.get(no)) for no in range(1, _quarter(on) + 1))


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _last(year: int, quarter: int) -> date:
    return date(year, 3 * quarter, 31 if quarter in (1, 4) else 30)
