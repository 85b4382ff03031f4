"""The matters behind a figure that is no cell of a form: a step of the bridge, a finding, those that left."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from thihanh.offices import queries as offices
from thihanh.offices.reach import Reach
from thihanh.statistics.readings.opened import MatterList, NamedMatter, UnknownStep
from thihanh.web import figures, refusals
from thihanh.web import format as vi
from thihanh.web.figures import Asked
from thihanh.web.page import PageRequest


@dataclass(frozen=True)
class Line:
    """A matter of the list with its holder in words."""

    row: NamedMatter
    office: str
    officer: str


Read = Callable[[Asked, Reach, int], MatterList]
"""From the question, the reach and the number of the page, the matters."""


def show(request: PageRequest, read: Read, back: tuple[str, str]) -> HttpResponse:
    """One page of a list: in the drawer while browsing, a page of its own otherwise.

    ``back`` is the address and the name of the page the figure stands on.
    """
    reach = offices.reach(request.viewer, "figure", "drill", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "figure", "drill")
    try:
        asked = figures.read(request)
        found = read(asked, reach, max(1, vi.place(request.GET.get("trang", "1"))))
    except (UnknownStep, KeyError, *figures.Refusals) as error:
        said = error if isinstance(error, (UnknownStep, ValueError)) else "Dữ liệu: không có danh sách này."
        answer = render(request, "web/behind.html", {"error": said, "back": back})
        return HttpResponseBadRequest(answer.content)
    names = request.page.names
    context = {
        "found": found,
        "asked": asked,
        "back": back,
        "lines": [
            Line(
                row,
                names.offices.get(row.office, row.office),
                names.officers.get(row.officer, row.officer),
            )
            for row in found.rows
        ],
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "web/parts/behind.html" if fragment else "web/behind.html", context)
