"""Rank 1-2-2-4 on rounded figures, over units with data of the same period, boundary and kind of edition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thihanh.statistics.numbers import Absent, Percent
from thihanh.targets.columns import Better, Column


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit with a rounded rate, and where the rate comes from."""

    unit: str
    name: str
    value: Percent
    edition: str
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's rank among those with data; equal values share a rank and the next one is skipped."""

    entry: Entry
    rank: int
    of: int

    def __str__(self) -> str:
        return f"hạng {self.rank} trong {self.of} đơn vị có số liệu"


def ranked(entries: Iterable[Entry]) -> tuple[Place, ...]:
    """Best first. Units without a rate are not given here and are not ranked."""
    ordered = sorted(entries, key=lambda entry: (-entry.value.hundredths, entry.unit))
    ranks = ranks_of([entry.value.hundredths for entry in ordered])
    return tuple(Place(entry, rank, len(ordered)) for entry, rank in zip(ordered, ranks, strict=True))


def ranks_of(values: Sequence[int], better: Better = "higher") -> tuple[int, ...]:
    """The rank of each value, in the order given: one more than how many are strictly better."""
    sign = -1 if better == "higher" else 1
    first: dict[int, int] = {}
    for place, value in enumerate(sorted(sign * value for value in values), 1):
        first.setdefault(value, place)
    return tuple(first[sign * value] for value in values)


class MixedBasis(ValueError):
    """Units of different years, months, boundaries or editions were to be ranked together."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What makes figures comparable: work year, cumulative months, boundary, and the kind of edition."""

    work_year: int
    months: int
    boundary: str
    edition: str

    def __str__(self) -> str:
        where = f", {self.boundary} tỉnh" if self.boundary else ""
        return f"{self.months} tháng năm công tác {self.work_year}{where}, số {self.edition}"


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with the counted parts its value is made of; ``reason`` where it has none to rank."""

    unit: str
    name: str
    parts: Mapping[str, int]
    basis: Basis
    value: int | Absent
    source: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit's place by a column: rounded value, rank, of how many."""

    line: Line
    value: int
    rank: int
    of: int

    def __str__(self) -> str:
        return f"hạng {self.rank} trong {self.of} đơn vị có số liệu"


@dataclass(frozen=True, slots=True)
class Ranking:
    """Units by a column, best first; those without a value stand apart with the reason."""

    column: Column
    basis: Basis | None
    places: tuple[Ranked, ...]
    unranked: tuple[tuple[str, str], ...]

    def place(self, unit: str) -> Ranked | None:
        """The place of a unit; None where it is not ranked."""
        return next((one for one in self.places if one.line.unit == unit), None)


def rank(column: Column, lines: Iterable[Line]) -> Ranking:
    """Units by a column in its own direction, ties sharing a rank. Raises MixedBasis."""
    given = list(lines)
    bases = sorted({str(line.basis) for line in given})
    if len(bases) > 1:
        raise MixedBasis(
            f"Dữ liệu: không xếp hạng chung {bases[0]} với {bases[1]}. Chọn một năm, một kỳ, một địa giới "
            "và một loại ấn bản."
        )
    valued = [(line, line.value) for line in given if isinstance(line.value, int)]
    ranks = ranks_of([value for _, value in valued], column.better)
    places = [
        Ranked(line, value, rank_, len(valued)) for (line, value), rank_ in zip(valued, ranks, strict=True)
    ]
    return Ranking(
        column,
        given[0].basis if given else None,
        tuple(sorted(places, key=lambda one: (one.rank, one.line.unit))),
        tuple((line.name, line.value.reason) for line in given if isinstance(line.value, Absent)),
    )


@dataclass(frozen=True, slots=True)
class Move:
    """What would bring a unit to a better rank: so many matters or đồng more (fewer where less is better)."""

    amount: int
    rank: int
    past: str


def move_up(ranking: Ranking, unit: str) -> Move | Absent:
    """The least whole number of matters or đồng that moves a unit past those just above it, others standing
    still: resolved from what is in progress for a rate, more or fewer for a count. Exact in integers."""
    own = ranking.place(unit)
    if own is None:
        return Absent("Đơn vị chưa có số liệu để xếp hạng.")
    above = [one for one in ranking.places if one.rank < own.rank]
    if not above:
        return Absent("Đơn vị đang đứng đầu.")
    nearest, column = above[-1], ranking.column
    sign = 1 if column.better == "higher" else -1
    if not column.is_ratio:
        return Move(abs(nearest.value - own.value), nearest.rank, nearest.line.name)
    if column.part not in own.line.parts or column.whole not in own.line.parts:
        return Absent("Chỉ công bố tỷ lệ nên không tính được còn thiếu bao nhiêu việc.")
    part, whole = own.line.parts[column.part], own.line.parts[column.whole]
    if sign > 0:  # least k with round(100·(part + k) ÷ whole, 2) ≥ the value above
        amount = -(-(2 * whole * nearest.value - whole) // 20_000) - part
    else:  # least k with round(100·(part − k) ÷ whole, 2) ≤ the value above
        amount = part - (2 * whole * nearest.value + whole - 1) // 20_000
    if not 0 <= part + sign * amount <= whole:
        return Absent("Dù làm hết số đang thi hành cũng chưa vượt được đơn vị đứng trên.")
    reached = column.value({**own.line.parts, column.part: part + sign * amount})
    assert isinstance(reached, int)
    better = sum(sign * (one.value - reached) > 0 for one in above)
    return Move(amount, better + 1, nearest.line.name)
