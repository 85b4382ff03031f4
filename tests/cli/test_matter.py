"""``thihanh matter``: a named officer sees and acts as on the page, with one sentence for each refusal."""

import json
from datetime import date

import pytest

from tests import cast
from tests.builders import a_matter
from thihanh.cli import main
from thihanh.matters.operations import register_many
from thihanh.trail.queries import entries_of

pytestmark = pytest.mark.django_db
COLLECT = ("collected", "--on", "2025-09-29", "--set", "obligation=1")


class StillClock:
    def today(self) -> date:
        return date(2025, 9, 30)


@pytest.fixture
def matter(settings) -> int:
    settings.CLOCK = StillClock()
    cast.gather()
    for person in (cast.LAN, cast.HOA, cast.KIEM):
        cast.account_of(person)
    built = a_matter("101/QĐ", "06/01/2025").owing(5_000_000).held_by(cast.LAN.code, "22.KV01")
    back = a_matter("102/QĐ", "06/01/2025").owing(300_000, kind="property_return")
    register_many([back.held_by(cast.LAN.code, "22.KV01").intake], by=cast.BY)
    return register_many([built.then("in_progress", "21/01/2025").intake], by=cast.BY)[0]


@pytest.fixture
def said(capsys):
    def run(*arguments: str) -> tuple[int, str, str]:
        status = main.run(["matter", *arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def test_lan_sees_her_matter_its_state_and_what_may_be_done(matter, said) -> None:
    status, out, _ = said("show", "101/QĐ", "--as", "lan", "--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["id"], answer["stage"], answer["state"]) == (matter, "in_progress", "MT-5")
    acts = {one["act"]: one for one in answer["acts"]}
    assert acts["collected"]["possible"]
    assert acts["notice_valid"]["refusal"].startswith("Trạng thái: việc 101/QĐ đang «Có điều kiện")
    assert acts["law_override"]["refusal"].startswith("Quyền: ")
    assert answer["parties"][1]["id_number"] == "999085001234"


def test_the_procuracy_sees_covered_numbers(matter, said) -> None:
    _, out, _ = said("show", "101/QĐ", "--as", "kiem", "--json")
    assert [party["id_number"] for party in json.loads(out)["parties"]] == [None, None]


def test_an_act_is_done_as_its_officer_and_once_for_its_key(matter, said) -> None:
    for _ in range(2):
        status, out, _ = said(
            "act", "101/QĐ", *COLLECT, "--set", "amount=1.500.000", "--as", "lan", "--key", "k1"
        )
        assert (status, out) == (0, "Đã ghi thu việc 101/QĐ, ngày 29/09/2025.\n")
    last = entries_of(f"matter:{matter}")[-1]
    assert (last.act, last.actor, last.seq) == ("act.collected", cast.LAN.code, 2)


def test_a_key_used_for_something_else_is_refused_in_one_sentence(matter, said) -> None:
    first = ("act", "101/QĐ", "collected", "--on", "2025-09-30", "--as", "lan", "--key", "k1")
    assert said(*first, "--set", "amount=1.000")[0] == 0

    status, out, err = said(*first, "--set", "amount=2.000")

    assert (status, out) == (2, "")
    assert err.startswith("Dữ liệu: mã của lần gửi này đã dùng cho một nội dung khác")


def test_a_dry_run_says_what_would_be_written(matter, said) -> None:
    status, out, _ = said("act", "101/QĐ", *COLLECT, "--as", "lan", "--dry-run")
    assert status == 0
    assert "Thu được 5.000.000 đồng ở khoản 1, ngày 29/09/2025." in out
    assert len(entries_of(f"matter:{matter}")) == 1


def test_an_act_of_the_head_is_put_into_the_queue(matter, said) -> None:
    status, out, _ = said("act", "102/QĐ", "refund", "--on", "2025-09-30", "--as", "lan", "--json")
    answer = json.loads(out)
    assert (status, answer["done"]) == (0, True)
    assert answer["paper"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "999/QĐ", "--as", "lan"), "Phạm vi: không tìm thấy việc này trong phạm vi được xem."),
        (("show", "101/QĐ", "--as", "hoa"), "Phạm vi: không tìm thấy việc này trong phạm vi được xem."),
        (("show", "101/QĐ", "--as", "ai"), "Dữ liệu: không có tài khoản «ai» đang giữ chức vụ"),
        (("act", "101/QĐ", "bay", "--on", "2025-09-30", "--as", "lan"), "không có tác nghiệp «bay»"),
        (("act", "101/QĐ", "collected", "--on", "30/09/2025", "--as", "lan"), "không phải là ngày"),
        (
            ("act", "101/QĐ", "collected", "--on", "2025-10-01", "--as", "lan"),
            "ngày 01/10/2025 ở sau ngày làm việc hiện tại 30/09/2025",
        ),
        (
            ("act", "101/QĐ", *COLLECT, "--set", "amount", "--as", "lan"),
            "«amount» chưa đúng dạng trường=giá trị",
        ),
        (("act", "101/QĐ", *COLLECT, "--set", "mau=đỏ", "--as", "lan"), "«Ghi thu» không có trường «mau»"),
    ],
)
def test_every_refusal_is_one_sentence_with_status_two(matter, said, arguments, sentence) -> None:
    status, out, error = said(*arguments)
    assert (status, out) == (2, "")
    assert sentence in error
    assert error.count("\n") == 1
    assert len(entries_of(f"matter:{matter}")) == 1
