"""Thời hiệu: five years, each period on its own, obstacles not counted, none after a returned request."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thihanh.deadlines import load_calendar
from thihanh.matters import limitation
from thihanh.matters.limitation import Excluded
from thihanh.matters.receipts import Period
from thihanh.matters.rules import StateRefused

CALENDAR = load_calendar()
EFFECT = date(2021, 8, 2)
LAST = date(2026, 8, 2)


@pytest.mark.parametrize(("asked", "expired"), [(LAST, False), (LAST + timedelta(days=1), True)])
def test_five_years_from_effect_and_no_rolling_over_a_sunday(asked, expired):
    found = limitation.of(EFFECT, asked_on=asked, calendar=CALENDAR)
    assert LAST.isoweekday() == 7
    assert found.deadline is not None
    assert found.deadline.due == LAST
    assert found.expired is expired


def test_time_of_an_obstacle_is_added_and_explained():
    storm = Excluded(date(2024, 9, 7), date(2024, 10, 6), "obstacle")
    found = limitation.of(EFFECT, asked_on=date(2026, 8, 20), calendar=CALENDAR, excluded=[storm])
    assert not found.expired
    assert found.deadline is not None
    assert found.deadline.due == LAST + timedelta(days=30)
    assert "Trở ngại khách quan" in " ".join(step.text for step in found.deadline.steps)


def test_an_obstacle_that_still_lasts_keeps_the_period_open():
    found = limitation.of(
        EFFECT,
        asked_on=date(2030, 1, 1),
        calendar=CALENDAR,
        excluded=[Excluded(date(2025, 1, 1), None, "force_majeure")],
    )
    assert not found.expired
    assert "chưa chấm dứt" in found.sentence


def test_emergency_is_excluded_only_by_the_new_law():
    with pytest.raises(StateRefused, match=r"^Pháp luật: .*R08"):
        limitation.of(
            EFFECT,
            asked_on=LAST,
            calendar=CALENDAR,
            excluded=[Excluded(date(2024, 1, 1), date(2024, 2, 1), "emergency")],
        )


def test_an_interval_that_ends_before_it_begins_is_refused():
    with pytest.raises(StateRefused, match=r"^Dữ liệu"):
        limitation.of(
            EFFECT,
            asked_on=LAST,
            calendar=CALENDAR,
            excluded=[Excluded(date(2024, 2, 1), date(2024, 1, 1), "obstacle")],
        )


def test_a_request_after_a_returned_one_has_no_limitation():
    found = limitation.of(date(2010, 1, 1), asked_on=LAST, calendar=CALENDAR, after_return=True)
    assert not found.expired
    assert found.deadline is None


def test_each_period_of_support_is_counted_on_its_own():
    periods = [Period("03/2021", date(2021, 3, 31)), Period("09/2021", date(2021, 9, 30))]
    found = limitation.of_periods(periods, asked_on=date(2026, 8, 15), calendar=CALENDAR)
    assert [(one.period, one.expired) for one in found] == [("03/2021", True), ("09/2021", False)]


@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 90)), max_size=4))
def test_excluded_time_only_ever_lengthens_the_period(spans):
    first = EFFECT + timedelta(days=1)
    excluded = [
        Excluded(first + timedelta(days=at), first + timedelta(days=at + length), "obstacle")
        for at, length in spans
    ]
    found = limitation.of(EFFECT, asked_on=LAST, calendar=CALENDAR, excluded=excluded)
    days = {one.from_ + timedelta(days=n) for one in excluded for n in range((one.to - one.from_).days + 1)}
    assert found.deadline is not None
    assert found.deadline.due == LAST + timedelta(days=len(days))
