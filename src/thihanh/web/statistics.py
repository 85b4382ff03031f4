"""Thống kê: forms 004.N and 005.N of a unit with its parts; every cell opens its matters."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.html import escape

from thihanh.law import work_year
from thihanh.offices import queries as offices
from thihanh.statistics import queries
from thihanh.statistics.forms.definitions import FORM_CODES
from thihanh.statistics.period import beside
from thihanh.statistics.result import ChainValue, FormResult, UnitFigures
from thihanh.statistics.unit import Scope, scope_of
from thihanh.web import exports, figures, refusals
from thihanh.web.figures import Asked
from thihanh.web.filters import Choice
from thihanh.web.format import BILLION
from thihanh.web.page import PageRequest, page


@dataclass(frozen=True)
class Cell:
    """One printed cell: its text, the address that opens it, what is said of it or why it is empty."""

    text: str
    address: str
    title: str


@dataclass(frozen=True)
class Row:
    """A unit of the form with its cells; ``depth`` 0 is the unit asked for."""

    code: str
    name: str
    depth: int
    cells: tuple[Cell, ...]
    parts: int
    opened: bool


@page
def form(request: PageRequest) -> HttpResponse:
    """The form on screen; prints like the official one."""
    reach = _reach(request)
    try:
        asked = figures.read(request)
        found = queries.forms(
            asked.unit,
            asked.period.from_,
            asked.period.to,
            reach=reach,
            versions=(asked.version,),
            known_on=asked.known_on,
        )
    except figures.Refusals as error:
        answer = render(request, "web/statistics.html", {"error": error})
        return HttpResponseBadRequest(answer.content)
    result = found[asked.form, asked.version]
    opened = set(request.GET.getlist("mo"))
    context = {
        "asked": asked,
        "result": result,
        "rows": list(_rows(asked, result, opened)),
        "chain": [_step(asked, line) for line in result.upstream],
        "other": beside(asked.version),
        "version_name": figures.VERSION_NAMES[asked.version],
        "other_name": figures.VERSION_NAMES[beside(asked.version)],
        "other_query": asked.query(**{"phien-ban": beside(asked.version)}),
        "query": asked.query(),
        "may_export": request.page.allows("export", "make"),
        **_choices(request, asked),
    }
    return render(request, "web/statistics.html", context)


@page
def workbook(request: PageRequest) -> HttpResponse:
    """The form with all its units as .xlsx: whole đồng or matters, as values."""
    reach = _reach(request)
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")
    try:
        asked = figures.read(request)
        result = queries.form(
            asked.form,
            asked.unit,
            asked.period.from_,
            asked.period.to,
            reach=reach,
            version=asked.version,
            known_on=asked.known_on,
        )
    except figures.Refusals as error:
        return HttpResponseBadRequest(escape(str(error)))
    return exports.form(result, request.page)


def _reach(request: PageRequest) -> offices.Reach:
    reach = offices.reach(request.viewer, "statistics", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "statistics", "read")
    return reach


def _rows(asked: Asked, result: FormResult, opened: set[str]) -> Iterator[Row]:
    own = result.figures
    yield _row(asked, own, 0, opened)
    for part in own.parts:
        yield _row(asked, part, 1, opened)
        if part.code in opened:
            for officer in part.parts:
                yield _row(asked, officer, 2, opened, inside=part.code)


def _row(asked: Asked, unit: UnitFigures, depth: int, opened: set[str], inside: str = "") -> Row:
    address = _address(asked, unit.code, depth, inside)
    cells = tuple(
        Cell(
            asked.shown(column.value),
            asked.cell(column.no, address) if address and isinstance(column.value, int) else "",
            asked.said(column.value, column.name),
        )
        for column in unit.columns
    )
    return Row(unit.code, unit.name, depth, cells, len(unit.parts), unit.code in opened)


def _address(asked: Asked, code: str, depth: int, inside: str) -> str:
    """The code under which a row's cells open: an officer inside an office names both."""
    if depth == 0:
        return asked.unit
    scope = scope_of(asked.unit)
    office = inside or (scope.office or "")
    if not code:
        return ""
    return f"{office}/{code}" if (depth == 2 or scope.office) and office else code


@dataclass(frozen=True)
class Step:
    """A line from thụ lý to phải thi hành, for the table and for the drawing made from it."""

    name: str
    short: str
    text: str
    drawn: str
    total: bool
    address: str


_SHORT = {
    "opening": "số cũ",
    "new": "thụ lý mới",
    "returned": "chuyển lại",
    "handled": "thụ lý",
    "delegated": "ủy thác",
    "withdrawn": "thu hồi, hủy",
    "amended": "sửa đổi",
    "moved": "sổ riêng",
    "due": "phải thi hành",
}
_LEAVING = {"delegated", "withdrawn", "amended", "moved"}


def _step(asked: Asked, line: ChainValue) -> Step:
    signed = -line.value if line.code in _LEAVING else line.value
    return Step(
        name=line.name,
        short=_SHORT.get(line.code, line.name),
        text=asked.shown(line.value),
        drawn=f"{signed / BILLION:.1f}" if asked.form == "005.N" else str(signed),
        total=line.code in ("handled", "due"),
        address=asked.cell(line.code),
    )


def _choices(request: PageRequest, asked: Asked) -> dict[str, object]:
    scope = scope_of(asked.unit)
    year = asked.period.work_year
    newest = work_year(request.on)
    return {
        "forms": [Choice(code, f"{code} {_FORM_NAMES[code]}", code == asked.form) for code in FORM_CODES],
        "units": unit_choices(request, scope),
        "months": period_choices(request, asked),
        "own_period": _is_own(request, asked),
        "chart_decimals": 1 if asked.form == "005.N" else 0,
        "years": [Choice(str(n), f"năm công tác {n}", n == year) for n in range(newest, newest - 4, -1)],
        "money_units": [
            Choice(code, label, code == asked.money) for code, (_, label) in figures.UNITS.items()
        ],
    }


_FORM_NAMES = {"004.N": "về việc", "005.N": "về tiền"}


def _is_own(request: PageRequest, asked: Asked) -> bool:
    """Whether the days were chosen freely: neither whole months nor the year so far."""
    return asked.period.months is None and asked.period != figures.so_far(request.on)


def period_choices(request: PageRequest, asked: Asked) -> list[Choice]:
    """The official periods, the year so far, days of one's own."""
    months, own = asked.period.months, _is_own(request, asked)
    return [
        Choice("nay", "từ đầu năm đến nay", months is None and not own),
        *(Choice(str(n), _month_label(n), n == months) for n in range(1, 13)),
        Choice(figures.OWN_PERIOD, "kỳ tự chọn", own),
    ]


def _month_label(months: int) -> str:
    return {3: "3 tháng", 6: "6 tháng", 12: "12 tháng (cả năm)"}.get(months, f"{months} tháng")


def unit_choices(request: PageRequest, scope: Scope) -> list[Choice]:
    """The viewer's agency and offices whose live figures are in reach; the unit asked for among them."""
    reach = _reach(request)
    agency = request.viewer.agency
    own = offices.unit(agency, request.on)
    units = [own] if own is not None and reach.covers(agency) else []
    units += [one for one in offices.units(request.on, agency) if reach.covers(agency, one.code)]
    found = [Choice(one.code, one.name, one.code == scope.code) for one in units]
    return found if any(one.chosen for one in found) else [Choice(scope.code, scope.code, True), *found]
