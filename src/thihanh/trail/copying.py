"""How rows of facts and projections reach their tables, one or a hundred thousand: ids ahead, then rows."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from django.db import connection
from psycopg.types.json import Jsonb

from thihanh.trail.kept import ask

Row = tuple[object, ...]

FEW = 60
"""Up to so many rows one statement for all tables is less work than a COPY for each."""


class Batch(NamedTuple):
    """Rows for one table. JSON stands in ``Jsonb``; a list is an array."""

    table: str
    columns: tuple[str, ...]
    rows: Sequence[Row]


def write_rows(batches: Iterable[Batch]) -> None:
    """Bring rows into their tables inside the caller's transaction; database errors are Django's.

    Few rows go in one statement by a kept plan, many by a COPY for each table in the order given.
    """
    filled = [batch for batch in batches if batch.rows]
    if not filled:
        return
    if sum(len(batch.rows) for batch in filled) > FEW:
        for batch in filled:
            copy_rows(*batch)
        return
    tables = tuple((batch.table, batch.columns) for batch in filled)
    ask(_insert(tables), [_stated(batch) for batch in filled])


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """COPY rows into a table, however many."""
    names = ", ".join(f'"{name}"' for name in columns)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def measure_tables() -> None:
    """Tell the planner how large the tables have become; it would guess for a minute after a bulk load."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def next_ids(sequence: str, count: int) -> list[int]:
    """Ids ahead of their rows: a payload states the ids of its facts before they are written."""
    return next_of({sequence: count})[sequence]


def next_of(wanted: dict[str, int]) -> dict[str, list[int]]:
    """The next numbers of several sequences, as many of each as wanted, in one statement."""
    found: dict[str, list[int]] = {sequence: [] for sequence in wanted}
    if any(wanted.values()):
        asked = ask(_NEXT, [list(wanted), list(wanted.values())])
        for sequence, number in asked:
            found[sequence].append(number)
    return found


_NEXT = """
SELECT w.sequence, nextval(w.sequence::regclass)
FROM unnest(%s::text[], %s::int[]) AS w (sequence, count), generate_series(1, w.count)
"""


@cache
def _insert(tables: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """One statement that fills these tables, each from a JSON list of its rows."""
    parts = []
    for place, (table, columns) in enumerate(tables):
        names = ", ".join(f'"{name}"' for name in columns)
        parts.append(
            f"i{place} AS (INSERT INTO {table} ({names}) "
            f"SELECT {names} FROM json_populate_recordset(NULL::{table}, %s::json))"
        )
    return f"WITH {', '.join(parts)} SELECT"


def _stated(batch: Batch) -> str:
    rows = [dict(zip(batch.columns, row, strict=True)) for row in batch.rows]
    return json.dumps(rows, default=_plain, ensure_ascii=False)


def _plain(value: object) -> object:
    """What JSON has no word for, as PostgreSQL reads it."""
    if isinstance(value, Jsonb):
        return value.obj
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no column takes {type(value).__name__}")
