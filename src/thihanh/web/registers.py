"""Sổ: the registers 01–21 as live views, and each whole as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import render

from thihanh.dossiers import queries as dossiers
from thihanh.law.citations import cite
from thihanh.law.classification import grounds
from thihanh.law.regimes import REGIMES, work_year, work_year_start
from thihanh.matters.states import STAGES
from thihanh.offices import queries as offices
from thihanh.offices.reach import Reach
from thihanh.procedures.register_file.labels import JUDGMENT_KINDS, OBLIGATION_KINDS, label_of
from thihanh.registers import queries
from thihanh.registers.books.parts import NUMBER
from thihanh.registers.catalogue import registers
from thihanh.registers.queries import Filters, Line
from thihanh.registers.register import ARTICLE, LABEL, REBUILT, Column, Register
from thihanh.web import choosing, exports, filters, refusals
from thihanh.web import format as vi
from thihanh.web.filters import choices_by_code
from thihanh.web.page import Page, PageRequest, page

PER_PAGE = 100


@page
def index(request: PageRequest) -> HttpResponse:
    """The twenty-one registers by name."""
    reach_of(request)
    context = {"registers": registers().values(), "label": LABEL, "article": cite(ARTICLE)}
    return render(request, "web/registers.html", context)


@page
def show(request: PageRequest, code: str) -> HttpResponse:
    """The lines of one register, newest first; a filter that cannot be read is said."""
    register = register_of(code)
    reach = reach_of(request)
    context: dict[str, Any] = {
        "register": register,
        "label": LABEL,
        "rebuilt": REBUILT,
        "article": cite(ARTICLE),
    }
    if not register.source:
        kept = [register.dossiers] if register.dossiers else []
        context["dossiers"] = dossiers.readable(request.viewer, request.on, kept) if kept else ()
        return render(request, "web/register.html", context)
    try:
        chosen = _read(register, request.GET, request.on)
        found = queries.page(register, reach, chosen, after=request.GET.get("sau", ""), limit=PER_PAGE)
    except ValueError as error:
        said = error if isinstance(error, filters.Unreadable) else "Khóa trang không đọc được."
        return HttpResponseBadRequest(
            render(request, "web/register.html", {**context, "error": said}).content
        )
    names = request.page.names
    context |= {
        **choosing.views_here(request),
        "lines": [(line, cells(register, line, request.page)) for line in found.lines],
        "found": found,
        "filters": chosen,
        "since": vi.day(chosen.since) if chosen.since else "",
        "until": vi.day(chosen.until) if chosen.until else "",
        "books": choices_by_code({code: name for code, name, _ in register.books}, chosen.book),
        "offices": choices_by_code(names.offices, chosen.office),
        "officers": choices_by_code(names.officers, chosen.officer),
        "paged": "sau" in request.GET,
        "may_export": request.page.allows("export", "make"),
    }
    return render(request, "web/register.html", context)


@page
def workbook(request: PageRequest, code: str) -> HttpResponse:
    """Every line of the register within the filters, with title, unit and cut-off."""
    register = register_of(code)
    reach = reach_of(request)
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")
    if not register.source:
        raise Http404(register.absent)
    try:
        chosen = _read(register, request.GET, request.on)
    except filters.Unreadable as error:
        return HttpResponseBadRequest(
            render(request, "web/register.html", {"register": register, "error": error}).content
        )
    lines = queries.every(register, reach, chosen)
    return exports.workbook(
        f"so-{register.code}-{request.on:%Y%m%d}",
        _title(register, chosen, request.page, len(lines)),
        [exports.Column("STT", 6, "number"), *map(_column, register.columns)],
        ([place, *values(register, line, request.page)] for place, line in enumerate(lines, start=1)),
    )


def register_of(code: str) -> Register:
    """The register by the code in the address; others do not exist."""
    found = registers().get(code)
    if found is None:
        raise Http404
    return found


def reach_of(request: PageRequest) -> Reach:
    """How far the viewer reads registers. Raises Denied where not at all."""
    reach = offices.reach(request.viewer, "register", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "register", "read")
    return reach


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the page: its words, how it stands, whether it leads to the matter."""

    value: str
    numeric: bool
    short: bool
    linked: bool


