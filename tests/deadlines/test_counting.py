"""The counting rules, each by an example an officer can check on a wall calendar."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from thihanh.deadlines import Refused, compute, compute_chain, due_date, load_calendar
from thihanh.deadlines.arithmetic import add_months

CALENDAR = load_calendar()


def due(rule, from_, **more):
    return compute(rule, from_=from_, calendar=CALENDAR, **more).due


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_a_month_keeps_the_day_or_takes_the_months_last(start, months, end):
    assert add_months(start, months) == end


def test_the_first_verification_is_nine_days_under_the_new_law_and_ten_under_the_old():
    start = date(2026, 7, 13)
    assert due("DL-19", start) == date(2026, 7, 22)
    assert due("DL-19", start, regime="R08") == date(2026, 7, 23)
    assert due("DL-19", date(2026, 6, 15)) == date(2026, 6, 25)


def test_the_trigger_day_is_not_counted():
    assert due("DL-22", date(2026, 7, 13)) == date(2026, 7, 23)


def test_a_limit_that_ends_on_a_saturday_ends_on_monday():
    assert due("DL-18", date(2026, 7, 8)) == date(2026, 7, 20)  # 18/07 is a Saturday


def test_a_limit_that_ends_in_tet_ends_on_the_first_working_day_after():
    assert due("DL-18", date(2026, 2, 6)) == date(2026, 2, 23)


def test_a_limit_that_ends_on_a_worked_saturday_stays():
    assert due("DL-18", date(2026, 8, 12)) == date(2026, 8, 22)


@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [
        ("DL-15", date(2026, 7, 12), date(2026, 7, 19)),  # length ends on a Sunday
        ("DL-37", date(2026, 11, 30), date(2027, 2, 28)),  # length in months, a Sunday
        ("DL-09", date(2026, 7, 11), date(2027, 7, 11)),  # earliest day, a Sunday
        ("DL-03", date(2026, 7, 11), date(2031, 7, 11)),  # limitation
        ("DL-86", date(2026, 7, 10), date(2026, 7, 25)),  # earliest day, a Saturday
        ("DL-21", date(2026, 7, 10), date(2027, 1, 10)),  # recurrence gives its next date, a Sunday
    ],
)
def test_lengths_earliest_days_limitation_and_recurrences_do_not_roll(rule, start, end):
    assert due(rule, start) == end


def test_working_days_start_on_the_first_working_day_after_the_trigger():
    assert due("DL-12", date(2026, 7, 10)) == date(2026, 7, 15)  # Friday: Monday, Tuesday, Wednesday
    assert due("DL-12", date(2026, 7, 11)) == date(2026, 7, 15)  # Saturday: the same


def test_a_worked_saturday_counts_as_a_working_day():
    assert due("DL-12", date(2026, 8, 20)) == date(2026, 8, 24)  # Friday 21, Saturday 22, Monday 24
    assert due("DL-12", date(2026, 1, 8)) == date(2026, 1, 12)  # Friday 9, Saturday 10, Monday 12


def test_the_swapped_friday_2_january_2026_is_a_day_off():
    assert due("DL-12", date(2025, 12, 31)) == date(2026, 1, 7)


def test_three_working_days_before_friday_10_july_2026_is_tuesday_7_july():
    found = compute("DL-50", event=date(2026, 7, 10), calendar=CALENDAR)
    assert (found.due, found.kind, found.event, found.from_) == (
        date(2026, 7, 7),
        "before_event",
        date(2026, 7, 10),
        None,
    )


def test_a_count_before_an_event_takes_the_law_of_the_events_day():
    old = compute("DL-56", event=date(2026, 6, 30), calendar=CALENDAR)
    new = compute("DL-56", event=date(2026, 7, 1), calendar=CALENDAR)
    assert (old.regime, old.number, old.due) == ("R08", 3, date(2026, 6, 25))
    assert (new.regime, new.number, new.due) == ("R25", 2, date(2026, 6, 29))


def test_hours_take_and_give_clock_time_through_days_off():
    facts = {"interim_measure": True}
    assert due("DL-41", datetime(2026, 7, 10, 16, 45), facts=facts) == datetime(2026, 7, 11, 16, 45)


def test_a_clock_time_of_another_zone_is_read_in_vietnam():
    utc = datetime(2026, 6, 30, 18, 0, tzinfo=ZoneInfo("UTC"))  # 01:00 on 1 July in Hà Nội
    found = compute("DL-97", from_=utc, calendar=CALENDAR)
    assert found.regime == "R25"
    assert found.due.isoformat() == "2026-07-02T01:00:00+07:00"
    assert due("DL-12", utc) == date(2026, 7, 6)


def test_hours_without_clock_time_are_refused():
    with pytest.raises(Refused, match="cần cả giờ và phút"):
        due("DL-97", date(2026, 7, 10))


def test_at_once_is_the_same_day_even_on_a_day_off():
    found = compute("DL-48", from_=datetime(2026, 7, 11, 20, 0), calendar=CALENDAR)
    assert (found.due, found.kind, found.number, found.unit) == (date(2026, 7, 11), "at_once", None, None)


def test_a_moment_is_the_moment_itself():
    moment = datetime(2026, 7, 11, 23, 59)
    assert due("DL-02", moment) == moment
    assert due("DL-14", date(2026, 7, 11)) == date(2026, 7, 11)


def test_a_chained_term_starts_from_the_rolled_last_day_of_the_one_before():
    voluntary, verification = compute_chain(("DL-18", "DL-19"), from_=date(2026, 7, 8), calendar=CALENDAR)
    assert voluntary.due == date(2026, 7, 20)  # Saturday 18/07 rolls to Monday
    assert (verification.from_, verification.due) == (date(2026, 7, 20), date(2026, 7, 29))


def test_a_chain_over_the_change_of_law_takes_each_terms_own_law():
    voluntary, verification = compute_chain(("DL-18", "DL-19"), from_=date(2026, 6, 25), calendar=CALENDAR)
    assert (voluntary.regime, voluntary.due) == ("R08", date(2026, 7, 6))
    assert (verification.regime, verification.number, verification.due) == ("R25", 9, date(2026, 7, 15))


def test_the_separate_register_keeps_the_old_clock_for_a_decision_before_july_2026():
    old = compute("DL-31", from_=date(2026, 6, 30), calendar=CALENDAR)
    new = compute("DL-31", from_=date(2026, 7, 1), calendar=CALENDAR)
    assert (old.due, new.due) == (date(2027, 6, 30), date(2028, 7, 1))
    assert any("giữ mốc của R08" in step.text for step in old.steps)


def test_an_office_may_close_a_day_and_the_term_moves_with_it():
    start = date(2026, 7, 13)
    closed = load_calendar([(date(2026, 7, 22), False, "Mất điện toàn trụ sở")])
    found = compute("DL-19", from_=start, calendar=closed)
    assert found.due == date(2026, 7, 23)
    assert any("Mất điện toàn trụ sở" in step.text for step in found.steps)
    assert "1 ngày riêng của đơn vị" in found.calendar_version
    assert due_date("DL-19", start, CALENDAR) == date(2026, 7, 22)


@pytest.mark.parametrize("start", [date(1999, 12, 31), date(2100, 1, 1)])
def test_a_day_outside_the_tables_is_refused(start):
    with pytest.raises(Refused):
        due("DL-12", start)


@pytest.mark.parametrize(
    ("rule", "start", "facts"),
    [
        ("DL-18", date(9999, 12, 31), {}),
        ("DL-06", date(2150, 1, 1), {"interim_measure": True}),
        ("DL-19", date(2150, 1, 1), {"interim_measure": True}),
        ("DL-02", datetime(2150, 1, 1, 9, 30), {}),
        ("DL-97", datetime(9999, 12, 31, 23, 0), {}),
        ("DL-97", datetime(2099, 12, 31, 22, 15), {}),
        ("DL-97", datetime.fromisoformat("9999-12-31T23:00-12:00"), {}),
    ],
)
def test_nothing_is_computed_outside_the_tables_not_even_at_once(rule, start, facts):
    with pytest.raises(Refused, match="ngoài lịch"):
        due(rule, start, facts=facts)
    with pytest.raises(Refused, match="ngoài lịch"):
        due_date(rule, start, CALENDAR, facts=facts)


def test_a_trigger_before_the_tables_is_refused_although_its_last_day_is_inside():
    with pytest.raises(Refused, match="ngoài lịch"):
        due("DL-19", date(1999, 12, 28), regime="R25")


@pytest.mark.parametrize(
    ("rule", "start"),
    [("DL-03", date(2097, 1, 1)), ("DL-18", date(2099, 12, 25)), ("DL-12", date(2099, 12, 30))],
)
def test_a_term_that_leaves_the_tables_is_refused(rule, start):
    with pytest.raises(Refused, match="ngoài lịch"):
        due(rule, start)
