"""Figures of tagged matters: credit, corruption, State budget. "Vụ việc" counts judgments [I]."""

from dataclasses import dataclass
from datetime import date

from thihanh.law import work_year, work_year_start
from thihanh.offices.reach import Reach
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.period import Version, version_on
from thihanh.statistics.queries import forms, run
from thihanh.statistics.result import FormResult
from thihanh.statistics.unit import scope_of

TAGS = {
    "credit": "Tín dụng, ngân hàng",
    "corruption": "Tham nhũng, kinh tế",
    "state_budget": "Thu ngân sách nhà nước",
    "attention": "Dư luận quan tâm, điểm nóng",
}

_JUDGMENTS = """
select count(distinct judgment_id) filter (where stage = 'done'),
  count(distinct judgment_id) filter (where stage not in ('delegated', 'withdrawn', 'separate_register'))
from matters_position c
where c.agency = %(agency)s and c.work_year = %(year)s and c.lo <= %(to)s and c.hi > %(to)s
  and c.tags @> %(tags)s::text[]
  and (%(office)s::text is null or c.office = %(office)s)
  and (%(officer)s::text is null or c.officer = %(officer)s)
"""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The forms of matters with one tag on the last day, and how many judgments (vụ việc) are behind them."""

    tag: str
    name: str
    cases: FormResult
    money: FormResult
    judgments_done: int
    judgments_due: int


def tagged(unit: str, tag: str, to: date, *, reach: Reach, version: Version | None = None) -> Tagged:
    """The cumulative figures of a tag to a day: matters, đồng, and distinct judgments. Raises Denied."""
    year, chosen = work_year(to), version or version_on(to)
    found = forms(unit, work_year_start(year), to, reach=reach, versions=(chosen,), narrow={"tag": tag})
    scope = scope_of(unit)
    params: dict[str, Param] = {
        "agency": scope.agency,
        "year": year,
        "to": to,
        "tags": [tag],
        "office": scope.office,
        "officer": scope.officer,
    }
    [(done, due)] = run(Query(_JUDGMENTS, params))
    return Tagged(tag, TAGS[tag], found["004.N", chosen], found["005.N", chosen], done, due)
