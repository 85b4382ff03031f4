"""Form 10, and form 04 shared with the procuracy: sessions, conclusions, protests, recommendations, remedies.

Inspections of our own count when they are opened and concluded, their findings when given out to be remedied
and when the remedy is confirmed. Sessions of councils and of the procuracy count as the agency was told of
them, protests and recommendations when received [K]. A row of acts names the dossier with a minus.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from thihanh.statistics.book.asking import Asked, known
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.queries import run

FORM: Final = "10/TK-THA"
SHARED: Final = "04/TKLN-THADS"
KINDS: Final = ("inspection", "finding", "oversight_session", "protest")
_ONLY: Final[Mapping[str, str]] = {"remedied": FORM, "accepted": SHARED}
"""Columns that one of the two forms has alone."""
_ROWS: Final = frozenset({"council", "procuracy"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that stands: its dossier, who holds it, what was said when it was opened and now."""

    kind: str
    dossier: int
    office: str
    officer: str
    opening: Mapping[str, Any]
    fact: int
    on: date
    step: str
    values: Mapping[str, Any]


def rows(asked: Asked) -> Sequence[tuple[Any, ...]]:
    """Rows of ``ACT_COLUMNS`` of form 10."""
    return _rows(asked, FORM)


def shared_rows(asked: Asked) -> Sequence[tuple[Any, ...]]:
    """Rows of ``ACT_COLUMNS`` of the form shared with the procuracy."""
    return _rows(asked, SHARED)


def _rows(asked: Asked, form: str) -> list[tuple[Any, ...]]:
    return [
        (form, one.fact, -one.dossier, one.office, one.officer, row, column, 1)
        for one in taken(asked)
        if asked.period.from_ <= one.on <= asked.period.to
        for row, column in cells(one)
        if _ONLY.get(column, form) == form
    ]


def cells(one: Taken) -> Iterator[tuple[str, str]]:
    """The cells (row, column) that a step adds one to. Pure."""
    match one.kind, one.step:
        case "inspection", "open":
            yield "internal", "sessions"
        case "inspection", "conclude":
            yield "internal", "conclusions"
        case "finding", "assign":
            yield "internal", "recommendations"
        case "finding", "verify" if one.values.get("result") == "done":
            yield "internal", "remedied"
        case "oversight_session", step if one.opening.get("who") in _ROWS:
            columns = {"receive": "sessions", "conclude": "conclusions", "remedy": "remedied"}
            yield str(one.opening["who"]), columns[step]
        case "protest", "receive":
            yield "procuracy", "protests" if one.values.get("form") == "protest" else "recommendations"
        case "protest", "reply" if one.values.get("answer") in ("accept", "partly"):
            yield "procuracy", "accepted"
        case "protest", "remedy":
            yield "procuracy", "remedied"
        case _:
            return


def taken(asked: Asked) -> list[Taken]:
    """Every step of these dossiers that stands at the end of the period, as known; one statement."""
    return [
        Taken(kind, number, office, officer, json.loads(opening), fact, on, step, json.loads(values))
        for kind, number, office, officer, opening, fact, on, step, values in run(_query(asked))
    ]


def _query(asked: Asked) -> Query:
    params: dict[str, Param] = {"agency": asked.agency, "to": asked.period.to, "kinds": [*KINDS]}
    if asked.known_on is not None:
        params["known_on"] = asked.known_on
    if asked.inside is not None:
        params["inside"] = asked.inside
    text = f"""
with standing as (
  select d.kind, d.office, d.officer, s.* from dossiers_step s join dossiers_dossier d on d.id = s.dossier_id
  where d.kind = any(%(kinds)s) and d.agency = %(agency)s and s."on" <= %(to)s and not s.void
    and {known("s", asked)}
    and not exists (select 1 from dossiers_step r where r.replaces_id = s.id and {known("r", asked)})
), opened as (
  select distinct on (dossier_id) dossier_id, "values" from standing order by dossier_id, id
)
select s.kind, s.dossier_id, coalesce(h.office, s.office), coalesce(h.officer, s.officer),
  o."values", s.id, s."on", s.step, s."values"
from standing s join opened o on o.dossier_id = s.dossier_id
left join lateral (
  select h.office, h.officer from dossiers_holder h
  where h.dossier_id = s.dossier_id and h.since <= %(to)s and {known("h", asked)} order by h.id desc limit 1
) h on true
order by s.dossier_id, s.id"""
    return Query(text, params)
