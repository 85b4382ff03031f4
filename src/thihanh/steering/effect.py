"""The effect of a directive on its matters against comparable ones, before and after, with an interval. Pure.

Difference in differences: what changed for a linked matter from the window before the directive to the window
after, less the mean change of the matters it is compared with. A comparable matter serves one linked matter
only, so the differences are independent; their mean is the effect, resampled by matter for its interval. The
percentiles are widened to those of t (Hesterberg 2015), so that few matters do not look certain, and shared
out over the measures (Bonferroni), so that one verdict may be said of all three.
"""

import math
import random
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from statistics import NormalDist
from typing import Final, Literal, NamedTuple

Verdict = Literal["seen", "worse", "unseen", "few", "early"]
Stratum = tuple[str, int, int, str]
"""Bucket of stages, band of amount, band of age, kind of judgment."""
VERDICTS: Final[Mapping[Verdict, str]] = {
    "seen": "Thấy tác động",
    "worse": "Không thấy tác động mong muốn",
    "unseen": "Chưa thấy tác động",
    "few": "Quá ít việc để kết luận",
    "early": "Chưa đủ thời gian để kết luận",
}
_NORMAL: Final = NormalDist()


@dataclass(frozen=True, slots=True)
class Settings:
    """How the effect is measured; days, matters, percent; amounts are whole đồng."""

    window_days: int
    least_days: int
    least_matters: int
    neighbours: int
    confidence_percent: int
    resamples: int
    seed: int
    amounts: tuple[int, ...]
    ages_days: tuple[int, ...]


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings as they stand."""
    said = tomllib.loads(resources.files(__package__).joinpath("effect.toml").read_text(encoding="utf-8"))
    amounts, ages = tuple(said.pop("amounts")), tuple(said.pop("ages_days"))
    return Settings(**said, amounts=amounts, ages_days=ages)


class Standing(NamedTuple):
    """A matter on the eve of the directive: what it is matched on; ``amount`` is what is left, in đồng."""

    matter: int
    stratum: Stratum
    amount: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A linked matter and the matters it is compared with, the nearest first."""

    matter: int
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A matter over a window: resolved by its end (0 or 1), đồng collected in it, days without an act at its
    end."""

    resolved: int
    collected: int
    silent: int


@dataclass(frozen=True, slots=True)
class Followed:
    """A matter over both windows."""

    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Measure:
    """One of what is measured; ``wanted`` is 1 where more is better, −1 where less is."""

    code: str
    name: str
    wanted: int
    of: Callable[[Outcome], int]


MEASURES: Final = (
    Measure("resolved", "Tỷ lệ việc giải quyết xong", 1, lambda one: one.resolved),
    Measure("collected", "Tiền thu được mỗi việc", 1, lambda one: one.collected),
    Measure("silent", "Số ngày chưa có tác nghiệp mới", -1, lambda one: one.silent),
)


@dataclass(frozen=True, slots=True)
class Side:
    """The mean of a measure over matters, before and after."""

    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure: both sides, the difference of their changes, and the interval it lies in."""

    measure: Measure
    linked: Side
    others: Side
    value: Fraction
    low: Fraction
    high: Fraction

    @property
    def is_seen(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0

    @property
    def is_better(self) -> bool:
        """Whether it moved the way that is wanted, beyond doubt."""
        return self.is_seen and (self.value > 0) is (self.measure.wanted > 0)


@dataclass(frozen=True, slots=True)
class Effect:
    """What is known of a directive's effect. ``unmatched`` are linked matters nothing compares with."""

    verdict: Verdict
    pairs: tuple[Pair, ...] = ()
    unmatched: tuple[int, ...] = ()
    estimates: tuple[Estimate, ...] = ()


def pairs(linked: Iterable[Standing], pool: Iterable[Standing], neighbours: int) -> tuple[Pair, ...]:
    """Every linked matter with at most so many matters of its stratum, none of which serves twice.

    They are dealt one a round, so that a stratum with few of them is shared out evenly; equal ones by id.
    """
    free: dict[Stratum, list[tuple[int, int]]] = defaultdict(list)
    for other in pool:
        free[other.stratum].append((other.amount, other.matter))
    for held in free.values():
        held.sort()
    wanting = sorted(linked, key=lambda one: one.matter)
    chosen: dict[int, list[int]] = {one.matter: [] for one in wanting}
    for _ in range(neighbours):
        for one in wanting:
            if held := free.get(one.stratum, []):
                chosen[one.matter].append(_taken(held, one.amount))
    return tuple(Pair(matter, tuple(others)) for matter, others in chosen.items())


def nearest(
    held: Sequence[tuple[int, int]], amounts: Sequence[int], neighbours: int
) -> list[tuple[int, int]]:
    """Those of a stratum (amount, matter), in order, that ``pairs`` may deal to matters of these amounts.

    Before one is dealt fewer than all that are wanted have been taken, so none lies farther off than that.
    """
    reach = len(amounts) * neighbours
    places = [bisect_left(held, (amount, 0)) for amount in amounts]
    return sorted({one for place in places for one in held[max(0, place - reach) : place + reach]})


def _taken(held: list[tuple[int, int]], amount: int) -> int:
    """The nearest in amount, taken out."""
    place = bisect_left(held, (amount, 0))
    near = [at for at in (place - 1, place) if 0 <= at < len(held)]
    return held.pop(min(near, key=lambda at: (abs(held[at][0] - amount), held[at][1])))[1]


def effect(found: Sequence[Pair], followed: Mapping[int, Followed], by: Settings) -> Effect:
    """The effect over the linked matters that have something to compare with."""
    matched = tuple(one for one in found if one.others)
    unmatched = tuple(one.matter for one in found if not one.others)
    if len(matched) < by.least_matters:
        return Effect("few", matched, unmatched)
    samples = [[_difference(one, followed, measure) for one in matched] for measure in MEASURES]
    intervals = _intervals(samples, by)
    estimates = tuple(
        _estimate(measure, matched, followed, interval)
        for measure, interval in zip(MEASURES, intervals, strict=True)
    )
    return Effect(_verdict(estimates), matched, unmatched, estimates)


def _verdict(estimates: Sequence[Estimate]) -> Verdict:
    if any(one.is_better for one in estimates):
        return "seen"
    return "worse" if any(one.is_seen for one in estimates) else "unseen"


def _change(one: Followed, measure: Measure) -> int:
    return measure.of(one.after) - measure.of(one.before)


def _difference(pair: Pair, followed: Mapping[int, Followed], measure: Measure) -> Fraction:
    others = sum(_change(followed[one], measure) for one in pair.others)
    return _change(followed[pair.matter], measure) - Fraction(others, len(pair.others))


def _estimate(
    measure: Measure,
    matched: Sequence[Pair],
    followed: Mapping[int, Followed],
    interval: tuple[Fraction, Fraction],
) -> Estimate:
    count = len(matched)

    def mean(of: Callable[[Followed], Outcome]) -> tuple[Fraction, Fraction]:
        own = sum(measure.of(of(followed[one.matter])) for one in matched)
        others = sum(
            Fraction(sum(measure.of(of(followed[other])) for other in one.others), len(one.others))
            for one in matched
        )
        return Fraction(own, count), Fraction(others) / count

    (own_before, others_before), (own_after, others_after) = (
        mean(lambda one: one.before),
        mean(lambda one: one.after),
    )
    linked, others = Side(own_before, own_after), Side(others_before, others_after)
    value = (own_after - own_before) - (others_after - others_before)
    return Estimate(measure, linked, others, value, *interval)


def _intervals(samples: Sequence[Sequence[Fraction]], by: Settings) -> list[tuple[Fraction, Fraction]]:
    """The interval of the mean of each sample; the same resamples of matters serve all of them."""
    count = len(samples[0])
    scale = math.lcm(*(one.denominator for sample in samples for one in sample))
    whole = [[int(one * scale) for one in sample] for sample in samples]
    sums: list[list[int]] = [[] for _ in whole]
    for picked in _resamples(count, by.resamples, by.seed):
        for kept, values in zip(sums, whole, strict=True):
            kept.append(sum(map(values.__getitem__, picked)))
    tail = _tail(count, (1 - by.confidence_percent / 100) / len(samples))
    at = max(0, min((by.resamples - 1) // 2, int(tail * (by.resamples + 1)) - 1))
    found = []
    for kept in sums:
        kept.sort()
        found.append((Fraction(kept[at], scale * count), Fraction(kept[-1 - at], scale * count)))
    return found


@lru_cache(maxsize=4)
def _resamples(count: int, times: int, seed: int) -> tuple[list[int], ...]:
    """So many times as many places as there are, drawn with repetition; the same for samples of one size."""
    chance, places = random.Random(seed), range(count)
    return tuple(chance.choices(places, k=count) for _ in range(times))


def _tail(count: int, error: float) -> float:
    """The percentile that makes up for few matters: that of t, spread by the divisor of the variance."""
    return _NORMAL.cdf(-math.sqrt(count / (count - 1)) * _t(1 - error / 2, count - 1))


def _t(level: float, freedom: int) -> float:
    """The quantile of Student's t by its Cornish-Fisher expansion; good to 1 % from nine degrees on."""
    z = _NORMAL.inv_cdf(level)
    terms = (
        z,
        (z**3 + z) / (4 * freedom),
        (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2),
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3),
    )
    return sum(terms)
