"""Form 12 and form 006.N from the recorded judgments that are monitored.

A row of acts names the dossier, not a matter: its number stands there with a minus.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from thihanh.oversight.administrative import CODE
from thihanh.oversight.administrative_counts import ACTS, Judgment, Taken, counted
from thihanh.statistics.book.asking import Asked, known
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.queries import run

FORM: Final = "12/TK-THA"
NATIONAL: Final = "006.N"
FORMS: Final = frozenset({FORM, NATIONAL})
_NOT_NATIONAL: Final = frozenset({"no_content", *ACTS.values()})


def rows(asked: Asked) -> Sequence[tuple[Any, ...]]:
    """Rows of ``ACT_COLUMNS`` of form 12: each judgment under the level of the obliged authority."""
    return [
        (FORM, fact, -of.id, of.office, of.officer, of.row, column, 1)
        for of in judgments(asked)
        for column, fact in counted(of, asked.period.from_, asked.period.to)
    ]


def national_rows(asked: Asked) -> Sequence[tuple[Any, ...]]:
    """The same of form 006.N, which counts judgments and no acts."""
    return [(NATIONAL, *row[1:]) for row in rows(asked) if row[6] not in _NOT_NATIONAL]


def judgments(asked: Asked) -> list[Judgment]:
    """The monitored judgments of an agency up to the last day, as known, in one statement."""
    return [
        Judgment(number, office, officer, level, has, [Taken(*row[5:]) for row in own])
        for (number, office, officer, level, has), own in groupby(
            run(judgments_query(asked)), key=lambda row: tuple(row[:5])
        )
    ]


def judgments_query(asked: Asked) -> Query:
    """Every step that stands, with the opening step's level and whether something is to be performed."""
    params: dict[str, Param] = {"agency": asked.agency, "to": asked.period.to, "kind": CODE}
    if asked.known_on is not None:
        params["known_on"] = asked.known_on
    if asked.inside is not None:
        params["inside"] = asked.inside
    text = f"""
with standing as (
  select s.* from dossiers_step s join dossiers_dossier d on d.id = s.dossier_id
  where d.kind = %(kind)s and d.agency = %(agency)s and s."on" <= %(to)s and not s.void
    and {known("s", asked)}
    and not exists (select 1 from dossiers_step r where r.replaces_id = s.id and {known("r", asked)})
), opened as (
  select distinct on (dossier_id) dossier_id, "values" from standing order by dossier_id, id
)
select d.id, coalesce(h.office, d.office), coalesce(h.officer, d.officer),
  coalesce(o."values"->>'level', 'other'), coalesce((o."values"->>'has_content')::boolean, false),
  s.id, s."on", s.step
from dossiers_dossier d join opened o on o.dossier_id = d.id join standing s on s.dossier_id = d.id
left join lateral (
  select h.office, h.officer from dossiers_holder h
  where h.dossier_id = d.id and h.since <= %(to)s and {known("h", asked)} order by h.id desc limit 1
) h on true
order by d.id, s.id"""
    return Query(text, params)
