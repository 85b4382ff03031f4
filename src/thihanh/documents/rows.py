"""The fact tables of papers as the record knows them: of what is personal, only salted digests. Pure."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from thihanh.matters.names import digest
from thihanh.trail.copying import Batch, Row, next_ids
from thihanh.trail.facts import FactTable
from thihanh.trail.operations import Act, record_many

COLUMNS: dict[str, tuple[str, ...]] = {
    "documents_paper": (
        *("id", "kind", "agency", "office", "officer", "matter_id", "act", "regime", "signer_kind"),
        *("drafted_on", "known_on"),
    ),
    "documents_content": ("id", "paper_id", "ordinal", "template_id", "salt", "title", "values", "inputs"),
    "documents_move": (
        *("id", "paper_id", "ordinal", "move", "on", "known_on", "actor", "reason", "digest", "prefix"),
        *("block", "power_id", "agency", "series", "year", "number", "symbol", "code"),
    ),
    "documents_file": (
        *("id", "paper_id", "matter_id", "role", "sha256", "media", "size", "pages", "on", "known_on"),
        *("actor", "salt", "name"),
    ),
    "documents_folio": (
        *("id", "matter_id", "no", "paper_id", "file_id", "on", "known_on", "source", "salt", "title"),
    ),
    "documents_template": ("id", "template", "agency", "sha256", "note", "actor", "on", "known_on"),
    "documents_template_move": (
        *("id", "template_id", "move", "on", "known_on", "since", "actor", "reason"),
    ),
    "documents_service": (
        *("id", "paper_id", "matter_id", "agency", "office", "kind", "party", "role", "body", "regime"),
        *("issued_on", "due_rule", "due_on", "known_on"),
    ),
    "documents_service_event": (
        *("id", "service_id", "paper_id", "attempt", "ordinal", "channel", "regime", "result", "on"),
        *("known_on", "actor", "reference", "basis", "file_id"),
    ),
}
PERSONAL: dict[str, tuple[str, ...]] = {
    "documents_content": ("title", "values", "inputs"),
    "documents_file": ("name",),
    "documents_folio": ("title",),
}
"""Columns that never stand in the record in clear."""
SEQUENCE = "documents_fact_seq"
PAPER_SEQUENCE = "documents_paper_seq"


def salt() -> str:
    """A fresh salt for a digest of personal values."""
    return secrets.token_hex(16)


def digest_of(table: str, row: Mapping[str, object]) -> str:
    """The salted digest that stands for the personal columns of a row."""
    return digest(str(row["salt"]), {name: row[name] for name in PERSONAL[table]})


def _stated(table: str) -> FactTable:
    hidden = PERSONAL.get(table)
    if hidden is None:
        return FactTable(table, COLUMNS[table])

    def stated(row: Mapping[str, object]) -> dict[str, object]:
        open_columns = {name: value for name, value in row.items() if name not in (*hidden, "salt")}
        return {**open_columns, "digest": digest_of(table, row)}

    return FactTable(table, COLUMNS[table], stated=stated)


TABLES: tuple[FactTable, ...] = tuple(_stated(table) for table in COLUMNS)
_BY_NAME = {table.name: table for table in TABLES}


@dataclass
class Statement:
    """One entry to come: its subject, its act, and the rows it states."""

    subject: str
    act: str
    on: date
    rows: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    reason: str = ""

    def add(self, table: str, **values: object) -> None:
        """One more row; its columns are all named, ``id`` among them."""
        self.rows.append((table, values))


def write(
    statements: Sequence[Statement], *, by: str, known_on: date, also: Sequence[Batch] = ()
) -> list[int]:
    """Record the statements and fill the fact tables, one or thousands alike; the ids of the entries.

    ``also`` are rows of projections that are known already.
    """
    if not statements:
        return []
    acts = [_act(one, by, known_on) for one in statements]
    return record_many(acts, lambda entries: [*_batches(statements, entries), *also])


def _batches(statements: Sequence[Statement], entries: Sequence[int]) -> list[Batch]:
    by_table: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    for one, entry in zip(statements, entries, strict=True):
        for table, values in one.rows:
            by_table[table].append((entry, *(values[name] for name in COLUMNS[table])))
    return [Batch(table, ("entry_id", *columns), by_table[table]) for table, columns in COLUMNS.items()]


def _act(one: Statement, by: str, known_on: date) -> Act:
    stated = []
    for table, values in one.rows:
        ordered = {name: values[name] for name in COLUMNS[table]}
        described = _BY_NAME[table].stated
        stated.append({"table": table, **(described(ordered) if described else ordered)})
    payload: dict[str, object] = {"facts": stated}
    if one.reason:
        payload["reason"] = one.reason
    return Act(
        subject=one.subject, act=one.act, effective_on=one.on, known_on=known_on, actor=by, payload=payload
    )


def fact_ids(count: int) -> list[int]:
    """Ids for facts ahead of their rows."""
    return next_ids(SEQUENCE, count)
