"""The nation into PostgreSQL by COPY, in a database of its own: one trail entry for each province.

Registers come in by the import and its checks; a nation comes in here so that speed can be measured at its
size. Keys and indexes are taken off, rows copied, and both made again: the database checks every key then.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from django.db import connection, transaction

from thihanh.offices.operations import load_reference
from thihanh.synthetic.nation.drawing import province_matters
from thihanh.synthetic.nation.facts import facts
from thihanh.synthetic.nation.figures import figures, provinces
from thihanh.synthetic.nation.tables import BESIDE, TABLES, Ids, fill, fill_positions
from thihanh.trail.operations import Act, record

_FILLED = (*TABLES, "matters_position")
_BY = "synthetic"

Told = Callable[[str, int], None]


def load(codes: Sequence[str] = (), *, share: float = 1.0, told: Told = lambda code, matters: None) -> int:
    """Load the provinces (all, when none are given) into an empty database; how many matters.

    Raises ``ValueError`` where the database holds matters already.
    """
    if _any_matters():
        raise ValueError(
            "Cơ sở dữ liệu đã có việc thi hành án; quốc gia mẫu chỉ nạp vào cơ sở dữ liệu trống."
        )
    on = date(figures()["work_year"], 9, 30)
    load_reference(by=_BY, on=on)
    ids = Ids()
    with _bare_tables(), TemporaryDirectory(prefix="thihanh-nation-") as folder:
        for code in codes or [one.code for one in provinces()]:
            before = ids.matter
            with transaction.atomic():
                load_province(code, share, ids, Path(folder))
            told(code, ids.matter - before)
    _set_sequences(ids)
    return ids.matter - 1


def load_province(code: str, share: float, ids: Ids, folder: Path) -> None:
    """Load one province inside the caller's transaction, by files in ``folder``; ``ids`` move on."""
    found = facts(province_matters(code, share=share))
    on = date(figures()["work_year"], 9, 30)
    counted = {"matters": len(found.matters["decided"]), "stages": len(found.stages["matter"])}
    entry = record(Act(f"nation:{code}", "nation_load", on, on, _BY, {"province": code, **counted}))
    judged, first = ids.fact, ids.matter
    spill = str(folder / "spill")
    with duckdb.connect(config={"threads": 2, "memory_limit": "3GB", "temp_directory": spill}) as at:
        at.execute("set enable_progress_bar = false")
        fill(at, found, code, entry, ids)
        fill_positions(at, found, code, first, judged)
        for table in _FILLED:
            _copy(at, table, folder / f"{table}.csv")


def _copy(at: duckdb.DuckDBPyConnection, table: str, file: Path) -> None:
    """A table of DuckDB into the table of PostgreSQL of the same name."""
    described = at.execute(f"describe {table}").fetchall()
    names = [row[0] for row in described if row[0] not in BESIDE]
    selected = ", ".join(
        "'{' || array_to_string(tags, ',') || '}' as tags" if name == "tags" else f'"{name}"'
        for name in names
    )
    at.execute(f"copy (select {selected} from {table}) to '{file}' (format csv, header false, nullstr '\\N')")
    columns = ", ".join(f'"{name}"' for name in names)
    with (
        connection.cursor() as cursor,
        file.open("rb") as rows,
        cursor.copy(f"copy {table} ({columns}) from stdin (format csv, null '\\N')") as copy,
    ):
        while block := rows.read(1 << 20):
            copy.write(block)
    file.unlink()


def _any_matters() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from matters_matter)")
        return bool(cursor.fetchone()[0])


@contextmanager
def _bare_tables() -> Iterator[None]:
    """The tables without keys and indexes; all made again afterwards, as the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute(_CONSTRAINTS, {"tables": list(_FILLED)})
        constraints = cursor.fetchall()
        for table, name, *_ in constraints:
            cursor.execute(f'alter table {table} drop constraint if exists "{name}" cascade')
        cursor.execute(_INDEXES, [list(_FILLED)])
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'drop index "{name}"')
    yield
    with connection.cursor() as cursor:
        cursor.execute("set maintenance_work_mem = '512MB'")
        for _, text in indexes:
            cursor.execute(text)
        for table, name, text, _ in constraints:
            cursor.execute(f'alter table {table} add constraint "{name}" {text}')
        cursor.execute("reset maintenance_work_mem")
        cursor.execute(f"vacuum (analyze) {', '.join(_FILLED)}")


# Foreign keys of others that stand on a primary key fall with it, so all of them are remembered; keys first
# when they are made again.
_CONSTRAINTS = """
select distinct conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype <> 'p'
from pg_constraint
where (conrelid = any(%(tables)s::regclass[]) and contype in ('p', 'u', 'f'))
   or (contype = 'f' and confrelid = any(%(tables)s::regclass[]))
order by contype <> 'p', 1, 2
"""
_INDEXES = "select indexname, indexdef from pg_indexes where tablename = any(%s)"


def _set_sequences(ids: Ids) -> None:
    """Numbers given from now on come after those loaded."""
    with connection.cursor() as cursor:
        for sequence, last in (
            ("matters_matter_seq", ids.matter),
            ("matters_fact_seq", ids.fact),
            ("money_posting_seq", ids.posting),
        ):
            cursor.execute("select setval(%s, %s)", [sequence, last])
