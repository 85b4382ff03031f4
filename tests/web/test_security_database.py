"""The role the product works as changes nothing that was recorded; every table is known for what it is."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError

from thihanh.config import roles
from thihanh.trail.facts import registered

pytestmark = pytest.mark.django_db
RECORD = {"trail_entry", "trail_seal", "trail_anchor", "trail_check"}
"""Only ever added to."""
DERIVED = {
    *("trail_head", "trail_fact_table", "matters_current", "matters_name", "matters_position"),
    *("documents_queue", "documents_counter", "documents_service_state"),
    *("matters_horizon", "matters_term", "thihanh_queue_progress"),
    *("dossiers_current", "dossiers_term"),
}
"""Made from the record, or kept beside it; a check or a rebuild finds what somebody wrote there."""
WORKING = {
    *("offices_account", "account_emailaddress", "account_emailconfirmation", "mfa_authenticator"),
    *(
        "procedures_heading_mapping",
        "procedures_import_run",
        "procedures_law_basis",
        "procedures_term_change",
        "trail_once",
        "offices_saved_view",
        "targets_published_run",
    ),
    *("auth_group", "auth_group_permissions", "auth_permission", "django_content_type"),
    *("django_migrations", "django_session", "offices_account_groups", "offices_account_user_permissions"),
}
"""Log-ins, sessions, files brought in: no facts."""


def tables() -> set[str]:
    """Every table of the product's schema, from the catalogue itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
        )
        return {name for (name,) in cursor.fetchall()}


def facts() -> set[str]:
    return {table.name for table in registered()}


def refusal(statement: str) -> str:
    """What the database answers the product's role, "" where it obeys."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {roles.APP}")
            cursor.execute(statement)
            raise Obeyed
    except ProgrammingError as error:
        return str(error)
    except Obeyed:
        return ""


class Obeyed(DatabaseError):
    """Rolls the statement back."""


def test_every_table_is_classified() -> None:
    known = facts() | RECORD | DERIVED | WORKING
    unknown = {name for name in tables() - known if not name.startswith("procrastinate_")}
    assert unknown == set(), "say in this file what the table is"
    assert facts() | RECORD <= tables()


def test_the_product_s_role_cannot_change_what_was_recorded() -> None:
    for table in sorted(facts() | RECORD):
        column = "id" if table != "trail_seal" else "entry_id"
        for statement in (
            f"UPDATE {table} SET {column} = {column}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
            f"ALTER TABLE {table} DISABLE TRIGGER ALL",
            f"DROP TABLE {table}",
            f"CREATE RULE quiet AS ON INSERT TO {table} DO INSTEAD NOTHING",
        ):
            assert "permission denied" in refusal(statement) or "must be owner" in refusal(statement), (
                statement
            )
        assert refusal(f"SELECT * FROM {table}") == ""


MORE = (
    *("SET session_replication_role = replica", "CREATE ROLE other SUPERUSER", "CREATE SCHEMA other"),
    *(f"ALTER ROLE {roles.APP} SUPERUSER", "SELECT pg_read_file('/etc/passwd')", "SELECT * FROM pg_authid"),
    *("COPY trail_entry TO PROGRAM 'cat'", "COPY trail_entry TO '/tmp/entries'"),
    *("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE TABLE public.other (id int)"),
)


@pytest.mark.parametrize("statement", MORE)
def test_the_product_s_role_has_no_way_to_more(statement: str) -> None:
    said = refusal(statement)
    assert "permission denied" in said or "must be" in said, (statement, said)


def test_the_product_s_role_is_a_member_of_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.rolname FROM pg_roles r WHERE r.rolname <> %s AND pg_has_role(%s, r.oid, 'MEMBER')",
            [roles.APP, roles.APP],
        )
        assert cursor.fetchall() == []
        powers = "rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls"
        cursor.execute(f"SELECT {powers} FROM pg_roles WHERE rolname = %s", [roles.APP])
        assert cursor.fetchone() == (False,)


def test_no_function_lends_its_owner_s_rights_without_a_fixed_search_path() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig::text FROM pg_proc "
            "WHERE pronamespace = 'public'::regnamespace AND prosecdef"
        )
        lent = cursor.fetchall()
    assert [name for name, settings in lent if "search_path" not in (settings or "")] == []
