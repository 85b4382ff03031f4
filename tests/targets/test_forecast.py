"""Forecasts of the year's end: always an interval, tried on years it did not see."""

from fractions import Fraction

import pytest

from thihanh.statistics.numbers import Absent, Percent
from thihanh.targets.forecast import (
    Forecast,
    YearPoint,
    back_test,
    by_month,
    curve,
    forecast,
    published_points,
)
from thihanh.targets.invented_years import invented_points, tried_on_invented


def point(year: int, month: int, rate: int, final: int, unit: str = "CQL") -> YearPoint:
    return YearPoint(unit, unit, year, month, Percent(rate), Percent(final), False, "")


NATION = published_points("cases")


def test_the_curve_runs_through_the_published_years_and_never_falls():
    found = curve(one for one in NATION if one.unit == "CQL")
    assert (found[0], found[12]) == (0, 1)
    assert found[4] == Fraction(3981, 8427)
    assert list(found.values()) == sorted(found.values())


def test_a_year_published_on_two_boundaries_is_no_past_year():
    assert not [one for one in NATION if one.name.startswith("TP. Hồ Chí Minh")]


def test_a_forecast_is_an_interval_around_its_middle():
    found = forecast(Percent(5000), 6, NATION)
    assert isinstance(found, Forecast)
    assert found.low < found.middle < found.high <= Percent(10_000)
    assert "từ" in str(found)
    assert found.against(Percent(100)) == "cả khoảng đạt chỉ tiêu"
    assert "chưa chắc" in found.against(Percent(8400))


@pytest.mark.parametrize("months", [(4, 6), (6, 10)])
def test_the_interval_narrows_as_the_year_goes_on(months):
    early, late = (forecast(Percent(3000), month, invented_of("G00"), "G00") for month in months)
    assert isinstance(early, Forecast)
    assert isinstance(late, Forecast)
    assert wide(early) > wide(late)


def wide(found: Forecast) -> float:
    return found.high.hundredths / found.low.hundredths


def invented_of(unit: str) -> list[YearPoint]:
    return [one for one in invented_points() if one.unit == unit]


def test_a_year_that_is_over_is_a_result_not_a_forecast():
    assert isinstance(forecast(Percent(8400), 12, NATION), Absent)
    assert isinstance(forecast(Percent(4000), 6, ()), Absent)


def test_few_known_points_make_a_wide_interval():
    two = forecast(Percent(5000), 6, [point(2023, 6, 5000, 8400), point(2024, 6, 5100, 8400)])
    many = forecast(Percent(5000), 6, [point(2017 + n, 6, 5000 + 50 * (n % 3), 8400) for n in range(8)])
    assert isinstance(two, Forecast)
    assert isinstance(many, Forecast)
    assert wide(two) > wide(many)


def test_a_unit_with_two_years_of_its_own_is_forecast_by_them():
    own = [point(2023, 6, 6000, 8000, "22"), point(2024, 6, 6000, 8000, "22")]
    found = forecast(Percent(6000), 6, [*own, *NATION], "22")
    assert isinstance(found, Forecast)
    assert found.middle == Percent(8000)


def test_published_years_are_tried_without_themselves_and_misses_are_kept():
    tried = back_test(NATION)
    assert {one.point.year for one in tried} == {2021, 2023, 2025}
    assert any(not one.held for one in tried), "2025 ended higher than any earlier year let expect"
    assert sum(one.held for one in tried) >= len(tried) - 1


def test_on_invented_years_the_interval_holds_as_often_as_it_says_in_every_month():
    rows = by_month(tried_on_invented())
    assert [row.month for row in rows] == list(range(1, 12))
    for row in rows:
        assert row.held >= 0.88 * row.count, row
    assert rows[0].error > rows[5].error > rows[10].error
