"""Việc: the list with its filters, and the same rows as a workbook."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from thihanh.matters import queries
from thihanh.matters.listing import MatterRow
from thihanh.matters.states import STAGES
from thihanh.offices import queries as offices
from thihanh.procedures.register_file.labels import JUDGMENT_KINDS, TAGS, label_of
from thihanh.web import exports, filters, refusals
from thihanh.web.calendar import calendar_of
from thihanh.web.page import PageRequest, page

_PER_PAGE = 100


@dataclass(frozen=True)
class Line:
    """A row of the list with its words."""

    row: MatterRow
    stage: str
    officer: str
    judgment_kind: str


@page
def listing(request: PageRequest) -> HttpResponse:
    """A page of the list; a filter that cannot be read is said, not ignored."""
    reach = _reach(request)
    names = names_of(request)
    try:
        chosen, sort = filters.read(request.GET, request.on)
        found = queries.page(reach, chosen, sort=sort, after=request.GET.get("sau", ""), limit=_PER_PAGE)
    except ValueError as error:
        return HttpResponseBadRequest(render(request, "web/matters.html", {"error": error}).content)
    context = {
        "lines": [line(row, names) for row in found.rows],
        "found": found,
        "chips": filters.chips(chosen, names, request.on),
        "filters": chosen,
        "sort": sort,
        "sorts": filters.choices_by_code(filters.SORT_WORDS, sort),
        "stages": filters.choices_by_code(
            {code: stage.label for code, stage in STAGES.items()}, next(iter(chosen.stages), "")
        ),
        "offices": filters.choices_by_code(names.offices, chosen.office),
        "officers": filters.choices_by_code(names.officers, chosen.officer),
        "judgment_kinds": filters.choices(JUDGMENT_KINDS, chosen.judgment_kind),
        "tags": filters.choices(TAGS, chosen.tag),
        "calendar": calendar_of(request),
        "paged": "sau" in request.GET,
        "may_export": request.page.allows("export", "make"),
    }
    return render(request, "web/matters.html", context)


@page
def workbook(request: PageRequest) -> HttpResponse:
    """Every row of the filter as .xlsx, with the columns of the screen."""
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")
    reach, names = _reach(request), names_of(request)
    try:
        chosen, sort = filters.read(request.GET, request.on)
    except filters.Unreadable as error:
        return HttpResponseBadRequest(str(error))
    rows = [line(row, names) for row in queries.every(reach, chosen, sort=sort)]
    said = [chip.label for chip in filters.chips(chosen, names, request.on)]
    return exports.matters(rows, request.page, said)


def _reach(request: PageRequest) -> offices.Reach:
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "matter", "read")
    return reach


def names_of(request: PageRequest) -> filters.Names:
    """Names of the offices and officers of the viewer's agency on the day."""
    agency = request.viewer.agency
    return filters.Names(
        offices={unit.code: unit.name for unit in offices.units(request.on, agency)},
        officers={row.code: row.name for row in offices.officers(agency, request.on)},
    )


def line(row: MatterRow, names: filters.Names) -> Line:
    """A row with the words of its codes."""
    return Line(
        row=row,
        stage=STAGES[row.stage].label,
        officer=names.officers.get(row.officer, row.officer),
        judgment_kind=label_of(JUDGMENT_KINDS, row.judgment_kind),
    )
