"""Xếp hạng: units by any column, with intervals, the way up, case mix and weights; provinces as published."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.law import work_year
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.statistics.forms.definitions import form_of
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import month_period, version_on
from thihanh.targets import standings
from thihanh.targets.adjusting import STATED, Adjusted, Composite
from thihanh.targets.columns import Column, UnknownColumn, column, columns
from thihanh.targets.provincial import between
from thihanh.targets.ranking import Move, Ranked
from thihanh.targets.standings import Level, Standing
from thihanh.web import figures, refusals, scores
from thihanh.web import format as vi
from thihanh.web.figures import Asked
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest, page

LEVELS: dict[str, tuple[Level, str]] = {
    "phong": ("offices", "các phòng của cơ quan"),
    "nguoi": ("officers", "chấp hành viên"),
    "tinh": ("provinces", "các tỉnh, số đã công bố"),
}


@dataclass(frozen=True)
class Row:
    """A place in words: value, interval, what would move it up, what remains after the case mix."""

    place: Ranked
    value: str
    plain: str
    address: str
    interval: str
    why_none: str
    low: str
    high: str
    volume: int | None
    move: str
    adjusted: Adjusted | None
    composite: Composite | None


@page
def show(request: PageRequest) -> HttpResponse:
    """The ranking asked for: column, year, month and which units."""
    if not request.page.allows("target", "read"):
        raise refusals.not_granted(request.viewer, "target", "read")
    year, month = scores.last_full_month(request)
    year = vi.place(request.GET.get("nam", ""), year)
    month = vi.place(request.GET.get("thang", ""), month)
    unit = request.GET.get("don-vi") or figures.home_unit(request)
    level = request.GET.get("cap", "")
    if level not in LEVELS:
        level = _level(request, unit)
    context: dict[str, object] = {
        **_choices(request, year, month, level),
        "unit": unit,
        "year": year,
        "month": month,
        "live": level != "tinh",
        "stated": STATED,
    }
    try:
        chosen = column(request.GET.get("cot") or "cases.rate")
        found = _standing(request, chosen, unit, (year, month), level)
    except (*figures.Refusals, UnknownColumn, Denied) as refused:
        sentence = getattr(refused, "sentence", str(refused))
        code = 403 if isinstance(refused, Denied) else 400
        return render(request, "web/target_ranking.html", context | {"error": sentence}, status=code)
    rows = [_row(request, found, place, (year, month)) for place in found.ranking.places]
    context |= {"column": chosen, "found": found, "rows": rows, "charted": len(rows) >= _FEWEST}
    context["columns"] = [Choice(one.code, one.name, one == chosen) for one in columns()]
    return render(request, "web/target_ranking.html", context)


_FEWEST = 3


def _level(request: PageRequest, unit: str) -> str:
    """What this viewer can compare: the offices, else the officers of the office, else the provinces."""
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    if not reach.covers(unit[:2], unit if "." in unit else None):
        return "tinh"
    return "nguoi" if "." in unit else "phong"


def _standing(
    request: PageRequest, chosen: Column, unit: str, period: tuple[int, int], level: str
) -> Standing:
    year, month = period
    if level == "tinh":
        month_period(year, month)  # refuses a month or year there is none of
        return between(chosen, year, month)
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    asked = unit[:2] if level == "phong" else unit
    return standings.inside(chosen, asked, year, month, reach=reach, level=LEVELS[level][0])


def _row(request: PageRequest, found: Standing, place: Ranked, period: tuple[int, int]) -> Row:
    unit, chosen = place.line.unit, found.ranking.column
    interval, move = found.intervals.get(unit), found.moves.get(unit)
    drawn = interval if not isinstance(interval, Absent) else None
    return Row(
        place=place,
        value=standings.shown(chosen, place.value),
        plain=_plain(chosen, place.value),
        address=_address(request, chosen, unit, period) if found.level != "provinces" else "",
        interval=str(drawn) if drawn else vi.NONE,
        why_none=interval.reason if isinstance(interval, Absent) else "",
        low=_plain(chosen, drawn.low) if drawn else "",
        high=_plain(chosen, drawn.high) if drawn else "",
        volume=found.volumes.get(unit),
        move=_moved(chosen, move),
        adjusted=found.adjusted.get(unit),
        composite=found.composites.get(unit),
    )


def _plain(chosen: Column, value: int) -> str:
    """A value as scripts read it."""
    return f"{value / 100:.2f}" if isinstance(chosen.shown(value), Percent) else str(value)


def _moved(chosen: Column, move: Move | Absent | None) -> str:
    if not isinstance(move, Move):
        return move.reason if isinstance(move, Absent) else vi.NONE
    amount = vi.dong(move.amount) if chosen.of == "money" else f"{vi.count(move.amount)} việc"
    way = (
        "giải quyết xong thêm"
        if chosen.part == "resolved"
        else "tăng"
        if chosen.better == "higher"
        else "giảm"
    )
    return f"{way} {amount}: lên hạng {move.rank}, vượt {move.past}"


def _address(request: PageRequest, chosen: Column, unit: str, period: tuple[int, int]) -> str:
    """Where the counted part opens: its matters."""
    if not request.page.allows("figure", "drill"):
        return ""
    span = month_period(*period)
    version = version_on(span.to)
    code = "005.N" if chosen.of == "money" else "004.N"
    asked = Asked(code, unit, span, version, None, "nghin")
    return asked.cell(form_of(code, version).numbers[chosen.part])


def _choices(request: PageRequest, year: int, month: int, level: str) -> dict[str, object]:
    newest = work_year(request.on)
    return {
        "years": [Choice(str(n), f"năm công tác {n}", n == year) for n in range(newest, newest - 8, -1)],
        "months": [Choice(str(n), f"{n} tháng", n == month) for n in range(1, 13)],
        "levels": [Choice(code, words, code == level) for code, (_, words) in LEVELS.items()],
        "columns": [Choice(one.code, one.name, False) for one in columns()],
    }
