"""``thihanh published``: everything checked, a file judged, written only when told to, a series."""

import json
from pathlib import Path

import pytest

from thihanh.cli.main import run
from thihanh.targets.imported.queries import imported_rows

HEADS = "unit_vi,work_year,months,status,cases_eligible,cases_done,cases_rate_pub,source\n"

pytestmark = pytest.mark.django_db


def a_file(folder: Path, *lines: str) -> str:
    path = folder / "so.csv"
    path.write_text(HEADS + "".join(lines), encoding="utf-8")
    return str(path)


def test_everything_is_checked_and_the_false_alarms_are_counted(capsys) -> None:
    assert run(["published", "check", "--all"]) == 0
    shown = capsys.readouterr().out
    assert "Báo động giả trên các dòng đã duyệt: 0; mâu thuẫn đã biết bị bỏ sót: 0" in shown
    assert "bài 004 Quảng Ninh" in shown
    assert run(["published", "check", "--all", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["false_alarms"], answer["missed"]) == (0, 0)
    assert {row["status"] for row in answer["rows"]} == {"khớp", "mâu thuẫn", "không có phép tính"}
    assert len(answer["articles"]) == 64


def test_a_file_is_judged_and_only_written_when_told_to(tmp_path: Path, capsys) -> None:
    good = "Quảng Ninh,2024,12,annual,7000,5950,85.00,báo\n"
    odd = "Nghệ An,2023,12,annual,7000,5950,86.00,báo\n"
    path = a_file(tmp_path, good, odd)
    assert run(["published", "check", path]) == 0
    assert run(["published", "import", path]) == 0
    assert "cần quyết định  dòng 3" in capsys.readouterr().out
    assert imported_rows() == ()
    assert run(["published", "import", path, "--apply"]) == 2
    assert "còn chờ quyết định" in capsys.readouterr().err
    assert run(["published", "import", path, "--apply", "--keep", "đúng như báo in"]) == 0
    assert len(imported_rows()) == 2
    assert run(["published", "series", "--unit", "22", "--json"]) == 0
    points = json.loads(capsys.readouterr().out.splitlines()[-1])["points"]
    assert points[0]["origin"].startswith("nhập bởi dòng lệnh")


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path, capsys) -> None:
    assert run(["published", "check", str(tmp_path / "khong-co.csv")]) == 2
    assert run(["published", "check"]) == 2
    assert run(["published", "series", "--unit", "99"]) == 2
    assert "Không có đơn vị «99»" in capsys.readouterr().err
    assert run(["published", "check", a_file(tmp_path, "Quảng Nin,2024,12,annual,1,1,100,báo\n")]) == 1
    assert "Có phải “Quảng Ninh” không" in capsys.readouterr().out
