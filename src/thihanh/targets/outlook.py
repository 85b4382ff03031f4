"""The forecast of a live unit: its rate of a month, its own past years, the country's published ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thihanh.offices.reach import Reach
from thihanh.statistics.numbers import Absent, Percent, half_up
from thihanh.statistics.period import month_period, version_on
from thihanh.statistics.readings.groups import level_forms
from thihanh.statistics.trend import CurvePoint, curve
from thihanh.targets import forecast
from thihanh.targets.forecast import (
    Forecast,
    MonthError,
    Tried,
    YearPoint,
    back_test,
    by_month,
    published_points,
)
from thihanh.targets.goals import Assigned, assigned
from thihanh.targets.invented_years import tried_on_invented

PAST = 3


@dataclass(frozen=True, slots=True)
class CurveMark:
    """A month of the year ahead: the rate reached, or the interval the curve leads through."""

    month: int
    actual: Percent | None
    low: Percent | None
    middle: Percent | None
    high: Percent | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Cases or money of a unit: where it stands, where the year is led to, and how such forecasts fared."""

    of: str
    month: int
    rate: Percent | Absent
    target: Assigned | Absent
    found: Forecast | Absent
    verdict: str
    marks: tuple[CurveMark, ...]
    own_years: int


@dataclass(frozen=True, slots=True)
class Outlooks:
    """Both sides of a unit with the back-test on published and on invented years."""

    unit: str
    name: str
    work_year: int
    to: date
    sides: tuple[Outlook, ...]
    published: Mapping[str, tuple[Tried, ...]]
    invented: tuple[MonthError, ...]
    labels: tuple[str, ...]


def outlooks(unit: str, year: int, month: int, *, reach: Reach) -> Outlooks:
    """The forecast of a unit from a cumulative period. Raises Denied, UnknownUnit, RefusedPeriod."""
    period = month_period(year, month)
    points = curve(unit, period.to, reach=reach)
    version = version_on(period.to)
    name = level_forms(unit, period, version, reach=reach)["004.N"].figures.name
    past = _past_years(unit, year, reach)
    sides = tuple(_side(of, unit, points, past[of]) for of in ("cases", "money"))
    how = forecast.method()
    return Outlooks(
        unit=unit,
        name=name,
        work_year=year,
        to=period.to,
        sides=sides,
        published={of: back_test(published_points(of)) for of in ("cases", "money")},
        invented=by_month(tried_on_invented()),
        labels=(
            f"Dự báo [{how.mark}]: {how.basis}.",
            "Đường mùa vụ: các năm trước của chính đơn vị nếu sổ có từ hai năm đủ, nếu không thì các năm "
            "đã công bố của cả nước; số làm tròn được dùng như đã in.",
            "Khoảng giữ chín năm trong mười nếu các năm tới dao động như các năm đã biết; chỉ vài năm được "
            "biết nên khoảng rộng, và không bao giờ chỉ đưa một con số.",
        ),
    )


def _past_years(unit: str, year: int, reach: Reach) -> dict[str, list[YearPoint]]:
    """The unit's own years that its register holds whole: something was resolved in each first half."""
    found: dict[str, list[YearPoint]] = {"cases": [], "money": []}
    for before in range(year - 1, year - 1 - PAST, -1):
        whole = month_period(before, 12)
        version = version_on(whole.to)
        first = level_forms(unit, month_period(before, 6), version, reach=reach)
        if not first["004.N"].figures.count("resolved"):
            break
        points = curve(unit, whole.to, reach=reach)
        for of in found:
            found[of] += _points(unit, before, of, points)
    return found


def _points(unit: str, year: int, of: str, points: Iterable[CurvePoint]) -> list[YearPoint]:
    rates = [(point.month, getattr(point, f"{of}_rate")) for point in points]
    final = rates[-1][1]
    if not isinstance(final, Percent) or not final.hundredths:
        return []
    return [
        YearPoint(unit, unit, year, month, rate, final, False, "sổ của đơn vị")
        for month, rate in rates[:-1]
        if isinstance(rate, Percent) and rate.hundredths
    ]


def _side(of: str, unit: str, points: tuple[CurvePoint, ...], past: list[YearPoint]) -> Outlook:
    last = points[-1]
    rate: Percent | Absent = getattr(last, f"{of}_rate")
    known = [*past, *published_points(of)]
    goal = assigned(unit, of, last.to)
    found: Forecast | Absent = (
        rate if isinstance(rate, Absent) else forecast.forecast(rate, last.month, known, unit)
    )
    verdict = ""
    if isinstance(found, Forecast) and isinstance(goal, Assigned):
        verdict = found.against(goal.value)
    return Outlook(
        of=of,
        month=last.month,
        rate=rate,
        target=goal,
        found=found,
        verdict=verdict,
        marks=_marks(of, points, found, forecast.shares(known, unit)),
        own_years=len({point.year for point in past}),
    )


def _marks(
    of: str, points: tuple[CurvePoint, ...], found: Forecast | Absent, shares: Mapping[int, Fraction]
) -> tuple[CurveMark, ...]:
    """Twelve months: what was reached, then the curve to each end of the interval."""
    reached = {point.month: getattr(point, f"{of}_rate") for point in points}
    now = points[-1].month
    marks = []
    for month in range(1, 13):
        actual = reached.get(month)
        own = actual if isinstance(actual, Percent) else None
        if isinstance(found, Absent) or month < now:
            marks.append(CurveMark(month, own, None, None, None))
            continue
        start = reached[now]
        low, middle, high = (
            _between(start, end, shares, now, month) for end in (found.low, found.middle, found.high)
        )
        marks.append(CurveMark(month, own, low, middle, high))
    return tuple(marks)


def _between(start: Percent, end: Percent, shares: Mapping[int, Fraction], now: int, month: int) -> Percent:
    """On the way from the rate now to an end of the interval, as far as the curve is on its own way."""
    whole = shares[12] - shares[now]
    part = (shares[month] - shares[now]) / whole if whole else Fraction(month - now, max(1, 12 - now))
    return Percent(half_up(start.hundredths + (end.hundredths - start.hundredths) * part))
