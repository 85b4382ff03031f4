"""Percent, percentage points and relative growth are three different things, and none of them is a float.

Every value is a whole number of hundredths, rounded half-up (away from zero) once, from exact integers or
fractions. "Vượt" is in points, "tăng" of a count is growth, "tăng" of a rate is points.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thihanh.law.notation import dotted

Exact = int | Fraction | Decimal


def half_up(value: Exact, step: Exact = 1) -> int:
    """How many whole ``step`` are in ``value``, halves rounded away from zero."""
    ratio = Fraction(value) / Fraction(step)
    whole = (2 * abs(ratio.numerator) + ratio.denominator) // (2 * ratio.denominator)
    return whole if ratio >= 0 else -whole


def _decimals(hundredths: int, *, sign: bool = False) -> str:
    mark = "-" if hundredths < 0 else "+" if sign and hundredths > 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{mark}{dotted(whole)},{rest:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Percent:
    """A share or a rate, in hundredths of a percent."""

    hundredths: int

    @classmethod
    def of(cls, part: Exact, whole: Exact) -> "Percent":
        """``part`` in ``whole``, two decimals half-up. ``whole`` must not be zero."""
        return cls(half_up(Fraction(part) * 100 / Fraction(whole), Fraction(1, 100)))

    @classmethod
    def read(cls, text: str) -> "Percent":
        """A percent as data files write it: ``"83.9"``; more than two decimals are rounded half-up."""
        return cls(half_up(Fraction(text), Fraction(1, 100)))

    def __sub__(self, other: "Percent") -> "Points":
        return Points(self.hundredths - other.hundredths)

    def part(self, numerator: int, denominator: int) -> "Percent":
        """This percent × numerator ÷ denominator, rounded: month m's pro-rata mark is ``part(m, 12)``."""
        return Percent(half_up(Fraction(self.hundredths * numerator, denominator)))

    def __str__(self) -> str:
        return f"{_decimals(self.hundredths)}%"


@dataclass(frozen=True, slots=True, order=True)
class Points:
    """A difference of two percents, in hundredths of a percentage point."""

    hundredths: int

    @classmethod
    def read(cls, text: str) -> "Points":
        """Points as data files write them: ``"1.1"``."""
        return cls(half_up(Fraction(text), Fraction(1, 100)))

    def __str__(self) -> str:
        return f"{_decimals(self.hundredths, sign=True)} điểm %"


@dataclass(frozen=True, slots=True, order=True)
class Growth:
    """Relative change of a count or a sum, in hundredths of a percent."""

    hundredths: int

    @classmethod
    def between(cls, then: Exact, now: Exact) -> "Growth":
        """(now − then) ÷ then. ``then`` must be above zero."""
        change = (Fraction(now) - Fraction(then)) * 100 / Fraction(then)
        return cls(half_up(change, Fraction(1, 100)))

    def __str__(self) -> str:
        return f"{_decimals(self.hundredths, sign=True)}%"


@dataclass(frozen=True, slots=True)
class Absent:
    """A figure that cannot be given, with the reason the reader sees beside the dash."""

    reason: str

    def __str__(self) -> str:
        return "–"


NOTHING_ELIGIBLE = Absent("Không có việc (tiền) có điều kiện thi hành trong kỳ nên không tính tỷ lệ.")


def rate(resolved: int, eligible: int) -> Percent | Absent:
    """Completion rate: resolved ÷ eligible × 100 (NĐ 152/2026, column 13), none at zero eligible."""
    if not eligible:
        return NOTHING_ELIGIBLE
    if resolved >= 0 < eligible:  # whole numbers need no fraction
        return Percent((20_000 * resolved + eligible) // (2 * eligible))
    return Percent.of(resolved, eligible)


def thousands(dong: int) -> int:
    """A cell of form 005.N as printed, in 1.000 đồng: each cell is rounded half-up by itself."""
    return half_up(dong, 1000)
