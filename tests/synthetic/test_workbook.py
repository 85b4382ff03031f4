"""The workbook holds the rows as they are, under the headings of the register file, and passes its checks."""

import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from thihanh.procedures.register_file import checking, labels, layout, problems, tables, workbook
from thihanh.procedures.register_file.checks.assignments import Agency
from thihanh.synthetic import rows, writer
from thihanh.synthetic.calibration import calibration
from thihanh.synthetic.generator import generate
from thihanh.synthetic.workbook import write


@pytest.fixture(scope="module")
def register():
    return generate("22", 2025, scale=0.02)


@pytest.fixture(scope="module")
def file(register, tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "so-thu-ly.xlsx"
    write(register, path)
    return path


def test_what_is_read_back_is_what_was_written(register, file):
    book = CalamineWorkbook.from_path(str(file))
    assert book.sheet_names == list(rows.HEADINGS)
    for name, expected in register.sheets():
        read = book.get_sheet_by_name(name).to_python()
        heading = rows.HEADINGS[name]
        if heading:
            assert tuple(read.pop(0)) == heading
        assert len(read) == len(expected)
        for got, row in zip(read, expected, strict=True):
            cells = [None if cell == "" else cell for cell in got[: len(row)]]
            assert cells == list(row)


def test_spreadsheet_programs_see_dates_as_dates_and_amounts_with_dots(file):
    sheet = load_workbook(file)["Khoản"]
    assert sheet["B2"].is_date
    assert sheet["B2"].number_format == "dd/mm/yyyy"
    assert sheet["F2"].number_format == "#,##0"
    assert sheet.freeze_panes == "A2"


def test_the_same_rows_give_the_same_bytes(register, file, tmp_path):
    again = tmp_path / "again.xlsx"
    write(register, again)
    assert again.read_bytes() == file.read_bytes()


def test_progress_is_told_up_to_the_last_row(register, tmp_path):
    told = []
    write(register, tmp_path / "told.xlsx", lambda sheet, done, total: told.append((sheet, done, total)))
    assert told[-1][1:] == (register.row_count, register.row_count)
    assert [sheet for sheet, _, _ in told] == list(rows.HEADINGS)


def test_letters_with_meaning_in_xml_are_written_safely(register, tmp_path):
    odd = rows.Register("22", 2025, information=[("Ghi chú", "A & B <C> “đ”")])
    write(odd, tmp_path / "odd.xlsx")
    with zipfile.ZipFile(tmp_path / "odd.xlsx") as archive:
        assert "A &amp; B &lt;C&gt;" in archive.read("xl/worksheets/sheet1.xml").decode()


def test_headings_and_words_are_those_of_the_register_file():
    for sheet in layout.SHEETS:
        assert tuple(column.heading for column in sheet.columns) == rows.HEADINGS[sheet.name]
    pairs = (
        (rows.STAGES, labels.STAGES),
        (rows.PURPOSES, labels.MONEY_KINDS),
        (rows.OBLIGATIONS, labels.OBLIGATION_KINDS),
        (rows.JUDGMENTS, labels.JUDGMENT_KINDS),
        (rows.TAGS, labels.TAGS),
    )
    for ours, theirs in pairs:
        assert {label: code for code, label in ours.items()}.items() <= dict(theirs).items()
    assert set(writer.CAUSES.values()) <= set(labels.CAUSES)


@pytest.mark.parametrize(
    ("unit", "year", "scale"), [("22", 2025, 0.04), ("20", 2019, 0.05), ("44", 2025, 0.03)]
)
def test_the_checks_of_the_register_file_find_nothing(unit, year, scale, tmp_path):
    write(generate(unit, year, scale=scale), tmp_path / "in.xlsx")
    stated, findings = calibration(unit, year), problems.Findings()
    sheets = tables.pair_names(workbook.read(tmp_path / "in.xlsx"), findings)
    information = checking.read_information(sheets, findings)
    offices = {f"{unit}.KV{n:02d}": "" for n in range(1, stated.regional_offices + 1)} | {f"{unit}.NV": ""}
    agency = Agency(unit, stated.name, offices, {})
    context = tables.Context(stated.entered_until, {})
    checked = checking.check(sheets, information, agency, context, findings)
    assert [str(problem) for problem in findings.problems] == []
    assert len(checked.register.cases) > 200


def test_no_row_lies_after_the_day_the_book_was_closed(register):
    days = [cell for _, sheet in register.sheets() for row in sheet for cell in row if isinstance(cell, date)]
    assert max(days) == date(2025, 9, 30)
