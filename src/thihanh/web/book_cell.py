"""Một ô của bộ biểu được mở: the matters behind it; their sum at the foot is the cell."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse

from thihanh.dossiers import queries
from thihanh.dossiers.queries import Filters
from thihanh.offices import queries as offices
from thihanh.statistics.book.layout import BookForm
from thihanh.statistics.book.opening import Cell, Opened, dossiers_behind, open_cell
from thihanh.statistics.book.printed import version_name
from thihanh.web import book_asked, refusals
from thihanh.web import format as vi
from thihanh.web.book_asked import Asked
from thihanh.web.dossier_list import Line as DossierLine
from thihanh.web.dossier_list import lines_of as dossier_lines
from thihanh.web.drill import lines_of
from thihanh.web.page import PageRequest, page


@page
def cell(request: PageRequest) -> HttpResponse:
    """The matters of one cell: in the drawer while browsing, a page of its own otherwise."""
    reach = offices.reach(request.viewer, "figure", "drill", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "figure", "drill")
    row, column = request.GET.get("dong", ""), request.GET.get("cot", "")
    try:
        asked = book_asked.read(request)
        form = asked.definition()
        number = max(1, vi.place(request.GET.get("trang", "1")))
        opened = Cell(form, row, column, asked.unit)
        behind = dossiers_behind(opened, asked.period, reach=reach, known_on=asked.known_on)
        if behind:
            found = Opened(form, row, column, len(behind), sum(behind.values()), 1, ())
        else:
            found = open_cell(opened, asked.period, reach=reach, known_on=asked.known_on, page=number)
    except book_asked.Refusals as error:
        answer = render(request, "web/drill.html", {"error": error, "back_to": reverse("web:book")})
        return HttpResponseBadRequest(answer.content)
    context = {
        "asked": asked,
        "found": found,
        "money": form.column(column).of == "money",
        "lines": lines_of(request, found.rows),
        "dossiers": _dossiers(request, behind),
        "drill_path": f"Biểu {form.code}{_version(form)} · {asked.period.label}",
        "heading": _heading(form, row, column),
        "unit_name": _unit(request, row if form.row_kind == "units" else asked.unit),
        "counted": "việc" if form.row_kind != "measures" else form.unit.partition(";")[0],
        "pages_at": f"{reverse('web:book-cell')}?{_again(asked, form, row, column)}",
        "back_to": f"{reverse('web:book-form')}?{asked.of(form)}",
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "web/parts/drill.html" if fragment else "web/drill.html", context)


def _dossiers(request: PageRequest, behind: dict[int, int]) -> list[tuple[DossierLine, int]]:
    """The dossiers that the viewer may read, each with what it adds to the cell."""
    if not behind:
        return []
    rows = queries.every(request.viewer, Filters(ids=tuple(behind)), request.on, order="oldest")
    return [(line, behind[line.row.id]) for line in dossier_lines(request, rows)]


def _again(asked: Asked, form: BookForm, row: str, column: str) -> str:
    return asked.query(bieu=form.code, **{"phien-ban": form.version, "dong": row, "cot": column})


def _version(form: BookForm) -> str:
    name = version_name(form)
    return f", phiên bản {name}" if name else ""


def _heading(form: BookForm, row: str, column: str) -> str:
    """The column's number and name, and the row's where it narrows the matters."""
    found = form.column(column)
    named = f"Cột {found.no}: {found.name}"
    return named if form.row_kind == "units" else f"{form.row(row).name} · {named}"


def _unit(request: PageRequest, code: str) -> str:
    names = request.page.names
    units = {**names.offices, request.viewer.agency: request.page.unit_name}
    said = (units.get(part) or names.officers.get(part, part) for part in code.split("/"))
    return " · ".join("chưa phân công" if part.endswith("-") else part for part in said)
