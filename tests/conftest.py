"""What every test stands on: a database of its own, the owner's role, and no server started by accident."""

import gc
import importlib.util
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.conf import settings
from django.test import TransactionTestCase
from hypothesis import settings as examples
from pytest_django.plugin import DjangoDbBlocker

from tests import emptying, keys
from thihanh.config import database, embedded, roles
from thihanh.dossiers import kinds

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOME_VARIABLE = "THIHANH_TEST_HOME"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# `make test` draws the same examples every time, `make test-long` new ones.
examples.register_profile("same", derandomize=True)
examples.register_profile("new")
examples.load_profile(os.environ.get("THIHANH_EXAMPLES", "same"))


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
    if "PYTEST_XDIST_WORKER" in os.environ:
        # What is begun first is not what everybody waits for in the end.
        items.sort(key=lambda item: not {"browser", "lengthy"} & set(item.keywords))
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


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for waste is a twentieth of a run's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 25, 25)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; tests that use it carry the mark ``browser``."""
    found = browser()
    assert found, "a browser test must carry the mark `browser`"
    return found


@pytest.fixture(scope="module")
def one_browser(chromium: str) -> Iterator["Browser"]:
    """The browser of a module: starting one costs a second."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


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
    """The product's roles; besides, the owner may switch triggers off (``tests.emptying``)."""
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
    """A database that holds what migrations made and nothing else, also where an earlier session was killed.

    And give the cast its keys, outside the database: who signs papers in tests has one.
    """
    keys.make()
    with django_db_blocker.unblock():
        emptying.remember()
        emptying.empty()


@pytest.fixture(autouse=True, scope="session")
def _tests_empty_what_they_filled() -> None:
    """After a test with real transactions: what has rows is emptied, instead of every table anew."""

    def empty(case: TransactionTestCase) -> None:
        emptying.empty()

    TransactionTestCase._fixture_teardown = empty  # type: ignore[method-assign] -- tests only


@pytest.fixture(autouse=True, scope="module")
def _kinds_end_with_their_module() -> Iterator[None]:
    """A kind of dossier that a module makes for itself is unknown to the next one."""
    before = dict(kinds._kinds)
    yield
    kinds._kinds.clear()
    kinds._kinds.update(before)


@pytest.fixture(autouse=True)
def _anchors_stay_with_their_test(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that a test empties must not leave lines in a file that outlives it."""
    if request.node.get_closest_marker("django_db"):
        folder: Path = request.getfixturevalue("tmp_path")
        monkeypatch.setenv("THIHANH_ANCHOR_FILE", str(folder / "roots.log"))
