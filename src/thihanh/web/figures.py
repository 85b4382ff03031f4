"""What a statistics page asks: form, unit, period, version, as known on; read from the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from thihanh.law import work_year
from thihanh.offices import queries as offices
from thihanh.statistics.forms.definitions import FORM_CODES, UnknownForm
from thihanh.statistics.numbers import Absent, Percent, Points, half_up
from thihanh.statistics.period import (
    VERSIONS,
    Period,
    RefusedPeriod,
    Version,
    month_period,
    version_on,
)
from thihanh.statistics.readings.headline import KINDS
from thihanh.statistics.tagged import TAGS
from thihanh.statistics.unit import UnknownUnit, scope_of
from thihanh.web import format as vi
from thihanh.web.page import PageRequest

UNITS = {"dong": (1, "đồng"), "nghin": (1_000, "1.000 đồng"), "trieu": (1_000_000, "triệu đồng")}
VERSION_NAMES: Mapping[Version, str] = {
    "R25": "NĐ 152/2026",
    "R08": "NĐ 139/2026",
    "two_way": "hai nhóm, trước 2020",
}
OWN_PERIOD = "tu-chon"
Refusals = (UnknownForm, UnknownUnit, RefusedPeriod, ValueError)


@dataclass(frozen=True)
class Asked:
    """One question to the figures, complete."""

    form: str
    unit: str
    period: Period
    version: Version
    known_on: date | None
    money: str
    tag: str = ""
    kind: str = ""

    @property
    def narrow(self) -> dict[str, str]:
        """What narrows the matters: a tag, a kind."""
        return {name: value for name, value in (("tag", self.tag), ("kind", self.kind)) if value}

    @property
    def form_of(self) -> str:
        """What the form counts: ``cases`` or ``money``, as targets name it."""
        return "money" if self.form == "005.N" else "cases"

    def query(self, **changes: str) -> str:
        """The address parameters of this question, some of them changed."""
        values = {
            "bieu": self.form,
            "don-vi": self.unit,
            "tu": self.period.from_.isoformat(),
            "den": self.period.to.isoformat(),
            "phien-ban": "" if self.version == version_on(self.period.to) else self.version,
            "ghi-nhan-den": self.known_on.isoformat() if self.known_on else "",
            "dv-tien": "" if self.money == "nghin" else self.money,
            "nhan": self.tag,
            "loai-viec": self.kind,
        }
        return urlencode({name: value for name, value in (values | changes).items() if value})

    def cell(self, item: int | str, unit: str | None = None) -> str:
        """The address that opens a cell: its matters."""
        return f"{reverse('web:drill')}?{self.query(cot=str(item), **{'don-vi': unit or self.unit})}"

    def shown(self, value: object) -> str:
        """A cell as printed in the chosen unit."""
        return vi.count(self.printed(value)) if isinstance(value, int) else str(value)

    def printed(self, value: int) -> int:
        """A counted cell in the chosen unit; each is rounded half-up by itself."""
        return half_up(value, UNITS[self.money][0]) if self.form == "005.N" else value

    def said(self, value: object, name: str) -> str:
        """What a figure is, for whoever points at it: its name or why it is empty, cut-off, live."""
        if isinstance(value, Absent):
            return value.reason
        return f"{name}: đến {vi.day(self.period.to)}, trực tiếp"

    @property
    def unit_of_money(self) -> str:
        """The unit of the cells, for the heading."""
        return UNITS[self.money][1] if self.form == "005.N" else "việc"

    def form_as(self, form: str) -> "Asked":
        """The same question to another form."""
        return replace(self, form=form)

    def of(self, unit: str) -> "Asked":
        """The same question about another unit."""
        return replace(self, unit=unit)


def read(request: PageRequest) -> Asked:
    """The question in the address; what is missing is the viewer's own unit and the work year so far.

    Raises UnknownForm, UnknownUnit, RefusedPeriod or ValueError with a sentence.
    """
    query = request.GET
    form = query.get("bieu", FORM_CODES[0])
    if form not in FORM_CODES:
        raise UnknownForm(f"Không có biểu “{form}”; có {', '.join(FORM_CODES)}.")
    unit = query.get("don-vi") or home_unit(request)
    scope_of(unit)
    period = _period(query, request.on)
    if period.to > request.on:
        raise RefusedPeriod(
            f"Kỳ đến {vi.day(period.to)} chưa hết: hôm nay là {vi.day(request.on)}. Chọn kỳ đã qua, "
            "hoặc từ đầu năm đến nay."
        )
    version = query.get("phien-ban") or version_on(period.to)
    if version not in VERSIONS:
        raise UnknownForm(f"Không có phiên bản “{version}”; có {', '.join(VERSIONS)}.")
    known = query.get("ghi-nhan-den", "")
    money = query.get("dv-tien", "nghin")
    return Asked(
        form,
        unit,
        period,
        version,
        vi.read_day(known) if known else None,
        money if money in UNITS else "nghin",
        _known(query.get("nhan", ""), TAGS),
        _known(query.get("loai-viec", ""), KINDS),
    )


def _known(code: str, codes: Mapping[str, str]) -> str:
    if code and code not in codes:
        raise UnknownForm(f"Dữ liệu: không có lọc “{code}”; có {', '.join(codes)}.")
    return code


def home_unit(request: PageRequest) -> str:
    """The widest unit whose live figures the viewer may see: the agency, else the office."""
    viewer = request.viewer
    reach = offices.reach(viewer, "statistics", "read", request.on)
    return viewer.agency if reach.covers(viewer.agency) else viewer.unit


def _period(query: QueryDict, on: date) -> Period:
    months, year = query.get("ky", ""), query.get("nam", "")
    if months == "nay":
        return so_far(on)
    if months and months != OWN_PERIOD:
        if not months.isdecimal() or not (year or "0").isdecimal():
            raise RefusedPeriod("Kỳ báo cáo là số tháng từ 1 đến 12 của một năm công tác.")
        return month_period(int(year) if year else work_year(on), int(months))
    if query.get("tu") or query.get("den"):
        first, last = query.get("tu", ""), query.get("den", "")
        return Period(vi.read_day(first) if first else so_far(on).from_, vi.read_day(last) if last else on)
    return so_far(on)


def so_far(on: date) -> Period:
    """The work year from its first day to ``on``."""
    return Period(month_period(work_year(on), 1).from_, on)


def words(value: int | Percent | Points | Absent) -> str:
    """A count, a rate, a difference or nothing, in words."""
    return vi.count(value) if isinstance(value, int) else str(value)


def billions(value: int) -> str:
    """Đồng as billions with one decimal; the unit stands in the heading."""
    return vi.grouped(Decimal(value) / vi.BILLION, 1)
