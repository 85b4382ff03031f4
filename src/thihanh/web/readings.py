"""Hai cách đọc: the official denominator beside "thu hồi được ngay", why a rate differs, both definitions."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape

from thihanh.offices import queries as offices
from thihanh.offices.reach import Reach
from thihanh.statistics.forms.definitions import form_of
from thihanh.statistics.numbers import Absent, Percent, half_up
from thihanh.statistics.period import Period, beside
from thihanh.statistics.readings import moved
from thihanh.statistics.readings.bridge import NOW, Bridge
from thihanh.statistics.readings.decomposing import Decomposition, points
from thihanh.statistics.readings.definitions import side_by_side
from thihanh.statistics.readings.headline import Headline, class_name, headline
from thihanh.statistics.readings.opened import MatterList, step_matters, two_readings
from thihanh.statistics.unit import scope_of
from thihanh.web import behind, figures, refusals
from thihanh.web import format as vi
from thihanh.web.figures import Asked
from thihanh.web.filters import Choice
from thihanh.web.page import Names, PageRequest, page
from thihanh.web.statistics import period_choices, unit_choices
from thihanh.web.timeline import ground_words

NAME = "Hai cách đọc"


@dataclass(frozen=True)
class BridgeRow:
    """A line of the bridge as printed and drawn: matters and đồng with their sign, where it opens."""

    name: str
    short: str
    cases: int
    money: int
    address: str
    total: bool = False
    why: str = ""
    article: str = ""
    mark: str = ""
    missing: str = ""

    @property
    def drawn(self) -> str:
        """The money in tỷ as scripts read it."""
        return f"{self.money / vi.BILLION:.1f}"


@page
def show(request: PageRequest) -> HttpResponse:
    """The two readings of a unit over a period with the bridge, and the headline taken apart."""
    reach = _reach(request)
    try:
        asked = figures.read(request)
        found = two_readings(
            asked.unit, asked.period, reach=reach, version=asked.version, known_on=asked.known_on
        )
        base = _base(request, asked)
        heads = [headline(of, asked.unit, asked.period, reach=reach, base=base) for of in ("cases", "money")]
        gone = moved.gone(asked.unit, asked.period.to, reach=reach)
    except figures.Refusals as error:
        return HttpResponseBadRequest(render(request, "web/readings.html", {"error": error}).content)
    official, now = found.bridge.rates()
    names = request.page.names
    context = {
        "asked": asked,
        "unit_name": _unit_name(request, asked.unit),
        "version_name": figures.VERSION_NAMES[asked.version],
        "other_name": figures.VERSION_NAMES[beside(asked.version)],
        "other_query": asked.query(**{"phien-ban": beside(asked.version)}),
        "bridge": found.bridge,
        "sides": zip(("Về việc", "Về tiền"), official, now, strict=True),
        "rows": _rows(asked, found.bridge),
        "heads": [_head(head, request) for head in heads],
        "base_choices": _base_choices(request, asked),
        "gone": _gone(asked, gone, names) if gone else [],
        "gone_all": _address(asked, loai="roi", theo="", khoa=""),
        "gone_count": len(gone),
        "definitions": f"{reverse('web:two-definitions')}?{asked.query()}",
        "units": unit_choices(request, scope_of(asked.unit)),
        "months": period_choices(request, asked),
    }
    return render(request, "web/readings.html", context)


@page
def matters(request: PageRequest) -> HttpResponse:
    """The matters behind a step of the bridge, or behind a line of those that left since month 10."""
    query = request.GET

    def read(asked: Asked, reach: Reach, number: int) -> MatterList:
        if query.get("loai") == "roi":
            by, key = query.get("theo", ""), query.get("khoa", "")
            return moved.gone_matters(asked.unit, asked.period.to, by, key, reach=reach, page=number)
        code = query.get("buoc", "")
        return step_matters(asked.unit, asked.period, code, reach=reach, version=asked.version, page=number)

    return behind.show(request, read, (reverse("web:two-readings"), NAME))


@page
def definitions(request: PageRequest) -> HttpResponse:
    """Both definitions month by month: a fragment after the page's numbers, a page of its own otherwise."""
    reach = _reach(request)
    years = 2 if request.GET.get("nam-so") == "2" else 1
    try:
        asked = figures.read(request)
        found = side_by_side(asked.unit, asked.period.to, reach=reach, years=years)
    except figures.Refusals as error:
        return HttpResponseBadRequest(escape(str(error)))
    curves = [
        (name, [(one, place == found.first_new, _cell(one.old[of]), _cell(one.new[of]))
                for place, one in enumerate(found.points)])
        for of, name in enumerate(("Về việc", "Về tiền"))
    ]  # fmt: skip
    context = {
        "asked": asked,
        "found": found,
        "curves": curves,
        "years": years,
        "unit_name": _unit_name(request, asked.unit),
        "more": f"{reverse('web:two-definitions')}?{asked.query(**{'nam-so': '2'})}",
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "web/parts/definitions.html" if fragment else "web/definitions.html", context)


def _reach(request: PageRequest) -> Reach:
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "figure", "read")
    return reach


def _unit_name(request: PageRequest, unit: str) -> str:
    names = request.page.names
    known = {**names.offices, **names.officers, request.viewer.agency: request.page.unit_name}
    return " · ".join(known.get(code, code) for code in unit.split("/"))


def _address(asked: Asked, **more: str) -> str:
    return f"{reverse('web:reading-matters')}?{asked.query()}&{urlencode(more)}"


