"""The two readings of a unit from the record, and the matters behind each step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thihanh.matters.standing import in_force
from thihanh.matters.states import label
from thihanh.offices.reach import Reach
from thihanh.statistics.engine.sql import Param, Query, source
from thihanh.statistics.period import Period, Version, version_on
from thihanh.statistics.queries import PAGE, check_covers, run
from thihanh.statistics.readings.bridge import (
    NOW,
    Bridge,
    OpenGroup,
    OpenMatter,
    bridge,
    open_amounts,
    open_stages,
    step_of,
    steps,
)
from thihanh.statistics.readings.groups import level_forms
from thihanh.statistics.unit import Scope, scope_of

_OPEN = """
select c.matter_id, c.office, c.officer, c.stage, c.ground, c.tags, c.outstanding, c.asset_value,
  greatest(c.stage_since, coalesce(v.last, c.stage_since)) as shown_on, v.last is not null as verified, i.due
from {source}
left join (
  select matter_id, max("on") as last from matters_verification f
  where "on" <= %(to)s and {verified} group by 1
) v on v.matter_id = c.matter_id
left join (
  select matter_id, bool_or(due_on <= %(to)s) as due from matters_instalment f
  where {scheduled} group by 1
) i on i.matter_id = c.matter_id
where c.agency = %(agency)s and c.work_year = %(year)s and c.lo <= %(to)s and c.hi > %(to)s
  and c.stage = any(%(stages)s)
  and (%(office)s::text is null or c.office = %(office)s)
  and (%(officer)s::text is null or c.officer = %(officer)s)
"""
# What an asset covers of a debt is all, a part or nothing of it: told apart here, so that sums split alike.
_OPEN_GROUPS = """
select stage, ground, tags, shown_on, due, count(*), sum(outstanding)::bigint,
  sum(least(outstanding, coalesce(asset_value, outstanding)))::bigint
from ({open}) o
group by 1, 2, 3, 4, 5, asset_value is null, outstanding > 0, outstanding > asset_value, asset_value > 0
"""
_NAMED = """
select x.id, x.number, x.decided_on, c.office, c.officer, c.stage, c.ground, c.outstanding
from matters_matter x join matters_position c on c.matter_id = x.id
where x.id = any(%(ids)s) and c.work_year = %(year)s and c.lo <= %(to)s and c.hi > %(to)s
"""


class UnknownStep(LookupError):
    """No such step of the bridge; the message is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class NamedMatter:
    """A matter with its number, and what it adds to the list it stands in: matters or whole đồng."""

    matter_id: int
    number: str
    decided_on: date
    office: str
    officer: str
    stage: str
    ground: str
    owed: int
    cases: int
    money: int

    @property
    def stage_label(self) -> str:
        """The stage in words."""
        return label(self.stage)


