"""The check of the record: every entry, seal, anchor and, if asked, every fact, over one snapshot."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection, transaction
from psycopg import sql

from thihanh.trail import anchors, seals
from thihanh.trail.anchor_check import AnchorCheck
from thihanh.trail.chain_check import COLUMNS, ChainCheck
from thihanh.trail.fact_check import FactCheck
from thihanh.trail.findings import Findings, Problem, Report

BATCH = 20_000
COPY_HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
COPY_END = b"\xff\xff"
Progress = Callable[[int], None]


def verify(*, facts: bool = False, progress: Progress = lambda done: None) -> Report:
    """Check the whole record; with ``facts`` also every row of the fact tables.

    Raises ``seals.SealKeyError`` when the key file is not there: without it nothing is proven.
    """
    findings = Findings()
    with _one_snapshot() as raw:
        key = _key()
        chain = ChainCheck(key, findings)
        anchored = AnchorCheck(anchors.rows(), key, findings)
        stated = FactCheck(raw, findings) if facts else None
        for rows in _batches(raw):
            for row in rows:
                seen = chain.entry(row)
                anchored.entry(seen.id, seen.hash)
                if stated:
                    stated.entry(seen)
            progress(chain.count)
        anchored.finish()
        if stated:
            stated.finish()
        _compare_count(chain, findings)
        _compare_heads(chain, findings)
        _find_seals_without_entries(findings)
    return Report(
        ok=not findings.counts,
        entries=chain.count,
        subjects=len(chain.heads),
        facts=stated.count if stated else 0,
        anchors=len(anchored.anchors),
        anchors_outside=anchored.outside,
        tail=chain.count - anchored.anchored,
        with_facts=facts,
        counts=dict(findings.counts),
        problems=findings.earliest(),
    )


@contextmanager
def _one_snapshot() -> Iterator[psycopg.Connection[Any]]:
    """A read-only transaction over one state of the database, unless the caller has one open."""
    if connection.in_atomic_block:
        yield connection.connection
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield connection.connection


def _key() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM trail_entry) OR EXISTS (SELECT FROM trail_anchor)")
        (recorded,) = cursor.fetchone()
    return seals.read_key() if recorded else b""


def _batches(raw: psycopg.Connection[Any]) -> Iterator[list[bytes]]:
    """The entries by id, as COPY BINARY sends them."""
    last = -(2**63)
    while rows := list(_copy(raw, last)):
        yield rows
        if len(rows) < BATCH:
            return
        last = _id(rows[-1])


def _copy(raw: psycopg.Connection[Any], after: int) -> Iterator[bytes]:
    query = sql.SQL(
        "COPY (SELECT {columns} FROM"
        " (SELECT * FROM trail_entry WHERE id > {after} ORDER BY id LIMIT {limit}) AS e"
        " LEFT JOIN trail_seal ON entry_id = id AND entry_id > {after} ORDER BY id) TO STDOUT (FORMAT BINARY)"
    ).format(columns=sql.SQL(COLUMNS), after=sql.Literal(after), limit=sql.Literal(BATCH))
    with psycopg.Cursor(raw) as cursor, cursor.copy(query) as copy:
        first = bytes(copy.read()).removeprefix(COPY_HEADER)
        if first not in (b"", COPY_END):
            yield first
        for data in copy:
            if data != COPY_END:
                yield bytes(data)


def _id(row: bytes) -> int:
    seal_length = int.from_bytes(row[2:6], "big", signed=True)
    start = 6 + max(seal_length, 0) + 4
    return int.from_bytes(row[start : start + 8], "big", signed=True)


def _compare_count(chain: ChainCheck, findings: Findings) -> None:
    """Rows that share an id could hide from a reading by id."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trail_entry")
        (count,) = cursor.fetchone()
    if count != chain.count:
        sentence = f"Sổ có {count} dòng, nhưng chỉ đọc được {chain.count} mục theo số của chúng."
        findings.add(Problem("out_of_place", sentence))


def _compare_heads(chain: ChainCheck, findings: Findings) -> None:
    """The lengths the database keeps for itself: a cut that forgot them is found even without an anchor."""
    unseen = dict.fromkeys(chain.heads)
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT subject, seq FROM trail_head")
        while batch := cursor.fetchmany(10_000):
            for subject, seq in batch:
                raw = subject.encode()
                unseen.pop(raw, None)
                last = chain.heads.get(raw, (0, b""))[0]
                if last != seq:
                    sentence = f"Chuỗi {subject} dừng ở số {last}, còn đầu chuỗi ghi số {seq}."
                    findings.add(Problem("cut", sentence, subject, seq=last + 1))
    for raw in unseen:
        subject = raw.decode()
        findings.add(Problem("cut", f"Chuỗi {subject} không còn đầu chuỗi.", subject))


def _find_seals_without_entries(findings: Findings) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry_id FROM trail_seal s WHERE NOT EXISTS "
            "(SELECT FROM trail_entry e WHERE e.id = s.entry_id) ORDER BY entry_id"
        )
        for (entry_id,) in cursor.fetchall():
            sentence = f"Niêm phong của mục {entry_id} còn đó, nhưng mục đã mất."
            findings.add(Problem("lost", sentence, entry_id=entry_id))
