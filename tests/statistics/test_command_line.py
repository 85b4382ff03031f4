"""``thihanh statistics``, ``targets``, ``articles``: stable keys, one sentence for bad input."""

import json

import pytest
import typer
from typer.testing import CliRunner

from tests.builders import a_matter
from thihanh.cli import articles, statistics, targets
from thihanh.matters import operations

pytestmark = pytest.mark.django_db
YEAR = ["--from", "2024-10-01", "--to", "2025-09-30"]


@pytest.fixture(autouse=True)
def _two_matters() -> None:
    done = a_matter("1/QĐ", "02/12/2024").held_by("22.0001", "22.KV01").owing(100).paying(100, "05/05/2025")
    matters = (
        done.then("in_progress", "10/01/2025").then("done", "05/05/2025"),
        a_matter("2/QĐ", "02/12/2024").owing(50).then("in_progress", "10/01/2025", known="01/10/2025"),
    )
    operations.register_many([m.intake for m in matters], by="22.0001")


def said(app: typer.Typer, *words: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(app, list(words))
    return found.exit_code, found.stdout, found.stderr


def test_a_form_answers_with_its_columns_and_the_chain_above_them() -> None:
    status, out, _ = said(statistics.app, "form", "004.N", "--unit", "22", *YEAR, "--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["form"], answer["version"], answer["unit"]) == ("004.N", "R08", "22")
    assert answer["columns"][0] == {"no": 1, "name": "Tổng số phải thi hành", "value": 2}
    assert answer["columns"][12]["value"] == 50
    moved = dict.fromkeys(("opening", "returned", "delegated", "withdrawn", "moved"), 0)
    assert answer["upstream"] == moved | {"new": 2, "handled": 2, "due": 2}


def test_a_form_as_known_on_a_day_leaves_out_what_was_entered_later() -> None:
    known = ["--known-on", "2025-09-30"]
    _, out, _ = said(statistics.app, "form", "004.N", "--unit", "22", *YEAR, *known, "--json")
    values = {column["no"]: column["value"] for column in json.loads(out)["columns"]}
    assert (values[6], values[11]) == (0, 1)


def test_a_rate_that_cannot_be_given_is_null_with_its_reason() -> None:
    _, out, _ = said(statistics.app, "form", "004.N", "--unit", "22.KV01", "--from", "2024-10-01",
                     "--to", "2024-12-31", "--version", "R25", "--json")  # fmt: skip
    rate = json.loads(out)["columns"][-1]
    assert rate["value"] is None
    assert "có điều kiện" in rate["reason"]


BOOK = ["book", "--unit", "22", "--year", "2025", "--month", "12"]


def test_the_book_prints_every_form_and_what_the_rules_found() -> None:
    status, out, _ = said(statistics.app, *BOOK, "--json")
    answer = json.loads(out)
    assert status == 0
    assert len(answer["forms"]) == 21
    first = answer["forms"][0]
    assert (first["form"], first["version"], first["mark"]) == ("01/TK-THA", "TT05", "K")
    total = dict(zip((c["code"] for c in first["columns"]), first["rows"][0]["values"], strict=True))
    assert (total["handled"], total["due"], total["resolved"], total["rate"]) == (2, 2, 1, 50)
    verdicts = {one["rule"]: one["verdict"] for one in answer["findings"]}
    assert (verdicts["R01"], verdicts["R09"], verdicts["R21"], verdicts["R25"]) == (*("holds",) * 4,)
    assert answer["lists"] == {"a": 0, "b": 1, "c": 0, "d": 0, "e": 1}


def test_the_book_as_text_names_the_form_its_mark_and_its_rule() -> None:
    status, out, _ = said(statistics.app, *BOOK, "--form", "08/TK-THA", "--of", "22.KV01")
    assert status == 0
    assert "Biểu 08/TK-THA [K]" in out
    assert "chưa có nguồn ghi nhận" not in out
    assert "R05" in out


def test_a_book_that_cannot_be_made_is_refused_in_one_sentence() -> None:
    for words, sentence in (
        (["--unit", "22.KV99"], "22.KV99"),
        (["--month", "13"], "từ 1 đến 12 tháng"),
        (["--form", "99"], "không có biểu «99»"),
        (["--of", "22.KV09"], "không có đơn vị «22.KV09»"),
    ):
        status, _, err = said(statistics.app, *BOOK, *words)
        assert status == 2
        assert sentence in err
        assert err.count("\n") == 1


def test_a_drill_lists_the_matters_of_the_cell_with_their_sum() -> None:
    status, out, _ = said(statistics.app, "drill", "005.N", "--unit", "22", *YEAR, "--column", "4", "--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["count"], answer["sum"]) == (1, 100)
    assert [row["number"] for row in answer["matters"]] == ["1/QĐ"]
    _, out, _ = said(statistics.app, "drill", "004.N", "--unit", "22", *YEAR, "--line", "new", "--json")
    assert json.loads(out)["count"] == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["form", "004.N", "--unit", "Quảng Ninh", *YEAR], "Không nhận ra mã đơn vị"),
        (["form", "004.N", "--unit", "99", *YEAR], "Không có đơn vị «99»"),
        (["form", "007.N", "--unit", "22", *YEAR], "Không có biểu “007.N”"),
        (["form", "004.N", "--unit", "22", *YEAR, "--version", "R30"], "Không có phiên bản «R30»"),
        (
            ["form", "004.N", "--unit", "22", "--from", "1/10/2024", "--to", "2025-09-30"],
            "không phải là ngày",
        ),
        (["form", "004.N", "--unit", "22", "--from", "2024-09-01", "--to", "2025-09-30"], "hai năm công tác"),
        (["form", "004.N", "--unit", "22", "--from", "2024-10-01", "--to", "2025-W40-1"], "2025-W40-1"),
        (["form", "004.N", "--unit", "22", "--from", "0001-01-01", "--to", "0001-01-02"], "từ năm 1990"),
        (["form", "004.N", "--unit", "22", "--from", "9999-10-01", "--to", "9999-12-31"], "đến năm 2100"),
        (["drill", "004.N", "--unit", "22", *YEAR, "--column", "13"], "Cột 13 là tỷ lệ"),
        (["drill", "004.N", "--unit", "22", *YEAR], "Hãy nêu một cột"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_status_two(words: list[str], sentence: str) -> None:
    status, out, error = said(statistics.app, *words)
    assert status == 2
    assert out == ""
    assert sentence in error
    assert error.count("\n") == 1


def test_a_scorecard_gives_points_and_marks_with_stable_keys() -> None:
    status, out, _ = said(
        targets.app, "scorecard", "--unit", "22", "--year", "2025", "--month", "12", "--json"
    )
    card = json.loads(out)
    assert status == 0
    assert card["cases"]["rate"] == 50
    assert card["cases"]["beat_points"] == -34
    assert card["money"]["target"] == 52
    assert set(card["cases"]["benchmarks"]) == {"pro_rata", "full_year", "seasonal"}
    assert "bằng 0" in card["cases"]["reasons"]["resolved_growth"]


@pytest.mark.parametrize(
    ("unit", "year", "sentence"),
    [("99", "2025", "Không có đơn vị «99»"), ("22", "0", "Năm công tác"), ("22", "99999", "Năm công tác")],
)
def test_a_scorecard_of_nobody_or_of_no_year_is_refused(unit: str, year: str, sentence: str) -> None:
    status, out, err = said(targets.app, "scorecard", "--unit", unit, "--year", year)
    assert (status, out) == (2, "")
    assert sentence in err


def test_the_checker_names_the_stale_beats() -> None:
    _, out, _ = said(targets.app, "check", "--json")
    stale = [row for row in json.loads(out) if row["finding"] == "mismatch" and row["row"] == "N2025YF"]
    assert [row["published"] for row in stale] == ["0.35", "4.23"]


def test_the_articles_are_answered_in_their_own_words() -> None:
    status, out, _ = said(articles.app, "--json")
    rows = json.loads(out)
    assert status == 0
    assert len(rows) >= 60
    target = next(row for row in rows if row["item"] == "Chỉ tiêu về việc")
    assert (target["published"], target["computed"], target["verdict"]) == (
        "84.10% về việc",
        "84,10%",
        "khớp",
    )
    missing = next(
        row for row in rows if row["province"] == "Đà Nẵng" and row["item"] == "Việc thi hành xong"
    )
    assert missing["verdict"] == "thiếu dữ liệu"
    assert "make provinces" in missing["why"]
