"""Draws of assignments in the record: first the commitment, then what was drawn from it and how."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from thihanh.matters.before import Heading, fact_ids, head, within, write
from thihanh.matters.standing import in_force
from thihanh.offices.reach import Reach
from thihanh.trail.locking import hold


@dataclass(frozen=True, slots=True)
class DrawRow:
    """A draw as it stands. ``file`` is empty until it has been drawn; ``committed_at`` is the database's."""

    id: int
    entry_id: int
    agency: str
    office: str
    on: date
    by: str
    commitment: str
    committed_at: datetime
    seed: str
    file: Mapping[str, Any]
    first_id: int

    @property
    def state(self) -> str:
        """``committed``, ``drawn``, ``applied`` or ``abandoned``."""
        return str(self.file.get("state", "committed"))


@dataclass(frozen=True, slots=True)
class NewDraw:
    """What a fact of a draw says; ``replaces`` names the fact of the same draw before it."""

    agency: str
    office: str
    commitment: str
    seed: str = ""
    file: Mapping[str, Any] | None = None
    replaces: int | None = None


def state_draw(new: NewDraw, *, act: str, by: str, on: date, reason: str = "") -> int:
    """Record one turn of a draw in the running transaction; the id of the fact."""
    (fact_id,) = fact_ids(1)
    row = {
        **head(fact_id, new.agency, on, on, replaces=new.replaces),
        "office": new.office,
        "commitment": new.commitment,
        "seed": new.seed,
        "stated": dict(new.file or {}),
    }
    more = {"reason": reason} if reason else None
    write([("matters_draw", row)], Heading(f"draw:{new.commitment[:16]}", act, on, on, by, more=more))
    return fact_id


_SELECT = f"""
SELECT d.id, d.entry_id, d.agency, d.office, first."on", e.actor, d.commitment, e.recorded_at, d.seed,
    d.stated::text, first.id
FROM matters_draw d
JOIN matters_draw first ON first.commitment = d.commitment AND first.replaces_id IS NULL
JOIN trail_entry e ON e.id = first.entry_id
WHERE {in_force("matters_draw", "d")}
"""


def draws(reach: Reach, *, limit: int = 50) -> tuple[DrawRow, ...]:
    """The draws of the offices in reach, newest first."""
    inside, values = within(reach, "d")
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_SELECT} AND {inside} ORDER BY first.id DESC LIMIT %(limit)s", {**values, "limit": limit}
        )
        return tuple(_row(row) for row in cursor.fetchall())


def draw_of(first_id: int, *, lock: bool = False) -> DrawRow:
    """One draw by the id of its commitment; ``lock`` lets one act on it at a time. Raises LookupError."""
    if first_id >= 2**63:
        raise LookupError("Không tìm thấy lần bốc thăm này trong phạm vi được xem.")
    if lock:
        hold("draw", [first_id])
    with connection.cursor() as cursor:
        cursor.execute(f"{_SELECT} AND first.id = %s", [first_id])
        row = cursor.fetchone()
    if row is None:
        raise LookupError("Không tìm thấy lần bốc thăm này trong phạm vi được xem.")
    return _row(row)


def _row(row: tuple[Any, ...]) -> DrawRow:
    return DrawRow(*(*row[:9], json.loads(row[9]), row[10]))
