"""Một ấn bản: what was frozen, its figures, its check, its files; the head's signature."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from thihanh.documents.keystore import end_of, key_store
from thihanh.documents.problems import Refused as FileRefused
from thihanh.documents.signing.authority import KeyRefused
from thihanh.documents.signing.verify import Trust
from thihanh.editions import drilling, operations, queries, reading, restating
from thihanh.editions.opening import Cell as EditionCell
from thihanh.editions.paper import cover_of
from thihanh.editions.queries import EditionRow, EditionUnknown
from thihanh.editions.rules import NATION, Refused
from thihanh.matters.states import label
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.statistics.book import printed
from thihanh.statistics.book.definitions.reading import forms_on
from thihanh.statistics.book.heading import depth_of, head_of
from thihanh.statistics.book.layout import BookForm, UnknownPart, Value
from thihanh.statistics.book.workbooks import book_workbook
from thihanh.statistics.numbers import Absent
from thihanh.web import exports, refusals
from thihanh.web import format as vi
from thihanh.web.editions import reach_of
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest, page

_TYPES = {"thia": "application/octet-stream", "pdf": "application/pdf"}


@dataclass(frozen=True)
class Shown:
    """One printed cell of the edition: its text, the address that opens it, the reason where it is a dash."""

    text: str
    address: str
    title: str


def found_of(request: PageRequest, edition_id: int) -> EditionRow:
    """The edition asked for; 404 where there is none in reach."""
    try:
        return queries.edition(reach_of(request), edition_id)
    except EditionUnknown:
        raise Http404 from None


@page
def show(request: PageRequest, edition_id: int) -> HttpResponse:
    """The edition with one form of one of its units."""
    row = found_of(request, edition_id)
    return _show(request, row)


def _show(request: PageRequest, row: EditionRow, problem: str = "", status: int = 200) -> HttpResponse:
    file = queries.file_of(row.id)
    try:
        form = drilling.form_of(
            row.id, request.GET.get("bieu", "01/TK-THA"), request.GET.get("phien-ban", "")
        )
    except UnknownPart as error:
        return HttpResponseBadRequest(render(request, "web/edition.html", {"error": error}).content)
    units = file.body.units
    unit = next((one for one in units if one.code == request.GET.get("don-vi", "")), units[0])
    filled = file.body.filled(form, unit.code)
    figures = offices.reach(request.viewer, "figure", "drill", request.on)
    view = View(row, form, unit.code, figures)
    context = {
        "row": row,
        "problem": problem,
        "late": _named(row, row.late),
        "changed": _named(row, row.header.get("changed_since_confirming", ())),
        "cut": file.body.frozen.cut,
        "members": file.body.members.rows,
        "acts": file.body.acts.rows,
        "form": form,
        "unit": unit,
        "units": [Choice(one.code, one.name, one.code == unit.code) for one in units],
        "forms": _forms(row, form, unit.code),
        "head": [
            [cell for cell in head_of(form.columns) if cell.row == n] for n in range(depth_of(form.columns))
        ],
        "deep": depth_of(form.columns),
        "stub": "Tên đơn vị" if form.row_kind == "units" else "Chỉ tiêu",
        "rows": [(one, view.cells(one.code, one.values)) for one in filled.rows],
        "notes": list(printed.notes(filled)),
        "findings": reading.verify(file.content).rows if "kiem-tra" in request.GET else None,
        "definitions": restating.changed_definitions(file.body),
        "parts": _parts(request, row),
        "may_sign": _may_close(request, row) and not row.pdf_sha256,
        "may_export": request.page.allows("export", "make"),
        "key": uuid.uuid4().hex,
    }
    return render(request, "web/edition.html", context, status=status)


def _named(row: EditionRow, codes: Sequence[str]) -> list[str]:
    """Units and officers by their names on the last day of the period."""
    agency, day = ("" if row.unit == NATION else row.unit), row.period.to
    names = {unit.code: unit.name for unit in offices.units(day, agency or None)} if codes else {}
    names |= {one.code: one.name for one in offices.officers(agency, day)} if codes and agency else {}
    return [names.get(code, code) for code in codes]


def _parts(request: PageRequest, row: EditionRow) -> list[tuple[EditionRow, bool]]:
    """The editions a nation's is composed of, and whether the viewer may open each."""
    reach = reach_of(request)
    found = [queries.edition(offices.EVERYTHING, one) for one in row.composed_of]
    return [(one, reach.everything or one.unit in reach.touched) for one in found]


def _forms(row: EditionRow, chosen: BookForm, unit: str) -> list[tuple[BookForm, str, bool, str]]:
    return [
        (
            one,
            urlencode({"bieu": one.code, "phien-ban": one.version, "don-vi": unit}),
            one.key == chosen.key,
            printed.version_name(one),
        )
        for one in forms_on(row.period)
    ]


