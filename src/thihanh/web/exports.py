"""Workbooks of lists: the screen's columns and rows, a title block, values only, nothing a cell could run."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from thihanh.statistics.result import FormResult, UnitFigures
from thihanh.web import format as vi
from thihanh.web.page import Page

if TYPE_CHECKING:
    from thihanh.web.matters import Line

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FORMATS = {"text": {}, "money": {"num_format": "#,##0"}, "day": {"num_format": "dd/mm/yyyy"}}


@dataclass(frozen=True)
class Column:
    """A column of a workbook: heading, width in characters, how its values are written."""

    heading: str
    width: int
    kind: Literal["text", "money", "day"] = "text"
    total: bool = False


def workbook(
    name: str, title: Sequence[str], columns: Sequence[Column], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """An .xlsx as an attachment: title lines, headings, rows, and totals as values.

    The locale of the reader's Excel draws the separators of the number formats.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        sheet = book.add_worksheet("Danh sách")
        bold = book.add_format({"bold": True})
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {kind: book.add_format(spec) for kind, spec in _FORMATS.items()}
        totals = {kind: book.add_format({**spec, "bold": True, "top": 6}) for kind, spec in _FORMATS.items()}
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(len(title) + 1)
        sheet.freeze_panes(len(title) + 2, 0)
        for place, text in enumerate(title):
            sheet.write_string(place, 0, text, bold)
        at = len(title) + 1
        for place, column in enumerate(columns):
            sheet.write_string(at, place, column.heading, heading)
        sums = [0] * len(columns)
        for row in rows:
            at += 1
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                _write(sheet, at, place, value, formats[column.kind])
                sums[place] += value if column.total and isinstance(value, int) else 0
        for place, column in enumerate(columns):
            _write(sheet, at + 1, place, sums[place] if column.total else "", totals[column.kind])
    return attachment(name, buffer.getvalue())


def attachment(name: str, content: bytes) -> HttpResponse:
    """A workbook to be saved, never shown; names outside ASCII are carried as the standard says."""
    answer = HttpResponse(content, content_type=_TYPE)
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    answer["Content-Disposition"] = disposition or "attachment"
    return answer


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, place: int, value: object, form: object) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, form)
    elif isinstance(value, int):
        sheet.write_number(row, place, value, form)
    else:
        sheet.write_string(row, place, "" if value is None else str(value), form)


_MATTERS = (
    Column("Số quyết định", 16),
    Column("Ngày quyết định", 13, "day"),
    Column("Người phải thi hành án", 30),
    Column("Người được thi hành án", 30),
    Column("Loại án", 20),
    Column("Trạng thái", 30),
    Column("Từ ngày", 13, "day"),
    Column("Chấp hành viên", 24),
    Column("Phải thi hành (đồng)", 20, "money", total=True),
    Column("Đã thu (đồng)", 20, "money", total=True),
    Column("Còn phải thi hành (đồng)", 20, "money", total=True),
    Column("Hạn gần nhất", 13, "day"),
)


def matters(lines: Sequence["Line"], page: Page, filters: Sequence[str]) -> HttpResponse:
    """The matter list as a workbook."""
    title = (
        page.unit_name,
        f"Danh sách việc thi hành án: {'; '.join(filters) or 'tất cả'} ({vi.count(len(lines))} việc)",
        _cut_off(page.on, page.on),
    )
    rows = (
        (
            line.row.number,
            line.row.decided_on,
            line.row.debtor,
            line.row.creditor,
            line.judgment_kind,
            line.stage,
            line.row.stage_since,
            line.officer,
            line.row.due,
            line.row.collected,
            line.row.outstanding,
            line.row.next_due,
        )
        for line in lines
    )
    return workbook(f"viec-{page.on:%Y%m%d}", title, _MATTERS, rows)


def form(result: FormResult, page: Page) -> HttpResponse:
    """A statistical form with its units, each cell a value: matters, or whole đồng."""
    unit = "đồng" if result.form.of == "money" else "việc"
    title = (
        page.unit_name,
        f"Biểu {result.form.full_code}: {result.form.title}",
        f"{result.figures.name}, {result.period.label}, đơn vị tính: {unit}",
        _cut_off(result.period.to, result.known_on or page.on),
    )
    columns = [Column("Đơn vị", 44)]
    columns += [Column(f"({one.no}) {one.name}", 18, "money") for one in result.columns]
    name = f"bieu-{result.form.code}-{result.scope.code}".replace("/", "-")
    return workbook(name, title, columns, _lines(result))


def _cut_off(to: date, known_on: date) -> str:
    return f"Dữ liệu đến {vi.day(to)}, ghi nhận đến {vi.day(known_on)}, trực tiếp"


def _lines(result: FormResult) -> Iterator[list[object]]:
    yield _line(result.figures, "")
    for part in result.rows:
        yield _line(part, "  ")
        for officer in part.parts:
            yield _line(officer, "    ")


def _line(unit: UnitFigures, indent: str) -> list[object]:
    values = [one.value if isinstance(one.value, int) else str(one.value) for one in unit.columns]
    return [indent + unit.name, *values]
