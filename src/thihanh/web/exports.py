"""Workbooks of lists: the screen's columns and rows, a title block, values only, nothing a cell could run."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from thihanh.documents import spreadsheet
from thihanh.documents.spreadsheet import Column
from thihanh.statistics.result import FormResult, UnitFigures
from thihanh.web import format as vi
from thihanh.web.page import Page

if TYPE_CHECKING:
    from thihanh.web.matters import Line

__all__ = ["Column", "attachment", "form", "matters", "workbook"]


def workbook(
    name: str, title: Sequence[str], columns: Sequence[Column], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """An .xlsx as an attachment: title lines, headings, rows, and totals as values.

    The locale of the reader's Excel draws the separators of the number formats.
    """
    made = io.BytesIO()
    spreadsheet.write(made, title, columns, rows)
    return attachment(name, made.getvalue())


_TYPES = {"xlsx": spreadsheet.XLSX, "json": "application/json"}


def attachment(name: str, content: bytes, end: str = "xlsx") -> HttpResponse:
    """A file to be saved, never shown; names outside ASCII are carried as the standard says."""
    answer = HttpResponse(content, content_type=_TYPES[end])
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.{end}")
    answer["Content-Disposition"] = disposition or "attachment"
    return answer


_MATTERS = (
    Column("Số quyết định", 16),
    Column("Ngày quyết định", 13, "day"),
    Column("Người phải thi hành án", 30),
    Column("Người được thi hành án", 30),
    Column("Loại án", 20),
    Column("Trạng thái", 30),
    Column("Từ ngày", 13, "day"),
    Column("Chấp hành viên", 24),
    Column("Phải thi hành (đồng)", 20, "number", total=True),
    Column("Đã thu (đồng)", 20, "number", total=True),
    Column("Còn phải thi hành (đồng)", 20, "number", total=True),
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
    columns += [Column(f"({one.no}) {one.name}", 18, "number") for one in result.columns]
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
