"""The SQL engine: writes queries over positions; it runs nothing.

One query groups an agency's matters by holder and state with sums; every version's columns are folded from
the same groups. Official periods read one row per matter (the row holding the last day, with its sums of the
work year); other starts join the row of the eve. "As known on" reads the same shape, with
the matters that changed since from ``matters_positions``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thihanh.statistics.engine.cells import Cells, Holder
from thihanh.statistics.measures.buckets import (
    ENDS,
    REGISTER,
    special_grounds,
    special_states,
    states_of_cases,
    states_of_money,
    told_apart,
)
from thihanh.statistics.measures.definitions import MEASURES
from thihanh.statistics.measures.values import Flow, Measure, Open, Standing
from thihanh.statistics.period import Period, Version
from thihanh.statistics.unit import EVERY_AGENCY, Scope

Param = str | int | date | list[str] | list[int] | list[date] | None


@dataclass(frozen=True, slots=True)
class Query:
    """Text with named parameters, ready to run."""

    text: str
    params: dict[str, Param] = field(default_factory=dict)


# Flow → expression over the row of the last day (c), and over it and the row of the eve (e).
_OFFICIAL = {
    "cases.opening": "c.in_opening::int",
    "cases.new": "c.is_new::int",
    "cases.returned": "c.ytd_returned",
    "cases.moved": "c.ytd_moved",
    "money.opening": "c.open_out",
    "money.new": "c.ytd_due",
    "money.returned": "c.ytd_returned_money",
    "money.moved": "c.ytd_moved_money",
    "money.collected": "c.ytd_collected",
    "money.terminated": "c.ytd_terminated",
    "money.reduced": "c.ytd_reduced",
    "money.delegated": "c.ytd_delegated",
    "money.withdrawn": "c.ytd_withdrawn",
    "money.amended": "c.ytd_amended",
}
_OPEN_AT_EVE = "e.matter_id is not null and e.stage <> %(register)s"
_CHOSEN = {
    key: f"{expression} - coalesce({expression.replace('c.', 'e.')}, 0)"
    for key, expression in _OFFICIAL.items()
} | {
    "cases.opening": f"({_OPEN_AT_EVE})::int",
    "cases.new": "(e.matter_id is null)::int",
    "money.opening": f"case when {_OPEN_AT_EVE} then e.outstanding else 0 end",
}
FLOWS = tuple(_OFFICIAL)


def _name(flow: str) -> str:
    return flow.replace(".", "_")


_OF_AGENCY = "select id from matters_matter where agency = %(agency)s"
_FACTS = {
    "matters_matter": "id",
    "matters_stage": "matter_id",
    "matters_assignment": "matter_id",
    "matters_tag": "matter_id",
    "money_posting": "subject",
}
"""The tables that positions are derived from, with their column of the matter."""


def source(known_on: date | None, alias: str, inside: str | None = None, among: str = _OF_AGENCY) -> str:
    """Positions as all that is known now, or as known on a day; %(agency)s is a parameter of the query.

    With ``inside`` (entries as a multirange, %(inside)s of the query) only their facts count. Only matters
    with a fact that was not known then are derived anew; every other stands now as it stood. ``among``
    names the matters asked about.
    """
    if known_on is None and inside is None:
        return f"matters_position {alias}"
    unknown = [] if known_on is None else ["f.known_on > %(known_on)s"]
    unknown += [] if inside is None else ["not f.entry_id <@ %(inside)s::int8multirange"]
    later = " union ".join(
        f"select f.{matter} as id from {table} f where f.{matter} in ({among}) and ({' or '.join(unknown)})"
        for table, matter in _FACTS.items()
    )
    known = "null" if known_on is None else "%(known_on)s"
    entries = "" if inside is None else ", %(inside)s::int8multirange"
    return f"""(with later as materialized ({later})
  select n.* from matters_position n
  where n.agency = %(agency)s and not exists (select from later where later.id = n.matter_id)
  union all
  select * from matters_positions(array(select id from later), {known}{entries})) {alias}"""


def _ever_held(scope: Scope) -> str:
    """The matters that may be the scope's on some day: those it was ever given, else all of the agency."""
    if scope.officer:
        return "select matter_id from matters_assignment where officer = %(officer)s"
    if scope.office:
        return "select matter_id from matters_assignment where office = %(office)s"
    return _OF_AGENCY


