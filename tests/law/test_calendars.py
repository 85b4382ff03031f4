"""The reviewed years against the package ``holidays``: every difference is listed and explained."""

from datetime import date, timedelta

import holidays
import pytest

from tests.spec.drawn import rows
from tests.spec.law.tables import CALENDAR_DIFFERENCES
from thihanh.deadlines import load_calendar
from thihanh.law.calendar import missing_year_warning, years

CALENDAR = load_calendar()
DIFFERENCES = {
    date.fromisoformat(row["Ngày"]): row["Lịch của hệ thống"] for row in rows(CALENDAR_DIFFERENCES)
}


@pytest.mark.parametrize("year", sorted(years()))
def test_a_year_agrees_with_the_package_except_for_the_listed_days(year):
    known = holidays.country_holidays("VN", years=range(year - 1, year + 2), language="vi")
    day, found = date(year, 1, 1), {}
    while day.year == year:
        if CALENDAR.is_working(day) != known.is_working_day(day):
            found[day] = "làm" if CALENDAR.is_working(day) else "nghỉ"
        day += timedelta(days=1)
    assert found == {day: state for day, state in DIFFERENCES.items() if day.year == year}


def test_every_year_from_2018_to_2027_is_there_and_only_2027_is_tentative():
    assert list(years()) == list(range(2018, 2028))
    assert [year for year, calendar in years().items() if calendar.status == "tentative"] == [2027]


@pytest.mark.parametrize(
    ("day", "working", "word"),
    [
        (date(2026, 1, 2), False, "hoán đổi"),
        (date(2026, 1, 10), True, "làm bù"),
        (date(2026, 8, 22), True, "làm bù"),
        (date(2026, 8, 31), False, "hoán đổi"),
        (date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam"),
        (date(2027, 11, 24), False, "Ngày Văn hóa Việt Nam"),
        (date(2026, 2, 17), False, "Tết Nguyên đán"),
        (date(2026, 7, 11), False, "nghỉ hằng tuần"),
        (date(2026, 7, 13), True, ""),
    ],
)
def test_a_day_is_known_by_name(day, working, word):
    found = CALENDAR.day(day)
    assert (found.working, word in found.name) == (working, True)
    assert found.working or found.basis


def test_the_day_of_culture_was_a_working_day_before_2026():
    assert CALENDAR.is_working(date(2025, 11, 24))


def test_every_swap_gives_back_as_many_days_as_it_takes():
    official = [day for calendar in years().values() for day in calendar.days]
    assert sum(day.working for day in official) == sum("hoán đổi" in day.name for day in official) == 6


def test_every_reviewed_day_names_its_basis():
    assert all(day.basis and day.name for calendar in years().values() for day in calendar.days)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2025, 11, 30), ""),
        (date(2025, 12, 1), ""),
        (date(2026, 11, 30), ""),
        (date(2026, 12, 1), "năm 2027 mới là tạm tính"),
        (date(2027, 12, 31), "Chưa có tệp lịch làm việc năm 2028"),
    ],
)
def test_from_december_the_missing_year_is_announced(on, words):
    warning = missing_year_warning(on)
    assert words in warning
    assert bool(warning) is bool(words)
