"""Says a problem of one sheet at the right cell of the user's own workbook."""

from dataclasses import dataclass, field
from datetime import date

from thihanh.procedures.register_file import layout
from thihanh.procedures.register_file.problems import Findings, Problem, Severity, letters, shown


@dataclass(slots=True)
class SheetReport:
    """Where each column of the layout stands in the user's sheet, and which rows cannot be trusted.

    ``faulty`` holds the rows with an error, so that later checks do not complain about its consequences;
    a sheet without its required columns is not ``readable`` at all.
    """

    sheet: layout.Sheet
    name: str
    findings: Findings
    rows: list[list[str | float | int | bool]]
    on: date
    places: dict[str, int] = field(default_factory=dict)
    faulty: set[int] = field(default_factory=set)
    readable: bool = True

    def error(self, code: str, row: int, key: str, what: str, fix: str) -> None:
        """An error at the cell of column ``key`` in ``row``."""
        self.faulty.add(row)
        self._add("error", code, row, key, (what, fix))

    def warning(self, code: str, row: int, key: str, what: str, fix: str) -> None:
        """Something the user should look at; it does not stop the import."""
        self._add("warning", code, row, key, (what, fix))

    def cell(self, row: int, key: str) -> str:
        """The address of a cell, as the user sees it."""
        return f"{letters(self.places.get(key, 0))}{row}"

    def source(self, row: int) -> str:
        """Where a fact of this row came from."""
        return f"{self.sheet.name}!A{row}"

    def _add(self, severity: Severity, code: str, row: int, key: str, words: tuple[str, str]) -> None:
        place = self.places.get(key)
        value: object = ""
        if place is not None and row <= len(self.rows):
            value = self.rows[row - 1][place]
        column = self.sheet.column(key)
        if type(value) is int and column.kind in {"date", "text"}:
            value = layout.written_date(value)
        self.findings.add(
            Problem(
                severity,
                code,
                self.name,
                self.cell(row, key),
                column.heading,
                shown(value),
                words[0],
                words[1],
            )
        )
