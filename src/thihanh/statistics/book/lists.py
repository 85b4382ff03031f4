"""The lists attached to the reports at 3, 6, 10 and 12 months (TT 05/2024 Điều 8).

Each list names the form cell it must count as many rows as; the count is asked of the database by itself.
"""

from dataclasses import dataclass
from datetime import date

from thihanh.offices.reach import Reach
from thihanh.statistics.book.definitions.attached import ListDefinition, due_on
from thihanh.statistics.book.definitions.reading import forms_on
from thihanh.statistics.book.layout import BookForm
from thihanh.statistics.book.opening import Cell, Opened, open_cell
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.checks import require_equal
from thihanh.statistics.numbers import Absent
from thihanh.statistics.period import Period
from thihanh.statistics.queries import PAGE


@dataclass(frozen=True, slots=True)
class AttachedList:
    """A list of a unit and period: how many rows it has, or why it cannot be given."""

    definition: ListDefinition
    cell: Cell
    rows: int | Absent


class NotDue(ValueError):
    """The list is not attached to a report of this period; the message is a sentence for the reader."""


def _form(definition: ListDefinition, period: Period) -> BookForm:
    return next(form for form in forms_on(period) if form.code == definition.form)


def cell_of(definition: ListDefinition, unit: str, period: Period) -> Cell:
    """The cell of the unit's form that a list must equal."""
    return Cell(_form(definition, period), definition.row, definition.column, unit)


def attached(
    unit: str, period: Period, *, reach: Reach, known_on: date | None = None
) -> tuple[AttachedList, ...]:
    """The lists of a unit's report with their row counts, each counted by itself. Raises Denied."""
    found = []
    for definition in due_on(period):
        cell = cell_of(definition, unit, period)
        missing = cell.form.missing
        rows = Absent(missing) if missing else open_cell(cell, period, reach=reach, known_on=known_on).matters
        found.append(AttachedList(definition, cell, rows))
    return tuple(found)


def list_rows(
    code: str,
    unit: str,
    period: Period,
    *,
    reach: Reach,
    known_on: date | None = None,
    page: int = 1,
    size: int = PAGE,
) -> Opened:
    """One page of ``size`` of a list's rows. Raises ``NotDue``, Denied."""
    for definition in due_on(period):
        if definition.code == code:
            cell = cell_of(definition, unit, period)
            if cell.form.missing:
                raise NotDue(f"Danh sách ({code}): {cell.form.missing}")
            return open_cell(cell, period, reach=reach, known_on=known_on, page=page, size=size)
    raise NotDue(
        f"Kỳ {period.label} không kèm danh sách ({code}); danh sách kèm báo cáo 3, 6, 10 và 12 tháng "
        "(TT 05/2024 Điều 8), danh sách (e) chỉ kèm báo cáo 12 tháng."
    )


def check_lists(lists: tuple[AttachedList, ...], book: Book) -> None:
    """R21: every list has as many rows as its cell says (raises InvariantBroken)."""
    for one in lists:
        if isinstance(one.rows, int):
            filled = book.form(one.cell.form.key, one.cell.unit)
            cell = filled.count(one.cell.row, one.cell.column)
            require_equal("R21", f"danh sách ({one.definition.code}), {one.cell.unit}", one.rows, cell)
