"""One form of the book on screen: the official head, units unfolded, every counted figure opens."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from thihanh.statistics.book import printed
from thihanh.statistics.book.heading import depth_of, head_of
from thihanh.statistics.book.layout import BookForm, BookUnit, FilledForm, FilledRow, Value
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.numbers import Absent
from thihanh.web import book_asked
from thihanh.web import format as vi
from thihanh.web.book_asked import Asked
from thihanh.web.page import PageRequest, page
from thihanh.web.statistics import Cell


@dataclass(frozen=True)
class Row:
    """A row of the table; ``key`` unfolds what stands under it, ``parts`` says whether anything does."""

    key: str
    name: str
    depth: int
    cells: tuple[Cell, ...]
    parts: bool
    opened: bool
    memo: bool = False


@page
def show(request: PageRequest) -> HttpResponse:
    """The form of a unit."""
    try:
        asked = book_asked.read(request)
        form = asked.definition()
        book = book_asked.book_of(request, asked)
        filled = book.form(form.key)
    except book_asked.Refusals as error:
        return HttpResponseBadRequest(render(request, "web/book_form.html", {"error": error}).content)
    table = Table(asked, book, filled, frozenset(request.GET.getlist("mo")))
    others = [one for one in book.forms if one.code == form.code and one.version != form.version]
    context = {
        "asked": asked,
        "form": form,
        "unit_name": book.unit_named(asked.unit).name,
        "period": asked.period,
        "head": _head_rows(form),
        "deep": depth_of(form.columns),
        "rows": list(table.rows()),
        "stub": "Tên đơn vị" if form.row_kind == "units" else "Chỉ tiêu",
        "notes": [*_nothing(filled, book.unit_named(asked.unit).name), *printed.notes(filled)],
        "version": printed.version_name(form),
        "other": others[0] if others else None,
        "here": asked.of(form),
        "back": asked.query(bieu="", **{"phien-ban": ""}),
        "forms": [(one, asked.of(one), one.key == form.key, printed.version_name(one)) for one in book.forms],
        "may_export": request.page.allows("export", "make"),
        **book_asked.choices(request, asked),
    }
    return render(request, "web/book_form.html", context)


def _nothing(filled: FilledForm, unit: str) -> Iterator[str]:
    """That a form of nothing but noughts is a unit that recorded nothing, not one counted as nought."""
    if not filled.form.missing and not any(_counted(value) for row in filled.rows for value in row.values):
        yield (
            f"{unit} chưa ghi hồ sơ nào của biểu này trong kỳ: số 0 là chưa có dữ liệu, không phải đã đếm "
            "bằng không."
        )


def _counted(value: Value) -> bool:
    return isinstance(value, int) and value != 0


def _head_rows(form: BookForm) -> list[list[object]]:
    """The cells of the head by row."""
    cells = head_of(form.columns)
    return [[cell for cell in cells if cell.row == row] for row in range(depth_of(form.columns))]


@dataclass(frozen=True)
class Table:
    """The rows of a form with what was unfolded."""

    asked: Asked
    book: Book
    filled: FilledForm
    opened: frozenset[str]

    @property
    def form(self) -> BookForm:
        return self.filled.form

    def rows(self) -> Iterator[Row]:
        """Rows of units fold their officers away; rows of classes and acts unfold into units."""
        if self.form.row_kind == "units":
            yield from self._of_units()
            return
        by_code = {row.code: row for row in self.form.rows}
        top = self.book.unit_named(self.asked.unit)
        for row in self.filled.rows:
            unfolds = not self.form.missing and bool(self._under(top))
            yield self._row(row.code, row, top.code, parts=unfolds, memo=by_code[row.code].memo)
            if row.code in self.opened and unfolds:
                yield from self._unfolded(row.code, top, row.depth + 1)

    def _of_units(self) -> Iterator[Row]:
        deeper = {row.depth for row in self.filled.rows}
        shown = True
        for place, row in enumerate(self.filled.rows):
            if row.depth <= 1:
                shown = row.code in self.opened
            below = self.filled.rows[place + 1 : place + 2]
            parts = row.depth == 1 and bool(below) and below[0].depth == 2
            if row.depth <= 1 or shown or 1 not in deeper:
                yield self._row(row.code, row, self.asked.unit, parts=parts)

    def _under(self, unit: BookUnit) -> list[BookUnit]:
        return [one for one in self.book.units if one.parent == unit.code]

    def _unfolded(self, code: str, unit: BookUnit, depth: int) -> Iterator[Row]:
        """A row of classes for each unit under one, and for the units under those that were opened."""
        for one in self._under(unit):
            key = f"{code}:{one.code}"
            own = self.book.form(self.form.key, one.code).row(code)
            named = FilledRow(code, one.name, depth, own.values)
            parts = bool(self._under(one))
            yield self._row(key, named, one.code, parts=parts)
            if parts and key in self.opened:
                yield from self._unfolded(code, one, depth + 1)

    def _row(self, key: str, row: FilledRow, unit: str, *, parts: bool, memo: bool = False) -> Row:
        cells = tuple(
            cell_of(self.asked, self.form, Spot(unit, row.code, place), value)
            for place, value in enumerate(row.values)
        )
        return Row(key, row.name, row.depth, cells, parts, key in self.opened, memo)


@dataclass(frozen=True)
class Spot:
    """Where a cell stands: the unit whose form it is, its row, the place of its column."""

    unit: str
    row: str
    place: int


def cell_of(asked: Asked, form: BookForm, spot: Spot, value: Value) -> Cell:
    """A value as printed; a counted one opens, any other says why it does not."""
    column = form.columns[spot.place]
    text = printed.as_text(form, column, value)
    if isinstance(value, Absent):
        return Cell(text, "", value.reason)
    if column.ratio:
        part, whole = (form.column(code).no for code in column.ratio)
        return Cell(text, "", f"Cột {part} chia cột {whole}, nhân 100; hai cột đó mở ra các việc phía sau.")
    if column.rank:
        return Cell(text, "", "Thứ hạng trong cùng đơn vị cấp trên, theo tỷ lệ đã làm tròn.")
    said = f"{column.name}: đến {vi.day(asked.period.to)}, trực tiếp"
    return Cell(text, asked.cell(spot.unit, spot.row, column.code, form), said)
