"""The empty register file: headings, lists to choose from, formats, a sheet that explains every column."""

from pathlib import Path
from typing import Any

import xlsxwriter

from thihanh import law
from thihanh.procedures.register_file import layout
from thihanh.procedures.register_file.checks.stages import stages_with_ground
from thihanh.procedures.register_file.dates import EARLIEST

LISTS = "Danh mục"
_GREEN, _GREY = "#0F5132", "#E9ECEF"

_ADVICE = (
    "Mỗi trang giữ nguyên dòng tiêu đề ở dòng 1; dữ liệu bắt đầu từ dòng 2; không gộp ô.",
    "Cột có dấu * là bắt buộc. Ngày là ô định dạng Ngày; tiền là số nguyên đồng.",
    "Số quyết định cùng năm của ngày quyết định nối các trang với nhau.",
    "Nhập lại cùng một tệp không làm thay đổi gì; nhập tệp đã sửa thì chỉ phần khác được ghi thêm.",
    "Dòng có trong hệ thống mà không còn trong tệp thì được giữ nguyên và được báo lại.",
)


def write(path: Path) -> None:
    """Write the template to ``path``."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        formats = _formats(book)
        _write_guide(book.add_worksheet(layout.GUIDE), formats)
        _write_information(book.add_worksheet(layout.INFORMATION), formats)
        sheets = [(sheet, book.add_worksheet(sheet.name)) for sheet in layout.SHEETS]
        ranges = _write_lists(book.add_worksheet(LISTS))
        for sheet, page in sheets:
            _write_sheet(page, sheet, formats, ranges)


def _formats(book: Any) -> dict[str, Any]:
    plain = {
        "text": {"num_format": "@"},
        "date": {"num_format": "dd/mm/yyyy", "align": "center"},
        "amount": {"num_format": "#,##0"},
        "count": {"num_format": "0"},
        "year": {"num_format": "0"},
        "choice": {},
        "choices": {},
        "title": {"bold": True, "font_size": 14, "font_color": _GREEN},
        "bold": {"bold": True},
        "wrap": {"text_wrap": True, "valign": "top"},
        "heading": {"bold": True, "bg_color": _GREY, "border": 1, "text_wrap": True, "valign": "vcenter"},
        "required": {
            "bold": True,
            "bg_color": _GREEN,
            "font_color": "#FFFFFF",
            "border": 1,
            "text_wrap": True,
            "valign": "vcenter",
        },
    }
    return {name: book.add_format(properties) for name, properties in plain.items()}


def _write_lists(page: Any) -> dict[tuple[str, ...], str]:
    """Each list of labels in a column of a hidden sheet; a validation can name only a range that long."""
    ranges: dict[tuple[str, ...], str] = {}
    for sheet in layout.SHEETS:
        for column in sheet.columns:
            names = tuple(column.labels or ())
            if column.kind != "choice" or names in ranges:
                continue
            place = len(ranges)
            page.write_column(0, place, names)
            letter = chr(ord("A") + place)
            ranges[names] = f"='{LISTS}'!${letter}$1:${letter}${len(names)}"
    page.hide()
    return ranges


def _validation(column: layout.Column, ranges: dict[tuple[str, ...], str]) -> dict[str, Any]:
    rules: dict[str, dict[str, Any]] = {
        "date": {"validate": "date", "criteria": ">=", "value": EARLIEST},
        "amount": {"validate": "integer", "criteria": ">", "value": 0},
        "count": {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 9999},
        "year": {"validate": "integer", "criteria": "between", "minimum": 1880, "maximum": 2100},
    }
    rule = rules.get(column.kind, {"validate": "any"})
    if column.kind == "choice":
        rule = {"validate": "list", "source": ranges[tuple(column.labels or ())]}
    return {
        **rule,
        "input_title": column.heading[:32],
        "input_message": column.note[:255],
        "error_title": column.heading[:32],
        "error_message": f"Giá trị không hợp lệ. {column.note}"[:255],
    }


def _write_sheet(
    page: Any, sheet: layout.Sheet, formats: dict[str, Any], ranges: dict[tuple[str, ...], str]
) -> None:
    page.freeze_panes(1, 2)
    page.set_row(0, 34)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, formats[column.kind])
        mark = "*" if column.required else ""
        page.write_string(0, place, column.heading + mark, formats["required" if mark else "heading"])
        page.data_validation(1, place, sheet.most_rows, place, _validation(column, ranges))


def _write_information(page: Any, formats: dict[str, Any]) -> None:
    page.set_column(0, 0, 20, formats["bold"])
    page.set_column(1, 1, 40, formats["text"])
    page.set_column(2, 2, 70)
    for row, (key, heading, note) in enumerate(layout.INFORMATION_ROWS):
        page.write_string(row, 0, heading, formats["bold"])
        page.write_string(row, 1, layout.VERSION if key == "version" else "", formats["text"])
        page.write_string(row, 2, note)


def _write_guide(page: Any, formats: dict[str, Any]) -> None:
    page.set_column(0, 0, 22)
    page.set_column(1, 1, 26)
    page.set_column(2, 2, 10)
    page.set_column(3, 3, 90)
    page.write_string(0, 0, "Sổ thụ lý thi hành án – tệp nhập", formats["title"])
    row = 1
    for line in _ADVICE:
        page.write_string(row, 0, line)
        row += 1
    row = _table(page, row + 1, formats, ("Trang", "Cột", "Bắt buộc", "Giải thích"), _explained())
    _table(page, row + 1, formats, ("Luật", "Căn cứ", "Mã", "Nội dung"), _grounds())


def _table(
    page: Any, row: int, formats: dict[str, Any], top: tuple[str, ...], lines: list[tuple[str, ...]]
) -> int:
    for place, heading in enumerate(top):
        page.write_string(row, place, heading, formats["heading"])
    for number, line in enumerate(lines, start=row + 1):
        for place, text in enumerate(line):
            page.write_string(number, place, text, formats["wrap"])
    return row + len(lines) + 1


def _explained() -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = []
    for sheet in layout.SHEETS:
        lines.append((sheet.name, "", "", sheet.note))
        for column in sheet.columns:
            choices = f" Chọn: {'; '.join(column.labels)}." if column.labels else ""
            needed = "có" if column.required else ""
            lines.append((sheet.name, column.heading, needed, column.note + choices))
    return lines


def _grounds() -> list[tuple[str, ...]]:
    regimes: tuple[tuple[law.Regime, str], ...] = (
        ("R08", "Trước 01/07/2026"),
        ("R25", "Từ 01/07/2026"),
    )
    return [
        (name, ground.article, ground.code, ground.label)
        for regime, name in regimes
        for ground in law.grounds(regime)
        if ground.kind in stages_with_ground()
    ]
