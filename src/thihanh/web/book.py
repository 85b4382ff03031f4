"""Bộ biểu: the forms of a unit and period, which have no source yet, and what the control rules found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse

from thihanh.law import unconfirmed
from thihanh.statistics.book import lists
from thihanh.statistics.book.definitions.reading import forms_on
from thihanh.statistics.book.layout import BookForm
from thihanh.statistics.book.lists import AttachedList
from thihanh.statistics.book.printed import version_name
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.control.findings import Finding
from thihanh.statistics.control.running import run
from thihanh.web import book_asked
from thihanh.web import format as vi
from thihanh.web.book_asked import Asked
from thihanh.web.page import PageRequest, page

_GROUPS = (
    ("TK-THA", "Biểu của Bộ Tư pháp"),
    ("TKLN", "Biểu liên ngành với Viện kiểm sát và Tòa án"),
    (".N", "Biểu thống kê quốc gia"),
)
_WITH_LISTS = (3, 6, 10)


@dataclass(frozen=True)
class Line:
    """One form of the list."""

    form: BookForm
    query: str
    version: str
    unsure: str


@page
def index(request: PageRequest) -> HttpResponse:
    """The forms of the period. The figures behind the rules are asked for after the list has been drawn."""
    try:
        asked = book_asked.read(request)
        forms = forms_on(asked.period)
    except book_asked.Refusals as error:
        return HttpResponseBadRequest(render(request, "web/book.html", {"error": error}).content)
    context = {
        "asked": asked,
        "groups": [
            (title, [_line(asked, form) for form in forms if part in form.code]) for part, title in _GROUPS
        ],
        "filled": sum(not form.missing for form in forms),
        "total": len(forms),
        "query": asked.query(),
        "may_export": request.page.allows("export", "make"),
        **book_asked.choices(request, asked),
    }
    return render(request, "web/book.html", context)


def _line(asked: Asked, form: BookForm) -> Line:
    return Line(form, asked.of(form), version_name(form), unconfirmed(form.mark))


@dataclass(frozen=True)
class Attached:
    """One attached list: its title, its rows or why there are none, the cell it must equal."""

    code: str
    title: str
    rows: str
    why: str
    equal: bool
    cell: str
    address: str


@page
def checks(request: PageRequest) -> HttpResponse:
    """What the control rules found in the book, and the lists of its report: asked for by the first page."""
    reach = book_asked.reach_of(request)
    alone = request.headers.get("HX-Request") != "true"
    template = "web/book_checks.html" if alone else "web/parts/book_checks.html"
    try:
        asked = book_asked.read(request)
        book = book_asked.book_of(request, asked)
        attached = lists.attached(asked.unit, asked.period, reach=reach, known_on=asked.known_on)
    except book_asked.Refusals as error:
        return HttpResponseBadRequest(render(request, template, {"error": error}).content)
    earlier = [one for one in (_other(request, asked, asked.year, _earlier(asked.months)),) if one]
    found = run(
        book,
        before=_other(request, asked, asked.year - 1, 12),
        earlier=earlier,
        lists={one.definition.code: one.rows for one in attached},
    )
    broken = [one for one in found if one.verdict == "broken"]
    context = {
        "asked": asked,
        "errors": _by_rule(asked, [one for one in broken if one.is_error]),
        "warnings": _by_rule(asked, [one for one in broken if not one.is_error]),
        "held": [one for one in found if one.verdict == "holds"],
        "not_applied": [one for one in found if one.verdict == "not_applicable"],
        "attached": [_attached(asked, book, one) for one in attached],
        "may_export": request.page.allows("export", "make"),
    }
    return render(request, template, context)


def _earlier(months: int) -> int:
    """The period of the same year a book is compared with: the last one before it that lists go with."""
    return max((one for one in _WITH_LISTS if one < months), default=0)


def _other(request: PageRequest, asked: Asked, year: int, months: int) -> Book | None:
    """The book of another period of the unit, where there is one."""
    if not months:
        return None
    try:
        found = book_asked.book_of(request, replace(asked, year=year, months=months))
    except book_asked.Refusals:
        return None
    return found if found.form("01/TK-THA").count("total", "handled") else None


@dataclass(frozen=True)
class Broken:
    """A rule that does not hold, and each place where it does not, with the address of its form."""

    rule: str
    name: str
    places: tuple[tuple[Finding, str], ...]


def _by_rule(asked: Asked, found: Sequence[Finding]) -> list[Broken]:
    """Broken rules in their order, each with its places."""
    return [
        Broken(rule, places[0].name, tuple((one, _address(asked, one)) for one in places))
        for rule, places in (
            (rule, [one for one in found if one.rule == rule])
            for rule in dict.fromkeys(one.rule for one in found)
        )
    ]


def _address(asked: Asked, finding: Finding) -> str:
    """The form a finding speaks of; "" where it speaks of none."""
    if not finding.form:
        return ""
    return f"{reverse('web:book-form')}?{asked.query(bieu=finding.form, **{'don-vi': finding.unit})}"


def _attached(asked: Asked, book: Book, one: AttachedList) -> Attached:
    definition, rows = one.definition, one.rows
    column = one.cell.form.column(definition.column)
    cell = book.form(one.cell.form.key).value(definition.row, definition.column)
    return Attached(
        code=definition.code,
        title=definition.title,
        rows=vi.count(rows) if isinstance(rows, int) else str(rows),
        why=book_asked.why(rows),
        equal=rows == cell,
        cell=f"biểu {one.cell.form.code}, cột {column.no}",
        address=asked.cell(asked.unit, definition.row, definition.column, one.cell.form),
    )
