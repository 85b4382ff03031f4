"""A few hundred matters are made by the same code as a province, for quick runs."""

from datetime import date, timedelta

import pytest

from tests.synthetic.faults import faults
from thihanh.synthetic.calibration import available, calibration
from thihanh.synthetic.generator import generate
from thihanh.synthetic.parts import parts
from thihanh.synthetic.totals import totals

SMALL = 0.02


@pytest.mark.parametrize(("unit", "year"), available())
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_small_province_equals_the_scaled_calibration(unit, year, seed):
    stated = calibration(unit, year).scaled(SMALL)
    register = generate(unit, year, seed=seed, scale=SMALL)
    found = totals(register, stated.first_day, stated.last_day)
    assert {key: found.get(f"cases.{key}", 0) for key in stated.cases} == stated.cases
    assert {key: found.get(f"money.{key}", 0) for key in stated.money} == stated.money
    assert faults(register)[:5] == []


def test_the_same_seed_gives_the_same_rows():
    one, two = (generate("22", 2025, seed=7, scale=SMALL) for _ in range(2))
    assert list(one.sheets()) == list(two.sheets())


def test_another_seed_gives_other_people_but_the_same_totals():
    one, two = (generate("22", 2025, seed=seed, scale=SMALL) for seed in (7, 8))
    first, last = date(2024, 10, 1), date(2025, 9, 30)
    assert one.parties != two.parties
    lines = [f"{kind}.{line}" for kind in ("cases", "money") for line in ("due", "eligible", "completed")]
    assert [totals(one, first, last)[key] for key in lines] == [
        totals(two, first, last)[key] for key in lines
    ]


def test_at_the_end_everything_is_in_the_book_and_on_the_way_something_was_not_yet():
    register, first = generate("04", 2025), date(2024, 10, 1)
    last, entered = date(2025, 9, 30), calibration("04", 2025).entered_until
    assert totals(register, first, last, known_on=entered) == totals(register, first, last)
    late = totals(register, first, last, known_on=last)["cases.completed"]
    assert late < totals(register, first, last)["cases.completed"]
    month_end = date(2025, 3, 31)
    then = totals(register, first, month_end, known_on=month_end)["cases.completed"]
    assert then < totals(register, first, month_end)["cases.completed"]


def test_the_opening_is_the_same_in_every_period_of_the_year():
    register, first = generate("22", 2025, scale=0.05), date(2024, 10, 1)
    ends = [first + timedelta(days=days) for days in (30, 151, 200, 364)]
    found = [totals(register, first, end) for end in ends]
    assert {one["cases.opening"] for one in found} == {calibration("22", 2025).scaled(0.05).cases["opening"]}


def test_a_register_too_long_for_one_workbook_is_parted_by_whole_offices():
    register = generate("22", 2025, scale=0.3)
    pieces = parts(register, most_rows=6_000)
    assert len(pieces) > 2
    assert max(len(piece.events) for piece in pieces) <= 6_000
    for name in ("matters", "parties", "obligations", "events", "money", "assignments"):
        together = [row for piece in pieces for row in getattr(piece, name)]
        assert sorted(map(str, together)) == sorted(map(str, getattr(register, name)))
    assert all(piece.officers == register.officers for piece in pieces)
    assert parts(register) == [register]


def test_a_matter_whose_first_stage_is_not_yet_in_the_book_stands_at_its_decision():
    register, decided, entered = generate("04", 2025, scale=0.05), date(2025, 3, 3), date(2025, 3, 10)
    register.matters[:] = [(*register.matters[0][:1], decided, *register.matters[0][2:-1], decided)]
    for rows in (register.obligations, register.money):
        rows.clear()
    register.events[:] = [
        (register.matters[0][0], decided, decided, "Đã ra quyết định", None, None, None, entered)
    ]
    found = totals(register, date(2024, 10, 1), date(2025, 9, 30), known_on=date(2025, 3, 5))
    assert (found["cases.other"], found["cases.due"]) == (1, 1)