@dataclass(frozen=True)
class View:
    """One form of one unit of an edition, looked at with a reach of opening figures."""

    row: EditionRow
    form: BookForm
    unit: str
    reach: offices.Reach

    def cells(self, line: str, values: Sequence[Value]) -> list[Shown]:
        """The cells of a row as printed; a counted one opens where its matters are within reach."""
        holder = line if self.form.row_kind == "units" else self.unit
        opens = not self.row.composed_of and drilling.opens(self.reach, holder, self.row.unit)
        asked = {"bieu": self.form.code, "phien-ban": self.form.version, "don-vi": self.unit, "dong": line}
        base = reverse("web:edition-cell", args=[self.row.id])
        shown = []
        for column, value in zip(self.form.columns, values, strict=True):
            counted = opens and column.counted and isinstance(value, int)
            shown.append(
                Shown(
                    printed.as_text(self.form, column, value),
                    f"{base}?{urlencode(asked | {'cot': column.code})}" if counted else "",
                    value.reason if isinstance(value, Absent) else column.name,
                )
            )
        return shown


@page
def cell(request: PageRequest, edition_id: int) -> HttpResponse:
    """The frozen matters behind one cell; their sum is the cell."""
    row = found_of(request, edition_id)
    reach = offices.reach(request.viewer, "figure", "drill", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "figure", "drill")
    said = request.GET
    try:
        form = drilling.form_of(row.id, said.get("bieu", ""), said.get("phien-ban", ""))
        asked = EditionCell(form, said.get("don-vi", ""), said.get("dong", ""), said.get("cot", ""))
        readable = offices.reach(request.viewer, "matter", "read", request.on)
        opened = drilling.open_cell(row.id, asked, reach, readable, max(1, vi.place(said.get("trang", "1"))))
    except UnknownPart as error:
        answer = render(request, "web/edition_cell.html", {"error": error, "row": row})
        return HttpResponseBadRequest(answer.content)
    column = form.column(asked.column)
    names = request.page.names
    context = {
        "row": row,
        "opened": opened,
        "form": form,
        "column": column,
        "money": column.of == "money",
        "lines": [
            (
                one,
                opened.numbers.get(one.matter_id, ""),
                label(one.stage) if one.stage else "",
                names.offices.get(one.office, one.office),
                names.officers.get(one.officer, one.officer),
            )
            for one in opened.rows
        ],
        "again": urlencode({key: value for key, value in said.items() if key != "trang"}),
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "web/parts/edition_cell.html" if fragment else "web/edition_cell.html", context)


@page
def download(request: PageRequest, edition_id: int, fmt: str) -> HttpResponse:
    """The machine file (it holds the matters of the whole agency), the PDF, or the forms as a workbook."""
    row = found_of(request, edition_id)
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")
    name = f"an-ban-{row.id}-{row.unit}-{row.year}-{row.month:02d}"
    file = queries.file_of(row.id)
    if fmt == "xlsx":
        forms = [file.body.filled(form, row.unit) for form in forms_on(row.period)]
        return exports.attachment(name, book_workbook(forms, cover_of(file)))
    if fmt not in _TYPES:
        raise Http404
    if file.members or file.acts:
        drilling.check_opens(offices.reach(request.viewer, "figure", "drill", request.on), row.unit, row.unit)
    content = file.content if fmt == "thia" else queries.paper_of(row.id)
    answer = HttpResponse(content, content_type=_TYPES[fmt])
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.{fmt}")
    answer["Content-Disposition"] = disposition or "attachment"
    return answer


@page
def sign(request: PageRequest, edition_id: int) -> HttpResponse:
    """The head signs the PDF with the key behind the PIN."""
    if request.method != "POST":
        raise Http404
    row = found_of(request, edition_id)
    try:
        operations.sign(row.id, request.POST.get("pin", ""), by=request.viewer, at=end_of(request.on))
    except (Refused, Denied, KeyRefused, FileRefused) as refused:
        return _show(request, row, str(refused), 422)
    messages.success(request, f"Đã ký ấn bản số {row.id}; bản PDF đã ký có kèm tệp máy.")
    return redirect("web:edition", row.id)


def _may_close(request: PageRequest, row: EditionRow) -> bool:
    reach = offices.reach(request.viewer, "edition", "close", request.on)
    return (
        reach.everything
        if row.unit == NATION
        else reach.covers(row.unit) and row.unit == request.viewer.agency
    )


def trust() -> Trust:
    """Whose signatures are believed here."""
    store = key_store()
    return Trust(store.roots(), store.revoked())
