"""Công khai: the public list of debtors without means, for anybody; and what publication still wants."""

import uuid
from datetime import date
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect, render

from thihanh.deadlines import Calendar, Refused, due_date
from thihanh.law.classification import grounds
from thihanh.law.publication import publication
from thihanh.law.regimes import REGIMES, regime_on
from thihanh.matters.rules import StateRefused
from thihanh.matters.states import STAGES
from thihanh.offices import queries as offices
from thihanh.procedures.protecting import protect
from thihanh.procedures.register_file.labels import OBLIGATION_KINDS, label_of
from thihanh.registers import publication as public_list
from thihanh.registers import publishing
from thihanh.registers.publication import Asked, PublicRow
from thihanh.registers.publishing import ACTS, RULES, TASKS, Task
from thihanh.trail.operations import KeyReused
from thihanh.web import choosing, filters, marks
from thihanh.web import format as vi
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.filters import choices_by_code
from thihanh.web.matter import check_may, file_of
from thihanh.web.page import PageRequest, page
from thihanh.web.registers import reach_of
from thihanh.web.typed import Typed

PER_PAGE = 50
_COMMUNES_FOR = 600  # seconds
_SLUGS: dict[str, Task] = {"phai-dang": "publish", "phai-cap-nhat": "update", "phai-go": "end"}
_GROUNDS = {one.code: one.label for regime in REGIMES for one in grounds(regime)}


def public(request: HttpRequest) -> HttpResponse:
    """The list as the public reads it: by agency and commune, since a day, in pages; no log-in."""
    if request.method not in ("GET", "HEAD"):
        raise Http404
    limits = {"public": settings.PUBLIC_RATE}
    if not ratelimit.consume(request, app="thihanh", action="public", config=limits, limit_get=True):
        return render(request, "web/public_busy.html", status=429)
    on = settings.CLOCK.today()
    agencies = _agencies(on)
    try:
        asked = _asked(request.GET, on, agencies, home=_home(request))
        found = public_list.page(asked, after=request.GET.get("sau", ""), limit=PER_PAGE)
    except ValueError as error:
        said = error if isinstance(error, filters.Unreadable) else "Khóa trang không đọc được."
        return HttpResponseBadRequest(render(request, "web/public.html", {"error": said}).content)
    fields = publication().fields[regime_on(on)]
    context = {
        "rows": [(row, _owed(row), _reason(row)) for row in found.rows],
        "tells_source": any(row.judgment or row.decision for row in found.rows),
        "tells_reason": any(row.ground is not None for row in found.rows),
        "found": found,
        "asked": asked,
        "agency_name": agencies.get(asked.agency, ""),
        "agencies": choices_by_code(agencies, asked.agency),
        "communes": choices_by_code({one: one for one in _communes(asked)}, asked.commune),
        "since": vi.day(asked.since) if asked.since else "",
        "paged": "sau" in request.GET,
        "article": fields.article,
        "masks": [mask.label for mask in publication().masks],
        "on": on,
    }
    return render(request, "web/public.html", context)


@page
def check(request: PageRequest) -> HttpResponse:
    """What publication still wants: to publish, to update, to end; each with its clock."""
    reach = reach_of(request)
    slug = request.GET.get("muc", "phai-dang")
    task = _SLUGS.get(slug)
    if task is None:
        raise Http404
    try:
        found = publishing.page(
            task,
            reach,
            office=request.GET.get("phong", ""),
            officer=request.GET.get("chv", ""),
            after=request.GET.get("sau", ""),
        )
    except ValueError:
        said = "Khóa trang không đọc được."
        return HttpResponseBadRequest(render(request, "web/publication.html", {"error": said}).content)
    names, calendar = request.page.names, request.page.calendar
    rule = RULES[task]
    counts = publishing.counts(reach)
    context: dict[str, Any] = {
        "rows": [
            (
                row,
                STAGES[row.stage].label,
                _last_day(rule, row.trigger, request.on, calendar),
                names.officers.get(row.officer, row.officer),
            )
            for row in found.rows
        ],
        **choosing.views_here(request),
        "found": found,
        "rule": rule,
        "act": ACTS[task],
        "slug": slug,
        "tabs": [(one, TASKS[code], counts[code], one == slug) for one, code in _SLUGS.items()],
        "offices": choices_by_code(names.offices, request.GET.get("phong", "")),
        "may_act": request.page.allows("matter", "act"),
        "note": publication().note,
    }
    return render(request, "web/publication.html", context)


