"""How matters stand by their facts: what the projections of lists and terms are made from.

A few matters answer in one statement by a kept plan, many in one for each kind of fact; the answers are the
same. Asking takes away what the projections say so far.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.matters import queries
from thihanh.matters.rules import StageOn
from thihanh.matters.standing import in_force
from thihanh.matters.steps import StepRow, step_of
from thihanh.money.queries import totals
from thihanh.trail.kept import ask

FEW = 50


@dataclass(frozen=True, slots=True)
class Touched:
    """What facts were added that positions and names are derived from; all else is always derived anew."""

    positions: bool = True
    names: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """What the terms of a matter are counted from beside its holder."""

    history: tuple[StageOn, ...] = ()
    verified_on: date | None = None
    steps: tuple[StepRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """One matter: its last position, its money of all time, its facts in force, its parties by number."""

    matter_id: int
    agency: str
    office: str
    officer: str
    number: str
    decided_on: date
    kind: str
    judgment_id: int
    judgment_kind: str
    stage: str
    ground: str
    stage_since: date
    tags: Sequence[str]
    outstanding: int
    due: int
    collected: int
    told: Told
    parties: Sequence[tuple[str, str]]


def taken(ids: Sequence[int], touched: Touched) -> list[Stand]:
    """Take away what the projections say of these matters and tell how they stand; positions are written."""
    if len(ids) <= FEW:
        rows = ask(_ONE_BY_ONE, [list(ids), touched.positions, touched.names])
        return [_stand(row) for row in rows]
    return list(_many(list(ids), touched))


_ONE_BY_ONE = "SELECT s.* FROM unnest(%s::bigint[]) AS id, matters_stand_of(id, %s, %s) AS s"


def _stand(row: Sequence[Any]) -> Stand:
    stages, verified, steps, parties = row[16:]
    history = tuple(StageOn(date.fromisoformat(one[0]), *one[1:]) for one in stages)
    told = Told(history, verified, tuple(map(step_of, steps)))
    said: list[Any] = [*row[:16], told, [(role, name) for role, name in parties]]
    return Stand(*said)


def _many(ids: list[int], touched: Touched) -> Iterator[Stand]:
    _clear(ids, touched)
    with connection.cursor() as cursor:
        if touched.positions:
            cursor.execute("INSERT INTO matters_position SELECT * FROM matters_positions(%s, NULL)", [ids])
        cursor.execute(_LATEST, [ids])
        latest = cursor.fetchall()
    facts, money, parties = told(ids), totals(ids), _parties(ids)
    for row in latest:
        key = row[0]
        said: list[Any] = [*row, *money.get(key, (0, 0)), facts[key], parties.get(key, ())]
        yield Stand(*said)


def _clear(ids: list[int], touched: Touched) -> None:
    tables = ["matters_current", "matters_term"]
    tables += ["matters_name"] if touched.names else []
    tables += ["matters_position"] if touched.positions else []
    gone = ", ".join(
        f"g{n} AS (DELETE FROM {table} WHERE matter_id = ANY(%(ids)s))" for n, table in enumerate(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {gone} SELECT 1", {"ids": ids})


def told(ids: Sequence[int]) -> dict[int, Told]:
    """What terms are counted from, in three statements whatever the number."""
    histories, verified, steps = queries.histories_of(ids), queries.last_verified(ids), queries.steps_of(ids)
    return {key: Told(histories.get(key, ()), verified.get(key), steps.get(key, ())) for key in ids}


def _parties(ids: list[int]) -> Mapping[int, Sequence[tuple[str, str]]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT p.matter_id, p.role, n.name
            FROM matters_party p JOIN matters_person n ON n.id = p.person_id
            WHERE p.matter_id = ANY(%s) AND {in_force("matters_party", "p")}
            ORDER BY p.matter_id, p.no
            """,
            [ids],
        )
        out: dict[int, list[tuple[str, str]]] = {}
        for matter_id, role, name in cursor:
            out.setdefault(matter_id, []).append((role, name))
    return out


_LATEST = """
SELECT DISTINCT ON (p.matter_id) p.matter_id, p.agency, p.office, p.officer, m.number, m.decided_on, m.kind,
    m.judgment_id, j.kind, p.stage, p.ground, p.stage_since, p.tags, p.outstanding
FROM matters_position p
JOIN matters_matter m ON m.id = p.matter_id
JOIN matters_judgment j ON j.id = m.judgment_id
WHERE p.matter_id = ANY(%s)
ORDER BY p.matter_id, p.lo DESC
"""
