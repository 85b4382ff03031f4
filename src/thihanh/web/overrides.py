"""Ngày riêng của đơn vị: a day the viewer's unit works or not, with its reason."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thihanh.offices import queries
from thihanh.offices.rules import Refused
from thihanh.procedures.own_working_day import declare
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed

_FIELDS = ("day", "working", "reason", "basis")


@page
def override(request: PageRequest) -> HttpResponse:
    """Ask for the day, or record it and go back to the calendar."""
    viewer = request.viewer
    office = viewer.unit if "." in viewer.unit else ""
    queries.check_reaches(viewer, "calendar", "override", on=request.on, agency=viewer.agency, office=office)
    if request.method != "POST":
        return _form(request, Typed.of(request.GET, _FIELDS))
    typed, day = _read(request)
    if typed.problems or day is None:
        return _form(request, typed, status=422)
    values = typed.values
    try:
        moved = declare(
            unit_code=viewer.unit,
            day=day,
            working=values["working"] == "lam",
            reason=values["reason"],
            basis=values["basis"],
            by=viewer.officer or viewer.name,
            on=request.on,
        )
    except Refused as refusal:
        return _form(request, typed.but("", refusal.sentence), status=422)
    messages.success(
        request,
        f"Đã ghi ngày riêng {vi.day(day)}. {vi.count(moved)} thời hạn đang chạy đổi ngày theo lịch mới.",
    )
    return redirect("web:calendar")


def _form(request: PageRequest, typed: Typed, status: int = 200) -> HttpResponse:
    return render(request, "web/override.html", {"typed": typed, "problems": typed.problems}, status=status)


def _read(request: PageRequest) -> tuple[Typed, date | None]:
    typed, day = Typed.of(request.POST, _FIELDS).day("day")
    if typed.values["working"] not in ("lam", "nghi"):
        typed = typed.but("working", "Chọn đơn vị làm việc hay nghỉ trong ngày này.")
    return typed.need("reason", "Ghi lý do, đủ để người kiểm tra hiểu (ít nhất 10 ký tự).", 10), day
