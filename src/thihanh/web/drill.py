"""Một ô được mở: the matters behind a cell; their sum at the foot is the cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse

from thihanh.offices import queries as offices
from thihanh.statistics import queries
from thihanh.statistics.queries import DrillRow, View
from thihanh.web import figures, refusals
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page


@dataclass(frozen=True)
class Line:
    """A matter behind the cell and what it adds."""

    row: DrillRow
    officer: str
    office: str
    amount: str


@page
def cell(request: PageRequest) -> HttpResponse:
    """The matters of one cell: in the drawer while browsing, a page of its own otherwise."""
    reach = offices.reach(request.viewer, "figure", "drill", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "figure", "drill")
    column, number = request.GET.get("cot", ""), request.GET.get("trang", "1")
    try:
        asked = figures.read(request)
        found = queries.drill(
            asked.form,
            vi.place(column, 0) if column.isdecimal() else column,
            asked.unit,
            asked.period,
            reach=reach,
            view=View(
                version=asked.version,
                known_on=asked.known_on,
                page=max(1, vi.place(number)),
                tag=asked.tag or None,
                kind=asked.kind or None,
            ),
        )
    except figures.Refusals as error:
        return HttpResponseBadRequest(render(request, "web/drill.html", {"error": error}).content)
    names = request.page.names
    money = asked.form == "005.N"
    units = {**names.offices, request.viewer.agency: request.page.unit_name}
    context = {
        "asked": asked,
        "found": found,
        "money": money,
        "lines": lines_of(request, found.rows),
        "unit_name": " · ".join(
            units.get(code) or names.officers.get(code, code) for code in asked.unit.split("/")
        ),
        "drill_path": f"Biểu {asked.form}, phiên bản {figures.VERSION_NAMES[asked.version]}"
        f" · {found.period.label}",
        "heading": f"Cột {found.item}: {found.name}" if found.item.isdigit() else found.name,
        "counted": "việc",
        "back_to": f"{reverse('web:statistics')}?{asked.query()}",
        "pages_at": f"{reverse('web:drill')}?{asked.query(cot=column)}",
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "web/parts/drill.html" if fragment else "web/drill.html", context)


def lines_of(request: PageRequest, rows: Iterable[DrillRow]) -> list[Line]:
    """Matters behind a cell with their holders in words."""
    names = request.page.names
    return [
        Line(
            row,
            names.officers.get(row.officer, row.officer),
            names.offices.get(row.office, row.office),
            vi.grouped(row.amount),
        )
        for row in rows
    ]
