"""The matters behind units' figures: what each adds, for intervals of money; their case mix, summed.

Both are added up by the database from what a matter puts into a column, so that a province's matters do not
travel one by one.
"""

from typing import Literal

from thihanh.offices.reach import Reach
from thihanh.statistics.book.members import classed_query
from thihanh.statistics.engine.sql import Param, Query, added
from thihanh.statistics.forms.definitions import form_of
from thihanh.statistics.measures.values import Of
from thihanh.statistics.period import Period, Version
from thihanh.statistics.queries import check_covers, run
from thihanh.statistics.unit import Scope
from thihanh.targets.adjusting import Dealt
from thihanh.targets.columns import Column, mix_bands
from thihanh.targets.resampling import MoneySample

Holding = Literal["office", "officer"]
_FORMS: dict[Of, str] = {"cases": "004.N", "money": "005.N"}


def dealt(
    scope: Scope, period: Period, version: Version, of: Of, by: Holding, *, reach: Reach
) -> tuple[Dealt, ...]:
    """What every office or officer was dealt: có điều kiện and resolved by kind of judgment, carried over or
    new, band of đồng due. Raises Denied where the reach does not cover the unit."""
    check_covers(reach, scope)
    classed = classed_query(scope, period, budget=False)
    params: dict[str, Param] = {**classed.params, "bands": list(mix_bands())}
    due = _amount("money", "due", version, params)
    eligible, resolved = (_amount(of, name, version, params) for name in ("eligible", "resolved"))
    text = f"""
select unit, mix, sum(eligible)::bigint, sum(resolved)::bigint from (
  select {by} as unit, {eligible} as eligible, {resolved} as resolved,
    concat_ws('/', judgment_kind, cases_opening,
      case when {due} = 0 then 0 else width_bucket({due}, %(bands)s::bigint[]) + 1 end) as mix
  from ({classed.text}) n
) m group by 1, 2"""
    return tuple(Dealt(*row) for row in run(Query(text, params), hashed=True))


def money_samples(
    scope: Scope, period: Period, version: Version, column: Column, by: Holding, *, reach: Reach
) -> dict[str, MoneySample]:
    """What each matter of every office or officer adds to a column of money and to what it is part of.

    Raises Denied where the reach does not cover the unit.
    """
    check_covers(reach, scope)
    classed = classed_query(scope, period, judgments=False, budget=False)
    params = dict(classed.params)
    part, whole = (
        _amount("money", name, version, params) for name in (column.part, column.whole or column.part)
    )
    text = f"""
select {by}, array_agg({part} order by matter_id), array_agg({whole} order by matter_id)
from ({classed.text}) n group by 1"""
    return {
        unit: MoneySample(parts, wholes, column.is_ratio) for unit, parts, wholes in run(Query(text, params))
    }


def _amount(of: Of, name: str, version: Version, params: dict[str, Param]) -> str:
    """What a matter adds to a column of a form, by the column's code."""
    form = form_of(_FORMS[of], version)
    return added(form.measures_behind(form.numbers[name]), version, params)
