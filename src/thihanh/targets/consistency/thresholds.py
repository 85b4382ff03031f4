"""The thresholds of the plausibility rules, as data with their source and mark. Pure."""

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Threshold:
    """A rule's name, its numbers (``cases`` and ``money`` in points, others as named), and how we know."""

    name: str
    numbers: dict[str, int]
    source: str
    mark: str

    def of(self, what: str) -> Fraction:
        """A number of the rule. Raises KeyError."""
        return Fraction(self.numbers[what])


@cache
def thresholds() -> dict[str, Threshold]:
    """Every threshold by rule code."""
    text = resources.files("thihanh.targets").joinpath("data", "published_rules.toml").read_text("utf-8")
    return {
        code: Threshold(
            row["name"],
            {key: value for key, value in row.items() if isinstance(value, int)},
            row["source"],
            row["mark"],
        )
        for code, row in tomllib.loads(text).items()
    }
