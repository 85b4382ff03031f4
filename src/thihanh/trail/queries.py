"""Reading the record: entries, the last check, and the proof that an entry stands in an anchor."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from thihanh.trail import anchors, merkle, outside
from thihanh.trail.findings import Problem, Report
from thihanh.trail.outside import Anchor
from thihanh.trail.payloads import canonical
from thihanh.trail.verification import verify

__all__ = [
    "CheckStatus",
    "Entry",
    "Proof",
    "anchor_of",
    "canonical",
    "check_status",
    "entries_of",
    "entry",
    "is_outside",
    "last_report",
    "latest",
    "proof",
    "verify",
    "verify_proof",
]

_COLUMNS = (
    "id, subject, seq, act, effective_on, known_on, recorded_at, "
    "actor, ground, article, payload, prev_hash, hash"
)


@dataclass(frozen=True)
class Entry:
    """One act as the record holds it; ``payload`` is the canonical text."""

    id: int
    subject: str
    seq: int
    act: str
    effective_on: date
    known_on: date
    recorded_at: datetime
    actor: str
    ground: str
    article: str
    payload: str
    previous: bytes
    hash: bytes

    def content(self) -> dict[str, Any]:
        """The payload, read."""
        content: dict[str, Any] = json.loads(self.payload)
        return content


@dataclass(frozen=True)
class CheckStatus:
    """The state of the record for the page of the check: how much there is, and what was last found."""

    entries: int
    last_entry_at: datetime | None
    anchors: int
    last_anchor: Anchor | None
    unanchored: int
    checked_at: datetime | None
    report: Report | None


@dataclass(frozen=True)
class Proof:
    """That an entry's hash is leaf ``place`` of the ``size`` leaves under an anchor's root."""

    entry_id: int
    hash: bytes
    place: int
    size: int
    path: tuple[bytes, ...]
    anchor: Anchor


def entries_of(subject: str) -> tuple[Entry, ...]:
    """The chain of one subject, first act first."""
    return _entries("WHERE subject = %s ORDER BY seq", [subject])


def entry(entry_id: int) -> Entry | None:
    """One entry, if there is one with this id."""
    found = _entries("WHERE id = %s", [entry_id])
    return found[0] if found else None


def latest(
    limit: int, *, before: int | None = None, actors: Collection[str] | None = None
) -> tuple[Entry, ...]:
    """The newest entries, newest first; ``before`` continues below an id, ``actors`` as in check_status."""
    where, values = _by(actors)
    if before is not None:
        where, values = f"{where} AND id < %s", [*values, before]
    return _entries(f"WHERE {where} ORDER BY id DESC LIMIT %s", [*values, limit])


def acted_by(actors: Collection[str], entry_ids: Collection[int]) -> tuple[int, ...]:
    """Of the entries, those whose actor's code begins with one of ``actors``."""
    where, values = _by(actors)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM trail_entry WHERE id = ANY(%s) AND {where}", [list(entry_ids), *values]
        )
        return tuple(row[0] for row in cursor.fetchall())


def last_report() -> Report | None:
    """What the last finished check found; reads one row, counts nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT report FROM trail_check ORDER BY id DESC LIMIT 1")
        found = cursor.fetchone()
    return _report(found[0]) if found and found[0] else None


def check_status(actors: Collection[str] | None = None) -> CheckStatus:
    """Where the record stands, without checking it.

    ``actors`` narrows the numbers to the acts of people whose codes begin so ("22." is a province's), for
    viewers who may not know how much the others do.
    """
    where, values = _by(actors)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), max(recorded_at) FROM trail_entry WHERE {where}", values)
        entries, last_entry_at = cursor.fetchone()
        cursor.execute(
            f"SELECT count(*) FROM trail_entry WHERE {where}"
            " AND id <@ (SELECT coalesce(range_agg(entries), '{}') FROM trail_anchor)",
            values,
        )
        anchored = int(cursor.fetchone()[0])
        cursor.execute(f"SELECT {anchors.COLUMNS} FROM trail_anchor ORDER BY id DESC LIMIT 1")
        newest = cursor.fetchone()
        cursor.execute("SELECT finished_at, report FROM trail_check ORDER BY id DESC LIMIT 1")
        checked_at, report = cursor.fetchone() or (None, None)
    last_anchor = anchors.from_row(newest)[0] if newest else None
    return CheckStatus(
        entries=entries,
        last_entry_at=last_entry_at,
        anchors=last_anchor.number if last_anchor else 0,
        last_anchor=last_anchor,
        unanchored=entries - anchored,
        checked_at=checked_at,
        report=_report(report) if report else None,
    )


def _by(actors: Collection[str] | None) -> tuple[str, list[Any]]:
    """A condition on who acted; nobody named means everybody."""
    if actors is None:
        return "TRUE", []
    return "EXISTS (SELECT FROM unnest(%s::text[]) code WHERE starts_with(actor, code))", [list(actors)]


def anchor_of(entry_id: int) -> Anchor | None:
    """The anchor that lists an entry, if one does already."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {anchors.COLUMNS} FROM trail_anchor WHERE entries @> %s::bigint", [entry_id])
        row = cursor.fetchone()
    return anchors.from_row(row)[0] if row else None


def proof(entry_id: int) -> Proof | None:
    """The way from an entry to its anchor's root; none before it is anchored.

    Reads the hashes of the whole anchor: milliseconds for a day, about a second for a million entries.
    """
    anchor = anchor_of(entry_id)
    if anchor is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id, e.hash FROM unnest(%s::int8multirange) AS ids, LATERAL (SELECT id, hash"
            " FROM trail_entry WHERE id >= lower(ids) AND id < upper(ids)) AS e ORDER BY e.id",
            [anchor.entries],
        )
        leaves = cursor.fetchall()
    place = next((number for number, leaf in enumerate(leaves) if leaf[0] == entry_id), None)
    if place is None:
        return None
    hashes = [bytes(leaf[1]) for leaf in leaves]
    return Proof(entry_id, hashes[place], place, len(hashes), merkle.path(hashes, place), anchor)


def verify_proof(given: Proof) -> bool:
    """Whether a proof holds by itself; the anchor's line is compared with the file outside by its holder."""
    return given.size == given.anchor.count and merkle.leads_to(
        given.anchor.root, given.hash, given.place, given.size, given.path
    )


def is_outside(anchor: Anchor) -> bool:
    """Whether the file outside the database holds the anchor's line."""
    return any(stated == anchor.line and text == anchor.text for stated, text in outside.read_lines())


def _entries(condition: str, values: list[str | int]) -> tuple[Entry, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM trail_entry {condition}", values)
        rows = cursor.fetchall()
    return tuple(_entry(*row) for row in rows)


def _entry(*columns: Any) -> Entry:
    return Entry(*columns[:-2], *map(bytes, columns[-2:]))


def _report(text: str) -> Report:
    said = json.loads(text)
    problems = tuple(Problem(**problem) for problem in said.pop("problems"))
    return Report(problems=problems, **said)
