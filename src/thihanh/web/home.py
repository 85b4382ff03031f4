"""Trang chính: what matters today, by role."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.offices import queries as offices
from thihanh.trail import queries as trail
from thihanh.web import board, committee_page, day, figures, record, scores, targets, waiting
from thihanh.web.page import PageRequest, page


@page
def home(request: PageRequest) -> HttpResponse:
    """The first page after log-in: the page of the highest of the viewer's roles that has one."""
    drawn = _HOMES.get(request.page.home)
    return drawn(request) if drawn else render(request, "web/home_plain.html")


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
        "lines": board.table(request, cases, money),
        "todo": [*waiting.papers(request), *board.todo(request, unit)],
    }
    return render(request, "web/home_head.html", context)


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
        "status": trail.check_status(record.actors_of(request)),
    }
    return render(request, "web/home_administrator.html", context)


_HOMES: dict[str, Callable[[PageRequest], HttpResponse]] = {
    "board": _head,
    "day": day.show,
    "committee": committee_page.show,
    "published": _published,
    "administrator": _administrator,
}
