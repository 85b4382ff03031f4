"""Tác động của chỉ đạo: one directive against comparable matters; the directives of which none is seen."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render

from thihanh.law.notation import dotted
from thihanh.matters import queries as matters
from thihanh.offices import queries as offices
from thihanh.statistics.numbers import Points, half_up
from thihanh.steering import effect_queries
from thihanh.steering.effect import VERDICTS, Effect, Estimate, Measure, settings
from thihanh.steering.effect_queries import Measured
from thihanh.web import format as vi
from thihanh.web import refusals
from thihanh.web.page import PageRequest, page

_LISTED: Final = 200


@dataclass(frozen=True)
class EstimateLine:
    """A measure in words: both sides before and after, the effect and its interval."""

    name: str
    linked: tuple[str, str]
    others: tuple[str, str]
    value: str
    interval: str
    said: str


@page
def show(request: PageRequest, directive_id: int) -> HttpResponse:
    """The effect of one directive, with the matters of either side that the viewer may open."""
    _check_reads(request)
    if directive_id >= 2**63:
        raise Http404
    try:
        found = effect_queries.measured(request.viewer, directive_id, request.on)
    except LookupError:
        raise Http404 from None
    pairs = found.effect.pairs
    linked = sorted({one.matter for one in pairs if one.others})
    others = sorted({other for one in pairs for other in one.others})
    context = {
        "found": found,
        "verdict": VERDICTS[found.effect.verdict],
        "sentence": sentence(found),
        "lines": [_line(one) for one in found.effect.estimates],
        "sides": (
            ("Việc được giao", len(linked), _opened(request, linked)),
            ("Việc so sánh", len(others), _opened(request, others)),
        ),
        "settings": settings(),
        "listed": _LISTED,
    }
    return render(request, "web/effect.html", context)


@page
def unseen(request: PageRequest) -> HttpResponse:
    """The directives given long enough ago of which no effect is seen."""
    _check_reads(request)
    found = effect_queries.without_effect(request.viewer, request.on)
    context = {
        "rows": [(one, VERDICTS[one.effect.verdict], sentence(one)) for one in found],
        "settings": settings(),
    }
    return render(request, "web/effects.html", context)


def sentence(found: Measured) -> str:
    """What is known of the effect, in one plain sentence."""
    effect, least = found.effect, settings()
    if not found.directive.matters:
        return "Nhiệm vụ không gắn với việc nào nên không đo được tác động trên việc."
    matched = sum(bool(one.others) for one in effect.pairs)
    match effect.verdict:
        case "early":
            gone = max(0, found.windows.days)
            return f"Chưa đủ thời gian: mới {gone} ngày, cần {least.least_days} ngày sau khi giao."
        case "few" if not effect.pairs:
            given = len(found.directive.matters)
            return f"Quá ít việc để kết luận: {given} việc được giao, cần {least.least_matters}."
        case "few":
            return f"Quá ít việc để kết luận: {matched} việc có việc so sánh, cần {least.least_matters}."
        case "unseen":
            return (
                f"Chưa thấy tác động: {matched} việc được giao không khác việc tương tự, {_widest(effect)}."
            )
        case _:
            told = "; ".join(_line(one).said for one in effect.estimates if one.is_seen)
            return f"{VERDICTS[effect.verdict]}: {told}, so với việc tương tự."


def _widest(effect: Effect) -> str:
    first = _line(effect.estimates[0])
    return f"chênh lệch về giải quyết xong nằm trong khoảng {first.interval}"


def _check_reads(request: PageRequest) -> None:
    if not request.page.allows("directive", "read"):
        raise refusals.not_granted(request.viewer, "directive", "read")


def _opened(request: PageRequest, ids: list[int]) -> tuple[matters.MatterRow, ...]:
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    if not ids or reach.is_empty:
        return ()
    return matters.page(reach, matters.Filters(ids=tuple(ids)), limit=_LISTED).rows


def _line(one: Estimate) -> EstimateLine:
    measure = one.measure
    low, high = _told(measure, one.low, signed=True), _told(measure, one.high, signed=True)
    value, interval = _told(measure, one.value, signed=True), f"{low} đến {high}"
    return EstimateLine(
        measure.name,
        (_told(measure, one.linked.before), _told(measure, one.linked.after)),
        (_told(measure, one.others.before), _told(measure, one.others.after)),
        value,
        interval,
        f"{measure.name[0].lower()}{measure.name[1:]} {value} (khoảng {interval})",
    )


def _told(measure: Measure, value: Fraction, *, signed: bool = False) -> str:
    """A mean or a difference of a measure: percent or points, đồng, days."""
    sign = ("+" if value > 0 else vi.MINUS if value < 0 else "") if signed else ""
    size = abs(value)
    if measure.code == "resolved":
        said = str(Points(half_up(size * 100, Fraction(1, 100)))).lstrip("+-")
        return f"{sign}{said}" if signed else said.replace(" điểm %", "%")
    unit = "đồng" if measure.code == "collected" else "ngày"
    return f"{sign}{dotted(half_up(size))} {unit}"
