"""Hai cách đọc: the official denominator beside "thu hồi được ngay", why a rate differs, both definitions."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape

from thihanh.offices import queries as offices
from thihanh.offices.reach import Reach
from thihanh.statistics.forms.definitions import form_of
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import beside
from thihanh.statistics.readings import moved
from thihanh.statistics.readings.bridge import NOW, Bridge
from thihanh.statistics.readings.definitions import side_by_side
from thihanh.statistics.readings.opened import MatterList, step_matters, two_readings
from thihanh.statistics.unit import scope_of
from thihanh.web import behind, figures, refusals
from thihanh.web import format as vi
from thihanh.web.figures import Asked
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest, page
from thihanh.web.readings_why import BEFORE, LAST_YEAR, address_of, base_of, unit_name, why_of
from thihanh.web.statistics import period_choices, unit_choices

NAME = "Hai cách đọc"


@dataclass(frozen=True)
class BridgeRow:
    """A line of the bridge as printed and drawn: matters and đồng with their sign, where it opens."""

    name: str
    short: str
    cases: int
    money: int
    address: str
    total: bool = False
    why: str = ""
    article: str = ""
    mark: str = ""
    missing: str = ""

    @property
    def drawn(self) -> str:
        """The money in tỷ as scripts read it."""
        return f"{self.money / vi.BILLION:.1f}"


@page
def show(request: PageRequest) -> HttpResponse:
    """The two readings of a unit over a period with the bridge; the headline taken apart follows.

    As a fragment only what follows; ``trang=ca`` asks for all of it together.
    """
    reach = _reach(request)
    if request.headers.get("HX-Request") == "true":
        return _why_fragment(request, reach)
    try:
        asked = figures.read(request)
        found = two_readings(
            asked.unit, asked.period, reach=reach, version=asked.version, known_on=asked.known_on
        )
        base_of(request, asked, reach)
        why = why_of(request, asked, reach) if request.GET.get("trang") == "ca" else {}
    except figures.Refusals as error:
        return HttpResponseBadRequest(render(request, "web/readings.html", {"error": error}).content)
    official, now = found.bridge.rates()
    context = {
        "asked": asked,
        "unit_name": unit_name(request, asked.unit),
        "version_name": figures.VERSION_NAMES[asked.version],
        "other_name": figures.VERSION_NAMES[beside(asked.version)],
        "other_query": asked.query(**{"phien-ban": beside(asked.version)}),
        "bridge": found.bridge,
        "sides": zip(("Về việc", "Về tiền"), official, now, strict=True),
        "rows": _rows(asked, found.bridge),
        "whole": f"{reverse('web:two-readings')}?"
        + asked.query(trang="ca", **{"so-voi": request.GET.get("so-voi", "")}),
        "base_choices": _base_choices(request, asked),
        **why,
        "definitions": f"{reverse('web:two-definitions')}?{asked.query()}",
        "units": unit_choices(request, scope_of(asked.unit)),
        "months": period_choices(request, asked),
    }
    return render(request, "web/readings.html", context)


def _why_fragment(request: PageRequest, reach: Reach) -> HttpResponse:
    try:
        context = why_of(request, figures.read(request), reach)
    except figures.Refusals as error:
        return HttpResponseBadRequest(escape(str(error)))
    return render(request, "web/parts/readings_why.html", context)


@page
def matters(request: PageRequest) -> HttpResponse:
    """The matters behind a step of the bridge, or behind a line of those that left since month 10."""
    query = request.GET

    def read(asked: Asked, reach: Reach, number: int) -> MatterList:
        if query.get("loai") == "roi":
            by, key = query.get("theo", ""), query.get("khoa", "")
            return moved.gone_matters(asked.unit, asked.period.to, by, key, reach=reach, page=number)
        code = query.get("buoc", "")
        return step_matters(asked.unit, asked.period, code, reach=reach, version=asked.version, page=number)

    return behind.show(request, read, (reverse("web:two-readings"), NAME))


@page
def definitions(request: PageRequest) -> HttpResponse:
    """Both definitions month by month: a fragment after the page's numbers, a page of its own otherwise."""
    reach = _reach(request)
    years = 2 if request.GET.get("nam-so") == "2" else 1
    try:
        asked = figures.read(request)
        found = side_by_side(asked.unit, asked.period.to, reach=reach, years=years)
    except figures.Refusals as error:
        return HttpResponseBadRequest(escape(str(error)))
    curves = [
        (name, [(one, place == found.first_new, _cell(one.old[of]), _cell(one.new[of]))
                for place, one in enumerate(found.points)])
        for of, name in enumerate(("Về việc", "Về tiền"))
    ]  # fmt: skip
    context = {
        "asked": asked,
        "found": found,
        "curves": curves,
        "years": years,
        "unit_name": unit_name(request, asked.unit),
        "more": f"{reverse('web:two-definitions')}?{asked.query(**{'nam-so': '2'})}",
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "web/parts/definitions.html" if fragment else "web/definitions.html", context)


def _reach(request: PageRequest) -> Reach:
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "figure", "read")
    return reach


def _rows(asked: Asked, bridge: Bridge) -> list[BridgeRow]:
    eligible = form_of("004.N", asked.version).numbers["eligible"]
    rows = [
        BridgeRow("Có điều kiện thi hành (mẫu số chính thức)", "có điều kiện", *bridge.eligible,
                  asked.cell(eligible), total=True),
        *(
            BridgeRow(
                line.step.name,
                line.step.name.partition(",")[0].partition("(")[0][:26],
                -line.cases,
                -line.money,
                "" if line.step.missing or not line.matters else address_of(asked, buoc=line.step.code),
                why=line.step.why,
                article=line.step.article,
                mark=line.step.mark,
                missing=line.step.missing,
            )
            for line in bridge.lines
        ),
        BridgeRow("Thu hồi được ngay", "thu hồi được ngay", *bridge.now, "", total=True),
    ]  # fmt: skip
    resolved = form_of("004.N", asked.version).numbers["resolved"]
    return [
        *rows,
        BridgeRow("trong đó đã giải quyết xong", "", *bridge.resolved, asked.cell(resolved), why="-"),
        BridgeRow(
            "trong đó còn thu hồi được ngay", "", *bridge.open_now, address_of(asked, buoc=NOW), why="-"
        ),
    ]


def _base_choices(request: PageRequest, asked: Asked) -> list[Choice]:
    chosen = request.GET.get("so-voi", "")
    others = [one for one in unit_choices(request, scope_of(asked.unit)) if one.value != asked.unit]
    found = [Choice(one.value, one.label, one.value == chosen) for one in others]
    times = (
        ("", "cùng kỳ năm trước, hoặc kỳ có số liệu"),
        (LAST_YEAR, "cùng kỳ năm trước"),
        (BEFORE, "kỳ trước trong năm"),
    )
    return [*(Choice(value, words, value == chosen) for value, words in times), *found]


def _cell(rate: Percent | Absent) -> tuple[object, str]:
    return rate, f"{rate.hundredths / 100:.2f}" if isinstance(rate, Percent) else ""
