"""What is taken from the book: a form or the whole book as Excel, a form as PDF, the attached lists."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from thihanh.documents import typesetting
from thihanh.matters import listing
from thihanh.offices import queries as offices
from thihanh.statistics.book import lists
from thihanh.statistics.book.definitions.attached import due_on
from thihanh.statistics.book.opening import Opened
from thihanh.statistics.book.printed import Cover
from thihanh.statistics.book.printing import form_pdf
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.book.workbooks import book_workbook, form_workbook, sheet_name
from thihanh.web import book_asked, exports, refusals
from thihanh.web import format as vi
from thihanh.web.book_asked import Asked
from thihanh.web.exports import Column
from thihanh.web.page import PageRequest, page
from thihanh.web.papers import attachment

_REFUSED = (*book_asked.Refusals, lists.NotDue)


@page
def workbook(request: PageRequest) -> HttpResponse:
    """The form asked for as .xlsx; without a form, the whole book with a sheet for each."""
    taken = _taken(request, whole=not request.GET.get("bieu"))
    if isinstance(taken, HttpResponse):
        return taken
    book, cover, asked = taken.book, taken.cover, taken.asked
    if not asked.form:
        forms = [book.form(form.key) for form in book.forms]
        return exports.attachment(f"bo-bieu-{_named(asked)}", book_workbook(forms, cover))
    filled = book.form(asked.definition().key)
    return exports.attachment(f"{sheet_name(filled.form)}-{_named(asked)}", form_workbook(filled, cover))


@page
def pdf(request: PageRequest) -> HttpResponse:
    """The form asked for as PDF, in the layout of the official one."""
    taken = _taken(request, whole=False)
    if isinstance(taken, HttpResponse):
        return taken
    filled = taken.book.form(taken.asked.definition().key)
    name = f"{sheet_name(filled.form)}-{_named(taken.asked)}.pdf"
    return attachment(name, form_pdf(filled, taken.cover, on=request.on), typesetting.PDF)


@dataclass(frozen=True)
class Taken:
    """What a file is made of."""

    asked: Asked
    book: Book
    cover: Cover


def _taken(request: PageRequest, *, whole: bool) -> Taken | HttpResponse:
    """The book for a file, or the page that says why there is none. Raises Denied."""
    _check_export(request)
    try:
        asked = book_asked.read(request)
        if not whole:
            asked.definition()
        book = book_asked.book_of(request, asked)
    except book_asked.Refusals as error:
        return _refused(request, error)
    return Taken(asked, book, book_asked.cover_of(request, asked, book.units[0]))


def _check_export(request: PageRequest) -> None:
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")


def _refused(request: PageRequest, error: Exception) -> HttpResponse:
    answer = render(request, "web/book_form.html", {"error": error})
    return HttpResponseBadRequest(answer.content)


def _named(asked: Asked) -> str:
    return f"{asked.unit.replace('/', '-')}-{asked.year}-{asked.months:02d}"


_LIST = (
    Column("STT", 6, "number"),
    Column("Số quyết định", 18),
    Column("Ngày quyết định", 13, "day"),
    Column("Người phải thi hành án", 32),
    Column("Người được thi hành án", 32),
    Column("Trạng thái cuối kỳ", 30),
    Column("Phòng", 34),
    Column("Chấp hành viên", 26),
    Column("Còn phải thi hành (đồng)", 22, "number", total=True),
)


@page
def attached(request: PageRequest, code: str) -> HttpResponse:
    """An attached list whole, as .xlsx: as many rows as its cell says."""
    _check_export(request)
    reach = offices.reach(request.viewer, "figure", "drill", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "figure", "drill")
    try:
        asked = book_asked.read(request)
        found = lists.list_rows(
            code, asked.unit, asked.period, reach=reach, known_on=asked.known_on, size=listing.MOST_ROWS
        )
    except _REFUSED as error:
        return _refused(request, error)
    [definition] = [one for one in due_on(asked.period) if one.code == code]
    title = (
        request.page.unit_name,
        f"({definition.code}) {definition.title}",
        f"Đơn vị {asked.unit}, {asked.period.label}, {vi.count(found.matters)} việc = "
        f"biểu {definition.form}, cột {found.form.column(definition.column).no}",
        f"Dữ liệu đến {vi.day(asked.period.to)}, "
        f"ghi nhận đến {vi.day(asked.known_on or request.on)}, trực tiếp",
    )
    return exports.workbook(f"danh-sach-{code}-{_named(asked)}", title, _LIST, _rows(request, found))


def _rows(request: PageRequest, found: Opened) -> Iterator[list[object]]:
    """The matters of a list; the parties' names for who reads matters, as far as that right goes."""
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    known = {row.id: row for row in listing.every(reach, listing.Filters())} if not reach.is_empty else {}
    names = request.page.names
    for no, row in enumerate(found.rows, start=1):
        own = known.get(row.matter_id)
        yield [
            no,
            row.number,
            row.decided_on,
            own.debtor if own else "",
            own.creditor if own else "",
            f"{row.stage_label} {row.ground}".strip(),
            names.offices.get(row.office, row.office),
            names.officers.get(row.officer, row.officer),
            row.owed,
        ]
