"""Bồi thường: what may become a claim against the State, where it came from, how long a claim may come."""

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.oversight import liability
from thihanh.web import refusals
from thihanh.web.page import PageRequest, page


@page
def show(request: PageRequest) -> HttpResponse:
    """The events of what the viewer may read, the newest first."""
    if not request.page.allows("compensation", "read"):
        raise refusals.not_granted(request.viewer, "compensation", "read")
    found = liability.events(request.viewer, request.on)
    context = {
        "events": found,
        "open": sum(not one.claims and one.until >= request.on for one in found),
        "most": liability.MOST,
        "rule": liability.LIMIT,
    }
    return render(request, "web/liability.html", context)
