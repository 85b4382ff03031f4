"""Sheets and headings that are not quite those of the template."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.procedures import workbooks
from tests.procedures.conftest import found_in, places

from thihanh.procedures.register_file import layout, template, workbook
from thihanh.procedures.register_file.headings import heading_key


def with_top(tmp_path: Path, sheet: str, **renamed: str) -> Path:
    """The small register with some headings of a sheet renamed (by column key)."""
    columns = next(one for one in layout.SHEETS if one.name == sheet).columns
    top = [renamed.get(column.key, column.heading) for column in columns]
    return workbooks.write(tmp_path / "so.xlsx", workbooks.small(), {sheet: top})


def test_the_template_reads_back_with_every_column_in_place(tmp_path: Path) -> None:
    template.write(tmp_path / "mau.xlsx")
    sheets = {sheet.name: sheet for sheet in workbook.read(tmp_path / "mau.xlsx")}
    for sheet in layout.SHEETS:
        rows = sheets[sheet.name].rows
        assert rows is not None
        assert [str(cell).rstrip("*") for cell in rows[0]] == [column.heading for column in sheet.columns]


def test_headings_without_diacritics_or_in_capitals_are_understood(tmp_path: Path) -> None:
    path = with_top(tmp_path, "Tiền", number="SO QUYET DINH", amount="số  tiền *", voucher="Chung tu")
    assert not found_in(path).problems


def test_columns_in_another_order_are_understood(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Any]]] = workbooks.small()
    sheets["Tiền"] = [row[::-1] for row in sheets["Tiền"]]
    path = workbooks.write(tmp_path / "so.xlsx", sheets, {"Tiền": workbooks.headings("Tiền")[::-1]})
    assert not found_in(path).problems


def test_a_renamed_required_heading_names_the_nearest(tmp_path: Path) -> None:
    findings = found_in(with_top(tmp_path, "Việc", judgment_number="Số bản án, QĐ"))
    (one,) = [one for one in findings.problems if one.severity == "error"]
    assert (one.code, one.cell) == ("heading.renamed", "E1")
    assert "“Số bản án”" in one.what


def test_an_office_keeps_its_own_headings(tmp_path: Path) -> None:
    path = with_top(tmp_path, "Việc", number="Số thụ lý", judgment_number="Bản án số")
    own = {
        ("Việc", heading_key("Số thụ lý")): "number",
        ("Việc", heading_key("Bản án số")): "judgment_number",
    }
    assert found_in(path).errors
    assert not found_in(path, own).problems


def test_a_missing_required_column_is_one_error_not_one_for_every_row(tmp_path: Path) -> None:
    top = workbooks.headings("Phân công")[:-2]
    sheets = workbooks.small()
    sheets["Phân công"] = [row[:-2] for row in sheets["Phân công"]] * 3
    findings = found_in(workbooks.write(tmp_path / "so.xlsx", sheets, {"Phân công": top}))
    assert places(findings) == {("heading.missing", "Phân công", "E1")}


def test_an_unknown_extra_column_is_only_a_remark(tmp_path: Path) -> None:
    top = [*workbooks.headings("Tiền"), "Người giám sát"]
    findings = found_in(workbooks.write(tmp_path / "so.xlsx", workbooks.small(), {"Tiền": top}))
    assert places(findings) == {("heading.unknown", "Tiền", "I1")}
    assert not findings.errors


def test_a_heading_that_stands_twice(tmp_path: Path) -> None:
    top = [*workbooks.headings("Tiền"), "Số tiền"]
    findings = found_in(workbooks.write(tmp_path / "so.xlsx", workbooks.small(), {"Tiền": top}))
    assert places(findings) == {("heading.twice", "Tiền", "I1")}


def test_a_title_above_the_headings_is_told_once(tmp_path: Path) -> None:
    sheets = workbooks.small()
    sheets["Tiền"] = [workbooks.headings("Tiền"), *sheets["Tiền"]]
    findings = found_in(workbooks.write(tmp_path / "so.xlsx", sheets, {"Tiền": ["SỔ THU TIỀN"]}))
    assert places(findings) == {("heading.row", "Tiền", "A2")}


def test_a_missing_sheet(tmp_path: Path) -> None:
    sheets = workbooks.small()
    del sheets["Khoản"]
    findings = found_in(workbooks.write(tmp_path / "so.xlsx", sheets))
    assert ("sheet.missing", "Khoản", "") in places(findings)


def test_a_renamed_sheet_names_the_one_it_may_be(tmp_path: Path) -> None:
    sheets = workbooks.small()
    sheets["Phân công CHV"] = [workbooks.headings("Phân công"), *sheets.pop("Phân công")]
    findings = found_in(workbooks.write(tmp_path / "so.xlsx", sheets))
    assert ("sheet.renamed", "Phân công CHV", "") in places(findings)


def test_a_sheet_named_without_diacritics_is_understood(tmp_path: Path) -> None:
    sheets = workbooks.small()
    sheets["TIEN"] = [workbooks.headings("Tiền"), *sheets.pop("Tiền")]
    assert not found_in(workbooks.write(tmp_path / "so.xlsx", sheets)).problems


@pytest.mark.parametrize("year", ["hai lăm", 25])
def test_a_work_year_that_is_none(year: object, tmp_path: Path) -> None:
    from thihanh.procedures.register_file import checking, tables
    from thihanh.procedures.register_file.problems import Findings

    sheets = workbooks.small()
    sheets["Thông tin"][2][1] = year
    findings = Findings()
    read = workbook.read(workbooks.write(tmp_path / "so.xlsx", sheets))
    assert checking.read_information(tables.pair_names(read, findings), findings) is None
    assert places(findings) == {("information.work_year", "Thông tin", "B3")}


def test_a_column_whose_heading_was_rubbed_out_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    path = with_top(tmp_path, "Tiền", voucher="")
    assert places(found_in(path)) == {("heading.blank", "Tiền", "G1")}


def test_merged_headings_are_said_to_be_merged_not_missing(tmp_path: Path) -> None:
    path = workbooks.write(tmp_path / "so.xlsx", workbooks.small())
    book = openpyxl.load_workbook(path)
    book["Diễn biến"].merge_cells("A1:B1")
    book.save(path)
    assert places(found_in(path)) == {("cell.merged", "Diễn biến", "A1")}


def test_two_results_of_one_day_are_remarked(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Any]]] = workbooks.small()
    sheets["Diễn biến"].append([*sheets["Diễn biến"][-1][:3], "Chưa có điều kiện", "N-1", None, None, None])
    found = found_in(workbooks.write(tmp_path / "so.xlsx", sheets))
    assert places(found) == {("stage.both_results", "Diễn biến", "D6")}
    assert not found.errors
