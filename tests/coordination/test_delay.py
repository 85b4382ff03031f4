"""The shares of a matter's delay add up to the whole, day by day, however the overdue answers overlap."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from thihanh.coordination.delay import OURS, Shares, Span, overdue, rounded, shares, total

START = date(2025, 10, 1)
BODIES = (OURS, "police", "court", "bank")


def days(number: int) -> date:
    return START + timedelta(days=number)


spans = st.builds(
    lambda first, length, by: Span(days(first), days(first + length), by),
    st.integers(0, 40),
    st.integers(0, 30),
    st.sampled_from(BODIES),
)
matters = st.lists(spans, max_size=8)


def day_by_day(found: list[Span]) -> Shares:
    """The same, slowly and obviously."""
    parts: dict[str, Fraction] = {}
    late = 0
    for number in range(80):
        day = days(number)
        inside = [one for one in found if one.first <= day < one.end]
        blocking = [one.by for one in inside if one.by != OURS]
        late += bool(inside)
        for by in blocking or [OURS] * bool(inside):
            parts[by] = parts.get(by, Fraction(0)) + Fraction(1, len(blocking) or 1)
    return Shares(late, parts)


@given(matters)
def test_the_parts_add_up_to_the_whole_and_are_what_each_day_says(found: list[Span]) -> None:
    shared = shares(found)
    assert sum(shared.parts.values()) == shared.days
    assert shared == day_by_day(found)


@given(st.lists(matters, max_size=5))
def test_many_matters_add_up_too_in_whole_days_as_well(many: list[list[Span]]) -> None:
    together = total(shares(one) for one in many)
    assert sum(together.parts.values()) == together.days == sum(shares(one).days for one in many)
    assert sum(rounded(together).values()) == together.days
    assert all(abs(days_ - together.parts[by]) < 1 for by, days_ in rounded(together).items())


def test_a_day_that_two_bodies_block_is_half_of_each_and_none_of_ours() -> None:
    found = [Span(days(0), days(10)), Span(days(2), days(6), "police"), Span(days(4), days(8), "court")]
    assert shares(found) == Shares(10, {OURS: Fraction(4), "police": Fraction(3), "court": Fraction(3)})


def test_two_answers_of_one_body_weigh_twice() -> None:
    found = [
        Span(days(0), days(3), "police"),
        Span(days(0), days(3), "police"),
        Span(days(0), days(3), "bank"),
    ]
    assert shares(found).parts == {"police": Fraction(2), "bank": Fraction(1)}


def test_an_answer_is_late_from_the_day_after_its_last_until_the_day_before_it_comes() -> None:
    late = overdue(days(3), days(6), since=days(0), until=days(30), by="bank")
    assert late == Span(days(4), days(6), "bank")
    assert overdue(days(3), days(4), since=days(0), until=days(30)) is None
    assert overdue(days(3), None, since=days(5), until=days(6)) == Span(days(5), days(7))
