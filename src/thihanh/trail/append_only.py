"""SQL that makes a table append-only: refused by trigger to everybody, by privilege to the app role.

Other rooms put ``statements(table)`` into the migration that creates the table, after it.
"""

import re

APP_ROLE = "thihanh_app"

_NAME = re.compile(r"[a-z_][a-z0-9_]*")


def statements(table: str) -> list[str]:
    """SQL for a table of facts: rows may be added and read, never changed or removed."""
    return [
        f"CREATE TRIGGER {_checked(table)}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
        _grants(table, "SELECT, INSERT"),
    ]


def projection_statements(table: str) -> list[str]:
    """SQL for a table that can be dropped and rebuilt: the app role may do anything with its rows."""
    return [_grants(_checked(table), "SELECT, INSERT, UPDATE, DELETE, TRUNCATE")]


def _checked(table: str) -> str:
    if not _NAME.fullmatch(table):
        raise ValueError(f"not a plain table name: {table!r}")
    return table


def _grants(table: str, privileges: str) -> str:
    """Grants that are silent where the server has no app role (a role may not be allowed to make one)."""
    return f"""
DO $$
DECLARE counter text := (
    SELECT pg_get_serial_sequence('{table}', a.attname) FROM pg_attribute a
     WHERE a.attrelid = '{table}'::regclass AND a.attname = 'id');
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
        REVOKE ALL ON {table} FROM {APP_ROLE};
        GRANT {privileges} ON {table} TO {APP_ROLE};
        IF counter IS NOT NULL THEN
            EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %s TO {APP_ROLE}', counter);
        END IF;
    END IF;
END $$
"""
