"""The check of the record on an untouched record, and what it calls each deviation."""

import os
from pathlib import Path

import pytest
from django.db import connection, transaction

from tests.trail.record import act, as_attacker, rows
from thihanh.trail import outside, queries
from thihanh.trail.operations import anchor, check, record, record_many
from thihanh.trail.queries import verify
from thihanh.trail.seals import SealKeyError, _read, key_path

pytestmark = pytest.mark.django_db


def kinds(**options: bool) -> list[str]:
    return [problem.kind for problem in verify(**options).problems]


def test_an_empty_record_is_in_order() -> None:
    report = verify()
    assert (report.ok, report.entries, report.tail, report.problems) == (True, 0, 0, ())


def test_an_untouched_record_is_in_order_and_says_what_lies_after_the_last_anchor() -> None:
    record_many([act("matter:1"), act("matter:2"), act("matter:1")])
    anchor()
    record(act("matter:3"))

    report = verify()

    assert report.ok
    assert (report.entries, report.subjects, report.anchors, report.anchors_outside, report.tail) == (
        4,
        3,
        1,
        1,
        1,
    )


def test_the_first_bad_entry_is_named_whatever_follows_from_it() -> None:
    _, second, _ = record_many([act(), act(), act()])
    as_attacker("UPDATE trail_entry SET payload = '{\"amount\":1}' WHERE id = %s", second)

    first_problem = verify().first

    assert first_problem is not None
    assert (first_problem.kind, first_problem.entry_id, first_problem.subject, first_problem.seq) == (
        "altered",
        second,
        "matter:1",
        2,
    )


def test_a_rewritten_entry_with_a_right_hash_lacks_the_seal() -> None:
    record_many([act(), act()])
    entry_id = record(act())
    as_attacker("DELETE FROM trail_entry WHERE id = %s", entry_id)
    as_attacker("UPDATE trail_head SET seq = seq - 1")
    as_attacker(
        "INSERT INTO trail_entry (subject, act, effective_on, known_on, actor, payload) "
        "VALUES ('matter:1', 'stage', '2025-01-01', '2025-01-01', 'x', '{}')",
        triggers=True,
    )
    assert kinds() == ["lost", "unsealed"]


def test_an_anchor_whose_line_could_not_be_written_is_named_and_written_by_the_next_run(
    var_dir: Path,
) -> None:
    record(act())
    (var_dir / "anchors").write_text("a file where the folder should be")
    with pytest.raises(outside.OutsideFileError, match=r"Không ghi được tệp mốc neo roots\.log"):
        anchor()
    assert kinds() == ["not_outside"]

    (var_dir / "anchors").unlink()
    record(act())
    anchor()

    report = verify()
    assert (report.ok, report.anchors_outside, report.tail) == (True, 2, 0)


def test_half_a_line_left_by_a_crash_is_written_again() -> None:
    record(act())
    anchor()
    whole = outside.file_path().read_bytes()
    record(act())
    anchor()
    outside.file_path().write_bytes(outside.file_path().read_bytes()[: len(whole) + 40])
    record(act())
    anchor()
    assert verify().ok
    assert len(outside.read_lines()) == 3


def test_no_line_is_added_to_a_file_that_does_not_belong_to_this_database() -> None:
    record(act())
    anchor()
    path = outside.file_path()
    path.write_bytes(path.read_bytes().replace(b'"count":1', b'"count":2'))
    record(act())

    assert kinds() == ["file_altered", "not_outside"]
    as_attacker("DELETE FROM trail_anchor")
    with pytest.raises(outside.OutsideFileError, match="không có trong cơ sở dữ liệu"):
        anchor()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DELETE FROM trail_anchor WHERE id = 2", ["anchor_lost"]),
        (
            "UPDATE trail_anchor SET root = sha256(root) WHERE id = 2",
            ["anchor_altered"],
        ),
        ("UPDATE trail_anchor SET seal = line WHERE id = 1", ["anchor_altered"]),
    ],
)
def test_the_file_stands_above_the_rows_of_the_anchors(statement: str, expected: list[str]) -> None:
    for _ in range(2):
        record(act())
        anchor()
    as_attacker(statement)
    assert kinds() == expected


