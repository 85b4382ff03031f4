"""Ranking one may argue with: ties, direction, intervals that cover, and the exact way to the next place."""

import time
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thihanh.statistics.numbers import Absent, rate
from thihanh.targets.columns import Column, UnknownColumn, column, columns
from thihanh.targets.ranking import Basis, Line, MixedBasis, Move, Ranking, move_up, rank, ranks_of
from thihanh.targets.resampling import CountSample, MoneySample, intervals

LIVE = Basis(2025, 12, "", "trực tiếp")
RATE = column("cases.rate")
CARRIED = column("cases.carried")


def line(unit: str, parts: Mapping[str, int], by: Column = RATE, basis: Basis = LIVE) -> Line:
    return Line(unit, f"Phòng {unit}", parts, basis, by.value(parts))


def by_rate(*units: tuple[int, int]) -> Ranking:
    lines = [line(f"{n}", {"resolved": done, "eligible": all_}) for n, (done, all_) in enumerate(units)]
    return rank(RATE, lines)


def test_equal_rounded_values_share_a_rank_and_the_next_is_skipped():
    assert ranks_of([8500, 8400, 8400, 8300]) == (1, 2, 2, 4)
    places = by_rate((85, 100), (84, 100), (8400, 10_000), (83, 100)).places
    assert [one.rank for one in places] == [1, 2, 2, 4]


def test_the_direction_is_the_columns():
    lines = [line(unit, {"carried": count, "due": 500}, CARRIED) for unit, count in (("a", 90), ("b", 40))]
    assert [one.line.unit for one in rank(CARRIED, lines).places] == ["b", "a"]


def test_a_unit_without_a_value_is_unranked_with_the_reason():
    found = by_rate((1, 2), (0, 0))
    assert len(found.places) == 1
    assert "không tính tỷ lệ" in found.unranked[0][1]
    assert isinstance(move_up(found, "1"), Absent)


def test_years_and_editions_are_never_ranked_together():
    other = Basis(2024, 12, "", "trực tiếp")
    with pytest.raises(MixedBasis, match="2024"):
        rank(
            RATE,
            [
                line("a", {"resolved": 1, "eligible": 2}),
                line("b", {"resolved": 1, "eligible": 2}, RATE, other),
            ],
        )


def test_an_unknown_column_is_refused_with_those_there_are():
    with pytest.raises(UnknownColumn, match=r"cases\.rate"):
        column("beauty")
    assert {one.better for one in columns()} == {"higher", "lower"}


units = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)).map(sorted), min_size=2, max_size=9)


@settings(max_examples=200, deadline=None)
@given(units, st.integers(1, 50))
def test_a_better_own_result_never_worsens_the_own_rank(pairs, more):
    done, all_ = pairs[0]
    before = by_rate(*pairs).place("0")
    after = by_rate((min(all_, done + more), all_), *pairs[1:]).place("0")
    assert before is not None
    assert after is not None
    assert after.rank <= before.rank


@settings(max_examples=300, deadline=None)
@given(units)
def test_the_way_to_the_next_place_is_exact_not_one_matter_more_than_needed(pairs):
    found = by_rate(*pairs)
    done, all_ = pairs[0]
    own = found.place("0")
    move = move_up(found, "0")
    assert own is not None
    if isinstance(move, Absent):
        best = by_rate((all_, all_), *pairs[1:]).place("0")
        assert own.rank == 1 or (best is not None and best.rank == own.rank)
        return
    moved = by_rate((done + move.amount, all_), *pairs[1:]).place("0")
    almost = by_rate((done + move.amount - 1, all_), *pairs[1:]).place("0")
    assert moved is not None
    assert almost is not None
    assert moved.rank == move.rank < own.rank
    assert almost.rank >= own.rank


def test_fewer_carried_over_moves_a_unit_up():
    lines = [line(unit, {"carried": count, "due": 500}, CARRIED) for unit, count in (("a", 90), ("b", 40))]
    assert move_up(rank(CARRIED, lines), "a") == Move(50, 1, "Phòng b")


