"""Holds the rows of the fact tables against what the entries state, both ways."""

import json
import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import JsonbLoader

from thihanh.trail.chain_check import Seen, payload
from thihanh.trail.facts import FactTable, registered
from thihanh.trail.findings import Findings, Problem
from thihanh.trail.payloads import plain

BATCH = 5_000
Fact = dict[str, object]
Connection = psycopg.Connection[tuple[Any, ...]]


class FactCheck:
    """Takes entries by rising id; every table is read once, in the same order."""

    def __init__(self, connection: Connection, findings: Findings) -> None:
        self.count = 0
        self._findings = findings
        self._readers = {table.name: _Reader(connection, table) for table in registered()}

    def entry(self, seen: Seen) -> None:
        """Compare the facts an entry states with the rows that name it."""
        stated = self._stated(seen)
        for name, reader in self._readers.items():
            for owner, row in reader.up_to(seen.id):
                self.count += 1
                if owner != seen.id:
                    self._orphan(name, owner, row)
                    continue
                self._compare(
                    seen, reader, row, stated[name].pop(row["id"], None) if name in stated else None
                )
        for name, facts in stated.items():
            for fact_id in facts:
                known = name in self._readers
                sentence = (
                    f"Mục {seen.id} nêu dòng {fact_id} của bảng {name}, nhưng bảng không có dòng đó."
                    if known
                    else f"Mục {seen.id} nêu dữ kiện của bảng {name} mà chương trình không biết."
                )
                self._add("fact_lost" if known else "fact_unknown", sentence, seen, name, fact_id)

    def finish(self) -> None:
        """Rows that name an entry after the last one name none."""
        for name, reader in self._readers.items():
            for owner, row in reader.up_to(None):
                self.count += 1
                self._orphan(name, owner, row)

    def _stated(self, seen: Seen) -> dict[str, dict[object, Fact]]:
        stated: dict[str, dict[object, Fact]] = defaultdict(dict)
        try:
            for fact in json.loads(payload(seen)).get("facts", ()):
                stated[fact.pop("table")][fact["id"]] = fact
        except (ValueError, AttributeError, KeyError, TypeError, struct.error):
            sentence = f"Mục {seen.id} có nội dung không đọc được."
            self._add("unreadable", sentence, seen, "", None)
        return stated

    def _compare(self, seen: Seen, reader: "_Reader", row: Fact, fact: Fact | None) -> None:
        name = reader.table.name
        if fact is None:
            sentence = f"Bảng {name}, dòng {row['id']}: mục {seen.id} không nêu dữ kiện này."
            self._add("fact_added", sentence, seen, name, row["id"])
            return
        expected = reader.as_stated(row)
        if expected != fact:
            differing = sorted(
                key for key in expected.keys() | fact.keys() if expected.get(key) != fact.get(key)
            )
            shown = ", ".join(f"{key}: sổ {fact.get(key)!r}, bảng {expected.get(key)!r}" for key in differing)
            sentence = f"Bảng {name}, dòng {row['id']} khác mục {seen.id} ({shown})."
            self._add("fact_altered", sentence, seen, name, row["id"])

    def _orphan(self, name: str, owner: int, row: Fact) -> None:
        sentence = f"Bảng {name}, dòng {row['id']} dựa vào mục {owner} không có trong sổ."
        fact_id = row["id"] if isinstance(row["id"], int) else None
        self._findings.add(Problem("fact_orphan", sentence, entry_id=owner, table=name, fact_id=fact_id))

    def _add(self, kind: str, sentence: str, seen: Seen, table: str, fact_id: object) -> None:
        number = fact_id if isinstance(fact_id, int) else None
        self._findings.add(Problem(kind, sentence, seen.subject.decode(), seen.id, seen.seq, table, number))


class _Reader:
    """One fact table, read through a cursor by entry."""

    _names = count(1)

    def __init__(self, connection: Connection, table: FactTable) -> None:
        self.table = table
        self._rows = self._read(connection)
        self._next = next(self._rows, None)

    def _read(self, connection: Connection) -> Iterator[tuple[Any, ...]]:
        columns = sql.SQL(", ").join(map(sql.Identifier, ("entry_id", *self.table.columns)))
        name = f"fact_check_{next(self._names)}"
        with psycopg.ServerCursor(connection, name) as cursor:
            cursor.itersize = BATCH
            cursor.adapters.register_loader("jsonb", JsonbLoader)  # Django's connections read it as text
            cursor.execute(
                sql.SQL("SELECT {} FROM {} ORDER BY entry_id, id").format(
                    columns, sql.Identifier(self.table.name)
                )
            )
            yield from cursor

    def up_to(self, entry_id: int | None) -> Iterator[tuple[int, Fact]]:
        """The rows that name entries up to this one, all of the rest for ``None``."""
        while (row := self._next) is not None and (entry_id is None or row[0] <= entry_id):
            self._next = next(self._rows, None)
            yield row[0], dict(zip(self.table.columns, map(plain, row[1:]), strict=True))

    def as_stated(self, row: Fact) -> Mapping[str, object]:
        """The row as its payload should state it."""
        if self.table.stated is None:
            return row
        return {key: plain(value) for key, value in self.table.stated(row).items()}
