"""Tiếp công dân: the reception days planned and held, and when the head must receive next."""

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.law.regimes import regime_on
from thihanh.law.terms import rules
from thihanh.offices import queries as offices
from thihanh.oversight import reception_days
from thihanh.web import refusals
from thihanh.web.page import PageRequest, page


@page
def show(request: PageRequest) -> HttpResponse:
    """The calendar of reception, the newest day first."""
    if not request.page.allows("reception", "read"):
        raise refusals.not_granted(request.viewer, "reception", "read")
    on = request.on
    found = reception_days.days(request.viewer, on)
    names = offices.names_of({one.received_by for one in found.sessions} - {""}, on)
    term = rules()[reception_days.RULE].variants[regime_on(on)][0].on(on)
    context = {
        "days": found,
        "late": found.late(on),
        "lines": [
            (one, names.get(one.received_by, one.received_by), reception_days.form_label(one.form))
            for one in found.sessions
        ],
        "article": term.article if term else "",
        "mark": term.mark if term else "",
        "may_plan": request.page.allows("reception", "act"),
    }
    return render(request, "web/receptions.html", context)
