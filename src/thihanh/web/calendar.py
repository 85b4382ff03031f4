"""Lịch làm việc: the year in a grid, the days off by name and basis, and the agency's own days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render

from thihanh.deadlines import Calendar, Day
from thihanh.deadlines.calendar import WEEKLY_REST
from thihanh.law.calendar import missing_year_warning, years
from thihanh.offices import queries as offices
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page


@dataclass(frozen=True)
class Cell:
    """One day of the grid: how it looks and what it is called."""

    number: int
    look: str
    title: str


@dataclass(frozen=True)
class Month:
    """A month in weeks that start on Monday; None pads the first and last week."""

    label: str
    weeks: tuple[tuple[Cell | None, ...], ...]


@page
def year(request: PageRequest) -> HttpResponse:
    """The calendar of one year under the viewer's own overrides."""
    wanted = request.GET.get("nam") or str(request.on.year)
    number = vi.place(wanted, 0)
    if number not in years():
        raise Http404
    own = offices.own_days(request.viewer.unit, request.on)
    calendar = request.page.calendar
    context = {
        "year": years()[number],
        "years": tuple(years()),
        "months": [_month(calendar, number, month, request.on) for month in range(1, 13)],
        "named": years()[number].days,
        "own": [day for day in own if day.date.year == number],
        "working_days": sum(calendar.is_working(day) for day in _days(number)),
        "calendar": calendar,
        "warning": missing_year_warning(request.on),
        "may_override": request.page.allows("calendar", "override"),
    }
    return render(request, "web/calendar.html", context)


def _days(year_: int) -> Iterable[date]:
    first = date(year_, 1, 1)
    return (first + timedelta(days=n) for n in range((date(year_ + 1, 1, 1) - first).days))


def _month(calendar: Calendar, year_: int, month: int, on: date) -> Month:
    days = [day for day in _days(year_) if day.month == month]
    cells: list[Cell | None] = [None] * days[0].weekday()
    cells += [_cell(calendar.day(day), on) for day in days]
    cells += [None] * (-len(cells) % 7)
    weeks = tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))
    return Month(f"Tháng {month}", weeks)


def _cell(day: Day, on: date) -> Cell:
    weekend = day.date.weekday() >= 5
    if day.date == on:
        look = "today"
    elif day.working:
        look = "worked" if weekend else ""
    else:
        look = "weekend" if day.name == WEEKLY_REST else "holiday"
    return Cell(day.date.day, look, day.name)
