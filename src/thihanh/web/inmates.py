"""Phạm nhân: debtors who serve a prison term, where and until when, as prisons answered."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.coordination.bodies import bodies, named
from thihanh.matters.asking import Refusal
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.oversight import inmates
from thihanh.oversight.inmates import PAGE, Answer, Inmate
from thihanh.web import exports, filters, refusals
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed

_FIELDS = ("matter", "person", "body", "answered_on", "place", "ends_on", "released", "reference")
_MOST_EXPORTED = 50_000
_COLUMNS = (
    exports.Column("STT", 6, "number"),
    exports.Column("Người phải thi hành án", 32),
    exports.Column("Việc", 20),
    exports.Column("Nơi chấp hành án", 36),
    exports.Column("Hết hạn tù", 13, "day"),
    exports.Column("Theo trả lời của", 28),
    exports.Column("Ngày trả lời", 13, "day"),
    exports.Column("Còn phải thi hành (đồng)", 22, "number", total=True),
    exports.Column("Chấp hành viên", 24),
)


@dataclass(frozen=True)
class Line:
    """An inmate with words: who answered, who holds the matter, whether the term told is over."""

    one: Inmate
    body: str
    officer: str
    ended: bool
    may_act: bool


@page
def show(request: PageRequest) -> HttpResponse:
    """The list; a POST records what a prison answered."""
    if not request.page.allows("matter", "read"):
        raise refusals.not_granted(request.viewer, "matter", "read")
    blank = dict.fromkeys(_FIELDS, "") | {"answered_on": vi.day(request.on)}
    if request.method != "POST":
        return _show(request, Typed(blank))
    if not request.page.allows("matter", "act"):
        raise refusals.not_granted(request.viewer, "matter", "act")
    typed = Typed.of(request.POST, _FIELDS)
    typed, answered_on = typed.day("answered_on")
    ends_on = None
    if typed.values["ends_on"]:
        typed, ends_on = typed.day("ends_on")
    if typed.problems or answered_on is None:
        return _show(request, typed)
    values = typed.values
    answer = Answer(
        values["body"], answered_on, values["place"], ends_on, bool(values["released"]), values["reference"]
    )
    try:
        matter, person = vi.identifier(values["matter"]), vi.identifier(values["person"])
        inmates.state_custody(matter, person, answer, by=request.viewer, on=request.on)
    except (Refusal, Denied) as refused:
        return _show(
            request, typed.but(refused.field if isinstance(refused, Refusal) else "", refused.sentence)
        )
    except (LookupError, ValueError):
        raise Http404 from None
    messages.success(request, "Đã ghi trả lời của nơi giam.")
    return redirect("web:inmates")


@page
def workbook(request: PageRequest) -> HttpResponse:
    """The list as .xlsx."""
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")
    lines = _lines(request, 0, _MOST_EXPORTED)
    title = (
        request.page.unit_name,
        f"Phạm nhân phải thi hành án: {vi.count(len(lines))} người",
        _dated(request),
    )
    rows = [
        [
            place,
            line.one.name,
            line.one.number,
            line.one.answer.place if line.one.answer else "",
            line.one.answer.ends_on if line.one.answer else None,
            line.body,
            line.one.answer.answered_on if line.one.answer else None,
            line.one.outstanding,
            line.officer,
        ]
        for place, line in enumerate(lines, start=1)
    ]
    return exports.workbook("pham-nhan", title, _COLUMNS, rows)


def _show(request: PageRequest, typed: Typed) -> HttpResponse:
    prisons = {one.code: one.name for one in bodies(request.on) if one.kind == "prison"}
    start = PAGE * (max(1, vi.place(request.GET.get("trang", "1"))) - 1)
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    counted = inmates.counted(reach, request.on, office=_office(request))
    context = {
        "lines": _lines(request, start, PAGE),
        "counted": counted,
        "next": start // PAGE + 2 if start + PAGE < counted.people else None,
        "before": start // PAGE if start else None,
        "typed": typed,
        "problems": typed.problems,
        "prisons": filters.choices(prisons, typed.values["body"]),
        "offices": filters.choices_by_code(request.page.names.offices, request.GET.get("phong", "")),
        "may_act": request.page.allows("matter", "act"),
        "may_export": request.page.allows("export", "make"),
    }
    return render(request, "web/inmates.html", context, status=422 if typed.problems else 200)


def _office(request: PageRequest) -> str:
    """The office asked for; an unknown one asks for nothing."""
    office = request.GET.get("phong", "")
    return office if office in request.page.names.offices else ""


def _lines(request: PageRequest, start: int, limit: int) -> list[Line]:
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    acting = offices.reach(request.viewer, "matter", "act", request.on)
    names = request.page.names
    found = inmates.inmates(reach, office=_office(request), start=start, limit=limit)
    return [
        Line(
            one,
            named(one.answer.body) if one.answer else "",
            names.officers.get(one.officer, one.officer),
            one.ended(request.on),
            acting.covers(request.viewer.agency, one.office or None, one.officer or None),
        )
        for one in found
    ]


def _dated(request: PageRequest) -> str:
    return f"Dữ liệu đến {vi.day(request.on)}, trực tiếp"
