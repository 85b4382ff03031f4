"""The classification audit of a unit from the record: what the pure detectors need, and what they found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from thihanh.law import number, work_year, work_year_start
from thihanh.law.regimes import R25_START
from thihanh.matters.states import label
from thihanh.offices.reach import Reach
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.measures.buckets import ENDS, eligible_states, special_states
from thihanh.statistics.measures.values import Of
from thihanh.statistics.numbers import Percent, Points
from thihanh.statistics.period import THREE_WAY_FROM, Period, month_period, version_on
from thihanh.statistics.queries import cells, check_covers, run
from thihanh.statistics.readings import audit
from thihanh.statistics.readings.audit import Change, Evidence, Finding, Held, Kind
from thihanh.statistics.readings.groups import level_forms
from thihanh.statistics.readings.opened import MatterList, listed, standing_rows
from thihanh.statistics.result import UnitFigures
from thihanh.statistics.unit import Scope, scope_of

PERIOD_ENDS = (3, 6, 10, 12)
"""Months after which lists are attached and offices compared (TT 05/2024 Điều 8)."""

_ADDRESS_UNKNOWN = frozenset({"N-3", "N-c"})

_INSIDE = (
    "({0}.stage || '/' || case when {0}.stage || '/' || {0}.ground = any(%(special)s) then {0}.ground"
    " else '' end)"
    " = any(case when c.lo >= %(turn)s then %(eligible)s::text[] else %(eligible_before)s::text[] end)"
)
# A stay follows the one that ended on its first day; only after a gap is the one before looked up by itself.
_BEFORE = """
  left join matters_position n on n.matter_id = c.matter_id and n.lo < c.lo and n.hi = c.lo
  left join lateral (
    select stage, ground from matters_position p
    where n.matter_id is null and p.matter_id = c.matter_id and p.lo < c.lo order by p.lo desc limit 1
  ) g on true
  cross join lateral (select coalesce(n.stage, g.stage) as stage, coalesce(n.ground, g.ground) as ground) p
"""
_CHANGED = """c.agency = %(agency)s and c.work_year = any(%(years)s) and c.lo between %(first)s and %(last)s
    and c.stage_since = c.lo
    and (%(office)s::text is null or c.office = %(office)s)
    and (%(officer)s::text is null or c.officer = %(officer)s)"""
_TRULY = "(p.stage, p.ground) <> (c.stage, c.ground) and p.stage <> all(%(ends)s)"
# What the patterns ask: who left có điều kiện, and what befell a matter soon after it left. What stood
# before a stay is looked up only for stays that may be one or the other.
_CHANGES = f"""
with gone as materialized (
  select c.matter_id, c.office, c.officer, c.lo, p.stage as was, c.stage
  from matters_position c {_BEFORE}
  where {_CHANGED} and not {_INSIDE.format("c")} and c.stage <> all(%(ends)s)
    and {_TRULY} and {_INSIDE.format("p")}
),
after as materialized (
  select distinct c.matter_id, c.lo
  from gone g cross join lateral (
    select * from matters_position c
    where c.matter_id = g.matter_id and c.lo > g.lo and c.lo <= g.lo + %(reach)s and {_CHANGED} offset 0
  ) c
)
select matter_id, office, officer, lo, was, stage, true, false, false from gone
union all
select c.matter_id, c.office, c.officer, c.lo, p.stage, c.stage, false, {_INSIDE.format("c")},
  c.stage = any(%(ends)s)
from after a join matters_position c on c.matter_id = a.matter_id and c.lo = a.lo {_BEFORE}
where {_TRULY} and not {_INSIDE.format("p")}
order by 4, 1
"""


@dataclass(frozen=True, slots=True)
class ShareShift:
    """A unit whose share or result moved more between months 10 and 12 than R18, R19 let pass unasked."""

    rule: str
    unit: str
    name: str
    of: Of
    then: Percent
    now: Percent

    @property
    def change(self) -> Points:
        """How far it moved, in points."""
        return self.now - self.then


def changes(scope: Scope, first: date, last: date) -> tuple[Change, ...]:
    """Every leaving of có điều kiện by a unit's matters over some days, and what followed soon after it.

    In the version of each day; "soon" is as far as a flip reaches, from before a period end to after it.
    """
    params: dict[str, Param] = {
        "agency": scope.agency,
        "office": scope.office,
        "officer": scope.officer,
        "first": first,
        "last": last,
        "years": list(range(work_year(first), work_year(last) + 1)),
        "ends": sorted(ENDS),
        "special": list(special_states()),
        "turn": R25_START if version_on(last) == "R25" else THREE_WAY_FROM,
        "eligible": list(eligible_states(version_on(last))),
        "eligible_before": list(eligible_states(version_on(first))),
        "reach": number("audit.days_before_end", last) + number("audit.days_after_end", last),
    }
    words = cache(label)
    return tuple(
        Change(*(*row[:4], words(row[4]), words(row[5]), *row[6:])) for row in run(Query(_CHANGES, params))
    )


def evidence(scope: Scope, on: date) -> tuple[Evidence, ...]:
    """The unit's matters chưa có điều kiện with the day their means were last looked at."""
    return tuple(
        Evidence(
            row.matter_id,
            row.office,
            row.officer,
            row.shown_on,
            row.verified,
            _FACTS["cause:prisoner" in row.tags, row.ground in _ADDRESS_UNKNOWN],
        )
        for row in standing_rows(scope, Period(on, on), ("no_means",))
    )


