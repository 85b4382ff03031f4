"""Published rows from files: read as printed, judged row by row, written whole or not at all, corrected."""

import csv
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter
from django.db import DatabaseError, connection

from tests import cast
from thihanh.procedures.register_file.problems import FileRefused
from thihanh.targets.imported import layout, operations, queries
from thihanh.targets.imported.judging import Verdict
from thihanh.targets.imported.operations import Decision, Importer, ImportRefused
from thihanh.targets.imported.reading import TY, UNITS, Unreadable, figure
from thihanh.targets.imported.template import write as write_template
from thihanh.trail.operations import check as check_record

DAY = date(2025, 9, 30)
ME = Importer("dòng lệnh", DAY)
ROW = {
    "unit_vi": "Quảng Ninh",
    "work_year": "2024",
    "months": "12",
    "status": "annual",
    "cases_due": "10000",
    "cases_eligible": "7000",
    "cases_done": "5950",
    "cases_rate_pub": "85.00",
    "source": "bài báo thử",
}


def a_csv(folder: Path, *rows: dict[str, str], name: str = "so.csv") -> Path:
    path = folder / name
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def a_workbook(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "so.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        page = book.add_worksheet(layout.SHEET)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        for place, code in enumerate(columns):
            page.write(0, place, layout.BY_CODE[code].heading)
            for line, row in enumerate(rows, start=1):
                page.write(line, place, row.get(code, ""))
    return path


def dry(folder: Path, *rows: dict[str, str], who: Importer = ME) -> tuple[Verdict, ...]:
    return operations.read_rows(a_csv(folder, *rows), "so.csv", who)


@pytest.mark.parametrize(
    ("raw", "kind", "worth", "qualifier"),
    [
        ("hơn 8.284 tỷ đồng", "money", Fraction(8284), "above"),
        ("xấp xỉ 8.000 tỉ", "money", Fraction(8000), "about"),
        ("trên 1.000 tỉ đồng", "money", Fraction(1000), "above"),
        ("1,475 ngàn tỷ", "money", Fraction(1475), "exact"),
        ("850 triệu", "money", Fraction(85, 100), "exact"),
        ("1.115,4", "money", Fraction("1115.4"), "exact"),
        ("gần 64%", "percent", Fraction(64), "nearly"),
        ("84.10%", "percent", Fraction("84.1"), "exact"),
        ("84,27", "percent", Fraction("84.27"), "exact"),
        ("vượt 4,23 điểm %", "points", Fraction("4.23"), "exact"),
        ("-2,58", "points", Fraction("-2.58"), "exact"),
        ("11.684 việc", "count", Fraction(11684), "exact"),
        ("7 nghìn việc", "count", Fraction(7000), "about"),
        ("dưới 500", "count", Fraction(500), "below"),
        (6627.0, "count", Fraction(6627), "exact"),
    ],
)
def test_a_cell_is_read_as_people_write_it(
    raw: object, kind: layout.Kind, worth: Fraction, qualifier: str
) -> None:
    found = figure(raw, kind)
    assert (found.value.value, found.value.qualifier) == (worth, qualifier)


@pytest.mark.parametrize(
    ("raw", "kind", "why"),
    [
        ("1,234", "count", "hai cách"),
        ("12,5", "count", "số nguyên"),
        ("=1+1", "count", "công thức"),
        ("-5", "money", "không âm"),
        ("4,23 điểm %", "percent", "điểm phần trăm"),
        ("nhiều", "count", "không phải là một con số"),
        ("chừng độ 500", "count", "Không hiểu"),
        ("5 lượng vàng", "money", "đơn vị"),
        (True, "count", "đúng/sai"),
        (739000, "count", "thành ngày"),
        ("1e400", "count", "không phải là một con số"),
    ],
)
def test_what_is_no_figure_of_its_column_is_refused_with_its_reason(
    raw: object, kind: layout.Kind, why: str
) -> None:
    with pytest.raises(Unreadable, match=why):
        figure(raw, kind)


def test_the_row_s_unit_of_money_applies_unless_the_cell_names_its_own() -> None:
    million = UNITS["trieu dong"]
    assert figure(2500.0, "money", money_unit=million).value.value == Fraction(5, 2)
    assert figure("3 tỷ", "money", money_unit=million).value.value == 3 * TY


@pytest.mark.django_db
def test_a_good_row_is_taken_in_and_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    [verdict] = dry(tmp_path, ROW)
    assert verdict.state == "new"
    assert operations.write_rows([verdict], "so.csv", ME, {}) == 1
    [row] = queries.imported_rows()
    assert (row.row.unit, row.row.figures["cases_done"].value, row.by) == ("22", 5950, "dòng lệnh")
    assert row.place == "so.csv · so.csv!A2"
    [again] = dry(tmp_path, ROW)
    assert again.state == "same"
    assert "mục ghi" in again.sentences[0]
    assert check_record(facts=True).ok


@pytest.mark.django_db
def test_a_corrected_row_replaces_by_a_new_fact_for_a_reason(tmp_path: Path) -> None:
    operations.write_rows(dry(tmp_path, ROW), "so.csv", ME, {})
    corrected = ROW | {"cases_done": "5957", "cases_rate_pub": "85.10"}
    verdicts = dry(tmp_path, corrected)
    assert verdicts[0].state == "decide"
    assert "cases_done 5950 → 5957" in verdicts[0].sentences[0]
    with pytest.raises(ImportRefused, match="còn chờ quyết định"):
        operations.write_rows(verdicts, "so.csv", ME, {})
    with pytest.raises(ImportRefused, match="lý do"):
        operations.write_rows(verdicts, "so.csv", ME, {2: Decision(True, "ừ")})
    operations.write_rows(verdicts, "so.csv", ME, {2: Decision(True, "nguồn đã đính chính")})
    [row] = queries.imported_rows()
    assert row.row.figures["cases_done"].value == 5957
    assert [one.row.texts["cases_done"] for one in queries.versions_of(row.id)] == ["5957", "5950"]
    with connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("UPDATE targets_published SET void = true")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "code", "reason"),
    [
        ({"money_due": "8000", "money_eligible": "5000", "money_done": "2500000"}, "R04", "tỷ, triệu"),
        (
            {
                "cases_eligible_share": "50.00",
                "money_due": "8000",
                "money_eligible": "4000",
                "money_eligible_share": "70.00",
            },
            "TỶ-TRỌNG",
            "hoán đổi",
        ),
        ({"cases_target": "80.00", "cases_beat_pub": "6.25"}, "R24", "điểm phần trăm"),
        ({"cases_rate_pub": "86.00"}, "R08", "chữ số"),
    ],
)
def test_mixed_units_swapped_shares_and_percent_for_points_are_named(
    tmp_path: Path, changed: dict[str, str], code: str, reason: str
) -> None:
    [verdict] = dry(tmp_path, ROW | changed)
    assert verdict.state == "decide"
    assert any(f"[{code}]" in one and reason in one.lower() for one in verdict.sentences), verdict.sentences


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"unit_vi": "Quảng Nin"}, "Có phải “Quảng Ninh” không"),
        ({"unit_vi": "Bình Định", "work_year": "2025"}, "không còn tỉnh Bình Định"),
        ({"unit_vi": "Gia Lai", "work_year": "2025", "months": "9"}, "trước hoặc sau sắp xếp"),
        ({"months": "13"}, "tháng"),
        ({"status": "dự thảo"}, "Không có bản"),
        ({"as_of": "30/09/2023"}, "không nằm trong kỳ"),
        ({"cases_done": "=SUM(A1)"}, "công thức"),
        ({"source": ""}, "Thiếu “Nguồn”"),
        ({"source": "=HYPERLINK(1)"}, "công thức"),
        ({"note": "x" * 1001}, "dài 1001 ký tự"),
        ({"cases_done": "9" * 1_000_000}, "1000000 ký tự"),
    ],
)
def test_a_bad_cell_refuses_the_row_and_the_row_refuses_the_file(
    tmp_path: Path, changed: dict[str, str], why: str
) -> None:
    verdicts = dry(tmp_path, ROW | {"unit_vi": "Nghệ An"}, ROW | changed)
    assert [one.state for one in verdicts] == ["new", "refused"]
    assert why in " ".join(verdicts[1].sentences)
    assert verdicts[1].sentences[0].startswith("so.csv!")
    with pytest.raises(ImportRefused, match="Chưa ghi gì"):
        operations.write_rows(verdicts, "so.csv", ME, {})
    assert queries.imported_rows() == ()


