"""Ấn bản: who has closed the period, who is late and by how much; one's own button."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.editions import operations, queries
from thihanh.editions.kinds import KIND_NAMES, kind_of
from thihanh.editions.rules import NATION, Asked, Refused
from thihanh.law import work_year
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.statistics.period import Period, RefusedPeriod, month_period
from thihanh.statistics.unit import UnknownUnit
from thihanh.trail.operations import KeyReused
from thihanh.trail.outside import OutsideFileError
from thihanh.web import format as vi
from thihanh.web import refusals
from thihanh.web.closing_lines import dues, groups
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest, page

_SHOWN = 24
Problems = Sequence[tuple[str, str]]


@page
def board(request: PageRequest) -> HttpResponse:
    """The closing board of a period."""
    reach_of(request)
    try:
        period = _period(request)
    except RefusedPeriod as error:
        answer = render(request, "web/editions.html", {"error": error})
        return HttpResponseBadRequest(answer.content)
    return _board(request, period, ())


@page
def confirm(request: PageRequest) -> HttpResponse:
    """An officer or an office confirms its own figures."""
    if request.method != "POST":
        raise Http404
    unit = request.POST.get("don-vi", "")
    try:
        period = _period(request)
        _check_key(request)
        operations.confirm(
            unit, period.work_year, period.months or 0, by=request.viewer, on=request.on, key=key_of(request)
        )
    except _REFUSALS as refused:
        return _refused(request, refused)
    messages.success(request, f"Đã chốt số liệu của {_name(request, unit)}, kỳ {period.label}.")
    return redirect(_here(period))


@page
def close(request: PageRequest) -> HttpResponse:
    """The head of agency freezes the period's book."""
    if request.method != "POST":
        raise Http404
    try:
        period = _period(request)
        _check_key(request)
        asked = Asked(
            request.POST.get("don-vi", ""),
            period.work_year,
            period.months or 0,
            kind_of(request.POST.get("loai", "final")),
            tuple(request.POST.getlist("cham")),
            tuple(sorted(vi.place(one, 0) for one in request.POST.getlist("ngoai"))),
        )
        row = operations.close(asked, by=request.viewer, on=request.on, key=key_of(request))
    except _REFUSALS as refused:
        return _refused(request, refused)
    messages.success(request, f"Đã khóa ấn bản {row.kind_name} số {row.id}, kỳ {period.label}.")
    return redirect("web:edition", row.id)


_REFUSALS = (Refused, Denied, RefusedPeriod, UnknownUnit, KeyReused, OutsideFileError, ValueError)


def reach_of(request: PageRequest) -> offices.Reach:
    """How far the viewer reads editions. Raises Denied where not at all."""
    reach = offices.reach(request.viewer, "edition", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "edition", "read")
    return reach


def _check_key(request: PageRequest) -> None:
    if not key_of(request):
        raise Refused(UNKEYED)


def _refused(request: PageRequest, refused: Exception) -> HttpResponse:
    reach_of(request)
    try:
        period = _period(request)
    except RefusedPeriod as error:
        return HttpResponseBadRequest(render(request, "web/editions.html", {"error": error}).content)
    return _board(request, period, [("", str(refused))], 422)


def _period(request: PageRequest) -> Period:
    """The period asked for; else the last one that has ended."""
    said = request.POST if request.method == "POST" else request.GET
    year, month = vi.place(said.get("nam", ""), 0), vi.place(said.get("ky", ""), 0)
    if year or month:
        return month_period(year, month)
    current = work_year(request.on)
    months = (request.on.month - 10) % 12  # whole months of the work year that are over
    return month_period(current, months) if months else month_period(current - 1, 12)


def _name(request: PageRequest, unit: str) -> str:
    names = request.page.names
    return names.officers.get(unit) or names.offices.get(unit, unit)


def _here(period: Period) -> str:
    return f"{reverse('web:editions')}?nam={period.work_year}&ky={period.months}"


def _board(request: PageRequest, period: Period, problems: Problems, status: int = 200) -> HttpResponse:
    reach = reach_of(request)
    rows = queries.closing_board(reach, period, request.on)
    unit = NATION if reach.everything else request.viewer.agency
    closing = offices.reach(request.viewer, "edition", "close", request.on)
    made = queries.editions(reach, year=period.work_year, limit=_SHOWN)
    waiting = [row for row in rows if row.closed_on is None and row.code != unit]
    context = {
        "period": period,
        "problems": problems,
        "groups": groups(rows, closing),
        "dues": dues(rows),
        "people": any(row.kind == "officer" for row in rows),
        "closed": sum(row.closed_on is not None for row in rows),
        "late": sum(row.is_late and row.closed_on is None for row in rows),
        "editions": [(one, KIND_NAMES[one.kind]) for one in made],
        "unit": unit,
        "unit_name": next((row.name for row in rows if row.code == unit), unit),
        "may_close": closing.everything if unit == NATION else closing.covers(unit),
        "waiting": waiting,
        "final": queries.latest(unit, period.work_year, period.months or 0, ("final", "supplementary")),
        "missing": _missing(unit, period),
        "ended": request.on > period.to,
        "years": [Choice(str(n), f"năm công tác {n}", n == period.work_year) for n in _years(request)],
        "months": [Choice(str(n), _month(n), n == period.months) for n in range(1, 13)],
        "key": uuid.uuid4().hex,
    }
    return render(request, "web/editions.html", context, status=status)


def _missing(unit: str, period: Period) -> list[int]:
    """Earlier periods of the year that are neither closed nor told to have been reported elsewhere."""
    known = queries.known(unit, period.work_year)
    told = {one.month for one in known if one.kind == "final"} | {n for one in known for n in one.elsewhere}
    return [n for n in range(1, period.months or 1) if n not in told]


def _years(request: PageRequest) -> range:
    newest = work_year(request.on)
    return range(newest, newest - 4, -1)


def _month(n: int) -> str:
    return "12 tháng (cả năm)" if n == 12 else f"{n} tháng"
