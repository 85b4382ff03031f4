"""A rehearsal of tampering: the record and its facts are copied into a database of their own, one figure
is changed there as the owner of a database could change it, and the copy is thrown away."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from thihanh.trail import outside, seals
from thihanh.trail.facts import registered

RECORD = ("trail_entry", "trail_seal", "trail_head", "trail_anchor")
SETTINGS = "thihanh.config.settings"
COUNTERS = ("trail_entry_id_seq",)


class RehearsalError(RuntimeError):
    """The copy cannot be made; the sentence says why."""


@dataclass(frozen=True)
class Change:
    """One figure of one fact, before and after."""

    table: str
    column: str
    fact_id: int
    entry_id: int
    before: int
    after: int
    sum_before: int

    @property
    def sum_after(self) -> int:
        """The sum over all rows that met the condition, after the change."""
        return self.sum_before - self.before + self.after


@dataclass(frozen=True)
class Copy:
    """A copy of the record in a database of its own, reached as its owner."""

    conninfo: str

    def thihanh(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command of the product on this copy."""
        return self.run("-c", "from thihanh.cli.main import main; main()", *arguments)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run Python with this copy as the product's database; key and outside file are the real ones."""
        environment = {name: value for name, value in os.environ.items() if name != "THIHANH_OWNER_URL"} | {
            "DATABASE_URL": self.conninfo,
            "THIHANH_SEAL_KEY_FILE": str(seals.key_path()),
            "THIHANH_ANCHOR_FILE": str(outside.file_path()),
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", SETTINGS),
        }
        return subprocess.run(
            [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
        )

    def change_largest(self, table: str, column: str, condition: str = "true") -> Change:
        """Multiply the largest figure that meets the SQL condition by ten, past the triggers."""
        names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
        with psycopg.connect(self.conninfo) as raw:
            found = raw.execute(
                sql.SQL(
                    "SELECT id, entry_id, {column}, sum({column}) OVER ()::bigint FROM {table} "
                    "WHERE {condition} ORDER BY {column} DESC, id LIMIT 1"
                ).format(**names, condition=_plain(condition))
            ).fetchone()
            if found is None:
                raise RehearsalError(f"Bảng {table} không có dòng nào để thử.")
            fact_id, entry_id, before, total = found
            raw.execute(sql.SQL("ALTER TABLE {table} DISABLE TRIGGER USER").format(**names))
            raw.execute(
                sql.SQL("UPDATE {table} SET {column} = %s WHERE id = %s").format(**names),
                [before * 10, fact_id],
            )
            raw.execute(sql.SQL("ALTER TABLE {table} ENABLE TRIGGER USER").format(**names))
        return Change(table, column, fact_id, entry_id, before, before * 10, total)


def check_figure(table: str, column: str) -> None:
    """Whether the column belongs to a known table of facts; raises ``RehearsalError``."""
    known = {fact_table.name: fact_table.columns for fact_table in registered()}
    if column not in known.get(table, ()):
        raise RehearsalError(f"Không có bảng dữ kiện {table} với cột {column}.")


@contextmanager
def copied() -> Iterator[Copy]:
    """A copy of the record and of every registered fact table; dropped at the end."""
    owner = _conninfo(settings.OWNER_CONNECTION | {"NAME": connection.settings_dict["NAME"]})
    name = f"thihanh_dien_tap_{os.getpid()}"
    try:
        with psycopg.connect(owner, autocommit=True) as raw:
            raw.execute(_named("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", name))
    except psycopg.Error as error:
        raise RehearsalError(f"Không tạo được cơ sở dữ liệu để thử: {_first_line(error)}") from error
    try:
        copy = Copy(make_conninfo(owner, dbname=name))
        done = copy.run("-m", "django", "migrate", "--verbosity", "0")
        if done.returncode:
            raise RehearsalError(f"Không dựng được bản sao: {done.stderr.strip().splitlines()[-1]}")
        _fill(owner, copy.conninfo, (*RECORD, *(table.name for table in registered())))
        yield copy
    finally:
        with psycopg.connect(owner, autocommit=True) as raw:
            raw.execute(_named("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def _fill(source: str, target: str, tables: Sequence[str]) -> None:
    """Rows as they are, by binary COPY; foreign keys go, for the order of the tables is not theirs."""
    with psycopg.connect(source) as reading, psycopg.connect(target) as writing:
        reading.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        _drop_foreign_keys(writing)
        for table in tables:
            writing.execute(_named("ALTER TABLE {} DISABLE TRIGGER USER", table))
            columns = _columns(reading, table)
            with (
                reading.cursor().copy(
                    _named("COPY {} ({}) TO STDOUT (FORMAT BINARY)", table, columns)
                ) as out,
                writing.cursor().copy(
                    _named("COPY {} ({}) FROM STDIN (FORMAT BINARY)", table, columns)
                ) as into,
            ):
                for data in out:
                    into.write(data)
            writing.execute(_named("ALTER TABLE {} ENABLE TRIGGER USER", table))
        for counter in COUNTERS:
            row = reading.execute(_named("SELECT last_value, is_called FROM {}", counter)).fetchone()
            writing.execute("SELECT setval(%s, %s, %s)", [counter, *(row or (1, False))])


def _columns(raw: psycopg.Connection[Any], table: str) -> list[str]:
    rows = raw.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
        "AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [table],
    ).fetchall()
    return [row[0] for row in rows]


def _drop_foreign_keys(raw: psycopg.Connection[Any]) -> None:
    rows = raw.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f' AND conparentid = 0"
    ).fetchall()
    for table, constraint in rows:
        raw.execute(_named("ALTER TABLE {} DROP CONSTRAINT {}", table, constraint))


def _named(statement: str, *names: str | list[str]) -> sql.Composed:
    """A statement with identifiers, or lists of them, in its gaps."""
    return sql.SQL(statement).format(
        *(
            sql.Identifier(name) if isinstance(name, str) else sql.SQL(", ").join(map(sql.Identifier, name))
            for name in names
        )
    )


def _plain(condition: str) -> sql.SQL:
    """Typed by the person who rehearses, on a copy."""
    return sql.SQL(condition)


def _conninfo(given: dict[str, Any]) -> str:
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    parts = {name: given.get(key) for name, key in names.items()}
    options = {key: value for key, value in given.get("OPTIONS", {}).items() if isinstance(value, str)}
    return make_conninfo(**{name: str(value) for name, value in parts.items() if value}, **options)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
