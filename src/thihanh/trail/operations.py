"""Writing the record: one entry per act, sealed in the same transaction."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import psycopg
from django.db import connection, transaction

from thihanh.trail import anchors, outside, payloads, projections, seals
from thihanh.trail.copying import Batch, write_rows
from thihanh.trail.facts import Row
from thihanh.trail.findings import Report
from thihanh.trail.once import KeyReused, forget, once, remember
from thihanh.trail.verification import Progress, verify

__all__ = [
    "Act",
    "KeyReused",
    "NoTransactionError",
    "anchor",
    "check",
    "forget",
    "once",
    "rebuild",
    "record",
    "record_many",
    "remember",
]

CHUNK = 2_000

_INSERT_ENTRIES = """
    INSERT INTO trail_entry (subject, act, effective_on, known_on, actor, ground, article, payload)
    SELECT * FROM unnest(%b::text[], %b::text[], %b::date[], %b::date[],
                         %b::text[], %b::text[], %b::text[], %b::text[])
    RETURNING id, hash
"""

Facts = Callable[[list[int]], Sequence[Batch]]
"""The rows of the facts that acts state, once the ids of their entries are known."""


@dataclass(frozen=True)
class Act:
    """What somebody did: the effective day is the act's own, ``known_on`` the day it entered the book."""

    subject: str
    act: str
    effective_on: date
    known_on: date
    actor: str
    payload: Row
    ground: str = ""
    article: str = ""


class NoTransactionError(RuntimeError):
    """An act was recorded outside a transaction, so its facts could have stayed out."""


def record(act: Act) -> int:
    """Record one act and return the id of its entry, to be named by the facts of the act."""
    return record_many([act])[0]


def record_many(acts: Sequence[Act], facts: Facts | None = None) -> list[int]:
    """Record acts with the rows of their facts and return the ids of their entries in the same order.

    Entries are written in the order of their subjects, so that two batches over the same subjects wait
    for each other instead of blocking each other; acts on one subject keep the order given. Seals and facts
    follow together: one or thousands, the statements are as many as the tables at most.
    """
    if not connection.in_atomic_block:
        raise NoTransactionError("Một việc phải được ghi cùng giao dịch với dữ kiện của nó.")
    order = sorted(range(len(acts)), key=lambda place: acts[place].subject)
    ids, sealed = [0] * len(acts), []
    for start in range(0, len(order), CHUNK):
        places = order[start : start + CHUNK]
        written = _write([acts[place] for place in places])
        for place, (entry_id, digest) in zip(places, written, strict=True):
            ids[place] = entry_id
            sealed.append((entry_id, digest))
    key = seals.read_or_create_key() if sealed else b""
    rows = [(entry_id, seals.seal(key, digest)) for entry_id, digest in sealed]
    write_rows([Batch("trail_seal", ("entry_id", "seal"), rows), *(facts(ids) if facts else ())])
    return ids


def anchor(kind: str = "interval") -> outside.Anchor | None:
    """Anchor the entries that no anchor lists and write the anchor's line outside the database.

    ``interval`` makes none where nothing is new; ``daily`` says so; ``cut`` belongs to an edition. The
    row is committed before the line is written, so the caller has no transaction open.
    Raises ``outside.OutsideFileError`` when the line cannot be written; the next run writes it.
    """
    return anchors.make(kind)


def check(*, facts: bool = False, progress: Progress = lambda done: None) -> Report:
    """Check the record and keep the result for the page that shows when it was last checked."""
    report = verify(facts=facts, progress=progress)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO trail_check (with_facts, ok, report) VALUES (%s, %s, %s)",
            [facts, report.ok, payloads.canonical(asdict(report))],
        )
    return report


def rebuild() -> dict[str, int]:
    """Rebuild every projection from the facts; returns the number of rows of each."""
    rebuilt: dict[str, int] = {}
    with transaction.atomic():
        for name, rebuilder in projections.registered():
            rebuilt[name] = rebuilder()
    return rebuilt


def _write(acts: Sequence[Act]) -> list[tuple[int, bytes]]:
    """Entries in one round trip; their ids and hashes."""
    columns = zip(*map(_values, acts), strict=True)
    with _binary_cursor() as cursor:
        cursor.execute(_INSERT_ENTRIES, [list(column) for column in columns])
        return cursor.fetchall()


def _values(act: Act) -> tuple[object, ...]:
    """The columns that the office states; the database adds the rest."""
    return (
        act.subject,
        act.act,
        act.effective_on,
        act.known_on,
        act.actor,
        act.ground,
        act.article,
        payloads.canonical(act.payload),
    )


@contextmanager
def _binary_cursor() -> Iterator[psycopg.Cursor[tuple[Any, ...]]]:
    """Django's cursors write arrays as text, five times slower than the trigger that takes them."""
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        yield cursor
