"""The register file: 10,000 matters with 60,000 facts come in; and a whole synthetic province.

In databases of its own. The floor of writing is COPY of the very same rows into the very same tables of a
fresh database, with constraints, indexes, triggers.
"""

import os
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from django.conf import settings
from django.db import connection, transaction

from benchmarks.table import Line, a_database, timed
from thihanh.offices.operations import load_reference
from thihanh.procedures.import_register import operations, queries
from thihanh.procedures.import_register.preparing import Importer
from thihanh.procedures.register_file import layout
from thihanh.synthetic.generator import generate
from thihanh.synthetic.workbook import write

DATABASE = "thihanh_bench_register"
MATTERS = int(os.environ.get("THIHANH_BENCH_MATTERS", "10000"))
ON = date(2025, 9, 30)
FIRST = date(2024, 10, 1)
# In the order in which they may be written; the record's own columns are filled by its trigger.
TABLES = (
    "trail_seal",
    "matters_judgment",
    "matters_matter",
    "matters_person",
    "matters_party",
    "matters_obligation",
    "matters_stage",
    "matters_assignment",
    "matters_tag",
    "money_posting",
    "matters_current",
    "matters_name",
    "matters_position",
)
ENTRY = "subject, act, effective_on, known_on, actor, ground, article, payload"


def six_facts_each(path: Path) -> None:
    """A register of matters with a party, an obligation with its amount, two stages and an assignment."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False}) as book:
        as_date = book.add_format({"num_format": "dd/mm/yyyy"})
        page = book.add_worksheet(layout.INFORMATION)
        page.write_row(0, 0, ("Mã đơn vị", "22"))
        for sheet in layout.SHEETS:
            page = book.add_worksheet(sheet.name)
            page.write_row(0, 0, [column.heading for column in sheet.columns])
            for number, row in enumerate(_rows(sheet.name), start=1):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        page.write_datetime(number, column, value, as_date)
                    elif value is not None:
                        page.write(number, column, value)


def _rows(sheet: str) -> Iterator[tuple[object, ...]]:
    if sheet == "Cán bộ":
        yield "22.0001", "Nguyễn Thị Lan", "Chấp hành viên sơ cấp", "22.KV01", date(2024, 1, 1)
        return
    for number in range(1, MATTERS + 1):
        decided = FIRST + timedelta(days=number % 300)
        key = (f"{number}/QĐ-CTHADS", decided)
        started = decided + timedelta(days=number % 50 + 1)
        made = {
            "Việc": [
                (
                    *key,
                    "Chủ động",
                    None,
                    f"{number}/HS-ST",
                    decided - timedelta(days=40),
                    "TAND khu vực 1",
                    "Hình sự",
                )
            ],
            "Đương sự": [(*key, 1, "Người phải thi hành án", f"Trần Văn Số {number}", "Cá nhân", None, 1980)],
            "Khoản": [(*key, 1, "Án phí", "Án phí hình sự", 200_000 + number, 1)],
            "Diễn biến": [
                (*key, decided, "Đã ra quyết định"),
                (*key, started, "Có điều kiện – đang thi hành"),
            ],
            "Phân công": [(*key, decided, "22.KV01", "22.0001")],
        }
        yield from made.get(sheet, [])


def _megabytes() -> float:
    """The most this process or one of its workers ever held."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def _bring(path: Path) -> tuple[float, float, int]:
    """Seconds of the dry run and of applying, and the number of facts."""
    who = Importer(by="22.0009", on=ON)
    start = time.perf_counter()
    run_id, prepared = operations.check_file(path, who)
    checked = time.perf_counter()
    counts = operations.apply(run_id, who, prepared)
    return checked - start, time.perf_counter() - checked, counts["added"]


def _again(path: Path) -> float:
    found = []
    taken = timed(lambda: found.append(operations.check_file(path, Importer(by="22.0009", on=ON))[0]))
    assert queries.run(found[0]).state == "unchanged"
    return taken


def _reference() -> int:
    """The units of the country; returns the last entry before the register's."""
    load_reference(by="22.0009", on=ON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM trail_entry")
        last: int = cursor.fetchone()[0]
    return last


def _copy_out(folder: Path, last: int) -> None:
    queries = {table: f"SELECT * FROM {table}" for table in TABLES}
    queries["trail_seal"] += f" WHERE entry_id > {last}"
    queries["trail_entry"] = f"SELECT {ENTRY} FROM trail_entry WHERE id > {last} ORDER BY id"
    with connection.cursor() as cursor:
        for table, query in queries.items():
            with cursor.copy(f"COPY ({query}) TO STDOUT") as out, (folder / table).open("wb") as file:
                for block in out:
                    file.write(block)


def _copy_in(folder: Path) -> None:
    """All rows in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in (("trail_entry", f"({ENTRY})"), *((table, "") for table in TABLES)):
            with (
                cursor.copy(f"COPY {table} {columns} FROM STDIN") as into,
                (folder / table).open("rb") as file,
            ):
                while block := file.read(1 << 20):
                    into.write(block)


def lines() -> Iterator[Line]:
    """The promises, in the order of the bench."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings.MEDIA_ROOT = folder / "files"
        os.environ["THIHANH_SEAL_KEY_FILE"] = str(folder / "seal.key")
        path = folder / "so.xlsx"
        six_facts_each(path)
        with a_database(DATABASE):
            last = _reference()
            dry, applied, facts = _bring(path)
            yield Line(f"register of {MATTERS:,} matters, {facts:,} facts: dry run", dry, "s", 10)
            yield Line("the same: apply (aim 6 s)", applied, "s", 15)
            yield Line("the same: memory, the worker or the product, at most", _megabytes(), "MB", 600)
            yield Line("the same file again: found unchanged", _again(path), "s", 10)
            _copy_out(folder, last)
        with a_database(DATABASE):
            _reference()
            floor = timed(lambda: _copy_in(folder))
        yield Line("COPY of the same rows, tables, indexes, triggers", floor, "s")
        yield Line("apply ÷ that COPY", applied / floor, "×", 10)
        yield from _province(folder)


def _province(folder: Path) -> Iterator[Line]:
    path = folder / "22.xlsx"
    write(generate("22", 2025), path)
    with a_database(DATABASE):
        _reference()
        dry, applied, facts = _bring(path)
    yield Line(f"synthetic Quảng Ninh 2025, {facts:,} facts: dry run", dry, "s")
    yield Line("the same: apply", applied, "s")
