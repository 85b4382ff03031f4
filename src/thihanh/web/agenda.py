"""Lịch việc: the month of the viewer's terms by day, and the same as a calendar feed at a secret address.

The feed names acts and numbers of matters, nobody by name: it leaves the house for calendars of others.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from icalendar import Calendar as Feed
from icalendar import Event

from thihanh.deadlines import Calendar
from thihanh.deadlines.calendar import WEEKLY_REST
from thihanh.law.calendar import years
from thihanh.law.terms import rules
from thihanh.offices import queries as offices
from thihanh.offices.feeds import account_of, close_feed, feed_of, open_feed
from thihanh.procedures.open_acts import FallingDue, falling_due
from thihanh.web import day, refusals
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page

_BEFORE, _AHEAD = timedelta(days=30), timedelta(days=400)


@dataclass(frozen=True)
class Date:
    """One day of the month: its terms; ``look`` and ``title`` as on the working calendar."""

    on: date
    look: str
    title: str
    terms: tuple[tuple[FallingDue, str], ...]


@page
def month(request: PageRequest) -> HttpResponse:
    """The terms of one month, ``thang=2025-10``."""
    return _month(request, "")


@page
def address(request: PageRequest) -> HttpResponse:
    """Open the secret address (told once, on this very answer), or close it."""
    if request.method != "POST":
        raise Http404
    _check(request)
    account, by = request.viewer.account_id, request.viewer.actor
    wanted = request.POST.get("lam")
    if wanted != "mo":
        if wanted == "dong":
            close_feed(account=account, by=by, on=request.on)
        return redirect("web:agenda")
    secret = open_feed(account=account, by=by, on=request.on)
    told = request.build_absolute_uri(f"{reverse('web:agenda-feed')}?{urlencode({'ma': secret})}")
    return _month(request, told)


def feed(request: HttpRequest) -> HttpResponse:
    """The terms of the account behind the secret, as iCalendar; any other secret is not found."""
    account = account_of(request.GET.get("ma", ""))
    on = settings.CLOCK.today()
    viewer = offices.viewer_of(account, on) if account else None
    if viewer is None or offices.reach(viewer, "matter", "read", on).is_empty:
        raise Http404("Không có lịch ở địa chỉ này.")
    terms = falling_due(day.own_reach(viewer, on), on - _BEFORE, on + _AHEAD)
    return HttpResponse(_drawn(terms, settings.CLOCK.now()), content_type="text/calendar; charset=utf-8")


def _drawn(terms: Sequence[FallingDue], at: datetime) -> bytes:
    out = Feed()
    out.add("prodid", "-//Thi Hanh//Lich viec//VI")
    out.add("version", "2.0")
    out.add("x-wr-calname", "Thi Hành: hạn của tôi")
    for one in terms:
        told = f"{one.matter} {one.rule} {one.step} {one.from_}"
        event = Event()
        event.add("uid", f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@thihanh")
        event.add("dtstamp", at)
        event.add("dtstart", one.due)
        event.add("dtend", one.due + timedelta(days=1))
        event.add("summary", f"{rules()[one.rule].act} · {one.number}")
        event.add("transp", "TRANSPARENT")
        out.add_component(event)
    return bytes(out.to_ical())


def _check(request: PageRequest) -> None:
    if not request.page.allows("matter", "read"):
        raise refusals.not_granted(request.viewer, "matter", "read")


def _month(request: PageRequest, told: str) -> HttpResponse:
    _check(request)
    first = _asked(request.GET.get("thang", ""), request.on)
    last = vi.next_month(first) - timedelta(days=1)
    terms = falling_due(day.own_reach(request.viewer, request.on), first, last)
    dates = _dates(request.page.calendar, first, last, request.on, terms)
    context = {
        "first": first,
        "before": first - timedelta(days=1),
        "after": vi.next_month(first),
        "weeks": _weeks(dates),
        "busy": [one for one in dates if one.terms],
        "total": len(terms),
        "feed": feed_of(request.viewer.account_id),
        "told": told,
        "calendar": request.page.calendar,
    }
    return render(request, "web/agenda.html", context)


def _asked(text: str, on: date) -> date:
    try:
        first = vi.read_month(text)
    except ValueError:
        return on.replace(day=1)
    return first if first.year in years() else on.replace(day=1)


def _dates(calendar: Calendar, first: date, last: date, on: date, terms: Sequence[FallingDue]) -> list[Date]:
    by_day: dict[date, list[tuple[FallingDue, str]]] = {}
    for one in terms:
        by_day.setdefault(one.due, []).append((one, rules()[one.rule].act))
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [Date(one, *_look(calendar, one, on), tuple(by_day.get(one, ()))) for one in days]


def _look(calendar: Calendar, one: date, on: date) -> tuple[str, str]:
    known = calendar.day(one)
    if one == on:
        return "today", known.name
    if known.working:
        return "worked" if one.weekday() >= 5 else "", known.name
    return "weekend" if known.name == WEEKLY_REST else "holiday", known.name


def _weeks(dates: Sequence[Date]) -> list[list[Date | None]]:
    cells: list[Date | None] = [*([None] * dates[0].on.weekday()), *dates]
    cells += [None] * (-len(cells) % 7)
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]
