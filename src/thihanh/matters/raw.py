"""Facts as they were written, nothing judged: engines and checks decide themselves what is in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection


@dataclass(frozen=True, slots=True)
class RawFact:
    """A dated fact as written, for engines that judge themselves what is in force: ``values`` by table."""

    id: int
    on: date
    ordinal: int
    known_on: date
    replaces: int | None
    void: bool
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class RawMatter:
    """All facts of one matter as written.

    Values: ``stages`` (stage, ground, asset_value); ``holdings`` (office, officer); ``tags`` (tag, present);
    ``money`` (obligation, debit, credit, amount), where a reversal is a posting of its own.
    """

    id: int
    agency: str
    decided_on: date
    known_on: date
    kind: str
    judgment_id: int
    stages: tuple[RawFact, ...]
    holdings: tuple[RawFact, ...]
    tags: tuple[RawFact, ...]
    money: tuple[RawFact, ...]


_FACT = 'id, matter_id, "on", ordinal, known_on, replaces_id, void'
_RAW = {
    "stages": f"SELECT {_FACT}, stage, ground, asset_value FROM matters_stage WHERE matter_id = ANY(%s)",
    "holdings": f"SELECT {_FACT}, office, officer FROM matters_assignment WHERE matter_id = ANY(%s)",
    "tags": f"SELECT {_FACT}, tag, present FROM matters_tag WHERE matter_id = ANY(%s)",
    "money": 'SELECT id, subject, "on", 0, known_on, NULL::bigint, false, obligation, debit, credit, amount '
    "FROM money_posting WHERE subject = ANY(%s)",
}


def facts(*, agency: str | None = None, ids: Sequence[int] | None = None) -> tuple[RawMatter, ...]:
    """Every fact of an agency's matters, or of the ids, as written; for engines and checks, not pages."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, agency, decided_on, known_on, kind, judgment_id FROM matters_matter "
            "WHERE (%s::text IS NULL OR agency = %s) AND (%s::bigint[] IS NULL OR id = ANY(%s)) ORDER BY id",
            [agency, agency, list(ids) if ids is not None else None, list(ids) if ids is not None else None],
        )
        heads = cursor.fetchall()
        matter_ids = [head[0] for head in heads]
        by_kind: dict[str, dict[int, list[RawFact]]] = {name: {} for name in _RAW}
        for name, sql in _RAW.items():
            cursor.execute(sql + " ORDER BY id", [matter_ids])
            for fact_id, matter_id, on, ordinal, known_on, replaces, void, *values in cursor.fetchall():
                fact = RawFact(fact_id, on, ordinal, known_on, replaces, void, tuple(values))
                by_kind[name].setdefault(matter_id, []).append(fact)
    return tuple(
        RawMatter(*head, *(tuple(by_kind[name].get(head[0], ())) for name in _RAW)) for head in heads
    )
