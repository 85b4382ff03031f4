"""Files that are taken away: a list of 100,000 rows × 30 columns, the whole book, forms in print."""

import resource
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tests.statistics import book_of_rows

from benchmarks.table import Line, median, seconds, timed
from thihanh.documents.spreadsheet import Column, write
from thihanh.statistics.book.layout import FilledForm
from thihanh.statistics.book.printing import form_pdf
from thihanh.statistics.book.workbooks import book_workbook

ROWS, OFFICERS = 100_000, 450
COLUMNS = (
    Column("STT", 6, "number"),
    *(Column(f"Số tiền {no} (đồng)", 16, "number", total=True) for no in range(17)),
    *(Column(f"Nội dung {no}", 24) for no in range(8)),
    *(Column(f"Ngày {no}", 12, "day") for no in range(4)),
)
FIRST = date(2025, 1, 1)


def rows() -> Iterator[list[object]]:
    for no in range(1, ROWS + 1):
        yield [
            no,
            *(no * 7919 * place % 1_000_000_007 for place in range(1, 18)),
            *(f"Nguyễn Thị Thuận, hồ sơ {no} phần {place}" for place in range(8)),
            *(FIRST + timedelta(days=(no + place) % 365) for place in range(4)),
        ]


def lines() -> Iterator[Line]:
    """Seconds of each file, and how much memory the long list adds, in MB."""

    def list_of_rows() -> None:
        with tempfile.TemporaryFile() as target:
            write(target, ("THADS tỉnh Quảng Ninh", "Danh sách việc"), COLUMNS, rows())

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield Line("Excel, 100,000 rows × 30 columns", timed(list_of_rows), "s", 10)
    added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    yield Line("memory added by writing it", added, "MB", 32)
    yield from forms()


def forms() -> Iterator[Line]:
    """Forms of a province of 450 officers: the figures are few, the rows are as many as theirs."""
    small, cover = book_of_rows.book(), book_of_rows.cover()
    filled = [longer(small.form(form.key)) for form in small.forms]
    yield Line("the whole book as Excel, 450 officers", timed(lambda: book_workbook(filled, cover)), "s", 5)
    one = small.form("01/TK-THA")
    yield Line("a form as PDF", median(seconds(lambda: form_pdf(one, cover))), "s", 1)
    units = next(one for one in filled if one.form.code == "05/TK-THA")
    yield Line("form 05 of 450 officers as PDF", timed(lambda: form_pdf(units, cover)), "s", 2)


def longer(filled: FilledForm) -> FilledForm:
    """A form of units with the rows of a large province."""
    if filled.form.row_kind != "units":
        return filled
    return replace(filled, rows=filled.rows * (OFFICERS // 3))
