"""Forms in Excel and in print: golden workbooks cell by cell, and PDFs that say what the form says."""

import io
import re

import openpyxl
import pytest
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTTextContainer

from tests.statistics.book_of_rows import book, cover
from tests.statistics.golden_text import FOLDER, texts
from thihanh.statistics.book import printed
from thihanh.statistics.book.heading import depth_of, head_of
from thihanh.statistics.book.layout import BookColumn, BookForm, FilledForm, FilledRow
from thihanh.statistics.book.printing import form_pdf, parts_of
from thihanh.statistics.book.workbooks import book_workbook, form_workbook
from thihanh.statistics.numbers import Absent, Percent

GOLDEN = texts()
FORMS = book().forms


def words(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", extract_text(io.BytesIO(pdf)))


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_a_workbook_is_its_golden_file_cell_by_cell(name):
    assert GOLDEN[name].splitlines() == (FOLDER / name).read_text("utf-8").splitlines()


def test_no_golden_file_is_left_over():
    assert {path.name for path in FOLDER.glob("*.txt")} == set(GOLDEN)


def test_the_same_book_is_the_same_bytes():
    filled = [book().form(form.key) for form in FORMS]
    assert book_workbook(filled, cover()) == book_workbook(filled, cover())
    assert form_pdf(filled[0], cover()) == form_pdf(filled[0], cover())


def test_no_cell_of_a_workbook_can_run():
    hostile = FilledRow("x", '=HYPERLINK("http://example.test")', 1, (1, Percent(8510), Absent("không có")))
    columns = (
        BookColumn("1", "a", "=1+1", "cases"),
        BookColumn("2", "b", "@tỷ lệ", "cases"),
        BookColumn("3", "c", "+c", "cases"),
    )
    form = BookForm("X", "V", "=tên", "căn cứ", "S", "nguồn", "việc", "cases", columns, (), "measures")
    made = openpyxl.load_workbook(io.BytesIO(form_workbook(FilledForm(form, "22", (hostile,)), cover())))
    cells = [cell for row in made.active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    found = {cell.value for cell in cells}
    assert {hostile.name, "=1+1", 1, 85.1, "–"} <= found


def test_the_head_is_a_tree_that_leaves_no_hole_and_no_overlap():
    for form in FORMS:
        covered = [
            (row, column)
            for cell in head_of(form.columns)
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        ]
        deep = depth_of(form.columns)
        assert sorted(covered) == [(row, n) for row in range(deep) for n in range(len(form.columns))], (
            form.key
        )


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.code} {form.version}")
def test_a_pdf_says_every_name_and_figure_of_its_form(form):
    filled = book().form(form.key)
    said = words(form_pdf(filled, cover()))
    assert f"Biểu số: {form.code}" in said
    assert printed.COUNTRY in said
    for row in filled.rows:
        assert row.name in said
        for column, value in zip(form.columns, row.values, strict=True):
            assert printed.as_text(form, column, value) in said, (row.code, column.code)
    if form.missing:
        assert form.missing[1:] in said
    if form.mark != "S":
        assert f"[{form.mark}]" in said


def test_a_long_form_repeats_its_head_and_a_wide_one_is_printed_in_parts():
    filled = book().form("04/TK-THA")
    long = FilledForm(filled.form, filled.unit, filled.rows * 20)
    pages = list(extract_pages(io.BytesIO(form_pdf(long, cover()))))
    assert len(pages) > 1
    for page in pages:
        said = " ".join(one.get_text() for one in page if isinstance(one, LTTextContainer))
        assert "Tên đơn vị" in said
        assert f"/{len(pages)}" in said
    wide = book().form("03/TK-THA").form
    assert [len(part) for part in parts_of(wide.columns)] == [
        sum(column.of == of for column in wide.columns) for of in ("cases", "money")
    ]


def test_money_is_printed_in_thousands_each_cell_by_itself_and_counts_are_not():
    filled = book().form("02/TK-THA")
    due, rate = filled.form.column("due"), filled.form.column("rate")
    assert printed.as_number(filled.form, due, 1_499) == 1
    assert printed.as_number(filled.form, due, 1_500) == 2
    assert printed.as_text(filled.form, rate, Percent(8510)) == "85,10"
    counted = book().form("01/TK-THA").form
    assert printed.as_text(counted, counted.column("due"), 1_499) == "1.499"
