"""Ngày riêng của đơn vị: a day its unit works or not; what it moves is shown before it is recorded."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.offices import queries
from thihanh.offices.rules import Refused
from thihanh.procedures.change_calendar import operations
from thihanh.procedures.change_calendar import queries as changes
from thihanh.procedures.change_calendar.changes import OwnDay
from thihanh.procedures.change_calendar.operations import ChangeRefused
from thihanh.queue.queries import Progress, progress
from thihanh.web import format as vi
from thihanh.web import refusals
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed

_FIELDS = ("day", "working", "reason", "basis")


@page
def override(request: PageRequest) -> HttpResponse:
    """Ask for the day, and show what it would move."""
    viewer = request.viewer
    office = viewer.unit if "." in viewer.unit else ""
    queries.check_reaches(viewer, "calendar", "override", on=request.on, agency=viewer.agency, office=office)
    if request.method != "POST":
        return _form(request, Typed.of(request.GET, _FIELDS))
    typed, day = _read(request)
    if typed.problems or day is None:
        return _form(request, typed, status=422)
    values = typed.values
    change = OwnDay(viewer.unit, day, values["working"] == "lam", values["reason"], values["basis"])
    key = operations.preview(change, by=viewer.actor, on=request.on)
    return redirect("web:calendar-change", key)


@page
def change(request: PageRequest, key: str) -> HttpResponse:
    """What a day touches and moves: before it is accepted, while it is counted, and the report afterwards."""
    run = _run(request, key)
    told = progress(changes.job_key(key)) if run.state == "accepted" else None
    unit = queries.unit(run.unit, request.on)
    people = queries.names_of(
        {run.made_by, run.accepted_by, *(one.officer for one in run.differences)} - {""}, request.on
    )
    context = {
        "run": run,
        "differences": [(one, people.get(one.officer, one.officer)) for one in run.differences],
        "made_by": people.get(run.made_by, run.made_by),
        "accepted_by": people.get(run.accepted_by, run.accepted_by),
        "waiting": told,
        "unit": unit.name if unit else run.unit,
        "may_accept": run.state == "previewed" and request.page.allows("calendar", "override"),
    }
    return render(request, "web/calendar_change.html", context)


@page
def accept(request: PageRequest, key: str) -> HttpResponse:
    """Record the day that was shown; its deadlines are counted anew in the background."""
    if request.method != "POST":
        raise Http404
    run = _run(request, key)
    try:
        operations.accept(key, by=request.viewer, on=request.on)
    except (ChangeRefused, Refused) as refusal:
        messages.error(request, str(refusal))
    else:
        day = vi.day(run.day) if run.day else ""
        messages.success(
            request, f"Đã ghi ngày riêng {day}. {vi.count(run.terms)} thời hạn đang được tính lại."
        )
    return redirect("web:calendar-change", key)


@page
def telling(request: PageRequest, key: str) -> HttpResponse:
    """How far the counting is; when it is over the page that waits is told to load anew."""
    _run(request, key)
    told: Progress | None = progress(changes.job_key(key))
    answer = render(request, "web/parts/progress.html", {"told": told})
    if told is not None and told.is_over:
        answer["HX-Refresh"] = "true"
    return answer


def _run(request: PageRequest, key: str) -> changes.Run:
    reach = queries.reach(request.viewer, "calendar", "override", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "calendar", "override")
    try:
        return changes.run_in(reach, key)
    except changes.RunUnknown:
        raise Http404 from None


def _form(request: PageRequest, typed: Typed, status: int = 200) -> HttpResponse:
    return render(request, "web/override.html", {"typed": typed, "problems": typed.problems}, status=status)


def _read(request: PageRequest) -> tuple[Typed, date | None]:
    typed, day = Typed.of(request.POST, _FIELDS).day("day")
    if typed.values["working"] not in ("lam", "nghi"):
        typed = typed.but("working", "Chọn đơn vị làm việc hay nghỉ trong ngày này.")
    return typed.need("reason", "Ghi lý do, đủ để người kiểm tra hiểu (ít nhất 10 ký tự).", 10), day
