"""Where figures moved without work: matters that changed hands, matters that left có điều kiện.

A matter counts once, under who holds it on the last day or when it ended, with its whole money of the year
[I]; the transfer table explains the difference. Moves inside a province are neither new nor entrusted.
"""

from dataclasses import dataclass
from datetime import date

from thihanh.matters.states import label
from thihanh.offices.reach import Reach
from thihanh.statistics.engine.cells import Holder
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.measures.buckets import ENDS
from thihanh.statistics.period import Period
from thihanh.statistics.queries import check_covers, run
from thihanh.statistics.readings.moved import gone
from thihanh.statistics.unit import Scope, scope_of

_TRANSFERS = """
select o.office, o.officer, c.office, c.officer, count(*), sum(c.outstanding)::bigint
from matters_position c
join lateral (
  select p.office, p.officer from matters_position p
  where p.matter_id = c.matter_id and p.office <> '' and p.hi > %(eve)s and p.lo <= %(to)s
  order by p.lo limit 1
) o on true
where c.agency = %(agency)s and c.work_year = %(year)s and c.lo <= %(to)s and c.hi > %(to)s
  and (c.stage <> all(%(ends)s) or c.stage_since > %(eve)s)
  and (o.office, o.officer) <> (c.office, c.officer)
group by 1, 2, 3, 4
order by 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Matters held by ``origin`` when the period began (or when decided) and counted under ``now``."""

    origin: Holder
    now: Holder
    matters: int
    owed: int


@dataclass(frozen=True, slots=True)
class Transfers:
    """The transfer table of a unit: what came to it and what went from it, in matters and đồng still owed."""

    scope: Scope
    period: Period
    came: tuple[Transfer, ...]
    went: tuple[Transfer, ...]

    @property
    def net(self) -> int:
        """Matters counted here less matters held here at first."""
        return sum(t.matters for t in self.came) - sum(t.matters for t in self.went)


def _inside(scope: Scope, holder: Holder) -> bool:
    return scope.office in (None, holder.office) and scope.officer in (None, holder.officer)


def transfers(unit: str, from_: date, to: date, *, reach: Reach) -> Transfers:
    """What came to an office or officer from others of the agency, and what went to them, over a period.

    For an agency both tables list every change of hands inside it. Raises Denied, UnknownUnit, RefusedPeriod.
    """
    scope, period = scope_of(unit), Period(from_, to)
    check_covers(reach, scope)
    params: dict[str, Param] = {
        "agency": scope.agency,
        "year": period.work_year,
        "eve": period.eve,
        "to": to,
        "ends": sorted(ENDS),
    }
    rows = [
        Transfer(Holder(a, b), Holder(c, d), n, owed)
        for a, b, c, d, n, owed in run(Query(_TRANSFERS, params))
    ]
    whole = scope.unit_kind == "agency"
    return Transfers(
        scope,
        period,
        came=tuple(t for t in rows if whole or (_inside(scope, t.now) and not _inside(scope, t.origin))),
        went=tuple(t for t in rows if whole or (_inside(scope, t.origin) and not _inside(scope, t.now))),
    )


@dataclass(frozen=True, slots=True)
class MovedOut:
    """Matters có điều kiện at the end of month 10, neither so nor finished now, by reason and holder."""

    holder: Holder
    stage: str
    ground: str
    matters: int
    owed: int

    @property
    def reason(self) -> str:
        return f"{label(self.stage)} ({self.ground})" if self.ground else label(self.stage)


def moved_out_of_eligible(unit: str, to: date, *, reach: Reach) -> tuple[MovedOut, ...]:
    """Who left có điều kiện between month 10 and ``to`` (months 11 and 12), by reason, office and officer.

    Year-end reclassification lifts the rate without any work done, as the national figures published for
    months 10 and 12 of 2025 show; none before month 11.
    """
    sums: dict[tuple[str, str, str, str], list[int]] = {}
    for one in gone(unit, to, reach=reach):
        own = sums.setdefault((one.office, one.officer, one.stage, one.ground), [0, 0])
        own[0] += 1
        own[1] += one.owed
    found = [
        MovedOut(Holder(office, officer), stage, ground, matters, owed)
        for (office, officer, stage, ground), (matters, owed) in sorted(sums.items())
    ]
    return tuple(sorted(found, key=lambda one: -one.matters))
