"""Bảng trả lời: prepared and published by the head; read by anybody, with its earlier versions, as CSV."""

import csv
import io
import uuid
from collections.abc import Sequence
from datetime import date

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thihanh.coordination import publishing
from thihanh.coordination.publishing import Line, Published, Table
from thihanh.matters.asking import Refusal
from thihanh.offices import queries as offices
from thihanh.trail.operations import KeyReused
from thihanh.web import delays, filters, refusals
from thihanh.web import format as vi
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.page import PageRequest, page

_FIELDS = ("asked", "in_time", "late", "silent", "waiting")
_HEADINGS = (
    *("Cơ quan", "Số cơ quan trong dòng", "Yêu cầu", "Đúng hạn", "Muộn", "Quá hạn chưa trả lời"),
    *("Còn trong hạn", "Trung vị (ngày)", f"{publishing.SLOW}% trả lời trong (ngày)"),
)
_RUNS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is run by a spreadsheet."""


@page
def prepare(request: PageRequest) -> HttpResponse:
    """The table as it would be published; a POST publishes exactly the one that was read."""
    if not request.page.allows("coordination", "publish"):
        raise refusals.not_granted(request.viewer, "coordination", "publish")
    agency = request.viewer.agency
    try:
        asked = delays.read(request)
    except ValueError as error:
        return render(request, "web/answers_prepare.html", {"error": str(error)}, status=400)
    found = publishing.prepared(agency, since=asked.since, until=asked.until, on=request.on)
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            _publish(request, found)
        except (Refusal, KeyReused) as refused:
            problems = [(getattr(refused, "field", ""), refused.sentence)]
        else:
            messages.success(request, "Đã công bố. Bảng này không sửa được; bản công bố sau thay bản này.")
            return redirect("web:published-answers")
    context = {
        **_told(found),
        "asked": asked,
        "earlier": publishing.published(agency, request.on),
        "key": uuid.uuid4().hex,
        "problems": problems,
    }
    return render(request, "web/answers_prepare.html", context, status=422 if problems else 200)


def _publish(request: PageRequest, found: Table) -> None:
    if not key_of(request):
        raise Refusal("input", UNKEYED.removeprefix("Dữ liệu: "))
    digest = request.POST.get("bang", "")
    publishing.publish(found, digest=digest, by=request.viewer, on=request.on, key=key_of(request))


def show(request: HttpRequest) -> HttpResponse:
    """The published table of an agency, the standing one or an earlier version, for anybody; no log-in."""
    refused = _refused(request)
    if refused:
        return refused
    on = settings.CLOCK.today()
    agencies = {one.code: one.name for one in offices.units(on, "CQL") if one.code.isdecimal()}
    agency = _agency(request, agencies, on)
    versions = publishing.published(agency, on)
    chosen = _chosen(request, versions)
    context = {
        **(_told(chosen.table) if chosen else {}),
        "chosen": chosen,
        "versions": versions,
        "agency": agency,
        "agency_name": agencies.get(agency, ""),
        "agencies": filters.choices_by_code(agencies, agency),
    }
    return render(request, "web/published_answers.html", context)


def file(request: HttpRequest) -> HttpResponse:
    """A published version as CSV; its headings alone where nothing was published."""
    refused = _refused(request)
    if refused:
        return refused
    on = settings.CLOCK.today()
    agencies = {one.code: one.name for one in offices.units(on, "CQL") if one.code.isdecimal()}
    agency = _agency(request, agencies, on)
    chosen = _chosen(request, publishing.published(agency, on))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    writer.writerows(_cells(one) for one in (chosen.table.lines if chosen else ()))
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    version = f"{chosen.on:%Y%m%d}-{chosen.id}" if chosen else "chua-cong-bo"
    name = f"tra-loi-phoi-hop-{agency}-{version}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _refused(request: HttpRequest) -> HttpResponse | None:
    if request.method not in ("GET", "HEAD"):
        raise Http404
    limits = {"public": settings.PUBLIC_RATE}
    if not ratelimit.consume(request, app="thihanh", action="public", config=limits, limit_get=True):
        return render(request, "web/public_busy.html", status=429)
    return None


def _agency(request: HttpRequest, agencies: dict[str, str], on: date) -> str:
    """The agency asked for, else the viewer's own, else the first that published anything."""
    viewer: offices.Viewer | None = getattr(request, "viewer", None)
    chosen = request.GET.get("tinh") or (viewer.agency if viewer else "")
    if chosen in agencies:
        return chosen
    return next(iter((*publishing.publishers(on), *agencies)), "")


def _chosen(request: HttpRequest, versions: Sequence[Published]) -> Published | None:
    """The version asked for, else the one that stands. Raises Http404 for a number that is none."""
    if "ban" not in request.GET:
        return versions[0] if versions else None
    number = vi.identifier(request.GET["ban"])
    found = next((one for one in versions if one.id == number), None)
    if found is None:
        raise Http404
    return found


def _told(table: Table) -> dict[str, object]:
    sums = {name: sum(getattr(one, name) for one in table.lines) for name in _FIELDS}
    return {"table": table, "sums": sums, "slow": publishing.SLOW}


def _cells(one: Line) -> tuple[object, ...]:
    name = f"'{one.name}" if one.name.startswith(_RUNS) else one.name
    counted = (one.asked, one.in_time, one.late, one.silent, one.waiting)
    return (name, one.bodies, *counted, one.median, one.slow)
