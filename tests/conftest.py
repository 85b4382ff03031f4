"""What every test stands on: a database of its own, the owner's role, and no server started by accident."""

import importlib.util
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from pytest_django.plugin import DjangoDbBlocker

from tests import keys
from thihanh.config import database, embedded, roles

HOME_VARIABLE = "THIHANH_TEST_HOME"
MADE_BY_MIGRATIONS: dict[str, str] = {}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    """Debian's Chromium, or the one named by ``THIHANH_CHROMIUM``."""
    named = os.environ.get("THIHANH_CHROMIUM")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), None)


def pytest_configure(config: pytest.Config) -> None:
    """Commands under test must find the test's database, never start the product's own server."""
    settings.START_DATABASE = lambda: None
    if HOME_VARIABLE not in os.environ:
        os.environ[HOME_VARIABLE] = tempfile.mkdtemp(prefix="thihanh-test-")
        config.add_cleanup(_remove_home)
    settings.VAR_DIR = Path(os.environ[HOME_VARIABLE]) / "var"
    settings.MEDIA_ROOT = settings.VAR_DIR / "files"
    settings.KEY_STORE = settings.VAR_DIR / "keys"
    settings.STATIC_ROOT = settings.VAR_DIR / "static"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    # Entries of a test are never sealed with the product's own key.
    os.environ["THIHANH_SEAL_KEY_FILE"] = str(Path(os.environ[HOME_VARIABLE]) / "seal.key")


def _remove_home() -> None:
    home = Path(os.environ.pop(HOME_VARIABLE))
    embedded.remove(embedded.throw_away(home))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if browser() is None:
        skip = pytest.mark.skip(reason="no Chromium here: apt-get install chromium")
        for item in items:
            if "browser" in item.keywords:
                item.add_marker(skip)
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        skip = pytest.mark.skip(reason="no Spark here: pip install 'thihanh[spark]' and Java 17")
        for item in items:
            if "spark" in item.keywords:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; tests that use it carry the mark ``browser``."""
    found = browser()
    assert found, "a browser test must carry the mark `browser`"
    return found


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Tests make their tables as the owner: of ``DATABASE_URL``, else of a throw-away embedded server."""
    if os.environ.get("DATABASE_URL"):
        settings.DATABASES["default"].update(settings.OWNER_CONNECTION)
        yield
        return
    where = embedded.throw_away(Path(os.environ[HOME_VARIABLE]))
    lease = embedded.ensure_running(where, first_time=_prepare_for_tests)
    owner = database.embedded_settings(where, roles.OWNER)
    settings.DATABASES["default"].update(owner)
    settings.OWNER_CONNECTION = owner
    yield
    lease.release()


def _prepare_for_tests(where: embedded.Place) -> None:
    """The product's roles; besides, the owner may switch triggers off (see the flush below)."""
    database.create_roles(where)
    with psycopg.connect(
        host=str(where.sockets), user=embedded.SUPERUSER, dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(f"GRANT SET ON PARAMETER session_replication_role TO {roles.OWNER}")


@pytest.fixture(autouse=True)
def _an_anchor_file_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database forgets a test, the file outside it would not."""
    file = settings.VAR_DIR / "anchors" / f"{uuid.uuid4()}.log"
    monkeypatch.setenv("THIHANH_ANCHOR_FILE", str(file))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Remember the rows that migrations made: emptying every table after a test must not lose them.

    And give the cast its keys, outside the database: who signs papers in tests has one.
    """
    keys.make()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(("django_", "auth_")):
                cursor.execute(f'SELECT json_agg(t)::text FROM "{table}" t')
                (rows,) = cursor.fetchone() or (None,)
                if rows:
                    MADE_BY_MIGRATIONS[table] = rows


def _make_again(table: str, rows: str) -> str:
    quoted = rows.replace("'", "''")
    return f"""INSERT INTO "{table}" SELECT * FROM json_populate_recordset(NULL::"{table}", '{quoted}')"""


@pytest.fixture(autouse=True, scope="session")
def _tests_may_empty_append_only_tables() -> None:
    """Django empties tables after tests with real transactions; the record refuses TRUNCATE, so that one
    statement runs with triggers off. On a server of your own this needs a superuser."""
    flush = DatabaseOperations.execute_sql_flush

    def flush_without_triggers(self: Any, sql_list: Sequence[str]) -> None:
        if sql_list:
            sql_list = [
                "SET LOCAL session_replication_role = replica",
                *sql_list,
                *(_make_again(table, rows) for table, rows in MADE_BY_MIGRATIONS.items()),
                "SET LOCAL session_replication_role = origin",
            ]
        flush(self, sql_list)

    DatabaseOperations.execute_sql_flush = flush_without_triggers  # type: ignore[method-assign] -- tests only


@pytest.fixture(autouse=True)
def _anchors_stay_with_their_test(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that a test empties must not leave lines in a file that outlives it."""
    if request.node.get_closest_marker("django_db"):
        folder: Path = request.getfixturevalue("tmp_path")
        monkeypatch.setenv("THIHANH_ANCHOR_FILE", str(folder / "roots.log"))
