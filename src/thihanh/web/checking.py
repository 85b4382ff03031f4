"""Kiểm tra: what anybody learns of a paper by the code on it: number, day, signer, hashes; never content."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from thihanh.documents import queries, unsigned
from thihanh.documents.kinds import kind
from thihanh.offices import queries as offices

_LONGEST = 40


def check(request: HttpRequest, code: str = "") -> HttpResponse:
    """The answer for a code; the same page, as slow, for a code that no paper bears."""
    if request.method not in ("GET", "HEAD"):
        raise Http404
    if not _may(request, "check"):
        return render(request, "web/public_busy.html", status=429)
    asked = (code or request.GET.get("ma", "")).strip().upper().replace(" ", "")[:_LONGEST]
    found = queries.check(asked) if asked.isascii() and asked.isalnum() else None
    if asked and found is None and not _may(request, "check_wrong"):
        return render(request, "web/public_busy.html", status=429)
    context: dict[str, object] = {"asked": asked, "found": found}
    if found is not None:
        agency = offices.unit(found.agency, found.issued_on)
        context |= {
            "unsigned": unsigned.WORDS,
            "title": kind(found.kind).title,
            "agency": agency.name if agency else found.agency,
            "signer": offices.names_of({found.signer}, found.issued_on).get(found.signer, ""),
        }
    return render(request, "web/check_paper.html", context)


def _may(request: HttpRequest, action: str) -> bool:
    """Whether the address has asked less than the limit; wrong codes count more heavily than right ones."""
    return bool(
        ratelimit.consume(request, app="thihanh", action=action, config=settings.CHECK_RATES, limit_get=True)
    )
