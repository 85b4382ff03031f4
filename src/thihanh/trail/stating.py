"""Acts that state rows of a room's own tables of facts: ids ahead, one entry for each act, then the rows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from psycopg.types.json import Jsonb

from thihanh.trail import facts
from thihanh.trail.copying import Batch, Row, next_of
from thihanh.trail.facts import FactTable
from thihanh.trail.operations import Act, record_many

Model = type[models.Model]
Values = Mapping[str, object]


@dataclass(frozen=True)
class Stated:
    """One act: its subject, its day, and the rows it states by table; ``more`` is said beside them.

    A row's ``id`` may be given (``ids_for``); its ``known_on`` is the day of recording unless given.
    """

    subject: str
    act: str
    effective_on: date
    rows: Sequence[tuple[Model, Values]] = ()
    reason: str = ""
    article: str = ""
    more: Values = field(default_factory=dict)


def described(model: Model, stated: Callable[[facts.Row], facts.Row] | None = None) -> FactTable:
    """The table as the check of facts against the record knows it; ``stated`` as in ``FactTable``."""
    columns = tuple(one.attname for one in model._meta.concrete_fields if one.attname != "entry_id")
    return FactTable(model._meta.db_table, columns, stated)


def ids_for(model: Model, count: int = 1) -> list[int]:
    """Ids ahead of their rows, for rows that name one another or are named elsewhere."""
    sequence = _sequence(model)
    return next_of({sequence: count})[sequence]


def state(acts: Sequence[Stated], *, by: str, on: date) -> list[int]:
    """Record the acts with their rows in the running transaction; the ids of their entries.

    The tables are registered ones (``facts.register``): what a row says in the record is told there.
    """
    filled = _numbered([[(model, _whole(model, values, on)) for model, values in one.rows] for one in acts])
    entries = [
        Act(
            subject=one.subject,
            act=one.act,
            effective_on=one.effective_on,
            known_on=on,
            actor=by,
            article=one.article,
            payload={
                "facts": [_said(model, row) for model, row in rows],
                **({"reason": one.reason} if one.reason else {}),
                **one.more,
            },
        )
        for one, rows in zip(acts, filled, strict=True)
    ]
    return record_many(entries, lambda ids: _batches(filled, ids))


Filled = list[list[tuple[Model, dict[str, Any]]]]


def _whole(model: Model, values: Values, on: date) -> dict[str, Any]:
    """Every column of a row but its entry."""
    row = model(**{"known_on": on, **values})
    return {name: getattr(row, name) for name in facts.table(model._meta.db_table).columns}


def _numbered(filled: Filled) -> Filled:
    unnumbered: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for model, row in (pair for rows in filled for pair in rows):
        if row["id"] is None:
            unnumbered[_sequence(model)].append(row)
    taken = next_of({sequence: len(rows) for sequence, rows in unnumbered.items()})
    for sequence, rows in unnumbered.items():
        for row, number in zip(rows, taken[sequence], strict=True):
            row["id"] = number
    return filled


def _said(model: Model, row: dict[str, Any]) -> dict[str, object]:
    table = facts.table(model._meta.db_table)
    return {"table": table.name, **(table.stated(row) if table.stated else row)}


def _batches(filled: Filled, entries: Iterable[int]) -> list[Batch]:
    by_table: dict[Model, list[Row]] = defaultdict(list)
    for rows, entry in zip(filled, entries, strict=True):
        for model, row in rows:
            by_table[model].append((entry, *_written(model, row)))
    return [
        Batch(model._meta.db_table, ("entry_id", *facts.table(model._meta.db_table).columns), rows)
        for model, rows in by_table.items()
    ]


def _written(model: Model, row: Mapping[str, object]) -> Iterator[object]:
    """The values as the table takes them."""
    as_json = {one.attname for one in model._meta.concrete_fields if isinstance(one, models.JSONField)}
    for name, value in row.items():
        yield Jsonb(value) if name in as_json and value is not None else value


def _sequence(model: Model) -> str:
    return f"{model._meta.db_table}_id_seq"
