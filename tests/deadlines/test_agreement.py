"""Properties: explained = fast = bulk = stepping by hand, over all rules, facts and days."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.deadlines.oracle import DAY, after_working_days, last_day
from thihanh.deadlines import Refused, bulk, compute, due_date, load_calendar
from thihanh.law.regimes import REGIMES
from thihanh.law.terms import rules

CALENDAR = load_calendar()
DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))
NAMES = st.sampled_from(sorted(rules()))
REGIME = st.sampled_from([None, *REGIMES])


@st.composite
def questions(draw):
    """Any rule with any of its facts and steps, any regime, any day."""
    rule = rules()[draw(NAMES)]
    facts = {fact: draw(st.booleans()) for fact in rule.switches}
    if rule.steps and draw(st.booleans()):
        facts["step"] = draw(st.sampled_from(rule.steps))
    return rule.code, draw(DAYS), draw(REGIME), facts


def asked(rule, day, regime, facts):
    """The explained answer, whichever way the rule counts; an unanswerable question is passed over."""
    for way in ("from_", "event"):
        try:
            return compute(rule, **{way: day}, regime=regime, facts=facts, calendar=CALENDAR)
        except Refused as refusal:
            if "đếm ngược" not in str(refusal):
                assume(False)
    raise AssertionError("neither way counts")


@given(questions())
def test_explained_fast_bulk_and_stepping_by_hand_agree(question):
    rule, day, regime, facts = question
    found = asked(rule, day, regime, facts)
    assert due_date(rule, day, CALENDAR, regime=regime, facts=facts) == found.due
    many = bulk.terms(rule, np.array([day], dtype="datetime64[D]"), CALENDAR, regime=regime, facts=facts)
    assert many[0].item() == found.due
    if found.number is not None:
        assert last_day(found.kind, found.number, found.unit, day, CALENDAR.is_working) == found.due


@given(questions())
def test_a_term_never_ends_before_it_starts_nor_after_its_event(question):
    found = asked(*question)
    if found.event is not None:
        assert found.due < found.event
    else:
        assert found.due >= found.from_


@given(questions())
def test_limits_end_on_working_days_and_the_explanation_ends_with_the_same_day(question):
    found = asked(*question)
    if found.kind in ("limit", "before_event"):
        assert CALENDAR.is_working(found.due)
    conclusion = next(step.text for step in found.steps if step.code == "due")
    assert f"{found.due:%d/%m/%Y}" in conclusion


@given(questions(), st.sets(st.integers(-12, 3), min_size=1, max_size=8))
def test_more_days_off_never_bring_a_limit_forward(question, closed):
    """The days closed lie about the last day, where they can move it."""
    found = asked(*question)
    assume(found.kind in ("limit", "before_event"))
    rule, day, regime, facts = question
    narrower = load_calendar([(found.due + timedelta(days=off), False, "Đóng cửa") for off in closed])
    later = due_date(rule, day, narrower, regime=regime, facts=facts)
    assert later <= found.due if found.kind == "before_event" else later >= found.due


@given(DAYS, st.integers(1, 60))
def test_counting_working_days_forth_and_back_returns_to_the_start(day, number):
    assume(CALENDAR.is_working(day))
    there = after_working_days(day, number, DAY, CALENDAR.is_working)
    assert after_working_days(there, number, -DAY, CALENDAR.is_working) == day
    position = day.toordinal() - date(2000, 1, 1).toordinal()
    assert CALENDAR.subtract_working(CALENDAR.add_working(position, number), number) == position


@given(DAYS)
def test_a_later_trigger_never_ends_earlier(day):
    for rule in ("DL-12", "DL-22", "DL-24"):
        first, second = (due_date(rule, d, CALENDAR, regime="R25") for d in (day, day + timedelta(days=1)))
        assert first <= second


@given(st.datetimes(datetime(2016, 1, 1), datetime(2030, 1, 1)))
def test_24_hours_are_24_hours(moment):
    assert due_date("DL-97", moment, CALENDAR) == moment + timedelta(hours=24)


@given(
    st.sampled_from(["DL-19", "DL-91", "DL-11", "DL-37", "DL-21", "DL-50", "DL-31"]),
    st.lists(DAYS, min_size=1),
)
def test_bulk_answers_every_day_as_if_it_were_asked_alone(rule, days):
    many = bulk.terms(rule, np.array(days, dtype="datetime64[D]"), CALENDAR)
    assert [answer.item() for answer in many] == [due_date(rule, day, CALENDAR) for day in days]


def test_bulk_refuses_what_one_of_its_days_refuses():
    days = np.array(["2026-07-13", "2026-06-13"], dtype="datetime64[D]")
    with pytest.raises(Refused, match="không tìm thấy"):
        bulk.terms("DL-04", days, CALENDAR)


@pytest.mark.parametrize("day", ["1999-12-31", "2100-01-01", "NaT"])
def test_bulk_refuses_a_day_outside_the_tables(day):
    with pytest.raises(Refused, match="ngoài lịch"):
        bulk.terms("DL-12", np.array(["2026-07-13", day], dtype="datetime64[D]"), CALENDAR)


@pytest.mark.parametrize(
    ("rule", "day"), [("DL-12", "2099-12-31"), ("DL-18", "2099-12-31"), ("DL-03", "2099-01-01")]
)
def test_bulk_refuses_a_term_that_leaves_the_tables(rule, day):
    with pytest.raises(Refused, match="ngoài lịch"):
        bulk.terms(rule, np.array([day], dtype="datetime64[D]"), CALENDAR)


def test_bulk_refuses_hours():
    with pytest.raises(Refused, match="tính bằng giờ"):
        bulk.terms("DL-97", np.array(["2026-07-13"], dtype="datetime64[D]"), CALENDAR)


def test_bulk_of_nothing_is_nothing():
    assert bulk.terms("DL-12", np.array([], dtype="datetime64[D]"), CALENDAR).size == 0
