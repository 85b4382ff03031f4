"""Live figures from the database: forms with every unit under them, and the matters behind any cell.

A live figure is given only to a reach that covers the whole unit; other units' figures come from closed
editions and published rows (``targets``), and do not open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from thihanh.matters.states import label
from thihanh.offices.policy import Denied
from thihanh.offices.queries import names_of, units
from thihanh.offices.reach import Reach
from thihanh.statistics.checks import require_equal
from thihanh.statistics.engine import sql
from thihanh.statistics.engine.cells import Cells
from thihanh.statistics.forms.definitions import FORM_CODES, Form, UnknownForm, chain, form_of
from thihanh.statistics.measures.values import Measure
from thihanh.statistics.period import VERSIONS, Period, Version, version_on
from thihanh.statistics.result import FormResult, form_result
from thihanh.statistics.unit import Scope, scope_of

PAGE = 100


def check_covers(reach: Reach, scope: Scope) -> None:
    """Raises ``offices.Denied`` unless the reach covers every matter of the unit."""
    if not reach.covers(scope.agency, scope.office, scope.officer):
        raise Denied(
            f"Phạm vi được xem: số liệu trực tiếp của đơn vị {scope.code} chỉ hiện cho người được xem "
            "mọi việc của đơn vị đó; số liệu của đơn vị khác lấy từ bản đã khóa sổ hoặc đã công bố."
        )


_READING = (
    "work_mem = '64MB'",
    "min_parallel_index_scan_size = 0",
    "parallel_tuple_cost = 0.01",
    "enable_bitmapscan = off",
)
_HASHED = ("enable_sort = off", "enable_incremental_sort = off", "random_page_cost = 1.1")


def run(query: sql.Query, *, hashed: bool = False) -> list[tuple[Any, ...]]:
    """The rows of a query; it may group in memory rather than sort on disk, processes sharing the work.

    Matters are read from an index that holds all a cell needs, not page by page from the table.
    ``hashed`` keeps it from sorting all rows to group them: the right way where many matters share a group.
    What stands beside a matter is then looked up by its id, unless most of the country's rows are asked for.
    """
    settings = _READING + (_HASHED if hashed else ())
    if "eve" in query.params:  # two days of each matter: not one lookup each, even in new tables
        settings += ("enable_nestloop = off",)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join(f"set local {one}" for one in settings))
        cursor.execute(query.text, query.params)
        return list(cursor.fetchall())


def unit_names(scope: Scope, codes: Sequence[str], on: date) -> dict[str, str]:
    """Names on a day of the agency's units and of the officers among ``codes``."""
    found = {unit.code: unit.name for unit in units(on) if unit.code.startswith(scope.agency)}
    return found | names_of([code for code in codes if code not in found], on)


def cells(
    scope: Scope, period: Period, versions: Sequence[Version] = VERSIONS, known_on: date | None = None
) -> dict[Version, Cells]:
    """Every measure by holder in each version asked for, from one query; matters and whole đồng."""
    groups = run(sql.grouped(scope, period, known_on), hashed=True)
    return {version: sql.fold(groups, version) for version in versions}


def forms(
    unit: str,
    from_: date,
    to: date,
    *,
    reach: Reach,
    versions: Sequence[Version] = VERSIONS,
    known_on: date | None = None,
    narrow: Mapping[str, str] | None = None,
) -> dict[tuple[str, Version], FormResult]:
    """Forms 004.N and 005.N of a unit and of every unit under it, in each version, from one query.

    ``narrow`` may hold ``tag`` and ``kind``. Raises Denied, UnknownUnit, RefusedPeriod, InvariantBroken.
    """
    scope, period = scope_of(unit, **(narrow or {})), Period(from_, to)
    check_covers(reach, scope)
    by_version = cells(scope, period, versions, known_on)
    held = {scope.code}.union(*(found.codes() for found in by_version.values()))
    names = unit_names(scope, sorted(held), to)
    return {
        (code, version): form_result(
            form_of(code, version), by_version[version], scope, period, known_on=known_on, names=names
        )
        for version in versions
        for code in FORM_CODES
    }