def _narrow(scope: Scope) -> tuple[str, dict[str, Param]]:
    params: dict[str, Param] = {}
    conditions = ""
    if scope.office is not None:
        conditions += " and c.office = %(office)s"
        params["office"] = scope.office
    if scope.officer is not None:
        conditions += " and c.officer = %(officer)s"
        params["officer"] = scope.officer
    if scope.tag is not None:
        conditions += " and c.tags @> %(tags)s::text[]"
        params["tags"] = [scope.tag]
    if scope.kind is not None:
        conditions += " and c.kind = %(kind)s"
        params["kind"] = scope.kind
    return conditions, params


def matters(
    scope: Scope,
    period: Period,
    known_on: date | None,
    inside: str | None = None,
    also: Sequence[str] = (),
) -> Query:
    """One row per matter of the period: holder, state, flows, money owed and the part an asset covers.

    ``also`` are further columns of the position, where they stand in files that hold more (``scale``).
    """
    flows = _OFFICIAL if period.official else _CHOSEN
    columns = ",\n  ".join(f"{expression} as {_name(flow)}" for flow, expression in flows.items())
    narrow, params = _narrow(scope)
    among = _ever_held(scope)
    eve = ""
    if not period.official:
        eve = (
            f"left join {source(known_on, 'e', inside, among)} on e.matter_id = c.matter_id"
            f" and {'e.agency = %(agency)s' if scope.agency else 'e.agency = c.agency'}"
            " and e.work_year = %(year)s"
            " and e.lo <= %(eve)s and e.hi > %(eve)s"
        )
        narrow += " and (e.matter_id is null or e.stage <> all(%(ends)s))"
        params |= {"eve": period.eve, "ends": sorted(ENDS), "register": REGISTER}
    further = "".join(f" c.{name}," for name in also)
    text = f"""
select c.matter_id, c.agency, c.office, c.officer, c.stage, c.ground, c.kind, c.judgment_id, c.tags,{further}
  case when c.ground = any(%(told_apart)s) then c.ground else '' end as special,
  c.outstanding as owed,
  least(c.outstanding, coalesce(c.asset_value, c.outstanding)) as covered,
  {columns}
from {source(known_on, "c", inside, among)} {eve}
where {"c.agency = %(agency)s and " if scope.agency else ""}c.work_year = %(year)s
  and c.lo <= %(to)s and c.hi > %(to)s{narrow}"""
    params |= {
        **({"agency": scope.agency} if scope.agency else {}),
        "year": period.work_year,
        "to": period.to,
        "told_apart": list(special_grounds()),
    }
    if known_on is not None:
        params["known_on"] = known_on
    if inside is not None:
        params["inside"] = inside
    return Query(text, params)


_SUMMED = ("owed", "covered", *(_name(flow) for flow in FLOWS))


def grouped(scope: Scope, period: Period, known_on: date | None = None) -> Query:
    """The one query behind every form: (office, officer, stage, ground, matters, owed, covered, flows…)."""
    return _summed(("office", "officer", "stage", "special"), scope, period, known_on)


def everywhere(period: Period, scope: Scope = EVERY_AGENCY) -> Query:
    """``grouped`` with the agency before each row: the figures of all offices of all agencies at once."""
    return _summed(("agency", "office", "officer", "stage", "special"), scope, period, None)


def _summed(keys: Sequence[str], scope: Scope, period: Period, known_on: date | None) -> Query:
    each = matters(scope, period, known_on)
    sums = ", ".join(f"sum({name})::bigint" for name in _SUMMED)
    text = f"""
select {", ".join(keys)}, count(*), {sums}
from ({each.text}) m
group by {", ".join(keys)}"""
    return Query(text, each.params)


