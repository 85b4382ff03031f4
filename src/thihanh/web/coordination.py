"""Phối hợp: requests that call for a reminder, those nobody reminded in time, how bodies are reached."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thihanh.coordination import contacts, watching
from thihanh.coordination.bodies import KINDS, bodies
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import may_take
from thihanh.matters.asking import Refusal
from thihanh.web import filters, onward, refusals
from thihanh.web.page import PageRequest, page

_TYPED = ("body", "body_name", "email", "phone", "head")


@page
def proposed(request: PageRequest) -> HttpResponse:
    """What the night proposed and nobody has done yet."""
    _check_may_read(request)
    found = watching.proposals(request.viewer, request.on)
    dossiers = load([one.row.id for one in found])
    people = request.page.names.officers
    lines = [
        (
            one,
            people.get(one.row.officer, ""),
            may_take(request.viewer, dossiers[one.row.id], "act", request.on),
            onward.address(dossiers[one.row.id], one.what, request.page.calendar, request.on),
        )
        for one in found
    ]
    late = [line for line in lines if line[0].what == watching.UNREMINDED]
    once = {(line[0].row.id, "reminder_1") for line in late}  # offered with the mark already
    others = [line for line in lines if line[0].what != watching.UNREMINDED]
    reminders = [line for line in others if (line[0].row.id, line[0].what) not in once]
    context = {"late": late, "reminders": reminders}
    return render(request, "web/coordination.html", context)


@page
def reached(request: PageRequest) -> HttpResponse:
    """The contacts of the agency; on a POST one more, or another for a body that has one."""
    _check_may_read(request)
    if request.method != "POST":
        return _contacts(request)
    try:
        contacts.state_contact(
            {name: request.POST.get(name, "") for name in _TYPED}, by=request.viewer, on=request.on
        )
    except Refusal as refusal:
        return _contacts(request, [(refusal.field, refusal.sentence)])
    messages.success(request, "Đã ghi liên hệ, dùng cho phiếu yêu cầu và thư hằng tuần từ hôm nay.")
    return redirect("web:contacts")


def _contacts(request: PageRequest, problems: list[tuple[str, str]] | None = None) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    typed = {name: given.get(name, "") for name in _TYPED}
    standing = {one.code: f"{KINDS[one.kind]}: {one.name}" for one in bodies(request.on)}
    context = {
        "contacts": contacts.contacts(request.viewer.agency, request.on).values(),
        "bodies": filters.choices_by_code(standing, typed["body"]),
        "typed": typed,
        "may_state": request.page.allows("coordination", "assign"),
        "problems": problems,
    }
    return render(request, "web/contacts.html", context, status=422 if problems else 200)


def _check_may_read(request: PageRequest) -> None:
    if not request.page.allows("coordination", "read"):
        raise refusals.not_granted(request.viewer, "coordination", "read")
