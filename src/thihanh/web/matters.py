"""Việc: the list with its filters, and the same rows as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from django.http import HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from thihanh.matters import queries
from thihanh.matters.listing import MatterRow
from thihanh.offices import queries as offices
from thihanh.procedures.register_file.labels import JUDGMENT_KINDS, TAGS
from thihanh.web import choosing, exports, filters, marks, refusals
from thihanh.web import format as vi
from thihanh.web.page import Page, PageRequest, page

_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list in words. Everything is worked out here: a page of a hundred is drawn in a few
    milliseconds when its template only prints."""

    row: MatterRow
    address: str
    decided_on: str
    stage: str
    since: str
    officer: str
    judgment_kind: str
    outstanding: str
    due: SafeString


@page
def listing(request: PageRequest) -> HttpResponse:
    """A page of the list; a filter that cannot be read is said, not ignored."""
    reach = _reach(request)
    names = request.page.names
    try:
        chosen, sort = filters.read(request.GET, request.on)
        found = queries.page(reach, chosen, sort=sort, after=request.GET.get("sau", ""), limit=_PER_PAGE)
    except ValueError as error:
        return HttpResponseBadRequest(render(request, "web/matters.html", {"error": error}).content)
    deeds = choosing.deeds(request.page)
    context = {
        "lines": len(found.rows),
        "table_rows": _table_rows([line(row, request.page) for row in found.rows], bool(deeds)),
        "deeds": deeds,
        "page_ids": ",".join(str(row.id) for row in found.rows),
        "kept": _kept(request.GET),
        **choosing.views_here(request),
        "found": found,
        "chips": filters.chips(chosen, names, request.on),
        "filters": chosen,
        "sort": sort,
        "sorts": filters.choices_by_code(filters.SORT_WORDS, sort),
        "stages": filters.stages(chosen),
        "offices": filters.choices_by_code(names.offices, chosen.office),
        "officers": filters.choices_by_code(names.officers, chosen.officer),
        "judgment_kinds": filters.choices(JUDGMENT_KINDS, chosen.judgment_kind),
        "tags": filters.choices(TAGS, chosen.tag),
        "paged": "sau" in request.GET,
        "may_export": request.page.allows("export", "make"),
    }
    return render(request, "web/matters.html", context)


def _kept(query: QueryDict) -> list[tuple[str, str]]:
    """The filters of the address, for the form that acts on what they find."""
    return [(name, value) for name, values in query.lists() if name != "sau" for value in values]


@page
def workbook(request: PageRequest) -> HttpResponse:
    """Every row of the filter as .xlsx, with the columns of the screen."""
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")
    reach, names = _reach(request), request.page.names
    try:
        chosen, sort = filters.read(request.GET, request.on)
    except filters.Unreadable as error:
        return HttpResponseBadRequest(render(request, "web/matters.html", {"error": error}).content)
    rows = [line(row, request.page) for row in queries.every(reach, chosen, sort=sort)]
    said = [chip.label for chip in filters.chips(chosen, names, request.on)]
    return exports.matters(rows, request.page, said)


def _reach(request: PageRequest) -> offices.Reach:
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "matter", "read")
    return reach


def line(row: MatterRow, ground: Page) -> Line:
    """A row with the words of its codes."""
    return Line(
        row=row,
        address=f"{_base()}{row.id}/",
        decided_on=vi.day(row.decided_on),
        stage=row.stage_on(ground.on),
        since=vi.day(row.stage_since),
        officer=ground.names.officers.get(row.officer, row.officer),
        judgment_kind=_KINDS.get(row.judgment_kind, row.judgment_kind),
        outstanding=vi.count(row.outstanding),
        due=_due(row, ground),
    )


def _table_rows(lines: Sequence[Line], ticks: bool) -> SafeString:
    """The rows of the table in one pass: a template would spend most of the request on a hundred of them."""
    return mark_safe("".join(_table_row(one, ticks) for one in lines))


def _table_row(one: Line, ticks: bool) -> str:
    row = one.row
    number, debtor, creditor = escape(row.number), escape(row.debtor), escape(row.creditor)
    tick = (
        f'<td class="tick"><input type="checkbox" class="form-check-input" name="chon" value="{row.id}" '
        f'aria-label="Đánh dấu việc {number}"></td>'
        if ticks
        else ""
    )
    return (
        f'<tr data-href>{tick}<th scope="row"><a href="{one.address}">{number}</a> '
        f'<span class="muted small nowrap">{one.decided_on}</span></th>'
        f'<td data-label="Người phải thi hành" title="{debtor}">{debtor}</td>'
        f'<td data-label="Người được thi hành" title="{creditor}">{creditor}</td>'
        f'<td data-label="Trạng thái" title="{one.stage} từ {one.since}">{one.stage} '
        f'<span class="muted small">{escape(row.ground)}</span></td>'
        f'<td data-label="Chấp hành viên">{escape(one.officer)}</td>'
        f'<td class="n" data-label="Còn lại">{one.outstanding}</td>'
        f'<td data-label="Hạn gần nhất">{one.due}</td></tr>\n'
    )


_KINDS = {code: label for label, code in JUDGMENT_KINDS.items()}


@cache
def _base() -> str:
    return reverse("web:matters")


def _due(row: MatterRow, ground: Page) -> SafeString:
    if row.ended:
        return mark_safe(f'<span class="is-done">{marks.icon("check")}đã kết thúc</span>')
    if row.next_due is None:
        return mark_safe('<span class="muted">không có hạn đang chạy</span>')
    shown = marks.due(row.next_due, ground.on, ground.calendar)
    return mark_safe(f'<span>{shown} <a class="why" href="{_base()}{row.id}/#han">Vì sao?</a></span>')
