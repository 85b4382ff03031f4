"""``thihanh trail …``: exit statuses, sentences, JSON keys, and a rehearsal on a copy."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction

from tests.builders import a_matter
from tests.trail.record import act, as_attacker
from thihanh.cli.main import run
from thihanh.matters.operations import register_many
from thihanh.trail.operations import anchor, record, record_many
from thihanh.trail.outside import Anchor
from thihanh.trail.queries import Proof, verify_proof

pytestmark = pytest.mark.django_db


def told(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert run(["trail", *arguments]) == status
    shown = capsys.readouterr()
    return shown.out if status != 2 else shown.err


def test_verify_of_a_record_in_order_ends_with_status_0(capsys: pytest.CaptureFixture[str]) -> None:
    record_many([act("matter:1"), act("matter:2")])
    anchor()
    assert told(capsys, "verify").splitlines() == [
        "Đã kiểm tra 2 mục của 2 chuỗi.",
        "Mốc neo: 1, trong đó 1 có dòng trong tệp ngoài roots.log; 0 mục mới hơn mốc neo cuối cùng ở ngoài.",
        "Không có sai lệch.",
    ]


def test_verify_names_the_first_bad_entry_with_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    _, second, _ = record_many([act(), act(), act()])
    as_attacker("UPDATE trail_entry SET actor = '22.0002' WHERE id >= %s", second)
    found = json.loads(told(capsys, "verify", "--json", status=1))
    assert (found["ok"], found["entries"], found["counts"]) == (False, 3, {"altered": 2})
    assert (found["first"]["kind"], found["first"]["entry_id"], found["first"]["seq"]) == (
        "altered",
        second,
        2,
    )
    assert f"Mục {second} (matter:1, số 2) đã bị sửa" in told(capsys, "verify", status=1)


def test_verify_without_the_key_file_says_what_to_do_with_status_2(
    capsys: pytest.CaptureFixture[str], var_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(act())
    monkeypatch.setenv("THIHANH_SEAL_KEY_FILE", str(var_dir / "other.key"))
    sentence = told(capsys, "verify", status=2)
    assert sentence.startswith("Không thấy tệp khóa niêm phong other.key.")


def test_anchor_says_what_it_anchored(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "anchor") == "Không có mục mới để neo.\n"
    record(act())
    made = json.loads(told(capsys, "anchor", "--json"))["anchor"]
    assert (made["anchor"], made["count"], made["kind"]) == (1, 1, "interval")
    assert told(capsys, "anchor", "--daily").startswith("Mốc neo 2: 0 mục, gốc ")


def test_a_printed_proof_holds_and_an_open_entry_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    entry_id = record_many([act(f"matter:{number}") for number in range(6)])[4]
    assert told(capsys, "proof", str(entry_id), status=2) == f"Mục {entry_id} chưa có trong mốc neo nào.\n"
    assert told(capsys, "proof", "999999999", status=2) == "Không có mục 999999999.\n"
    anchor()
    said = json.loads(told(capsys, "proof", str(entry_id)))
    made = said["anchor"]
    proof = Proof(
        said["entry"],
        bytes.fromhex(said["hash"]),
        said["place"],
        said["size"],
        tuple(bytes.fromhex(step) for step in said["path"]),
        Anchor(
            made["anchor"],
            datetime.fromisoformat(made["made_at"]),
            made["kind"],
            made["entries"],
            made["count"],
            bytes.fromhex(made["root"]),
            bytes.fromhex(made["previous"]),
        ),
    )
    assert said["outside"]
    assert verify_proof(proof)
    assert proof.anchor.line.hex() == made["line"]


def test_rebuild_tells_the_rows_of_every_projection(capsys: pytest.CaptureFixture[str]) -> None:
    with transaction.atomic():
        register_many([a_matter("31/QĐ-CTHADS", "06/01/2025").owing(5_000_000).intake], by="22.0002")
    assert json.loads(told(capsys, "rebuild", "--json"))["projections"]["matters"] > 0


@pytest.mark.django_db(transaction=True)
def test_a_rehearsed_tampering_is_named_and_leaves_no_database(capsys: pytest.CaptureFixture[str]) -> None:
    with transaction.atomic():
        register_many([a_matter("31/QĐ-CTHADS", "06/01/2025").owing(5_000_000).intake], by="22.0002")
    anchor()

    lines = told(
        capsys, "tamper", "--where", "debit = 'due' OR true", "--figure", "law amount-in-words 5"
    ).splitlines()

    assert "amount 5.000.000 → 50.000.000; tổng của các dòng cùng loại 5.000.000 → 50.000.000." in lines[1]
    assert "(amount: sổ 5000000, bảng 50000000)" in lines[-2]
    assert lines[-2].startswith("Kiểm tra nêu đúng mục ")
    assert told(capsys, "verify", "--facts").endswith("Không có sai lệch.\n")


@pytest.mark.django_db(transaction=True)
def test_a_rehearsal_on_no_known_figure_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    sentence = told(capsys, "tamper", "--table", "trail_entry", status=2)
    assert sentence == "Không có bảng dữ kiện trail_entry với cột amount.\n"
