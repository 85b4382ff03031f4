"""Liên kết trả lời: the officer issues the link of a request, prints it once, sees what was done with it."""

import base64
import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.coordination import links, replying
from thihanh.coordination.awaiting import answerable, awaits
from thihanh.coordination.links import WHAT, Issued
from thihanh.documents import qr
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.queries import may_take
from thihanh.matters.asking import Refusal
from thihanh.offices import queries as offices
from thihanh.trail.operations import KeyReused
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.dossiers import seen
from thihanh.web.page import PageRequest, page
from thihanh.web.reply import moment


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
    return _printed(request, dossier, issued)


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


def _printed(request: PageRequest, dossier: Dossier, issued: Issued) -> HttpResponse:
    """The page to print: what is asked, the square code, the address, the six digits."""
    address = f"{settings.PUBLIC_ADDRESS}{reverse('web:reply', args=[issued.token])}"
    asked = replying.shown_of(dossier, on=request.on)
    deadline = asked.term.deadline if asked.term else None
    agency = offices.unit(dossier.agency, request.on)
    context = {
        "dossier": dossier,
        "asked": asked,
        "agency": agency.name if agency else dossier.agency,
        "due": asked.term.due if asked.term else None,
        "why": [one.text for one in deadline.steps if one.code != "calendar"] if deadline else [],
        "issued": issued,
        "code": f"{issued.code[:3]} {issued.code[3:]}",
        "address": address,
        "picture": f"data:image/png;base64,{base64.b64encode(qr.picture(address)).decode()}",
    }
    answer = render(request, "web/reply_printed.html", context)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
