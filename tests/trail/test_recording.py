"""Recording acts: ids, chains, seals, and what the database refuses."""

import hashlib
import struct
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.trail.record import act, rows
from thihanh.trail import seals
from thihanh.trail.copying import next_ids
from thihanh.trail.operations import NoTransactionError, record, record_many

pytestmark = pytest.mark.django_db


def test_an_act_gets_the_next_place_in_its_subjects_chain() -> None:
    first, other, second = record_many([act("matter:1"), act("matter:2"), act("matter:1")])

    assert rows("SELECT id, subject, seq FROM trail_entry ORDER BY subject, seq") == [
        (first, "matter:1", 1),
        (second, "matter:1", 2),
        (other, "matter:2", 1),
    ]


def test_python_computes_the_same_hash_from_the_documented_bytes() -> None:
    record(act())
    entry_id = record(act(reason="Đã nhận đơn; tiếng Việt có dấu", amount=8_284_000_000_000))
    [(recorded_at, previous, payload, digest)] = rows(
        "SELECT recorded_at, prev_hash, payload, hash FROM trail_entry WHERE id = %s", entry_id
    )
    moment = (recorded_at - datetime(2000, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    fields = [
        struct.pack(">q", entry_id),
        b"matter:1",
        struct.pack(">i", 2),
        bytes(previous),
        b"stage",
        struct.pack(">i", (date(2025, 9, 29) - date(2000, 1, 1)).days),
        struct.pack(">i", (date(2025, 9, 30) - date(2000, 1, 1)).days),
        struct.pack(">q", moment),
        b"22.0001",
        b"H-c",
        "Điều 48".encode(),
        payload.encode(),
    ]

    canonical = b"".join(struct.pack(">i", len(field)) + field for field in fields)
    assert payload == '{"amount":8284000000000,"reason":"Đã nhận đơn; tiếng Việt có dấu"}'
    assert hashlib.sha256(canonical).digest() == bytes(digest)


def test_the_first_entry_of_a_chain_follows_zeros_and_the_second_follows_the_first() -> None:
    first, second = record_many([act(), act()])

    hashes = {
        row[0]: (bytes(row[1]), bytes(row[2])) for row in rows("SELECT id, prev_hash, hash FROM trail_entry")
    }
    assert hashes[first][0] == bytes(32)
    assert hashes[second][0] == hashes[first][1]


def test_every_entry_is_sealed_with_the_key_outside_the_database() -> None:
    record_many([act(f"matter:{number}") for number in range(5)])

    sealed = rows("SELECT e.hash, s.seal FROM trail_entry e JOIN trail_seal s ON s.entry_id = e.id")
    assert len(sealed) == 5
    key = seals.read_key()
    assert all(seals.seal(key, bytes(digest)) == bytes(found) for digest, found in sealed)


def test_an_act_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(NoTransactionError, match="cùng giao dịch"):
        record(act())


@pytest.mark.parametrize("table", ["trail_entry", "trail_seal", "trail_anchor", "trail_check"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0} WHERE false", "TRUNCATE {0} CASCADE"]
)
def test_the_record_refuses_change_even_to_its_owner(table: str, statement: str) -> None:
    record(act())
    column = {"trail_seal": "seal"}.get(table, "id")

    with pytest.raises(IntegrityError, match="chỉ được thêm dòng"), transaction.atomic():
        rows(statement.format(table, column))


def test_the_app_role_may_record_but_holds_no_right_to_change() -> None:
    with transaction.atomic():
        rows_none = connection.cursor()
        rows_none.execute("SET LOCAL ROLE thihanh_app")
        record(act())
        for statement in (
            "UPDATE trail_entry SET act = 'x'",
            "DELETE FROM trail_seal",
            "TRUNCATE trail_anchor",
            "UPDATE trail_head SET seq = 0",
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                rows_none.execute(statement)
        rows_none.execute("RESET ROLE")


def test_ids_are_allocated_before_their_rows_are_written() -> None:
    first = next_ids("trail_check_id_seq", 3)
    assert first == [first[0], first[0] + 1, first[0] + 2]
    assert next_ids("trail_check_id_seq", 1) == [first[2] + 1]