def _rows(asked: Asked, bridge: Bridge) -> list[BridgeRow]:
    eligible = form_of("004.N", asked.version).numbers["eligible"]
    rows = [
        BridgeRow("Có điều kiện thi hành (mẫu số chính thức)", "có điều kiện", *bridge.eligible,
                  asked.cell(eligible), total=True),
        *(
            BridgeRow(
                line.step.name,
                line.step.name.partition(",")[0].partition("(")[0][:26],
                -line.cases,
                -line.money,
                "" if line.step.missing or not line.matters else _address(asked, buoc=line.step.code),
                why=line.step.why,
                article=line.step.article,
                mark=line.step.mark,
                missing=line.step.missing,
            )
            for line in bridge.lines
        ),
        BridgeRow("Thu hồi được ngay", "thu hồi được ngay", *bridge.now, "", total=True),
    ]  # fmt: skip
    resolved = form_of("004.N", asked.version).numbers["resolved"]
    return [
        *rows,
        BridgeRow("trong đó đã giải quyết xong", "", *bridge.resolved, asked.cell(resolved), why="-"),
        BridgeRow("trong đó còn thu hồi được ngay", "", *bridge.open_now, _address(asked, buoc=NOW), why="-"),
    ]


def _base(request: PageRequest, asked: Asked) -> tuple[str, Period] | None:
    unit = request.GET.get("so-voi", "")
    if not unit:
        return None
    scope_of(unit)
    return unit, asked.period


def _base_choices(request: PageRequest, asked: Asked) -> list[Choice]:
    chosen = request.GET.get("so-voi", "")
    others = [one for one in unit_choices(request, scope_of(asked.unit)) if one.value != asked.unit]
    found = [Choice(one.value, one.label, one.value == chosen) for one in others]
    return [Choice("", "cùng kỳ năm trước", not chosen), *found]


def _head(head: Headline, request: PageRequest) -> dict[str, object]:
    """A headline for the page: effects in points and in matters or đồng, the classes, the named matters."""
    base, names = head.base, request.page.names
    same = base.scope == head.side.scope
    return {
        "of": head.of,
        "name": "Về việc" if head.of == "cases" else "Về tiền",
        "rate": head.rate,
        "base_rate": head.base_rate,
        "base": f"cùng kỳ đến {vi.day(base.period.to)}" if same else _unit_name(request, base.scope.code),
        "reason": head.parts.reason if isinstance(head.parts, Absent) else "",
        "effects": _effects(head.parts),
        "classes": _classes(head.parts),
        "without": _effects(head.without),
        "rate_without": head.rate_without,
        "outliers": [
            (one, names.officers.get(one.officer, one.officer), names.offices.get(one.office, one.office))
            for one in head.outliers
        ],
    }


def _effects(parts: Decomposition | Absent) -> list[tuple[str, object, int, str]]:
    """Name, points of the rate, what it adds to the result, what it means; none where nothing is compared."""
    if isinstance(parts, Absent):
        return []
    grown = parts.now.resolved - parts.then.resolved
    none = points(parts.residual)
    return [
        ("Khối lượng", none, half_up(parts.result_volume), "nhiều hay ít việc có điều kiện hơn"),
        ("Cơ cấu", points(parts.mix), half_up(parts.result_mix), "tỷ trọng các loại việc khác đi"),
        (
            "Hiệu quả",
            points(parts.performance),
            half_up(parts.result_performance),
            "cùng loại việc, làm xong nhiều hay ít hơn",
        ),
        ("Phần dư", none, 0, "các phần cộng đúng bằng chênh lệch"),
        ("Chênh lệch", points(parts.difference), grown, "tính trên số chưa làm tròn"),
    ]


def _classes(parts: Decomposition | Absent) -> list[tuple[object, ...]]:
    if isinstance(parts, Absent):
        return []
    return [
        (
            class_name(one.code),
            _share(one.then.eligible, parts.then.eligible),
            _share(one.now.eligible, parts.now.eligible),
            _share(one.then.resolved, one.then.eligible),
            _share(one.now.resolved, one.now.eligible),
            points(one.mix),
            points(one.performance),
        )
        for one in sorted(parts.classes, key=lambda one: -abs(one.mix + one.performance))
    ]


def _share(part: int, whole: int) -> Percent | Absent:
    return Percent.of(part, whole) if whole else Absent("Bên này không có việc loại đó.")


def _gone(
    asked: Asked, rows: Iterable[moved.Gone], names: Names
) -> list[tuple[str, list[tuple[object, ...]]]]:
    """The three tables: by reason, by office, by officer; each line opens its matters."""
    kept = tuple(rows)

    def named(by: str, key: str) -> str:
        if by == "phong":
            return names.offices.get(key, key) or "chưa phân công"
        if by == "chv":
            return names.officers.get(key, key) or "chưa phân công"
        one = next(row for row in kept if row.reason == key)
        words = ground_words(one.ground, asked.period.to).rpartition(" · ")[2] if one.ground else ""
        return f"{one.stage_label}: {words}" if words else one.stage_label

    heads = {"ly-do": "Nay là", "phong": "Phòng", "chv": "Chấp hành viên"}
    return [
        (
            heads[by],
            [
                (
                    named(by, line.key),
                    line.matters,
                    line.owed,
                    _address(asked, loai="roi", theo=by, khoa=line.key),
                )
                for line in moved.summed(kept, by)
            ],
        )
        for by in moved.KEYS
    ]


def _cell(rate: Percent | Absent) -> tuple[object, str]:
    return rate, f"{rate.hundredths / 100:.2f}" if isinstance(rate, Percent) else ""
