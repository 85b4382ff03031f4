"""What coercion days tell of the decisions they carry out: with force, without, voluntarily, or stopped."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.dossiers.life import Dossier
from thihanh.statistics.book.asking import Asked, known
from thihanh.statistics.book.petitions import dossiers
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.queries import run

KIND: Final = "coercion_day"
_ENDS: Final = "result"


@dataclass(frozen=True, slots=True)
class Told:
    """The last result recorded of a day: its decision (0 where only the measure is known), how it ended."""

    day: int
    matter: int
    decision: int
    measure: str
    on: date
    outcome: str
    force: bool


def told(asked: Asked) -> Mapping[int, Sequence[Told]]:
    """The results of an agency's coercion days to the end of the period, by matter, oldest first."""
    ended = {one.id: found for one in dossiers(asked, (KIND,)) if (found := _told(one)) is not None}
    by_matter: dict[int, list[Told]] = defaultdict(list)
    if not ended:
        return by_matter
    for day, matter in run(_links(asked, sorted(ended))):
        one = ended[day]
        by_matter[matter].append(Told(day, matter, one.decision, one.measure, one.on, one.outcome, one.force))
    for results in by_matter.values():
        results.sort(key=lambda one: (one.on, one.day))
    return by_matter


def _told(one: Dossier) -> Told | None:
    results = one.taken(_ENDS)
    if not results:
        return None
    last, decision = results[-1], one.last("decision")
    return Told(
        day=one.id,
        matter=0,
        decision=decision if isinstance(decision, int) else 0,
        measure=str(one.values.get("measure") or ""),
        on=last.on,
        outcome=str(last.values.get("outcome") or ""),
        force=one.last("force") is True,
    )


def _links(asked: Asked, days: Sequence[int]) -> Query:
    """Day and matter of each link that stands, as known."""
    params: dict[str, Param] = {"days": [*days]}
    if asked.known_on is not None:
        params["known_on"] = asked.known_on
    if asked.inside is not None:
        params["inside"] = asked.inside
    text = f"""
select dossier_id, target_id from (
  select distinct on (l.dossier_id, l.target_id) l.dossier_id, l.target_id, l.void from dossiers_link l
  where l.kind = 'matter' and l.dossier_id = any(%(days)s) and {known("l", asked)}
  order by l.dossier_id, l.target_id, l.id desc
) last where not void order by dossier_id, target_id"""
    return Query(text, params)
