"""Writing this room's facts: ids ahead, one entry per act, the rows it states."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from psycopg.types.json import Jsonb

from thihanh.targets.models import (
    AlertFact,
    AlertReadingFact,
    DecisionFact,
    EvidenceFact,
    Fact,
    ScoreFact,
    TargetFact,
    VersionFact,
)
from thihanh.trail.copying import Batch, Row, next_of
from thihanh.trail.facts import FactTable
from thihanh.trail.operations import Act, record_many

MODELS: tuple[type[Fact], ...] = (
    *(DecisionFact, TargetFact, VersionFact, EvidenceFact, ScoreFact),
    *(AlertFact, AlertReadingFact),
)
Values = Mapping[str, object]


@dataclass(frozen=True)
class Stated:
    """One act of this room: its subject, its day, and the rows it states by table; ``id`` may be given."""

    subject: str
    act: str
    effective_on: date
    rows: Sequence[tuple[type[Fact], Values]]
    reason: str = ""


def described(model: type[Fact]) -> FactTable:
    """The table as the check of facts against the record knows it."""
    columns = tuple(one.attname for one in model._meta.concrete_fields if one.attname != "entry_id")
    return FactTable(model._meta.db_table, columns)


def lock() -> None:
    """One writer of this room at a time, so that a number or a step is not taken twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('thihanh.targets'))")


def ids_for(model: type[Fact], count: int) -> list[int]:
    """Ids ahead of their rows, for rows that name one another."""
    sequence = f"{model._meta.db_table}_id_seq"
    return next_of({sequence: count})[sequence]


def state(acts: Sequence[Stated], *, by: str, on: date) -> list[int]:
    """Record the acts with their rows in the running transaction; the ids of their entries."""
    filled = [[(model, _whole(model, values, on)) for model, values in one.rows] for one in acts]
    entries = [
        Act(
            subject=one.subject,
            act=one.act,
            effective_on=one.effective_on,
            known_on=on,
            actor=by,
            payload={"facts": [{"table": model._meta.db_table, **row} for model, row in rows]}
            | ({"reason": one.reason} if one.reason else {}),
        )
        for one, rows in zip(acts, filled, strict=True)
    ]
    return record_many(entries, lambda ids: _batches(filled, ids))


def _whole(model: type[Fact], values: Values, on: date) -> dict[str, object]:
    """Every column of a row but its entry, as the payload states it."""
    row = model(**{"known_on": on, **values})
    columns = described(model).columns
    whole = {name: getattr(row, name) for name in columns}
    return whole if whole["id"] else whole | {"id": ids_for(model, 1)[0]}


def _batches(filled: Sequence[Sequence[tuple[type[Fact], Values]]], entries: Sequence[int]) -> list[Batch]:
    by_table: dict[type[Fact], list[Row]] = defaultdict(list)
    for rows, entry in zip(filled, entries, strict=True):
        for model, row in rows:
            values = [Jsonb(one) if isinstance(one, dict) else one for one in row.values()]
            by_table[model].append((entry, *values))
    return [
        Batch(model._meta.db_table, ("entry_id", *described(model).columns), rows)
        for model, rows in by_table.items()
    ]
