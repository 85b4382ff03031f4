"""A worksheet as readable text: set-up for print, merges, then every cell with its value and its look.

``python -m tests.statistics.golden_text`` writes the golden files anew; their difference is then to be read.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from tests.statistics.book_of_rows import PERIOD_2025, PERIOD_2026, book, cover
from thihanh.statistics.book.workbooks import book_workbook

NEW_IN_2026 = ("01/TK-THA", "02/TK-THA", "03/TK-THA", "04/TK-THA", "05/TK-THA")
FOLDER = Path(__file__).parent / "golden"


def workbooks() -> dict[str, bytes]:
    """The workbooks behind the golden files: the whole book of 2025, and what TT 05/2026 changed."""
    of_2025, of_2026 = book(PERIOD_2025), book(PERIOD_2026)
    return {
        "2025": book_workbook([of_2025.form(form.key) for form in of_2025.forms], cover(PERIOD_2025)),
        "2026": book_workbook([of_2026.form(code) for code in NEW_IN_2026], cover(PERIOD_2026)),
    }


def texts() -> dict[str, str]:
    """Name of a golden file → what it should hold."""
    found = {}
    for year, content in workbooks().items():
        for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
            found[f"{year} {sheet.title}.txt"] = "\n".join(text_of(sheet)) + "\n"
    return found


def text_of(sheet: Worksheet) -> Iterator[str]:
    setup = sheet.page_setup
    yield f"paper {setup.paperSize} {setup.orientation}, fit {setup.fitToWidth} × {setup.fitToHeight}"
    yield f"area {sheet.print_area}, rows {sheet.print_title_rows}, columns {sheet.print_title_cols}"
    yield f"panes {sheet.freeze_panes}, foot {sheet.oddFooter.left.text} | {sheet.oddFooter.center.text}"
    yield "widths " + " ".join(
        f"{key}:{one.width:.4g}" for key, one in sorted(sheet.column_dimensions.items())
    )
    yield "merged " + " ".join(sorted(str(area) for area in sheet.merged_cells.ranges))
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, MergedCell) and cell.value is not None:
                yield f"{cell.coordinate} {cell.value!r} {look(cell)}"


def look(cell: Cell) -> str:
    """How a cell looks: type, number format, letters, lines, place."""
    font, place = cell.font, cell.alignment
    said = [cell.data_type, cell.number_format if cell.number_format != "General" else ""]
    said += ["b" if font.b else "", "i" if font.i else "", f"{font.sz:g}"]
    said += [
        "lined" if cell.border.top.style else "",
        place.horizontal or "",
        "wrap" if place.wrap_text else "",
    ]
    said += [f"indent {place.indent:g}" if place.indent else ""]
    return "[" + " ".join(one for one in said if one) + "]"


def main() -> None:
    for path in FOLDER.glob("*.txt"):
        path.unlink()
    for name, text in texts().items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
