"""``thihanh edition …``: close, show, verify, diff, remake; bad input ends with one sentence."""

import json

import pytest

from tests import cast
from tests.editions import world
from tests.editions.test_restating import changed
from tests.editions.world import CLOSING
from tests.web.conftest import Standing
from thihanh.cli.main import run
from thihanh.editions import queries

pytestmark = pytest.mark.django_db
CLOSE = ("edition", "close", "--unit", "22", "--year", "2025", "--month", "12", "--by", "truong")


@pytest.fixture(autouse=True)
def small_year(db, settings, tmp_path) -> list[int]:
    """The matters of the small year, on the day of closing."""
    settings.CLOCK = Standing(CLOSING)
    settings.MEDIA_ROOT = tmp_path / "files"
    cast.gather()
    cast.account_of(cast.TRUONG)
    return world.matters()


def test_from_closing_to_a_restatement(small_year, tmp_path, capsys):
    assert run([*CLOSE, "--late", "tat-ca", "--elsewhere", "1-11", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    edition = str(made["edition"])
    file = tmp_path / "an-ban.thia"
    assert run(["edition", "remake", edition, "--out", str(file)]) == 0
    assert "giống từng byte" in capsys.readouterr().out
    assert run(["edition", "verify", str(file)]) == 0
    assert "đúng là ấn bản đã khóa" in capsys.readouterr().out
    assert run(["edition", "show", edition, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["figures"]["cases.due"] == "5"
    changed(small_year)
    assert run(["edition", "diff", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["reasons"] == {"ghi muộn": 2, "đính chính": 1, "chuyển đơn vị, người giữ": 1}
    assert {"cell": "cases.new", "then": 0, "now": 1} in found["cells"]
    assert run(["edition", "diff", edition]) == 0
    assert "4 việc đổi" in capsys.readouterr().out
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert run(["edition", "verify", str(file), "--json"]) == 1
    wrong = json.loads(capsys.readouterr().out)
    assert [row["part"] for row in wrong["rows"] if row["ok"] is False] != []


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (CLOSE, "chưa khóa"),
        ((*CLOSE, "--kind", "x"), "loại ấn bản"),
        ((*CLOSE[:6], "--month", "13", "--by", "truong"), "1 đến 12 tháng"),
        (("edition", "close", "--unit", "99", *CLOSE[4:]), "không có đơn vị nào mang mã 99"),
        (("edition", "show", "999"), "không có ấn bản"),
        (("edition", "diff", "khong-co.thia"), "không đọc được tệp"),
        (("edition", "verify", "khong-co.thia"), "không đọc được tệp"),
        (("edition", "remake", "999"), "không có ấn bản"),
    ],
)
def test_bad_input_ends_with_one_sentence(command, said, capsys):
    assert run(list(command)) == 2
    written = capsys.readouterr().err
    assert said in written
    assert written.count("\n") == 1


def test_the_command_closes_once(capsys):
    asked = [*CLOSE, "--late", "tat-ca", "--elsewhere", "1-11"]
    assert run(asked) == 0
    assert run(asked) == 2
    assert "đã khóa bằng ấn bản chính thức" in capsys.readouterr().err
    assert len(queries.editions(queries.EVERYTHING)) == 1
