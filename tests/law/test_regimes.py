from datetime import date

import pytest

from thihanh import law
from thihanh.law.regimes import regime_start


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (date(2018, 10, 1), "R08"),
        (date(2026, 6, 30), "R08"),
        (date(2026, 7, 1), "R25"),
        (date(2027, 1, 1), "R25"),
    ],
)
def test_the_old_law_ends_on_30_june_2026_and_the_new_begins_on_1_july(day, regime):
    assert law.regime_on(day) == regime


def test_numbers_of_a_regime_start_with_its_law():
    assert (regime_start("R08"), regime_start("R25")) == (date(2009, 7, 1), date(2026, 7, 1))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2024, 9, 30), 2024),
        (date(2024, 10, 1), 2025),
        (date(2025, 9, 30), 2025),
        (date(2025, 1, 1), 2025),
    ],
)
def test_a_work_year_runs_from_october_to_september(day, year):
    assert law.work_year(day) == year


def test_the_ends_of_a_work_year_belong_to_it():
    start, end = law.work_year_start(2025), law.work_year_end(2025)
    assert (start, end) == (date(2024, 10, 1), date(2025, 9, 30))
    assert law.work_year(start) == law.work_year(end) == 2025


@pytest.mark.parametrize(("mark", "empty"), [("S", True), ("S-secondary", False), ("K", False), ("I", False)])
def test_only_a_figure_seen_in_the_source_goes_without_a_warning(mark, empty):
    words = law.unconfirmed(mark)
    assert (words == "") is empty
    assert empty or "chưa kiểm chứng với Công báo" in words
