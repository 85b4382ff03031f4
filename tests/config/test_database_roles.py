"""The product's role works and owns nothing."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from thihanh.config import roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_app():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE sample_list (id int)")
        cursor.execute(f"SET ROLE {roles.APP}")
        yield cursor
        cursor.execute("RESET ROLE")


def refused(cursor, statement: str) -> bool:
    try:
        with transaction.atomic():
            cursor.execute(statement)
    except ProgrammingError as error:
        return "permission denied" in str(error) or "must be owner" in str(error)
    return False


def test_a_table_made_by_a_migration_serves_the_app_role(as_app):
    as_app.execute("INSERT INTO sample_list VALUES (1)")
    as_app.execute("UPDATE sample_list SET id = 2")
    as_app.execute("SELECT id FROM sample_list")
    assert as_app.fetchone() == (2,)


@pytest.mark.parametrize(
    "statement",
    ["TRUNCATE sample_list", "DROP TABLE sample_list", "ALTER TABLE sample_list DISABLE TRIGGER ALL",
     "CREATE TABLE another (id int)"],
)  # fmt: skip
def test_the_app_role_cannot_change_the_house(as_app, statement):
    assert refused(as_app, statement)


def test_the_app_role_owns_no_table():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = %s", [roles.APP])
        assert cursor.fetchone() == (0,)