def test_a_column_of_shares_where_less_is_better_is_moved_exactly():
    share = column("cases.carried_share")
    lines = [line(unit, {"carried": count, "due": 300}, share) for unit, count in (("a", 90), ("b", 40))]
    found = rank(share, lines)
    move = move_up(found, "a")
    assert isinstance(move, Move)
    assert rate(90 - move.amount, 300) == rate(40, 300)


def test_the_interval_of_a_rate_covers_the_true_rate_as_often_as_it_says():
    """Worlds with known chances: one register is drawn from each, its interval should hold the chance."""
    source, held, tried = np.random.default_rng(7), 0, 0
    for world in range(60):
        chances = source.uniform(0.6, 0.9, 12)
        counts = source.integers(150, 900, 12)
        drawn = source.binomial(counts, chances)
        samples = [CountSample(int(part), int(whole)) for part, whole in zip(drawn, counts, strict=True)]
        found = intervals(samples, draws=400, seed=world)
        true = np.floor(chances * 10_000 + 0.5)
        held += sum(one.low <= value <= one.high for one, value in zip(found, true, strict=True))
        tried += 12
    assert 0.92 <= held / tried <= 0.98


def test_the_interval_of_a_rank_covers_the_true_rank():
    source, held, tried = np.random.default_rng(11), 0, 0
    for world in range(60):
        chances = source.uniform(0.6, 0.9, 12)
        counts = source.integers(150, 900, 12)
        drawn = source.binomial(counts, chances)
        samples = [CountSample(int(part), int(whole)) for part, whole in zip(drawn, counts, strict=True)]
        true = ranks_of([int(one) for one in np.floor(chances * 10_000 + 0.5)])
        found = intervals(samples, draws=400, seed=world)
        held += sum(one.best <= place <= one.worst for one, place in zip(found, true, strict=True))
        tried += 12
    assert held / tried >= 0.93


def test_the_interval_of_a_money_rate_covers_with_heavy_tails_less_often_and_is_known():
    """Claims of very different size: the interval of a money rate is too narrow, and the page says so."""
    source, held, worlds = np.random.default_rng(3), 0, 80
    for world in range(worlds):
        wholes = np.floor(np.exp(source.normal(16, 1.2, 600))).astype(int)
        parts = np.where(source.random(600) < 0.55, wholes, 0)
        sample = MoneySample(tuple(map(int, parts)), tuple(map(int, wholes)))
        (one,) = intervals([sample], draws=400, seed=world)
        held += one.low <= 5_500 <= one.high
    assert held / worlds >= 0.88


def test_many_small_matters_drawn_by_their_limit_agree_with_drawing_each():
    source = np.random.default_rng(5)
    wholes = [int(one) for one in np.exp(source.normal(15, 1.5, 1_400))]
    parts = [whole if taken else 0 for whole, taken in zip(wholes, source.random(1_400) < 0.6, strict=True)]
    exact = MoneySample(tuple(parts), tuple(wholes))
    doubled = MoneySample(tuple(parts) * 4, tuple(wholes) * 4)
    (a,), (b,) = intervals([exact]), intervals([doubled])
    assert 0.35 <= (b.high - b.low) / (a.high - a.low) <= 0.65  # four times the matters, half the width


def test_the_same_figures_give_the_same_interval():
    samples = [CountSample(50, 100), CountSample(60, 100)]
    assert intervals(samples) == intervals(samples)
    assert intervals([]) == ()


def test_intervals_of_34_units_take_less_than_a_second():
    """Of the processor: what else the machine does is not counted."""
    samples = [CountSample(5_000 + 30 * n, 6_000 + 31 * n) for n in range(34)]
    started = time.process_time()
    assert len(intervals(samples)) == 34
    assert time.process_time() - started < 1
