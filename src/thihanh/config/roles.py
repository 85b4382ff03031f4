"""Two database roles: the owner migrates, the app role works and owns nothing.

Tables made by migrations give the app role SELECT, INSERT, UPDATE and DELETE; the record's tables take
UPDATE and DELETE away again in their own migrations.
"""

from typing import LiteralString, Protocol

import psycopg

from thihanh.config.errors import NoDatabaseError

OWNER = "thihanh"
APP = "thihanh_app"
DATABASE = "thihanh"


class Cursor(Protocol):
    """What Django's and psycopg's cursors have in common."""

    def execute(self, query: LiteralString) -> object: ...

    def fetchone(self) -> tuple[object, ...] | None: ...


GRANTS: tuple[LiteralString, ...] = (
    f"GRANT USAGE ON SCHEMA public TO {APP}",
    f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}",
    f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP}",
)


def create_in_cluster(*, host: str, port: str, superuser: str) -> None:
    """Make both roles and the database in a fresh embedded server; what exists is left alone."""
    with psycopg.connect(
        host=host, port=port, user=superuser, dbname="postgres", autocommit=True
    ) as connection:
        cursor = connection.cursor()
        for name, rights in ((OWNER, "LOGIN CREATEDB"), (APP, "LOGIN")):
            if not cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
                cursor.execute(f"CREATE ROLE {name} {rights}")
        cursor.execute(f"GRANT {APP} TO {OWNER}")
        if not cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8'")


def prepare(cursor: Cursor) -> None:
    """As the owner, in the database about to be migrated: the app role exists, and new tables serve it."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'thihanh_app'")
    if cursor.fetchone() is None:
        _create_app_role(cursor)
    cursor.execute("SELECT pg_has_role(current_user, 'thihanh_app', 'MEMBER')")
    if cursor.fetchone() == (False,):
        cursor.execute(f"GRANT {APP} TO CURRENT_USER")
    for statement in GRANTS:
        cursor.execute(statement)


def _create_app_role(cursor: Cursor) -> None:
    cursor.execute("SELECT rolsuper OR rolcreaterole, rolname FROM pg_roles WHERE rolname = current_user")
    may, name = cursor.fetchone() or (False, "")
    if not may:
        raise NoDatabaseError(
            f"Chưa có vai trò {APP} và {name} không được tạo vai trò. Người quản trị PostgreSQL hãy chạy: "
            f"CREATE ROLE {APP} NOLOGIN; GRANT {APP} TO {name};"
        )
    # Two processes may arrive here together; the second finds the role made.
    cursor.execute(
        f"DO $$ BEGIN CREATE ROLE {APP} NOLOGIN; "
        "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )
