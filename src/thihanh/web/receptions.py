"""Tiếp công dân: the reception days planned and held, when the head must receive next, the book of visits."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.law.regimes import regime_on
from thihanh.law.terms import rules
from thihanh.offices import queries as offices
from thihanh.oversight import reception_book, reception_days
from thihanh.web import format as vi
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


@page
def book(request: PageRequest) -> HttpResponse:
    """The book of visits of a period (the work year so far where none is asked), to be printed."""
    if not request.page.allows("reception", "read"):
        raise refusals.not_granted(request.viewer, "reception", "read")
    first = _day(request, "tu", date(request.page.work_year - 1, 10, 1))
    last = _day(request, "den", request.on)
    lines = reception_book.book(request.viewer, first, last, request.on)
    names = offices.names_of({one.received_by for one in lines}, request.on)
    context = {
        "lines": [(one, names.get(one.received_by, one.received_by)) for one in lines],
        "first": first,
        "last": last,
        "people": sum(one.people for one in lines if not one.refused),
        "told": sum(one.told for one in lines),
        "refused": sum(one.refused for one in lines),
    }
    return render(request, "web/reception_book.html", context)


def _day(request: PageRequest, name: str, otherwise: date) -> date:
    """A day of the address; the other one where nothing readable is asked."""
    try:
        return vi.read_day(request.GET.get(name, ""))
    except ValueError:
        return otherwise
