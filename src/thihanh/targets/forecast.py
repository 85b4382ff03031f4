"""The rate at the year's end from the rate of a month, always as an interval, with how such forecasts fared.

A past year tells what share of its final rate was reached by a month. The curve is the mean of those shares
(evenly between known months, never falling [I]), the spread how far single years lay from the curve of the
others.
"""

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources

from thihanh.statistics.numbers import Absent, Percent, half_up
from thihanh.targets.published import NATIONAL, PublishedRow, published_rows

FULL = 10_000
OVER = Absent("Kỳ 12 tháng đã hết năm công tác: đây là kết quả, không còn gì để dự báo.")


@dataclass(frozen=True, slots=True)
class YearPoint:
    """A past year's rate at a month beside its final rate; ``approximate`` where one was printed rounded."""

    unit: str
    name: str
    year: int
    month: int
    rate: Percent
    final: Percent
    approximate: bool
    source: str

    @property
    def share(self) -> Fraction:
        """What part of the final rate was reached."""
        return Fraction(self.rate.hundredths, self.final.hundredths)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The final rate in nine years of ten between ``low`` and ``high``; ``middle`` is never shown alone."""

    month: int
    low: Percent
    middle: Percent
    high: Percent
    years: int

    def __str__(self) -> str:
        return f"từ {self.low} đến {self.high}, giữa khoảng {self.middle}"

    def against(self, target: Percent) -> str:
        """How the interval lies to a target, in words."""
        if self.low >= target:
            return "cả khoảng đạt chỉ tiêu"
        if self.high < target:
            return "cả khoảng dưới chỉ tiêu"
        return "chưa chắc đạt: chỉ tiêu nằm trong khoảng"


@dataclass(frozen=True, slots=True)
class Method:
    """The numbers of the method as data."""

    multiples: Mapping[int, float]
    floor: float
    mark: str
    basis: str


@cache
def method() -> Method:
    """What widens the interval, with its mark."""
    text = resources.files("thihanh.targets").joinpath("data", "forecast.toml").read_text("utf-8")
    data = tomllib.loads(text)
    multiples = {int(points): float(text) for points, text in data["multiples"].items()}
    return Method(multiples, float(data["floor"]), data["mark"], data["basis"])


@cache
def published_points(of: str) -> tuple[YearPoint, ...]:
    """Every published year known at an earlier month and at its end, on one boundary."""
    rows = [row for row in published_rows() if row.rate(of) is not None and row.unit]
    ends = {(row.unit, row.work_year, row.boundary): row for row in rows if row.months == 12}
    points = []
    for row in rows:
        end = ends.get((row.unit, row.work_year, row.boundary))
        if row.months < 12 and end is not None and (point := _point(row, end, of)) is not None:
            points.append(point)
    return tuple(points)


def _point(row: PublishedRow, end: PublishedRow, of: str) -> YearPoint | None:
    rate, final = row.rate(of), end.rate(of)
    if rate is None or final is None or "about" not in (rate.qualifier, "about"):
        return None
    if {rate.qualifier, final.qualifier} - {"exact", "about"}:
        return None
    return YearPoint(
        unit=row.unit,
        name=row.name,
        year=row.work_year,
        month=row.months,
        rate=Percent.read(str(rate.value)),
        final=Percent.read(str(final.value)),
        approximate=rate.is_bound or final.is_bound,
        source=row.source,
    )


def curve(points: Iterable[YearPoint]) -> Mapping[int, Fraction]:
    """The share of the final rate by month 0–12: means of the known months, evenly between them."""
    by_month: dict[int, list[Fraction]] = {}
    for point in points:
        by_month.setdefault(point.month, []).append(point.share)
    known = {month: sum(shares, Fraction(0)) / len(shares) for month, shares in by_month.items()}
    known |= {0: Fraction(0), 12: Fraction(1)}
    found: dict[int, Fraction] = {}
    for month in range(13):
        before = max(one for one in known if one <= month)
        after = min(one for one in known if one >= month)
        part = Fraction(month - before, after - before) if after > before else Fraction(0)
        share = known[before] + (known[after] - known[before]) * part
        found[month] = min(Fraction(1), max(share, found.get(month - 1, Fraction(0))))
    return found


def _basis(points: Sequence[YearPoint], own: str) -> list[YearPoint]:
    """The points a unit's curve is made of: its own past years where there are two, else the country's."""
    mine = [point for point in points if point.unit == own]
    if len({point.year for point in mine}) >= _ENOUGH:
        return mine
    return [*mine, *(point for point in points if point.unit == NATIONAL)]


_ENOUGH = 2


def _spread(points: Sequence[YearPoint]) -> float:
    """The spread of a year ahead: root mean square of each year's distance from the curve of the others."""
    squares = []
    for year in {(point.unit, point.year) for point in points}:
        others = [one for one in points if (one.unit, one.year) != year]
        shares = curve(others) if others else {}
        squares += [
            (math.log(point.share / shares[point.month]) / _ahead(point.month)) ** 2
            for point in points
            if shares and (point.unit, point.year) == year
        ]
    measured = math.sqrt(sum(squares) / len(squares)) if squares else 0.0
    return max(method().floor, measured)


