"""The effect of a directive: worlds whose true effect is known, matching, and what is said of it."""

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TypedDict, Unpack

import pytest

from thihanh.steering.effect import (
    MEASURES,
    Effect,
    Followed,
    Outcome,
    Pair,
    Settings,
    Standing,
    effect,
    nearest,
    pairs,
    settings,
)

WORLDS, LINKED = 240, 24
BEFORE = Outcome(0, 0, 60)


def quick() -> Settings:
    """The settings as they stand, with fewer resamples, for many worlds."""
    return replace(settings(), resamples=500)


def world(seed: int, *, resolved: float, collected: int, silent: int) -> Effect:
    """Matters that resolve by chance, pay and wait unevenly; the linked ones moved by a known effect."""
    chance = random.Random(seed)
    others = range(LINKED, LINKED * 6)
    found = {one: _life(chance) for one in others}
    for one in range(LINKED):
        plain = _life(chance)
        told = replace(
            plain.after,
            resolved=int(chance.random() < 0.3 + resolved),
            collected=plain.after.collected + collected,
            silent=plain.after.silent - silent,
        )
        found[one] = replace(plain, after=told)
    held = tuple(Pair(one, tuple(LINKED + one * 5 + place for place in range(5))) for one in range(LINKED))
    return effect(held, found, quick())


def _life(chance: random.Random) -> Followed:
    before = Outcome(0, int(chance.lognormvariate(15, 1)), chance.randrange(20, 120))
    after = Outcome(
        int(chance.random() < 0.3),
        int(chance.lognormvariate(15, 1)),
        before.silent + chance.randrange(-40, 60),
    )
    return Followed(before, after)


class Truth(TypedDict):
    """The effect a world is made with."""

    resolved: float
    collected: int
    silent: int


def worlds(**true: Unpack[Truth]) -> Iterator[Effect]:
    for seed in range(WORLDS):
        yield world(seed, **true)


def test_where_there_is_no_effect_it_says_so() -> None:
    unseen = sum(one.verdict == "unseen" for one in worlds(resolved=0, collected=0, silent=0))
    assert unseen / WORLDS >= 0.93


def test_a_great_effect_is_seen() -> None:
    seen = sum(one.verdict == "seen" for one in worlds(resolved=0.5, collected=0, silent=0))
    assert seen / WORLDS >= 0.9


@pytest.mark.parametrize(
    ("resolved", "collected", "silent"), [(0, 0, 0), (0.3, 4_000_000, 30), (-0.2, 0, -20)]
)
def test_the_three_intervals_hold_the_truth_as_often_as_they_say(
    resolved: float, collected: int, silent: int
) -> None:
    truth = dict(zip((one.code for one in MEASURES), (Fraction(resolved), collected, -silent), strict=True))
    holds = sum(
        all(part.low <= truth[part.measure.code] <= part.high for part in one.estimates)
        for one in worlds(resolved=resolved, collected=collected, silent=silent)
    )
    assert holds / WORLDS >= 0.92


def test_intervals_are_not_idly_wide() -> None:
    one = world(1, resolved=0, collected=0, silent=0).estimates[0]
    assert one.high - one.low < Fraction(3, 5)


def test_the_same_matters_give_the_same_interval() -> None:
    assert world(7, resolved=0.2, collected=0, silent=0) == world(7, resolved=0.2, collected=0, silent=0)


def test_too_few_matters_conclude_nothing() -> None:
    held = [Pair(one, (one + 100,)) for one in range(9)] + [Pair(50, ())]
    lives = {n: Followed(BEFORE, BEFORE) for one in held for n in (one.matter, *one.others)}
    found = effect(held, lives, settings())
    assert (found.verdict, len(found.pairs), found.unmatched, found.estimates) == ("few", 9, (50,), ())


def test_the_mean_difference_is_exact() -> None:
    moved = Followed(BEFORE, Outcome(1, 900, 0))
    held = [Pair(one, (100 + one, 200 + one)) for one in range(10)]
    lives = dict.fromkeys(range(10), moved)
    lives |= {n: Followed(BEFORE, Outcome(0, 300, 150)) for one in held for n in one.others}
    found = effect(held, lives, settings())
    assert [one.value for one in found.estimates] == [1, 600, -150]
    assert (found.verdict, found.estimates[2].linked.after, found.estimates[2].others.after) == (
        "seen",
        0,
        150,
    )


def test_what_moves_the_wrong_way_is_no_effect_of_the_wanted_kind() -> None:
    held = [Pair(one, (100 + one,)) for one in range(12)]
    lives = {one: Followed(BEFORE, Outcome(0, 0, 150)) for one in range(12)}
    lives |= {100 + one: Followed(BEFORE, Outcome(0, 0, 10)) for one in range(12)}
    assert effect(held, lives, settings()).verdict == "worse"


SAME = ("eligible", 2, 1, "ex_officio")


def test_matters_are_compared_inside_their_stratum_nearest_first_and_once() -> None:
    linked = [Standing(1, SAME, 100), Standing(2, SAME, 110), Standing(3, ("paused", 2, 1, "ex_officio"), 5)]
    pool = [Standing(10, SAME, 101), Standing(11, SAME, 109), Standing(12, SAME, 500), Standing(13, SAME, 90)]
    found = {one.matter: one.others for one in pairs(linked, pool, 2)}
    assert found == {1: (10, 13), 2: (11, 12), 3: ()}
    served = [other for others in found.values() for other in others]
    assert len(served) == len(set(served))


def test_a_scarce_stratum_is_shared_out() -> None:
    linked = [Standing(one, SAME, 100) for one in range(3)]
    pool = [Standing(10 + one, SAME, 100) for one in range(3)]
    assert [one.others for one in pairs(linked, pool, 5)] == [(10,), (11,), (12,)]


def test_the_nearest_of_a_stratum_are_enough_to_deal_from() -> None:
    chance = random.Random(7)
    for _ in range(200):
        linked = [Standing(n, SAME, chance.randrange(40)) for n in range(chance.randrange(1, 6))]
        pool = [Standing(100 + n, SAME, chance.randrange(40)) for n in range(chance.randrange(60))]
        held = sorted((one.amount, one.matter) for one in pool)
        near = nearest(held, [one.amount for one in linked], 2)
        assert len(near) <= 4 * len(linked) ** 2
        dealt = [Standing(matter, SAME, amount) for amount, matter in near]
        assert pairs(linked, dealt, 2) == pairs(linked, pool, 2)
