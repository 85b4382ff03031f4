"""The files: what a row of the facts holds, and where the file of an agency's work year stands.

``<folder>/agency=22/work_year=2025/*.parquet``. One row is where a matter stood from ``lo`` to ``hi``, with
its money of the work year (``matters_position``), and what the book tells them apart by. Money is whole đồng.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and its type as DuckDB and Spark write it (they have one name for each)."""

    name: str
    type: str
    spark: str = ""

    @property
    def spark_type(self) -> str:
        return self.spark or self.type.lower()


def _column(line: str) -> Column:
    name, kind = line.split()
    return {
        "text": Column(name, "VARCHAR", "string"),
        "text[]": Column(name, "VARCHAR[]", "array<string>"),
        "int": Column(name, "INTEGER", "int"),
        "bigint": Column(name, "BIGINT"),
        "date": Column(name, "DATE"),
        "boolean": Column(name, "BOOLEAN"),
    }[kind]


_LINES = """
matter_id bigint
lo date
hi date
office text
officer text
stage text
ground text
stage_since date
kind text
decided_on date
judgment_id bigint
judgment_kind text
budget text
tags text[]
in_opening boolean
is_new boolean
open_out bigint
ytd_due bigint
ytd_collected bigint
ytd_terminated bigint
ytd_reduced bigint
ytd_delegated bigint
ytd_withdrawn bigint
ytd_amended bigint
outstanding bigint
asset_value bigint
ytd_moved int
ytd_moved_money bigint
ytd_returned int
ytd_returned_money bigint
"""
COLUMNS = tuple(_column(line) for line in _LINES.strip().splitlines())
PARTITIONS = (Column("agency", "VARCHAR", "string"), Column("work_year", "INTEGER", "int"))
CLASSES = ("judgment_kind", "budget")
"""What the files hold beside ``matters_position``: the kind of judgment, and the budget item owed."""
ORDER = "hi, lo"
"""Rows that hold the same day lie together: a question of one day skips the other blocks of a file."""


def agency_folder(folder: Path, agency: str) -> Path:
    """Where an agency's work years stand."""
    return folder / f"agency={agency}"


def agencies(folder: Path) -> tuple[str, ...]:
    """The agencies that have files."""
    return tuple(sorted(one.name.removeprefix("agency=") for one in folder.glob("agency=*")))
