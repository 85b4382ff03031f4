"""From .docx to PDF: one LibreOffice kept running in a profile of its own, restarted when it dies or hangs.

It is never started for a request: the first paper starts it, later papers find it hot. It has no network
where the system lets us take it away, opens no file, runs no macro and follows no link.
"""

import atexit
import contextlib
import os
import select
import shutil
import signal
import struct
import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from thihanh.documents.problems import Refused

PACKAGES: Final = "libreoffice-writer-nogui python3-uno fonts-liberation2"
START_SECONDS: Final = 60.0
CONVERT_SECONDS: Final = 30.0
_FRAME: Final = struct.Struct(">I")
_WORKER: Final = Path(__file__).parent / "worker" / "convert.py"
_SYSTEM_PYTHON: Final = "/usr/bin/python3"
_COMMON: Final = "/org.openoffice.Office.Common"
_SETTINGS: Final = (
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)


class Unavailable(Refused):
    """There is no LibreOffice here; the sentence says what to install."""


class ConversionFailed(Refused):
    """A paper could not be made into a PDF; it may be tried again."""


def missing() -> str:
    """What to install before PDFs can be made; "" when they can."""
    if _program():
        return ""
    return (
        "Máy này chưa có LibreOffice để tạo PDF; vẫn tải được tệp .docx. "
        f"Để có PDF, người quản trị cài: apt install {PACKAGES}."
    )


def convert_many(
    files: Sequence[bytes],
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[bytes]:
    """The PDFs of these .docx, in order. A shorter list when ``cancelled`` answered True on the way.

    ``progress`` is told how many are done, of how many. Raises ``Unavailable`` without LibreOffice,
    ``ConversionFailed`` naming the place of the file that could not be converted (from 1).
    """
    made: list[bytes] = []
    for place, data in enumerate(files, 1):
        if cancelled and cancelled():
            break
        try:
            made.append(convert(data))
        except ConversionFailed as error:
            which = f" (văn bản thứ {place})" if len(files) > 1 else ""
            raise ConversionFailed(f"{error.sentence}{which}") from error
        if progress:
            progress(place, len(files))
    return made


def convert(data: bytes) -> bytes:
    """One PDF. A LibreOffice that died is started again once; one that hangs is ended."""
    if said := missing():
        raise Unavailable(said)
    return _office.convert(data)


def stop() -> None:
    """End the LibreOffice of this process, if there is one; the next paper starts another."""
    _office.stop()


class _Died(Exception):
    """The worker is gone; the same paper may be tried on a new one."""


class _Office:
    """The running worker, used by one paper at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._profile = ""

    def convert(self, data: bytes) -> bytes:
        with self._lock:
            for attempt in (1, 2):
                try:
                    self._running()
                    return self._answer(data, CONVERT_SECONDS)
                except _Died as death:
                    self._end()
                    if attempt == 2:
                        raise ConversionFailed(
                            "LibreOffice ngừng khi tạo PDF; văn bản vẫn có hiệu lực, PDF sẽ được tạo lại sau."
                        ) from death
        raise AssertionError("unreachable")

    def stop(self) -> None:
        with self._lock:
            self._end()

    @property
    def process_id(self) -> int | None:
        """The worker's, None when none runs."""
        alive = self._process is not None and self._process.poll() is None and self._owner == os.getpid()
        return self._process.pid if alive and self._process else None

    def _running(self) -> None:
        if self.process_id is not None:
            return
        if self._owner == os.getpid():
            self._end()
        self._owner, self._profile = os.getpid(), tempfile.mkdtemp(prefix="thihanh-office-")
        user = Path(self._profile, "user")
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(_profile_settings(), encoding="utf-8")
        self._process = subprocess.Popen(
            [*_without_network(), _SYSTEM_PYTHON, str(_WORKER), _program(), self._profile],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "HOME": self._profile, "LANG": "C.UTF-8", "TMPDIR": self._profile},
            cwd=self._profile,
            start_new_session=True,
        )
        self._read(START_SECONDS)

    def _answer(self, data: bytes, seconds: float) -> bytes:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        try:
            process.stdin.write(_FRAME.pack(len(data)) + data)
            process.stdin.flush()
        except OSError as error:
            raise _Died from error
        return self._read(seconds)

    def _read(self, seconds: float) -> bytes:
        (length,) = _FRAME.unpack(self._exactly(_FRAME.size, seconds))
        answer = self._exactly(length, seconds)
        if answer[:1] == b"P":
            return answer[1:]
        raise ConversionFailed("Không tạo được PDF từ văn bản này; tải tệp .docx và kiểm tra lại mẫu.")

    def _exactly(self, size: int, seconds: float) -> bytes:
        process = self._process
        assert process is not None
        assert process.stdout is not None
        found = bytearray()
        while len(found) < size:
            ready, _, _ = select.select([process.stdout], [], [], seconds)
            if not ready:
                self._end()
                raise ConversionFailed(
                    f"LibreOffice không trả lời sau {seconds:.0f} giây nên đã được khởi động lại; "
                    "PDF sẽ được tạo lại sau."
                )
            piece = os.read(process.stdout.fileno(), size - len(found))
            if not piece:
                raise _Died
            found += piece
        return bytes(found)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if stream is not None:
                        stream.close()
            shutil.rmtree(self._profile, ignore_errors=True)


_office: Final = _Office()
atexit.register(_office.stop)


def _profile_settings() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    names = 'xmlns:oor="http://openoffice.org/2001/registry"'
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items {names}>{items}</oor:items>'


@lru_cache(maxsize=1)
def _program() -> str:
    """LibreOffice's program, "" where it or the bridge to it is missing."""
    found = shutil.which("soffice") or shutil.which("libreoffice") or ""
    if not found or not Path(_SYSTEM_PYTHON).exists():
        return ""
    bridge = subprocess.run([_SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return found if bridge.returncode == 0 else ""


@lru_cache(maxsize=1)
def _without_network() -> tuple[str, ...]:
    """The words that start a program without network, as far as this system permits it."""
    for words in (("unshare", "--net"), ("unshare", "--user", "--map-current-user", "--net")):
        with contextlib.suppress(OSError):
            if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0:
                return words
    return ()
