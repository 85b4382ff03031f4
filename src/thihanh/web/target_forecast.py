"""Dự báo cuối năm và việc còn lại: an interval for the year's end, what every unit still has to do."""

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.law import work_year
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.statistics.numbers import Absent, Percent, Points
from thihanh.statistics.period import month_period
from thihanh.statistics.unit import scope_of
from thihanh.targets.forecast import Tried
from thihanh.targets.outlook import Outlook, outlooks
from thihanh.targets.workplan import DENOMINATORS, Need, UnitPlan, Workplan, workplan
from thihanh.web import figures, refusals, scores
from thihanh.web import format as vi
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest, page

NAMES = {"cases": "Về việc", "money": "Về tiền"}


@page
def show(request: PageRequest) -> HttpResponse:
    """The forecast from a cumulative period and the work left on its last day."""
    if not request.page.allows("target", "read"):
        raise refusals.not_granted(request.viewer, "target", "read")
    year, month = scores.last_full_month(request)
    year, month = vi.place(request.GET.get("nam", ""), year), vi.place(request.GET.get("thang", ""), month)
    unit = request.GET.get("don-vi") or figures.home_unit(request)
    newest = work_year(request.on)
    context: dict[str, object] = {
        "unit": unit,
        "year": year,
        "month": month,
        "years": [Choice(str(n), f"năm công tác {n}", n == year) for n in range(newest, newest - 4, -1)],
        "months": [Choice(str(n), f"{n} tháng", n == month) for n in range(1, 13)],
        "units": [Choice(code, name, code == unit) for code, name in figures_units(request)],
    }
    if not context["units"] and not request.GET.get("don-vi"):
        return render(request, "web/target_forecast.html", context | {"error": NO_LIVE})
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    try:
        to = min(month_period(year, month).to, request.on)
        found = outlooks(unit, year, month, reach=reach)
        plan = workplan(unit, to, reach=reach, calendar=request.page.calendar)
    except Denied as denied:
        return render(request, "web/target_forecast.html", context | {"error": denied.sentence}, status=403)
    except figures.Refusals as refused:
        return render(request, "web/target_forecast.html", context | {"error": str(refused)}, status=400)
    context |= {
        "found": found,
        "sides": [_side(side) for side in found.sides],
        "tried": [(NAMES[of], [_tried(one) for one in rows]) for of, rows in found.published.items()],
        "invented": [(row, Points(row.error).hundredths / 100) for row in found.invented],
        "plan": plan,
        **_folded(plan),
        "denominators": list(DENOMINATORS.items())[:2],
    }
    return render(request, "web/target_forecast.html", context)


NO_LIVE = (
    "Phạm vi: không có đơn vị nào mà người xem được xem số liệu trực tiếp; trang Kết quả có số đã công bố."
)


def figures_units(request: PageRequest) -> list[tuple[str, str]]:
    """The units whose live figures the viewer may see."""
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    agency = request.viewer.agency
    own = [(agency, request.page.unit_name)] if reach.covers(agency) else []
    names = request.page.names.offices.items()
    return own + [(code, name) for code, name in names if reach.covers(agency, code)]


def _side(side: Outlook) -> dict[str, object]:
    """One side in words, with the rows of its chart."""
    rows = [
        {
            "month": mark.month,
            "cells": [_cell(one) for one in (mark.actual, mark.low, mark.middle, mark.high)],
        }
        for mark in side.marks
    ]
    goal = None if isinstance(side.target, Absent) else side.target.value
    return {
        "side": side,
        "name": NAMES[side.of],
        "rows": rows,
        "goal": goal,
        "goal_plain": _cell(goal)[1],
        "absent": side.found.reason if isinstance(side.found, Absent) else "",
    }


def _cell(value: Percent | None) -> tuple[str, str]:
    """A rate for readers and for scripts; empty where there is none."""
    return (str(value), f"{value.hundredths / 100:.2f}") if value is not None else (vi.NONE, "")


Row = tuple[UnitPlan, dict[str, object], dict[str, object]]


def _folded(plan: Workplan) -> dict[str, object]:
    """Units first; officers folded under their office, open where one office alone is asked for."""
    rows: list[Row] = []
    groups: list[tuple[Row, list[Row]]] = []
    for one in plan.rows:
        line = (one, _needs(one.cases, money=False), _needs(one.money, money=True))
        if scope_of(one.code).unit_kind == "officer" and groups:
            groups[-1][1].append(line)
        else:
            rows.append(line)
            groups.append((line, []))
    return {"rows": rows, "groups": [group for group in groups if group[1]], "alone": len(rows) == 1}


def _tried(one: Tried) -> dict[str, object]:
    return {
        "one": one,
        "error": str(Points(one.error)),
        "held": one.held,
    }


def _needs(needs: tuple[Need, ...] | Absent, *, money: bool) -> dict[str, object]:
    """What is missing, in words: by the version that holds, then by the one beside it."""
    if isinstance(needs, Absent):
        return {"reason": needs.reason}
    shown = vi.dong if money else vi.count

    def said(one: Need) -> dict[str, object]:
        weekly = one.weekly
        return {
            "left": shown(one.left),
            "weekly": vi.NONE if isinstance(weekly, Absent) else shown(weekly),
            "why": weekly.reason if isinstance(weekly, Absent) else "",
            "target": str(one.target),
            "words": one.words,
            "done": one.left == 0,
            "enough": one.enough,
        }

    return {"now": said(needs[0]), "beside": said(needs[1]) if len(needs) > 1 else None}
