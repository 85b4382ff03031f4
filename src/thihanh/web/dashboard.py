"""Bảng điều hành: one board per unit, live inside the reach, closed or published figures outside it."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.law import work_year
from thihanh.offices import queries as offices
from thihanh.offices.reach import Reach
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.readings.definitions import MonthPoint, side_by_side
from thihanh.statistics.readings.headline import KINDS
from thihanh.statistics.readings.opened import two_readings
from thihanh.statistics.tagged import TAGS
from thihanh.statistics.unit import scope_of
from thihanh.web import dashboard_closed, figures, scores, targets
from thihanh.web.dashboard_live import SWITCHES, board, today
from thihanh.web.figures import Asked
from thihanh.web.filters import Choice, choices_by_code
from thihanh.web.page import PageRequest, page
from thihanh.web.statistics import period_choices, unit_choices

_ALL = {"": "tất cả"}


@page
def show(request: PageRequest) -> HttpResponse:
    """The board: numbers first, its curves follow."""
    return _drawn(request, "web/dashboard.html")


@page
def meeting(request: PageRequest) -> HttpResponse:
    """The same figures as large slides for a meeting; nothing is fetched after the page has come."""
    return _drawn(request, "web/meeting.html", whole=True)


def _drawn(request: PageRequest, template: str, *, whole: bool = False) -> HttpResponse:
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    if address := _at_officer(request):
        return redirect(address)
    unit = request.GET.get("don-vi", "") or figures.home_unit(request)
    if not _covers(reach, unit):
        return _closed(request, unit)
    try:
        asked = figures.read(request)
        context = _live(request, asked, reach)
        if whole:
            context |= {
                "readings": two_readings(asked.unit, asked.period, reach=reach, version=asked.version),
                "curve": _curve(asked, reach),
            }
    except figures.Refusals as error:
        return HttpResponseBadRequest(render(request, "web/dashboard.html", {"error": error}).content)
    return render(request, template, context)


def _curve(asked: Asked, reach: Reach) -> list[tuple[MonthPoint, Percent | Absent, Percent | Absent]]:
    """Month by month to the last day, in the version of the board."""
    points = side_by_side(asked.unit, asked.period.to, reach=reach).points
    return [(one, *(one.new if asked.version == "R25" else one.old)) for one in points]


def _at_officer(request: PageRequest) -> str:
    """Where the board of the officer chosen beside a unit stands; "" where none was, or of another office."""
    officer, unit = request.GET.get("chv", ""), request.GET.get("don-vi", "")
    if not officer or not ("." not in unit or "/" in unit or officer.startswith(f"{unit}/")):
        return ""
    query = request.GET.copy()
    query["don-vi"] = officer
    del query["chv"]
    return f"{request.path}?{query.urlencode()}"


def _covers(reach: Reach, unit: str) -> bool:
    """Whether the unit's live figures may be shown; a code that is none is refused by the live board."""
    if reach.is_empty:
        return False
    try:
        scope = scope_of(unit)
    except ValueError:
        return unit != "CQL"
    return reach.covers(scope.agency, scope.office, scope.officer)


def _live(request: PageRequest, asked: Asked, reach: Reach) -> dict[str, object]:
    switches = _switches(request)
    drawn = board(asked, switches, reach=reach)
    scope = scope_of(asked.unit)
    return {
        "asked": asked,
        "board": drawn,
        "switches": [(code, name, code in switches) for code, name in SWITCHES.items()],
        "permalink": f"{reverse('web:dashboard')}?{today(asked, request.on)}",
        "version_name": figures.VERSION_NAMES[asked.version],
        "units": unit_choices(request, scope),
        "officers": _officers(request, asked),
        "months": period_choices(request, asked),
        "years": [
            Choice(str(n), f"năm công tác {n}", n == asked.period.work_year)
            for n in range(work_year(request.on), work_year(request.on) - 4, -1)
        ],
        "tags": choices_by_code({**_ALL, **TAGS}, asked.tag),
        "kinds": choices_by_code({**_ALL, **KINDS}, asked.kind),
        "meeting": f"{reverse('web:meeting')}?{asked.query()}",
        "alerts": f"{reverse('web:alerts')}?don-vi={asked.unit}",
        "narrowed": bool(asked.narrow),
    }


def _switches(request: PageRequest) -> list[str]:
    """The comparisons chosen; all of them where nothing was asked."""
    if "loc" in request.GET or "so" in request.GET:
        return [code for code in request.GET.getlist("so") if code in SWITCHES]
    return list(SWITCHES)


def _officers(request: PageRequest, asked: Asked) -> list[Choice]:
    """The officers of the unit, to narrow the board to one."""
    scope = scope_of(asked.unit)
    office = scope.office or ""
    held = offices.officers(scope.agency, request.on)
    found = [
        Choice(f"{office}/{one.code}" if office else one.code, one.name, one.code == scope.officer)
        for one in held
        if office in ("", one.unit)
    ]
    return [Choice("", "tất cả", scope.officer is None), *found]


def _closed(request: PageRequest, unit: str) -> HttpResponse:
    """What is closed or published of a unit outside the live reach; it says so and does not open."""
    year, month = scores.last_full_month(request)
    context = {
        **targets.published(request, year, month),
        **dashboard_closed.closed(request, unit),
        "unit": unit,
    }
    return render(request, "web/dashboard_closed.html", context)