_FACTS = {
    (prisoner, unknown): frozenset(
        fact for fact, holds in (("prison_over_2_years", prisoner), ("address_unknown", unknown)) if holds
    )
    for prisoner in (False, True)
    for unknown in (False, True)
}


def held(scope: Scope, on: date) -> tuple[Held, ...]:
    """By officer of the unit: matters chưa có điều kiện among all unfinished ones."""
    version = version_on(on)
    found = cells(scope, Period(work_year_start(work_year(on)), on), (version,))[version]
    codes = ("in_progress", "consent", "no_means", "postponed", "suspended", "other")
    return tuple(
        Held(who.office, who.officer, sums.get("cases.no_means", 0), total)
        for who, sums in sorted(found.by_holder.items())
        if who.officer and (total := sum(sums.get(f"cases.{code}", 0) for code in codes))
    )


def period_ends(on: date) -> tuple[date, ...]:
    """The ends of the reporting periods of the work year that are over by a day."""
    ends = (month_period(work_year(on), month).to for month in PERIOD_ENDS)
    return tuple(end for end in ends if end <= on)


def audited(
    unit: str, on: date, *, reach: Reach, seen: date | None = None
) -> Mapping[Kind, tuple[Finding, ...]]:
    """What the audit finds at a unit over the work year to a day; returns are looked for up to ``seen``.

    Raises Denied, UnknownUnit.
    """
    scope = scope_of(unit)
    check_covers(reach, scope)
    first, ends = work_year_start(work_year(on)), period_ends(on)
    last = min(seen or on, on + timedelta(days=number("audit.days_after_end", on)))
    moved = changes(scope, first, max(last, on))
    found: dict[Kind, tuple[Finding, ...]] = {
        "near_end": audit.near_end(moved, ends, first, on),
        "flip": audit.flips(moved, ends, on),
        "old_evidence": audit.old_evidence(evidence(scope, on), on),
        "outlier": audit.outliers(held(scope, on), on),
    }
    return found


def finding_matters(
    unit: str, on: date, kind: Kind, officer: str, *, reach: Reach, seen: date | None = None, page: int = 1
) -> MatterList:
    """The matters behind the findings of one pattern, of an officer ("" for all).

    An outlier opens all its matters chưa có điều kiện. Raises Denied, UnknownUnit.
    """
    scope = scope_of(unit)
    found = audited(unit, on, reach=reach, seen=seen)[kind]
    named = [one for one in found if officer in ("", one.officer)]
    ids = {matter for one in named for matter in one.matters}
    if kind == "outlier":
        who = {one.officer for one in named}
        standing = standing_rows(scope, Period(on, on), ("no_means",))
        ids = {row.matter_id for row in standing if row.officer in who}
    return listed(audit.KINDS[kind], dict.fromkeys(ids), Period(on, on), page)


def share_shifts(unit: str, on: date, *, reach: Reach) -> tuple[ShareShift, ...]:
    """Units whose có điều kiện share fell (R18) or whose result jumped (R19) since month 10; none before it.

    Raises Denied, UnknownUnit.
    """
    mark = month_period(work_year(on), 10)
    if on <= mark.to:
        return ()
    version = version_on(on)
    then, now = (level_forms(unit, Period(mark.from_, to), version, reach=reach) for to in (mark.to, on))
    found: list[ShareShift] = []
    for of, code in (("cases", "004.N"), ("money", "005.N")):
        before = {one.code: one for one in _units(then[code].figures)}
        for one in _units(now[code].figures):
            if one.code and one.code in before:
                found += _shifted(before[one.code], one, "money" if of == "money" else "cases", on)
    return tuple(found)


def _units(figures: UnitFigures) -> tuple[UnitFigures, ...]:
    return (figures, *figures.parts)


def _shifted(then: UnitFigures, now: UnitFigures, of: Of, on: date) -> list[ShareShift]:
    found = []
    for rule, part, whole, name, sign in (
        ("R18", "eligible", "due", f"audit.share_drop_{of}", -1),
        ("R19", "resolved", "eligible", f"audit.jump_{of}", 1),
    ):
        totals = then.count(whole), now.count(whole)
        if min(totals) <= 0:
            continue
        shift = ShareShift(
            rule,
            now.code,
            now.name,
            of,
            Percent.of(then.count(part), totals[0]),
            Percent.of(now.count(part), totals[1]),
        )
        if sign * shift.change.hundredths >= 100 * number(name, on):
            found.append(shift)
    return found