@dataclass(frozen=True, slots=True)
class MatterList:
    """The matters behind a figure: how many, what they add up to, one page of them, the most money first."""

    name: str
    matters: int
    cases: int
    money: int
    page: int
    rows: tuple[NamedMatter, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.matters // PAGE))


@dataclass(frozen=True, slots=True)
class TwoReadings:
    """The official reading of a unit beside "thu hồi được ngay", in one version."""

    scope: Scope
    period: Period
    version: Version
    bridge: Bridge


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A matter in one of some stages on a day: its money, its tags, when its means were last shown."""

    matter_id: int
    office: str
    officer: str
    stage: str
    ground: str
    tags: tuple[str, ...]
    owed: int
    asset_value: int | None
    shown_on: date
    verified: bool
    instalment_due: bool | None


def standing_rows(
    scope: Scope, period: Period, stages: Iterable[str], known_on: date | None = None
) -> tuple[StandingRow, ...]:
    """The matters of a unit in some stages on the last day, ordered by id."""
    found = run(_open(scope, period, stages, known_on))
    rows = (StandingRow(*(*row[:5], tuple(row[5]), *row[6:])) for row in found)
    return tuple(sorted(rows, key=lambda row: row.matter_id))


def _open(scope: Scope, period: Period, stages: Iterable[str], known_on: date | None) -> Query:
    params: dict[str, Param] = {
        "agency": scope.agency,
        "year": period.work_year,
        "to": period.to,
        "stages": list(stages),
        "office": scope.office,
        "officer": scope.officer,
        "known_on": known_on,
    }
    known = " and (%(known_on)s::date is null or f.known_on <= %(known_on)s)"
    text = _OPEN.format(
        source=source(known_on, "c"),
        verified=in_force("matters_verification", "f") + known,
        scheduled=in_force("matters_instalment", "f") + known,
    )
    return Query(text, params)


def open_groups(
    scope: Scope, period: Period, version: Version, known_on: date | None = None
) -> tuple[OpenGroup, ...]:
    """``open_matters`` summed over matters alike in all that decides their step."""
    each = _open(scope, period, open_stages(version), known_on)
    rows = run(Query(_OPEN_GROUPS.format(open=each.text), each.params), hashed=True)
    found = []
    for stage, ground, tags, shown_on, due, matters, owed, covered in rows:
        inside, money = open_amounts(version, stage, ground, owed, covered)
        if inside or money:
            cases = matters * inside
            found.append(OpenGroup(stage, ground, tuple(tags), shown_on, due, matters, cases, money))
    return tuple(found)


def open_matters(
    scope: Scope, period: Period, version: Version, known_on: date | None = None
) -> tuple[OpenMatter, ...]:
    """Every matter open inside có điều kiện on the last day, as matters or as đồng, ordered by id."""
    found = []
    for row in standing_rows(scope, period, open_stages(version), known_on):
        cases, money = open_amounts(version, row.stage, row.ground, row.owed, row.asset_value)
        if cases or money:
            found.append(
                OpenMatter(
                    row.matter_id,
                    row.office,
                    row.officer,
                    row.stage,
                    row.ground,
                    row.tags,
                    cases,
                    money,
                    row.shown_on,
                    row.instalment_due,
                )
            )
    return tuple(found)


def two_readings(
    unit: str, period: Period, *, reach: Reach, version: Version | None = None, known_on: date | None = None
) -> TwoReadings:
    """Both denominators of a unit with the bridge between them; matters and whole đồng.

    Raises Denied, UnknownUnit, RefusedPeriod, InvariantBroken.
    """
    scope, chosen = scope_of(unit), version or version_on(period.to)
    found = level_forms(unit, period, chosen, reach=reach, known_on=known_on)
    cases, money = found["004.N"].figures, found["005.N"].figures
    return TwoReadings(
        scope,
        period,
        chosen,
        bridge(
            open_groups(scope, period, chosen, known_on),
            (cases.count("eligible"), money.count("eligible")),
            (cases.count("resolved"), money.count("resolved")),
            period.to,
        ),
    )


def step_matters(
    unit: str, period: Period, code: str, *, reach: Reach, version: Version | None = None, page: int = 1
) -> MatterList:
    """The matters of one step (``NOW``: still open and recoverable now); they add up to its line.

    Raises Denied, UnknownUnit, UnknownStep.
    """
    names = {step.code: step.name for step in steps()} | {NOW: "Thu hồi được ngay, chưa xong"}
    if code not in names:
        raise UnknownStep(f"Dữ liệu: không có bước “{code}” của cầu nối; mở bước từ bảng.")
    scope, chosen = scope_of(unit), version or version_on(period.to)
    check_covers(reach, scope)
    inside = [one for one in open_matters(scope, period, chosen) if step_of(one, period.to) == code]
    amounts = {one.matter_id: (one.cases, one.money) for one in inside}
    return listed(names[code], amounts, period, page)


def listed(name: str, amounts: Mapping[int, tuple[int, int] | None], period: Period, page: int) -> MatterList:
    """A page of matters by id with what each adds (matters, đồng), the most money first.

    None for an amount: the matter counts whole, as one with all it still owes on the last day.
    """
    unsaid = [one for one, amount in amounts.items() if amount is None]
    owed = {row[0]: row[-1] for row in _named(unsaid, period)} if unsaid else {}
    known = {one: amount or (1, owed[one]) for one, amount in amounts.items()}
    order = sorted(known, key=lambda one: (-known[one][1], one))[PAGE * (page - 1) : PAGE * page]
    named = {one[0]: one for one in _named(order, period)}
    return MatterList(
        name,
        len(known),
        sum(cases for cases, _ in known.values()),
        sum(money for _, money in known.values()),
        page,
        tuple(NamedMatter(*(*named[one], *known[one])) for one in order),
    )


def _named(ids: Iterable[int], period: Period) -> list[tuple[Any, ...]]:
    params: dict[str, Param] = {"year": period.work_year, "to": period.to, "ids": list(ids)}
    return run(Query(_NAMED, params))
