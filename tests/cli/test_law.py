"""``thihanh law``: stable keys, batches in order, and one sentence for what cannot be answered."""

import io
import json
import resource
import subprocess
import sys

import pytest

from thihanh.cli.main import run

KEYS = ["rule", "regime", "from", "due", "kind", "number", "unit", "article", "mark", "steps"]


@pytest.fixture
def told(capsys):
    """Run a command; gives its exit status, standard output and standard error."""

    def ask(*arguments):
        status = run(["law", *arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return ask


def typed(content):
    """Standard input holding these bytes."""
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")


def answer(told, *arguments):
    status, out, err = told(*arguments)
    assert (status, err) == (0, "")
    return json.loads(out)


def test_a_deadline_has_the_promised_keys_in_their_order(told):
    found = answer(told, "deadline", "DL-19", "--from", "2026-07-13", "--json")
    assert list(found) == KEYS
    steps = found.pop("steps")
    assert found == {
        "rule": "DL-19",
        "regime": "R25",
        "from": "2026-07-13",
        "due": "2026-07-22",
        "kind": "limit",
        "number": 9,
        "unit": "cd",
        "article": "Đ.37.1 Luật THADS 2025",
        "mark": "S",
    }
    assert steps[-2] == "Hạn cuối: Thứ Tư 22/07/2026."


def test_a_count_before_an_event_answers_with_the_event(told):
    found = answer(told, "deadline", "DL-50", "--event", "2026-07-10", "--json")
    assert list(found) == ["event" if key == "from" else key for key in KEYS]
    assert (found["event"], found["due"]) == ("2026-07-10", "2026-07-07")


def test_a_regime_may_be_forced_and_facts_given(told):
    assert (
        answer(told, "deadline", "DL-19", "--from", "2026-07-13", "--regime", "R08", "--json")["due"]
        == "2026-07-23"
    )
    found = answer(
        told, "deadline", "DL-24", "--from", "2026-07-13", "--json",
        "--fact", "real_estate_or_registered=true", "--fact", "complex=true",
    )  # fmt: skip
    assert found["number"] == 45


def test_hours_take_and_give_clock_time(told):
    found = answer(told, "deadline", "DL-97", "--from", "2026-07-10T16:45", "--json")
    assert (found["from"], found["due"]) == ("2026-07-10T16:45:00", "2026-07-11T16:45:00")


def test_without_json_the_reader_sees_the_day_first_and_the_reasons_below(told):
    status, out, _ = told("deadline", "DL-19", "--from", "2026-07-13", "--text")
    lines = out.splitlines()
    assert status == 0
    assert lines[1] == "→ Thứ Tư 22/07/2026  (thời hạn)"
    assert lines[3].strip().startswith("1. Bắt đầu: Thứ Hai 13/07/2026")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Thiếu LỆNH"),
        (["deadlines"], "Không có lệnh này; các lệnh: deadline, calendar"),
        (["deadline"], "Thiếu mã thời hạn"),
        (["deadline", "DL-19"], "Cần nêu ngày bắt đầu"),
        (["deadline", "DL-77x", "--from", "2026-07-13"], "Không có thời hạn «DL-77x»"),
        (["deadline", "DL-19", "--from", "13/07/2026"], "viết dạng 2026-07-13"),
        (["deadline", "DL-19", "--from", "2026-02-29"], "«2026-02-29» không có thật hoặc không đọc được"),
        (["deadline", "DL-19", "--from", "9999-12-31"], "nằm ngoài lịch"),
        (["deadline", "DL-19", "--from", "9999-12-31T23:00-12:00"], "ngoài lịch"),
        (["deadline", "DL-19\nDL-18", "--from", "2026-07-13"], "Không có thời hạn «DL-19 DL-18»"),
        (["deadline", "DL-19", "--batch", "-"], "mỗi dòng tự nêu mã"),
        (["amount-in-words", "5", "--batch", "-"], "mỗi dòng tự nêu số tiền"),
        (
            ["deadline", "DL-19", "--from", "2026-07-13", *["--fact", "interim_measure=true"] * 2],
            "được nêu hai lần",
        ),
        (["deadline", "DL-19", "--from", "2026-W01-1"], "không đọc được"),
        (["deadline", "DL-19", "--from", ""], "không đọc được"),
        (["deadline", "DL-19", "--from", "2026-07-13", "--regime", "R26"], "chỉ dùng R08 hoặc R25"),
        (["deadline", "DL-19", "--from", "2026-07-13", "--fact", "complex"], "TÊN=true"),
        (
            ["deadline", "DL-19", "--from", "2026-07-13", "--fact", "complex=true"],
            "không dùng dữ kiện «complex»",
        ),
        (["deadline", "DL-04", "--from", "2026-06-08"], "không tìm thấy số ngày"),
        (["deadline", "DL-08", "--from", "2026-07-13"], "không tính ra ngày"),
        (["deadline", "DL-50", "--from", "2026-07-10"], "đếm ngược từ ngày sự kiện"),
        (["deadline", "DL-97", "--from", "2026-07-10"], "cần cả giờ và phút"),
        (["deadline", "DL-19", "--when", "2026-07-13"], "Không hiểu «--when 2026-07-13»"),
        (["deadline", "DL-19", "--from"], "Tùy chọn --from cần một giá trị"),
        (["deadline", "--batch", "/khong/co/tep"], "Không mở được tệp"),
        (["calendar", "2" * 5000], "các năm đã có: 2018–2027"),
        (["calendar", "2031"], "các năm đã có: 2018–2027"),
        (["calendar", "năm nay"], "các năm đã có: 2018–2027"),
        (["amount-in-words"], "Thiếu số tiền"),
        (["amount-in-words", "-5"], "không âm"),
        (["amount-in-words", "1.000"], "không có dấu phân cách"),
        (["amount-in-words", "1000000000000000000"], "không đọc bằng chữ"),
        (["amount-in-words", "9" * 5000], "không đọc bằng chữ"),
        (["amount-in-words", "-" + "9" * 5000], "không âm"),
        (["parameter", "watch.large_amount"], "Thiếu --on"),
        (["parameter", "watch.none", "--on", "2026-01-01"], "«watch.none»; các tên được dùng: watch."),
        (["parameter", "watch\nnone", "--on", "2026-01-01"], "«watch none»"),
        (["parameter", "DL-19", "--on", "2026-01-01T08:00"], "phải viết dạng 2026-07-13"),
    ],
)
def test_bad_input_is_one_sentence_on_standard_error_and_status_2(told, arguments, words):
    status, out, err = told(*arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
    assert err.endswith(".\n")
    assert ". " not in err


def test_a_program_reading_the_output_gets_json_and_a_person_gets_text(told, monkeypatch):
    question = ("amount-in-words", "5")
    assert json.loads(told(*question)[1]) == {"words": "năm đồng"}
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert told(*question)[1] == "năm đồng\n"
    assert json.loads(told(*question, "--json")[1]) == {"words": "năm đồng"}


def test_a_batch_answers_line_by_line_in_order_and_goes_on_after_a_refusal(told, monkeypatch):
    rows = [
        '{"rule": "DL-19", "from": "2026-07-13"}',
        '{"rule": "DL-19", "regime": "R08", "from": "2026-07-13", "facts": {}}',
        '{"rule": "DL-50", "event": "2026-07-10"}',
        '{"rule": "DL-99", "from": "2026-07-13", "facts": {"step": "pay"}}',
        '{"rule": "DL-04", "from": "2026-06-08"}',
        '{"rule": "DL-06", "from": "2026-07-13", "facts": {"bankruptcy": true}}',
        "không phải JSON",
        "[1, 2]",
        '{"rule": 19, "from": "2026-07-13"}',
        '{"rule": "DL-19", "from": 20260713}',
        '{"rule": "DL-19", "from": "2026-07-13", "facts": ["complex"]}',
        '{"rule": "DL-19", "from": "2026-07-13", "regime": 25}',
        '{"rule": "DL-12", "from": "2026-08-20"}',
    ]
    monkeypatch.setattr(sys, "stdin", typed("\n".join(rows).encode() + b"\n"))
    status, out, err = told("deadline", "--batch", "-")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (status, err, len(answers)) == (0, "", len(rows))
    assert [a.get("due") for a in answers] == [
        "2026-07-22", "2026-07-23", "2026-07-07", "2026-08-12", None, "2026-07-16",
        None, None, None, None, None, None, "2026-08-24",
    ]  # fmt: skip
    assert all(list(a) == ["error"] and a["error"].endswith(".") for a in answers if "due" not in a)


def test_a_batch_may_be_a_file(told, tmp_path):
    file = tmp_path / "so-tien.jsonl"
    file.write_text('{"amount": 8284000000000}\n{"amount": "1005"}\n{"amount": 1.5}\n{"amount": true}\n{}\n')
    status, out, _ = told("amount-in-words", "--batch", str(file))
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert answers[:2] == [
        {"words": "tám nghìn hai trăm tám mươi tư tỷ đồng"},
        {"words": "một nghìn không trăm linh năm đồng"},
    ]
    assert [list(a) for a in answers[2:]] == [["error"]] * 3


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"", "không phải là JSON"),
        (b"   ", "không phải là JSON"),
        (b"\xff\xfe\x00", "không phải văn bản UTF-8"),
        (b"[" * 100_000, "không phải là JSON"),
        (b'{"rule": "DL-19", "from": ' + b"9" * 5000 + b"}", "số quá dài"),
        (b'{"rule": "\\ud800", "from": "2026-07-13"}', "Không có thời hạn «\ud800»"),
        (b'{"rule": "' + b"y" * 3_000_000 + b'", "from": "2026-07-13"}', "Không có thời hạn «yyy"),
        (b'{"rule": "DL-19", "from": null}', "Cần nêu ngày bắt đầu"),
        (b'{"rule": "DL-19", "from": "2026-07-13", "facts": []}', "các cặp tên, giá trị"),
        (b'{"rule": "DL-19", "from": "2026-07-13", "facts": {"interim_measure": null}}', "«null»"),
        (b'{"rule": "DL-18", "from": "9999-12-31"}', "nằm ngoài lịch"),
        (b'{"rule": "DL-41", "from": "0001-01-01T00:00+14:00"}', "ngoài lịch"),
        (b'{"rule": "DL-19", "from": "2150-01-01", "facts": {"interim_measure": true}}', "nằm ngoài lịch"),
    ],
)
def test_a_broken_line_of_a_batch_costs_only_its_own_answer(told, tmp_path, line, words):
    file = tmp_path / "dong-hong.jsonl"
    whole = b'{"rule": "DL-19", "from": "2026-07-13"}'
    file.write_bytes(b"\xef\xbb\xbf" + whole + b"\r\n" + line + b"\n" + whole)
    status, out, err = told("deadline", "--batch", str(file))
    first, broken, last = map(json.loads, out.splitlines())
    assert (status, err) == (0, "")
    assert first["due"] == last["due"] == "2026-07-22"
    assert list(broken) == ["error"]
    assert words in broken["error"]
    assert len(broken["error"]) < 300


