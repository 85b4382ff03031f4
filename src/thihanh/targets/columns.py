"""The columns units may be ranked by, as data: what is divided by what, and which way is better."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from thihanh.statistics.measures.values import Of
from thihanh.statistics.numbers import Absent, Percent, rate

Better = Literal["higher", "lower"]


class UnknownColumn(ValueError):
    """A column nothing can be ranked by; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Column:
    """A count (matters or đồng) or a ratio in percent, of columns of one form; ``part`` within ``whole``.

    ``whole`` is "" where the count is not drawn from anything: it has no interval.
    """

    code: str
    name: str
    of: Of
    unit: str
    better: Better
    part: str
    whole: str
    is_ratio: bool

    def value(self, parts: Mapping[str, int]) -> int | Absent:
        """The rounded value units are ranked on: hundredths of a percent, matters or whole đồng."""
        if not self.is_ratio:
            return parts[self.part]
        found = rate(parts[self.part], parts[self.whole])
        return found if isinstance(found, Absent) else found.hundredths

    def shown(self, value: int) -> Percent | int:
        """A ranked value as a figure."""
        return Percent(value) if self.is_ratio else value


@cache
def _data() -> dict[str, Any]:
    text = resources.files("thihanh.targets").joinpath("data", "ranking.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def columns() -> tuple[Column, ...]:
    """Every column, in the order offered."""
    return tuple(
        Column(
            code=row["code"],
            name=row["name"],
            of=row["of"],
            unit=row["unit"],
            better=row["better"],
            part=row["ratio"][0] if "ratio" in row else row["count"],
            whole=row["ratio"][1] if "ratio" in row else row.get("base", ""),
            is_ratio="ratio" in row,
        )
        for row in _data()["column"]
    )


def column(code: str) -> Column:
    """The column of a code. Raises UnknownColumn."""
    for one in columns():
        if one.code == code:
            return one
    known = ", ".join(one.code for one in columns())
    raise UnknownColumn(f"Dữ liệu: không xếp hạng được theo «{code}»; có {known}.")


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of a composite, how far each is moved to see what hangs on it, and where they come from."""

    of: Mapping[str, int]
    swing: int
    mark: str
    basis: str


def composite_weights() -> Weights:
    """The weights of the composite as data."""
    row = _data()["composite"]
    return Weights(row["weights"], row["swing"], row["mark"], row["basis"])


def mix_bands() -> tuple[int, ...]:
    """The upper bounds of the bands of value, in đồng."""
    return tuple(_data()["mix"]["dong"])
