"""Lịch cưỡng chế: the coming days of coercion, the grid of a month, days on which none may be; costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render

from thihanh.coordination import coercion
from thihanh.coordination.coercion_costs import SETTLED, bills
from thihanh.coordination.coercion_days import CoercionDay, between
from thihanh.coordination.coercion_fields import checklist
from thihanh.coordination.coercion_windows import shaded
from thihanh.deadlines import Refused
from thihanh.offices import queries as offices
from thihanh.web import exports, filters, refusals
from thihanh.web import format as vi
from thihanh.web.dossiers import seen
from thihanh.web.page import PageRequest, page

_STATES = {**coercion.COERCION_DAY.states, "open": "Chưa tiến hành", "ended": "Đã kết thúc"}
_BILLS = {"estimate": "Dự trù", "costs": "Đã thực hiện"}


_COMING = timedelta(days=30)


@dataclass(frozen=True)
class Cell:
    """One day of the grid: what is planned, why it is closed, whether only to coercion with force."""

    day: date
    days: tuple["Line", ...]
    closed: str
    only_force: bool
    look: str


@dataclass(frozen=True)
class Line:
    """A coercion day in words; ``look`` tells what is to come, over, or past its day without a result."""

    day: CoercionDay
    office: str
    officer: str
    look: str


@page
def show(request: PageRequest) -> HttpResponse:
    """The coming days where the month is the working one; the grid, the month's list, why days are closed."""
    first, last = _month(request)
    now = first <= request.on <= last
    begin, end = first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    found = _lines(request, begin, max(end, request.on + _COMING) if now else end)
    coming = [one for one in found if now and request.on <= one.day.planned_on <= request.on + _COMING]
    lines = [one for one in found if first <= one.day.planned_on <= last]
    cells = _cells(request, begin, end, found)
    office, group = _asked(request)
    context = {
        "now": now,
        "coming": coming,
        "coming_forced": sum(one.day.force for one in coming),
        "until": request.on + _COMING,
        "first": first,
        "before": f"{first - timedelta(days=1):%Y-%m}",
        "after": f"{last + timedelta(days=1):%Y-%m}",
        "weeks": [cells[start : start + 7] for start in range(0, len(cells), 7)],
        "reasons": _reasons(one for one in cells if first <= one.day <= last),
        "lines": lines,
        "others": [one for one in lines if one not in coming],
        "checks": len(checklist()),
        "forced": sum(one.day.force for one in lines),
        "office": office,
        "group": group,
        "offices": filters.choices_by_code(request.page.names.offices, office),
        "states": filters.choices_by_code(_STATES, group),
        "month": f"{first:%Y-%m}",
        "may_export": request.page.allows("export", "make"),
        "may_open": request.page.allows("coercion", coercion.COERCION_DAY.opening.right),
    }
    return render(request, "web/coercion_calendar.html", context)


@page
def workbook(request: PageRequest) -> HttpResponse:
    """The month's list as .xlsx, with the columns of the screen."""
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")
    first, last = _month(request)
    lines = _lines(request, first, last)
    office, _ = _asked(request)
    title = (
        request.page.unit_name,
        f"Lịch cưỡng chế tháng {first:%m/%Y}, {request.page.names.offices.get(office, 'toàn cơ quan')}: "
        f"{vi.count(len(lines))} buổi",
        f"Dữ liệu đến {vi.day(request.on)}, trực tiếp",
    )
    rows = [[place, *_row(one)] for place, one in enumerate(lines, start=1)]
    return exports.workbook(f"lich-cuong-che-{first:%Y%m}", title, _COLUMNS, rows)


@page
def costs(request: PageRequest, dossier_id: int) -> HttpResponse:
    """The costs of a coercion day by the tariff: estimated, and as they were."""
    dossier = seen(request, dossier_id)
    if dossier.kind.code != coercion.CODE:
        raise Http404
    found = [(_BILLS[one.what], one) for one in bills(dossier)]
    context = {"dossier": dossier, "bills": found, "settled": SETTLED}
    return render(request, "web/coercion_costs.html", context)


def _month(request: PageRequest) -> tuple[date, date]:
    """First and last day of the month asked for; the working day's where nothing readable is."""
    try:
        year, month = map(int, request.GET.get("thang", "").split("-"))
        first = date(year, month, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        request.page.calendar.is_working(first - timedelta(days=1))
        request.page.calendar.is_working(last + timedelta(days=1))
    except (ValueError, OverflowError, Refused):
        first = request.on.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first, last


def _asked(request: PageRequest) -> tuple[str, str]:
    """Office and state asked for; unknown ones ask for nothing."""
    office, group = request.GET.get("phong", ""), request.GET.get("trang-thai", "")
    return office if office in request.page.names.offices else "", group if group in _STATES else ""


def _lines(request: PageRequest, first: date, last: date) -> list[Line]:
    if not request.page.allows("coercion", "read"):
        raise refusals.not_granted(request.viewer, "coercion", "read")
    office, group = _asked(request)
    found = between(request.viewer, first, last, request.on, office=office, group=group)
    names = request.page.names
    missing = {one.row.officer for one in found if one.row.officer and one.row.officer not in names.officers}
    people = {**names.officers, **(offices.names_of(sorted(missing), request.on) if missing else {})}
    return [
        Line(
            one,
            names.offices.get(one.row.office, one.row.office),
            people.get(one.row.officer, one.row.officer),
            _look(one, request.on),
        )
        for one in found
    ]


def _look(day: CoercionDay, on: date) -> str:
    """What the day is to the reader: over, over without force at the last moment, or past and not told."""
    if day.row.state in coercion.COERCION_DAY.ended:
        return "voluntary" if day.row.state == "voluntary" else "over"
    return "untold" if day.planned_on < on else "ahead"


def _cells(request: PageRequest, first: date, last: date, lines: Iterable[Line]) -> list[Cell]:
    planned: dict[date, list[Line]] = {}
    for one in lines:
        planned.setdefault(one.day.planned_on, []).append(one)
    cells = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        closed, only_force = shaded(day, request.page.calendar)
        look = "today" if day == request.on else "partly" if only_force else "closed" if closed else ""
        cells.append(Cell(day, tuple(planned.get(day, ())), closed, only_force, look))
    return cells


def _reasons(cells: Iterable[Cell]) -> list[tuple[str, bool, list[date]]]:
    """Why days are closed, with the days; the weekly rest is told by the grid."""
    found: dict[tuple[str, bool], list[date]] = {}
    for one in cells:
        if one.closed:
            found.setdefault((one.closed, one.only_force), []).append(one.day)
    return [(reason, force, days) for (reason, force), days in found.items()]


_COLUMNS = (
    exports.Column("STT", 6, "number"),
    exports.Column("Ngày", 13, "day"),
    exports.Column("Giờ", 7, "number"),
    exports.Column("Hồ sơ", 14),
    exports.Column("Biện pháp", 36),
    exports.Column("Địa điểm", 32),
    exports.Column("Lực lượng", 16),
    exports.Column("Trạng thái", 24),
    exports.Column("Phòng", 26),
    exports.Column("Chấp hành viên", 24),
)


def _row(one: Line) -> list[object]:
    day = one.day
    return [
        day.planned_on,
        day.hour,
        day.row.number_text,
        day.measure,
        day.venue,
        "có huy động" if day.force else "không",
        day.row.state_label,
        one.office,
        one.officer,
    ]
