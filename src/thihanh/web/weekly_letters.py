"""Thư hằng tuần: this week's letters to the bodies that are late, what each says, all into the queue."""

import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thihanh.coordination.contacts import contacts
from thihanh.coordination.letters import monday
from thihanh.matters.asking import Refusal
from thihanh.procedures.weekly_letters import draft, of_week
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web import refusals
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.page import PageRequest, page


@page
def show(request: PageRequest) -> HttpResponse:
    """The letters of the week; on a POST those that are due go into the signing queue in one act."""
    if not request.page.allows("coordination", "letter"):
        raise refusals.not_granted(request.viewer, "coordination", "letter")
    problem = ""
    if request.method == "POST":
        try:
            made = _draft(request)
        except (Refusal, KeyReused) as refused:
            problem = refused.sentence
        else:
            messages.success(
                request, f"Đã trình ký {vi.count(len(made))} thư; thư gửi đi khi được phát hành."
            )
            return redirect("web:weekly-letters")
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


def _draft(request: PageRequest) -> Mapping[str, int]:
    if not key_of(request):
        raise Refusal("input", UNKEYED.removeprefix("Dữ liệu: "))
    return draft(by=request.viewer, on=request.on, key=key_of(request))
