"""Measures of a unit grouped by what a board or a decomposition asks, not always down to the officer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from thihanh.law import work_year
from thihanh.offices.reach import Reach
from thihanh.statistics.engine import sql
from thihanh.statistics.engine.cells import Cells, Sums
from thihanh.statistics.forms.definitions import FORM_CODES, form_of
from thihanh.statistics.period import Period, Version
from thihanh.statistics.queries import check_covers, run, unit_names
from thihanh.statistics.result import FormResult, form_result
from thihanh.statistics.unit import Scope, scope_of


def grouped(
    scope: Scope,
    period: Period,
    version: Version,
    keys: str,
    *,
    where: str = "",
    params: Mapping[str, sql.Param] | None = None,
    known_on: date | None = None,
) -> Cells:
    """Measures by two text keys over a matter's row, in the place of office and officer; matters and đồng."""
    rows = _rows(scope, period, keys, where=where, params=params, known_on=known_on)
    return sql.fold(rows, version)


def totals(scope: Scope, ends: Sequence[date], versions: Sequence[Version]) -> list[dict[Version, Sums]]:
    """Every measure of the whole unit in each version, at the end of each official period named by its last
    day (days of one work year, in order), from one query; matters and whole đồng."""
    rows = run(sql.at_ends(scope, work_year(ends[0]), ends), hashed=True)
    held = [[("", "", *row[2:]) for row in rows if row[0] <= place <= row[1]] for place in _places(ends)]
    return [{version: sql.fold(each, version).total() for version in versions} for each in held]


def _places(ends: Sequence[date]) -> range:
    return range(1, len(ends) + 1)


def _rows(
    scope: Scope,
    period: Period,
    keys: str,
    *,
    where: str = "",
    params: Mapping[str, sql.Param] | None = None,
    known_on: date | None = None,
) -> list[tuple[Any, ...]]:
    matters = sql.matters(scope, period, known_on)
    summed = ("owed", "covered", *(flow.replace(".", "_") for flow in sql.FLOWS))
    text = f"""
select {keys}, stage, special, count(*), {", ".join(f"sum({name})::bigint" for name in summed)}
from ({matters.text}) m{where}
group by 1, 2, 3, 4"""
    return run(sql.Query(text, matters.params | dict(params or {})), hashed=True)


def level_forms(
    unit: str,
    period: Period,
    version: Version,
    *,
    reach: Reach,
    known_on: date | None = None,
    narrow: Mapping[str, str] | None = None,
) -> dict[str, FormResult]:
    """Forms 004.N and 005.N of a unit with the units one level under it, by code of the form.

    An agency's offices come without their officers. Raises Denied, UnknownUnit, InvariantBroken.
    """
    scope = scope_of(unit, **(narrow or {}))
    check_covers(reach, scope)
    keys = "office, ''" if scope.unit_kind == "agency" else "office, officer"
    found = grouped(scope, period, version, keys, known_on=known_on)
    names = unit_names(scope, sorted(found.codes()), period.to)
    return {
        code: form_result(form_of(code, version), found, scope, period, known_on=known_on, names=names)
        for code in FORM_CODES
    }
