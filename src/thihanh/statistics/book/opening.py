"""The matters and acts behind any cell of the book: as many, and adding up to, what the cell says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thihanh.offices.reach import Reach
from thihanh.statistics.book import exemptions, measures
from thihanh.statistics.book.acts import act_rows
from thihanh.statistics.book.columns import STATE_BUDGET
from thihanh.statistics.book.layout import BookForm, Selection, UnknownPart
from thihanh.statistics.book.members import BUDGET_PARAMS, classed_query, first_owed
from thihanh.statistics.book.scopes import scope_named
from thihanh.statistics.engine import sql
from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.measures.definitions import MEASURES
from thihanh.statistics.measures.values import Measure
from thihanh.statistics.period import Period
from thihanh.statistics.queries import PAGE, DrillRow, check_covers, run
from thihanh.statistics.unit import Scope


@dataclass(frozen=True, slots=True)
class Opened:
    """One cell opened: how many matters are behind it, what they add up to, one page of them."""

    form: BookForm
    row: str
    column: str
    matters: int
    amount: int
    page: int
    rows: tuple[DrillRow, ...]
    size: int = PAGE

    @property
    def pages(self) -> int:
        return max(1, -(-self.matters // self.size))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of one unit's form: by row and column code; in a form of units the row is a unit's code."""

    form: BookForm
    row: str
    column: str
    unit: str

    @property
    def scope(self) -> Scope:
        """The unit whose matters the cell counts."""
        return scope_named(self.row if self.form.row_kind == "units" else self.unit)

    @property
    def selection(self) -> Selection:
        """How its row narrows them."""
        return Selection() if self.form.row_kind == "units" else self.form.row(self.row).selection

    def measures(self) -> dict[int, tuple[Measure, ...]]:
        """The measures it adds up, by sign. Raises ``UnknownPart`` for a column that is not counted."""
        column = self.form.column(self.column)
        if not column.counted:
            raise UnknownPart(
                f"Cột {column.no} «{column.name}» của biểu {self.form.code} là số tính từ cột khác; "
                "hãy mở cột được tính."
            )
        found: dict[int, tuple[Measure, ...]] = {}
        for sign, code in self.form.terms(column.code):
            found[sign] = (*found.get(sign, ()), MEASURES[code])
        return found


def _narrowed(cell: Cell, period: Period, known_on: date | None) -> Query:
    """The matters of the unit and period that the row counts, of a budget item all that owe the State."""
    selection = cell.selection
    classed = classed_query(
        cell.scope,
        period,
        known_on,
        judgments=bool(selection.judgment),
        budget=False,
    )
    params: dict[str, Param] = dict(classed.params)
    conditions = ["true"]
    asked: Mapping[str, Param] = {
        "kind": selection.kind,
        "judgment_kind": selection.judgment,
    }
    for column, value in asked.items():
        if value:
            conditions.append(f"{column} = %(wanted_{column})s")
            params[f"wanted_{column}"] = value
    tags = {*selection.tags, *([STATE_BUDGET] if selection.budget else [])}
    if tags:
        conditions.append("tags @> %(wanted_tags)s::text[]")
        params["wanted_tags"] = sorted(tags)
    return Query(f"select * from ({classed.text}) q where {' and '.join(conditions)}", params)


def _owing(kept: str, known_on: date | None) -> str:
    """Those of one budget item, looked up one by one after processes together have narrowed the rest."""
    return f"""with owing as materialized ({kept})
  select * from owing k where {first_owed("k", known_on)} = %(wanted_budget)s"""


def open_cell(
    cell: Cell,
    period: Period,
    *,
    reach: Reach,
    known_on: date | None = None,
    page: int = 1,
    size: int = PAGE,
) -> Opened:
    """The matters behind a cell of matters or of acts, largest amount first, ``size`` of them on a page.

    Raises Denied, UnknownUnit, UnknownPart.
    """
    check_covers(reach, cell.scope)
    if cell.form.row_kind == "measures":
        return _opened_acts(cell, period, known_on, (page, size))
    narrowed = _narrowed(cell, period, known_on)
    params = dict(narrowed.params)
    kept = sql.kept(narrowed.text, cell.measures(), cell.form.measured, params)
    if budget := cell.selection.budget:
        kept = _owing(kept, known_on)
        params |= BUDGET_PARAMS | {"wanted_budget": budget}
    window = (size, size * (page - 1))
    return _opened(cell, run(sql.paged(kept, params, window, known_on)), (page, size))


def _opened(cell: Cell, rows: list[tuple[Any, ...]], place: tuple[int, int]) -> Opened:
    matters, amount = rows[0][:2]
    found = tuple(DrillRow(*row[2:]) for row in rows if row[2] is not None)
    page, size = place
    return Opened(cell.form, cell.row, cell.column, matters, amount, page, found, size)


def _signed(form: BookForm, column: str, sign: int = 1) -> dict[str, int]:
    """The recorded columns a column of acts comes to, with how often each counts."""
    found = form.column(column)
    if not found.counted:
        raise UnknownPart(f"Cột {found.no} «{found.name}» của biểu {form.code}: {found.missing}")
    if not (found.plus or found.minus):
        return {column: sign}
    parts = [_signed(form, code, sign) for code in found.plus]
    parts += [_signed(form, code, -sign) for code in found.minus]
    return {code: times for part in parts for code, times in part.items()}


_OF_MATTERS = frozenset({exemptions.FORM, measures.FORM})
_ACTED = """
select a.matter_id, a.amount from unnest(%(matters)s::bigint[], %(amounts)s::bigint[]) a(matter_id, amount)
where a.amount <> 0"""


def dossiers_behind(
    cell: Cell, period: Period, *, reach: Reach, known_on: date | None = None
) -> dict[int, int]:
    """The dossiers a cell counts, each with what it adds; none behind a cell of matters or of their acts.

    Raises Denied, UnknownUnit, UnknownPart.
    """
    check_covers(reach, cell.scope)
    if cell.form.row_kind != "measures" or cell.form.facts in _OF_MATTERS:
        return {}
    found = _acted(cell, period, known_on)
    return {-number: amount for number, amount in sorted(found.items(), reverse=True) if number < 0}


def _acted(cell: Cell, period: Period, known_on: date | None) -> dict[int, int]:
    """What the acts of each matter, or dossier (its number with a minus), add to a cell."""
    scope, form = cell.scope, cell.form
    row = form.row(cell.row)
    wanted, signs = {row.code, *row.adds}, _signed(form, cell.column)
    amounts: dict[int, int] = {}
    for code, _, matter, office, officer, own, column, amount in act_rows(scope.agency, period, known_on):
        held = scope.office in (None, office) and scope.officer in (None, officer)
        if held and code == form.facts and own in wanted and column in signs:
            amounts[matter] = amounts.get(matter, 0) + signs[column] * amount
    return {matter: amount for matter, amount in amounts.items() if amount}


def _opened_acts(cell: Cell, period: Period, known_on: date | None, place: tuple[int, int]) -> Opened:
    """The matters whose acts a cell counts, each with what its acts add."""
    amounts = _acted(cell, period, known_on)
    params: dict[str, Param] = {
        "matters": list(amounts),
        "amounts": list(amounts.values()),
        "agency": cell.scope.agency,
        "year": period.work_year,
        "to": period.to,
    }
    if known_on is not None:
        params["known_on"] = known_on
    page, size = place
    return _opened(cell, run(sql.paged(_ACTED, params, (size, size * (page - 1)), known_on)), place)
