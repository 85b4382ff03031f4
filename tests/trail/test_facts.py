"""Facts against what the entries state: each deviation by table, row and entry."""

import hashlib
from collections.abc import Mapping
from datetime import date

import pytest
from django.db import connection

from tests.trail.record import act, as_attacker, rows
from thihanh.trail import append_only, facts, projections
from thihanh.trail.operations import rebuild, record
from thihanh.trail.queries import canonical, verify

pytestmark = pytest.mark.django_db


def without_name(row: Mapping[str, object]) -> dict[str, object]:
    """What the payload states of a person: never the name, only its salted hash."""
    hashed = hashlib.sha256(f"{row['salt']}{row['name']}".encode()).hexdigest()
    return {"id": row["id"], "born": row["born"], "hash": hashed}


PERSON = facts.FactTable("trail_test_person", ("id", "name", "born", "salt"), stated=without_name)


@pytest.fixture(autouse=True)
def _persons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "_tables", {})
    facts.register(PERSON)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE trail_test_person (id bigint PRIMARY KEY, entry_id bigint NOT NULL, "
            "name text NOT NULL, born date, salt text NOT NULL)"
        )
        for statement in append_only.statements("trail_test_person"):
            cursor.execute(statement)


def enter(number: int, name: str) -> int:
    row = {"id": number, "name": name, "born": date(1980, 5, number), "salt": f"salt{number}"}
    entry_id = record(act(facts=[{"table": PERSON.name, **without_name(row)}]))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO trail_test_person (id, entry_id, name, born, salt) VALUES (%s, %s, %s, %s, %s)",
            [number, entry_id, name, row["born"], row["salt"]],
        )
    return entry_id


def test_a_person_is_checked_without_its_name_in_the_record() -> None:
    enter(1, "Nguyễn Thị Lan")
    enter(2, "Trần Văn Minh")
    report = verify(facts=True)
    assert (report.ok, report.facts) == (True, 2)
    assert "Lan" not in str(rows("SELECT payload FROM trail_entry"))


def test_a_changed_name_is_found_by_its_hash() -> None:
    enter(1, "Nguyễn Thị Lan")
    entry_id = enter(2, "Trần Văn Minh")
    as_attacker("UPDATE trail_test_person SET name = 'Trần Văn Mịnh' WHERE id = 2")
    [problem] = verify(facts=True).problems
    assert (problem.kind, problem.entry_id, problem.table, problem.fact_id) == (
        "fact_altered",
        entry_id,
        "trail_test_person",
        2,
    )
    assert "hash: sổ" in problem.sentence


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE trail_test_person SET born = NULL", "fact_altered"),
        ("DELETE FROM trail_test_person", "fact_lost"),
        (
            "INSERT INTO trail_test_person SELECT 9, entry_id, name, born, salt FROM trail_test_person",
            "fact_added",
        ),
        ("UPDATE trail_test_person SET entry_id = 0", "fact_orphan"),
        ("UPDATE trail_test_person SET entry_id = entry_id + 1", "fact_lost"),
    ],
)
def test_each_deviation_of_a_row_has_its_name(statement: str, kind: str) -> None:
    enter(1, "Nguyễn Thị Lan")
    as_attacker(statement)
    report = verify(facts=True)
    assert kind in report.counts
    assert all(problem.table == "trail_test_person" for problem in report.problems)
    assert verify().ok


def test_facts_of_a_table_nobody_registered_are_named() -> None:
    record(act(facts=[{"table": "matters_dream", "id": 4}]))
    [problem] = verify(facts=True).problems
    assert (problem.kind, problem.table, problem.fact_id) == ("fact_unknown", "matters_dream", 4)


def test_a_payload_that_is_no_canonical_json_is_named() -> None:
    record(act())
    as_attacker("UPDATE trail_entry SET payload = '[1'")
    assert verify(facts=True).counts == {"altered": 1, "unreadable": 1}


def test_a_table_is_described_once() -> None:
    facts.register(PERSON)
    with pytest.raises(ValueError, match="two different descriptions"):
        facts.register(facts.FactTable("trail_test_person", ("id",)))
    assert facts.registered() == (PERSON,)


def test_a_name_that_is_no_plain_table_never_reaches_sql() -> None:
    with pytest.raises(ValueError, match="not a plain table name"):
        append_only.statements("trail_entry; DROP TABLE trail_seal")


def test_projections_are_rebuilt_in_the_order_of_their_registration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projections, "_rebuilders", {})
    projections.register("matters", lambda: 7)
    projections.register("statistics", lambda: 3)
    assert list(rebuild().items()) == [("matters", 7), ("statistics", 3)]
    with pytest.raises(ValueError, match="has a rebuilder already"):
        projections.register("matters", lambda: 0)


def test_the_app_role_may_rewrite_a_projection_and_not_a_fact() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE trail_test_list (id bigint)")
        for statement in append_only.projection_statements("trail_test_list"):
            cursor.execute(statement)
        cursor.execute(
            "SELECT has_table_privilege('thihanh_app', 'trail_test_list', 'DELETE'), "
            "has_table_privilege('thihanh_app', 'trail_test_person', 'INSERT'), "
            "has_table_privilege('thihanh_app', 'trail_test_person', 'DELETE')"
        )
        assert cursor.fetchone() == (True, True, False)


def test_one_meaning_has_one_text() -> None:
    assert canonical({"b": [1, None, True], "a": date(2025, 9, 30), "đ": b"\x01"}) == (
        '{"a":"2025-09-30","b":[1,null,true],"đ":"01"}'
    )
    with pytest.raises(TypeError, match="no set"):
        canonical({"a": {1}})
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"a": float("nan")})
