"""Judging a file from outside: cheap questions first, the rest in a limited process of its own."""

import json
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import puremagic

import thihanh
from thihanh.documents.inspection.formats import (
    LARGEST,
    FileRefused,
    Format,
    damaged,
    disguised,
    flooding,
    recognised,
    too_large,
)

_WALL_SECONDS = 60  # the real limit is CPU time, inside; this one only ends what sleeps
_LONGEST_NAME = 150
_IN_NAMES = " ._-()+,&"


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be taken: the name it is shown under, its format, how many pages it has."""

    name: str
    format: Format
    pages: int
    cpu: float
    kilobytes: int


def inspect(content: bytes, name: str, accepted: tuple[str, ...]) -> Inspected:
    """What a file is. Raises FileRefused for anything but a whole, quiet file of an accepted format."""
    if not content:
        raise FileRefused("empty", "tệp rỗng (0 byte). Hãy chọn lại tệp đã lưu xong.")
    if len(content) > LARGEST:
        raise too_large(len(content))
    shown = shown_name(name)
    found = recognised(content, shown.rpartition(".")[2].lower(), accepted)
    _check_witness(content, found)
    answer = _asked(content, found.code)
    return Inspected(shown, found, answer["pages"] or 1, answer["cpu"], answer["kilobytes"])


def shown_name(name: str) -> str:
    """The sender's name of a file as pages and downloads say it: letters, digits and a few signs.

    Marks that turn the direction of writing, folders and control characters are left out.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = (sign for sign in last if unicodedata.category(sign)[0] != "C")
    kept = "".join(sign if sign.isalnum() or sign in _IN_NAMES else "_" for sign in plain).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return (
        f"{stem[: _LONGEST_NAME - len(ending[:12]) - 1]}{dot}{ending[:12]}" if dot else kept[:_LONGEST_NAME]
    )


def _check_witness(content: bytes, found: Format) -> None:
    """A second reader of first bytes agrees, or the file is something else that begins alike."""
    try:
        seen = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        raise disguised() from None
    if not any(one.extension.lstrip(".") in found.endings for one in seen):
        raise disguised()


def _asked(content: bytes, code: str) -> dict[str, int]:
    source = Path(thihanh.__file__).resolve().parents[1]
    with tempfile.NamedTemporaryFile(prefix="van-ban-den-") as kept:
        kept.write(content)
        kept.flush()
        try:
            done = subprocess.run(
                [sys.executable, "-m", f"{__package__}.worker", kept.name, code],
                env={"PYTHONPATH": str(source), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise flooding() from None
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise flooding()
    if done.returncode:
        raise damaged("tệp")
    answer: dict[str, int] = json.loads(done.stdout)
    if "sentence" in answer:
        raise FileRefused(str(answer["code"]), str(answer["sentence"]).removeprefix("Dữ liệu: "))
    return answer
