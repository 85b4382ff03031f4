"""A province's register adds up to what was published, to the matter and to the đồng."""

import csv
from pathlib import Path

import pytest

import thihanh
from tests.synthetic.faults import faults
from tests.synthetic.published import figures, province
from thihanh.synthetic.calibration import available, calibration
from thihanh.synthetic.totals import totals

LARGE = {"40", "48", "92"}  # more than five seconds each
PROVINCES = [
    pytest.param((unit, year), marks=[pytest.mark.slow] if unit in LARGE else [], id=f"{unit}-{year}")
    for unit, year in available()
]


def test_the_provinces_of_the_articles_can_be_generated():
    assert set(available()) == {
        ("04", 2025),
        ("20", 2019),
        ("22", 2025),
        ("40", 2025),
        ("44", 2025),
        ("48", 2025),
        ("92", 2025),
    }


@pytest.fixture(scope="module", params=PROVINCES)
def stated(request):
    return calibration(*request.param)


def test_the_register_equals_its_calibration_line_by_line(stated):
    found = totals(province(stated.unit, stated.year), stated.first_day, stated.last_day)
    assert {key: found.get(f"cases.{key}", 0) for key in stated.cases} == stated.cases
    assert {key: found.get(f"money.{key}", 0) for key in stated.money} == stated.money


def test_every_published_figure_holds_within_what_its_words_allow(stated):
    found = figures(province(stated.unit, stated.year), stated)
    outside = {
        one.words: found[one.what]
        for one in stated.published
        if not one.low <= float(str(found[one.what])) <= one.high
    }
    assert stated.published
    assert outside == {}


def test_no_matter_of_the_province_is_unfit_to_be_imported(stated):
    assert faults(province(stated.unit, stated.year))[:5] == []


def test_quang_ninh_prints_the_figures_of_its_article():
    found = figures(province("22", 2025), calibration("22", 2025))
    assert found["cases.completed"] == 6_627
    assert str(found["cases.rate"]) == "85.10"
    assert round(int(str(found["money.completed"])) / 10**9, 1) == 1115.4
    assert round(int(str(found["money.eligible"])) / 10**9, 1) == 2023.6
    assert str(found["money.rate"]) == "55.12"


def test_no_more_regional_offices_are_used_than_the_province_has():
    offices = Path(thihanh.__file__).parent / "offices" / "data" / "offices.csv"
    with offices.open(encoding="utf-8") as file:
        rows = [row["province"] for row in csv.DictReader(file)]
    for unit, year in available():
        assert calibration(unit, year).regional_offices <= rows.count(unit), unit
