"""The reading worker: ``python -m thihanh.procedures.register_file.reader IN.xlsx OUT.json SHEET=ROWS…``.

It runs alone in a process with hard limits, knows neither database nor settings, and hands back plain JSON.
In the rows a date is a whole number (days counted as ``date.toordinal``), a number is always a float,
an empty cell is "".
"""

import json
import re
import resource
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from thihanh.law.notation import dotted
from thihanh.procedures.register_file import container
from thihanh.procedures.register_file.problems import FileRefused
from thihanh.procedures.register_file.text import folded

CPU_SECONDS = 60
MEMORY = 1536 * container.MEGABYTE
OUTPUT = 700 * container.MEGABYTE
FARTHEST_COLUMN = 200
_ERROR_CELL = re.compile(rb'<c (?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3}[0-9]{1,7})"')
_LISTED_ERROR_CELLS = 500
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLAIN = frozenset({str, float, bool})


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.toordinal()
    return float(value) if isinstance(value, int) else str(value)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The archive's part for each sheet's name."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    parts: dict[str, str] = {}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "").lstrip("/")
        parts[sheet.get("name", "")] = target if target.startswith("xl/") else f"xl/{target}"
    return parts


def _error_cells(path: Path) -> dict[str, list[str]]:
    """Cells holding #N/A, #REF! and the like, which the parser gives as empty.

    Unpacking every part once also finds a part that is broken or longer than the directory says.
    """
    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(path) as archive:
        named = {part: name for name, part in _sheet_parts(archive).items()}
        for entry in archive.infolist():
            content = archive.read(entry)
            if entry.filename in named and b't="e"' in content:
                cells = [match.group(1).decode() for match in _ERROR_CELL.finditer(content)]
                found[named[entry.filename]] = cells[:_LISTED_ERROR_CELLS]
    return found


def _read_sheet(book: Any, name: str, most_rows: int) -> dict[str, object]:
    sheet = book.get_sheet_by_name(name)
    end_row, end_column = sheet.end or (0, 0)
    if end_row > most_rows:
        raise FileRefused(
            "file.too_many_rows",
            f"Trang “{name}” có {dotted(end_row)} dòng dữ liệu; giới hạn là {dotted(most_rows)} dòng. "
            "Hãy chia sổ thành nhiều tệp, mỗi tệp gồm trọn các việc của một phần.",
        )
    if end_column >= FARTHEST_COLUMN:
        raise FileRefused(
            "file.too_wide",
            f"Trang “{name}” có ô ở cột thứ {end_column + 1}; giới hạn là {FARTHEST_COLUMN} cột. "
            "Hãy xóa các cột thừa bên phải, rồi nhập lại.",
        )
    rows = sheet.to_python(skip_empty_area=False)
    return {
        "rows": [[cell if type(cell) in _PLAIN else _plain(cell) for cell in row] for row in rows],
        "merged": [[*start, *end] for start, end in sheet.merged_cell_ranges or []],
    }


def read(path: Path, wanted: dict[str, int]) -> dict[str, object]:
    """Every sheet's name, and the rows of those whose folded name is wanted, up to the number given."""
    container.inspect(path)
    errors = _error_cells(path)
    with CalamineWorkbook.from_path(str(path)) as book:
        sheets: list[dict[str, object]] = []
        for name in book.sheet_names:
            sheet: dict[str, object] = {"name": name, "error_cells": errors.get(name, [])}
            if folded(name) in wanted:
                sheet |= _read_sheet(book, name, wanted[folded(name)])
            sheets.append(sheet)
    return {"sheets": sheets}


def main(path: str, answer: str, *wanted: str) -> None:
    """Read one file and write the answer, a refusal too; ``wanted`` are "folded name=most rows"."""
    _limit()
    try:
        limits = dict(one.split("=") for one in wanted)
        result = read(Path(path), {name: int(most) for name, most in limits.items()})
    except FileRefused as refused:
        result = {"refused": [refused.code, refused.sentence]}
    except MemoryError:
        raise
    except BaseException as error:  # the parser's panics are not Exceptions
        damaged = container.damaged()
        result = {"refused": [damaged.code, damaged.sentence], "detail": repr(error)[:300]}
    Path(answer).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
