"""Every table of facts that a room registered keeps the rules of the record."""

import pytest

from tests.trail.record import rows
from thihanh.trail.facts import FactTable, registered

pytestmark = pytest.mark.django_db
TABLES = pytest.mark.parametrize("table", registered(), ids=lambda table: table.name)


@TABLES
def test_the_app_role_may_add_and_read_facts_and_nothing_else(table: FactTable) -> None:
    allowed = rows(
        "SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p "
        "WHERE has_table_privilege('thihanh_app', %s, p)",
        table.name,
    )
    assert [privilege for (privilege,) in allowed] == ["SELECT", "INSERT"]


@TABLES
def test_facts_refuse_change_by_trigger(table: FactTable) -> None:
    events = rows(
        "SELECT event_manipulation FROM information_schema.triggers WHERE event_object_table = %s "
        "AND action_statement LIKE '%%trail_refuse%%' ORDER BY 1",
        table.name,
    )
    truncate = rows(
        "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgfoid = 'trail_refuse'::regproc "
        "AND tgtype & 32 = 32",  # TRUNCATE, which the standard's view leaves out
        table.name,
    )
    assert [event for (event,) in events] == ["DELETE", "UPDATE"]
    assert truncate == [(1,)]


@TABLES
def test_no_column_of_a_fact_escapes_the_check(table: FactTable) -> None:
    columns = rows(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        table.name,
    )
    assert {name for (name,) in columns} == {"entry_id", *table.columns}
