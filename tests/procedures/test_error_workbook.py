"""The errors come back in the user's own workbook: coloured, commented, listed; nothing in it lives."""

from pathlib import Path

import openpyxl
import pytest
from demo import mistakes, so_thu_ly_loi
from tests.procedures import workbooks
from tests.procedures.conftest import bring, found_in

from thihanh.procedures.import_register import error_file
from thihanh.procedures.import_register.preparing import Importer
from thihanh.procedures.register_file import error_workbook

DEMO = Path(so_thu_ly_loi.__file__).with_name("so-thu-ly-loi.xlsx")


@pytest.fixture(scope="module")
def given_back(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("back") / "loi.xlsx"
    error_workbook.write(DEMO, [one.as_dict() for one in found_in(DEMO).problems], 0, target)
    return target


def test_every_faulty_cell_is_coloured_and_says_why(given_back: Path) -> None:
    book = openpyxl.load_workbook(given_back)
    for one in found_in(DEMO).problems:
        if one.cell and one.code != "cell.merged":
            cell = book[one.sheet][one.cell]
            assert cell.comment is not None
            assert one.what in cell.comment.text
            assert cell.fill.start_color.rgb in {"FFF8C9C4", "FFFFF0B3"}


def test_sound_cells_stay_as_they_were(given_back: Path) -> None:
    before, after = openpyxl.load_workbook(DEMO), openpyxl.load_workbook(given_back)
    marked = {(one.sheet, one.cell or "A1") for one in found_in(DEMO).problems}
    for page in before.worksheets:
        for row in page.iter_rows():
            for cell in row:
                assert after[page.title][cell.coordinate].value == cell.value
                if (page.title, cell.coordinate) not in marked:
                    assert after[page.title][cell.coordinate].comment is None


def test_the_first_sheet_lists_every_problem_with_a_way_to_its_cell(given_back: Path) -> None:
    page = openpyxl.load_workbook(given_back).worksheets[0]
    assert page.title == "Lỗi"
    problems = found_in(DEMO).problems
    assert page.max_row == len(problems) + 2
    assert page.cell(3, 3).hyperlink.location is not None or page.cell(3, 3).hyperlink.target is not None
    assert "lỗi phải sửa" in page["A1"].value


def test_no_formula_of_the_user_lives_in_what_is_given_back(tmp_path: Path) -> None:
    sheets = workbooks.small()
    sheets["Việc"][0][6] = '=HYPERLINK("http://x")'
    sheets["Việc"][0][2] = "=1+1"
    path = workbooks.write(tmp_path / "so.xlsx", sheets)
    problems = [one.as_dict() for one in found_in(path).problems]
    assert problems
    error_workbook.write(path, problems, 0, tmp_path / "loi.xlsx")
    error_workbook.write_list(problems, 0, tmp_path / "list.xlsx", "")
    for name in ("loi.xlsx", "list.xlsx"):
        for page in openpyxl.load_workbook(tmp_path / name).worksheets:
            assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


def test_too_many_faulty_cells_are_listed_not_all_coloured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(error_workbook, "MARKED", 10)
    target = tmp_path / "loi.xlsx"
    error_workbook.write(DEMO, [one.as_dict() for one in found_in(DEMO).problems], 7, target)
    book = openpyxl.load_workbook(target)
    commented = sum(
        cell.comment is not None for page in book.worksheets for row in page.iter_rows() for cell in row
    )
    assert commented == 10
    assert "không được tô màu" in book["Lỗi"]["A1"].value
    assert "7 lỗi cùng loại chưa liệt kê" in book["Lỗi"]["A1"].value


def test_a_huge_workbook_comes_back_as_its_list_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(error_workbook, "MOST_CELLS", 10)
    target = tmp_path / "loi.xlsx"
    error_workbook.write(DEMO, [one.as_dict() for one in found_in(DEMO).problems], 0, target)
    assert openpyxl.load_workbook(target).sheetnames == ["Lỗi"]


def test_the_error_workbook_of_a_run_is_made_by_a_worker(quang_ninh: Importer, tmp_path: Path) -> None:
    book, _ = mistakes.one_mistake("thu vượt nghĩa vụ")
    run_id, prepared = bring(so_thu_ly_loi.write(book, tmp_path / "so.xlsx"), quang_ninh)
    (one,) = [one for one in prepared.findings.problems if one.severity == "error"]
    made = openpyxl.load_workbook(error_file.make(run_id))
    assert made[one.sheet][one.cell].comment.text.startswith("Thu được 70.000.000 đồng")


def test_a_file_that_cannot_be_opened_comes_back_as_a_list(quang_ninh: Importer, tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(b"no workbook")
    run_id, _ = bring(path, quang_ninh)
    page = openpyxl.load_workbook(error_file.make(run_id))["Lỗi"]
    assert "không phải là sổ Excel" in page["F3"].value