def at_ends(scope: Scope, year: int, ends: Sequence[date]) -> Query:
    """Official periods of one work year at once, by their last days in order, of the unit as a whole.

    Each stay is read once and named with the first and the last end it holds, counted from 1. Rows: first,
    last, stage, ground, matters, owed, covered, flows….
    """
    narrow, params = _narrow(scope)
    flows = ", ".join(f"sum({expression})::bigint" for expression in _OFFICIAL.values())
    text = f"""
select width_bucket(c.lo - 1, %(last_days)s::date[]) + 1, width_bucket(c.hi - 1, %(last_days)s::date[]),
  c.stage, case when c.ground = any(%(told_apart)s) then c.ground else '' end, count(*),
  sum(c.outstanding)::bigint, sum(least(c.outstanding, coalesce(c.asset_value, c.outstanding)))::bigint,
  {flows}
from matters_position c
where c.agency = %(agency)s and c.work_year = %(year)s{narrow}
group by 1, 2, 3, 4"""
    told: dict[str, Param] = {"told_apart": list(special_grounds()), "last_days": list(ends)}
    return Query(text, params | told | {"agency": scope.agency, "year": year})


def standing(period: Period) -> Query:
    """How matters stand at the end of the period's last day, in all offices of all agencies: (agency, office,
    stage, ground, matters, owed, covered by an asset). The row holding the day is found by the day alone;
    ``least`` passes over an asset of unknown value."""
    return Query(
        """
select c.agency, c.office, c.stage, c.ground, count(*), sum(c.outstanding)::bigint,
  sum(least(c.outstanding, c.asset_value))::bigint
from matters_position c
where c.work_year = %(year)s and c.lo <= %(to)s and c.hi > %(to)s
group by 1, 2, 3, 4""",
        {"year": period.work_year, "to": period.to},
    )


def behind(
    scope: Scope, period: Period, version: Version, measures: Mapping[int, Sequence[Measure]]
) -> Query:
    """The matters of a cell and what each adds to it: (matter_id, amount), amounts of 0 left out."""
    each = matters(scope, period, None)
    params = dict(each.params)
    return Query(kept(each.text, measures, version, params), params)


_SIGNS = {1: "+", -1: "-"}


def kept(
    matters: str, measures: Mapping[int, Sequence[Measure]], version: Version, params: dict[str, Param]
) -> str:
    """The matters a cell counts and what each adds, (matter_id, amount); ``params`` are filled in."""
    terms = " ".join(
        f"{_SIGNS[sign]} ({term})"
        for sign, signed in measures.items()
        for term in _terms(signed, version, params)
    )
    return f"""select * from (select matter_id, ({terms or "0"})::bigint as amount from ({matters}) m) n
  where amount <> 0"""


def added(measures: Sequence[Measure], version: Version, params: dict[str, Param]) -> str:
    """What one matter adds to these measures together, as an expression; ``params`` are filled in."""
    return f"({' + '.join(f'({term})' for term in _terms(measures, version, params)) or '0'})::bigint"


Group = Sequence[Any]
COUNT, _OWED, _COVERED, _FIRST_FLOW = 4, 5, 6, 7


def plan(version: Version, state: str) -> list[tuple[str, int, int | None]]:
    """For one state: measure → the place in a group row of what it adds (and of what it takes off)."""
    steps: list[tuple[str, int, int | None]] = []
    for measure in MEASURES.values():
        for part in measure.parts:
            if isinstance(part, Flow):
                steps.append((measure.code, _FIRST_FLOW + FLOWS.index(f"{measure.of}.{part.name}"), None))
            elif isinstance(part, Standing):
                if state in states_of_cases(version, part.bucket):
                    steps.append((measure.code, COUNT, None))
            else:
                whole, covered, excess = states_of_money(version, part.bucket)
                if state in whole:
                    steps.append((measure.code, _OWED, None))
                elif state in covered:
                    steps.append((measure.code, _COVERED, None))
                elif state in excess:
                    steps.append((measure.code, _OWED, _COVERED))
    return steps


