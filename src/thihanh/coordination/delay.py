"""The delay of a matter, shared out over those who caused it; the shares add up to the whole, exactly. Pure.

A day of delay is a day past the last day of a term on which the matter waits (ours), or past the last day of
an answer that blocks its next act (the body's). A day on which several overdue answers block is split equally
among them; a day on which none does is ours [I].
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final

OURS: Final = ""
"""The name under which our own share stands."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days on which something is overdue: from ``first`` to before ``end``; ``by`` names who owes it."""

    first: date
    end: date
    by: str = OURS


@dataclass(frozen=True, slots=True)
class Shares:
    """Days of delay and whose they are, in exact fractions of days; ``parts`` hold no zero."""

    days: int
    parts: Mapping[str, Fraction]

    @property
    def ours(self) -> Fraction:
        """Our own days."""
        return self.parts.get(OURS, Fraction(0))


def overdue(due: date, done: date | None, *, since: date, until: date, by: str = OURS) -> Span | None:
    """The days of a period on which what was due on ``due`` stood missed; None for none.

    ``since`` and ``until`` are first and last day of the period; the day it was done is not late any more.
    """
    first = max(due + timedelta(days=1), since)
    end = min(done, until + timedelta(days=1)) if done else until + timedelta(days=1)
    return Span(first, end, by) if first < end else None


def shares(spans: Iterable[Span]) -> Shares:
    """The delay of one matter from its overdue terms and answers. Spans of ours only lengthen the delay:
    where an answer of a body blocks as well, the day is the body's."""
    found = [one for one in spans if one.first < one.end]
    if len(found) == 1:  # most matters wait for one thing alone
        (one,) = found
        return Shares((one.end - one.first).days, {one.by: Fraction((one.end - one.first).days)})
    parts: list[tuple[str, int, int]] = []
    days = 0
    for start, end, bodies in _stretches(found):
        length = (end - start).days
        days += length
        parts += [(by, length, len(bodies) or 1) for by in bodies or (OURS,)]
    return Shares(days, _added(parts))


def total(many: Iterable[Shares]) -> Shares:
    """The delay of many matters together."""
    parts: list[tuple[str, int, int]] = []
    days = 0
    for one in many:
        days += one.days
        parts += [(by, part.numerator, part.denominator) for by, part in one.parts.items()]
    return Shares(days, _added(parts))


def _added(parts: Iterable[tuple[str, int, int]]) -> Mapping[str, Fraction]:
    """Sums of (by, numerator, denominator): whole numbers by denominator first, for they are soon added."""
    sums: dict[tuple[str, int], int] = {}
    for by, numerator, denominator in parts:
        key = (by, denominator)
        sums[key] = sums.get(key, 0) + numerator
    found: dict[str, Fraction] = {}
    for (by, denominator), numerator in sums.items():
        part = Fraction(numerator, denominator)
        found[by] = found[by] + part if by in found else part
    return found


def rounded(found: Shares) -> Mapping[str, int]:
    """The shares in whole days that still add up: floors, then one day each to the largest remainders."""
    floors = {by: int(part) for by, part in found.parts.items()}
    left = found.days - sum(floors.values())
    by_rest = sorted(found.parts, key=lambda by: (floors[by] - found.parts[by], by))
    return {by: floors[by] + (by in by_rest[:left]) for by in found.parts}


def _stretches(spans: Sequence[Span]) -> Iterable[tuple[date, date, list[str]]]:
    """The days covered, cut where anything begins or ends: (first, end, bodies whose answers block)."""
    cuts = sorted({one.first for one in spans} | {one.end for one in spans})
    for start, end in pairwise(cuts):
        inside = [one for one in spans if one.first <= start and end <= one.end]
        if inside:
            yield start, end, [one.by for one in inside if one.by != OURS]
