"""Đối chiếu danh tính: look-alikes with their evidence, recorded as one person or parted again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.matters import identity
from thihanh.matters.rules import StateRefused
from thihanh.offices import queries as offices
from thihanh.web import format as vi
from thihanh.web import refusals
from thihanh.web.page import PageRequest, page

_PER_PAGE = 50


@page
def show(request: PageRequest) -> HttpResponse:
    """Pairs to look at, and what was recorded; a POST records one word on one pair."""
    reach = offices.reach(request.viewer, "person", "match", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "person", "match")
    if request.method == "POST":
        return _say(request)
    after = vi.identifier(request.GET.get("sau", ""))
    pairs = identity.candidates(reach, after=after, limit=_PER_PAGE + 1)
    context = {
        "pairs": pairs[:_PER_PAGE],
        "after": pairs[_PER_PAGE - 1].one.person_id if len(pairs) > _PER_PAGE else None,
        "paged": bool(after),
        "merges": identity.merges(reach),
        "may_merge": request.page.allows("person", "merge"),
        "roles": {"creditor": "được thi hành", "debtor": "phải thi hành"},
    }
    return render(request, "web/identity.html", context)


def _say(request: PageRequest) -> HttpResponse:
    reach = offices.reach(request.viewer, "person", "merge", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "person", "merge")
    sent, viewer = request.POST, request.viewer
    reason, by, agency = sent.get("reason", ""), viewer.actor, viewer.agency
    one, other, fact = (vi.identifier(sent.get(name, "")) for name in ("mot", "hai", "tach"))
    if not fact and not (one and other):
        raise Http404
    try:
        if fact:
            identity.part(reach=reach, fact=fact, agency=agency, reason=reason, by=by, on=request.on)
            messages.success(request, "Đã tách: hai mục lại là hai người.")
        else:
            identity.merge(
                reach=reach, one=one, other=other, agency=agency, reason=reason, by=by, on=request.on
            )
            messages.success(request, "Đã ghi hai mục là cùng một người. Có thể tách lại bất cứ lúc nào.")
    except LookupError:
        raise Http404 from None
    except StateRefused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("web:identity")
