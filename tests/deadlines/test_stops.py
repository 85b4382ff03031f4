"""Time that is not counted: hoãn, tạm đình chỉ, obstacles; properties and the sentences that tell them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.deadlines.oracle import last_day_with_stops
from tests.deadlines.test_agreement import CALENDAR, DAYS, asked
from thihanh.deadlines import Override, Refused, Stop, Stopped, compute, due_date, load_calendar
from thihanh.law.regimes import REGIMES
from thihanh.law.terms import rules

HOAN = "hoãn thi hành án", "Đ.48 Luật THADS 2008", "I"
FORWARD = ("limit", "not_before", "length", "limitation", "recurrence")


def stop(first, last, words=HOAN):
    return Stop(first, last, *words)


def clocks():
    """Every clock of the register that counts days forth: rule, regime, the facts that choose it."""
    for code, rule in rules().items():
        for regime in REGIMES:
            for row in rule.variants[regime]:
                if row.terms and row.terms[-1].kind in FORWARD and row.terms[-1].unit != "h":
                    yield (
                        code,
                        regime,
                        dict.fromkeys(row.when, True) | ({"step": row.step} if row.step else {}),
                    )


CLOCKS = st.sampled_from(list(clocks()))


@st.composite
def near(draw, most=4):
    """A clock with its trigger, and stops that begin around it."""
    (rule, regime, facts), day = draw(CLOCKS), draw(DAYS)
    found = []
    for _ in range(draw(st.integers(0, most))):
        first = day + timedelta(days=draw(st.integers(-40, 90)))
        found.append(stop(first, first + timedelta(days=draw(st.integers(0, 60)))))
    return (rule, day, regime, facts), found


def with_stops(question, found, calendar=CALENDAR):
    rule, day, regime, facts = question
    return compute(rule, from_=day, regime=regime, facts=facts, calendar=calendar, stops=found)


def forward(question):
    try:
        return with_stops(question, ())
    except Refused:  # a number younger than the day
        assume(False)
        raise


@given(near(most=0))
def test_no_stop_changes_nothing(drawn):
    question, _ = drawn
    rule, day, regime, facts = question
    assert forward(question) == asked(rule, day, regime, facts)


@given(near())
def test_stops_agree_with_stepping_by_hand(drawn):
    question, found = drawn
    bare = forward(question)

    def stopped(day):
        return any(one.from_ <= day <= one.to for one in found)

    answer = with_stops(question, found)
    _, day, *_ = question
    assert answer.due == last_day_with_stops(
        (bare.kind, bare.number, bare.unit), day, CALENDAR.is_working, stopped
    )
    rule, day, regime, facts = question
    assert due_date(rule, day, CALENDAR, regime=regime, facts=facts, stops=found) == answer.due


@given(near())
def test_the_order_in_which_stops_are_told_does_not_matter(drawn):
    question, found = drawn
    forward(question)
    assert with_stops(question, found).due == with_stops(question, found[::-1]).due


@given(
    st.sampled_from(["DL-03", "DL-21", "DL-31", "DL-37"]),
    DAYS,
    st.integers(0, 3),
    st.lists(st.integers(1, 20), min_size=3, max_size=3),
)
def test_disjoint_stops_add(rule, day, lead, lengths):
    bare, (first, gap, second) = compute(rule, from_=day, calendar=CALENDAR), lengths
    one = stop(day + timedelta(days=1 + lead), day + timedelta(days=lead + first))
    two = stop(one.to + timedelta(days=gap + 1), one.to + timedelta(days=gap + second))

    def due(*found):
        return due_date(rule, day, CALENDAR, stops=found)

    assert due(one) == bare.due + timedelta(days=first)
    assert due(two) == bare.due + timedelta(days=second)
    assert due(one, two) == bare.due + timedelta(days=first + second)


@given(near())
def test_one_more_stop_never_brings_a_last_day_forward(drawn):
    question, found = drawn
    forward(question)
    dues = [with_stops(question, found[:n]).due for n in range(len(found) + 1)]
    assert dues == sorted(dues)


@given(near(), st.sets(st.integers(-12, 3), min_size=1, max_size=8))
def test_more_days_off_never_bring_a_stopped_term_forward(drawn, closed):
    """The days closed lie about the last day, where they can move it."""
    question, found = drawn
    forward(question)
    due = with_stops(question, found).due
    narrower = load_calendar([(due + timedelta(days=off), False, "Đóng cửa") for off in closed])
    assert with_stops(question, found, narrower).due >= due


@given(near(most=0), st.integers(-5, 400))
def test_an_open_stop_leaves_no_last_day_only_before_the_term_is_over(drawn, after):
    question, _ = drawn
    bare = forward(question)
    rule, day, regime, facts = question
    running = stop(day + timedelta(days=after), None)
    answer = with_stops(question, [running])
    if running.from_ > bare.due:
        assert answer.due == bare.due
    elif answer.due is None:
        with pytest.raises(Stopped, match="đang dừng từ"):
            due_date(rule, day, CALENDAR, regime=regime, facts=facts, stops=[running])
        with pytest.raises(Stopped):
            assert answer.due_day
    else:
        pytest.fail("an open stop before the last day must leave none")


@pytest.mark.parametrize(
    ("rule", "way", "start"),
    [
        ("DL-50", "event", date(2026, 7, 14)),
        ("DL-74", "event", date(2026, 7, 14)),
        ("DL-48", "from_", date(2026, 7, 14)),
        ("DL-14", "from_", datetime(2026, 7, 14, 9, 30)),
        ("DL-97", "from_", datetime(2026, 7, 14, 9, 30)),
    ],
)
def test_counts_before_an_event_hours_and_moments_run_on(rule, way, start):
    stops = [stop(date(2026, 7, 1), date(2026, 7, 20)), stop(date(2026, 7, 21), None)]
    bare = compute(rule, **{way: start}, calendar=CALENDAR)
    found = compute(rule, **{way: start}, calendar=CALENDAR, stops=stops)
    assert (found.due, found.passed) == (bare.due, ())
    assert texts(found, "stop") == [
        "Thời gian dừng không làm đổi hạn này: hạn không đếm ngày từ ngày bắt đầu."
    ]


def texts(answer, code):
    return [step.text for step in answer.steps if step.code == code]


def test_lan_reads_how_many_days_a_postponement_took_out():
    pause = stop(date(2026, 6, 15), date(2026, 6, 21))
    answer = compute("DL-18", from_=date(2026, 6, 10), calendar=CALENDAR, stops=[pause])
    assert answer.due == date(2026, 6, 29)  # 10 days and 7 stopped end on Saturday 27/06
    assert texts(answer, "stop") == [
        "Không tính 07 ngày dừng, từ Thứ Hai 15/06/2026 đến hết Chủ nhật 21/06/2026: "
        "hoãn thi hành án, Đ.48 Luật THADS 2008 [I] cách hiểu của hệ thống, chưa kiểm chứng với Công báo."
    ]
    assert "Đếm 10 ngày: Thứ Bảy 27/06/2026 (đã cộng 07 ngày dừng)." in texts(answer, "count")


def test_working_days_inside_a_stop_are_the_ones_not_counted():
    pause = stop(date(2026, 6, 12), date(2026, 6, 16))  # Friday to Tuesday: 3 working days
    answer = compute("DL-12", from_=date(2026, 6, 11), calendar=CALENDAR, stops=[pause])
    assert answer.due == date(2026, 6, 19)
    assert texts(answer, "stop")[0].startswith("Không tính 03 ngày làm việc dừng")
    assert texts(answer, "count") == ["Ngày làm việc thứ nhất: Thứ Tư 17/06/2026."]
    assert not texts(answer, "skip")  # the weekend lies inside the stop


def test_days_that_two_stops_share_are_passed_over_once():
    pauses = [stop(date(2026, 6, 12), date(2026, 6, 16)), stop(date(2026, 6, 15), date(2026, 6, 18))]
    answer = compute("DL-22", from_=date(2026, 6, 11), calendar=CALENDAR, stops=pauses)
    assert [part.days for part in answer.passed] == [5, 2]
    assert "(thuộc từ Thứ Hai 15/06/2026 đến hết Thứ Năm 18/06/2026)" in texts(answer, "stop")[1]


def test_a_stop_that_began_before_the_trigger_only_takes_the_days_after_it():
    answer = compute(
        "DL-22",
        from_=date(2026, 6, 11),
        calendar=CALENDAR,
        stops=[stop(date(2026, 6, 1), date(2026, 6, 12))],
    )
    assert [part.days for part in answer.passed] == [1]
    assert answer.due == date(2026, 6, 22)


def test_a_last_day_that_rolls_into_a_stop_goes_on_behind_it():
    # 10 days from Wednesday 10/06 end on Saturday 20/06; Monday to Wednesday are stopped.
    pause = stop(date(2026, 6, 22), date(2026, 6, 24))
    answer = compute("DL-18", from_=date(2026, 6, 10), calendar=CALENDAR, stops=[pause])
    assert answer.due == date(2026, 6, 25)


def test_a_running_stop_says_that_there_is_no_last_day_yet_and_what_is_left():
    running = stop(date(2026, 6, 15), None)
    answer = compute("DL-22", from_=date(2026, 6, 11), calendar=CALENDAR, stops=[running])
    assert answer.due is None
    assert texts(answer, "stop")[0].startswith("Đang dừng từ Thứ Hai 15/06/2026, chưa có ngày hết dừng")
    assert texts(answer, "due") == ["Đang dừng: chưa có ngày cuối; khi hết dừng còn 07 ngày."]


def test_a_term_over_the_change_of_the_law_says_whose_law_it_follows():
    over = compute("DL-19", from_=date(2026, 6, 25), calendar=CALENDAR)
    assert (over.regime, over.due) == ("R08", date(2026, 7, 6))
    assert texts(over, "transition") == [
        "Hạn bắt đầu trước và hết sau 01/07/2026: theo luật của ngày bắt đầu "
        "[I] cách hiểu của hệ thống, chưa kiểm chứng với Công báo."
    ]
    assert not texts(compute("DL-19", from_=date(2026, 6, 10), calendar=CALENDAR), "transition")
    assert not texts(compute("DL-19", from_=date(2026, 7, 1), calendar=CALENDAR), "transition")


def test_a_regime_decided_for_one_matter_names_reason_and_decider():
    decided = Override("R25", "Bước này làm lại theo luật mới", "22.0001", date(2026, 7, 3))
    answer = compute("DL-19", from_=date(2026, 6, 25), regime=decided, calendar=CALENDAR)
    assert (answer.regime, answer.number, answer.forced) == ("R25", 9, True)
    assert texts(answer, "regime") == [
        "Pháp luật áp dụng: R25 – Luật Thi hành án dân sự 2025, từ 01/07/2026; 22.0001 quyết định ngày "
        "03/07/2026, lý do: Bước này làm lại theo luật mới; theo ngày thì là R08."
    ]
    kept = Override("R08", "Giữ luật cũ", "22.0001", date(2026, 7, 3))
    same = compute("DL-19", from_=date(2026, 6, 25), regime=kept, calendar=CALENDAR)
    assert "đúng như theo ngày" in texts(same, "regime")[0]
    assert not texts(same, "transition")


@given(st.sampled_from(REGIMES), DAYS)
def test_an_override_counts_as_the_regime_it_names(regime, day):
    decided = Override(regime, "Lý do", "22.0001", day)
    for rule in ("DL-19", "DL-91", "DL-11"):
        try:
            plain = due_date(rule, day, CALENDAR, regime=regime)
        except Refused:
            with pytest.raises(Refused):
                due_date(rule, day, CALENDAR, regime=decided)
        else:
            assert due_date(rule, day, CALENDAR, regime=decided) == plain
