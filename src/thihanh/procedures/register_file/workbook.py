"""Reading a workbook through the worker, from the product's side."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import thihanh
from thihanh.procedures.register_file import layout
from thihanh.procedures.register_file.problems import FileRefused
from thihanh.procedures.register_file.text import folded

WALL_SECONDS = 180
Cell = str | float | int | bool


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet as read: ``rows`` is None when its name is not one of the layout's.

    ``merged`` holds (first row, first column, last row, last column), counted from 0.
    """

    name: str
    rows: list[list[Cell]] | None
    merged: tuple[tuple[int, int, int, int], ...]
    error_cells: tuple[str, ...]


def _stopped(code: int, complaint: bytes = b"") -> FileRefused:
    if code > 0 and b"MemoryError" not in complaint:
        raise RuntimeError(complaint.decode(errors="replace"))
    if -code in (signal.SIGXCPU, signal.SIGKILL):
        return FileRefused(
            "file.too_slow",
            "Đọc tệp quá lâu nên đã dừng. Hãy chép các ô có dữ liệu sang tệp mẫu mới, rồi nhập lại.",
        )
    return FileRefused(
        "file.memory",
        "Tệp đòi quá nhiều bộ nhớ, thường vì có ô ở rất xa vùng dữ liệu. "
        "Hãy chép các ô có dữ liệu sang tệp mẫu mới, rồi nhập lại.",
    )


def worker(module: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run one of this package's worker modules: no settings, no secrets in its environment."""
    source = Path(thihanh.__file__).resolve().parents[1]
    return subprocess.run(
        [sys.executable, "-m", f"{__package__}.{module}", *arguments],
        env={"PYTHONPATH": str(source), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=WALL_SECONDS,
        check=False,
    )


def _register_sheets() -> dict[str, int]:
    return {
        **{folded(sheet.name): sheet.most_rows for sheet in layout.SHEETS},
        folded(layout.INFORMATION): layout.MOST_ROWS,
    }


def read(path: Path, sheets: Mapping[str, int] | None = None) -> tuple[ReadSheet, ...]:
    """The sheets of a workbook, or ``FileRefused`` with the sentence for the user.

    ``sheets`` are the folded names to read with the most rows of each; the register's where none are given.
    """
    wanted = [f"{name}={most}" for name, most in (sheets or _register_sheets()).items()]
    with tempfile.TemporaryDirectory(prefix="so-thu-ly-") as folder:
        answer = Path(folder) / "answer.json"
        try:
            done = worker("reader", str(path), str(answer), *wanted)
        except subprocess.TimeoutExpired:
            raise _stopped(-signal.SIGKILL) from None
        if done.returncode != 0 or not answer.exists():
            raise _stopped(done.returncode, done.stderr)
        result = json.loads(answer.read_bytes())
    if "refused" in result:
        raise FileRefused(*result["refused"])
    return tuple(
        ReadSheet(
            name=sheet["name"],
            rows=sheet.get("rows"),
            merged=tuple(tuple(area) for area in sheet.get("merged", [])),
            error_cells=tuple(sheet["error_cells"]),
        )
        for sheet in result["sheets"]
    )
