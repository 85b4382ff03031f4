"""Ngoài biểu: transfers between holders, acts done in time, tagged matters of a unit over the year so far."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from thihanh.offices import queries as offices
from thihanh.statistics import movements, tagged, timeliness
from thihanh.statistics.engine.cells import Holder
from thihanh.statistics.movements import MovedOut, Transfer
from thihanh.web import figures, refusals
from thihanh.web.page import Names, PageRequest, page


@dataclass(frozen=True)
class Move:
    """A line of the transfer table in words."""

    origin: str
    now: str
    matters: int
    owed: int


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
        "moves": _moves([*moved.came, *([] if whole else moved.went)], _Who(names, whole)),
        "net": moved.net,
        "left": _left(left, _Who(names, whole)),
        "acts": acts,
        "tags": tags,
    }
    return render(request, "web/movements.html", context)


@dataclass(frozen=True)
class _Who:
    """Names a holder: by office alone where the whole agency is shown, else by office and officer."""

    names: Names
    whole: bool

    def __call__(self, holder: Holder) -> str:
        office = self.names.offices.get(holder.office, holder.office)
        officer = "" if self.whole else self.names.officers.get(holder.officer, holder.officer)
        return " · ".join(filter(None, (office, officer))) or "chưa phân công"


def _moves(found: list[Transfer], who: _Who) -> list[Move]:
    sums: dict[tuple[str, str], list[int]] = {}
    for one in found:
        added = sums.setdefault((who(one.origin), who(one.now)), [0, 0])
        added[0] += one.matters
        added[1] += one.owed
    return [Move(origin, now, *added) for (origin, now), added in sums.items()]


def _left(found: tuple[MovedOut, ...], who: _Who) -> list[Move]:
    sums: dict[tuple[str, str], list[int]] = {}
    for one in found:
        added = sums.setdefault((who(one.holder), one.reason), [0, 0])
        added[0] += one.matters
        added[1] += one.owed
    return [Move(holder, reason, *added) for (holder, reason), added in sorted(sums.items())]
