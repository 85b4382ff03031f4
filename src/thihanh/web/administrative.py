"""Thi hành án hành chính: figures with their formulas, open judgments, what a file lacks, the public page."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from thihanh.deadlines import Deadline, compute
from thihanh.dossiers import queries
from thihanh.dossiers.queries import Filters, terms
from thihanh.law.dated import parameter
from thihanh.offices import queries as offices
from thihanh.oversight import administrative_queries as judgments
from thihanh.oversight.administrative import CODE
from thihanh.oversight.administrative_contents import ARTICLE, contents
from thihanh.oversight.administrative_fields import LEVELS
from thihanh.oversight.administrative_indicators import Indicators, OpenJudgment
from thihanh.oversight.administrative_silence import contact
from thihanh.oversight.administrative_states import NUMBERS
from thihanh.statistics.numbers import Absent, Percent, rate
from thihanh.web import filters, refusals
from thihanh.web.dossier_list import lines_of
from thihanh.web.dossiers import seen
from thihanh.web.page import PageRequest, page

RIGHT: Final = ("administrative", "read")
_MOST_PUBLIC: Final = 200
_IN_TIME: Final = (
    ("notice", "Thông báo tự nguyện", "HC-05"),
    ("session", "Buổi làm việc", "HC-10"),
    ("published", "Công khai quyết định buộc", "HC-15"),
)
_NAMES: Final = {
    "total": "Phải thi hành trong kỳ",
    "left": "Phải thi hành, không tính bị hủy và hoãn",
    "carried_in": "Năm trước chuyển sang",
    "new": "Mới tiếp nhận",
    "cancelled": "Bị hủy",
    "postponed": "Hoãn, tạm đình chỉ",
    "done": "Thi hành xong",
    "in_progress": "Đang thi hành",
    "no_content": "Không có nội dung phải thi hành (ngoài tổng số)",
    "monitored": "Đã phân công người theo dõi",
    "unmonitored": "Chưa phân công người theo dõi",
    "notices": "Đã thông báo tự nguyện trong kỳ",
    "sessions": "Đã làm việc trong kỳ",
    "compelled": "Có quyết định buộc trong kỳ",
    "responsibility": "Đã kiến nghị xử lý trách nhiệm trong kỳ",
    "asked": "Đã yêu cầu Tòa án giải thích",
    "explained": "Tòa án đã giải thích",
    "answer.in_time": "Trả lời yêu cầu, kiến nghị đúng hạn",
    "answer.late": "Trả lời yêu cầu, kiến nghị muộn",
    "answer.none": "Chưa trả lời yêu cầu, kiến nghị",
    "warning.notice": "Quá hạn thông báo tự nguyện (HC-05)",
    "warning.session": "Quá hạn làm việc (HC-10)",
    "warning.publish": "Quá hạn công khai (HC-15)",
    "warning.directive": "Cấp trên chưa chỉ đạo (HC-09)",
    "warning.recommend": "Chưa kiến nghị xử lý trách nhiệm",
}
_TIMES: Final = {"in_time": "đúng hạn", "late": "muộn", "running": "đang trong hạn"}
_FLOW: Final = (
    "carried_in",
    "new",
    "cancelled",
    "postponed",
    "done",
    "in_progress",
    "unmonitored",
    "no_content",
)
_ACTS: Final = ("notices", "sessions", "compelled", "responsibility", "asked", "explained")
_ANSWERS: Final = ("answer.in_time", "answer.late", "answer.none")
_WARNINGS: Final = ("notice", "session", "publish", "recommend", "directive")


@dataclass(frozen=True)
class Figure:
    """A number that opens: its code in addresses, its words."""

    code: str
    label: str
    number: int


@dataclass(frozen=True)
class Rate:
    """A share of two numbers that open, with its formula."""

    name: str
    part: Figure
    whole: Figure
    value: Percent | Absent
    formula: str


@page
def show(request: PageRequest) -> HttpResponse:
    """The indicators of the work year to the day over what the viewer may read."""
    found = _indicators(request)
    ages = judgments.limits(request.on).ages
    context = {
        "from_": found.from_,
        "report": _next_report(request, found),
        "rates": _rates(found),
        "flow": [_figure(found, name) for name in _FLOW],
        "acts": [_figure(found, name) for name in (*_ACTS, *_ANSWERS)],
        "times": [
            (label, rule, [_figure(found, f"{name}.{state}") for state in _TIMES])
            for name, label, rule in _IN_TIME
        ],
        "time_names": tuple(_TIMES.values()),
        "age_names": _age_names(ages),
        "levels": _levels(found),
        "warnings": [one for name in _WARNINGS if (one := _figure(found, f"warning.{name}")).number],
        "months": parameter("administrative.recommend_within", request.on),
        "open": [_open_line(one) for one in found.open],
        "may_open": request.page.allows("administrative", "receive"),
    }
    return render(request, "web/administrative.html", context)


@page
def listing(request: PageRequest) -> HttpResponse:
    """The judgments behind one number of the page."""
    found = _indicators(request)
    name = request.GET.get("so", "total")
    label = label_of(name, judgments.limits(request.on).ages)
    if not label:
        raise Http404
    ids = found.figures.get(name, ())
    rows = queries.every(request.viewer, Filters(kinds=(CODE,), ids=ids), request.on, order="oldest")
    context = {"label": label, "lines": lines_of(request, rows), "from_": found.from_}
    return render(request, "web/administrative_list.html", context)


@page
def file(request: PageRequest, dossier_id: int) -> HttpResponse:
    """What the file of a judgment holds and lacks, and whether the authority is silent."""
    dossier = seen(request, dossier_id)
    if dossier.kind.code != CODE:
        raise Http404
    own = [one for one in terms(dossier.agency, kinds=(CODE,)) if one.dossier_id == dossier.id]
    context = {
        "dossier": dossier,
        "state": dossier.kind.states[dossier.state],
        "number": NUMBERS.get(dossier.state, ""),
        "contents": contents(dossier),
        "article": ARTICLE,
        "contact": contact(dossier, own, request.on),
    }
    return render(request, "web/administrative_file.html", context)


def public(request: HttpRequest) -> HttpResponse:
    """The published decisions to compel of an agency, for anybody; no log-in."""
    if request.method not in ("GET", "HEAD"):
        raise Http404
    limits = {"public": settings.PUBLIC_RATE}
    if not ratelimit.consume(request, app="thihanh", action="public", config=limits, limit_get=True):
        return render(request, "web/public_busy.html", status=429)
    on = settings.CLOCK.today()
    agencies = {one.code: one.name for one in offices.units(on, "CQL") if one.code.isdecimal()}
    asked = request.GET.get("tinh", "")
    agency = asked if asked in agencies else ""
    rows = judgments.published(on, agency)
    context = {
        "rows": [(row, agencies.get(row.agency, row.agency)) for row in rows[:_MOST_PUBLIC]],
        "total": len(rows),
        "agency_name": agencies.get(agency, ""),
        "agencies": filters.choices_by_code(agencies, agency),
        "on": on,
    }
    return render(request, "web/administrative_public.html", context)


def label_of(name: str, ages: tuple[int, int, int]) -> str:
    """A figure's words; "" for none."""
    if name in _NAMES:
        return _NAMES[name]
    first, _, rest = name.partition(".")
    if first == "open":
        level, _, place = rest.partition(".")
        levels = {one.code: one.label for one in LEVELS}
        if level in levels and place in ("0", "1", "2", "3"):
            return f"Có quyết định buộc, chưa xong: {levels[level]}, {_age_names(ages)[int(place)]}"
    timed = {code: label for code, label, _ in _IN_TIME}
    return f"{timed[first]}: {_TIMES[rest]}" if first in timed and rest in _TIMES else ""


