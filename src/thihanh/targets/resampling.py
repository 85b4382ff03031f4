"""How sure a rank is: the matters behind each unit are drawn anew many times, and the ranks counted.

A unit's matters are taken as one draw of the matters it could have had. Counts are redrawn as a multinomial
(resolved or not among the same number); money is redrawn matter by matter, each with its own đồng. Beyond
``EXACT`` matters the largest stay single and the rest, being many and small, is drawn by its normal limit.
The seed is fixed: the same figures give the same interval. Intervals are shown, never counted with.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thihanh.targets.columns import Better

DRAWS = 1_000
SEED = 20_251_001
LEVEL = 95
EXACT = 1_500
SINGLE = 150
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CountSample:
    """``part`` matters among ``whole``; ``is_ratio`` for part ÷ whole × 100, else the count of the part."""

    part: int
    whole: int
    is_ratio: bool = True


@dataclass(frozen=True, slots=True)
class MoneySample:
    """What each matter adds to the part and to the whole, in đồng; the ratio or the sum of the parts."""

    parts: Sequence[int]
    wholes: Sequence[int]
    is_ratio: bool = True


Sample = CountSample | MoneySample


@dataclass(frozen=True, slots=True)
class Interval:
    """The lowest and highest rank and rounded value in 95 of 100 draws."""

    best: int
    worst: int
    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.best}" if self.best == self.worst else f"{self.best}–{self.worst}"


def intervals(
    samples: Sequence[Sample], better: Better = "higher", draws: int = DRAWS, seed: int = SEED
) -> tuple[Interval, ...]:
    """The interval of each unit's rank among the units given, and of its value (hundredths or counts)."""
    if not samples:
        return ()
    source = np.random.default_rng(seed)
    drawn = np.stack([_drawn(sample, draws, source) for sample in samples])
    ranks = _ranks(drawn if better == "higher" else -drawn)
    tails = ((100 - LEVEL) / 2, (100 + LEVEL) / 2)
    best, worst = np.percentile(ranks, tails, axis=1, method="closest_observation")
    low, high = np.percentile(drawn, tails, axis=1, method="closest_observation")
    rows = zip(best, worst, low, high, strict=True)
    return tuple(Interval(int(a), int(b), int(c), int(d)) for a, b, c, d in rows)


def _ranks(drawn: Floats) -> NDArray[np.int64]:
    """One more than how many units are strictly better, in every draw."""
    ordered = np.sort(-drawn, axis=0)
    found = [
        np.searchsorted(ordered[:, draw], -drawn[:, draw], side="left") for draw in range(drawn.shape[1])
    ]
    return np.stack(found, axis=1) + 1


def _drawn(sample: Sample, draws: int, source: np.random.Generator) -> Floats:
    """The rounded value of a unit in every draw."""
    if isinstance(sample, CountSample):
        share = sample.part / sample.whole if sample.whole else 0.0
        parts: Floats = source.binomial(sample.whole, share, draws).astype(np.float64)
        return _rounded(parts, np.full(draws, float(sample.whole))) if sample.is_ratio else parts
    parts, wholes = _money(sample, draws, source)
    return _rounded(parts, wholes) if sample.is_ratio else np.round(parts)


def _rounded(parts: Floats, wholes: Floats) -> Floats:
    """Hundredths of a percent, half up; zero where the whole is."""
    safe = np.where(wholes > 0, wholes, 1.0)
    shares: Floats = np.floor(parts / safe * 10_000 + 0.5)
    return np.where(wholes > 0, shares, 0.0)


def _money(sample: MoneySample, draws: int, source: np.random.Generator) -> tuple[Floats, Floats]:
    amounts = np.array([sample.parts, sample.wholes], dtype=np.float64)
    count = amounts.shape[1]
    if count == 0:
        return np.zeros(draws), np.zeros(draws)
    if count <= EXACT:
        chosen = source.integers(0, count, size=(draws, count), dtype=np.int32)
        return amounts[0][chosen].sum(axis=1), amounts[1][chosen].sum(axis=1)
    order = np.argpartition(-np.maximum(amounts[0], amounts[1]), SINGLE)
    large, small = amounts[:, order[:SINGLE]], amounts[:, order[SINGLE:]]
    times = source.poisson(1.0, size=(draws, SINGLE)).astype(np.float64)
    rest = source.multivariate_normal(small.sum(axis=1), small @ small.T, size=draws, check_valid="ignore")
    sums = times @ large.T + np.maximum(rest, 0)
    return sums[:, 0], np.maximum(sums[:, 1], sums[:, 0]) if sample.is_ratio else sums[:, 1]
