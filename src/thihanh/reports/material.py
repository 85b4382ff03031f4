"""What a report is made from: its sheet of figures, and the lists and curves that stand beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from thihanh.reports.sheet import Part, Sheet
from thihanh.reports.steered import Steered
from thihanh.reports.structure import Source
from thihanh.statistics.movements import MovedOut
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.trend import Backlog, CurvePoint
from thihanh.statistics.watch import WatchList
from thihanh.targets.card import Card
from thihanh.targets.emulation import Commended
from thihanh.targets.queries import Tile

GROUPS: Final = ("state_budget", "credit", "corruption")
SIDES: Final = ("cases", "money")


@dataclass(frozen=True)
class Filled:
    """A form of the book as a report prints it: headings, rows of printed cells, or why it is empty."""

    title: str
    unit: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | Percent | Absent, ...]], ...]
    missing: str = ""


@dataclass(frozen=True)
class Material:
    """Everything one report says, gathered once.

    Lists, curves, ``card``, ``commended`` and ``steered`` are read from the record, not from the body of an
    edition; their foot says so.
    """

    sheet: Sheet
    name: str
    month: int
    seat: str
    superior: str
    signer: str
    curve: tuple[CurvePoint, ...] | Absent
    backlog: tuple[Backlog, ...] | Absent
    watch: tuple[WatchList, ...]
    moved: tuple[MovedOut, ...]
    tiles: tuple[Tile, ...]
    names: Mapping[str, str]
    lists_foot: str
    forms: Mapping[str, Filled] = field(default_factory=dict)
    card: Card | None = None
    commended: tuple[Commended, ...] = ()
    commended_foot: str = ""
    steered: Steered | None = None

    @property
    def unit(self) -> str:
        return self.sheet.now.unit

    @property
    def year(self) -> int:
        return self.sheet.now.period.work_year

    @property
    def source(self) -> Source:
        return self.sheet.now.source

    @property
    def period(self) -> str:
        """The period in words: ``năm 2025``, ``9 tháng năm 2025``."""
        return f"năm {self.year}" if self.month == 12 else f"{self.month} tháng năm {self.year}"

    @property
    def since(self) -> str:
        """What a comparison is with, in words."""
        return f"năm {self.year - 1}" if self.month == 12 else f"cùng kỳ năm {self.year - 1}"

    @property
    def offices(self) -> tuple[Part, ...]:
        """The offices of the unit, those without a single matter left out."""
        return tuple(part for part in self.sheet.now.parts if part.depth == 1 and part.code)

    @property
    def foot(self) -> str:
        """What stands under every table: the one source of its figures."""
        return f"Nguồn: {self.source.label}."