def fold(groups: Iterable[Group], version: Version) -> Cells:
    """Measures by holder from the rows of ``grouped``, for one version."""
    plans: dict[str, list[tuple[str, int, int | None]]] = {}
    sums: dict[Holder, dict[str, int]] = {}
    for group in groups:
        office, officer, state = group[0], group[1], told_apart(group[2], group[3])
        steps = plans.get(state)
        if steps is None:
            steps = plans[state] = plan(version, state)
        own = sums.setdefault(Holder(office, officer), {})
        for code, add, take in steps:
            amount = group[add] if take is None else group[add] - group[take]
            if amount:
                own[code] = own.get(code, 0) + amount
    return Cells.adding(
        (holder, code, amount) for holder, own in sums.items() for code, amount in own.items()
    )


def _terms(measures: Sequence[Measure], version: Version, params: dict[str, Param]) -> Iterator[str]:
    """What one matter adds to a cell: its flows, whether it stands there, the open money it puts there."""
    parts = [(measure.of, part) for measure in measures for part in measure.parts]
    yield from (_name(f"{of}.{part.name}") for of, part in parts if isinstance(part, Flow))
    standing = {
        s for _, part in parts if isinstance(part, Standing) for s in states_of_cases(version, part.bucket)
    }
    if standing:
        yield f"({_among(standing, params)})::int"
    opened = [states_of_money(version, part.bucket) for _, part in parts if isinstance(part, Open)]
    if opened:
        whole, covered, excess = (set[str]().union(*states) for states in zip(*opened, strict=True))
        both = covered & excess
        given = {"owed": whole | both, "covered": covered - both, "owed - covered": excess - both}
        cases = [f"when {_among(states, params)} then {part}" for part, states in given.items() if states]
        if cases:
            yield f"case {' '.join(cases)} else 0 end"


def _among(states: Iterable[str], params: dict[str, Param]) -> str:
    """The condition that a matter is in one of ``states``; grounds stand in it only where they matter."""
    wanted = set(states)
    name = f"s{len(params)}"
    params[name] = sorted(state.partition("/")[0] for state in wanted if state.endswith("/"))
    condition = f"stage = any(%({name})s)"
    for special in special_states():
        stage, _, ground = special.partition("/")
        if (special in wanted) == (f"{stage}/" in wanted):
            continue
        params |= {f"{name}_stage": stage, f"{name}_ground": ground}
        told = f"(stage = %({name}_stage)s and special = %({name}_ground)s)"
        condition = f"({condition} or {told})" if special in wanted else f"({condition} and not {told})"
    return condition


def drilled(
    scope: Scope,
    period: Period,
    version: Version,
    measures: Mapping[int, Sequence[Measure]],
    *,
    page: tuple[int, int],
    known_on: date | None = None,
) -> Query:
    """The matters behind a cell: each with its amount, the count and the sum of all, one page of rows.

    ``measures`` are given by the sign they enter the cell with; ``page`` is (limit, offset). Rows: count,
    sum, then matter_id, number, decided_on, office, officer, stage, ground, owed, amount (null past the end).
    """
    each = matters(scope, period, known_on)
    params = dict(each.params)
    return paged(kept(each.text, measures, version, params), params, page, known_on)


def paged(kept: str, params: dict[str, Param], page: tuple[int, int], known_on: date | None = None) -> Query:
    """One page of the matters that ``kept`` names with their amounts, as ``drilled`` answers them."""
    params |= {"limit": page[0], "offset": page[1]}
    text = f"""
with kept as materialized (
  {kept}
),
total as (select count(*) as matters, coalesce(sum(amount), 0)::bigint as amount from kept)
select total.matters, total.amount, p.* from total left join lateral (
  select k.matter_id, x.number, x.decided_on, c.office, c.officer, c.stage, c.ground, c.outstanding, k.amount
  from (select * from kept order by amount desc, matter_id limit %(limit)s offset %(offset)s) k
  join matters_matter x on x.id = k.matter_id
  join {source(known_on, "c", among="select matter_id from kept")} on c.matter_id = k.matter_id
    and c.work_year = %(year)s and c.lo <= %(to)s and c.hi > %(to)s
) p on true
order by p.amount desc nulls last, p.matter_id"""
    return Query(text, params)
