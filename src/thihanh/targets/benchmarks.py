"""Three marks to hold an interim rate against: target × months ÷ 12, the full-year target, and the season."""

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Literal

from thihanh.statistics.numbers import Percent, Points, half_up

Kind = Literal["pro_rata", "full_year", "seasonal"]
NAMES: dict[Kind, str] = {
    "pro_rata": "theo số tháng (chỉ tiêu × tháng ÷ 12)",
    "full_year": "chỉ tiêu cả năm",
    "seasonal": "theo mùa vụ (tỷ trọng lũy kế cả nước năm 2025)",
}


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A mark for the month, how far the rate is from it in points, and whether it is reached."""

    kind: Kind
    mark: Percent
    beat: Points
    met: bool

    @property
    def name(self) -> str:
        return NAMES[self.kind]


@cache
def _season() -> dict[str, dict[int, Fraction]]:
    text = resources.files("thihanh.targets").joinpath("data", "season.toml").read_text("utf-8")
    months = tomllib.loads(text)["month"]
    return {
        what: {0: Fraction(0)} | {row["month"]: Fraction(*row[what]) for row in months}
        for what in ("cases", "money")
    }


def season_share(what: str, month: int) -> Fraction:
    """The share of the year's result in by the end of a month (0–12); even between known months [I]."""
    known = _season()[what]
    before = max(m for m in known if m <= month)
    after = min(m for m in known if m >= month)
    if before == after:
        return known[before]
    return known[before] + (known[after] - known[before]) * Fraction(month - before, after - before)


def mark_of(kind: Kind, target: Percent, what: str, month: int) -> Percent:
    """The mark of a month, rounded half-up to two decimals."""
    if kind == "full_year":
        return target
    if kind == "pro_rata":
        return target.part(month, 12)
    return Percent(half_up(target.hundredths * season_share(what, month)))


def benchmarks(rate: Percent, target: Percent, what: str, month: int) -> tuple[Benchmark, ...]:
    """The three marks for a rate; beats are of the rounded rate from the rounded mark."""
    kinds: tuple[Kind, ...] = ("pro_rata", "full_year", "seasonal")
    marks = [(kind, mark_of(kind, target, what, month)) for kind in kinds]
    return tuple(Benchmark(kind, mark, rate - mark, rate >= mark) for kind, mark in marks)
