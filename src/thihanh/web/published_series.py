"""Số công bố qua các năm: charts of the country and of a province, each with its table and its words."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from thihanh.offices import queries as offices
from thihanh.offices.reference import provinces
from thihanh.targets.consistency.statements import Statement
from thihanh.targets.imported import queries
from thihanh.targets.places import NATION
from thihanh.targets.published import NATIONAL
from thihanh.targets.published_series import Point, Series, summary
from thihanh.web.page import PageRequest, page
from thihanh.web.published import check_read

_CHARTS = (
    (
        "Về việc",
        "",
        0,
        (
            ("cases_due", "Phải thi hành"),
            ("cases_done", "Giải quyết xong"),
            ("cases_carried", "Chuyển kỳ sau"),
        ),
    ),
    (
        "Về tiền (tỷ đồng)",
        "",
        0,
        (
            ("money_due", "Phải thi hành"),
            ("money_eligible", "Có điều kiện"),
            ("money_done", "Giải quyết xong"),
        ),
    ),
    ("Tỷ lệ giải quyết xong", "%", 2, (("cases_rate_pub", "Về việc"), ("money_rate_pub", "Về tiền"))),
)
_LOOKS = ("actual", "target", "third")
_INTERIM = (
    ("cases_due", "Việc phải thi hành"),
    ("cases_done", "Việc xong"),
    ("cases_rate_pub", "Tỷ lệ việc"),
    ("money_due", "Tiền phải thi hành (tỷ)"),
    ("money_done", "Tiền xong (tỷ)"),
    ("money_rate_pub", "Tỷ lệ tiền"),
)
Cell = tuple[str, str, bool]
Doubted = frozenset[tuple[str, str]]
"""Row and column of amounts that are not in the unit they are printed in."""


@page
def show(request: PageRequest) -> HttpResponse:
    """A unit's published years: việc, tiền, tỷ lệ; the backlog stands beside the rate."""
    check_read(request)
    names = {NATIONAL: NATION} | {one.code: one.name for one in provinces()}
    unit = request.GET.get("don-vi", NATIONAL)
    if unit not in names:
        raise Http404
    people = offices.names_of({one.by for one in queries.imported_rows()}, request.on)
    found = queries.series_of(unit, names[unit], people)
    doubted = queries.report_all().out_of_scale
    context = {
        "series": found,
        "units": [(code, name, code == unit) for code, name in names.items()],
        "charts": [_chart(found, chart, doubted) for chart in _CHARTS] if found.years else [],
        "backlog": _backlog(found),
        "interim": [(point, _interim(point)) for point in found.interim if not point.missing],
        "sources": [point for point in found.points if not point.missing],
    }
    return render(request, "web/published_series.html", context)


def _chart(
    found: Series, chart: tuple[str, str, int, tuple[tuple[str, str], ...]], doubted: Doubted
) -> dict[str, object]:
    """A chart's table: a column per measure and edition that has anything, a row per year, gaps empty."""
    name, unit, decimals, measures = chart
    columns = [
        (code, f"{words} (sơ bộ)" if preliminary else words, preliminary, look)
        for (code, words), look in zip(measures, _LOOKS, strict=False)
        for preliminary in (False, True)
        if any(_said(found, year, code, preliminary=preliminary) for year in found.years)
    ]
    breaks = {one.year: one.label for one in found.breaks}
    return {
        "name": name,
        "unit": unit,
        "decimals": decimals,
        "heads": [(words, f"{look}-first" if first else look) for _, words, first, look in columns],
        "rows": [
            (
                year,
                breaks.get(year, ""),
                [(words, *_cell(found, year, code, first, doubted)) for code, words, first, _ in columns],
            )
            for year in found.years
        ],
        "texts": [
            summary(found, code, f"{words}, {name[0].lower()}{name[1:]}", doubted) for code, words in measures
        ],
    }


def _point(found: Series, year: int, *, preliminary: bool) -> Point | None:
    return found.yearly(year, preliminary=preliminary)


def _said(found: Series, year: int, code: str, *, preliminary: bool) -> Statement | None:
    point = _point(found, year, preliminary=preliminary)
    return point.figures.get(code) if point else None


def _cell(found: Series, year: int, code: str, preliminary: bool, doubted: Doubted) -> Cell:
    """A figure as printed, as scripts read it, and whether it was worked out here."""
    point = _point(found, year, preliminary=preliminary)
    said = point.figures.get(code) if point else None
    if point is None or said is None:
        return "–", "", False
    text = str(said).removesuffix(" tỷ")
    if (point.row, code) in doubted:
        return f"{text} (lẫn đơn vị, không vẽ)", "", False
    return text, f"{float(said.value.value):.3f}", code in point.derived


def _backlog(found: Series) -> list[tuple[int, str, str, str, bool]]:
    """Rate, carried over and its change year by year: the one never without the other."""
    lines: list[tuple[int, str, str, str, bool]] = []
    before: Statement | None = None
    for year in found.years:
        point = _point(found, year, preliminary=False) or _point(found, year, preliminary=True)
        figures = point.figures if point else {}
        rate, carried = figures.get("cases_rate_pub"), figures.get("cases_carried")
        change = "–"
        if (
            carried is not None
            and before is not None
            and not (carried.value.is_bound or before.value.is_bound)
        ):
            gap = int(carried.value.value - before.value.value)
            change = f"{'+' if gap > 0 else '−'}{abs(gap):,}".replace(",", ".")
        derived = point is not None and "cases_carried" in point.derived
        lines.append((year, str(rate or "–"), str(carried or "–"), change, derived))
        before = carried
    return lines if any(line[2] != "–" for line in lines) else []


def _interim(point: Point) -> list[tuple[str, str]]:
    return [
        (name, str(point.figures[code]).removesuffix(" tỷ") if code in point.figures else "–")
        for code, name in _INTERIM
    ]
