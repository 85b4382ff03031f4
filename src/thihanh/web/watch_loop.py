"""Báo cáo theo dõi: each watched matter's causes, plan, day and monthly report; who lacks them."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from thihanh.offices import queries as offices
from thihanh.procedures.register_file.labels import CAUSES, label_of
from thihanh.statistics.watch_loop import STATES, followed, month_to_report, offices_of
from thihanh.web import choosing, figures, refusals
from thihanh.web import format as vi
from thihanh.web.filters import choices_by_code
from thihanh.web.page import PageRequest, page
from thihanh.web.watched import LOOP

_PER_PAGE = 50


@page
def show(request: PageRequest) -> HttpResponse:
    """The account of every office in reach, and the matters of one state, a page at a time."""
    reach = offices.reach(request.viewer, "watchlist", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "watchlist", "read")
    unit = request.GET.get("don-vi") or figures.home_unit(request)
    state = request.GET.get("thieu", "")
    try:
        rows = followed(unit, request.on, reach=reach)
    except figures.Refusals as error:
        return HttpResponseBadRequest(render(request, "web/watch_loop.html", {"error": error}).content)
    if state and state not in STATES:
        said = f"Không có tình trạng “{state}”; chọn trong danh sách."
        return HttpResponseBadRequest(render(request, "web/watch_loop.html", {"error": said}).content)
    chosen = [one for one in rows if state in ("", one.state)]
    shown = max(1, vi.place(request.GET.get("trang", "1")))
    names = request.page.names
    lines = chosen[_PER_PAGE * (shown - 1) : _PER_PAGE * shown]
    may_report = offices.reach(request.viewer, "watchlist", "report", request.on)
    context = {
        "unit_name": names.offices.get(unit, request.page.unit_name),
        "offices": [
            (
                names.offices.get(one.office, one.office),
                one,
                [(code, label, one.by_state.get(code, 0)) for code, label in STATES.items()],
            )
            for one in offices_of(rows)
        ],
        **choosing.views_here(request),
        "heads": list(STATES.values()),
        "states": choices_by_code(STATES, state),
        "lines": [
            (
                one,
                names.officers.get(one.row.officer, one.row.officer),
                ", ".join(label_of(CAUSES, code).lower() for code in one.causes),
                STATES[one.state],
                may_report.covers(request.viewer.agency, one.row.office, one.row.officer),
            )
            for one in lines
        ],
        "count": len(chosen),
        "deeds": choosing.deeds(request.page),
        "page_ids": ",".join(str(one.row.matter_id) for one in lines),
        "kept": [("ds", LOOP), ("don-vi", unit), ("thieu", state)],
        "shown": shown,
        "more": len(chosen) > _PER_PAGE * shown,
        "month": month_to_report(request.on),
        "unit": unit,
    }
    return render(request, "web/watch_loop.html", context)
