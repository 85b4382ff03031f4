"""A fact for a day that a closed edition already covers: which edition, and that it stays as it is."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from thihanh.editions.kinds import KIND_NAMES, Kind, kind_of
from thihanh.editions.models import EditionFact
from thihanh.law import work_year
from thihanh.statistics.period import month_period

_DEFINITIVE: Final[tuple[Kind, ...]] = ("final", "supplementary")
_FIRST_MONTH: Final = 10  # the work year begins in October


@dataclass(frozen=True, slots=True)
class ClosedOver:
    """The first closed period that holds a day: its edition that speaks, and how many periods after it."""

    day: date
    edition: int
    kind: Kind
    year: int
    month: int
    later: int

    @property
    def sentence(self) -> str:
        """What whoever states the fact should know."""
        more = f" ({self.later} kỳ sau đó cũng đã khóa)" if self.later else ""
        return (
            f"Ngày {self.day:%d/%m/%Y} thuộc kỳ {month_period(self.year, self.month).label}, đã khóa bằng "
            f"ấn bản {KIND_NAMES[self.kind]} số {self.edition}{more}: ấn bản giữ nguyên; phần ghi thêm hiện "
            "ở mục đối chiếu của ấn bản và vào báo cáo bổ sung có giải trình."
        )


def closed_over(agency: str, day: date) -> ClosedOver | None:
    """The closed edition of the agency that a fact of this day comes too late for; None where there is none.

    Periods are cumulative: a day is held by its month's period and by every later one of its work year, and
    is carried into the years after.
    """
    year, month = work_year(day), (day.month - _FIRST_MONTH) % 12 + 1
    found = list(
        EditionFact.objects.filter(unit=agency, kind__in=_DEFINITIVE)
        .filter(Q(work_year=year, month__gte=month) | Q(work_year__gt=year))
        .order_by("work_year", "month", "-id")
        .values_list("id", "kind", "work_year", "month")
    )
    if not found:
        return None
    edition, kind, of_year, of_month = found[0]
    periods = {(one[2], one[3]) for one in found}
    return ClosedOver(day, edition, kind_of(kind), of_year, of_month, len(periods) - 1)


def sentence_for(agency: str, day: date | None) -> str:
    """The sentence about a fact of this day, or "" where nothing closed holds it or nothing is dated."""
    found = closed_over(agency, day) if day else None
    return found.sentence if found else ""
