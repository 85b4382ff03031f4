"""Ngày riêng của đơn vị: a day the viewer's unit works or not, with its reason."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thihanh.offices import operations, queries
from thihanh.offices.rules import Refused
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page


@dataclass(frozen=True)
class Entry:
    """The form as typed; ``errors`` by field, "" for the whole."""

    day: str = ""
    working: str = ""
    reason: str = ""
    basis: str = ""
    errors: tuple[tuple[str, str], ...] = ()

    def error(self, field: str) -> str:
        """The sentence beside a field; empty where it is fine."""
        return dict(self.errors).get(field, "")


@page
def override(request: PageRequest) -> HttpResponse:
    """Ask for the day, or record it and go back to the calendar."""
    viewer = request.viewer
    office = viewer.unit if "." in viewer.unit else ""
    queries.check_reaches(viewer, "calendar", "override", on=request.on, agency=viewer.agency, office=office)
    if request.method != "POST":
        return _form(request, Entry(day=request.GET.get("ngay", "")))
    entry, day = _read(request)
    if entry.errors or day is None:
        return _form(request, entry, status=422)
    try:
        operations.override_day(
            unit_code=viewer.unit,
            day=day,
            working=entry.working == "lam",
            reason=entry.reason,
            basis=entry.basis,
            by=viewer.officer or viewer.name,
            on=request.on,
        )
    except Refused as refusal:
        return _form(request, _with(entry, ("", refusal.sentence)), status=422)
    messages.success(request, f"Đã ghi ngày riêng {vi.day(day)}. Các thời hạn tính lại theo lịch mới.")
    return redirect("web:calendar")


def _form(request: PageRequest, entry: Entry, status: int = 200) -> HttpResponse:
    fields = [(name, entry.error(name)) for name in ("day", "working", "reason", "basis")]
    context = {"entry": entry, "problems": entry.errors, "wrong": dict(fields)}
    return render(request, "web/override.html", context, status=status)


def _read(request: PageRequest) -> tuple[Entry, date | None]:
    sent = request.POST
    entry = Entry(
        sent.get("day", "").strip(),
        sent.get("working", ""),
        sent.get("reason", "").strip(),
        sent.get("basis", "").strip(),
    )
    day, errors = None, []
    try:
        day = vi.read_day(entry.day)
    except ValueError as error:
        errors.append(("day", str(error)))
    if entry.working not in ("lam", "nghi"):
        errors.append(("working", "Chọn đơn vị làm việc hay nghỉ trong ngày này."))
    if len(entry.reason) < 10:
        errors.append(("reason", "Ghi lý do, đủ để người kiểm tra hiểu (ít nhất 10 ký tự)."))
    return _with(entry, *errors), day


def _with(entry: Entry, *errors: tuple[str, str]) -> Entry:
    return Entry(entry.day, entry.working, entry.reason, entry.basis, (*entry.errors, *errors))
