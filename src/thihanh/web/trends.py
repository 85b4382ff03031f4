"""Đường lũy kế và tồn chuyển: a unit's year month by month, and what it carried over the years."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from thihanh.offices import queries as offices
from thihanh.statistics import trend
from thihanh.statistics.numbers import Percent
from thihanh.web import figures, refusals
from thihanh.web.page import PageRequest, page

_YEARS = 2


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
        return HttpResponseBadRequest(str(error))
    context = {"unit": unit, "curves": _curves(curve), "backlog": backlog}
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "web/parts/trends.html" if fragment else "web/trends.html", context)


def _curves(points: tuple[trend.CurvePoint, ...]) -> list[dict[str, object]]:
    return [
        {
            "name": name,
            "rows": [
                {
                    "month": f"tháng {point.month}",
                    "to": point.to,
                    "rate": getattr(point, rate),
                    "value": _plain(getattr(point, rate)),
                }
                for point in points
            ],
        }
        for name, rate in (("Về việc", "cases_rate"), ("Về tiền", "money_rate"))
    ]


def _plain(rate: object) -> str:
    """A rate as scripts read it; empty where there is none."""
    return f"{rate.hundredths / 100:.2f}" if isinstance(rate, Percent) else ""
