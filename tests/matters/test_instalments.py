"""Periods of support: what is due, what comes next, what the enforcement year takes."""

from datetime import date

import pytest

from tests import cast
from tests.builders import a_matter
from thihanh.matters import instalments
from thihanh.matters.intake import Instalment
from thihanh.matters.operations import register_many
from thihanh.matters.rules import StateRefused
from thihanh.matters.steps import instalments_of

ON = date(2026, 7, 13)


def month(year: int, month_: int, amount: int | None = 3_000_000) -> Instalment:
    return Instalment(ON, 1, f"{month_:02}/{year}", date(year, month_, 28), ON, amount)


@pytest.fixture
def matter(db) -> int:
    cast.gather()
    built = a_matter("9/QĐ", "06/07/2026").held_by(cast.LAN.code, "22.KV01").owing(9_000_000, kind="support")
    return register_many([built.intake], by=cast.BY)[0]


def test_due_next_and_of_the_year_are_told_apart(matter):
    stated = [month(2026, 6), month(2026, 9), month(2026, 10)]
    instalments.state(matter, stated, by=cast.viewer(cast.LAN), on=ON)
    rows = instalments_of(matter)
    assert [one.period for one in instalments.fallen_due(rows, ON)] == ["06/2026"]
    assert [one.period for one in instalments.of_year(rows, ON)] == ["06/2026", "09/2026"]
    following = instalments.next_due(rows, ON)
    assert following is not None
    assert following.period == "09/2026"


def test_a_period_stated_again_is_corrected_not_added(matter):
    for amount in (3_000_000, 2_500_000):
        instalments.state(matter, [month(2026, 6, amount)], by=cast.viewer(cast.LAN), on=ON)
    assert [one.amount for one in instalments_of(matter)] == [2_500_000]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ([month(2026, 6), month(2026, 6)], "tên riêng"),
        ([month(2026, 6, 0)], "lớn hơn 0"),
        ([month(2026, m) for m in (6, 7, 8, 9)], "vượt số phải thi hành 9.000.000"),
        ([Instalment(ON, 2, "x", ON, ON)], "không có khoản 2"),
    ],
)
def test_periods_that_cannot_be_are_refused(matter, stated, said):
    with pytest.raises(StateRefused, match=said):
        instalments.state(matter, stated, by=cast.viewer(cast.LAN), on=ON)
    assert instalments_of(matter) == ()
