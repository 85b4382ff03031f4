"""Kiểm sát: the procuracy's workspace; late acts by article with the matters behind them, its own notes."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.dossiers import queries
from thihanh.dossiers.queries import Filters, Row
from thihanh.law.terms import rules
from thihanh.offices import queries as offices
from thihanh.offices.reach import Reach
from thihanh.oversight import late_acts, samples
from thihanh.oversight.late_acts import PAGE, LateAct
from thihanh.statistics.timeliness import timeliness
from thihanh.web import exports, filters, refusals
from thihanh.web import format as vi
from thihanh.web.dossier_list import Line, lines_of
from thihanh.web.page import PageRequest, page

_MOST_EXPORTED = 50_000
_COLUMNS = (
    exports.Column("STT", 6, "number"),
    exports.Column("Số quyết định", 18),
    exports.Column("Ngày quyết định", 13, "day"),
    exports.Column("Người phải thi hành án", 32),
    exports.Column("Quy tắc", 9),
    exports.Column("Việc phải làm", 40),
    exports.Column("Tính từ", 13, "day"),
    exports.Column("Hạn", 13, "day"),
    exports.Column("Quá hạn (ngày)", 12, "number"),
    exports.Column("Phòng", 24),
    exports.Column("Chấp hành viên", 24),
)


@page
def show(request: PageRequest) -> HttpResponse:
    """Late acts by article over the province or an office, what was done late, own notes."""
    reach = _reach(request)
    office, rule = _asked(request)
    start = PAGE * (max(1, vi.place(request.GET.get("trang", "1"))) - 1)
    found = late_acts.by_rule(reach, request.on, office=office)
    acts = late_acts.of_rule(reach, request.on, rule=rule, office=office, start=start) if rule else ()
    notes = queries.page(
        request.viewer, Filters(kinds=("supervision",)), request.on, order="opened", limit=10
    )
    context = {
        "late": found,
        "one_law": found[0].regime if len({one.regime for one in found}) == 1 else "",
        "acts": [_line(request, one) for one in acts],
        "rule": rule,
        "act": rules()[rule].act if rule else "",
        "office": office,
        "offices": filters.choices_by_code(request.page.names.offices, office),
        "done_late": _done_late(request, reach, office),
        "notes": _notes(request, notes.rows),
        "note_count": notes.total,
        "next": start // PAGE + 2 if len(acts) == PAGE else None,
        "before": start // PAGE if start else None,
    }
    return render(request, "web/supervision.html", context)


@page
def workbook(request: PageRequest) -> HttpResponse:
    """The late acts asked for as .xlsx: the supervisor's own working paper."""
    reach = _reach(request)
    office, rule = _asked(request)
    acts = late_acts.of_rule(reach, request.on, rule=rule, office=office, limit=_MOST_EXPORTED)
    names = request.page.names
    title = (
        request.page.unit_name,
        f"Việc đã quá thời hạn, {names.offices.get(office, 'toàn cơ quan')}: {vi.count(len(acts))} dòng",
        f"Dữ liệu đến {vi.day(request.on)}, trực tiếp",
    )
    lines = [
        [
            place,
            one.number,
            one.decided_on,
            one.debtor,
            one.rule,
            rules()[one.rule].act,
            one.started_on,
            one.due_on,
            (request.on - one.due_on).days,
            names.offices.get(one.office, one.office),
            names.officers.get(one.officer, one.officer),
        ]
        for place, one in enumerate(acts, start=1)
    ]
    return exports.workbook(f"kiem-sat-qua-han-{request.on:%Y%m%d}", title, _COLUMNS, lines)


def _reach(request: PageRequest) -> Reach:
    if not request.page.allows("supervision", "read"):
        raise refusals.not_granted(request.viewer, "supervision", "read")
    return offices.reach(request.viewer, "matter", "read", request.on)


def _asked(request: PageRequest) -> tuple[str, str]:
    """The office and the rule asked for; unknown ones ask for nothing."""
    office, rule = request.GET.get("phong", ""), request.GET.get("quy-tac", "")
    return office if office in request.page.names.offices else "", rule if rule in rules() else ""


def _line(request: PageRequest, one: LateAct) -> Mapping[str, object]:
    names = request.page.names
    return {
        "act": one,
        "days": (request.on - one.due_on).days,
        "office": names.offices.get(one.office, one.office),
        "officer": names.officers.get(one.officer, one.officer),
    }


def _notes(request: PageRequest, rows: Sequence[Row]) -> list[tuple[Line, int, bool]]:
    """The viewer's own notes, each with how many samples were drawn for it and whether one may be drawn."""
    drawn = samples.drawn([row.id for row in rows])
    return [
        (line, drawn.get(line.row.id, 0), line.row.state == samples.SAMPLED[line.row.kind.code])
        for line in lines_of(request, rows)
    ]


def _done_late(request: PageRequest, reach: Reach, office: str) -> object:
    """What was done late this work year, of the acts whose whole history is counted."""
    first = date(request.page.work_year - 1, 10, 1)
    unit = office or request.viewer.agency
    return timeliness(unit, first, request.on, calendar=request.page.calendar, reach=reach)
