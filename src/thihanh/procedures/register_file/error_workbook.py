"""The errors given back in the user's own workbook: coloured cells with comments, and a sheet that lists all.

Runs as a worker of its own (``python -m … IN.xlsx PROBLEMS.json OUT.xlsx``): it opens a file from outside.
"""

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from thihanh.procedures.register_file.container import MEGABYTE

SUMMARY = "Lỗi"
MARKED = 3_000
# A workbook with more cells than this is not opened whole: the list alone is given back.
MOST_CELLS = 1_500_000
CPU_SECONDS = 120
MEMORY = 2048 * MEGABYTE
_RED = PatternFill("solid", start_color="FFF8C9C4", end_color="FFF8C9C4")
_YELLOW = PatternFill("solid", start_color="FFFFF0B3", end_color="FFFFF0B3")
_HEADINGS = ("Mức", "Trang", "Ô", "Cột", "Giá trị", "Vì sao", "Cần làm")
_WIDTHS = (12, 14, 8, 22, 28, 70, 60)
_LEVELS = {"error": "Lỗi", "warning": "Cần xem"}

Row = dict[str, str]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _title(problems: list[Row], unlisted: int, note: str) -> str:
    errors = sum(row["severity"] == "error" for row in problems)
    text = f"{errors} lỗi phải sửa, {len(problems) - errors} điều cần xem."
    if unlisted:
        text += f" Ngoài ra còn {unlisted} lỗi cùng loại chưa liệt kê."
    return f"{text} {note}".strip()


def _lines(problems: list[Row]) -> Iterator[tuple[str, ...]]:
    for row in problems:
        yield (
            _LEVELS[row["severity"]],
            row["sheet"],
            row["cell"],
            row["heading"],
            row["value"],
            row["what"],
            row["fix"],
        )


def _mark_cells(book: Any, problems: list[Row]) -> int:
    """Colour and comment the cells; several problems of one cell share a comment. Returns how many."""
    by_cell: dict[tuple[str, str], list[Row]] = {}
    for row in problems:
        if row["sheet"] in book.sheetnames:
            by_cell.setdefault((row["sheet"], row["cell"] or "A1"), []).append(row)
    ranked = sorted(by_cell.items(), key=lambda item: all(row["severity"] != "error" for row in item[1]))
    for (sheet, cell), rows in ranked[:MARKED]:
        page = book[sheet]
        target = page[cell]
        if target.__class__.__name__ == "MergedCell":
            area = next(area for area in page.merged_cells.ranges if cell in area)
            target = area.start_cell
        error = any(row["severity"] == "error" for row in rows)
        target.fill = _RED if error else _YELLOW
        text = "\n".join(f"{row['what']} {row['fix']}".strip() for row in rows)
        target.comment = Comment(text[:2_000], "Thi Hành", height=120, width=320)
    return max(0, len(ranked) - MARKED)


def _add_summary(book: Any, problems: list[Row], title: str) -> None:
    name = SUMMARY
    while name in book.sheetnames:
        name += " (mới)"
    page = book.create_sheet(name, 0)
    book.active = 0
    page.append([title])
    page["A1"].font = Font(bold=True, size=12)
    page.append(list(_HEADINGS))
    for cell in page[2]:
        cell.font = Font(bold=True)
    for number, line in enumerate(_lines(problems), start=3):
        for column, text in enumerate(line, start=1):
            cell = page.cell(number, column)
            # Stored as text whatever it begins with: a formula in an error list must not live.
            cell.value = text
            cell.data_type = "s"
        if line[1] in book.sheetnames:
            page.cell(number, 3).hyperlink = f"#'{line[1]}'!{line[2] or 'A1'}"
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A3"
    page.auto_filter.ref = f"A2:G{len(problems) + 2}"


def write_list(problems: list[Row], unlisted: int, target: Path, note: str) -> None:
    """Only the list, in a workbook of its own."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(target), options) as book:
        bold = book.add_format({"bold": True})
        page = book.add_worksheet(SUMMARY)
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width)
        page.freeze_panes(2, 0)
        page.write_string(0, 0, _title(problems, unlisted, note), bold)
        for column, heading in enumerate(_HEADINGS):
            page.write_string(1, column, heading, bold)
        for number, line in enumerate(_lines(problems), start=2):
            for column, text in enumerate(line):
                page.write_string(number, column, text)


def _is_large(source: Path) -> bool:
    book = openpyxl.load_workbook(source, read_only=True)
    cells = sum((page.max_row or 0) * (page.max_column or 0) for page in book.worksheets)
    book.close()
    return cells > MOST_CELLS


def write(source: Path, problems: list[Row], unlisted: int, target: Path) -> None:
    """The user's workbook with its errors, or the list alone where the workbook cannot be opened whole."""
    if any(row["code"].startswith("file.") for row in problems):
        write_list(problems, unlisted, target, "")
        return
    if _is_large(source):
        write_list(problems, unlisted, target, "Tệp lớn nên chỉ trả lại danh sách này.")
        return
    book = openpyxl.load_workbook(source, data_only=True)
    unmarked = _mark_cells(book, problems)
    note = f"{unmarked} ô không được tô màu vì quá nhiều; xem danh sách." if unmarked else ""
    _add_summary(book, problems, _title(problems, unlisted, note))
    book.save(target)


def main(source: str, problems: str, target: str) -> None:
    """One file in, one file out."""
    _limit()
    stated = json.loads(Path(problems).read_text(encoding="utf-8"))
    write(Path(source), stated["problems"], stated["unlisted"], Path(target))


if __name__ == "__main__":
    main(*sys.argv[1:])
