"""Kiểm soát: steps where power over property and money is exercised; who does, checks, last looked."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.dossiers import queries
from thihanh.dossiers.queries import Filters
from thihanh.oversight import control_points
from thihanh.oversight.control_points import Looked, Point
from thihanh.web import refusals
from thihanh.web.page import PageRequest, page


@page
def show(request: PageRequest) -> HttpResponse:
    """Every control point with its latest look in each office, and the gaps, within what may be read."""
    if not request.page.allows("inspection", "read"):
        raise refusals.not_granted(request.viewer, "inspection", "read")
    viewer, on = request.viewer, request.on
    units, looked = control_points.board_for(viewer, on)
    names = {one.code: one.name for one in units}
    months, mark = control_points.interval()
    plan = queries.page(viewer, Filters(kinds=("inspection_plan",)), on, order="opened", limit=1).rows
    context = {
        "points": [_line(point, looked, names, on) for point in control_points.points()],
        "gaps": sum(one.is_gap(on) for one in looked),
        "cells": len(looked),
        "months": months,
        "mark": mark,
        "plan": plan[0] if plan else None,
        "plan_due": date(request.page.work_year - 1, 12, 31),
        "may_plan": request.page.allows("inspection", "plan"),
    }
    return render(request, "web/control_points.html", context)


def _line(
    point: Point, looked: tuple[Looked, ...], names: Mapping[str, str], on: date
) -> Mapping[str, object]:
    own = [one for one in looked if one.point is point]
    return {
        "point": point,
        "units": [(one, names[one.unit], one.is_gap(on)) for one in own],
        "gaps": sum(one.is_gap(on) for one in own),
        "open": sum(one.open_findings for one in own),
        "last": max((one.last_on for one in own if one.last_on), default=None),
    }