def test_a_batch_without_standard_input_is_refused(told, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert told("deadline", "--batch", "-") == (2, "", "Đầu vào chuẩn đã đóng, không có dòng nào để đọc.\n")


def test_a_batch_of_amounts_names_what_is_missing_or_too_long(told, monkeypatch):
    rows = [
        b"{}",
        b'{"amount": null}',
        b'{"amount": ' + b"9" * 5000 + b"}",
        b'{"amount": "' + b"9" * 5000 + b'"}',
    ]
    monkeypatch.setattr(sys, "stdin", typed(b"\n".join(rows)))
    errors = [json.loads(line)["error"] for line in told("amount-in-words", "--batch", "-")[1].splitlines()]
    assert errors == [
        "Thiếu «amount».",
        "Số tiền «null» phải là số nguyên đồng, không có dấu phân cách.",
        "Dòng này có số quá dài, không đọc được.",
        "Số tiền lớn hơn 999.999.999.999.999.999 đồng, không đọc bằng chữ.",
    ]


def test_an_amount_in_words(told):
    assert told("amount-in-words", "8284000000000", "--text")[1] == "tám nghìn hai trăm tám mươi tư tỷ đồng\n"
    assert answer(told, "amount-in-words", "8284000000000", "--json") == {
        "words": "tám nghìn hai trăm tám mươi tư tỷ đồng"
    }


def test_the_calendar_of_a_year_holds_each_of_its_days(told):
    found = answer(told, "calendar", "2026", "--json")
    days = {day["date"]: day for day in found["days"]}
    assert (len(days), found["year"], found["status"], found["known_until"]) == (
        365,
        2026,
        "decided",
        "2026-12-31",
    )
    assert [days[d]["working"] for d in ("2026-01-02", "2026-01-10", "2026-08-22", "2026-08-31")] == [
        False, True, True, False,
    ]  # fmt: skip
    assert all(day["basis"] for day in days.values() if not day["working"])


def test_the_calendar_reads_as_a_list_of_special_days(told):
    _, out, _ = told("calendar", "2027", "--text")
    assert "tạm tính" in out.splitlines()[0]
    assert "Ngày Văn hóa Việt Nam 24/11" in out


def test_rules_are_listed_one_a_line(told):
    _, out, _ = told("rules", "--text")
    lines = out.splitlines()
    assert any(line.startswith("DL-19 ") and "R08: 10 ngày; R25: 09 ngày" in line for line in lines)
    rows = [json.loads(line) for line in told("rules", "--json")[1].splitlines()]
    assert [row["rule"] for row in rows][:2] == ["DL-01", "DL-02"]
    assert len(rows) == len(lines)


def test_a_parameter_tells_its_value_start_and_mark(told):
    found = answer(told, "parameter", "DL-91", "--on", "2026-04-15", "--json")
    assert (found["value"], found["since"], found["mark"]) == (3, "2026-04-15", "S")
    _, out, _ = told("parameter", "money.base_salary", "--on", "2026-07-01", "--text")
    assert "2.530.000 đồng/tháng" in out
    assert "chưa kiểm chứng với Công báo" in out
    assert "không tìm thấy" in told("parameter", "DL-04", "--on", "2026-06-01", "--text")[1]


def test_help_is_there_for_every_command(told):
    for command in ("deadline", "calendar", "amount-in-words", "rules", "parameter"):
        status, out, err = told(command, "--help")
        assert (status, err) == (0, "")
        assert f"thihanh law {command}" in out


def test_the_command_without_a_group_lists_the_groups(capsys):
    assert run([]) == 0
    assert "law" in capsys.readouterr().out


def test_an_unknown_group_is_refused(capsys):
    assert run(["laws"]) == 2
    assert "Không có nhóm lệnh «laws»" in capsys.readouterr().err


def test_answers_and_refusals_are_utf_8_on_a_machine_of_another_code_page():
    for question, status in (("5", 0), ("năm", 2)):
        asked = [
            sys.executable,
            "-c",
            "from thihanh.cli.main import main; main()",
            "law",
            "amount-in-words",
            question,
        ]
        done = subprocess.run(asked, capture_output=True, check=False, env={"PYTHONIOENCODING": "cp1252"})
        assert done.returncode == status
        assert "ă" in (done.stdout + done.stderr).decode("utf-8")


SCRIPT = """
import sys
from thihanh.cli.main import run
status = run(["law", "deadline", "DL-19", "--from", "2026-07-13", "--json"])
heavy = {"django", "psycopg", "typer", "pydantic", "numpy", "rich"} & set(sys.modules)
sys.exit(status or (f"loaded {heavy}" if heavy else 0))
"""


def of_children() -> float:
    """Seconds of the processor that ended children have taken."""
    taken = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken.ru_utime + taken.ru_stime


def test_law_starts_without_framework_database_or_heavy_packages_in_under_half_a_second():
    """Of the processor: what else the machine does is not counted."""
    spent = []
    for _ in range(3):
        start = of_children()
        done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
        spent.append(of_children() - start)
        assert (done.returncode, done.stderr) == (0, "")
    assert min(spent) < 0.5
