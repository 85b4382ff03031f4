"""What a form of the book is made of: columns, rows, the form; and a form filled in for one unit.

Values are whole matters, whole đồng (also where the form is printed in 1.000 đồng), a rate in hundredths of a
percent, or ``Absent`` with its reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from thihanh.statistics.measures.values import Of
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import Version

FormKey = tuple[str, str]  # ("01/TK-THA", "TT05"), ("004.N", "R25")
Value = int | Percent | Absent
RowKind = Literal["classes", "units", "measures"]
UnitKind = Literal["nation", "province", "agency", "office", "officer"]


class UnknownPart(LookupError):
    """No such form, row or column in the book; the message is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which matters a row counts: those with this kind, this kind of judgment, these tags, this budget item.

    An empty part does not narrow. ``budget`` is the kind of the first obligation owed to the State budget.
    """

    kind: str = ""
    judgment: str = ""
    tags: frozenset[str] = frozenset()
    budget: str = ""

    def holds(self, kind: str, judgment: str, tags: Iterable[str], budget: str) -> bool:
        """Whether a matter of these classes is counted."""
        return (
            self.kind in ("", kind)
            and self.judgment in ("", judgment)
            and self.budget in ("", budget)
            and self.tags.issubset(tags)
        )


EVERY = Selection()


@dataclass(frozen=True, slots=True)
class BookColumn:
    """One column. It adds up ``measures``, or is ``plus`` less ``minus`` of other columns, or divides two.

    ``of`` says what its numbers are; ``head`` are the headings above it, outermost first. ``missing`` is the
    sentence of a column no room records yet. ``rank`` orders units of one parent by the column it names.
    """

    no: str
    code: str
    name: str
    of: Of
    measures: tuple[str, ...] = ()
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    ratio: tuple[str, str] | None = None
    rank: str = ""
    head: tuple[str, ...] = ()
    mark: str = ""
    note: str = ""
    missing: str = ""

    @property
    def counted(self) -> bool:
        """Whether its cells are counts or sums that add up over units."""
        return not (self.ratio or self.rank or self.missing)

    @property
    def formula(self) -> str:
        """The formula in column codes; "" for a column that is counted from matters or acts."""
        if self.ratio:
            return f"{self.ratio[0]} / {self.ratio[1]} × 100"
        return " + ".join(self.plus) + "".join(f" − {code}" for code in self.minus)


@dataclass(frozen=True, slots=True)
class BookRow:
    """One row of a form whose rows are classes or measures. ``adds`` are rows it sums (forms of acts).

    A memo row (``trong đó``) is not part of the sum of the rows beside it.
    """

    code: str
    name: str
    depth: int = 0
    selection: Selection = EVERY
    adds: tuple[str, ...] = ()
    memo: bool = False
    mark: str = ""
    missing: str = ""


@dataclass(frozen=True)
class BookForm:
    """One form in one version, as its data file defines it.

    ``missing`` is "" or the sentence that no room records its facts yet and which one will. ``measured`` is
    the regime whose buckets the columns use; ``deepest`` the last kind of unit a form of units lists.
    """

    code: str
    version: str
    title: str
    legal_basis: str
    mark: str
    source: str
    unit: str
    of: Literal["cases", "money", "both"]
    columns: tuple[BookColumn, ...]
    rows: tuple[BookRow, ...]
    row_kind: RowKind
    missing: str = ""
    note: str = ""
    measured: Version = "R08"
    deepest: UnitKind = "officer"
    equals: str = ""

    @property
    def key(self) -> FormKey:
        return self.code, self.version

    @property
    def facts(self) -> str:
        """The form whose facts it shows: its own, or the one it equals."""
        return self.equals or self.code

    @cached_property
    def places(self) -> dict[str, int]:
        """Column code → place; a column's number in the head serves too."""
        numbers = {column.no: place for place, column in enumerate(self.columns)}
        return numbers | {column.code: place for place, column in enumerate(self.columns)}

    def column(self, code: str) -> BookColumn:
        """A column by code or by number. Raises ``UnknownPart``."""
        if code not in self.places:
            raise UnknownPart(f"Biểu {self.code} ({self.version}) không có cột «{code}».")
        return self.columns[self.places[code]]

    def row(self, code: str) -> BookRow:
        """A row of classes or measures by code. Raises ``UnknownPart``."""
        for row in self.rows:
            if row.code == code:
                return row
        raise UnknownPart(f"Biểu {self.code} ({self.version}) không có dòng «{code}».")

    def terms(self, code: str) -> tuple[tuple[int, str], ...]:
        """The measures a counted column comes to, each with its sign, through every column it adds."""
        column = self.column(code)
        found = [(1, measure) for measure in column.measures]
        for sign, others in ((1, column.plus), (-1, column.minus)):
            found += [(sign * own, name) for other in others for own, name in self.terms(other)]
        return tuple(found)


@dataclass(frozen=True, slots=True)
class BookUnit:
    """A unit of the book: its code, name on the last day, kind, and the code of the unit above it."""

    code: str
    name: str
    kind: UnitKind
    parent: str = ""


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row filled in; ``code`` is the row's, or the unit's in a form of units."""

    code: str
    name: str
    depth: int
    values: tuple[Value, ...]


@dataclass(frozen=True)
class FilledForm:
    """One form of one unit, its cells in the order of the form's columns."""

    form: BookForm
    unit: str
    rows: tuple[FilledRow, ...]

    @cached_property
    def _by_code(self) -> dict[str, FilledRow]:
        return {row.code: row for row in self.rows}

    def row(self, code: str) -> FilledRow:
        """A filled row by code. Raises ``UnknownPart``."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownPart(
                f"Biểu {self.form.code} của đơn vị {self.unit} không có dòng «{code}»."
            ) from None

    def value(self, row: str, column: str) -> Value:
        """A cell by row code and by column code or number. Raises ``UnknownPart``."""
        self.form.column(column)
        return self.row(row).values[self.form.places[column]]

    def count(self, row: str, column: str) -> int:
        """A counted cell: matters, acts or whole đồng; 0 where nothing is recorded."""
        value = self.value(row, column)
        return value if isinstance(value, int) else 0
