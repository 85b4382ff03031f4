"""The cast in the record, and the matters of the small year."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests import cast
from tests.editions import world


@pytest.fixture(autouse=True)
def _kept_files_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "files")


@pytest.fixture
def matters(db) -> list[int]:
    """The matters' ids, in the order of ``world.matters``."""
    cast.gather()
    return world.matters()


@pytest.fixture
def other_connection(transactional_db) -> Iterator[psycopg.Connection]:
    """Somebody else's session on the same database."""
    given = connection.settings_dict
    with psycopg.connect(
        host=given["HOST"],
        port=given["PORT"] or None,
        user=given["USER"],
        dbname=given["NAME"],
        autocommit=True,
    ) as other:
        yield other
