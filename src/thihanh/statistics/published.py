"""A published figure: what was printed, and what the printed words allow the true figure to be.

Press and reports print bounds ("hơn 11.800", "gần 85%", "xấp xỉ 8.000"). A bound is open to the next unit of
the last digit that is not a padding zero: "hơn 11.800" lies above 11.800 and below 11.900.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from thihanh.statistics.numbers import Exact

Qualifier = Literal["exact", "above", "below", "about", "nearly"]

WORDS: dict[Qualifier, str] = {
    "exact": "",
    "above": "hơn",
    "below": "dưới",
    "about": "khoảng",
    "nearly": "gần",
}


def printed_step(text: str) -> Fraction:
    """The unit of the last meaningful digit of ``text`` (``"11800"`` → 100, ``"490.7"`` → 1/10).

    A whole number of one digit, or a percent, is meaningful to its last digit.
    """
    whole, _, decimals = text.lstrip("+-").partition(".")
    if decimals:
        return Fraction(1, 10 ** len(decimals))
    padding = len(whole) - len(whole.rstrip("0"))
    return Fraction(10**padding) if padding < len(whole) else Fraction(1)


@dataclass(frozen=True, slots=True)
class Qualified:
    """A value with the word that stood before it. ``step`` is the unit its printed digits imply."""

    value: Fraction
    qualifier: Qualifier = "exact"
    step: Fraction = Fraction(1)

    @classmethod
    def read(cls, text: str, qualifier: Qualifier = "exact", step: str = "") -> "Qualified":
        """From the text of a data file; ``step`` overrides what the printed digits imply."""
        unit = Fraction(step) if step else printed_step(text)
        if qualifier == "exact" and not step:
            _, _, decimals = text.partition(".")
            unit = Fraction(1, 10 ** len(decimals))
        return cls(Fraction(text), qualifier, unit)

    @property
    def is_bound(self) -> bool:
        """Whether growth, beats and ranks must not be computed from it."""
        return self.qualifier != "exact"

    @property
    def range(self) -> tuple[Fraction, Fraction]:
        """The lowest and highest true value the words allow."""
        half = self.step / 2
        return {
            "exact": (self.value - half, self.value + half),
            "about": (self.value - half, self.value + half),
            "above": (self.value, self.value + self.step),
            "below": (self.value - self.step, self.value),
            "nearly": (self.value - self.step, self.value),
        }[self.qualifier]

    def allows(self, figure: Exact) -> bool:
        """Whether a true ``figure`` may be printed in these words.

        "above" and "nearly" are strict on the printed side; rounding ties are allowed.
        """
        low, high = self.range
        true = Fraction(figure)
        if self.qualifier == "above":
            return low < true < high
        if self.qualifier in ("below", "nearly"):
            return low <= true < high
        return low <= true <= high
