"""Rank 1-2-2-4 on rounded figures, over units with data of the same period, boundary and kind of edition."""

from collections.abc import Iterable
from dataclasses import dataclass

from thihanh.statistics.numbers import Percent


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
    better = {entry.value: place for place, entry in reversed(list(enumerate(ordered)))}
    return tuple(Place(entry, better[entry.value] + 1, len(ordered)) for entry in ordered)
