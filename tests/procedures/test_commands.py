"""``thihanh register …``: what is printed, on which stream, with which exit status."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from demo import so_thu_ly_loi
from pytest_django import Settings
from tests.procedures import workbooks

from thihanh.cli import main
from thihanh.procedures.import_register.preparing import Importer

DEMO = str(Path(so_thu_ly_loi.__file__).with_name("so-thu-ly-loi.xlsx"))
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], quang_ninh: Importer) -> Command:
    """Runs a command; answers exit status, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main.run(["register", *arguments])
        out = capsys.readouterr()
        return status, out.out, out.err

    return run


def test_the_template_is_written(command: Command, tmp_path: Path) -> None:
    status, out, err = command("template", str(tmp_path / "mau.xlsx"))
    assert (status, out, err) == (0, "", "")
    book = openpyxl.load_workbook(tmp_path / "mau.xlsx")
    assert book.sheetnames[:3] == ["Hướng dẫn", "Thông tin", "Việc"]
    assert book["Việc"].freeze_panes == "C2"
    kinds = {one.type for one in book["Diễn biến"].data_validations.dataValidation}
    assert {"list", "date", "whole"} <= kinds


def test_a_dry_run_answers_in_json(command: Command, register: Path) -> None:
    status, out, err = command("import", str(register), "--dry-run", "--json", "--on", "2025-09-30")
    answer = json.loads(out)
    assert (status, err) == (0, "")
    assert (answer["state"], answer["agency"], answer["counts"]["matters"]) == ("checked", "22", 1)
    assert answer["problems"] == []


def test_a_register_is_imported_and_the_second_time_says_so(command: Command, register: Path) -> None:
    status, out, _ = command("import", str(register), "--on", "2025-09-30", "--by", "22.0009")
    assert (status, out) == (0, "Đã thêm 1 việc và 11 dữ kiện, sửa 0 dữ kiện.\n")
    status, out, _ = command("import", str(register), "--on", "2025-09-30")
    assert status == 0
    assert "nhập lại không thay đổi gì" in out


def test_a_refused_file_is_one_sentence_and_the_list(command: Command, tmp_path: Path) -> None:
    errors = tmp_path / "loi.xlsx"
    status, out, err = command("import", DEMO, "--on", "2025-09-30", "--errors", str(errors))
    assert status == 2
    assert err.count("\n") == 1
    assert "chưa có gì được ghi" in err
    assert "LỖI  Tiền!" in out
    assert openpyxl.load_workbook(errors).sheetnames[0] == "Lỗi"


def test_what_is_no_file_or_no_day_is_one_sentence(command: Command, tmp_path: Path) -> None:
    status, out, err = command("import", str(tmp_path / "none.xlsx"))
    assert (status, out) == (2, "")
    assert err.startswith("Không có tệp")
    broken = tmp_path / "so.xlsx"
    broken.write_bytes(b"")
    status, _, err = command("import", str(broken), "--on", "30/09/2025")
    assert status == 2
    assert "2025-09-30" in err
    status, _, err = command("import", str(broken))
    assert status == 2
    assert err == "Tệp rỗng (0 byte). Hãy chọn lại tệp sổ thụ lý đã lưu xong.\n"


def test_a_synthetic_province_without_figures_is_refused(command: Command, tmp_path: Path) -> None:
    status, _, err = command("synth", "99", "2025", str(tmp_path / "so.xlsx"))
    assert status == 2
    assert err.count("\n") == 1


@pytest.mark.django_db
def test_a_database_fresh_from_migrate_takes_a_register(
    capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    sheets = workbooks.small()
    path = workbooks.write(tmp_path / "so.xlsx", sheets)
    assert main.run(["register", "import", str(path), "--on", "2025-09-30", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["state"], answer["counts"]["matters"], answer["counts"]["officers"]) == ("applied", 1, 1)


def test_the_central_agency_has_no_register_of_its_own(command: Command, tmp_path: Path) -> None:
    sheets = workbooks.small()
    sheets["Thông tin"][0][1] = "CQL"
    path = workbooks.write(tmp_path / "so.xlsx", sheets)
    status, out, _ = command("import", str(path), "--dry-run", "--json", "--on", "2025-09-30")
    assert status == 2
    assert [one["code"] for one in json.loads(out)["problems"]] == ["agency.other"]


@pytest.mark.parametrize("place", ["none/mau.xlsx", ".", "mau.xlsx/mau.xlsx"])
def test_a_file_that_cannot_be_written_is_one_sentence(command: Command, tmp_path: Path, place: str) -> None:
    (tmp_path / "mau.xlsx").write_text("in the way")
    for words in (["template"], ["synth", "04", "2025"]):
        status, out, err = command(*words, str(tmp_path / place))
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("Không ghi được")
    assert [one.name for one in tmp_path.iterdir()] == ["mau.xlsx"]


def test_a_template_and_a_synthetic_register_answer_in_json(command: Command, tmp_path: Path) -> None:
    mould, book = str(tmp_path / "mau.xlsx"), str(tmp_path / "so.xlsx")
    assert json.loads(command("template", mould, "--json")[1]) == {"file": mould}
    answer = json.loads(command("synth", "04", "2025", book, "--seed", "7", "--json")[1])
    assert (answer["file"], answer["unit"], answer["year"], answer["seed"]) == (book, "04", 2025, 7)
    assert answer["matters"] == len(list(openpyxl.load_workbook(book, read_only=True)["Việc"].rows)) - 1


def test_a_folder_is_not_a_register(command: Command, tmp_path: Path) -> None:
    status, out, err = command("import", str(tmp_path))
    assert (status, out) == (2, "")
    assert "là một thư mục" in err
