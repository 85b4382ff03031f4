"""Excel workbooks of the forms in their official look: merged heads, print set-up, every cell a value.

Same forms, same bytes. Texts are written as texts (no formula, no address); numbers are the printed ones,
drawn with the separators of the reader's own Excel.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import xlsxwriter

from thihanh.statistics.book import printed
from thihanh.statistics.book.layout import BookForm, FilledForm
from thihanh.statistics.book.printed import Cover
from thihanh.statistics.book.workbook_styles import Styles
from thihanh.statistics.book.worksheet import A4, FormSheet

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)  # a workbook carries no time of its own
_LIST: Final = (
    ("Biểu số", 22),
    ("Tên biểu", 70),
    ("Ban hành theo", 34),
    ("Đơn vị tính", 20),
    ("Tình trạng", 60),
)


def form_workbook(filled: FilledForm, cover: Cover) -> bytes:
    """One form as a workbook of one sheet."""
    return book_workbook([filled], cover)


def book_workbook(forms: Sequence[FilledForm], cover: Cover) -> bytes:
    """Forms of one unit as one workbook, a sheet for each, with a list of them in front of several."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        book.set_properties({"created": _MADE, "author": cover.reporter})
        styles = Styles(book)
        if len(forms) > 1:
            _contents(styles, forms, cover)
        for filled in forms:
            FormSheet(styles, book.add_worksheet(sheet_name(filled.form)), filled, cover).write()
    return made.getvalue()


def sheet_name(form: BookForm) -> str:
    """The name of a form's sheet: its code, and the instrument where a book has two versions of it."""
    name = form.code.replace("/", "-")
    version = printed.version_name(form)
    return f"{name} ({version})" if version else name


def _contents(styles: Styles, forms: Sequence[FilledForm], cover: Cover) -> None:
    """The list of the forms of a book, and what is not filled in yet."""
    sheet = styles.book.add_worksheet("Danh mục biểu")
    for row, text in enumerate((cover.reporter, "DANH MỤC BIỂU", cover.period_line, cover.cut_line)):
        sheet.write_string(row, 0, text, styles["bold" if row < 2 else "text"])
    for place, (heading, width) in enumerate(_LIST):
        sheet.set_column(place, place, width)
        sheet.write_string(5, place, heading, styles["head"])
    for row, filled in enumerate(forms, start=6):
        form = filled.form
        texts = (sheet_name(form), form.title, form.legal_basis, form.unit, form.missing or "có số liệu")
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, styles.row_head(1))
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(5)
    sheet.freeze_panes(6, 0)
