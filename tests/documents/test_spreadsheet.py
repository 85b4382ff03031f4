"""Long lists: what is read back is what was written, by two readers, and nothing of it can run."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from thihanh.documents import spreadsheet
from thihanh.documents.problems import Refused
from thihanh.documents.spreadsheet import Column, write

COLUMNS = (
    Column("STT", 6, "number"),
    Column("Người phải thi hành án", 30),
    Column("Ngày", 12, "day"),
    Column("Số tiền (đồng)", 20, "number", total=True),
)
TITLE = ("THADS tỉnh Quảng Ninh", "Danh sách <thử> & kiểm tra")
ROWS = [
    (1, "Nguyễn Thị Ưng", date(2025, 9, 30), 1_234_567_890_123),
    (2, "=1+1", None, 0),
    (3, "http://example.test/ @SUM(A1)", date(1899, 1, 2), -5),
    (4, "<b>&amp;</b> \x07 _x0041_ hai  dòng\nxuống", date(2024, 2, 29), None),
    (5, None, date(1900, 3, 1), 7),
]


def made(rows=ROWS) -> bytes:
    target = io.BytesIO()
    assert write(target, TITLE, COLUMNS, iter(rows)) == len(rows)
    return target.getvalue()


def test_openpyxl_reads_back_every_value_and_its_format():
    sheet = openpyxl.load_workbook(io.BytesIO(made())).active
    assert sheet.title == "Danh sách"
    assert [sheet["A1"].value, sheet["A2"].value] == list(TITLE)
    assert [cell.value for cell in sheet[4]] == [column.heading for column in COLUMNS]
    assert [cell.value for cell in sheet[5]][:2] == [1, "Nguyễn Thị Ưng"]
    assert sheet["C5"].value.date() == date(2025, 9, 30)
    assert sheet["C5"].number_format == "dd/mm/yyyy"
    assert (sheet["D5"].value, sheet["D5"].number_format) == (1_234_567_890_123, "#,##0")
    assert sheet["C7"].value == "02/01/1899", "Excel counts no days before 1900"
    assert sheet["D10"].value == 1_234_567_890_123 - 5 + 7
    assert sheet["D10"].font.b
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_texts_stay_texts_whatever_they_look_like():
    sheet = openpyxl.load_workbook(io.BytesIO(made())).active
    for row, said in ((6, "=1+1"), (7, "http://example.test/ @SUM(A1)")):
        assert (sheet.cell(row, 2).value, sheet.cell(row, 2).data_type) == (said, "s")
    with zipfile.ZipFile(io.BytesIO(made())) as package:
        assert "hyperlink" not in package.read("xl/worksheets/sheet1.xml").decode()
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_calamine_reads_back_the_same_and_letters_xml_cannot_hold_are_written_in_excel_s_way():
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made())).get_sheet_by_index(0).to_python()
    assert rows[4][:3] == [1.0, "Nguyễn Thị Ưng", date(2025, 9, 30)]
    assert rows[5][1] == "=1+1"
    with zipfile.ZipFile(io.BytesIO(made())) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt; _x0007_ _x005F_x0041_ hai  dòng\nxuống" in sheet


def test_the_same_rows_are_the_same_bytes_and_an_empty_list_is_a_workbook():
    assert made() == made()
    assert openpyxl.load_workbook(io.BytesIO(made([]))).active["D5"].value == 0


def test_letters_of_columns_and_the_length_of_rows():
    assert [spreadsheet._letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    with pytest.raises(ValueError, match=r"shorter|longer"):
        made([(1, "thiếu cột")])


def test_more_rows_than_a_sheet_holds_are_refused_in_words(monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 7)
    with pytest.raises(Refused, match="lọc theo phòng"):
        made()
