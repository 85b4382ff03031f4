"""Cảnh báo: ask to be told when a figure passes a threshold; what one's own alerts say now."""

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.offices import queries as offices
from thihanh.statistics.unit import scope_of
from thihanh.targets import alerts
from thihanh.targets.alert_rules import CONDITIONS, AlertRefused
from thihanh.web import figures, refusals
from thihanh.web import format as vi
from thihanh.web.filters import choices_by_code
from thihanh.web.page import PageRequest, page
from thihanh.web.statistics import unit_choices


@page
def show(request: PageRequest) -> HttpResponse:
    """One's alerts as they stand now; a post subscribes to one more."""
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "figure", "read")
    typed = request.POST if request.method == "POST" else request.GET
    unit = typed.get("don-vi", "") or figures.home_unit(request)
    error: Exception | None = None
    if request.method == "POST":
        try:
            threshold = _hundredths(typed.get("nguong", ""))
            alerts.subscribe(request.viewer, unit, typed.get("dieu-kien", ""), threshold, on=request.on)
        except (AlertRefused, *figures.Refusals) as refused:
            error = refused
        else:
            messages.success(request, "Đã ghi: hệ thống xem mỗi đêm và khi mở trang này.")
            return redirect("web:alerts")
    return _drawn(request, unit, typed.get("dieu-kien", ""), typed.get("nguong", "2"), error)


@page
def end(request: PageRequest, alert_id: int) -> HttpResponse:
    """Stop being told."""
    if request.method != "POST":
        raise Http404
    try:
        alerts.end(request.viewer, alert_id, on=request.on)
    except AlertRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Đã bỏ theo dõi cảnh báo.")
    return redirect("web:alerts")


def _drawn(
    request: PageRequest, unit: str, condition: str, threshold: str, error: Exception | None
) -> HttpResponse:
    try:
        units = unit_choices(request, scope_of(unit))
    except ValueError as refused:
        unit, error = figures.home_unit(request), error or refused
        units = unit_choices(request, scope_of(unit))
    names = {**request.page.names.offices, request.viewer.agency: request.page.unit_name}
    rows = alerts.look(request.viewer, on=request.on)
    context = {
        "error": error,
        "units": units,
        "conditions": choices_by_code(
            {code: f"{one.name} … {one.unit}" for code, one in CONDITIONS.items()}, condition
        ),
        "threshold": threshold,
        "rows": [
            (
                row,
                names.get(row.alert.unit) or request.page.names.officers.get(row.alert.unit, row.alert.unit),
                vi.grouped(Decimal(row.alert.hundredths) / 100, 2),
                alerts.words(row),
                _permalink(row, request),
            )
            for row in rows
        ],
    }
    answer = render(request, "web/alerts.html", context)
    return HttpResponseBadRequest(answer.content) if error else answer


def _permalink(row: alerts.AlertRow, request: PageRequest) -> str:
    day = row.last[0] if row.last else request.on
    first = row.period.from_ if day >= row.period.from_ else day
    return (
        f"{reverse('web:dashboard')}?don-vi={row.alert.unit}&tu={first.isoformat()}&den={day.isoformat()}"
        f"&ghi-nhan-den={day.isoformat()}"
    )


def _hundredths(text: str) -> int:
    try:
        value = Decimal(text.strip().replace(",", ".")) * 100
    except InvalidOperation:
        raise AlertRefused("Dữ liệu: ngưỡng là một số, ví dụ 2 hoặc 2,50.") from None
    if not value.is_finite() or value != int(value):
        raise AlertRefused("Dữ liệu: ngưỡng có nhiều nhất hai chữ số thập phân, ví dụ 2,50.")
    return int(value)
