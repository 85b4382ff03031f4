"""One report as one structure: the page, the PDF and the Word file are three renderings of it. Pure.

A figure of the prose is a ``Number``: it names the cell it came from (source, unit, name) and carries its
exact value, so that it can be opened, and read back out of any rendering.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from thihanh.reports.numerals import Numeral

SourceKind = Literal["final", "preliminary", "supplementary", "live"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from: a closed edition, or the live record of a day (``id`` 0)."""

    id: int
    kind: SourceKind
    label: str
    to: date

    @property
    def is_closed(self) -> bool:
        """Whether the figures can never change."""
        return self.kind != "live"


@dataclass(frozen=True, slots=True)
class Ref:
    """The cell behind a number. ``base`` names the other source where the number is a comparison."""

    source: int
    unit: str
    name: str
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Words that hold no figure."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: as printed, what it is exactly, and the cell it came from."""

    text: str
    exact: Numeral
    ref: Ref


Span = Text | Number


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the report; level 1 is a part (I, II), 4 a lettered one."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Generated sentences. Its text may not be changed by hand."""

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The words as every rendering prints them."""
        return "".join(span.text for span in self.spans)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The figures in their order."""
        return tuple(span for span in self.spans if isinstance(span, Number))


@dataclass(frozen=True, slots=True)
class Missing:
    """A section whose facts no room records yet: which, and why."""

    text: str


@dataclass(frozen=True, slots=True)
class Hand:
    """A part that people write: its key, what belongs there, and what stands there now."""

    key: str
    prompt: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its weight of the width, whether it holds figures."""

    heading: str
    width: float = 1.0
    figures: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells as printed (``Number`` where a cell opens), how deep, and its anchor on the page."""

    cells: tuple[Span, ...]
    depth: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its unit of count above and its source in its foot."""

    key: str
    title: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    foot: str
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, what it says in words, and the table it was drawn from."""

    key: str
    title: str
    svg: str
    summary: Paragraph
    table: Table


@dataclass(frozen=True, slots=True)
class Appendix:
    """Begins an appendix on a page of its own; ``wide`` turns the paper."""

    number: int
    title: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who receives the report and who signs it."""

    recipients: tuple[str, ...]
    post: str
    name: str = ""


Block = Heading | Paragraph | Missing | Hand | Table | Chart | Appendix | Signature


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an administrative report (NĐ 30/2020): who issues it, its symbol, where, its name."""

    superior: str
    issuer: str
    symbol: str
    place: str
    day: date
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: head, the sources its figures come from (its own first), and its blocks."""

    code: str
    unit: str
    year: int
    month: int
    head: Head
    sources: tuple[Source, ...]
    blocks: tuple[Block, ...]

    @property
    def source(self) -> Source:
        """The one edition (or live record) the report is made from."""
        return self.sources[0]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The generated sentences in their order, those under charts included."""
        return tuple(self._paragraphs())

    @property
    def hands(self) -> tuple[Hand, ...]:
        """The parts people write, in their order."""
        return tuple(block for block in self.blocks if isinstance(block, Hand))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, those of charts included."""
        return tuple(
            block.table if isinstance(block, Chart) else block
            for block in self.blocks
            if isinstance(block, Table | Chart)
        )

    def _paragraphs(self) -> Iterator[Paragraph]:
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            elif isinstance(block, Chart):
                yield block.summary
