"""Writes ``demo/so-thu-ly-loi.xlsx``: a register with every kind of mistake, the same bytes every time.

python demo/so_thu_ly_loi.py [OUT.xlsx]
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from demo.mistakes import Book, all_mistakes
from thihanh.procedures.register_file import layout
from thihanh.procedures.register_file.problems import letters

OUT = Path(__file__).with_name("so-thu-ly-loi.xlsx")


def write(book: Book, path: Path) -> Path:
    """Write the workbook as an office's own Excel would have it."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as file:
        file.set_properties({"created": datetime(2025, 9, 30, tzinfo=UTC)})
        as_date = file.add_format({"num_format": "dd/mm/yyyy"})
        bold = file.add_format({"bold": True})
        page = file.add_worksheet(layout.INFORMATION)
        for number, line in enumerate(book.information):
            page.write_row(number, 0, line)
        for sheet in layout.SHEETS:
            page = file.add_worksheet(sheet.name)
            page.freeze_panes(1, 2)
            page.set_column(0, len(sheet.columns) - 1, 18)
            page.write_row(0, 0, book.headings_of(sheet), bold)
            for number, row in enumerate(book.values_of(sheet), start=1):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        page.write_datetime(number, column, value, as_date)
                    elif isinstance(value, str):
                        page.write_string(number, column, value)
                    elif value is not None:
                        page.write_number(number, column, value)
            for name, first, key, last, text in book.merged:
                if name == sheet.name:
                    letter = letters([one.key for one in sheet.columns].index(key))
                    page.merge_range(f"{letter}{first}:{letter}{last}", text)
    return path


if __name__ == "__main__":
    write(all_mistakes()[0], Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
