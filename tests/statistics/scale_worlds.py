"""Random provinces in the tables and the same in files, for the engines of ``statistics.scale``."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from django.db import connection

from tests.statistics.test_engines import a_province
from thihanh.statistics.scale.parquet import export
from thihanh.statistics.scale.positions import FACTS


@contextmanager
def in_files(folder: Path, seed: int, count: int) -> Iterator[Path]:
    """A random province in the tables, and its positions as files."""
    with a_province(seed, count):
        export(folder, ["22"])
        yield folder


def facts_in_duckdb(at: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The tables of facts as they stand in PostgreSQL, copied into a DuckDB connection."""
    for table in FACTS:
        with connection.cursor() as cursor:
            cursor.execute(
                "select column_name, data_type from information_schema.columns where table_name = %s"
                " order by ordinal_position",
                [table],
            )
            columns = cursor.fetchall()
            file = folder / f"{table}.csv"
            with (
                file.open("wb") as out,
                cursor.copy(f"copy {table} to stdout (format csv, null '\\N')") as rows,
            ):
                for block in rows:
                    out.write(block)
        kinds = ", ".join(f"'{name}': '{_kind(kind)}'" for name, kind in columns)
        at.execute(
            f"create or replace table {table} as select * from read_csv('{file}', header = false, "
            f"nullstr = '\\N', quote = '\"', auto_detect = false, columns = {{{kinds}}})"
        )


def _kind(kind: str) -> str:
    return {"text": "VARCHAR", "character varying": "VARCHAR"}.get(kind, kind.upper())
