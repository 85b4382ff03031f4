"""The PostgreSQL that comes with the product: a data folder of its own, a socket, no network.

Every process that uses the server holds a shared lock; whoever lets go last stops it.
"""

import atexit
import contextlib
import fcntl
import hashlib
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from thihanh.config import secrets, server_programs
from thihanh.config.errors import NoDatabaseError

PORT = "5432"
SUPERUSER = "postgres"
BYTES_NEEDED = 400_000_000
# The longest path of a Unix socket on Linux.
SOCKET_PATH_BYTES = 107

SERVER_SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "4GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "Asia/Ho_Chi_Minh",
    "log_timezone": "Asia/Ho_Chi_Minh",
}
THROW_AWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one embedded server lives."""

    home: Path
    sockets: Path
    throw_away: bool = False

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def ready(self) -> Path:
        """Exists once the new server has been filled with its roles and database."""
        return self.home / "ready"

    @property
    def socket(self) -> Path:
        return self.sockets / f".s.PGSQL.{PORT}"


def place(var_dir: Path) -> Place:
    """The server of the project whose local folder is ``var_dir``. Starts nothing."""
    beside = _at(var_dir.absolute() / "postgres")
    if os.geteuid() == 0 and not beside.data.exists():
        instance = secrets.read_or_create(var_dir / "instance", "THIHANH_INSTANCE")
        key = hashlib.sha256(f"{instance}:{var_dir.resolve()}".encode()).hexdigest()[:12]
        return _at(server_programs.ROOT_HOME / key)
    return beside


def throw_away(home: Path) -> Place:
    """A server for one run of tests: nothing in it has to survive."""
    return _at(home, throw_away=True)


def _at(home: Path, *, throw_away: bool = False) -> Place:
    beside = Place(home, home / "run", throw_away)
    if len(os.fsencode(beside.socket)) <= SOCKET_PATH_BYTES:
        return beside
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Place(home, Path("/tmp") / f"thihanh-{os.geteuid()}-{digest}", throw_away)


class Lease:
    """One process's use of the server."""

    def __init__(self, where: Place) -> None:
        self._where = where
        self._pid = os.getpid()
        self._users = os.open(where.home / "users", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._users, fcntl.LOCK_SH)

    def release(self) -> None:
        """Let go; stop the server when nobody else uses it."""
        if self._users < 0 or self._pid != os.getpid():
            return
        users, self._users = self._users, -1
        try:
            with _locked(self._where):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                stop(self._where)
        except (BlockingIOError, FileNotFoundError):
            pass  # someone else uses it, or its folder is gone
        finally:
            os.close(users)


def ensure_running(where: Place, *, first_time: Callable[[Place], None]) -> Lease:
    """Start the server unless it runs; make its data folder first if there is none.

    ``first_time`` fills a new server; it runs again if it did not come to its end.
    """
    server_programs.make_folder(where.home)
    with _locked(where):
        _refuse_foreign_data(where)
        if not is_running(where):
            if not where.data.exists():
                _create(where)
            _start(where)
        if not where.ready.exists():
            first_time(where)
            where.ready.touch()
        lease = Lease(where)
    atexit.register(lease.release)
    return lease


def is_running(where: Place) -> bool:
    """Does a server answer on the socket?"""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(where.socket))
        except OSError:
            return False
    return True


def stop(where: Place) -> None:
    """Stop the server and wait until it has."""
    if (where.data / "postmaster.pid").exists():
        _run(where, "pg_ctl", "stop", "-D", str(where.data), "-m", "fast", "-w", "-t", "60", "-s")


def remove(where: Place) -> None:
    """Stop the server and delete everything it kept."""
    if where.home.exists():
        with _locked(where):
            stop(where)
            shutil.rmtree(where.home)
    if where.sockets.exists():
        shutil.rmtree(where.sockets)


@contextlib.contextmanager
def _locked(where: Place) -> Iterator[None]:
    """One process at a time makes, starts or stops the server."""
    try:
        descriptor = os.open(where.home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except PermissionError as error:
        raise NoDatabaseError(_another_user(where.home)) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _another_user(folder: Path) -> str:
    return (
        f"Thư mục {folder} thuộc người dùng khác; hãy chạy bằng người dùng đó "
        "hoặc đặt THIHANH_VAR tới một thư mục của bạn."
    )


def _refuse_foreign_data(where: Place) -> None:
    if not where.data.exists():
        return
    owner = where.data.stat().st_uid
    if (owner == 0) if os.geteuid() == 0 else (owner != os.geteuid()):
        raise NoDatabaseError(_another_user(where.data))
    stamp = where.data / "PG_VERSION"
    found = stamp.read_text().strip() if stamp.exists() else "không rõ phiên bản"
    ours = server_programs.major_version()
    if found != ours:
        raise NoDatabaseError(
            f"Thư mục dữ liệu {where.data} là của PostgreSQL {found}, chương trình kèm theo là {ours}. "
            "Dùng lại bản cũ của sản phẩm để sao lưu, hoặc chạy make reset để bỏ dữ liệu và bắt đầu lại."
        )


def _create(where: Place) -> None:
    """initdb into a folder beside the real one, renamed when complete: an aborted start leaves no half."""
    free = shutil.disk_usage(where.home).free
    if free < BYTES_NEEDED:
        raise NoDatabaseError(
            f"Ổ đĩa chứa {where.home} chỉ còn {free // 1_000_000} MB; "
            f"lần khởi động đầu cần ít nhất {BYTES_NEEDED // 1_000_000} MB."
        )
    server_programs.hand_over(where.home, where.data)
    unfinished = where.home / "data.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    where.ready.unlink(missing_ok=True)
    options = ["--encoding=UTF8", "--locale=C", "--auth-local=trust", "--auth-host=reject"]
    options += ["--data-checksums", "--no-instructions", *(["--no-sync"] if where.throw_away else [])]
    try:
        _run(where, "initdb", "-D", str(unfinished), "-U", SUPERUSER, *options)
        with (unfinished / "postgresql.conf").open("a", encoding="utf-8") as configuration:
            configuration.write("\ninclude = 'thihanh.conf'\n")
        unfinished.rename(where.data)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _start(where: Place) -> None:
    if not where.sockets.exists():
        server_programs.make_folder(where.sockets)
        server_programs.hand_over(where.sockets, where.data)
    details = where.sockets.stat()
    if details.st_uid != where.data.stat().st_uid or details.st_mode & 0o077:
        raise NoDatabaseError(
            f"Thư mục {where.sockets} không phải của riêng người chạy máy chủ dữ liệu; "
            "hãy xóa nó rồi chạy lại."
        )
    settings = SERVER_SETTINGS | (THROW_AWAY_SETTINGS if where.throw_away else {})
    settings["unix_socket_directories"] = f'"{where.sockets}"'
    configuration = where.data / "thihanh.conf"
    configuration.write_text("".join(f"{name} = '{_quoted(value)}'\n" for name, value in settings.items()))
    server_programs.hand_over(configuration, where.data)
    _run(where, "pg_ctl", "start", "-D", str(where.data), "-l", str(where.log), "-w", "-t", "120", "-s")


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")


def _run(where: Place, program: str, *arguments: str) -> None:
    server_programs.run(program, *arguments, data=where.data, log=where.log)
