"""Anchors: a root over the entries that no earlier anchor holds, and its line outside the database.

The row is committed first and the line written after it: a line without a row would look like a row cut
off, while a row without a line is seen, named by the check, and written by the next run.
"""

import json
from datetime import datetime
from typing import IO, Any

from django.db import connection, transaction

from thihanh.trail import merkle, outside, seals
from thihanh.trail.outside import Anchor, OutsideFileError

ONE_AT_A_TIME = 5_277_655_813_001_523_060  # the key of the advisory lock, drawn once

_OPEN_ENTRIES = """
    SELECT e.id, e.hash
      FROM unnest('{[1,)}'::int8multirange
                  - (SELECT coalesce(range_agg(entries), '{}') FROM trail_anchor)) AS open,
           LATERAL (SELECT id, hash FROM trail_entry
                     WHERE id >= lower(open) AND (upper_inf(open) OR id < upper(open))) AS e
     ORDER BY e.id
"""
COLUMNS = "id, made_at, kind, entries::text, count, root, previous, line, seal"


def make(kind: str = "interval") -> Anchor | None:
    """Anchor what is open and write the line; without new entries only a ``daily`` anchor is made."""
    with transaction.atomic(durable=True):
        anchor = _insert(kind)
    publish()
    return anchor


def publish() -> int:
    """Write the lines of anchors that are not outside yet; returns their number.

    Raises ``OutsideFileError`` if the file cannot be written or does not continue this database.
    """
    with outside.opened() as file:
        number, line = _published(file)
        written = 0
        for anchor, stated, seal in rows(after=number):
            if anchor.previous != line or anchor.line != stated or seal != _seal(stated):
                raise OutsideFileError(
                    f"Mốc neo {anchor.number} trong cơ sở dữ liệu không nối tiếp tệp mốc neo; không ghi thêm."
                )
            outside.append(file, anchor)
            line, written = stated, written + 1
    return written


def rows(*, after: int = 0) -> list[tuple[Anchor, bytes, bytes]]:
    """Anchors as the database holds them, with the hash of the line and the seal."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM trail_anchor WHERE id > %s ORDER BY id", [after])
        return [from_row(row) for row in cursor.fetchall()]


def from_row(row: tuple[Any, ...]) -> tuple[Anchor, bytes, bytes]:
    """The value of one row of ``COLUMNS``."""
    number, made_at, kind, entries, count, root, previous, line, seal = row
    anchor = Anchor(number, made_at, kind, entries, count, bytes(root), bytes(previous))
    return anchor, bytes(line), bytes(seal)


def _published(file: IO[bytes]) -> tuple[int, bytes]:
    """Number and hash of the last line, which the database must hold too."""
    last = outside.last_line(file)
    if last is None:
        return 0, outside.NO_LINE
    stated, text = last
    number = json.loads(text)["anchor"] if text else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT line FROM trail_anchor WHERE id = %s", [number])
        found = cursor.fetchone()
    if found is None or bytes(found[0]) != stated:
        raise OutsideFileError(
            "Dòng cuối của tệp mốc neo không có trong cơ sở dữ liệu; không ghi thêm. Hãy chạy: thihanh trail "
            "verify. Nếu đây là cơ sở dữ liệu mới, hãy cất tệp mốc neo cũ sang chỗ khác."
        )
    return number, stated


def _insert(kind: str) -> Anchor | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute(
            "SELECT clock_timestamp(), id, line FROM (VALUES (1)) AS one LEFT JOIN "
            "(SELECT id, line FROM trail_anchor ORDER BY id DESC LIMIT 1) AS last ON true"
        )
        made_at, last, previous = cursor.fetchone()
    anchor = _over_open_entries(kind, made_at, (last or 0) + 1, bytes(previous or outside.NO_LINE))
    if anchor.count == 0 and kind == "interval":
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO trail_anchor (id, made_at, kind, entries, count, root, previous, line, seal) "
            "VALUES (%s, %s, %s, %s::int8multirange, %s, %s, %s, %s, %s)",
            [
                anchor.number,
                anchor.made_at,
                anchor.kind,
                anchor.entries,
                anchor.count,
                anchor.root,
                anchor.previous,
                anchor.line,
                _seal(anchor.line),
            ],
        )
    return anchor


def _over_open_entries(kind: str, made_at: datetime, number: int, previous: bytes) -> Anchor:
    """One statement, so one snapshot, decides which entries are in."""
    tree = merkle.Tree()
    ranges: list[list[int]] = []
    with connection.chunked_cursor() as cursor:
        cursor.execute(_OPEN_ENTRIES)
        while batch := cursor.fetchmany(10_000):
            for entry_id, digest in batch:
                tree.add(bytes(digest))
                if ranges and ranges[-1][1] == entry_id:
                    ranges[-1][1] += 1
                else:
                    ranges.append([entry_id, entry_id + 1])
    entries = "{" + ",".join(f"[{low},{high})" for low, high in ranges) + "}"
    return Anchor(number, made_at, kind, entries, tree.count, tree.root(), previous)


def _seal(line: bytes) -> bytes:
    return seals.seal(seals.read_or_create_key(), line)
