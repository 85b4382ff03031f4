"""Đường lũy kế và tồn chuyển: a unit's year month by month, and what it carried over the years."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.html import escape

from thihanh.offices import queries as offices
from thihanh.statistics import trend
from thihanh.statistics.numbers import Absent, Percent
from thihanh.targets.benchmarks import Kind, mark_of
from thihanh.targets.goals import Assigned, assigned
from thihanh.web import board, figures, refusals
from thihanh.web.page import PageRequest, page

_YEARS = 2
FEWEST_DOTS = 4
"""Fewer units are read better in the table."""


@page
def show(request: PageRequest) -> HttpResponse:
    """Curves and backlog: a fragment after the page's table, a page of its own without scripts."""
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "figure", "read")
    unit = request.GET.get("don-vi") or figures.home_unit(request)
    try:
        curve = trend.curve(unit, request.on, reach=reach)
        backlog = trend.backlog(unit, request.on, _YEARS, reach=reach)
    except figures.Refusals as error:
        return HttpResponseBadRequest(escape(str(error)))
    cases, _ = board.results(request, unit)
    goal, dots = assigned(unit, "cases", request.on), _dots(cases)
    context = {
        "unit": unit,
        "curves": _curves(unit, curve),
        "backlog": [(row, _rate(row)) for row in backlog],
        "dots": dots if len(dots) >= FEWEST_DOTS else [],
        "dots_target": _cell(goal.value)[1] if isinstance(goal, Assigned) else "",
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "web/parts/trends.html" if fragment else "web/trends.html", context)


def _dots(cases: board.Result) -> list[tuple[str, int, Percent, str]]:
    """The units under this one by volume and rate; those without a rate are left out."""
    rows = [(row.name, row.count("eligible"), row["rate"]) for row in cases.form.rows]
    return [
        (name, volume, rate, f"{rate.hundredths / 100:.2f}")
        for name, volume, rate in rows
        if isinstance(rate, Percent)
    ]


def _rate(row: trend.Backlog) -> Percent | Absent:
    """The year's rate; none where the register holds only what that year carried over."""
    if isinstance(row.rate, Percent) and not row.rate.hundredths:
        return Absent("Sổ không có việc nào giải quyết xong trong năm này, chỉ có số chuyển sang.")
    return row.rate


def _curves(unit: str, points: tuple[trend.CurvePoint, ...]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for name, of in (("Về việc", "cases"), ("Về tiền", "money")):
        goal = assigned(unit, of, points[-1].to)
        rows = [
            {
                "month": f"tháng {point.month}",
                "to": point.to,
                "cells": [_cell(getattr(point, f"{of}_rate")), *_marks(goal, of, point.month)],
            }
            for point in points
        ]
        found.append({"name": name, "rows": rows, "marks": MARKS if isinstance(goal, Assigned) else ()})
    return found


MARKS = (
    ("full_year", "Chỉ tiêu cả năm", "target", "chỉ tiêu"),
    ("pro_rata", "Theo số tháng", "prorata", "theo tháng"),
    ("seasonal", "Theo mùa vụ", "seasonal", "mùa vụ"),
)
"""The three marks: kind, heading, how the line looks, its short name."""


def _marks(goal: Assigned | Absent, of: str, month: int) -> list[tuple[object, str]]:
    if isinstance(goal, Absent):
        return []
    kinds: tuple[Kind, ...] = ("full_year", "pro_rata", "seasonal")
    return [_cell(mark_of(kind, goal.value, of, month)) for kind in kinds]


def _cell(rate: Percent | Absent) -> tuple[object, str]:
    """A rate for readers, and as scripts read it; empty where there is none."""
    return rate, f"{rate.hundredths / 100:.2f}" if isinstance(rate, Percent) else ""
