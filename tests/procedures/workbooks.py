"""Registers for the tests, written the way an office's workbook is written."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from thihanh.procedures.register_file import layout

Rows = Sequence[Sequence[Any]]
D = date(2025, 3, 3)

INFORMATION: Rows = (("Mã đơn vị", "22"), ("Tên đơn vị", "THADS tỉnh Quảng Ninh"), ("Năm công tác", 2025))


def headings(name: str) -> list[str]:
    sheet = next(sheet for sheet in layout.SHEETS if sheet.name == name)
    return [column.heading + ("*" if column.required else "") for column in sheet.columns]


def small() -> dict[str, list[list[Any]]]:
    """One matter of officer Lan, half paid, with everything in order."""
    key = ["12/QĐ-CTHADS", D]
    return {
        "Thông tin": [list(row) for row in INFORMATION],
        "Việc": [
            [
                *(*key, "Theo yêu cầu", date(2025, 2, 20), "05/2025/DS-ST", date(2025, 1, 15)),
                *("TAND khu vực 1 - Quảng Ninh", "Dân sự", "Tín dụng, ngân hàng"),
                *(None, None, date(2025, 3, 4)),
            ]
        ],
        "Đương sự": [
            [
                *key,
                1,
                "Người được thi hành án",
                "Ngân hàng Bãi Cháy",
                "Tổ chức",
                "0101234567",
                None,
                "Hạ Long",
            ],
            [*key, 2, "Người phải thi hành án", "Trần Thị Hòa", "Cá nhân", "022090012345", 1990, "Cẩm Phả"],
        ],
        "Khoản": [[*key, 1, "Trả nợ tín dụng", "Trả gốc và lãi", 100_000_000, 2, 1, None]],
        "Diễn biến": [
            [*key, D, "Đã ra quyết định", None, "12/QĐ-CTHADS", None, None],
            [*key, date(2025, 3, 10), "Trong thời hạn tự nguyện", None, None, None, None],
            [*key, date(2025, 3, 25), "Đang xác minh", None, None, None, None],
            [*key, date(2025, 4, 10), "Có điều kiện – đang thi hành", None, None, None, None],
        ],
        "Tiền": [[*key, 1, date(2025, 5, 5), "Thu được", 40_000_000, "BL 0001", None]],
        "Phân công": [[*key, date(2025, 3, 4), "22.KV01", "22.0001", None]],
        "Cán bộ": [["22.0001", "Nguyễn Thị Lan", "Chấp hành viên sơ cấp", "22.KV01", date(2024, 1, 1), None]],
    }


def write(
    path: Path, sheets: Mapping[str, Iterable[Iterable[Any]]], tops: Mapping[str, list[str]] = {}
) -> Path:
    """Write sheets under the layout's headings, or under ``tops`` where given."""
    book = xlsxwriter.Workbook(str(path))
    as_date = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        known = name in {one.name for one in layout.SHEETS}
        top = tops.get(name) or (headings(name) if known else None)
        every = [top, *rows] if top else list(rows)
        for number, row in enumerate(every):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, as_date)
                elif isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write(number, column, value)
    book.close()
    return path
