"""A file of published rows as plain cells: CSV, or a page of an Excel workbook read by the closed worker."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from thihanh.law.notation import dotted
from thihanh.procedures.register_file import workbook
from thihanh.procedures.register_file.problems import FileRefused
from thihanh.procedures.register_file.text import folded
from thihanh.targets.imported.layout import MOST_ROWS, SHEET

MOST_BYTES = 5_000_000
MOST_COLUMNS = 120
Cell = str | float | int | bool


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells under a heading row; ``sheet`` names them in sentences."""

    sheet: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def read(path: Path, name: str) -> Grid:
    """The cells of a file. Raises FileRefused with the sentence for the user."""
    if path.stat().st_size > MOST_BYTES:
        raise FileRefused(
            "file.too_large",
            f"Tệp nặng {dotted(path.stat().st_size)} byte; giới hạn {dotted(MOST_BYTES)}. Hãy chia nhỏ.",
        )
    head = path.open("rb").read(4)
    return _workbook(path) if head.startswith((b"PK", b"\xd0\xcf")) else _csv(path, name)


def _workbook(path: Path) -> Grid:
    wanted = {folded(SHEET): MOST_ROWS + 1}
    for sheet in workbook.read(path, wanted):
        if sheet.rows is not None and folded(sheet.name) in wanted:
            if sheet.error_cells:
                cell = sheet.error_cells[0]
                raise FileRefused(
                    "file.error_cell",
                    f"{sheet.name}!{cell}: ô báo lỗi công thức. Hãy dán giá trị rồi nhập lại.",
                )
            rows = [tuple(row) for row in sheet.rows]
            return _grid(sheet.name, rows)
    raise FileRefused(
        "sheet.missing", f"Thiếu trang “{SHEET}”. Hãy tải tệp mẫu và chép số liệu vào trang ấy."
    )


def _csv(path: Path, name: str) -> Grid:
    raw = path.read_bytes()
    if not raw.strip():
        raise FileRefused("file.empty", "Tệp rỗng. Hãy chọn lại tệp đã lưu xong.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused(
            "file.encoding", "Tệp không phải UTF-8. Hãy lưu lại dạng “CSV UTF-8”, hoặc dùng tệp mẫu Excel."
        ) from None
    if "\0" in text:
        raise FileRefused("file.not_text", "Tệp không phải CSV. Hãy gửi tệp .csv hoặc .xlsx.")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    csv.field_size_limit(MOST_BYTES)
    try:
        rows: list[tuple[Cell, ...]] = [
            tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        ]
    except csv.Error as error:
        raise FileRefused("file.rows", f"CSV không đọc được: {error}. Hãy lưu lại từ Excel.") from None
    return _grid(name, rows)


def _grid(name: str, rows: list[tuple[Cell, ...]]) -> Grid:
    while rows and not any(str(cell).strip() for cell in rows[-1]):
        rows.pop()
    if len(rows) - 1 > MOST_ROWS:
        raise FileRefused(
            "file.too_many_rows",
            f"Tệp có {dotted(len(rows) - 1)} dòng; giới hạn {dotted(MOST_ROWS)}. Hãy chia nhỏ.",
        )
    if len(rows) < 2:
        raise FileRefused("file.no_rows", f"{name}: không có dòng số liệu nào dưới dòng tiêu đề.")
    if max(map(len, rows)) > MOST_COLUMNS:
        raise FileRefused("file.too_wide", f"{name}: quá {MOST_COLUMNS} cột. Hãy xóa các cột thừa bên phải.")
    return Grid(name, tuple(str(cell).strip() for cell in rows[0]), tuple(rows[1:]))