def _ahead(month: int) -> float:
    """How uncertain a month is beside month 6: wide at the start, nothing at the end."""
    return math.sqrt((12 - month) / month)


def _multiple(points: int) -> float:
    """How many spreads make nine years of ten: more where few points are known."""
    known = method().multiples
    return known.get(points, known[max(known)]) if points > 1 else known[min(known)]


def forecast(
    rate: Percent, month: int, points: Sequence[YearPoint], unit: str = NATIONAL
) -> Forecast | Absent:
    """The final rate of a year whose rate at ``month`` (1–12) is ``rate``, from the points of other years."""
    if month >= 12:
        return OVER
    basis = _basis(points, unit)
    if not basis:
        return Absent("Chưa có năm nào biết cả tỷ lệ giữa năm và cuối năm nên chưa dự báo được.")
    middle = Fraction(rate.hundredths) / curve(basis)[month]
    width = math.exp(_multiple(len(basis)) * _spread(basis) * _ahead(month))
    low, high = float(middle) / width, min(float(FULL), float(middle) * width)
    return Forecast(
        month=month,
        low=Percent(min(FULL, math.floor(low))),
        middle=Percent(min(FULL, half_up(middle))),
        high=Percent(min(FULL, math.ceil(high))),
        years=len({(point.unit, point.year) for point in basis}),
    )


@dataclass(frozen=True, slots=True)
class Tried:
    """A past year forecast without itself: the error of the middle, and whether the interval held."""

    point: YearPoint
    found: Forecast

    @property
    def error(self) -> int:
        """Middle less what came, in hundredths of a point."""
        return self.found.middle.hundredths - self.point.final.hundredths

    @property
    def held(self) -> bool:
        """Whether the year's end lay inside."""
        return self.found.low <= self.point.final <= self.found.high


def back_test(points: Sequence[YearPoint]) -> tuple[Tried, ...]:
    """Every point forecast from the years other than its own, by month."""
    tried = []
    for point in sorted(points, key=lambda one: (one.month, one.year, one.unit)):
        others = [one for one in points if one.year != point.year]
        found = forecast(point.rate, point.month, others, point.unit)
        if isinstance(found, Forecast):
            tried.append(Tried(point, found))
    return tuple(tried)


@dataclass(frozen=True, slots=True)
class MonthError:
    """How forecasts made at a month fared: how many, the mean absolute error in hundredths of a point, how
    many intervals held the year's end."""

    month: int
    count: int
    error: int
    held: int


def by_month(tried: Iterable[Tried]) -> tuple[MonthError, ...]:
    """The errors of a back-test, month by month."""
    grouped: dict[int, list[Tried]] = {}
    for one in tried:
        grouped.setdefault(one.point.month, []).append(one)
    return tuple(
        MonthError(
            month,
            len(rows),
            half_up(Fraction(sum(abs(row.error) for row in rows), len(rows))),
            sum(row.held for row in rows),
        )
        for month, rows in sorted(grouped.items())
    )


def shares(points: Sequence[YearPoint], unit: str) -> Mapping[int, Fraction]:
    """The curve a unit is forecast by: its own past years, else the country's."""
    return curve(_basis(points, unit))
