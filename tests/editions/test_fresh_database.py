"""The record copied into an empty database gives every edition again, byte for byte."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

from tests import cast
from tests.editions.test_restating import WHY, changed
from tests.editions.world import CLOSING, closed
from thihanh.editions import operations, queries
from thihanh.trail.facts import registered

RECORD = ("trail_entry", "trail_seal", "trail_anchor", "trail_head")


@pytest.fixture
def fresh(db) -> Iterator[str]:
    """The address of an empty database on the same server."""
    at, name = connection.settings_dict, f"thihanh_fresh_{uuid.uuid4().hex[:12]}"
    place = {
        "host": at["HOST"],
        "port": at["PORT"] or None,
        "user": at["USER"],
        "password": at["PASSWORD"] or None,
    }
    with psycopg.connect(**place, dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            host = at["HOST"] if not at["HOST"].startswith("/") else quote(at["HOST"], safe="")
            secret = f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else ""
            yield f"postgresql://{at['USER']}{secret}@{host}:{at['PORT'] or 5432}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(address: str, *command: str) -> str:
    """A command of the product on another database."""
    asked = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "thihanh.config.settings"}
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, env=asked, check=False, timeout=300
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    return done.stdout


def copy_record(address: str) -> None:
    """Every table of the record and of the facts, as rows; nothing that is derived from them."""
    tables = [*RECORD, *(table.name for table in registered())]
    with psycopg.connect(address, autocommit=True) as other, connection.cursor() as own:
        other.execute("SET session_replication_role = replica")
        other.execute(f"TRUNCATE {', '.join(tables)}")
        for table in tables:
            own.execute(
                "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
                " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
                [table],
            )
            (columns,) = own.fetchone()
            with own.copy(f"COPY {table} ({columns}) TO STDOUT") as read:
                rows = [bytes(block) for block in read]
            with other.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as written:
                for block in rows:
                    written.write(block)


def test_the_same_bytes_in_a_fresh_database(matters, fresh, tmp_path):
    row = closed()
    changed(matters)
    report = operations.restate(row.id, by=cast.viewer(cast.TRUONG), on=CLOSING, explanation=WHY)
    kept = {one.id: queries.file_of(one.id).content for one in (row, report)}
    run(fresh, "-m", "django", "migrate", "-v0")
    copy_record(fresh)
    command = "import sys; from thihanh.cli.main import run; sys.exit(run(sys.argv[1:]))"
    run(fresh, "-c", command, "trail", "rebuild")
    for edition, content in kept.items():
        file = tmp_path / f"{edition}.thia"
        file.write_bytes(content)
        said = run(fresh, "-c", command, "edition", "remake", str(edition), "--file", str(file))
        assert "giống từng byte" in said
