"""What is read to measure the effect of directives: where matters stood on the eve, what became of them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from thihanh.law import work_year
from thihanh.matters.standing import in_force
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.measures.buckets import ENDS, REGISTER, place, states_of_cases
from thihanh.statistics.period import version_on
from thihanh.statistics.queries import run
from thihanh.steering.effect import (
    Effect,
    Followed,
    Outcome,
    Pair,
    Standing,
    Stratum,
    effect,
    nearest,
    pairs,
    settings,
)

RESOLVED: Final = frozenset({"done", "terminated", "other_ending"})
_AT: Final = """
  select p.matter_id, p.stage, p.ground, p.kind, p.outstanding,
    width_bucket(p.outstanding, %(amounts)s::bigint[]) as band
  from matters_position p
  where p.agency = %(agency)s and p.work_year = %(year)s and p.lo <= %(eve)s and p.hi > %(eve)s
    and p.stage <> all(%(closed)s)"""
# The index of positions holds all but the day of the decision: it is looked up for the few that may serve.
_AGED: Final = """
with at as materialized ({at}),
aged as (
  select id, width_bucket(%(eve)s - decided_on, %(ages)s::int[]) as years from matters_matter
  where id = any(array(select matter_id from at))
)
select at.matter_id, at.stage, at.ground, at.kind, at.outstanding, at.band, aged.years
from at join aged on aged.id = at.matter_id"""
_LINKED: Final = _AGED.format(at=f"{_AT} and p.matter_id = any(%(ids)s)")
_POOL: Final = f"""{
    _AGED.format(
        at=f'''{_AT} and p.stage = any(%(stages)s) and p.kind = any(%(kinds)s)
    and width_bucket(p.outstanding, %(amounts)s::bigint[]) = any(%(bands)s)'''
    )
} and aged.years = any(%(years)s)
where at.matter_id not in (
  select l.target_id from dossiers_link l join dossiers_dossier d on d.id = l.dossier_id
  where l.kind = 'matter' and d.kind = 'directive')"""
_MONEY: Final = """
select matter_id, work_year, lo, stage, ytd_collected from matters_position
where matter_id = any(%(ids)s) and lo <= %(end)s order by matter_id, lo"""
_ACTS: Final = f"""
select s.matter_id, s."on" from matters_step s
where s.matter_id = any(%(ids)s) and s."on" <= %(end)s and {in_force("matters_step", "s")}
union
select s.matter_id, s."on" from matters_stage s
where s.matter_id = any(%(ids)s) and s."on" <= %(end)s and {in_force("matters_stage", "s")}
order by 1, 2"""


@dataclass(frozen=True, slots=True)
class Windows:
    """Equal windows before and after a directive, first and last days included."""

    given: date
    days: int

    @property
    def first(self) -> date:
        """The first day of the window before."""
        return self.given - timedelta(days=self.days)

    @property
    def eve(self) -> date:
        """The last day of the window before."""
        return self.given - timedelta(days=1)

    @property
    def end(self) -> date:
        """The last day of the window after."""
        return self.given + timedelta(days=self.days - 1)

    @property
    def are_long(self) -> bool:
        """Whether they are long enough to judge by."""
        return self.days >= settings().least_days


def effects(agency: str, over: Windows, group: Sequence[tuple[int, ...]]) -> list[Effect]:
    """The effect on each group of matters, all of them measured over the same windows, from one reading."""
    ids = sorted({matter for one in group for matter in one})
    linked = {row[0]: Standing(*row) for row in _standing(_LINKED, agency, over, {"ids": ids})}
    pool = _pool(agency, over, {one.stratum for one in linked.values()}) if linked else {}
    paired = [_paired([linked[m] for m in one if m in linked], pool) for one in group]
    told = {m for found in paired for pair in found if pair.others for m in (pair.matter, *pair.others)}
    followed = _followed(sorted(told), over)
    return [effect(found, followed, settings()) for found in paired]


def _paired(
    linked: Sequence[Standing], pool: Mapping[Stratum, Sequence[tuple[int, int]]]
) -> tuple[Pair, ...]:
    """The linked matters with those of the pool to compare with; of the pool only what may be dealt."""
    amounts: dict[Stratum, list[int]] = defaultdict(list)
    for one in linked:
        amounts[one.stratum].append(one.amount)
    near = (
        Standing(matter, stratum, amount)
        for stratum, wanted in amounts.items()
        for amount, matter in nearest(pool.get(stratum, ()), wanted, settings().neighbours)
    )
    return pairs(linked, near, settings().neighbours)


def _pool(agency: str, over: Windows, strata: Collection[Stratum]) -> dict[Stratum, list[tuple[int, int]]]:
    """By stratum, the matters no directive names, as (amount, matter) in order."""
    states = {state for one in strata for state in states_of_cases(version_on(over.eve), one[0])}
    more: dict[str, Param] = {
        "stages": sorted({state.partition("/")[0] for state in states}),
        "kinds": sorted({one[3] for one in strata}),
        "bands": sorted({one[1] for one in strata}),
        "years": sorted({one[2] for one in strata}),
    }
    found: dict[Stratum, list[tuple[int, int]]] = {one: [] for one in strata}
    for matter, stratum, amount in _standing(_POOL, agency, over, more):
        if stratum in found:
            found[stratum].append((amount, matter))
    for held in found.values():
        held.sort()
    return found


def _standing(
    text: str, agency: str, over: Windows, more: Mapping[str, Param]
) -> Iterator[tuple[int, Stratum, int]]:
    """Matters on the eve: id, stratum, what is left in đồng."""
    values: dict[str, Param] = {
        "agency": agency,
        "year": work_year(over.eve),
        "eve": over.eve,
        "closed": [*sorted(ENDS), REGISTER],
        "amounts": list(settings().amounts),
        "ages": list(settings().ages_days),
        **more,
    }
    version = version_on(over.eve)
    bucket = cache(lambda stage, ground: place(version, stage, ground).cases)
    for matter, stage, ground, kind, amount, band, years in run(Query(text, values)):
        yield matter, (bucket(stage, ground), band, years, kind), amount


def _followed(ids: Sequence[int], over: Windows) -> dict[int, Followed]:
    """What became of matters: by position and by act."""
    values: dict[str, Param] = {"ids": list(ids), "end": over.end}
    held: dict[int, list[tuple[int, date, str, int]]] = defaultdict(list)
    acts: dict[int, list[date]] = defaultdict(list)
    for matter, year, lo, stage, collected in run(Query(_MONEY, values)):
        held[matter].append((year, lo, stage, collected))
    for matter, day in run(Query(_ACTS, values)):
        acts[matter].append(day)
    return {one: _one(held[one], acts[one], over) for one in ids}


def _one(held: Sequence[tuple[int, date, str, int]], acts: Sequence[date], over: Windows) -> Followed:
    before, eve = over.first - timedelta(days=1), over.eve

    def outcome(first: date, last: date) -> Outcome:
        stages = [stage for _, lo, stage, _ in held if lo <= last]
        resolved = bool(stages) and stages[-1] in RESOLVED
        past = bisect_right(acts, last)
        since = acts[past - 1] if past else held[0][1]
        return Outcome(
            int(resolved), _collected(held, first, last), 0 if resolved else max(0, (last - since).days)
        )

    return Followed(outcome(before, eve), outcome(eve, over.end))


def _collected(held: Sequence[tuple[int, date, str, int]], after: date, last: date) -> int:
    """Đồng collected after one day up to another; what a work year has brought begins anew with the year."""

    def by(day: date, year: int) -> int:
        return next((sum_ for of_year, lo, _, sum_ in reversed(held) if of_year == year and lo <= day), 0)

    first, final = work_year(after), work_year(last)
    if first == final:
        return by(last, final) - by(after, first)
    return by(last, final) + by(last, first) - by(after, first)
