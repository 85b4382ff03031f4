"""Excel: a list of 100,000 rows × 30 columns, in constant memory."""

import resource
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.table import Line, timed
from thihanh.documents.spreadsheet import Column, write

ROWS = 100_000
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
    """The list of issue size; how much memory its writing adds, in MB."""

    def list_of_rows() -> None:
        with tempfile.TemporaryFile() as target:
            write(target, ("THADS tỉnh Quảng Ninh", "Danh sách việc"), COLUMNS, rows())

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield Line("Excel, 100,000 rows × 30 columns", timed(list_of_rows), "s", 10)
    added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    yield Line("memory added by writing it", added, "MB", 32)
