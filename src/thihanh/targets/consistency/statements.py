"""Printed figures as statements: which row says which column is worth what, in whose words. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from thihanh.law.notation import dotted
from thihanh.statistics.numbers import half_up
from thihanh.statistics.published import WORDS, Qualified

PERCENTS = ("_rate_pub", "_rate", "_share", "_growth", "_achievement", "_target")
POINTS = ("_beat_pub", "_rate_change")


@dataclass(frozen=True, slots=True)
class Interval:
    """What a true figure may be, both ends included."""

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, value: int | Fraction) -> "Interval":
        """One value and no other."""
        return cls(Fraction(value), Fraction(value))

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval") -> "Interval":
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: "Interval") -> "Interval":
        return self * Interval(1 / other.high, 1 / other.low)

    def meets(self, other: "Interval") -> bool:
        """Whether both may be the same figure."""
        return self.low <= other.high and other.low <= self.high

    @property
    def middle(self) -> Fraction:
        """The middle of what it may be."""
        return (self.low + self.high) / 2


def is_percent(column: str) -> bool:
    """Whether a column holds percents."""
    return column.endswith(PERCENTS) and not is_points(column)


def is_points(column: str) -> bool:
    """Whether a column holds percentage points."""
    return column.endswith(POINTS)


def is_count(column: str) -> bool:
    """Whether a column counts matters, judgments or people: whole numbers."""
    return not is_percent(column) and not is_points(column) and "money" not in column


@dataclass(frozen=True, slots=True)
class Statement:
    """One printed figure. Money is in tỷ đồng; ``source`` is the publication."""

    row: str
    column: str
    value: Qualified
    source: str

    @property
    def interval(self) -> Interval:
        """What the printed digits and the word before them allow: cut or rounded at the last digit."""
        value, step = self.value.value, self.value.step
        match self.value.qualifier:
            case "above":
                return Interval(value, value + step)
            case "below" | "nearly":
                return Interval(value - step, value)
            case "about":
                return Interval(value - step, value + step)
        if is_count(self.column):
            return Interval.of(value)
        if is_percent(self.column) or is_points(self.column):
            return Interval(value - step, value + step)
        return Interval(value - step / 2, value + step)

    def difference(self, less: Interval, printed: "Statement") -> bool:
        """Whether ``printed`` may be this figure less another: re-done by hand from the printed digits.

        Two figures with the same decimals leave no room; fewer decimals leave one unit of the last.
        """
        mine = self.interval if self.value.is_bound else Interval.of(self.value.value)
        step = printed.value.step
        slack = step / 2 if step <= self.value.step else step
        theirs = printed.interval
        if not printed.value.is_bound:
            theirs = Interval(printed.value.value - slack, printed.value.value + slack)
        return (mine - less).meets(theirs)

    def __str__(self) -> str:
        word = WORDS[self.value.qualifier]
        unit = "%" if is_percent(self.column) else " điểm %" if is_points(self.column) else ""
        if "money" in self.column and not unit:
            unit = " tỷ"
        return f"{word} {said(self.value.value, self.value.step)}{unit}".strip()


def said(value: Fraction, step: Fraction = Fraction(1, 100)) -> str:
    """A number as people here read it, to the unit of its printed digits (two decimals unless told)."""
    places = len(str(step.denominator)) - 1 if step.numerator == 1 else 0
    scaled = half_up(value * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    text = f"{dotted(whole)},{rest:0{places}d}" if places else dotted(whole)
    return f"−{text}" if scaled < 0 else text


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """What a source prints about a unit for a cumulative period, with further printings of the same.

    ``by_column`` holds every statement of a column, the row's own first.
    """

    row: str
    level: str
    unit: str
    boundary: str
    name: str
    year: int
    months: int
    edition: str
    mark: str
    source: str
    origin: str
    by_column: Mapping[str, tuple[Statement, ...]]

    @property
    def key(self) -> tuple[str, str, int, int]:
        """Unit (its name where it has no code), boundary, work year, months."""
        return self.unit or self.name, self.boundary, self.year, self.months

    def get(self, column: str) -> Statement | None:
        """The row's own statement of a column."""
        found = self.by_column.get(column)
        return found[0] if found else None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column with a statement."""
        return tuple(self.by_column)


class World:
    """Every printed row known, by id, and by unit and period."""

    def __init__(self, rows: Iterable[PrintedRow]) -> None:
        self.rows = tuple(rows)
        self._order = {id(row): place for place, row in enumerate(self.rows)}
        self._by_key: dict[tuple[str, str, int, int], list[PrintedRow]] = {}
        for row in self.rows:
            self._by_key.setdefault(row.key, []).append(row)

    def editions(self, row: PrintedRow) -> tuple[PrintedRow, ...]:
        """The other rows of the same unit and period."""
        return tuple(one for one in self._by_key[row.key] if one is not row)

    def earlier_printings(self, row: PrintedRow) -> tuple[PrintedRow, ...]:
        """The rows before this one of the same unit, period and edition: other sources of the same."""
        mine = self._order[id(row)]
        same = (one for one in self.editions(row) if one.edition == row.edition)
        return tuple(one for one in same if self._order[id(one)] < mine)

    def of(self, unit: str, boundary: str, year: int, months: int) -> tuple[PrintedRow, ...]:
        """The rows of a unit for a period; a row without a boundary is on every one."""
        found = self._by_key.get((unit, boundary, year, months), [])
        return (
            tuple(found) if found or not boundary else tuple(self._by_key.get((unit, "", year, months), []))
        )
