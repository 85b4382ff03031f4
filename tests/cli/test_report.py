"""``thihanh report``: every kind made as PDF and Word, a Word file checked, bad input in one sentence."""

import hashlib
import io
import json
from pathlib import Path

import pytest
from docx import Document

from tests import cast
from tests.editions import world
from tests.editions.world import CLOSING, closed
from tests.web.conftest import Standing
from thihanh.cli.main import run

pytestmark = pytest.mark.django_db
ASKED = ("--unit", "22", "--year", "2025", "--month", "12")


@pytest.fixture(autouse=True)
def small_year(db, settings, tmp_path) -> None:
    settings.CLOCK = Standing(CLOSING)
    settings.MEDIA_ROOT = tmp_path / "files"
    cast.gather()
    world.matters()


def test_every_kind_is_made_and_checked(tmp_path: Path, capsys) -> None:
    for kind in "ACDEF":
        out = tmp_path / f"{kind}.docx"
        assert run(["report", kind, *ASKED, "--out", str(out)]) == 0
        assert "chưa khóa sổ" in capsys.readouterr().out
        assert run(["report", "check", str(out)]) == 0, capsys.readouterr()
    out = tmp_path / "B.pdf"
    assert run(["report", "B", *ASKED, "--out", str(out)]) == 0
    assert out.read_bytes()[:4] == b"%PDF"


def test_the_newest_edition_speaks_and_a_changed_number_is_named(tmp_path: Path, capsys) -> None:
    edition, out = closed(), tmp_path / "a.docx"
    assert run(["report", "dinh-ky", *ASKED, "--out", str(out)]) == 0
    assert f"ấn bản số {edition.id}" in capsys.readouterr().out
    document = Document(io.BytesIO(out.read_bytes()))
    line = next(one for one in document.paragraphs if one.text.startswith("Tổng số thụ lý"))
    line.runs[0].text = line.runs[0].text.replace("5", "6")
    document.save(str(out))
    assert run(["report", "check", str(out)]) == 1
    assert "không sửa được bằng tay" in capsys.readouterr().out


def test_a_report_answers_machines(tmp_path: Path, capsys) -> None:
    edition, out = closed(), tmp_path / "a.docx"
    assert run(["report", "A", *ASKED, "--out", str(out), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert (made["kind"], made["edition"], made["file"]) == ("dinh-ky", edition.id, str(out))
    assert run(["report", "check", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_what_is_left_to_do_is_asked_of_a_year(capsys) -> None:
    said = ["targets", "remaining", "--unit", "22", "--json"]
    assert run([*said, "--year", "2025"]) == 0
    assert json.loads(capsys.readouterr().out)["on"] == "2025-09-30"
    assert run([*said, "--year", "2026"]) == 0
    assert json.loads(capsys.readouterr().out)["on"] == CLOSING.isoformat()
    for wrong, why in (
        (("--year", "2027"), "năm công tác 2027"),
        (("--year", "2025", "--on", "2025-10-01"), "không thuộc"),
    ):
        assert run([*said, *wrong]) == 2
        assert why in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("X", *ASKED, "--out", "a.pdf"), "hoi-nghi"),
        (("A", *ASKED, "--out", "a.txt"), "đuôi .pdf hoặc .docx"),
        (("A", "--unit", "99", *ASKED[2:], "--out", "a.pdf"), "99"),
        (("A", *ASKED[:5], "13", "--out", "a.pdf"), "nhận được kỳ 13 tháng"),
        (("A", *ASKED, "--edition", "999", "--out", "a.pdf"), "không có ấn bản"),
        (("B", "--unit", "22.KV01", *ASKED[2:], "--out", "a.pdf"), "THADS tỉnh"),
        (("A", *ASKED, "--out", "/khong-co/a.pdf"), "không có tệp hoặc thư mục ấy"),
        (("check", "khong-co.docx"), "không có tệp hoặc thư mục ấy"),
        (("check", __file__), "không phải tệp Word"),
    ],
)
def test_bad_input_ends_with_one_sentence(words: tuple[str, ...], said: str, capsys) -> None:
    assert run(["report", *words]) == 2
    written = capsys.readouterr()
    assert said in written.err
    assert written.err.count("\n") == 1
    assert written.out == ""
