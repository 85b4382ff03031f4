"""Writing this room's facts: ids ahead, one entry for each act, the row it states."""

from collections.abc import Mapping
from datetime import date

from django.db import connection
from psycopg.types.json import Jsonb

from thihanh.editions.models import ClosingFact, EditionFact, Fact, SigningFact
from thihanh.trail.copying import Batch, next_of
from thihanh.trail.facts import FactTable
from thihanh.trail.operations import Act, record_many

MODELS: tuple[type[Fact], ...] = (ClosingFact, EditionFact, SigningFact)
_JSON = frozenset({"units", "header"})


def described(model: type[Fact]) -> FactTable:
    """The table as the check of facts against the record knows it."""
    columns = tuple(one.attname for one in model._meta.concrete_fields if one.attname != "entry_id")
    return FactTable(model._meta.db_table, columns)


def lock(unit: str, year: int, month: int) -> None:
    """One closing of a unit's period at a time: two at once would both find it open."""
    with connection.cursor() as cursor:
        key = f"thihanh.editions:{unit}:{year}:{month}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def next_id(model: type[Fact]) -> int:
    """An id ahead of its row, for a row whose content names it."""
    sequence = f"{model._meta.db_table}_id_seq"
    return next_of({sequence: 1})[sequence][0]


def state(
    model: type[Fact], values: Mapping[str, object], *, subject: str, act: str, by: str, article: str = ""
) -> int:
    """Record one act with its row in the running transaction; the id of its entry."""
    row = model(**values)
    stated = {name: getattr(row, name) for name in described(model).columns}
    entry = Act(
        subject=subject,
        act=act,
        effective_on=_day(stated),
        known_on=_day(stated),
        actor=by,
        article=article,
        payload={"facts": [{"table": model._meta.db_table, **stated}]},
    )
    kept = {name: Jsonb(value) if name in _JSON else value for name, value in stated.items()}
    batch = (model._meta.db_table, ("entry_id", *kept))
    (entry_id,) = record_many([entry], lambda ids: [Batch(*batch, [(ids[0], *kept.values())])])
    return entry_id


def _day(stated: Mapping[str, object]) -> date:
    day = stated["known_on"]
    assert isinstance(day, date)
    return day