def test_an_anchored_entry_that_is_gone_is_named_by_its_anchor() -> None:
    ids = record_many([act() for _ in range(5)])
    anchor()
    as_attacker("DELETE FROM trail_entry WHERE id > %s", ids[2])
    as_attacker("DELETE FROM trail_seal WHERE entry_id > %s", ids[2])
    as_attacker("UPDATE trail_head SET seq = 3")

    [problem] = verify().problems

    assert (problem.kind, problem.entry_id) == ("lost", ids[3])
    assert problem.sentence == f"Các mục {ids[3]} đến {ids[4]} có trong mốc neo 1 nhưng không còn trong sổ."


def test_cutting_off_the_end_without_an_anchor_leaves_no_trace_but_the_seal_and_the_head_do() -> None:
    ids = record_many([act() for _ in range(3)])
    as_attacker("DELETE FROM trail_entry WHERE id = %s", ids[2])
    assert sorted(kinds()) == ["cut", "lost"]
    as_attacker("UPDATE trail_head SET seq = 2")
    assert kinds() == ["lost"]
    as_attacker("DELETE FROM trail_seal WHERE entry_id = %s", ids[2])
    assert kinds() == []


def test_without_the_key_file_nothing_is_called_proven_and_no_new_key_is_made() -> None:
    record(act())
    key_path().rename(key_path().with_name("elsewhere"))
    _read.cache_clear()
    with pytest.raises(SealKeyError, match="Không thấy tệp khóa niêm phong"):
        verify()
    with pytest.raises(SealKeyError, match="bản sao lưu"):
        record(act())
    assert not key_path().exists()


def test_the_key_file_is_readable_by_its_owner_alone() -> None:
    record(act())
    assert os.stat(key_path()).st_mode & 0o777 == 0o600


def test_the_last_check_is_kept_for_its_page() -> None:
    assert queries.check_status().report is None
    assert queries.last_report() is None
    record(act())
    report = check()
    record(act())
    assert queries.last_report() == report
    status = queries.check_status()
    assert (status.entries, status.unanchored, status.report) == (2, 2, report)


def test_an_entry_is_proven_under_the_root_of_its_anchor() -> None:
    ids = record_many([act(f"matter:{number}") for number in range(7)])
    assert queries.proof(ids[3]) is None
    anchor()

    proof = queries.proof(ids[3])

    assert proof is not None
    assert queries.verify_proof(proof)
    assert queries.is_outside(proof.anchor)
    other = queries.proof(ids[4])
    assert other is not None
    assert not queries.verify_proof(
        type(proof)(ids[3], other.hash, proof.place, proof.size, proof.path, proof.anchor)
    )


def test_the_interval_anchor_waits_for_entries_and_the_daily_one_does_not() -> None:
    assert anchor() is None
    daily = anchor("daily")
    assert daily is not None
    assert (daily.number, daily.count, daily.entries) == (1, 0, "{}")
    assert verify().ok


def test_entries_are_read_by_subject_by_id_and_newest_first() -> None:
    first, second, other = record_many([act("matter:1"), act("matter:1", amount=5), act("matter:2")])
    assert [entry.id for entry in queries.entries_of("matter:1")] == [first, second]
    found = queries.entry(second)
    assert found is not None
    assert (found.seq, found.content(), found.known_on.isoformat()) == (2, {"amount": 5}, "2025-09-30")
    assert queries.entry(other + 1) is None
    assert [entry.id for entry in queries.latest(2)] == [other, second]
    assert [entry.id for entry in queries.latest(5, before=second)] == [first]


def test_a_rolled_back_act_leaves_an_id_that_no_anchor_lists(transactional_db: None) -> None:
    with transaction.atomic():
        record(act())
        transaction.set_rollback(True)
    with transaction.atomic():
        entry_id = record(act())
    made = anchor()
    assert made is not None
    assert made.entries == f"{{[{entry_id},{entry_id + 1})}}"
    assert rows("SELECT seq FROM trail_entry") == [(1,)]
    assert verify().ok
    assert connection.in_atomic_block is False
