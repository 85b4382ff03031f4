"""The file outside the database where every anchor leaves one line, chained to the line before."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.conf import settings

from thihanh.trail.payloads import canonical

NO_LINE = bytes(32)
BLOCK = 65_536


class OutsideFileError(RuntimeError):
    """The file cannot take a line; the sentence says why."""


@dataclass(frozen=True)
class Anchor:
    """The entries of one snapshot that no earlier anchor holds; ``entries`` as PostgreSQL writes ranges."""

    number: int
    made_at: datetime
    kind: str
    entries: str
    count: int
    root: bytes
    previous: bytes

    @property
    def text(self) -> str:
        """What the line says."""
        return canonical(
            {
                "anchor": self.number,
                "made_at": self.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
                "kind": self.kind,
                "entries": self.entries,
                "count": self.count,
                "root": self.root,
                "previous": self.previous,
            }
        )

    @property
    def line(self) -> bytes:
        """The hash of the line; the next line names it."""
        return hashlib.sha256(self.text.encode()).digest()

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The ids as half-open ranges, rising."""
        inner = self.entries.strip("{}")
        if not inner:
            return ()
        pairs = (pair.split(",") for pair in inner.strip("[)").split("),["))
        return tuple((int(low), int(high)) for low, high in pairs)


def file_path() -> Path:
    """``THIHANH_ANCHOR_FILE`` (best on another machine), else among the local files."""
    given = os.environ.get("THIHANH_ANCHOR_FILE")
    return Path(given) if given else Path(settings.VAR_DIR) / "anchors" / "roots.log"


def read_lines() -> list[tuple[bytes, str]]:
    """Every whole line as its stated hash and its text; no file is no lines."""
    try:
        content = file_path().read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise OutsideFileError(f"Không đọc được tệp mốc neo: {error.strerror}.") from error
    whole = content[: content.rfind(b"\n") + 1]
    return [_split(line) for line in whole.splitlines()]


def _split(line: bytes) -> tuple[bytes, str]:
    """A line that does not read as one keeps its place with an empty hash."""
    stated, _, text = line.partition(b" ")
    try:
        return bytes.fromhex(stated.decode("ascii")), text.decode()
    except ValueError:
        return b"", ""


@contextmanager
def opened() -> Iterator[IO[bytes]]:
    """The file, held against other writers, without the half line a crash may have left."""
    path = file_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            _drop_half_line(file)
            yield file
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OutsideFileError(f"Không ghi được tệp mốc neo {path.name}: {error.strerror}.") from error


def last_line(file: IO[bytes]) -> tuple[bytes, str] | None:
    """The last line, read from the end."""
    size, wanted = file.seek(0, os.SEEK_END), BLOCK
    while size:
        file.seek(max(0, size - wanted))
        tail = file.read().rstrip(b"\n")
        if b"\n" in tail or wanted >= size:
            return _split(tail.rpartition(b"\n")[2])
        wanted *= 2
    return None


def append(file: IO[bytes], anchor: Anchor) -> None:
    """One line: the hash of the text, a space, the text."""
    file.write(f"{anchor.line.hex()} {anchor.text}\n".encode())


def _drop_half_line(file: IO[bytes]) -> None:
    size, wanted = file.seek(0, os.SEEK_END), BLOCK
    while size:
        start = max(0, size - wanted)
        file.seek(start)
        tail = file.read()
        end = tail.rfind(b"\n") + 1
        if end or start == 0:
            if start + end < size:
                file.truncate(start + end)
            return
        wanted *= 2
