"""Trang chính: what matters today, by role."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.law.terms import rules
from thihanh.matters import queries as matters
from thihanh.matters.listing import MatterRow
from thihanh.matters.states import STAGES
from thihanh.offices import queries as offices
from thihanh.trail import queries as trail
from thihanh.web import board, figures, scores, targets
from thihanh.web.page import PageRequest, page

_NEAREST = 25


@dataclass(frozen=True)
class Task:
    """A matter with the nearest thing to do on it."""

    row: MatterRow
    act: str
    stage: str


@page
def home(request: PageRequest) -> HttpResponse:
    """The first page after log-in: the page of the highest of the viewer's roles that has one."""
    for role in request.viewer.roles:
        if role in _HOMES:
            return _HOMES[role](request)
    return render(request, "web/home_plain.html")


def _head(request: PageRequest) -> HttpResponse:
    unit = figures.home_unit(request)
    cases, money = board.results(request, unit)
    year, month = scores.last_full_month(request)
    card = scores.score(request, unit, year, month)
    context = {
        "unit": unit,
        "card": card,
        "sides": ((cases, card.cases), (money, card.money)),
        "cases": cases,
        "lines": board.table(cases, money, set(request.GET.getlist("mo"))),
        "todo": board.todo(request, unit),
    }
    return render(request, "web/home_head.html", context)


def _officer(request: PageRequest) -> HttpResponse:
    officers = sorted(request.viewer.own_officers)
    reach = offices.Reach(officers=request.viewer.own_officers)
    return _tasks(request, reach, {"mine": True, "stands_in_for": officers[1:]})


def _staff(request: PageRequest) -> HttpResponse:
    return _tasks(request, offices.reach(request.viewer, "matter", "read", request.on), {"mine": False})


def _tasks(request: PageRequest, reach: offices.Reach, more: dict[str, object]) -> HttpResponse:
    running = matters.Filters(ended=False)
    found = matters.page(reach, running, sort="due", limit=_NEAREST)
    late = matters.page(reach, matters.Filters(ended=False, overdue_on=request.on), limit=1)
    context = {
        "tasks": [_task(row) for row in found.rows if row.next_due],
        "found": found,
        "late": late,
        "calendar": request.page.calendar,
        "officer": request.viewer.officer if more["mine"] else "",
        **more,
    }
    return render(request, "web/home_tasks.html", context)


def _task(row: MatterRow) -> Task:
    rule = rules().get(row.next_rule)
    return Task(row, rule.act if rule else row.next_rule, STAGES[row.stage].label)


def _published(request: PageRequest) -> HttpResponse:
    year, month = scores.last_full_month(request)
    return render(request, "web/home_published.html", targets.published(request, year, month))


def _administrator(request: PageRequest) -> HttpResponse:
    reach = offices.reach(request.viewer, "account", "read", request.on)
    rows = offices.accounts(request.on, reach)
    context = {
        "accounts": len(rows),
        "closed": sum(not row.active for row in rows),
        "idle": [row for row in rows if row.active and not row.titles],
        "status": trail.check_status(),
    }
    return render(request, "web/home_administrator.html", context)


_HOMES: dict[str, Callable[[PageRequest], HttpResponse]] = {
    "province_head": _head,
    "province_deputy": _head,
    "nv_head": _head,
    "office_head": _head,
    "officer": _officer,
    "examiner": _head,
    "chief_accountant": _head,
    "procuracy": _head,
    "clerk": _staff,
    "accountant": _staff,
    "registry": _staff,
    "committee_chair": _published,
    "national_viewer": _published,
    "administrator": _administrator,
}
