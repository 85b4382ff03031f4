"""Writing facts: allocate ids, record the acts that state them, insert the rows; one path for one or many."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from thihanh.offices.memory import forget_content
from thihanh.offices.models import (
    AbsenceFact,
    DayFact,
    Fact,
    FeedFact,
    KinFact,
    OfficerFact,
    PostFact,
    PowerFact,
    UnitFact,
)
from thihanh.trail.copying import next_ids
from thihanh.trail.facts import FactTable
from thihanh.trail.operations import Act, record_many

TABLES: tuple[type[Fact], ...] = (
    UnitFact,
    OfficerFact,
    PostFact,
    AbsenceFact,
    DayFact,
    KinFact,
    PowerFact,
    FeedFact,
)
PERSONAL = ("name", "id_number", "birth_year")
Values = Mapping[str, object]


@dataclass(frozen=True)
class Statement:
    """One act of this room: its subject and the rows it states, by table."""

    subject: str
    act: str
    effective_on: date
    rows: Sequence[tuple[type[Fact], Values]] = ()
    reason: str = ""
    article: str = ""
    more: Values = field(default_factory=dict)


def described(table: type[Fact]) -> FactTable:
    """The table as the check of facts against the record knows it."""
    columns = tuple(one.attname for one in table._meta.concrete_fields if one.attname != "entry_id")
    return FactTable(table._meta.db_table, columns, stated=_stated_kin if table is KinFact else None)


def _stated_kin(row: Values) -> dict[str, object]:
    """What the record holds of kin: everything but the personal values, and their salted digest."""
    said = json.dumps([row[name] for name in PERSONAL], ensure_ascii=False)
    digest = hashlib.sha256(f"{row['salt']}{said}".encode()).hexdigest()
    return {key: row[key] for key in row if key not in (*PERSONAL, "salt")} | {"digest": digest}


def lock() -> None:
    """Let one writer of this room through at a time, so that the same rows said twice are added once."""
    forget_content()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('thihanh.offices'))")


def state(statements: Sequence[Statement], *, by: str, on: date) -> list[int]:
    """Record the statements and insert their rows in the running transaction; the ids of their entries."""
    lock()
    rows: list[list[Fact]] = [
        [table(**values, known_on=on) for table, values in one.rows] for one in statements
    ]
    _number([row for stated in rows for row in stated])
    acts = [
        Act(
            subject=one.subject,
            act=one.act,
            effective_on=one.effective_on,
            known_on=on,
            actor=by,
            article=one.article,
            payload={
                "facts": [_stated(row) for row in stated],
                **({"reason": one.reason} if one.reason else {}),
                **one.more,
            },
        )
        for one, stated in zip(statements, rows, strict=True)
    ]
    entries = record_many(acts)
    tables: dict[type[Fact], list[Fact]] = defaultdict(list)
    for entry_id, stated in zip(entries, rows, strict=True):
        for row in stated:
            row.entry_id = entry_id
            tables[type(row)].append(row)
    for table, written in tables.items():
        table._default_manager.bulk_create(written, batch_size=1_000)
    return entries


def _number(rows: Sequence[Fact]) -> None:
    tables: dict[type[Fact], list[Fact]] = defaultdict(list)
    for row in rows:
        tables[type(row)].append(row)
    for table, same in tables.items():
        numbers = next_ids(f"{table._meta.db_table}_id_seq", len(same))
        for row, number in zip(same, numbers, strict=True):
            row.id = number


def _stated(row: Fact) -> dict[str, object]:
    table = described(type(row))
    values = {column: getattr(row, column) for column in table.columns}
    return {"table": table.name} | (dict(table.stated(values)) if table.stated else values)