def _last_day(rule: str, trigger: date, on: date, calendar: Calendar) -> str:
    """The last day with its distance; "" where the law of the trigger's day gave none."""
    try:
        return marks.due(due_date(rule, trigger, calendar), on, calendar)
    except Refused:
        return ""


@page
def cover(request: PageRequest, matter_id: int) -> HttpResponse:
    """The form that covers a protected person's address in the public list, or uncovers it; its recording."""
    file = file_of(request, matter_id)
    row = file.row
    check_may(request, file, "act")
    tag = next(mask.tag for mask in publication().masks if mask.tag)
    covered = tag in row.tags
    typed = Typed.of(request.POST, ("reason",))
    if request.method == "POST":
        typed = typed if key_of(request) else typed.but("", UNKEYED)
        try:
            if not typed.problems:
                protect(
                    matter_id,
                    covered=not covered,
                    reason=typed.values["reason"],
                    by=request.viewer,
                    on=request.on,
                    key=key_of(request),
                )
                messages.success(
                    request, "Đã thôi che địa chỉ." if covered else "Đã che địa chỉ trên trang công khai."
                )
                return redirect("web:publication-check")
        except (StateRefused, KeyReused) as refused:
            typed = typed.but("reason", refused.sentence)
    context = {
        "row": row,
        "covered": covered,
        "typed": typed,
        "problems": typed.problems,
        "key": uuid.uuid4().hex,
        "mask": next(mask for mask in publication().masks if mask.tag),
    }
    return render(request, "web/publication_cover.html", context, status=422 if typed.problems else 200)


def _owed(row: PublicRow) -> str:
    parts = [
        f"{label_of(OBLIGATION_KINDS, one.kind)}"
        + (f": còn {vi.dong(one.outstanding)}" if one.outstanding is not None else "")
        for one in row.owed
    ]
    return "; ".join(parts)


def _reason(row: PublicRow) -> str | None:
    return None if row.ground is None else _GROUNDS.get(row.ground, "")


def _agencies(on: date) -> dict[str, str]:
    """The agencies whose lists are here, remembered for some minutes; all of them before any matter is."""
    here: tuple[str, ...] | None = cache.get("public-agencies")
    if here is None:
        here = public_list.agencies()
        cache.set("public-agencies", here, _COMMUNES_FOR)
    every = {one.code: one.name for one in offices.units(on, "CQL") if one.code.isdecimal()}
    return {code: name for code, name in every.items() if code in here} or every


def _home(request: HttpRequest) -> str:
    """The agency of whoever looks from inside; "" for the public."""
    viewer: offices.Viewer | None = getattr(request, "viewer", None)
    return viewer.agency if viewer else ""


def _communes(asked: Asked) -> tuple[str, ...]:
    """The communes of an agency's list, remembered for some minutes: everybody asks the same."""
    key = f"communes:{asked.agency}:{asked.on}"
    found: tuple[str, ...] | None = cache.get(key)
    if found is None:
        found = public_list.communes(asked.agency, asked.on)
        cache.set(key, found, _COMMUNES_FOR)
    return found


def _asked(query: QueryDict, on: date, agencies: dict[str, str], home: str) -> Asked:
    agency = query.get("tinh", "") or (home if home in agencies else next(iter(agencies), ""))
    if agency not in agencies:
        raise filters.Unreadable(f"Không có cơ quan thi hành án “{agency}”.")
    since = query.get("tu", "").strip()
    try:
        day = vi.read_day(since) if since else None
    except ValueError as error:
        raise filters.Unreadable(str(error)) from None
    return Asked(agency, on, commune=query.get("xa", "").strip()[:100], since=day)
