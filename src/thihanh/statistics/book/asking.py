"""What an act source is asked, and the steps of matters that answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from thihanh.statistics.engine.sql import Param, Query, source
from thihanh.statistics.period import Period
from thihanh.statistics.queries import run


@dataclass(frozen=True, slots=True)
class Asked:
    """Acts of an agency to the end of a period, as known on a day, of the entries ``inside``."""

    agency: str
    period: Period
    known_on: date | None = None
    inside: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One recorded act of a matter, in force at the end of the period."""

    id: int
    on: date
    code: str
    amount: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of one matter in their order, who holds it, its stage on the last day."""

    matter_id: int
    office: str
    officer: str
    stage: str
    steps: tuple[Step, ...]


def known(alias: str, asked: Asked) -> str:
    """What of a table of facts counts as known."""
    conditions = ["true"]
    if asked.known_on is not None:
        conditions.append(f"{alias}.known_on <= %(known_on)s")
    if asked.inside is not None:
        conditions.append(f"{alias}.entry_id <@ %(inside)s::int8multirange")
    return " and ".join(conditions)


def steps_query(asked: Asked, codes: Sequence[str], with_any: Sequence[str]) -> Query:
    """The steps of these codes, of the matters that have one of ``with_any``, up to the last day."""
    params: dict[str, Param] = {
        "agency": asked.agency,
        "to": asked.period.to,
        "codes": [*codes],
        "with_any": [*with_any],
    }
    if asked.known_on is not None:
        params["known_on"] = asked.known_on
    if asked.inside is not None:
        params["inside"] = asked.inside
    positions = source(asked.known_on, "p", asked.inside, "select id from concerned")
    text = f"""
with concerned as materialized (
  select distinct m.id from matters_step w join matters_matter m on m.id = w.matter_id
  where w.code = any(%(with_any)s) and m.agency = %(agency)s and w."on" <= %(to)s and {known("w", asked)}
), held as materialized (
  select distinct on (p.matter_id) p.matter_id, p.office, p.officer, p.stage from {positions}
  where p.matter_id in (select id from concerned) and p.lo <= %(to)s order by p.matter_id, p.lo desc
)
select h.matter_id, h.office, h.officer, h.stage, s.id, s."on", s.code, coalesce(s.amount, 0), s.facts
from held h join matters_step s on s.matter_id = h.matter_id
where s.code = any(%(codes)s) and s."on" <= %(to)s and not s.void and {known("s", asked)}
  and not exists (select 1 from matters_step r where r.replaces_id = s.id and {known("r", asked)})
order by h.matter_id, s."on", s.ordinal, s.id"""
    return Query(text, params)


TAKES_BACK = ("withdraw", "cancel")


def steps(asked: Asked, codes: Sequence[str], with_any: Sequence[str]) -> list[Steps]:
    """The steps of each matter concerned, those taken back by the last day left out."""
    rows = run(steps_query(asked, (*codes, *TAKES_BACK), with_any))
    return [
        Steps(matter, office, officer, stage, tuple(_standing([_step(row) for row in own])))
        for (matter, office, officer, stage), own in groupby(rows, key=lambda row: row[:4])
    ]


def _step(row: tuple[Any, ...]) -> Step:
    facts = row[8]
    return Step(row[4], row[5], row[6], row[7], facts if isinstance(facts, Mapping) else _read(facts))


def _read(facts: str) -> Mapping[str, Any]:
    import json

    found: Mapping[str, Any] = json.loads(facts)
    return found


def _standing(found: Sequence[Step]) -> list[Step]:
    back = {step.facts.get("of_step") for step in found if step.code in TAKES_BACK}
    return [step for step in found if step.id not in back and step.code not in TAKES_BACK]
