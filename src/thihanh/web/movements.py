"""Ngoài biểu: transfers between holders, acts done in time, tagged matters of a unit over the year so far."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from thihanh.offices import queries as offices
from thihanh.statistics import movements, tagged, timeliness
from thihanh.statistics.engine.cells import Holder
from thihanh.statistics.movements import MovedOut, Transfer
from thihanh.web import figures, refusals
from thihanh.web.page import Names, PageRequest, page
from thihanh.web.timeline import ground_words


@dataclass(frozen=True)
class Move:
    """A line of the transfer table in words."""

    origin: str
    now: str
    matters: int
    owed: int


def _move(one: Transfer, names: Names) -> Move:
    return Move(_who(one.origin, names), _who(one.now, names), one.matters, one.owed)


@page
def show(request: PageRequest) -> HttpResponse:
    """Transfers, share of acts in time, and figures by tag of a unit."""
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "figure", "read")
    unit = request.GET.get("don-vi") or figures.home_unit(request)
    period, names = figures.so_far(request.on), request.page.names
    try:
        moved = movements.transfers(unit, period.from_, period.to, reach=reach)
        left = movements.moved_out_of_eligible(unit, period.to, reach=reach)
        acts = timeliness.timeliness(
            unit, period.from_, period.to, calendar=request.page.calendar, reach=reach
        )
        tags = [tagged.tagged(unit, tag, period.to, reach=reach) for tag in tagged.TAGS]
    except figures.Refusals as error:
        return HttpResponseBadRequest(render(request, "web/movements.html", {"error": error}).content)
    whole = moved.scope.unit_kind == "agency"
    context = {
        "unit_name": names.offices.get(unit, request.page.unit_name),
        "period": period,
        "offices": _net(moved.came, names) if whole else [],
        "moves": [] if whole else [_move(one, names) for one in (*moved.came, *moved.went)],
        "left": _left(left, period.to),
        "acts": acts,
        "tags": tags,
    }
    return render(request, "web/movements.html", context)


def _who(holder: Holder, names: Names) -> str:
    office = names.offices.get(holder.office, holder.office)
    officer = names.officers.get(holder.officer, holder.officer)
    return " · ".join(filter(None, (office, officer))) or "chưa phân công"


def _net(found: Iterable[Transfer], names: Names) -> list[tuple[str, str, int, int, int]]:
    """By office: code, name, matters that came from other offices, that went to them, the difference."""
    came: Counter[str] = Counter()
    went: Counter[str] = Counter()
    for one in found:
        if one.origin.office != one.now.office:
            came[one.now.office] += one.matters
            went[one.origin.office] += one.matters
    return [
        (code, names.offices.get(code, code), came[code], went[code], came[code] - went[code])
        for code in sorted(came | went)
    ]


def _left(found: Iterable[MovedOut], on: date) -> list[tuple[str, int, int]]:
    """By reason, the most matters first: reason, matters, đồng still owed."""
    sums: dict[str, list[int]] = {}
    for one in found:
        added = sums.setdefault(one.reason, [0, 0])
        added[0] += one.matters
        added[1] += one.owed
    rows = [(_in_words(reason, on), matters, owed) for reason, (matters, owed) in sums.items()]
    return sorted(rows, key=lambda row: -row[1])


def _in_words(reason: str, on: date) -> str:
    """``Hoãn (H-a)`` → ``Hoãn: H-a · không xác định được địa chỉ``, in the law of the day."""
    stage, _, ground = reason.partition(" (")
    return f"{stage}: {ground_words(ground.rstrip(')'), on)}" if ground else reason
