"""Bồi thường: the claims against the State that are open, and what may become one, for how long yet."""

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.dossiers import queries
from thihanh.oversight import claims, liability
from thihanh.web import refusals
from thihanh.web.dossier_list import lines_of
from thihanh.web.page import PageRequest, page


@page
def show(request: PageRequest) -> HttpResponse:
    """Claims and events of what the viewer may read; the nearest deadline and the newest event first."""
    if not request.page.allows("compensation", "read"):
        raise refusals.not_granted(request.viewer, "compensation", "read")
    found = liability.events(request.viewer, request.on)
    made = claims.claims(request.viewer, request.on)
    numbers = queries.numbers_of(sorted({claim for one in found for claim in one.claims}))
    context = {
        "claims": made,
        "claim_lines": list(zip(made.open, lines_of(request, [one.row for one in made.open]), strict=True)),
        "events": [(one, [(claim, numbers[claim]) for claim in one.claims]) for one in found],
        "open": sum(not one.claims and one.until >= request.on for one in found),
        "most": liability.MOST if len(found) == liability.MOST else None,
        "rule": liability.LIMIT,
        "may_open": request.page.allows("compensation", "receive"),
    }
    return render(request, "web/liability.html", context)
