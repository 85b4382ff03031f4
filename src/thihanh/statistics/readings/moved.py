"""Matters moved out of có điều kiện since month 10: by ground, by office, by officer; each figure opens.

The tables are folded from the very rows they open, so count and sum are equal by construction.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from thihanh.matters.states import label
from thihanh.offices.reach import Reach
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.measures.buckets import eligible_states, special_states
from thihanh.statistics.period import Period, month_period, version_on
from thihanh.statistics.queries import check_covers, run
from thihanh.statistics.readings.opened import MatterList, listed
from thihanh.statistics.unit import scope_of

MARK_MONTH = 10

_STATE = (
    "{0}.stage || '/' || case when {0}.stage || '/' || {0}.ground = any(%(special)s)"
    " then {0}.ground else '' end"
)
# Both days are found in one reading of the year's stays: no join whose way the size of the table decides.
_MOVED = f"""
select matter_id, office, officer, stage, ground, outstanding
from (
  select c.matter_id, c.office, c.officer, c.stage, c.ground, c.outstanding, c.lo, c.hi,
    bool_or(c.lo <= %(mark)s and {_STATE.format("c")} = any(%(eligible)s))
      over (partition by c.matter_id) as was
  from matters_position c
  where c.agency = %(agency)s and c.work_year = %(year)s and c.lo <= %(to)s and c.hi > %(mark)s
) p
where lo <= %(to)s and hi > %(to)s and was and not ({_STATE.format("p")} = any(%(eligible)s))
  and stage not in ('done', 'terminated', 'other_ending')
  and (%(office)s::text is null or office = %(office)s)
  and (%(officer)s::text is null or officer = %(officer)s)
order by 1
"""


@dataclass(frozen=True, slots=True)
class Gone:
    """A matter that was có điều kiện at the end of month 10, and neither is so nor has ended now."""

    matter_id: int
    office: str
    officer: str
    stage: str
    ground: str
    owed: int

    @property
    def reason(self) -> str:
        """Its state now as a key: ``postponed/H-a``."""
        return f"{self.stage}/{self.ground}"

    @property
    def stage_label(self) -> str:
        """Its stage now in words."""
        return label(self.stage)


@dataclass(frozen=True, slots=True)
class GoneSum:
    """A line of a table: key, matters, đồng still owed."""

    key: str
    matters: int
    owed: int


KEYS: dict[str, Callable[[Gone], str]] = {
    "ly-do": lambda one: one.reason,
    "phong": lambda one: one.office,
    "chv": lambda one: one.officer,
}
"""By what the tables sum: reason, office, officer."""


def gone(unit: str, to: date, *, reach: Reach) -> tuple[Gone, ...]:
    """Every matter moved out between the end of month 10 and ``to``; none before month 11.

    Raises Denied, UnknownUnit.
    """
    scope = scope_of(unit)
    check_covers(reach, scope)
    period = Period(to, to)
    mark = month_period(period.work_year, MARK_MONTH).to
    if to <= mark:
        return ()
    params: dict[str, Param] = {
        "agency": scope.agency,
        "year": period.work_year,
        "to": to,
        "mark": mark,
        "special": list(special_states()),
        "eligible": list(eligible_states(version_on(to))),
        "office": scope.office,
        "officer": scope.officer,
    }
    return tuple(Gone(*row) for row in run(Query(_MOVED, params)))


def summed(rows: Iterable[Gone], by: str) -> tuple[GoneSum, ...]:
    """The rows summed by one of ``KEYS``, the most matters first."""
    sums: dict[str, list[int]] = {}
    for one in rows:
        own = sums.setdefault(KEYS[by](one), [0, 0])
        own[0] += 1
        own[1] += one.owed
    lines = [GoneSum(key, matters, owed) for key, (matters, owed) in sums.items()]
    return tuple(sorted(lines, key=lambda line: (-line.matters, line.key)))


def gone_matters(unit: str, to: date, by: str, key: str, *, reach: Reach, page: int = 1) -> MatterList:
    """The matters behind a line of a table (``by`` one of ``KEYS``; all of them for an empty ``by``).

    Raises Denied, UnknownUnit, KeyError for another ``by``.
    """
    of = KEYS[by] if by else None
    rows = [one for one in gone(unit, to, reach=reach) if of is None or of(one) == key]
    amounts = {one.matter_id: (1, one.owed) for one in rows}
    return listed("Rời có điều kiện sau tháng 10", amounts, Period(to, to), page)
