"""The calibrations are reviewed data: each figure has a mark and a basis, and the chains close."""

import tomllib
from importlib import resources

import pytest

from thihanh.synthetic.calibration import (
    COMING,
    LEAVING,
    MONEY_STANDING,
    STANDING,
    NoCalibration,
    available,
    calibration,
)


def _chain(values, standing):
    come, leave = sum(values[key] for key in COMING), sum(values[key] for key in LEAVING)
    return come - leave - sum(values[key] for key in standing)


@pytest.mark.parametrize(("unit", "year"), available())
@pytest.mark.parametrize("scale", [1, 0.37, 0.01])
def test_what_comes_in_less_what_leaves_is_what_stands(unit, year, scale):
    stated = calibration(unit, year).scaled(scale)
    assert _chain(stated.cases, STANDING) == 0
    assert _chain(stated.money, MONEY_STANDING) == 0
    assert all(value >= 0 for value in (*stated.cases.values(), *stated.money.values()))


@pytest.mark.parametrize(("unit", "year"), available())
def test_every_figure_says_where_it_comes_from(unit, year):
    file = resources.files("thihanh.synthetic") / "calibrations" / f"{unit}-{year}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    for block in ("cases", "money", "outside"):
        for key, row in data[block].items():
            assert row["mark"] in ("S", "S-d", "I"), (block, key)
            assert row["basis"], (block, key)
    for row in data["published"]:
        assert row["qualifier"] in ("exact", "above", "nearly", "about", "derived")
        assert row["words"]
        assert row["source"]


def test_a_province_without_a_calibration_is_refused_with_what_there_is():
    with pytest.raises(NoCalibration, match=r"Chưa có bộ số hiệu chỉnh cho đơn vị 01 năm 2025.*22 năm 2025"):
        calibration("01", 2025)
