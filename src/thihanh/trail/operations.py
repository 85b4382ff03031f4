"""Writing the record: one entry per act, sealed in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from thihanh.trail import payloads, seals
from thihanh.trail.facts import Row

CHUNK = 2_000


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


def record_many(acts: Sequence[Act]) -> list[int]:
    """Record acts and return the ids of their entries in the same order.

    Entries are written in the order of their subjects, so that two batches over the same subjects wait
    for each other instead of blocking each other; acts on one subject keep the order given.
    """
    if not connection.in_atomic_block:
        raise NoTransactionError("Một việc phải được ghi cùng giao dịch với dữ kiện của nó.")
    order = sorted(range(len(acts)), key=lambda place: acts[place].subject)
    ids = [0] * len(acts)
    for start in range(0, len(order), CHUNK):
        places = order[start : start + CHUNK]
        written = _write([acts[place] for place in places])
        for place, entry_id in zip(places, written, strict=True):
            ids[place] = entry_id
    return ids


def allocate(table: str, count: int) -> list[int]:
    """Ids for rows not yet written: a payload states the ids of its facts before they are inserted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
        )
        return [row[0] for row in cursor.fetchall()]


def _write(acts: Sequence[Act]) -> list[int]:
    """One round trip for the entries, one for their seals."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO trail_entry
                (subject, act, effective_on, known_on, actor, ground, article, payload)
            SELECT * FROM unnest(%s::text[], %s::text[], %s::date[], %s::date[],
                                 %s::text[], %s::text[], %s::text[], %s::text[])
            RETURNING id, hash
            """,
            [
                [act.subject for act in acts],
                [act.act for act in acts],
                [act.effective_on for act in acts],
                [act.known_on for act in acts],
                [act.actor for act in acts],
                [act.ground for act in acts],
                [act.article for act in acts],
                [payloads.canonical(act.payload) for act in acts],
            ],
        )
        written = cursor.fetchall()
        key = seals.read_or_create_key(_sealed_before)
        cursor.execute(
            "INSERT INTO trail_seal (entry_id, seal) SELECT * FROM unnest(%s::bigint[], %s::bytea[])",
            [[row[0] for row in written], [seals.seal(key, bytes(row[1])) for row in written]],
        )
    return [row[0] for row in written]


def _sealed_before() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM trail_seal)")
        return bool(cursor.fetchone()[0])
