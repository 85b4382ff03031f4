"""Old and new definition side by side: month curves under R08 and R25, the break of 01/07/2026 drawn.

The same matters are read under both versions, so what differs between the two curves is definition, not work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.law import work_year
from thihanh.law.notation import vn
from thihanh.law.regimes import R25_START
from thihanh.offices.reach import Reach
from thihanh.statistics.checks import check_form
from thihanh.statistics.engine.cells import Sums
from thihanh.statistics.forms.definitions import FORM_CODES, form_of
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import Period, Version, month_period
from thihanh.statistics.queries import check_covers
from thihanh.statistics.readings.groups import totals
from thihanh.statistics.result import chain_values, column_values
from thihanh.statistics.unit import Scope, scope_of

BOTH: tuple[Version, Version] = ("R08", "R25")


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One cumulative month under both versions: rates of (cases, money), eligible of (cases, đồng)."""

    period: Period
    old: tuple[Percent | Absent, Percent | Absent]
    new: tuple[Percent | Absent, Percent | Absent]
    old_eligible: tuple[int, int]
    new_eligible: tuple[int, int]
    official: Version

    @property
    def month(self) -> str:
        """Month and year of the last day: ``06/2026``."""
        return f"{self.period.to:%m/%Y}"


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both curves of the months asked for; ``first_new`` is the place of the first month after the break."""

    points: tuple[MonthPoint, ...]
    first_new: int | None
    sentence: str


def side_by_side(unit: str, to: date, *, reach: Reach, years: int = 1) -> SideBySide:
    """Month by month over the last ``years`` work years, to ``to``, under both versions.

    Raises Denied, UnknownUnit.
    """
    scope, last = scope_of(unit), work_year(to)
    check_covers(reach, scope)
    points: list[MonthPoint] = []
    for year in range(last - years + 1, last + 1):
        periods = _months(year, to)
        found = totals(scope, [period.to for period in periods], BOTH)
        points += (_point(scope, period, sums) for period, sums in zip(periods, found, strict=True))
    first_new = next((place for place, one in enumerate(points) if one.official == "R25"), None)
    return SideBySide(tuple(points), first_new, _sentence(points, first_new))


def _months(year: int, to: date) -> list[Period]:
    whole = [month_period(year, month) for month in range(1, 13)]
    found = [period for period in whole if period.to <= to]
    running = next((period for period in whole if period.from_ <= to < period.to), None)
    if running is not None and (not found or found[-1].to < to):
        found.append(Period(running.from_, to))
    return found


def _point(scope: Scope, period: Period, found: Mapping[Version, Sums]) -> MonthPoint:
    rates: dict[Version, list[Percent | Absent]] = {version: [] for version in BOTH}
    eligible: dict[Version, list[int]] = {version: [] for version in BOTH}
    for version in BOTH:
        sums = found[version]
        for code in FORM_CODES:
            form = form_of(code, version)
            values = column_values(form, sums)
            check_form(form, values, chain_values(form, sums), scope.code)
            rate, whole = values[form.numbers["rate"]], values[form.numbers["eligible"]]
            assert not isinstance(rate, int)
            assert isinstance(whole, int)
            rates[version].append(rate)
            eligible[version].append(whole)
    return MonthPoint(
        period,
        (rates["R08"][0], rates["R08"][1]),
        (rates["R25"][0], rates["R25"][1]),
        (eligible["R08"][0], eligible["R08"][1]),
        (eligible["R25"][0], eligible["R25"][1]),
        "R25" if period.to >= R25_START else "R08",
    )


def _sentence(points: Sequence[MonthPoint], first_new: int | None) -> str:
    rule = (
        f"Từ {vn(R25_START)} biểu theo NĐ 152/2026: hoãn theo đồng ý, giao quản tài viên, bán không thành "
        "sau lần giảm giá thứ hai, tài sản chưa đủ điều kiện, vật chứng chờ nhận và chờ duyệt phương án "
        "bảo vệ cưỡng chế ra ngoài mẫu số"
    )
    if first_new is None:
        return f"Các tháng này đều trước {vn(R25_START)}, biểu chính thức theo NĐ 139/2026. {rule}."
    one = points[first_new]
    moved = [
        new - old if isinstance(new, Percent) and isinstance(old, Percent) else None
        for old, new in zip(one.old, one.new, strict=True)
    ]
    said = " và ".join(
        f"về {what} {difference}"
        for what, difference in zip(("việc", "tiền"), moved, strict=True)
        if difference
    )
    return f"{rule}; cùng các việc ấy, tháng {one.month} khác đi {said or '0,00 điểm %'} chỉ vì định nghĩa."
