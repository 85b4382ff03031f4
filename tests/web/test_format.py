"""Numbers and dates as a Vietnamese reader writes them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from thihanh.web import format as vi


def weekday_calendar(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0 đồng"),
        (999, "999 đồng"),
        (1_234_567, "1.234.567 đồng"),
        (8_284_000_000_000, "8.284.000.000.000 đồng"),
        (-12_000, "−12.000 đồng"),
        (None, "–"),
    ],
)
def test_money_is_whole_dong_with_dots_after_thousands(amount, words):
    assert vi.dong(amount) == words


def test_billions_carry_one_decimal_and_the_unit():
    assert vi.billions(1_115_400_000_000) == "1.115,4 tỷ"
    assert vi.billions(1_115_350_000_000) == "1.115,4 tỷ", "half goes up"


def test_a_rate_has_two_decimals_and_a_difference_of_rates_is_in_points_with_its_sign():
    assert vi.percent(Decimal("56.62")) == "56,62%"
    assert vi.points(Decimal("1.1")) == "+1,10 điểm %"
    assert vi.points(Decimal("-0.2")) == "−0,20 điểm %"
    assert vi.points(Decimal("0")) == "0,00 điểm %"
    assert vi.percent(None) == "–"


def test_a_clock_time_is_shown_and_midnight_is_never_made_up():
    assert vi.moment(datetime(2026, 7, 22, 14, 30)) == "22/07/2026 14:30"
    assert vi.moment(date(2026, 7, 22)) == "22/07/2026"


def test_a_date_comes_with_its_distance_in_working_days():
    monday = date(2026, 7, 13)
    assert vi.distance(date(2026, 7, 16), monday, weekday_calendar) == "còn 3 ngày làm việc"
    assert vi.distance(monday, monday, weekday_calendar) == "hôm nay"
    assert vi.distance(date(2026, 7, 9), monday, weekday_calendar) == "quá hạn 2 ngày làm việc"
    assert vi.distance(date(2026, 7, 12), monday, weekday_calendar) == "quá hạn 1 ngày làm việc"
    assert vi.distance(date(2027, 7, 13), monday, weekday_calendar) == "còn 365 ngày"


def test_a_day_is_read_as_people_type_it_and_refused_with_an_example():
    assert vi.read_day(" 13/07/2026 ") == date(2026, 7, 13)
    assert vi.read_day("2026-07-13") == date(2026, 7, 13)
    with pytest.raises(ValueError, match="ngày/tháng/năm"):
        vi.read_day("31/02/2026")
