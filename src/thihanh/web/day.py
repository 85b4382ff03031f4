"""The day of an officer or an office: what falls due first, what is worth most, what has waited longest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.law.terms import rules
from thihanh.matters import queries as matters
from thihanh.matters.listing import MatterRow
from thihanh.matters.states import STAGES
from thihanh.offices import queries as offices
from thihanh.statistics.numbers import Absent
from thihanh.statistics.unit import scope_of
from thihanh.targets.goals import Assigned, assigned
from thihanh.web import board
from thihanh.web.board import Result
from thihanh.web.page import PageRequest

NEAREST = 25
FEW = 6
NEAR_DAYS = 30
_RUNNING = ("in_progress",)


@dataclass(frozen=True)
class Task:
    """A matter with the nearest thing to do on it."""

    row: MatterRow
    act: str
    stage: str


@dataclass(frozen=True)
class Side:
    """One result of the unit with the target that holds for it."""

    name: str
    result: Result
    goal: Assigned | Absent
    beat: board.Figure


def officer(request: PageRequest) -> HttpResponse:
    """The day of a chấp hành viên: own matters, and those of absent colleagues one stands in for."""
    viewer = request.viewer
    others = sorted(viewer.own_officers - {viewer.officer})
    more = {
        "officer": viewer.officer,
        "stands_in_for": [request.page.names.officers.get(code, code) for code in others],
    }
    return _day(request, offices.Reach(officers=viewer.own_officers), viewer.officer, more)


def staff(request: PageRequest) -> HttpResponse:
    """The day of an office, for those who serve it."""
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    return _day(request, reach, request.viewer.unit, {"officer": ""})


def _day(request: PageRequest, reach: offices.Reach, unit: str, more: Mapping[str, object]) -> HttpResponse:
    found = matters.page(reach, matters.Filters(ended=False), sort="due", limit=NEAREST)
    tasks = [_task(row) for row in found.rows if row.next_due]
    near = request.on + timedelta(days=NEAR_DAYS)
    first = [task for task in tasks if task.row.next_due and task.row.next_due <= near]
    running = matters.Filters(stages=_RUNNING)
    context = {
        "tasks": first or tasks[:FEW],
        "near_days": NEAR_DAYS if first else 0,
        "found": found,
        "late": matters.page(reach, matters.Filters(ended=False, overdue_on=request.on), limit=1),
        "largest": matters.page(reach, running, sort="outstanding", limit=FEW),
        "oldest": matters.page(reach, running, sort="since", limit=FEW),
        "sides": _sides(request, unit),
        "watched": board.watched(request, unit) if _counts(request, unit) else [],
        "calendar": request.page.calendar,
        **more,
    }
    return render(request, "web/home_tasks.html", context)


def _task(row: MatterRow) -> Task:
    rule = rules().get(row.next_rule)
    return Task(row, rule.act if rule else row.next_rule, STAGES[row.stage].label)


def _counts(request: PageRequest, unit: str) -> bool:
    """Whether the viewer may see the live figures of this unit."""
    if not unit or not unit[0].isdigit():
        return False
    scope = scope_of(unit)
    office = scope.office or request.viewer.unit
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    return reach.covers(scope.agency, office, scope.officer)


def _sides(request: PageRequest, unit: str) -> list[Side]:
    if not _counts(request, unit):
        return []
    names = ("Về việc", "Về tiền")
    return [
        Side(name, one, goal, board.beat(one.rate, goal))
        for name, one in zip(names, board.results(request, unit), strict=True)
        for goal in (assigned(unit, one.form.form.of, request.on),)
    ]
