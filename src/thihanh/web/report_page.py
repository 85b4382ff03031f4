"""Một báo cáo: read on screen with every number a link, written parts, PDF and Word, a Word file checked."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from thihanh.documents.problems import Refused
from thihanh.editions.figures import TOTAL
from thihanh.editions.headline import HEADLINES
from thihanh.matters.rules import StateRefused
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.reports import checking, operations, queries, word
from thihanh.reports.kinds.catalogue import KINDS
from thihanh.reports.numerals import magnitude
from thihanh.reports.rows import HandRow, ReportRow
from thihanh.reports.structure import Appendix, Block, Chart, Hand, Number, Ref, Report, Span, Table
from thihanh.statistics.forms.definitions import FORM_CODES, form_of
from thihanh.statistics.period import month_period, version_on
from thihanh.trail.operations import KeyReused
from thihanh.web import refusals
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.page import PageRequest, page
from thihanh.web.papers import attachment
from thihanh.web.reports import sight_of

_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LARGEST = 20 * 1024 * 1024
_DERIVED = ("change", "growth", "points", "share", "before", "turn", "turn_growth", "beat", "target", "rank")


@dataclass(frozen=True)
class Drawn:
    """A block as the page draws it: what it is, itself, and what was made ready for the template."""

    what: str
    block: Block
    words: SafeString | str = ""
    anchor: str = ""
    table: "Drawn | None" = None
    rows: tuple[tuple[str, int, tuple[SafeString | str, ...]], ...] = ()
    problems: tuple[str, ...] = ()


@page
def show(request: PageRequest, report_id: int) -> HttpResponse:
    """The report on screen."""
    row, report = _report(request, report_id)
    blocks = list(_drawn(row, report))
    unit = offices.unit(row.unit, request.on)
    context = {
        "row": row,
        "kind": KINDS[row.kind],
        "report": report,
        "blocks": blocks,
        "parts": [one for one in blocks if one.what in ("heading1", "appendix")],
        "may_write": _may_write(request, row),
        "may_export": request.page.allows("export", "make"),
        "unit_name": unit.name if unit else row.unit,
        "written": len(queries.texts(row.id)),
        "hands": len(report.hands),
    }
    return render(request, "web/report.html", context)


@page
def file(request: PageRequest, report_id: int, fmt: str) -> HttpResponse:
    """The report as PDF or Word, with the written parts as they stand."""
    row, _ = _report(request, report_id)
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")
    if fmt not in _MEDIA:
        raise Http404
    address = f"{settings.PUBLIC_ADDRESS}{reverse('web:report-number', args=[row.id])}"
    try:
        content = queries.file_of(row, fmt, address=address)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("web:report", report_id)
    return attachment(f"bao-cao-{row.kind}-{row.unit}-{row.year}-{row.month}.{fmt}", content, _MEDIA[fmt])


@page
def part(request: PageRequest, report_id: int, key: str) -> HttpResponse:
    """One part that people write: its text, its versions, and numbers in it that contradict the report."""
    row, report = _report(request, report_id)
    hand = next((one for one in report.hands if one.key == key), None)
    if hand is None:
        raise Http404
    if not _may_write(request, row):
        raise refusals.not_granted(request.viewer, "report", "write")
    problem = ""
    if request.method == "POST":
        problem = _write(request, row, key)
        if not problem:
            return redirect(f"{reverse('web:report', args=[row.id])}#viet-{key}")
    context = {
        "row": row,
        "kind": KINDS[row.kind],
        "hand": hand,
        "typed": request.POST.get("noi-dung", hand.text),
        "problem": problem,
        "versions": _versions(request, row, key),
        "contradictions": checking.contradictions(hand, report),
        "key": uuid.uuid4().hex,
    }
    return render(request, "web/report_part.html", context, status=422 if problem else 200)


@page
def check(request: PageRequest, report_id: int) -> HttpResponse:
    """A Word file edited outside, held against the report it came from."""
    row, report = _report(request, report_id)
    problems: list[checking.Problem] | None = None
    wrong = ""
    if request.method == "POST":
        sent = request.FILES.get("tep")
        if not isinstance(sent, UploadedFile) or (sent.size or 0) > LARGEST:
            wrong = "Chọn một tệp Word (.docx) không quá 20 MB."
        else:
            try:
                lines, tables = word.text_of(sent.read())
                problems = checking.check_document(report, lines) + checking.table_cells(report, tables)
            except ValueError as refused:
                wrong = str(refused)
    context = {"row": row, "kind": KINDS[row.kind], "problems": problems, "wrong": wrong}
    return render(request, "web/report_check.html", context, status=422 if wrong else 200)


@page
def number(request: PageRequest, report_id: int) -> HttpResponse:
    """Where a number of a report leads: its matters where they may be opened, else its edition's cell."""
    row, _ = _report(request, report_id)
    unit, name = request.GET.get("don-vi", row.unit)[:20], request.GET.get("o", "")[:60]
    if not unit.startswith(row.unit):
        raise Http404
    return redirect(_target(request, row, unit, name))


def _report(request: PageRequest, report_id: int) -> tuple[ReportRow, Report]:
    try:
        row = queries.report(sight_of(request), report_id)
        return row, queries.content(row)
    except LookupError:
        raise Http404 from None


def _may_write(request: PageRequest, row: ReportRow) -> bool:
    reach = offices.reach(request.viewer, "report", "write", request.on)
    return reach.covers(row.unit[:2], row.unit if "." in row.unit else None)