@pytest.mark.django_db
def test_an_excel_page_is_read_with_its_words_and_units(tmp_path: Path) -> None:
    row = {
        "unit_vi": "Thành phố Đà Nẵng",
        "work_year": 2025.0,
        "months": 12.0,
        "status": "cả năm",
        "money_unit": "triệu đồng",
        "cases_done": "hơn 18.000 việc",
        "money_done": 8_284_000.0,
        "money_rate_pub": "gần 64%",
        "source": "báo",
    }
    path = a_workbook(tmp_path, row)
    [verdict] = operations.read_rows(path, "so.xlsx", ME)
    assert verdict.state == "new", verdict.sentences
    figures = verdict.draft.figures
    assert figures["money_done"].value.value == 8284
    assert figures["cases_done"].value.qualifier == "above"
    assert verdict.draft.place is not None
    assert (verdict.draft.place.unit, verdict.draft.place.boundary) == ("48", "34")


def test_the_template_reads_back_as_a_file_without_rows(tmp_path: Path) -> None:
    write_template(tmp_path / "mau.xlsx")
    with pytest.raises(FileRefused, match="không có dòng số liệu"):
        operations.read_rows(tmp_path / "mau.xlsx", "mau.xlsx", ME)


def test_hostile_files_are_refused_with_a_sentence(tmp_path: Path) -> None:
    bomb = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    (tmp_path / "anh.csv").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "rong.csv").write_bytes(b"")
    (tmp_path / "nul.csv").write_bytes(b"unit_vi\0,b\n1,2\n")
    (tmp_path / "to.csv").write_bytes(b"a" * 6_000_000)
    a_csv(tmp_path, {"unit_vi": "x", "a": "1"}, name="thieu.csv")
    for name, why in (
        ("bom.xlsx", "nén"),
        ("anh.csv", "UTF-8"),
        ("rong.csv", "rỗng"),
        ("nul.csv", "không phải CSV"),
        ("to.csv", "giới hạn"),
        ("thieu.csv", "thiếu cột"),
    ):
        with pytest.raises(FileRefused, match=why):
            operations.read_rows(tmp_path / name, name, ME)


@pytest.mark.django_db
def test_a_province_brings_in_its_own_rows_only_the_centre_any(tmp_path: Path) -> None:
    own = cast.viewer(cast.NGHIEP)
    rows = (ROW, ROW | {"unit_vi": "Nghệ An"}, ROW | {"unit_vi": "Toàn quốc"})
    states = [one.state for one in dry(tmp_path, *rows, who=Importer(own.actor, DAY, own))]
    assert states == ["new", "refused", "refused"]
    centre = cast.viewer(cast.CUC)
    states = [one.state for one in dry(tmp_path, *rows, who=Importer(centre.actor, DAY, centre))]
    assert "refused" not in states
