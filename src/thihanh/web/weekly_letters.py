"""Thư hằng tuần: this week's letters to the bodies that are late, what each says, all into the queue."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.coordination.contacts import contacts
from thihanh.coordination.letters import monday
from thihanh.matters.asking import Refusal
from thihanh.procedures.weekly_letters import draft, of_week, sheets
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web import refusals
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.page import PageRequest, page
from thihanh.web.reply_sheets import printed

Done = Callable[[PageRequest], HttpResponse]


@page
def show(request: PageRequest) -> HttpResponse:
    """The letters of the week; a POST puts those that are due into the queue, or makes a body's sheets."""
    if not request.page.allows("coordination", "letter"):
        raise refusals.not_granted(request.viewer, "coordination", "letter")
    if request.method != "POST":
        return _page(request)
    try:
        if not key_of(request):
            raise Refusal("input", UNKEYED.removeprefix("Dữ liệu: "))
        done: Done = _sheets if request.POST.get("lam") == "phieu" else _draft
        return done(request)
    except (Refusal, KeyReused) as refused:
        return _page(request, refused.sentence)


def _page(request: PageRequest, problem: str = "") -> HttpResponse:
    agency = request.viewer.agency
    found = of_week(agency, request.on)
    reached = contacts(agency, request.on)
    context = {
        "lines": [(one, reached.get(one.letter.body)) for one in found],
        "due": sum(one.is_due for one in found),
        "items": sum(len(one.letter.items) for one in found),
        "monday": monday(request.on),
        "key": uuid.uuid4().hex,
        "problems": [("", problem)] if problem else [],
    }
    return render(request, "web/weekly_letters.html", context, status=422 if problem else 200)


def _draft(request: PageRequest) -> HttpResponse:
    """All letters that are due into the signing queue."""
    made = draft(by=request.viewer, on=request.on, key=key_of(request))
    messages.success(request, f"Đã trình ký {vi.count(len(made))} thư; thư gửi đi khi được phát hành.")
    return redirect("web:weekly-letters")


def _sheets(request: PageRequest) -> HttpResponse:
    """The sheets that go with a body's letter, one for each request without a link; shown once."""
    body = request.POST.get("noi", "")
    issued = sheets(body, by=request.viewer, on=request.on, key=key_of(request))
    return printed(request, issued, {reverse("web:weekly-letters"): "Thư hằng tuần"})
