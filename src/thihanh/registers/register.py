"""What a register is: code, name, columns, and the query over facts that answers them. Pure data.

``source`` is SQL that gives one row per line of the book: ``agency``, ``office``, ``officer`` (for the
reach), ``matter_id``, ``id`` (unique in the book), ``day`` (the day of the line), then the columns in order.
Where a line counts or names other matters, ``{inside k}`` narrows the rows of the alias ``k`` to the reach.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

CellKind = Literal[
    "text", "day", "money", "number", "officer", "office", "ground", "what", "kinds", "stage", "judgment",
    "agency",
]  # fmt: skip
"""How a cell is written; codes become words at the door: ``what`` by the register's own ``words``."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, SQL, how its cells are written, width in characters, whether it is summed."""

    heading: str
    sql: str
    kind: CellKind = "text"
    width: int = 18
    total: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The query behind a register, and the same rows without columns where the query is costly."""

    rows: str
    spine: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """One book. Without a ``source``, ``absent`` says which facts are not recorded yet, or ``dossiers`` names
    the kind of dossier whose list is the book.

    ``books`` are the volumes of a register that is kept in several: code, name, and their SQL condition.
    ``note`` says what a reader must know of the lines (a source that is only partly there).
    """

    code: str
    name: str
    day: str
    columns: tuple[Column, ...] = ()
    source: Source | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    books: tuple[tuple[str, str, str], ...] = ()
    absent: str = ""
    dossiers: str = ""
    note: str = ""

    def sql(self, book: str = "") -> str:
        """The whole query of a volume's lines, without order or reach; raises KeyError for no such one."""
        columns = ", ".join(f"{column.sql} AS v{place}" for place, column in enumerate(self.columns))
        condition = {code: sql for code, _, sql in self.books}[book] if book else "TRUE"
        rows = self.source.rows if self.source else ""
        return rows.replace("{columns}", columns).replace("{book}", condition)

    def rows(self, book: str = "") -> str:
        """The rows without their columns, for counting and seeking."""
        return (self.source.spine if self.source else "") or self.sql(book)


#: Every register rests on C04 Đ.30; the columns of its annex were not seen, so they are rebuilt here.
ARTICLE = "C04 Đ.30"
LABEL = "theo C04, chờ TT 06/2026"
REBUILT = "Cột dựng lại theo tên sổ, chưa đối chiếu Phụ lục I Thông tư 04/2023/TT-BTP."
