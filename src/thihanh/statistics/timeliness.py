"""Share of acts done within their legal term, by kind of act: terms whose last day falls in the period.

An act done after the last day, or not done at the period's end, is late. A term that cannot be computed under
its regime is not counted and is named.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from thihanh.deadlines import Calendar, Refused, due_date
from thihanh.matters.rules import FINDINGS
from thihanh.matters.standing import in_force
from thihanh.offices.reach import Reach
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import Period
from thihanh.statistics.queries import check_covers, run
from thihanh.statistics.unit import scope_of

LONGEST = timedelta(days=180)  # no term of these acts reaches further back

_DAYS = f"""
with held as (
  select distinct on (c.matter_id) c.matter_id, c.office, c.officer from matters_position c
  where c.agency = %(agency)s and c.lo <= %(to)s and c.hi > %(earliest)s order by c.matter_id, c.lo desc
), days as (
  select m.id, m.requested_on, m.decided_on,
    (select min(s."on") from matters_stage s where s.matter_id = m.id and s.stage = 'voluntary'
      and {in_force("matters_stage", "s")}) as noticed_on,
    least(
      (select min(s."on") from matters_stage s where s.matter_id = m.id and s.stage = any(%(verified)s)
        and {in_force("matters_stage", "s")}),
      (select min(v."on") from matters_verification v where v.matter_id = m.id
        and {in_force("matters_verification", "v")})
    ) as verified_on
  from matters_matter m join held h on h.matter_id = m.id
  where (%(office)s::text is null or h.office = %(office)s)
    and (%(officer)s::text is null or h.officer = %(officer)s)
)
select 'DL-07', requested_on, decided_on, count(*) from days
where requested_on between %(earliest)s and %(to)s group by 2, 3
union all
select 'DL-13', decided_on, noticed_on, count(*) from days
where decided_on between %(earliest)s and %(to)s group by 2, 3
union all
select 'DL-19', noticed_on, verified_on, count(*) from days
where noticed_on between %(earliest)s and %(to)s group by 2, 3
"""

ACTS = {
    "DL-07": "Ra quyết định thi hành án theo yêu cầu",
    "DL-13": "Thông báo quyết định cho đương sự",
    "DL-19": "Xác minh lần đầu sau thời hạn tự nguyện",
}


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Acts of one kind whose term ended in the period: in time, late, and the share in time."""

    rule: str
    name: str
    in_time: int
    late: int
    not_counted: int

    @property
    def share(self) -> Percent | Absent:
        total = self.in_time + self.late
        return Percent.of(self.in_time, total) if total else Absent("Không có việc nào đến hạn trong kỳ.")


def last_day(rule: str, trigger: date, calendar: Calendar) -> date | None:
    """The last day of the act's term, chained through the voluntary period for DL-19; none where refused."""
    try:
        start: date | datetime = trigger
        if rule == "DL-19":
            start = due_date("DL-18", trigger, calendar)
        due = due_date(rule, start, calendar)
    except Refused:
        return None
    return due.date() if isinstance(due, datetime) else due


def judged(
    counts: Iterable[tuple[str, date, date | None, int]], period: Period, calendar: Calendar
) -> tuple[Timeliness, ...]:
    """From (rule, trigger day, day done, how many) to the share of each kind. Pure."""
    sums = {rule: [0, 0, 0] for rule in ACTS}
    for rule, trigger, done, count in counts:
        last = last_day(rule, trigger, calendar)
        if last is None:
            sums[rule][2] += count
        elif period.from_ <= last <= period.to:
            sums[rule][0 if done is not None and done <= last else 1] += count
    return tuple(Timeliness(rule, ACTS[rule], *sums[rule]) for rule in ACTS)


def timeliness(
    unit: str, from_: date, to: date, *, calendar: Calendar, reach: Reach
) -> tuple[Timeliness, ...]:
    """How many acts of a unit were done within their legal term (DL-07, DL-13, DL-19). Raises Denied."""
    scope, period = scope_of(unit), Period(from_, to)
    check_covers(reach, scope)
    params: dict[str, Param] = {
        "agency": scope.agency,
        "office": scope.office,
        "officer": scope.officer,
        "earliest": from_ - LONGEST,
        "to": to,
        "verified": ["verifying", *FINDINGS],
    }
    rows = run(Query(_DAYS, params))
    return judged(rows, period, calendar)
