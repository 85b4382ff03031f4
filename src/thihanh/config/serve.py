"""The supervisor behind ``make run``: PostgreSQL, web and worker under one roof; Ctrl-C ends all."""

import fcntl
import json
import os
import signal
import socket
import sys
import time
import types
import urllib.error
import urllib.request
from importlib.util import find_spec
from pathlib import Path
from subprocess import run

FIRST_PORT = 8000
PORTS_TRIED = 50
DEMONSTRATION_DAY = "2025-09-30"
SECONDS_TO_END = 10.0
WEB_ANSWERS_WITHIN = 60.0


class Ended(BaseException):
    """Ctrl-C or SIGTERM arrived."""


def main() -> int:
    """Start everything, watch it, end everything."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thihanh.config.settings")
    if os.environ.get("THIHANH_DEMO", "1") == "1":
        os.environ.setdefault("THIHANH_TODAY", DEMONSTRATION_DAY)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        return _serve()
    except Ended:
        say("Đã dừng. Dữ liệu được giữ; chạy lại bằng make run.")
        return 0


def say(line: str) -> None:
    """One line for the person who typed ``make run``."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _end(number: int, frame: types.FrameType | None) -> None:
    for later in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(later, signal.SIG_IGN)
    raise Ended


def _serve() -> int:
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    began = time.monotonic()
    try:
        var_dir: Path = settings.VAR_DIR
    except ImproperlyConfigured as error:
        say(str(error))
        return 2
    held = _only_one(var_dir)
    if held is None:
        return 2
    settings.START_DATABASE()
    prepare()
    listening, address = listen()
    held.write_text(address)
    load_demonstration()
    return Watch(listening, address).until_ended(began)


def _only_one(var_dir: Path) -> "Held | None":
    held = Held(var_dir / "serve")
    if held.is_mine:
        return held
    say(f"Thi Hành đang chạy tại {held.text()}; dừng bản đó trước, hoặc đặt THIHANH_VAR tới thư mục khác.")
    return None


class Held:
    """A file locked while this supervisor lives; holds the address it serves on."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self.is_mine = True
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.is_mine = False

    def text(self) -> str:
        return os.pread(self._descriptor, 200, 0).decode() or "một cửa sổ khác"

    def write_text(self, text: str) -> None:
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text.encode(), 0)


def prepare() -> None:
    """Bring tables and front-end files up to date."""
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    connections.close_all()


def listen() -> tuple[socket.socket, str]:
    """The web's listening socket: THIHANH_PORT, else 8000 or the next free port."""
    wanted = os.environ.get("THIHANH_PORT")
    if wanted and not wanted.isdecimal():
        raise SystemExit(f"THIHANH_PORT phải là một số, không phải «{wanted}».")
    ports = [int(wanted)] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    for port in ports:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
            listening.listen(128)
        except OSError:
            listening.close()
            continue
        return listening, f"http://127.0.0.1:{port}"
    raise SystemExit(
        f"Cổng {wanted} đang được dùng; chọn cổng khác bằng THIHANH_PORT."
        if wanted
        else f"Các cổng từ {FIRST_PORT} đến {FIRST_PORT + PORTS_TRIED - 1} đều đang được dùng."
    )


def _has_demonstration() -> bool:
    return os.environ.get("THIHANH_DEMO", "1") == "1" and find_spec("thihanh.cli.demo") is not None


def _thihanh(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("thihanh")), *arguments]


def load_demonstration() -> None:
    """The demonstration's register, through the import, unless it is there."""
    if not _has_demonstration():
        return
    done = run(_thihanh("demo", "load"), check=False)
    if done.returncode != 0:
        raise SystemExit("Không nạp được dữ liệu mẫu; lý do ở các dòng trên.")


def _table(rows: list[tuple[str, ...]]) -> None:
    if not rows:
        return
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for *heads, last in rows:
        say("  " + "".join(f"{head:<{width + 2}}" for head, width in zip(heads, widths, strict=True)) + last)


class Watch:
    """Keeps web and worker alive until the end."""

    def __init__(self, listening: socket.socket, address: str) -> None:
        from thihanh.config.processes import Child

        self._address = address
        descriptor = listening.fileno()
        gunicorn = ["-m", "gunicorn", "thihanh.config.wsgi", "--bind", f"fd://{descriptor}"]
        size = ["--workers", "2", "--threads", "4", "--log-level", "warning", "--graceful-timeout", "5"]
        worker = ["-m", "thihanh.jobs.worker"]
        self._listening = listening
        self._children = [
            Child("Máy chủ web", [sys.executable, *gunicorn, *size], [descriptor]),
            Child("Tiến trình nền", [sys.executable, *worker]),
        ]

    def until_ended(self, began: float) -> int:
        """Serve until Ctrl-C or SIGTERM, or until PostgreSQL is gone for good."""
        try:
            for child in self._children:
                child.start()
            self._wait_for_web()
            self._introduce(time.monotonic() - began)
            while True:
                time.sleep(1)
                self._look()
        finally:
            for child in self._children:
                child.end()
            for child in self._children:
                child.wait(SECONDS_TO_END)

    def _look(self) -> None:
        from django.conf import settings

        from thihanh.config import database

        for child in self._children:
            if event := child.watch():
                say(event)
        if not database.answers(settings.VAR_DIR):
            say("PostgreSQL không trả lời; đang khởi động lại. Việc chưa ghi xong được hủy trọn vẹn.")
            settings.START_DATABASE()
            say("PostgreSQL đã chạy lại.")

    def _wait_for_web(self) -> None:
        until = time.monotonic() + WEB_ANSWERS_WITHIN
        while time.monotonic() < until:
            for child in self._children:
                if event := child.watch():
                    say(event)
            try:
                urllib.request.urlopen(f"{self._address}/", timeout=20).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.2)
            else:
                return
        say("Máy chủ web chưa trả lời sau một phút; xem các dòng lỗi ở trên.")

    def _introduce(self, seconds: float) -> None:
        say(f"\nThi Hành chạy tại {self._address} (sau {seconds:.0f} giây). Ctrl-C để dừng.")
        if not _has_demonstration():
            return
        done = run(_thihanh("demo", "logins", "--json"), check=False, capture_output=True, text=True)
        if done.returncode != 0:
            return
        guide = json.loads(done.stdout.splitlines()[-1])
        say("\nĐăng nhập thử, mỗi vai một tài khoản:")
        _table([(login["role"], login["username"], login["password"]) for login in guide["logins"]])
        say(f"\nMã PIN ký số thử nghiệm: {guide['pin']}")
        say("\nThử ngay (đăng nhập bằng tài khoản đứng đầu mỗi nhóm):")
        for login in guide["logins"]:
            say(f"\n  {login['username']}")
            _table([(f"  {link['label']}", f"{self._address}{link['path']}") for link in login["try"]])


if __name__ == "__main__":
    sys.exit(main())
