"""What is read to measure a directive's effect: where matters stood on its eve, what became of them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters, every, seen
from thihanh.editions import cutting
from thihanh.law import work_year
from thihanh.matters.standing import in_force
from thihanh.offices.queries import Viewer
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.measures.buckets import ENDS, REGISTER, place, states_of_cases
from thihanh.statistics.period import version_on
from thihanh.statistics.queries import run
from thihanh.steering.directives import CODE, DIRECTIVE
from thihanh.steering.effect import Effect, Followed, Outcome, Settings, Standing, effect, pairs, settings

RESOLVED: Final = frozenset({"done", "terminated", "other_ending"})
_AT: Final = """
select p.matter_id, p.stage, p.ground, p.kind, p.outstanding,
  width_bucket(p.outstanding, %(amounts)s::bigint[]), width_bucket(%(eve)s - p.decided_on, %(ages)s::int[])
from matters_position p
where p.agency = %(agency)s and p.work_year = %(year)s and p.lo <= %(eve)s and p.hi > %(eve)s
  and p.stage <> all(%(closed)s)"""
_LINKED: Final = f"{_AT} and p.matter_id = any(%(ids)s)"
_POOL: Final = f"""{_AT} and p.stage = any(%(stages)s) and p.kind = any(%(kinds)s)
  and width_bucket(p.outstanding, %(amounts)s::bigint[]) = any(%(bands)s)
  and width_bucket(%(eve)s - p.decided_on, %(ages)s::int[]) = any(%(years)s)
  and p.matter_id not in (
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


@dataclass(frozen=True, slots=True)
class Measured:
    """A directive with its effect, and the windows it was measured over."""

    directive: Dossier
    windows: Windows
    effect: Effect


def windows(given: date, on: date, by: Settings) -> Windows:
    """The longest windows that are over on a day."""
    return Windows(given, min(by.window_days, (on - given).days))


def measured(viewer: Viewer, directive_id: int, on: date) -> Measured:
    """The effect of a directive the viewer may read. Raises LookupError."""
    found = seen(viewer, directive_id, on)
    if found.kind is not DIRECTIVE:
        raise LookupError(directive_id)
    return of(found, on)


def of(directive: Dossier, on: date) -> Measured:
    """The effect of a directive at hand; asked again, it is worked out again only after a new fact."""
    over = windows(directive.opened_on, on, settings())
    if len(directive.matters) < settings().least_matters:
        return Measured(directive, over, Effect("few"))
    if over.days < settings().least_days:
        return Measured(directive, over, Effect("early"))
    known = cutting.newest()
    return Measured(directive, over, _effect(directive.agency, directive.matters, over, known))


def without_effect(viewer: Viewer, on: date) -> tuple[Measured, ...]:
    """The directives on matters, given long enough ago, of which no effect is seen; the newest first."""
    rows = every(viewer, Filters(kinds=(CODE,)), on)
    known = load([row.id for row in rows if (on - row.opened_on).days >= settings().least_days])
    found = [of(one, on) for one in known.values() if one.matters and one.state != "cancelled"]
    unseen = [one for one in found if one.effect.verdict in ("unseen", "worse")]
    return tuple(sorted(unseen, key=lambda one: (one.directive.opened_on, one.directive.id), reverse=True))


@lru_cache(maxsize=1_024)
def _effect(agency: str, matters: tuple[int, ...], over: Windows, _newest: tuple[int | None, ...]) -> Effect:
    linked = _standing(_LINKED, agency, over, {"ids": list(matters)})
    found = pairs(linked, _pool(agency, over, linked), settings().neighbours) if linked else ()
    ids = sorted({one for pair in found if pair.others for one in (pair.matter, *pair.others)})
    return effect(found, _followed(ids, over), settings())


def _pool(agency: str, over: Windows, linked: Sequence[Standing]) -> list[Standing]:
    """The matters no directive names that may stand in the stratum of a linked one."""
    strata = {one.stratum for one in linked}
    states = {state for one in strata for state in states_of_cases(version_on(over.eve), one[0])}
    more: dict[str, Param] = {
        "stages": sorted({state.partition("/")[0] for state in states}),
        "kinds": sorted({one[3] for one in strata}),
        "bands": sorted({one[1] for one in strata}),
        "years": sorted({one[2] for one in strata}),
    }
    return [one for one in _standing(_POOL, agency, over, more) if one.stratum in strata]


def _standing(text: str, agency: str, over: Windows, more: Mapping[str, Param]) -> list[Standing]:
    values: dict[str, Param] = {
        "agency": agency,
        "year": work_year(over.eve),
        "eve": over.eve,
        "closed": [*sorted(ENDS), REGISTER],
        "amounts": list(settings().amounts),
        "ages": list(settings().ages_days),
        **more,
    }
    return [_matched(row, over.eve) for row in run(Query(text, values))]


def _matched(row: tuple[Any, ...], eve: date) -> Standing:
    matter, stage, ground, kind, amount, band, age = row
    return Standing(matter, (place(version_on(eve), stage, ground).cases, band, age, kind), amount)


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