def form(
    code: str,
    unit: str,
    from_: date,
    to: date,
    *,
    reach: Reach,
    version: Version | None = None,
    known_on: date | None = None,
) -> FormResult:
    """One form of a unit; the version is that of the period's last day unless one is named."""
    chosen = version or version_on(to)
    form_of(code, chosen)
    return forms(unit, from_, to, reach=reach, versions=(chosen,), known_on=known_on)[code, chosen]


@dataclass(frozen=True, slots=True)
class DrillRow:
    """One matter behind a cell. ``amount`` is what it adds to the cell: matters, or whole đồng."""

    matter_id: int
    number: str
    decided_on: date
    office: str
    officer: str
    stage: str
    ground: str
    owed: int
    amount: int

    @property
    def stage_label(self) -> str:
        return label(self.stage)


@dataclass(frozen=True, slots=True)
class Drill:
    """The matters behind one cell: how many, their sum (equal to the cell), one page of them."""

    form: Form
    item: str
    name: str
    scope: Scope
    period: Period
    matters: int
    amount: int
    page: int
    rows: tuple[DrillRow, ...]

    @property
    def pages(self) -> int:
        return max(1, -(-self.matters // PAGE))


def signed_measures(form: Form, item: int | str) -> tuple[str, dict[int, tuple[Measure, ...]]]:
    """A column's number, or a chain line's code: its name, and the measures behind it by sign."""
    if isinstance(item, int):
        return form.column(item).name, {1: form.measures_behind(item)}
    lines = chain(form.of)
    for place, line in enumerate(lines):
        if line.code == item and line.measure is not None:
            return line.name, {1: (line.measure,)}
        if line.code == item:
            before = [(other.sign, other.measure) for other in lines[:place] if other.measure is not None]
            return line.name, {
                sign: tuple(measure for its, measure in before if its == sign) for sign in (1, -1)
            }
    raise UnknownForm(f"Biểu {form.code} không có dòng “{item}”.")


@dataclass(frozen=True, slots=True)
class View:
    """How a cell is looked at: in which version, as known on which day, of which matters, which page."""

    version: Version | None = None
    known_on: date | None = None
    page: int = 1
    tag: str | None = None
    kind: str | None = None


def drill(
    code: str, item: int | str, unit: str, period: Period, *, reach: Reach, view: View | None = None
) -> Drill:
    """The matters behind a column (by number) or a chain line (by code), largest amount first.

    ``check_drill`` holds their sum against the cell. Raises Denied, UnknownForm, UnknownUnit.
    """
    how = view or View()
    scope = scope_of(unit, how.tag, how.kind)
    check_covers(reach, scope)
    chosen = form_of(code, how.version or version_on(period.to))
    name, measures = signed_measures(chosen, item)
    window = (PAGE, PAGE * (how.page - 1))
    rows = run(sql.drilled(scope, period, chosen.version, measures, page=window, known_on=how.known_on))
    matters, amount = rows[0][:2]
    found = tuple(DrillRow(*row[2:]) for row in rows if row[2] is not None)
    return Drill(chosen, str(item), name, scope, period, matters, amount, how.page, found)


def check_drill(drill: Drill, result: FormResult) -> None:
    """The rule of the list: what the matters add up to is the cell (raises InvariantBroken)."""
    item = int(drill.item) if drill.item.isdigit() else drill.item
    lines = {cell.no: cell.value for cell in result.columns} | {
        line.code: line.value for line in result.upstream
    }
    cell = lines[item]
    assert isinstance(cell, int)
    require_equal("R21", f"biểu {drill.form.code}, {drill.item}, {drill.scope.code}", drill.amount, cell)
