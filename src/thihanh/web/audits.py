"""Soát phân loại: the classification audit of a unit; every finding is a question that opens its matters."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse

from thihanh.law import parameter
from thihanh.offices import queries as offices
from thihanh.offices.reach import Reach
from thihanh.statistics.queries import check_covers
from thihanh.statistics.readings.audit import KINDS, THRESHOLDS, Finding, Kind
from thihanh.statistics.readings.audited import audited, finding_matters, share_shifts
from thihanh.statistics.readings.opened import MatterList
from thihanh.statistics.unit import scope_of
from thihanh.web import behind, figures, refusals
from thihanh.web import format as vi
from thihanh.web.figures import Asked
from thihanh.web.page import PageRequest, page
from thihanh.web.statistics import period_choices, unit_choices

_SHOWN = 12
"""How many findings of a pattern are printed one by one; the rest stand behind the officers' figures."""


@dataclass(frozen=True)
class Officer:
    """An officer with findings of one pattern: how many matters, where they open, why."""

    name: str
    office: str
    matters: str
    address: str
    said: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Pattern:
    """One pattern with what was found and the thresholds that decide."""

    code: str
    name: str
    found: int
    officers: tuple[Officer, ...]
    address: str
    thresholds: tuple[tuple[str, str, str, str], ...]


@page
def show(request: PageRequest) -> HttpResponse:
    """The findings of a unit over the work year to the last day asked for; a first page says what is sought.

    The findings follow as a fragment; ``trang=ca`` asks for page and findings together.
    """
    fragment = request.headers.get("HX-Request") == "true"
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "figure", "read")
    try:
        asked = figures.read(request)
        check_covers(reach, scope_of(asked.unit))
        found = _found(request, asked, reach) if fragment or request.GET.get("trang") == "ca" else {}
    except figures.Refusals as error:
        return HttpResponseBadRequest(render(request, "web/audit.html", {"error": error}).content)
    names = {**request.page.names.offices, request.viewer.agency: request.page.unit_name}
    context = {
        "asked": asked,
        "unit_name": names.get(asked.unit) or request.page.names.officers.get(asked.unit, asked.unit),
        "whole": f"{reverse('web:audit')}?{asked.query(trang='ca')}",
        **found,
        "units": unit_choices(request, scope_of(asked.unit)),
        "months": period_choices(request, asked),
    }
    return render(request, "web/parts/audit_found.html" if fragment else "web/audit.html", context)


def _found(request: PageRequest, asked: Asked, reach: Reach) -> dict[str, object]:
    """What the patterns and the rules of shares found."""
    on = asked.period.to
    found = audited(asked.unit, on, reach=reach, seen=request.on)
    shifts = share_shifts(asked.unit, on, reach=reach)
    return {
        "patterns": [_pattern(request, asked, kind, found[kind]) for kind in KINDS],
        "shifts": [(one, "Về việc" if one.of == "cases" else "Về tiền") for one in shifts],
    }


@page
def matters(request: PageRequest) -> HttpResponse:
    """The matters behind the findings of one pattern, of one officer or of all."""

    def read(asked: Asked, reach: Reach, number: int) -> MatterList:
        kind, officer = request.GET.get("kieu", ""), request.GET.get("chv", "")
        if kind not in KINDS:
            raise KeyError(kind)
        return finding_matters(
            asked.unit,
            asked.period.to,
            cast("Kind", kind),
            officer,
            reach=reach,
            seen=request.on,
            page=number,
        )

    return behind.show(request, read, (reverse("web:audit"), "Soát phân loại"))


def _pattern(request: PageRequest, asked: Asked, kind: Kind, found: tuple[Finding, ...]) -> Pattern:
    return Pattern(
        kind,
        KINDS[kind],
        len(found),
        tuple(_officers(request, asked, kind, found)),
        _address(asked, kind, "") if found else "",
        tuple(
            (
                one.name,
                f"{vi.NONE if one.value is None else vi.grouped(one.value)} {one.unit}",
                one.article,
                one.mark,
            )
            for one in (parameter(name, asked.period.to) for name in THRESHOLDS[kind])
        ),
    )


def _officers(request: PageRequest, asked: Asked, kind: Kind, found: Iterable[Finding]) -> Iterable[Officer]:
    """The findings by officer, those with the most matters first."""
    names = request.page.names
    by_officer: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        by_officer.setdefault((one.officer, one.office), []).append(one)
    for (officer, office), own in sorted(by_officer.items(), key=lambda item: (-len(item[1]), item[0])):
        matters_ = len({matter for one in own for matter in one.matters})
        yield Officer(
            names.officers.get(officer, officer) or "Chưa phân công",
            names.offices.get(office, office),
            vi.count(matters_) if matters_ else "mở",
            _address(asked, kind, officer) if officer else "",
            tuple(one.said for one in own[:_SHOWN]),
            max(0, len(own) - _SHOWN),
        )


def _address(asked: Asked, kind: Kind, officer: str) -> str:
    more = urlencode({"kieu": kind, **({"chv": officer} if officer else {})})
    return f"{reverse('web:audit-matters')}?{asked.query()}&{more}"
