"""What a page of the book asks: unit, one of the twelve periods, form, as known on; read from the address."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from thihanh.law import work_year
from thihanh.offices import queries as offices
from thihanh.offices.reach import Reach
from thihanh.statistics.book import queries
from thihanh.statistics.book.definitions.reading import forms_on
from thihanh.statistics.book.layout import BookForm, BookUnit, UnknownPart
from thihanh.statistics.book.printed import Cover
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.numbers import Absent
from thihanh.statistics.period import Period, RefusedPeriod, month_period
from thihanh.statistics.unit import UnknownUnit
from thihanh.web import figures, refusals
from thihanh.web import format as vi
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest

Refusals = (UnknownPart, UnknownUnit, RefusedPeriod, ValueError)
_YEARS = 4
_MANAGING = "Cục Quản lý thi hành án dân sự"


@dataclass(frozen=True)
class Asked:
    """One question to the book, complete."""

    unit: str
    year: int
    months: int
    known_on: date | None
    form: str = ""
    version: str = ""

    @property
    def period(self) -> Period:
        """The cumulative period asked for."""
        return month_period(self.year, self.months)

    def query(self, **changes: str) -> str:
        """The address parameters of this question, some of them changed."""
        values = {
            "bieu": self.form,
            "phien-ban": self.version,
            "don-vi": self.unit,
            "nam": str(self.year),
            "ky": str(self.months),
            "ghi-nhan-den": self.known_on.isoformat() if self.known_on else "",
        }
        return urlencode({name: value for name, value in (values | changes).items() if value})

    def cell(self, unit: str, row: str, column: str, form: BookForm) -> str:
        """The address that opens a cell of a form: its matters."""
        place = {"bieu": form.code, "phien-ban": form.version, "don-vi": unit, "dong": row, "cot": column}
        return f"{reverse('web:book-cell')}?{self.query(**place)}"

    def of(self, form: BookForm) -> str:
        """The parameters of the same question about a form."""
        return self.query(bieu=form.code, **{"phien-ban": form.version})

    def definition(self) -> BookForm:
        """The form asked for as it holds for the period, else the first. Raises ``UnknownPart``."""
        forms = forms_on(self.period)
        for form in forms:
            if self.form in ("", form.code) and self.version in ("", form.version):
                return form
        known = ", ".join(dict.fromkeys(form.code for form in forms))
        raise UnknownPart(f"Kỳ {self.period.label} không có biểu “{self.form}”; có {known}.")


def reach_of(request: PageRequest) -> Reach:
    """How far the viewer reads live figures. Raises Denied where not at all."""
    reach = offices.reach(request.viewer, "statistics", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "statistics", "read")
    return reach


def read(request: PageRequest) -> Asked:
    """The question in the address; what is missing is the viewer's unit and the last period that has ended.

    Raises Denied for who reads no figures, UnknownUnit, RefusedPeriod or ValueError with a sentence.
    """
    reach_of(request)
    query = request.GET
    year, months = last_ended(request.on)
    asked_year, asked_months = query.get("nam", ""), query.get("ky", "")
    if not (asked_year or "0").isdecimal() or not (asked_months or "0").isdecimal():
        raise RefusedPeriod("Dữ liệu: kỳ báo cáo là số tháng từ 1 đến 12 của một năm công tác.")
    if asked_year:
        year, months = vi.place(asked_year), 12
    if asked_months:
        months = vi.place(asked_months)
    period = month_period(year, months)
    if period.to > request.on:
        raise RefusedPeriod(
            f"Dữ liệu: kỳ đến {vi.day(period.to)} chưa hết (hôm nay là {vi.day(request.on)}); bộ biểu lập "
            "cho kỳ đã qua. Chọn kỳ trước, hoặc mở Thống kê để xem từ đầu năm đến nay."
        )
    known = query.get("ghi-nhan-den", "")
    return Asked(
        query.get("don-vi") or figures.home_unit(request),
        year,
        months,
        vi.read_day(known) if known else None,
        query.get("bieu", ""),
        query.get("phien-ban", ""),
    )


def last_ended(on: date) -> tuple[int, int]:
    """The work year and months of the last period that has ended by a day."""
    year = work_year(on)
    ended = [months for months in range(1, 13) if month_period(year, months).to <= on]
    return (year, ended[-1]) if ended else (year - 1, 12)


def book_of(request: PageRequest, asked: Asked) -> Book:
    """The live book of the question. Raises Denied and the ``Refusals``."""
    return queries.book(asked.unit, asked.period, reach=reach_of(request), known_on=asked.known_on)


def cover_of(request: PageRequest, asked: Asked, unit: BookUnit) -> Cover:
    """Who sends the form to whom: officer to office, office to agency, agency to the centre."""
    on = asked.period.to
    above = offices.unit(unit.parent or (unit.code[:2] if unit.kind != "agency" else "CQL"), on)
    own = unit.kind == "officer"
    return Cover(
        reporter=unit.name,
        receiver=above.name if above else _MANAGING,
        period=asked.period,
        known_on=asked.known_on or request.on,
        left="Chấp hành viên" if own else "Người lập biểu",
        right="Xác nhận của thủ trưởng đơn vị" if own else "Thủ trưởng đơn vị",
    )


def choices(request: PageRequest, asked: Asked) -> dict[str, list[Choice]]:
    """What the chooser above the book offers: units in reach, years, the twelve periods."""
    newest = work_year(request.on)
    years = sorted({*range(newest, newest - _YEARS, -1), asked.year}, reverse=True)
    return {
        "units": _units(request, asked),
        "years": [Choice(str(n), f"năm công tác {n}", n == asked.year) for n in years],
        "months": [Choice(str(n), _month(n), n == asked.months) for n in range(1, 13)],
    }


def _month(months: int) -> str:
    return "12 tháng (cả năm)" if months == 12 else f"{months} tháng"


def _units(request: PageRequest, asked: Asked) -> list[Choice]:
    reach, agency = reach_of(request), request.viewer.agency
    own = offices.unit(agency, request.on)
    found = [own] if own is not None and reach.covers(agency) else []
    found += [one for one in offices.units(request.on, agency) if reach.covers(agency, one.code)]
    units = [Choice(one.code, one.name, one.code == asked.unit) for one in found]
    if any(one.chosen for one in units):
        return units
    officer = asked.unit.rpartition("/")[2]
    return [Choice(asked.unit, request.page.names.officers.get(officer, asked.unit), True), *units]


def why(value: object) -> str:
    """Why a figure does not open, where it cannot be given."""
    return value.reason if isinstance(value, Absent) else ""
