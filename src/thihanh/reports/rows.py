"""The room's frozen answers, and its tables of facts as the record knows them.

What people write may name people, so the record holds only a salted digest of it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from thihanh.matters.names import digest
from thihanh.trail.copying import Batch, next_of
from thihanh.trail.facts import FactTable
from thihanh.trail.operations import Act, record_many

REPORT, HAND = "reports_report", "reports_hand"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    REPORT: (
        *("id", "known_on", "kind", "unit", "work_year", "month", "edition_id", "source", "by"),
        "body_sha256",
    ),
    HAND: ("id", "known_on", "report_id", "part", "ordinal", "by", "salt", "text"),
}


def _stated(row: Mapping[str, object]) -> dict[str, object]:
    open_columns = {name: value for name, value in row.items() if name not in ("salt", "text")}
    return {**open_columns, "digest": digest(str(row["salt"]), {"text": row["text"]})}


TABLES = (FactTable(REPORT, COLUMNS[REPORT]), FactTable(HAND, COLUMNS[HAND], stated=_stated))


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report that was made: of what, from which source, by whom and when. ``edition_id`` 0 is live."""

    id: int
    kind: str
    unit: str
    year: int
    month: int
    edition_id: int
    source: str
    by: str
    known_on: date
    body_sha256: str

    @property
    def is_closed(self) -> bool:
        """Whether its figures are those of an edition."""
        return self.edition_id != 0


@dataclass(frozen=True, slots=True)
class HandRow:
    """One version of a part people wrote."""

    part: str
    ordinal: int
    text: str
    by: str
    known_on: date


def salt() -> str:
    """A fresh salt for the digest of a written part."""
    return secrets.token_hex(16)


def hold(key: str) -> None:
    """One act at a time under a key, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"thihanh.reports:{key}"])


def state(table: str, values: Mapping[str, object], *, subject: str, act: str, by: str, on: date) -> int:
    """Record one act with its row in the running transaction; the id of the row."""
    sequence = f"{table}_id_seq"
    row = {"id": next_of({sequence: 1})[sequence][0], **values, "known_on": on}
    kept = {name: row[name] for name in COLUMNS[table]}
    stated = _stated(kept) if table == HAND else kept
    entry = Act(
        subject=subject,
        act=act,
        effective_on=on,
        known_on=on,
        actor=by,
        payload={"facts": [{"table": table, **stated}]},
    )
    columns = ("entry_id", *kept)
    record_many([entry], lambda ids: [Batch(table, columns, [(ids[0], *kept.values())])])
    return int(str(kept["id"]))
