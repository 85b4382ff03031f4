"""Bộ chỉ tiêu: every slot of the agency's list with its result, marks and proof; recording of proofs."""

import tomllib
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.law import work_year
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.offices.rules import Refused
from thihanh.statistics.numbers import Percent
from thihanh.statistics.period import month_period
from thihanh.targets.card import Card, CardLine, card
from thihanh.targets.evidence import KINDS, NewEvidence, record_evidence
from thihanh.targets.indicators import default_text, state_list, versions
from thihanh.web import figures, refusals, scores
from thihanh.web import format as vi
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest, page
from thihanh.web.target_forecast import NO_LIVE, figures_units

_LARGEST = 200_000


@page
def show(request: PageRequest) -> HttpResponse:
    """The card of a unit the viewer sees live; a post records a result with its proof."""
    if not request.page.allows("target", "read"):
        raise refusals.not_granted(request.viewer, "target", "read")
    year, month = scores.last_full_month(request)
    asked = request.POST if request.method == "POST" else request.GET
    year, month = vi.place(asked.get("nam", ""), year), vi.place(asked.get("thang", ""), month)
    unit = asked.get("don-vi") or figures.home_unit(request)
    problem = ""
    if asked.get("lam") == "mau":
        return HttpResponse(default_text(), content_type="text/plain; charset=utf-8")
    if request.method == "POST":
        own = asked.get("lam") == "bo-rieng"
        problem = _state(request) if own else _record(request, unit, year, month)
        if not problem:
            address = f"{reverse('web:target-card')}?don-vi={unit}&nam={year}&thang={month}"
            return redirect(address)
    return _show(request, unit, (year, month), problem)


def _record(request: PageRequest, unit: str, year: int, month: int) -> str:
    """Record what was sent; the sentence that says why not, "" where it was."""
    sent = request.POST
    met = {"dat": True, "chua": False}.get(sent.get("met", ""))
    new = NewEvidence(
        unit, year, month, sent.get("indicator", ""), met, sent.get("kind", ""), sent.get("reference", "")
    )
    try:
        month_period(year, month)
        record_evidence(new, by=request.viewer, on=request.on)
    except Denied:
        raise
    except (Refused, *figures.Refusals) as refused:
        return str(refused)
    messages.success(request, "Đã ghi kết quả kèm chứng cứ.")
    return ""


def _state(request: PageRequest) -> str:
    """State the sent list as the agency's own; the sentence that says why not, "" where it was."""
    sent = request.FILES.get("tep")
    if not isinstance(sent, UploadedFile):
        return "Dữ liệu: chưa chọn tệp bộ chỉ tiêu; tải tệp mẫu, sửa rồi gửi lại."
    try:
        since = vi.read_day(request.POST.get("tu-ngay", ""))
    except ValueError as error:
        return f"Dữ liệu: ngày áp dụng: {error}"
    try:
        content = tomllib.loads(sent.read(_LARGEST).decode())
    except ValueError:
        return "Dữ liệu: tệp không viết theo cách của tệp mẫu nên không đọc được. Sửa từ tệp mẫu rồi gửi lại."
    try:
        state_list(content, since=since, number=request.POST.get("so", ""), by=request.viewer, on=request.on)
    except Denied:
        raise
    except Refused as refused:
        return str(refused)
    messages.success(request, "Đã ghi bộ chỉ tiêu riêng của cơ quan.")
    return ""


def _show(request: PageRequest, unit: str, period: tuple[int, int], problem: str) -> HttpResponse:
    year, month = period
    newest = work_year(request.on)
    context: dict[str, object] = {
        "unit": unit,
        "problems": [("", problem)] if problem else [],
        "years": [Choice(str(n), f"năm công tác {n}", n == year) for n in range(newest, newest - 8, -1)],
        "months": [Choice(str(n), f"{n} tháng", n == month) for n in range(1, 13)],
        "units": [Choice(code, name, code == unit) for code, name in figures_units(request)],
        "kinds": [Choice(code, words, code == "text") for code, words in KINDS.items()],
        "year": year,
        "month": month,
        "versions": versions(request.viewer.agency),
        "may_state": request.page.allows("target", "assign"),
    }
    if not context["units"] and not request.GET.get("don-vi"):
        return render(request, "web/target_card.html", context | {"error": NO_LIVE})
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    try:
        found = card(unit, year, month, reach=reach, calendar=request.page.calendar)
    except Denied as denied:
        return render(request, "web/target_card.html", context | {"error": denied.sentence}, status=403)
    except figures.Refusals as refused:
        return render(request, "web/target_card.html", context | {"error": str(refused)}, status=400)
    context |= {"card": found, "lines": [_line(request, found, line) for line in found.lines]}
    return render(request, "web/target_card.html", context, status=422 if problem else 200)


def _line(request: PageRequest, found: Card, line: CardLine) -> dict[str, object]:
    """A slot in words."""
    value = line.value
    target = getattr(line.target, "hundredths", None)
    shown = vi.count(value) + f" {line.slot.unit}" if isinstance(value, int) else value
    goal: object = line.target
    if target is not None:
        goal = (
            "phải đạt"
            if line.slot.kind == "yes_no"
            else Percent(target)
            if line.slot.is_rate
            else vi.count(target // 100)
        )
    return {
        "line": line,
        "shown": shown,
        "goal": goal,
        "words": getattr(line.target, "words", ""),
        "address": _address(line, found),
        "may_record": not line.slot.formula and _may_record(request, found.unit),
        "by": offices.names_of({line.evidence.actor}, request.on).get(
            line.evidence.actor, line.evidence.actor
        )
        if line.evidence
        else "",
    }


def _address(line: CardLine, found: Card) -> str:
    """Where the figures behind a computed slot stand; "" where it is recorded by hand."""
    form = {"cases": "004.N", "carry": "004.N", "money": "005.N"}.get(line.slot.formula.partition(".")[0], "")
    if not form:
        return ""
    query = {"bieu": form, "don-vi": found.unit, "ky": str(found.month), "nam": str(found.work_year)}
    return f"{reverse('web:statistics')}?{urlencode(query)}"


def _may_record(request: PageRequest, unit: str) -> bool:
    reach = offices.reach(request.viewer, "target", "evidence", request.on)
    return reach.covers(unit[:2], unit if "." in unit else None)
