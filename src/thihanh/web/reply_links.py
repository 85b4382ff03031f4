"""Liên kết trả lời: the officer issues the link of a request, prints it once, sees what was done with it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.coordination import links
from thihanh.coordination.awaiting import answerable, awaits
from thihanh.coordination.links import WHAT
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.queries import may_take
from thihanh.matters.asking import Refusal
from thihanh.offices import queries as offices
from thihanh.trail.operations import KeyReused
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.dossiers import seen
from thihanh.web.page import PageRequest, page
from thihanh.web.reply import moment
from thihanh.web.reply_sheets import printed


@page
def show(request: PageRequest, dossier_id: int) -> HttpResponse:
    """The links of a request; on a POST a new one, shown once, or the end of the one that stands."""
    dossier = seen(request, dossier_id)
    if answerable(dossier) is None:
        raise Http404
    if request.method != "POST":
        return _page(request, dossier)
    try:
        if request.POST.get("lam") == "thu-hoi":
            reason = request.POST.get("reason", "")
            links.revoke(dossier_id, reason, by=request.viewer, on=request.on)
            messages.success(request, "Đã thu hồi liên kết. Ai mở liên kết ấy không còn thấy gì.")
            return redirect("web:reply-links", dossier_id)
        if not key_of(request):
            return _page(request, dossier, [("", UNKEYED)])
        issued = links.issue(dossier_id, by=request.viewer, on=request.on, key=key_of(request))
    except (Refusal, KeyReused) as refused:
        field = refused.field if isinstance(refused, Refusal) else ""
        return _page(request, dossier, [(field, refused.sentence)])
    above = {
        reverse("web:dossier", args=[dossier.id]): dossier.number_text,
        reverse("web:reply-links", args=[dossier.id]): "Liên kết trả lời",
    }
    return printed(request, {dossier.id: issued}, above)


def _page(
    request: PageRequest, dossier: Dossier, problems: list[tuple[str, str]] | None = None
) -> HttpResponse:
    issued, now = links.links_of(dossier.id), moment()
    numbers = {one.id: place for place, one in enumerate(reversed(issued), 1)}
    waits, found = awaits(dossier), answerable(dossier)
    standing = next((one for one in issued if one.in_force(request.on)), None)
    context = {
        "dossier": dossier,
        "links": [(numbers[one.id], one, one.in_force(request.on) and waits) for one in issued],
        "waits": waits,
        "standing": standing,
        "locked": standing is not None and links.locked_now(standing, now, request.on),
        "openings": [
            (numbers[one.link_id], WHAT.get(one.what, one.what), one) for one in links.openings_of(issued)
        ],
        "people": offices.names_of({one.issued_by for one in issued}, request.on),
        "may_issue": waits
        and found is not None
        and may_take(request.viewer, dossier, found.right, request.on),
        "problems": problems,
        "reason": request.POST.get("reason", ""),
        "key": uuid.uuid4().hex,
    }
    return render(request, "web/reply_links.html", context, status=422 if problems else 200)
