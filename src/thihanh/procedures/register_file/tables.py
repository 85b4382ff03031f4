"""From the sheets as read to clean rows, with every problem of form on the way."""

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from thihanh.procedures.register_file import cells, headings, layout, rows
from thihanh.procedures.register_file.problems import Findings, Problem, letters
from thihanh.procedures.register_file.sheet_report import SheetReport
from thihanh.procedures.register_file.text import clean, folded, same_spelling
from thihanh.procedures.register_file.workbook import ReadSheet

_ROW_TYPES: dict[str, Any] = {
    layout.MATTERS.name: rows.MatterRow,
    layout.PARTIES.name: rows.PartyRow,
    layout.OBLIGATIONS.name: rows.ObligationRow,
    layout.STAGES.name: rows.StageRow,
    layout.MONEY.name: rows.MoneyRow,
    layout.ASSIGNMENTS.name: rows.AssignmentRow,
    layout.OFFICERS.name: rows.OfficerRow,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What reading needs to know: the day of the import and the office's own headings."""

    on: date
    own_headings: headings.OwnHeadings


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's clean rows and the report to say more about them."""

    rows: list[Any]
    report: SheetReport


def pair_names(sheets: Iterable[ReadSheet], findings: Findings) -> dict[str, ReadSheet]:
    """The user's sheet for each sheet of the layout, by folded name; missing ones are reported."""
    by_fold = {folded(sheet.name): sheet for sheet in sheets}
    found: dict[str, ReadSheet] = {}
    names = [(sheet.name, sheet.optional) for sheet in layout.SHEETS] + [(layout.INFORMATION, False)]
    strangers = {sheet.name for sheet in by_fold.values() if sheet.rows is None}
    for name, optional in names:
        sheet = by_fold.get(folded(name))
        if sheet is not None:
            found[name] = sheet
            continue
        near = difflib.get_close_matches(name, strangers, n=1, cutoff=0.6)
        if near:
            what = f"Trang “{near[0]}” có lẽ là trang “{name}”."
            findings.add(
                Problem(
                    "error", "sheet.renamed", near[0], "", "", "", what, f"Hãy đổi tên trang thành “{name}”."
                )
            )
        elif not optional:
            headings.none_found(findings, name)
    return found


def _report_merged(report: SheetReport, read: ReadSheet) -> set[tuple[int, str]]:
    """Report merged areas; returns the cells (row, key) hidden under them."""
    hidden: set[tuple[int, str]] = set()
    keys = {column: key for key, column in report.places.items()}
    for top, left, bottom, right in read.merged:
        area = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
        report.findings.add(
            Problem(
                "error",
                "cell.merged",
                report.name,
                f"{letters(left)}{top + 1}",
                "",
                area,
                f"Các ô {area} bị gộp; mỗi dòng phải tự có đủ giá trị.",
                "Hãy bỏ gộp ô (Unmerge) và điền giá trị vào từng dòng.",
            )
        )
        for row in range(top, min(bottom + 1, len(report.rows))):
            report.faulty.add(row + 1)
            hidden |= {(row + 1, keys[c]) for c in range(left, right + 1) if c in keys}
    return hidden


def _report_error_cells(report: SheetReport, read: ReadSheet) -> None:
    keys = {column: key for key, column in report.places.items()}
    for cell in read.error_cells:
        name = cell.rstrip("0123456789")
        key = next((keys[place] for place in keys if letters(place) == name), None)
        if key is not None:
            what = "Ô chứa lỗi của Excel (#N/A, #REF!, #VALUE!…)."
            report.error(
                "cell.excel_error", int(cell[len(name) :]), key, what, "Hãy sửa công thức hoặc gõ giá trị."
            )


def _drop_consequences(report: SheetReport, hidden: set[tuple[int, str]], first: int) -> None:
    """Take back "missing value" for cells that are only hidden by a merged area."""
    if not hidden:
        return
    addresses = {report.cell(row, key) for row, key in hidden}
    problems = report.findings.problems
    kept = [
        problem
        for problem in problems[first:]
        if not (problem.code == "cell.required" and problem.cell in addresses)
    ]
    dropped = len(problems) - first - len(kept)
    problems[first:] = kept
    report.findings.counts[(report.name, "cell.required", "error")] -= dropped


def _note_decomposed(report: SheetReport) -> None:
    """One remark for a sheet whose letters come apart (NFD): they were put together."""
    count = sum(
        type(cell) is str and not cell.isascii() and not unicodedata.is_normalized("NFC", cell)
        for row in report.rows
        for cell in row
    )
    if count:
        report.findings.add(
            Problem(
                "warning",
                "text.decomposed",
                report.name,
                "",
                "",
                "",
                f"{count} ô dùng chữ tổ hợp (dấu tách khỏi chữ); đã chuyển sang chữ dựng sẵn.",
                "Không cần làm gì; khi gõ mới, chọn bảng mã Unicode dựng sẵn.",
            )
        )


def read_table(sheet: layout.Sheet, read: ReadSheet | None, findings: Findings, context: Context) -> Table:
    """The clean rows of one sheet, in the user's order."""
    user_rows = (read.rows if read else None) or []
    report = SheetReport(sheet, read.name if read else sheet.name, findings, user_rows, context.on)
    merged_top = read is not None and any(top == 0 for top, *_ in read.merged)
    report.readable = read is not None and headings.locate(report, context.own_headings, merged=merged_top)
    if read is None or not report.readable:
        if read is not None and merged_top:
            _report_merged(report, read)
        return Table([], report)
    hidden = _report_merged(report, read)
    first = len(findings.problems)
    readers = [(report.places.get(column.key), cells.reader_for(column, report)) for column in sheet.columns]
    make = _ROW_TYPES[sheet.name]._make
    clean_rows = []
    for number, raw in enumerate(user_rows[1:], start=2):
        if raw.count("") == len(raw):
            continue
        values: list[object] = [number]
        values += [reader(raw[place], number) if place is not None else None for place, reader in readers]
        clean_rows.append(make(values))
    _report_error_cells(report, read)
    _drop_consequences(report, hidden, first)
    _note_decomposed(report)
    return Table(clean_rows, report)


def read_information(read: ReadSheet | None) -> dict[str, tuple[str, int]]:
    """The sheet "Thông tin": key → (value, row)."""
    keys = {folded(heading): key for key, heading, _ in layout.INFORMATION_ROWS}
    found: dict[str, tuple[str, int]] = {}
    for number, row in enumerate((read.rows if read else None) or [], start=1):
        key = keys.get(folded(str(row[0]))) if row else None
        if key and len(row) > 1:
            value = row[1]
            text = f"{value:.15g}" if isinstance(value, float) else str(value)
            found[key] = (same_spelling(clean(text)), number)
    return found
