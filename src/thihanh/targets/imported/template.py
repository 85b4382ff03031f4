"""The empty Excel page of published rows, with a sheet that explains every column."""

from pathlib import Path
from typing import Any

import xlsxwriter

from thihanh.targets.imported import layout

_CHOICES = {
    "level": ["toàn quốc", "tỉnh", "huyện"],
    "unit_note": ["63", "34"],
    "status": ["giữa năm", "sơ bộ", "cả năm", "chính thức"],
    "money_unit": ["tỷ đồng", "triệu đồng", "nghìn đồng", "đồng"],
    "mark": list(layout.MARKS),
}
_ADVICE = (
    "Một dòng là một đơn vị, một kỳ lũy kế, một bản, một nguồn. Giữ nguyên dòng tiêu đề.",
    "Ghi số như nguồn in: “hơn 8.284”, “gần 64”, “khoảng 8.000”, “dưới 5”; trên, xấp xỉ cũng hiểu.",
    "Dấu phẩy là phần lẻ, dấu chấm ngăn hàng nghìn. Ô tiền có thể ghi đơn vị: “850 triệu”, “1.484 tỷ”.",
    "Vượt chỉ tiêu và tăng giảm của tỷ lệ tính bằng điểm phần trăm.",
    "Cột không có trong nguồn thì để trống, không suy ra.",
)


def write(path: Path) -> None:
    """Write the template to ``path``."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E9ECEF", "border": 1})
        text = book.add_format({"num_format": "@"})
        _page(book.add_worksheet(layout.SHEET), head, text)
        _guide(book.add_worksheet(layout.GUIDE), head)


def _page(page: Any, head: Any, text: Any) -> None:
    page.freeze_panes(1, 3)
    page.set_row(0, 48)
    for place, column in enumerate(layout.COLUMNS):
        page.set_column(place, place, 24 if column.kind == "text" else 14, text)
        page.write_string(0, place, column.heading + ("*" if column.required else ""), head)
        if column.code in _CHOICES:
            source = {"validate": "list", "source": _CHOICES[column.code], "error_type": "warning"}
            page.data_validation(1, place, layout.MOST_ROWS, place, source)


def _guide(page: Any, head: Any) -> None:
    page.set_column(0, 1, 34)
    page.set_column(2, 2, 90)
    for row, line in enumerate(_ADVICE):
        page.write_string(row, 0, line)
    top = len(_ADVICE) + 1
    for place, heading in enumerate(("Cột", "Mã trong tệp CSV", "Giải thích")):
        page.write_string(top, place, heading, head)
    kinds = {"count": "số việc", "money": "số tiền", "percent": "phần trăm", "points": "điểm phần trăm"}
    for row, column in enumerate(layout.COLUMNS, start=top + 1):
        note = column.note or kinds.get(column.kind, "")
        for place, said in enumerate((column.heading, column.code, note)):
            page.write_string(row, place, said)
