"""Danh sách theo dõi: the matters on a watch-list, with the thresholds that put them there."""

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from thihanh.offices import queries as offices
from thihanh.statistics.queries import PAGE
from thihanh.web import choosing, figures, refusals
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page
from thihanh.web.watched import WATCHED


@page
def listing(request: PageRequest, slug: str) -> HttpResponse:
    """One page of a watch-list of a unit."""
    if slug not in WATCHED:
        raise Http404
    reach = offices.reach(request.viewer, "figure", "drill", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "figure", "drill")
    number = request.GET.get("trang", "1")
    unit = request.GET.get("don-vi") or figures.home_unit(request)
    shown = max(1, vi.place(number))
    try:
        found = WATCHED[slug](unit, request.on, reach=reach, page=shown)
    except figures.Refusals as error:
        return HttpResponseBadRequest(render(request, "web/watch.html", {"error": error}).content)
    names = request.page.names
    context = {
        **choosing.views_here(request),
        "found": found,
        "lines": [
            (row, names.officers.get(row.officer, row.officer), names.offices.get(row.office, row.office))
            for row in found.rows
        ],
        "thresholds": [
            (one, vi.NONE if one.value is None else vi.grouped(one.value)) for one in found.thresholds
        ],
        "unit_name": names.offices.get(unit, request.page.unit_name),
        "deeds": choosing.deeds(request.page),
        "page_ids": ",".join(str(row.matter_id) for row in found.rows),
        "kept": [("ds", slug), ("don-vi", unit)],
        "more": found.matters > found.page * PAGE,
    }
    return render(request, "web/watch.html", context)
