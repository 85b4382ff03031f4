"""A real embedded server: made once, shared, stopped by the last, and never half made."""

import collections
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from thihanh.config import database, embedded, roles, server_programs
from thihanh.config.errors import NoDatabaseError

DiskUsage = collections.namedtuple("DiskUsage", "total used free")


@pytest.fixture(scope="module")
def server() -> Iterator[embedded.Place]:
    where = embedded.throw_away(Path(tempfile.mkdtemp(prefix="thihanh-test-")))
    half = where.home / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")
    lease = embedded.ensure_running(where, first_time=database.create_roles)
    yield where
    lease.release()
    embedded.remove(where)


def connect(where: embedded.Place, user: str) -> psycopg.Connection:
    return psycopg.connect(host=str(where.sockets), user=user, dbname=roles.DATABASE, autocommit=True)


def test_an_aborted_first_start_is_begun_anew(server):
    assert not (server.home / "data.new").exists()
    assert (server.data / "PG_VERSION").read_text().strip() == server_programs.major_version()
    assert server.ready.exists()


def test_it_listens_on_a_socket_only_its_owner_may_reach(server):
    with connect(server, embedded.SUPERUSER) as connection:
        shown = {
            name: connection.execute("SELECT current_setting(%s)", [name]).fetchone()[0]
            for name in ("listen_addresses", "data_checksums", "server_encoding", "lc_collate", "jit")
            if name != "lc_collate"
        }
        collation = connection.execute(
            "SELECT datcollate FROM pg_database WHERE datname = 'thihanh'"
        ).fetchone()
    assert shown == {"listen_addresses": "", "data_checksums": "on", "server_encoding": "UTF8", "jit": "off"}
    assert collation == ("C",)
    assert server.sockets.stat().st_mode & 0o777 == 0o700


def test_as_root_it_runs_as_an_account_that_owns_nothing(server):
    owner = server.data.stat().st_uid
    assert owner != 0
    assert owner == os.geteuid() or os.geteuid() == 0


def test_the_app_role_logs_in_and_cannot_become_the_owner(server):
    with connect(server, roles.APP) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(f"SET ROLE {roles.OWNER}")


def test_the_last_to_leave_stops_it(server):
    leases = [embedded.ensure_running(server, first_time=database.create_roles) for _ in range(2)]
    leases[0].release()
    leases[0].release()
    assert embedded.is_running(server), "others still use it"


def test_alone_it_starts_and_stops_with_the_one_who_asked():
    home = Path(tempfile.mkdtemp(prefix="thihanh-test-"))
    where = embedded.throw_away(home)
    lease = embedded.ensure_running(where, first_time=database.create_roles)
    assert embedded.is_running(where)
    lease.release()
    assert not embedded.is_running(where)
    embedded.remove(where)
    assert not home.exists()


def test_data_of_another_major_version_is_left_alone(server):
    stamp = server.data / "PG_VERSION"
    ours = stamp.read_text()
    stamp.write_text("17\n")
    try:
        with pytest.raises(NoDatabaseError, match="là của PostgreSQL 17, chương trình kèm theo là 18"):
            embedded.ensure_running(server, first_time=database.create_roles)
    finally:
        stamp.write_text(ours)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_data_of_another_user_is_left_alone(tmp_path):
    where = embedded.throw_away(tmp_path)
    where.data.mkdir()
    with pytest.raises(NoDatabaseError, match="thuộc người dùng khác"):
        embedded.ensure_running(where, first_time=database.create_roles)


def test_a_full_disk_is_noticed_before_the_first_start(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: DiskUsage(1, 1, 12_000_000))
    where = embedded.throw_away(tmp_path)
    with pytest.raises(NoDatabaseError, match="chỉ còn 12 MB"):
        embedded.ensure_running(where, first_time=database.create_roles)
    assert not where.data.exists()


def test_a_disk_that_fills_up_during_the_first_start_leaves_nothing(tmp_path, monkeypatch):
    def fills_up(program, *arguments, data, log):
        (log.parent / "data.new").mkdir()
        raise NoDatabaseError(server_programs._sentence(program, "write: No space left on device", log))

    monkeypatch.setattr(server_programs, "run", fills_up)
    where = embedded.throw_away(tmp_path)
    with pytest.raises(NoDatabaseError, match="đã đầy"):
        embedded.ensure_running(where, first_time=database.create_roles)
    assert not where.data.exists()
    assert not (where.home / "data.new").exists()
