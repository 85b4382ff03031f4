"""The ten of a day: what presses first, what pays, and nobody forgotten; shown on invented matters."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thihanh.deadlines import load_calendar
from thihanh.matters.states import ENDS, STAGES
from thihanh.procedures.day import Day, OpenAct, first, weights
from thihanh.procedures.day_rule import sentences

CALENDAR = load_calendar()
TODAY = date(2025, 9, 30)
OPEN = sorted(set(STAGES) - ENDS)


def an_act(matter: int, **more) -> OpenAct:
    """Án phí nhỏ, quyết định năm ngoái, chưa có điều kiện, không hạn nào chạy."""
    plain = OpenAct(matter, date(2024, 9, 2), "no_means", date(2024, 12, 2), 600_000, "verify")
    return replace(plain, **more)


def days_from(start: date, number: int) -> list[date]:
    """The next working days, the first included."""
    found, day = [], start
    while len(found) < number:
        if CALENDAR.is_working(day):
            found.append(day)
        day += timedelta(days=1)
    return found


def the_ten(acts, on: date = TODAY) -> Day:
    return first(acts, on=on, calendar=CALENDAR)


def matters_of(day: Day, reason: str | None = None) -> list[int]:
    return [place.open.matter for place in day.places if reason in (None, place.reason)]


acts_in_general = st.lists(
    st.builds(
        OpenAct,
        matter=st.integers(1, 10_000),
        decided_on=st.dates(date(2015, 1, 1), TODAY),
        stage=st.sampled_from(OPEN),
        moved_on=st.dates(date(2015, 1, 1), TODAY),
        outstanding=st.integers(0, 500_000_000_000),
        act=st.just("verify"),
        term=st.just(0),
        due=st.none() | st.dates(date(2019, 1, 1), date(2027, 1, 1)),
    ),
    max_size=150,
    unique_by=lambda one: one.matter,
)


@settings(max_examples=25, deadline=None)
@given(acts=acts_in_general)
def test_every_matter_reaches_the_ten_within_the_published_round_though_nothing_changes(acts):
    round_ = the_ten(acts).cycle
    seen: set[int] = set()
    for day in days_from(TODAY, round_):
        seen |= set(matters_of(the_ten(acts, day)))
    assert seen == {one.matter for one in acts}
    assert round_ <= max(weights(TODAY).age_cycle, -(-len(acts) // weights(TODAY).age_places_most))


@pytest.mark.parametrize(("held", "round_"), [(318, 106), (500, 100), (700, 140)])
def test_the_round_of_a_desk_is_as_long_as_the_page_says(held, round_):
    chance = random.Random(held)
    acts = [
        an_act(
            n,
            stage=chance.choice(OPEN),
            outstanding=int(10 ** chance.uniform(5, 11)),
            decided_on=TODAY - timedelta(days=chance.randint(1, 3000)),
            due=chance.choice([None, TODAY + timedelta(days=chance.randint(-900, 60))]),
        )
        for n in range(1, held + 1)
    ]
    assert the_ten(acts).cycle == round_
    seen = {matter for day in days_from(TODAY, round_) for matter in matters_of(the_ten(acts, day))}
    assert len(seen) == held


@settings(max_examples=10, deadline=None)
@given(acts=acts_in_general)
def test_nobody_is_forgotten_while_the_officer_does_all_ten_each_day(acts):
    """What was done today has a new term in ten days, so that some press again and again."""
    seen: set[int] = set()
    for day in days_from(TODAY, the_ten(acts).cycle):
        done = set(matters_of(the_ten(acts, day)))
        seen |= done
        acts = [
            replace(one, moved_on=day, due=day + timedelta(days=10)) if one.matter in done else one
            for one in acts
        ]
    assert seen == {one.matter for one in acts}


@settings(max_examples=40, deadline=None)
@given(acts=acts_in_general)
def test_the_ten_are_ten_different_matters_or_all_there_are(acts):
    day = the_ten(acts)
    found = matters_of(day)
    assert len(found) == len(set(found)) == min(len(acts), weights(TODAY).places)
    assert day.count("deadline") + day.count("money") + day.count("age") == len(found)


@given(acts=acts_in_general)
def test_the_order_in_which_matters_are_read_changes_nothing(acts):
    assert the_ten(acts) == the_ten(acts[::-1])


def test_a_term_of_today_stands_before_one_of_next_week_and_before_one_lost_years_ago():
    acts = [
        an_act(1, due=date(2021, 6, 1)),
        an_act(2, due=TODAY + timedelta(days=7)),
        an_act(3, due=TODAY),
        *(an_act(n) for n in range(4, 30)),
    ]
    assert matters_of(the_ten(acts), "deadline")[:2] == [3, 2]
    assert 1 in matters_of(the_ten(acts), "deadline")


def test_of_equal_terms_the_larger_sum_stands_first_then_the_older_matter():
    soon = TODAY + timedelta(days=2)
    acts = [
        an_act(1, due=soon),
        an_act(2, due=soon, outstanding=80_000_000_000, stage="in_progress"),
        an_act(3, due=soon, decided_on=date(2016, 1, 1)),
        *(an_act(n, decided_on=date(2010, 1, 1)) for n in range(4, 40)),
    ]
    assert matters_of(the_ten(acts), "deadline") == [2, 3, 1]


def test_a_full_desk_of_late_terms_leaves_places_to_money_and_age():
    late = [an_act(n, due=TODAY - timedelta(days=n)) for n in range(1, 200)]
    rich = an_act(900, stage="in_progress", outstanding=30_000_000_000)
    day = the_ten([*late, rich])
    assert matters_of(day, "money") == [900]
    assert day.count("age") == 2, "two hundred matters: two turns a day, a round of a hundred days"
    assert day.count("deadline") == 7


def test_a_matter_that_was_moved_just_now_gives_its_place_for_money_to_the_next():
    rich = an_act(1, stage="in_progress", outstanding=30_000_000_000, moved_on=TODAY - timedelta(days=3))
    less = an_act(2, stage="in_progress", outstanding=20_000_000_000)
    rest = [an_act(n, due=TODAY) for n in range(3, 40)]
    assert matters_of(the_ten([rich, less, *rest]), "money") == [2]


def test_a_term_that_ended_on_days_off_is_late_and_not_of_today():
    sunday, monday = date(2025, 9, 28), date(2025, 9, 29)
    [place] = first([an_act(1, due=sunday)], on=monday, calendar=CALENDAR).places
    assert place.points.left == -1


def test_nothing_open_gives_an_empty_day():
    assert the_ten([]) == Day((), 0, 0, 0)


def test_of_several_terms_of_one_matter_the_most_pressing_speaks_for_it():
    terms = [an_act(1, term=n, due=TODAY + timedelta(days=gap)) for n, gap in enumerate((-800, 60, 1))]
    assert [place.open.term for place in the_ten(terms).places] == [2]


def test_the_manual_prints_the_rule_with_the_numbers_in_force():
    printed = (Path(__file__).parents[2] / "docs/manual/day.md").read_text(encoding="utf-8")
    for heading, text in sentences(date(2026, 7, 1)):
        assert f"**{heading}.** {text}" in printed
