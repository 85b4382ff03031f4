"""A national form in its two versions side by side: the same matters under the old columns and the new."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from thihanh.statistics.book import printed
from thihanh.statistics.book.layout import BookForm, FilledForm, UnknownPart, Value
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.numbers import Percent
from thihanh.web import book_asked
from thihanh.web import format as vi
from thihanh.web.book_asked import Asked
from thihanh.web.book_form import Spot, cell_of
from thihanh.web.page import PageRequest, page
from thihanh.web.statistics import Cell

_COMPARED = ("004.N", "005.N")


@dataclass(frozen=True)
class Line:
    """One column in both versions; ``renamed`` is the new name where it differs."""

    name: str
    renamed: str
    old: Cell
    old_no: str
    new: Cell
    new_no: str
    apart: str


@dataclass(frozen=True)
class Side:
    """One version: its name and its form filled in."""

    label: str
    filled: FilledForm

    @property
    def form(self) -> BookForm:
        return self.filled.form


@page
def show(request: PageRequest) -> HttpResponse:
    """Both versions of a form of a unit, column by column."""
    try:
        asked = book_asked.read(request)
        asked = replace(asked, form=asked.form or _COMPARED[0], version="")
        book = book_asked.book_of(request, asked)
        old, new = _sides(asked, book)
    except book_asked.Refusals as error:
        return HttpResponseBadRequest(render(request, "web/book_form.html", {"error": error}).content)
    context = {
        "asked": asked,
        "title": old.form.title,
        "unit": old.form.unit,
        "unit_name": book.units[0].name,
        "old": old,
        "new": new,
        "lines": list(_lines(asked, old, new)),
        "here": asked.query(),
        "back": asked.query(bieu="", **{"phien-ban": ""}),
        **book_asked.choices(request, asked),
    }
    return render(request, "web/book_compare.html", context)


def _sides(asked: Asked, book: Book) -> tuple[Side, Side]:
    """The version before 01/07/2026 and the one from then on. Raises ``UnknownPart``."""
    asked.definition()
    forms = {form.version: form for form in book.forms if form.code == asked.form}
    if set(forms) != {"R08", "R25"}:
        both = " và ".join(_COMPARED)
        raise UnknownPart(f"Biểu {asked.form} kỳ này chỉ có một phiên bản; biểu {both} có hai.")
    old, new = (Side(printed.version_name(forms[key]), book.form(forms[key].key)) for key in ("R08", "R25"))
    return old, new


def _lines(asked: Asked, old: Side, new: Side) -> Iterator[Line]:
    """Columns in the order of the old version; those only the new one has after the column before them."""
    codes = [column.code for column in old.form.columns]
    for place, column in enumerate(new.form.columns):
        if column.code not in codes:
            before = new.form.columns[place - 1].code
            codes.insert(codes.index(before) + 1, column.code)
    for code in codes:
        yield _line(asked, code, old, new)


def _line(asked: Asked, code: str, old: Side, new: Side) -> Line:
    left, right = _half(asked, code, old), _half(asked, code, new)
    name = left.name or right.name
    return Line(
        name=name,
        renamed=right.name if right.name not in ("", name) else "",
        old=left.cell,
        old_no=left.no,
        new=right.cell,
        new_no=right.no,
        apart=_apart(left, right),
    )


_NO_CELL = Cell("", "", "Phiên bản này không có cột này.")


@dataclass(frozen=True)
class Half:
    """A column in one version: its number and name, its cell, its value and the number that is printed."""

    no: str = ""
    name: str = ""
    cell: Cell = _NO_CELL
    value: Value | None = None
    printed: int | Decimal | None = None


def _half(asked: Asked, code: str, side: Side) -> Half:
    place = side.form.places.get(code)
    if place is None:
        return Half()
    column, value = side.form.columns[place], side.filled.row(asked.unit).values[place]
    return Half(
        no=column.no,
        name=column.name,
        cell=cell_of(asked, side.form, Spot(asked.unit, asked.unit, place), value),
        value=value,
        printed=printed.as_number(side.form, column, value),
    )


def _apart(old: Half, new: Half) -> str:
    """New less old: matters or 1.000 đồng with their sign, rates in points."""
    if isinstance(old.value, Percent) and isinstance(new.value, Percent):
        return str(new.value - old.value)
    if not isinstance(old.printed, int) or not isinstance(new.printed, int):
        return "–"
    return vi.signed(new.printed - old.printed)
