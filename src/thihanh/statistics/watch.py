"""Watch-lists: có điều kiện for too long, large amounts left for years. Thresholds are dated parameters."""

from dataclasses import dataclass
from datetime import date

from thihanh.law import Parameter, parameter
from thihanh.matters.states import label
from thihanh.offices.reach import Reach
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.measures.buckets import ENDS, REGISTER, eligible_states, special_states
from thihanh.statistics.period import version_on
from thihanh.statistics.queries import PAGE, check_covers, run
from thihanh.statistics.unit import scope_of

_AT = """
from matters_position c
where c.agency = %(agency)s and c.lo <= %(on)s and c.hi > %(on)s
  and (%(office)s::text is null or c.office = %(office)s)
  and (%(officer)s::text is null or c.officer = %(officer)s)
"""
_STATE = "p.stage || '/' || case when p.stage || '/' || p.ground = any(%(special)s) then p.ground else '' end"

# The stay began when the last row that was not có điều kiện ended, else when the matter did.
_ELIGIBLE = f"""
with stay as (
  select c.matter_id, c.office, c.officer, c.stage, c.outstanding, c.decided_on, (
    select coalesce(max(p.hi) filter (where {_STATE} <> all(%(eligible)s)), min(p.lo))
    from matters_position p where p.matter_id = c.matter_id and p.lo <= c.lo
  ) as since
  {_AT} and c.decided_on < %(limit)s and c.stage = any(%(stages)s)
), found as (select * from stay where since < %(limit)s)
"""
_LARGE = f"""
with found as (
  select c.matter_id, c.office, c.officer, c.stage, c.outstanding, c.decided_on, c.decided_on as since
  {_AT} and c.outstanding > %(amount)s and c.decided_on < %(limit)s and c.stage <> all(%(closed)s)
)
"""
_PAGE = """
select (select count(*) from found), (select coalesce(sum(outstanding), 0)::bigint from found), p.*
from (select 1) one left join lateral (
  select f.matter_id, x.number, f.decided_on, f.office, f.officer, f.stage, f.since, f.outstanding
  from found f join matters_matter x on x.id = f.matter_id
  order by f.since, f.matter_id limit %(limit_rows)s offset %(offset)s
) p on true
"""


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One matter on a list; ``since`` is when its stay (or the matter) began, ``owed`` in đồng."""

    matter_id: int
    number: str
    decided_on: date
    office: str
    officer: str
    stage: str
    since: date
    owed: int

    @property
    def stage_label(self) -> str:
        return label(self.stage)


@dataclass(frozen=True, slots=True)
class WatchList:
    """One page of a list, with how many matters and đồng are on it and the thresholds that put them there."""

    name: str
    on: date
    matters: int
    owed: int
    thresholds: tuple[Parameter, ...]
    page: int
    rows: tuple[WatchRow, ...]


def years_before(day: date, years: int) -> date:
    """The same day some years before; 29/02 becomes 28/02."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _number(threshold: Parameter) -> int:
    if threshold.value is None:
        raise LookupError(f"Tham số “{threshold.name}” không có giá trị.")
    return threshold.value


@dataclass(frozen=True, slots=True)
class _List:
    """A list still to be read: its name, query, thresholds and their parameters."""

    name: str
    text: str
    thresholds: tuple[Parameter, ...]
    params: dict[str, Param]

    def read(self, unit: str, on: date, reach: Reach, page: int, limit: int = PAGE) -> WatchList:
        scope = scope_of(unit)
        check_covers(reach, scope)
        params: dict[str, Param] = {
            "agency": scope.agency,
            "office": scope.office,
            "officer": scope.officer,
            "on": on,
            "limit_rows": limit,
            "offset": limit * (page - 1),
        }
        rows = run(Query(self.text + _PAGE, params | self.params))
        found = tuple(WatchRow(*row[2:]) for row in rows if row[2] is not None)
        matters, owed = rows[0][0], rows[0][1]
        return WatchList(self.name, on, matters, owed, self.thresholds, page, found)


def long_eligible(unit: str, on: date, *, reach: Reach, page: int = 1, limit: int = PAGE) -> WatchList:
    """Matters whose unbroken stay in có điều kiện has lasted over ``watch.eligible_over_years``.

    Raises Denied, UnknownUnit.
    """
    years = parameter("watch.eligible_over_years", on)
    eligible = eligible_states(version_on(on))
    params: dict[str, Param] = {
        "limit": years_before(on, _number(years)),
        "eligible": list(eligible),
        "special": list(special_states()),
        "stages": sorted({state.partition("/")[0] for state in eligible}),
    }
    name = f"Có điều kiện thi hành liên tục trên {years.value} năm"
    return _List(name, _ELIGIBLE, (years,), params).read(unit, on, reach, page, limit)


def large_and_old(unit: str, on: date, *, reach: Reach, page: int = 1, limit: int = PAGE) -> WatchList:
    """Unfinished matters with more than ``watch.large_amount`` đồng left, decided over so many years ago [I].

    Both conditions hold together; the separate register is left out. Raises Denied, UnknownUnit.
    """
    amount, years = parameter("watch.large_amount", on), parameter("watch.large_amount_years", on)
    params: dict[str, Param] = {
        "amount": _number(amount),
        "limit": years_before(on, _number(years)),
        "closed": [*sorted(ENDS), REGISTER],
    }
    billions = _number(amount) // 10**9
    name = f"Còn phải thi hành trên {billions} tỷ đồng và quá {years.value} năm từ ngày quyết định"
    return _List(name, _LARGE, (amount, years), params).read(unit, on, reach, page, limit)