def _next_report(request: PageRequest, found: Indicators) -> Deadline:
    """HC-18, the clock of the whole agency: the next sector report, counted from the work year on."""
    last = found.from_ - timedelta(days=1)
    while (answer := compute("HC-18", from_=last, calendar=request.page.calendar)).due_day < request.on:
        last = answer.due_day
    return answer


def _indicators(request: PageRequest) -> Indicators:
    if not request.page.allows(*RIGHT):
        raise refusals.not_granted(request.viewer, *RIGHT)
    return judgments.of_viewer(request.viewer, request.on)


def _figure(found: Indicators, name: str) -> Figure:
    return Figure(name, _NAMES.get(name, ""), found.number(name))


def _rates(found: Indicators) -> list[Rate]:
    total, done = _figure(found, "total"), _figure(found, "done")
    left = _figure(found, "left")
    monitored = _figure(found, "monitored")
    return [
        Rate(
            "Theo dõi",
            monitored,
            total,
            rate(monitored.number, total.number),
            "đã phân công người theo dõi ÷ phải thi hành",
        ),
        Rate("Thi hành xong", done, total, rate(done.number, total.number), "thi hành xong ÷ phải thi hành"),
        Rate(
            "Thi hành xong, không tính bị hủy và hoãn",
            done,
            left,
            rate(done.number, left.number),
            "thi hành xong ÷ (phải thi hành − bị hủy − hoãn, tạm đình chỉ)",
        ),
    ]


def _levels(found: Indicators) -> list[tuple[str, list[Figure]]]:
    """Open decisions to compel by level and age; the levels that have any."""
    lines = [
        (level.label, [_figure(found, f"open.{level.code}.{place}") for place in range(4)])
        for level in LEVELS
    ]
    return [(label, figures) for label, figures in lines if any(one.number for one in figures)]


def _age_names(ages: tuple[int, int, int]) -> tuple[str, str, str, str]:
    first, second, third = ages
    return (
        f"dưới {first} tháng",
        f"từ {first} đến dưới {second} tháng",
        f"từ {second} đến dưới {third} tháng",
        f"từ {third} tháng",
    )


def _open_line(one: OpenJudgment) -> dict[str, object]:
    values = one.dossier.values
    return {
        "one": one,
        "body": values.get("body_name"),
        "state": one.dossier.kind.states[one.dossier.state],
        "number": NUMBERS.get(one.dossier.state, ""),
    }