def _write(request: PageRequest, row: ReportRow, key: str) -> str:
    """Write the part; "" where it is written, else the sentence of the refusal."""
    if not key_of(request):
        return UNKEYED
    text = request.POST.get("noi-dung", "")
    try:
        ordinal = operations.write_part(row, key, text, by=request.viewer, on=request.on, key=key_of(request))
    except (Denied, StateRefused, KeyReused) as refused:
        return refused.sentence
    messages.success(request, f"Đã lưu phần viết tay, bản {ordinal}.")
    return ""


def _versions(request: PageRequest, row: ReportRow, key: str) -> list[tuple[HandRow, str]]:
    found = queries.versions(row.id, key)
    names = offices.names_of({one.by for one in found}, request.on)
    return [(one, names.get(one.by, one.by)) for one in found]


def _drawn(row: ReportRow, report: Report) -> Iterator[Drawn]:
    base = reverse("web:report-number", args=[row.id])
    names = {source.id: source.label for source in report.sources}
    for place, block in enumerate(report.blocks):
        what = type(block).__name__.lower()
        match block:
            case Table():
                yield _table(block, base, names)
            case Chart():
                said = _words(block.summary.spans, base, names)
                drawn = mark_safe(block.svg)  # drawn by the room itself: outlines, no text of a user
                yield Drawn(
                    what, block, drawn, table=_table(block.table, base, names), rows=(("", 0, (said,)),)
                )
            case Hand():
                problems = tuple(str(one) for one in checking.contradictions(block, report))
                yield Drawn(what, block, problems=problems)
            case Appendix():
                yield Drawn(what, block, anchor=f"phu-luc-{block.number}")
            case _:
                if spans := getattr(block, "spans", None):
                    yield Drawn(what, block, _words(spans, base, names))
                else:
                    level = getattr(block, "level", "")
                    yield Drawn(f"{what}{level}", block, anchor=f"muc-{place}")


def _table(block: Table, base: str, names: Mapping[int, str]) -> Drawn:
    rows = tuple(
        (one.key, one.depth, tuple(_span(cell, base, names) for cell in one.cells)) for one in block.rows
    )
    return Drawn("table", block, rows=rows)


def _words(spans: tuple[Span, ...], base: str, names: Mapping[int, str]) -> SafeString:
    return format_html("{}" * len(spans), *(_span(span, base, names) for span in spans))


def _span(span: Span, base: str, names: Mapping[int, str]) -> SafeString | str:
    """A figure as a link that says where it is from; words as they are."""
    if not isinstance(span, Number):
        return span.text
    if span.ref.name.startswith("list."):
        return format_html('<span class="quoted">{}</span>', span.text)
    query = urlencode({"don-vi": span.ref.unit, "o": span.ref.name})
    base_name = names.get(span.ref.base or 0, "") if span.ref.base is not None else ""
    compared = f", so với {base_name}" if base_name else ""
    title = f"{names.get(span.ref.source, '')}{compared}; giá trị đúng: {_exactly(span)}"
    return format_html('<a class="quoted" href="{}?{}" title="{}">{}</a>', base, query, title, span.text)


def _exactly(span: Number) -> str:
    """The exact value, where the print is rounded."""
    if span.exact.kind != "money":
        return span.text
    exact = f"{magnitude(abs(span.exact.exact))} đồng"
    return f"−{exact}" if span.exact.exact < 0 else exact


def _target(request: PageRequest, row: ReportRow, unit: str, name: str) -> str:
    """The matters of the cell (frozen ones of an edition) for who may open them; else where it stands."""
    reach = offices.reach(request.viewer, "figure", "drill", request.on)
    opens = reach.covers(unit[:2], unit.partition("/")[0] if "." in unit else None)
    found = _cell(row, Ref(row.edition_id, unit, name))
    if found is None or not opens:
        at = ("web:edition", row.edition_id) if row.edition_id else ("web:report", row.id)
        return reverse(at[0], args=[at[1]])
    if row.edition_id:
        return f"{reverse('web:edition-cell', args=[row.edition_id])}?{urlencode(found.frozen)}"
    return f"{reverse('web:drill')}?{urlencode(found.live)}"


@dataclass(frozen=True)
class Opened:
    """How a cell is asked for: of the live record, or of the frozen matters of an edition."""

    live: Mapping[str, str]
    frozen: Mapping[str, str]


def _cell(row: ReportRow, ref: Ref) -> Opened | None:
    """The cell behind a name: a column of forms 004.N and 005.N; none where there is no such cell.

    A rate opens what is counted above its line; a difference opens its own period's cell.
    """
    parts = [one for one in ref.name.split(".") if one not in _DERIVED]
    side = next((one for one in parts if one in ("cases", "money")), "")
    if not side:
        return None
    group = parts[0] if parts[0] != side else ""
    code = "resolved" if parts[-1] in (side, "rate") else parts[-1]
    period = month_period(row.year, row.month)
    version, form = version_on(period.to), FORM_CODES[side == "money"]
    live = {
        "bieu": form,
        "don-vi": ref.unit,
        "tu": period.from_.isoformat(),
        "den": period.to.isoformat(),
        "nhan": group,
        "cot": str(form_of(form, version).numbers.get(code, code)),
    }
    frozen = {
        "bieu": HEADLINES[side],
        "phien-ban": "",
        "don-vi": ref.unit,
        "dong": group or TOTAL,
        "cot": code,
    }
    return Opened({key: value for key, value in live.items() if value}, frozen)
