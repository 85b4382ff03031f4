"""Empty the database of the tests, but for what its migrations made.

The record refuses to be emptied, so that triggers are off meanwhile: on a server of your own this needs a
superuser. What migrations made is noted in the database itself, where a second session finds it.
"""

import json
from functools import cache
from typing import Any

from django.db import connection, transaction

NEVER_EMPTIED = ("django_migrations", "django_content_type", "auth_permission")
"""What Django itself makes when it migrates."""


def remember() -> None:
    """Note what stands in a database that no test has used yet; afterwards the note stands."""
    if _noted() is None:
        rows = {table: _asked(f'SELECT json_agg(t) FROM "{table}" t') for table in _filled()}
        note = json.dumps({"migrations": _migrations(), "rows": rows}).replace("'", "''")
        with connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON SCHEMA public IS '{note}'")


def empty() -> None:
    """Empty what has rows, and put back what migrations made."""
    made = _noted() or {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in _filled():
            cursor.execute(f'DELETE FROM "{table}"')
        for table, rows in made.items():
            into = f'INSERT INTO "{table}" SELECT * FROM json_populate_recordset(NULL::"{table}", %s)'
            cursor.execute(into, [json.dumps(rows)])


@cache
def _which_are_filled() -> str:
    """The question for every table in one; that the table was there at the first call is enough."""
    tables = _asked("SELECT array_agg(tablename::text) FROM pg_tables WHERE schemaname = 'public'")
    asked = (f"SELECT '{one}' WHERE EXISTS (SELECT FROM \"{one}\")" for one in sorted(tables))
    return f"SELECT array_agg(one) FROM ({' UNION ALL '.join(asked)}) AS filled (one)"


def _filled() -> list[str]:
    return [table for table in _asked(_which_are_filled()) or () if table not in NEVER_EMPTIED]


def _noted() -> dict[str, list[dict[str, Any]]] | None:
    """The rows by table; None where the note is missing or of other migrations."""
    said = _asked("SELECT obj_description('public'::regnamespace)") or ""
    note = json.loads(said) if said.startswith("{") else {}
    return note["rows"] if note.get("migrations") == _migrations() else None


def _migrations() -> int:
    return _asked("SELECT count(*) FROM django_migrations")


def _asked(query: str) -> Any:
    """The one value that a question answers with."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        (value,) = cursor.fetchone() or (None,)
    return value
