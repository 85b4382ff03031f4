"""Tổ chức: establishment, vacancies, ranks by unit on a day; workload per enforcement officer in post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thihanh.law.notation import vn
from thihanh.matters.asking import Refusal
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.offices.states import RANKS, ROLES, STAFF
from thihanh.oversight import staffing
from thihanh.oversight.staffing import Given, UnitLine
from thihanh.statistics.queries import forms
from thihanh.statistics.result import UnitFigures
from thihanh.web import filters, refusals
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed

_ESTABLISH = ("unit", "role", "posts", "since", "document")
DEFINITION = (
    "Số phải thi hành (việc, tiền của biểu 004.N, 005.N) từ đầu năm công tác đến ngày xem, chia cho số chấp "
    "hành viên giữ chức vụ bình quân: mỗi ngày đếm người đang giữ chức vụ, cộng lại, chia cho số ngày."
)


@dataclass(frozen=True)
class Workload:
    """Matters and đồng per enforcement officer in post, averaged over the days of the year so far."""

    name: str
    matters: int
    money: int
    average: Fraction
    shown: str

    @property
    def matters_each(self) -> str:
        return _each(self.matters, self.average)

    @property
    def money_each(self) -> str:
        """Billions of đồng."""
        return _each(Fraction(self.money, 10**9), self.average)


@page
def show(request: PageRequest) -> HttpResponse:
    """The board of units; a POST states an establishment."""
    if not request.page.allows("post", "read"):
        raise refusals.not_granted(request.viewer, "post", "read")
    if request.method == "POST":
        return _established(request)
    return _show(request, Typed(dict.fromkeys(_ESTABLISH, "") | {"since": vi.day(request.on)}))


def _established(request: PageRequest) -> HttpResponse:
    if not request.page.allows("post", "manage"):
        raise refusals.not_granted(request.viewer, "post", "manage")
    typed = Typed.of(request.POST, _ESTABLISH)
    typed, since = typed.day("since")
    text = typed.values["posts"].replace(".", "")
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        typed = typed.but("posts", "Dữ liệu: số biên chế là số nguyên. Ghi lại.")
    if typed.problems or since is None:
        return _show(request, typed)
    try:
        staffing.establish(
            unit_code=typed.values["unit"],
            role=typed.values["role"],
            posts_given=int(text),
            document=typed.values["document"],
            since=since,
            by=request.viewer,
            on=request.on,
        )
    except (Refusal, Denied) as refused:
        return _show(
            request, typed.but(refused.field if isinstance(refused, Refusal) else "", refused.sentence)
        )
    messages.success(request, f"Đã ghi biên chế từ ngày {vn(since)}.")
    return redirect("web:staffing")


def _show(request: PageRequest, typed: Typed) -> HttpResponse:
    on = _day(request)
    office = "" if _whole(request) else request.viewer.unit
    lines = staffing.board(request.viewer.agency, on, office=office)
    codes = [one.unit.code for one in lines]
    units = {one.unit.code: one.unit.name for one in lines}
    context = {
        "lines": [(one, [(name, one.ranks[code]) for code, name in RANKS.items()]) for one in lines],
        "ranks": RANKS,
        "total": _total(lines),
        "on": on,
        "documents": _documents(staffing.versions(codes), units),
        "workload": _workload(request, on, office),
        "definition": DEFINITION,
        "may_manage": request.page.allows("post", "manage"),
        "typed": typed,
        "problems": typed.problems,
        "units": filters.choices_by_code(units, typed.values["unit"]),
        "roles": filters.choices(
            {code: ROLES[code].title(on) for code in ROLES if code in STAFF}, typed.values["role"]
        ),
    }
    return render(request, "web/staffing.html", context, status=422 if typed.problems else 200)


def _documents(
    versions: Sequence[Given], units: Mapping[str, str]
) -> list[tuple[str, date, list[tuple[str, list[tuple[str, int]]]]]]:
    """The documents that gave posts, the newest first: each with its units and what they were given."""
    found: dict[tuple[str, date], dict[str, dict[str, int]]] = {}
    for one in versions:
        lines = found.setdefault((one.document, one.on), {}).setdefault(one.unit, {})
        lines.setdefault(ROLES[one.role].title(one.on), one.posts)
    return [
        (document, since, [(units[unit], list(reversed(lines[unit].items()))) for unit in sorted(lines)])
        for (document, since), lines in found.items()
    ]


def _day(request: PageRequest) -> date:
    """The day asked for, never after the working day; the working day where nothing readable is asked."""
    try:
        return min(vi.read_day(request.GET.get("ngay", "")), request.on)
    except ValueError:
        return request.on


def _whole(request: PageRequest) -> bool:
    return request.viewer.agency in offices.reach(request.viewer, "post", "read", request.on).agencies


def _total(lines: tuple[UnitLine, ...]) -> Mapping[str, object]:
    vacant = [one.vacant for one in lines if one.vacant is not None]
    given = [one.given for one in lines if one.given is not None]
    return {
        "held": sum(one.held for one in lines),
        "officers": sum(one.officers for one in lines),
        "given": sum(given) if given else None,
        "vacant": sum(vacant) if vacant else None,
    }


def _workload(request: PageRequest, on: date, office: str) -> tuple[Workload, ...]:
    """Live, and so only where the reach covers the whole unit; empty otherwise."""
    unit = office or request.viewer.agency
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    if not reach.covers(request.viewer.agency, office or None):
        return ()
    first = date(request.page.work_year - 1, 10, 1)
    if on < first:
        return ()
    found = {code: one.figures for (code, _), one in forms(unit, first, on, reach=reach).items()}
    cases, money = found["004.N"], found["005.N"]
    owed = {one.code: one for one in money.parts}
    own = _load(cases, money, first, on)
    parts = [
        _load(one, owed[one.code], first, on) for one in cases.parts if "." in one.code and one.code in owed
    ]
    return (own, *(one for one in parts if one.average)) if not office else (own,)


def _load(cases: UnitFigures, money: UnitFigures, first: date, last: date) -> Workload:
    average = staffing.average_in_post(cases.code, first, last)
    return Workload(
        cases.name, cases.count("due"), money.count("due"), average, vi.grouped(float(average), 2)
    )


def _each(amount: int | Fraction, average: Fraction) -> str:
    return vi.grouped(float(amount / average), 1) if average else "không có chấp hành viên"
