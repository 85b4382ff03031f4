"""Shares of a whole number add up to it, whatever the weights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thihanh.synthetic.apportion import apportion, split_bounded, within

WEIGHTS = st.lists(st.floats(0, 1e9, allow_nan=False), min_size=1, max_size=30).filter(
    lambda w: sum(w) > 1e-3
)


@given(st.integers(0, 10**15), WEIGHTS)
def test_shares_add_up_to_the_whole(total, weights):
    shares = apportion(total, weights)
    assert sum(shares) == total
    assert min(shares) >= 0


def test_the_largest_remainder_takes_the_odd_one_and_ties_go_to_the_earlier():
    assert apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert apportion(7, [5, 1, 1]) == [5, 1, 1]


def test_nothing_can_be_shared_by_no_weight():
    with pytest.raises(ValueError, match="zero"):
        apportion(5, [0.0, 0.0])


@given(st.lists(st.integers(0, 10**13), min_size=1, max_size=30), st.floats(0, 1))
def test_no_share_is_above_its_cap(caps, fill):
    total = int(sum(caps) * fill)
    shares = within(total, caps)
    assert sum(shares) == total
    assert all(0 <= share <= cap for share, cap in zip(shares, caps, strict=True))


def test_more_than_the_room_is_refused():
    with pytest.raises(ValueError, match="room of 3"):
        within(4, [1, 2])


@given(
    st.lists(st.tuples(st.integers(0, 10**13), st.floats(0.02, 0.98)), min_size=1, max_size=20),
    st.floats(0, 1),
)
def test_parts_of_wholes_add_up_and_stay_inside_them(pairs, fill):
    wholes, leanings = [whole for whole, _ in pairs], [lean for _, lean in pairs]
    total = int(sum(wholes) * fill)
    parts = split_bounded(total, wholes, leanings)
    assert sum(parts) == total
    assert all(0 <= part <= whole for part, whole in zip(parts, wholes, strict=True))


def test_a_leaning_of_all_or_nothing_is_kept():
    assert split_bounded(15, [10, 10, 10], [1.0, 0.5, 0.0]) == [10, 5, 0]
    with pytest.raises(ValueError, match=r"10\.\.20"):
        split_bounded(25, [10, 10, 10], [1.0, 0.5, 0.0])
