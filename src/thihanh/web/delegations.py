"""Ủy thác đến: what other agencies delegated here and waits for the receiving decision."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thihanh.documents import queries as documents
from thihanh.documents.queries import PaperRow
from thihanh.matters.asking import Refusal
from thihanh.offices import queries as offices
from thihanh.procedures import receiving
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.intake import may_receive, reach_of, receiving_right
from thihanh.web.page import PageRequest, page

Problems = list[tuple[str, str]]


@page
def listing(request: PageRequest) -> HttpResponse:
    """The delegations that wait; a POST sends the receiving decision of one to signature."""
    reach_of(request)
    if request.method != "POST":
        return _show(request)
    receiving_right(request)
    if not key_of(request):
        return _show(request, [("", UNKEYED)])
    sender = request.POST.get("viec", "")
    try:
        received_on = vi.read_day(request.POST.get("received_on", "").strip())
        receiving.propose(
            int(sender) if sender.isdecimal() and len(sender) < 19 else 0,
            office=_office(request),
            received_on=received_on,
            by=request.viewer,
            on=request.on,
            key=key_of(request),
        )
    except (Refusal, KeyReused) as refused:
        return _show(request, [("received_on", refused.sentence)])
    except ValueError as error:
        return _show(request, [("received_on", str(error))])
    messages.success(request, "Đã trình ký quyết định nhận ủy thác; việc được lập khi quyết định phát hành.")
    return redirect("web:intake-delegations")


def _office(request: PageRequest) -> str:
    return request.viewer.unit if request.viewer.unit != request.viewer.agency else ""


def _show(request: PageRequest, problems: Problems | None = None) -> HttpResponse:
    sent = _under_way(request)
    lines = []
    for row in receiving.waiting(by=request.viewer, on=request.on):
        sender = offices.unit(row.agency, request.on)
        lines.append((row, sender.name if sender else row.agency, sent.get(row.sender)))
    context = {
        "lines": lines,
        "may_receive": may_receive(request),
        "today": vi.day(request.on),
        "typed": request.POST.get("received_on", ""),
        "chosen": request.POST.get("viec", ""),
        "problems": problems,
        "key": uuid.uuid4().hex,
    }
    return render(request, "web/intake_delegations.html", context, status=422 if problems else 200)


def _under_way(request: PageRequest) -> dict[int, PaperRow]:
    """The receiving decisions on their way through the queue, by the matter of the sender."""
    rows = documents.before_matters(
        offices.reach(request.viewer, "paper", "read", request.on), (receiving.CODE,)
    )
    inputs = {one.paper_id: one.inputs for one in documents.contents([row.id for row in rows])}
    return {int(inputs[row.id]["sender"]): row for row in rows}
