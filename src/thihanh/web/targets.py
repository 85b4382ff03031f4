"""Chỉ tiêu và xếp hạng: a unit's results against its targets, and the provinces' published results."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from thihanh.law import work_year
from thihanh.offices import queries as offices
from thihanh.targets.published import EDITION_NAMES, national
from thihanh.targets.queries import published_tiles
from thihanh.web import figures, refusals, scores
from thihanh.web import format as vi
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest, page


@page
def show(request: PageRequest) -> HttpResponse:
    """Targets of a unit for a cumulative period; live where the viewer's reach covers the unit."""
    if not request.page.allows("target", "read"):
        raise refusals.not_granted(request.viewer, "target", "read")
    year, month = scores.last_full_month(request)
    asked_year, asked_month = request.GET.get("nam", ""), request.GET.get("thang", "")
    year = vi.place(asked_year, year)
    month = vi.place(asked_month, month)
    unit = request.GET.get("don-vi") or figures.home_unit(request)
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    context = {**published(request, year, month), **_choices(request, year, month), "unit": unit}
    if reach.covers(*_parts(unit)):
        try:
            context["card"] = scores.score(request, unit, year, month)
        except figures.Refusals as error:
            return HttpResponseBadRequest(render(request, "web/targets.html", {"error": error}).content)
    return render(request, "web/targets.html", context)


def _parts(unit: str) -> tuple[str, str | None]:
    return unit[:2], unit if "." in unit else None


def published(request: PageRequest, year: int, month: int) -> dict[str, object]:
    """The published results of a period for map and table: never live, never opened."""
    tiles = published_tiles(year, month)
    country = [(of, national(year, month, of)) for of in ("cases", "money")]
    return {
        "year": year,
        "month": month,
        "map": scores.tile_map(tiles, request.viewer.agency),
        "tiles": [(tile, scores.printed(tile.cases), scores.printed(tile.money)) for tile in tiles],
        "country": [
            (of, scores.printed(row.rate(of)), EDITION_NAMES[row.edition], row.source)
            for of, row in country
            if row is not None
        ],
    }


def _choices(request: PageRequest, year: int, month: int) -> dict[str, object]:
    newest = work_year(request.on)
    return {
        "years": [Choice(str(n), f"năm công tác {n}", n == year) for n in range(newest, newest - 8, -1)],
        "months": [Choice(str(n), f"{n} tháng", n == month) for n in range(1, 13)],
    }
