"""Tài khoản: the log-ins inside the viewer's reach and the posts behind them."""

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.offices import queries as offices
from thihanh.web import refusals
from thihanh.web.page import PageRequest, page


@page
def listing(request: PageRequest) -> HttpResponse:
    """Every account the viewer may see."""
    reach = offices.reach(request.viewer, "account", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "account", "read")
    rows = offices.accounts(request.on, reach)
    names = {unit.code: unit.name for unit in offices.units(request.on)}
    context = {"rows": [(row, names.get(row.unit, row.unit)) for row in rows]}
    return render(request, "web/accounts.html", context)
