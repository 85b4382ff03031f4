"""Why a rate or a result differs from another: volume, mix and performance, as exact fractions; pure.

Two sides (then and now, or another unit and this one) hold, for each class of matters, what is resolved and
what is eligible. With s = share of a class in the eligible total and r = its rate, means taken over both
sides (so that neither side is the base):

    rate    now − then = Σ (s₁−s₀)·mean(r)  [mix]  +  Σ (r₁−r₀)·mean(s)  [performance]
    result  now − then = (E₁−E₀)·mean(R)  [volume]  +  mean(E)·(the two above)

A rate does not change with volume alone. A class that one side lacks has that side's rate taken as the other
side's: its whole effect is mix. Matters are whole numbers, money whole đồng; nothing is rounded here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from thihanh.statistics.checks import InvariantBroken
from thihanh.statistics.numbers import Absent, Points, half_up


@dataclass(frozen=True, slots=True)
class Part:
    """What a class holds on one side: resolved and eligible, matters or whole đồng."""

    resolved: int
    eligible: int


@dataclass(frozen=True, slots=True)
class ClassEffect:
    """One class of both sides, and what it adds to the difference of the rates, as exact fractions of one."""

    code: str
    then: Part
    now: Part
    mix: Fraction
    performance: Fraction


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The difference of two sides, taken apart: rates as fractions of one, ``result_…`` as exact amounts."""

    then: Part
    now: Part
    classes: tuple[ClassEffect, ...]

    @property
    def rates(self) -> tuple[Fraction, Fraction]:
        """Both rates, unrounded."""
        return _rate(self.then), _rate(self.now)

    @property
    def difference(self) -> Fraction:
        """The rate now less the rate then, unrounded."""
        then, now = self.rates
        return now - then

    @property
    def mix(self) -> Fraction:
        """What other shares of the classes do to the rate."""
        return sum((one.mix for one in self.classes), Fraction(0))

    @property
    def performance(self) -> Fraction:
        """What other rates inside the classes do to the rate."""
        return sum((one.performance for one in self.classes), Fraction(0))

    @property
    def residual(self) -> Fraction:
        """What is left unexplained: always 0, shown so that it can be seen."""
        return self.difference - self.mix - self.performance

    @property
    def result_volume(self) -> Fraction:
        """What more or less eligible adds to the result, in matters or đồng."""
        then, now = self.rates
        return (self.now.eligible - self.then.eligible) * (then + now) / 2

    @property
    def result_mix(self) -> Fraction:
        """What the mix adds to the result, in matters or đồng."""
        return self._mean_eligible * self.mix

    @property
    def result_performance(self) -> Fraction:
        """What performance adds to the result, in matters or đồng."""
        return self._mean_eligible * self.performance

    @property
    def _mean_eligible(self) -> Fraction:
        return Fraction(self.now.eligible + self.then.eligible, 2)


def _rate(part: Part) -> Fraction:
    return Fraction(part.resolved, part.eligible)


def points(fraction: Fraction) -> Points:
    """A fraction of one as percentage points, rounded half-up to two decimals for the reader."""
    return Points(half_up(fraction * 100, Fraction(1, 100)))


NO_BASE = Absent("Một trong hai bên không có gì có điều kiện thi hành nên không so được.")


def decompose(then: Mapping[str, Part], now: Mapping[str, Part]) -> Decomposition | Absent:
    """Take the difference of two sides apart by class; absent when a side has nothing eligible.

    Raises InvariantBroken if the parts did not add up.
    """
    before, after = _total(then), _total(now)
    if before.eligible <= 0 or after.eligible <= 0:
        return NO_BASE
    found = Decomposition(
        before,
        after,
        tuple(
            _effect(code, then.get(code, Part(0, 0)), now.get(code, Part(0, 0)), before, after)
            for code in sorted({*then, *now})
        ),
    )
    parts = found.result_volume + found.result_mix + found.result_performance
    if found.residual or parts != after.resolved - before.resolved:
        raise InvariantBroken("phân rã", f"các phần không cộng đúng thành chênh lệch ({found.residual}).")
    return found


def _total(side: Mapping[str, Part]) -> Part:
    return Part(sum(one.resolved for one in side.values()), sum(one.eligible for one in side.values()))


def _effect(code: str, then: Part, now: Part, before: Part, after: Part) -> ClassEffect:
    """A class without eligible on a side is carried there by its share alone, at the other side's rate.

    Resolved without eligible cannot be: resolved is a part of eligible (R04), in money too.
    """
    shares = Fraction(then.eligible, before.eligible), Fraction(now.eligible, after.eligible)
    first = _rate(then) if then.eligible else None
    last = _rate(now) if now.eligible else first
    first = first if first is not None else last
    if first is None or last is None:
        return ClassEffect(code, then, now, Fraction(0), Fraction(0))
    return ClassEffect(
        code,
        then,
        now,
        (shares[1] - shares[0]) * (first + last) / 2,
        (last - first) * (shares[0] + shares[1]) / 2,
    )