def cells(register: Register, line: Line, ground: Page) -> list[Cell]:
    """The cells of a line as the page shows them; the decision's number, else the first, opens the matter."""
    linked = next((n for n, one in enumerate(register.columns) if one.sql == NUMBER.sql), 0)
    return [
        Cell(
            _shown(value) or ("–" if place == linked and line.matter_id else ""),
            column.kind in ("money", "number"),
            column.kind == "day" or column.sql == NUMBER.sql,
            place == linked and line.matter_id is not None,
        )
        for place, (column, value) in enumerate(
            zip(register.columns, values(register, line, ground), strict=True)
        )
    ]


def values(register: Register, line: Line, ground: Page) -> list[object]:
    """The cells of a line as values: codes in words, numbers and days as they are."""
    return [
        _value(register, column, value, ground)
        for column, value in zip(register.columns, line.cells, strict=True)
    ]


def _value(register: Register, column: Column, value: Any, ground: Page) -> object:
    if value is None:
        return None
    match column.kind:
        case "day" | "money" | "number":
            return value
        case "officer":
            return ground.names.officers.get(value, value)
        case "office":
            return ground.names.offices.get(value, value)
        case "what":
            return register.words.get(value, value)
        case "stage":
            return STAGES[value].label if value in STAGES else value
        case "ground":
            return f"{value} · {_GROUNDS[value]}" if value in _GROUNDS else value
        case "judgment":
            return label_of(JUDGMENT_KINDS, value)
        case "kinds":
            return ", ".join(label_of(OBLIGATION_KINDS, one) for one in value)
        case "agency":
            unit = offices.unit(value, ground.on) if value else None
            return unit.name if unit else value
        case _:
            return value


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return vi.day(value)
    return vi.count(value) if isinstance(value, int) else str(value)


_GROUNDS = {one.code: one.label for regime in REGIMES for one in grounds(regime)}


def _column(column: Column) -> exports.Column:
    if column.kind == "day":
        return exports.Column(column.heading, column.width, "day")
    if column.kind in ("money", "number"):
        return exports.Column(column.heading, column.width, "number", total=column.total)
    return exports.Column(column.heading, column.width)


def _title(register: Register, chosen: Filters, ground: Page, lines: int) -> Sequence[str]:
    book = next((name for code, name, _ in register.books if code == chosen.book), "")
    period = f"{register.day} từ {vi.day(chosen.since)} đến {vi.day(chosen.until or ground.on)}"
    return (
        ground.unit_name,
        f"{register.code}. {register.name}{f' ({book.lower()})' if book else ''}, {LABEL}",
        f"{period}, {vi.count(lines)} dòng. Đơn vị tính: đồng. {REBUILT}",
        f"Dữ liệu đến {vi.day(ground.on)}, ghi nhận đến {vi.day(ground.on)}, trực tiếp",
    )


def _read(register: Register, query: QueryDict, on: date) -> Filters:
    """The filters of the address; without a period, the work year. Raises Unreadable."""
    book = query.get("quyen", "")
    if book and book not in {code for code, _, _ in register.books}:
        raise filters.Unreadable(f"Sổ này không có quyển “{book}”.")
    return Filters(
        book=book,
        since=_day(query, "tu") or work_year_start(work_year(on)),
        until=_day(query, "den"),
        office=query.get("phong", ""),
        officer=query.get("chv", ""),
        text=query.get("tim", "").strip(),
    )


def _day(query: QueryDict, name: str) -> date | None:
    text = query.get(name, "").strip()
    try:
        return vi.read_day(text) if text else None
    except ValueError as error:
        raise filters.Unreadable(str(error)) from None
