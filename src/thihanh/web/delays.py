"""Ngày chậm: whose days the delay of all matters in reach was, by body, by office; how bodies answer."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thihanh.coordination import answers
from thihanh.coordination.delay import OURS, Shares, rounded
from thihanh.coordination.delays import AnswerTimes, Asked, Delays, answer_times, by_body, delays, names_of
from thihanh.offices import queries as offices
from thihanh.statistics.numbers import Percent
from thihanh.web import exports, figures, filters, refusals
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page

US = "ta"
"""How our own share is called in addresses."""
SLOW = 90
_BUCKETS = ((0, 3), (4, 7), (8, 15), (16, 30), (31, 60), (61, None))
_WHOLE = 10_000
"""A whole in hundredths of a per cent."""
_PLACES = 2
"""A fraction that needs more decimals than these is written as a fraction."""
_COLUMNS = (
    exports.Column("Cơ quan", 44),
    exports.Column("Ngày chậm (làm tròn)", 14, "number", total=True),
    exports.Column("Ngày chậm (đúng)", 18),
    exports.Column("Tỷ lệ", 10),
    exports.Column("Việc bị chậm", 12, "number"),
    exports.Column("Yêu cầu đã gửi", 12, "number", total=True),
    exports.Column("Trả lời đúng hạn", 12, "number", total=True),
    exports.Column("Trả lời muộn", 12, "number", total=True),
    exports.Column("Quá hạn chưa trả lời", 14, "number", total=True),
    exports.Column("Trung vị (ngày)", 12, "number"),
    exports.Column(f"{SLOW}% trả lời trong (ngày)", 14, "number"),
)


@dataclass(frozen=True)
class Period:
    """What the page asks: two days, both included, and an office, "" for all in reach."""

    since: date
    until: date
    office: str = ""

    def query(self, **more: str) -> str:
        """The same question in an address."""
        asked = {"tu": self.since.isoformat(), "den": self.until.isoformat(), "phong": self.office, **more}
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True)
class Line:
    """A body's line, ours first: days shown and exact, share of the whole, how it answered."""

    body: str
    name: str
    days: int
    exact: Fraction
    share: Percent
    matters: int
    times: AnswerTimes
    address: str
    requests: str

    @property
    def exactly(self) -> str:
        """The days as they are, where the shown ones are rounded."""
        return mixed(self.exact) if self.exact != self.days else ""

    @property
    def slow(self) -> int | None:
        """In how many days most of the answers came."""
        return self.times.within(SLOW)

    @property
    def is_ours(self) -> bool:
        """Whether it is our own share."""
        return self.body == OURS

    @property
    def is_quiet(self) -> bool:
        """Whether the body delayed nothing and answered nothing late."""
        return not (self.is_ours or self.exact or self.times.silent or self.times.late)


@page
def show(request: PageRequest) -> HttpResponse:
    """The whole, its table by body and by office, the distribution of answers."""
    check_may_read(request)
    try:
        asked = read(request)
    except ValueError as error:
        return render(request, "web/delays.html", {"error": str(error)}, status=400)
    found, rows = of(request, asked), _rows(request, asked)
    lines = _lines(found, answer_times(rows, asked.until), asked)
    quiet = [one for one in lines if one.is_quiet]
    days = sorted((met - start).days for _, (start, _, met) in rows if met)
    names = request.page.names.offices
    context = {
        "asked": asked,
        "whole": found.whole,
        "matters": len(found.matters),
        "lines": [one for one in lines if not one.is_quiet],
        "quiet": quiet,
        "others": _totals(quiet),
        "totals": _totals(lines),
        "offices": [(code, names.get(code, code), *_own(one)) for code, one in found.by_office().items()],
        "own": _own(found.whole),
        "buckets": _buckets(days),
        "answered": len(days),
        "choices": filters.choices_by_code(names, asked.office),
        "slow": SLOW,
        "may_letter": request.page.allows("coordination", "letter"),
        "may_publish": request.page.allows("coordination", "publish"),
        "may_export": request.page.allows("export", "make"),
    }
    return render(request, "web/delays.html", context)


@page
def workbook(request: PageRequest) -> HttpResponse:
    """The table by body as .xlsx."""
    check_may_read(request)
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")
    try:
        asked = read(request)
    except ValueError as error:
        return render(request, "web/delays.html", {"error": str(error)}, status=400)
    found = of(request, asked)
    lines = _lines(found, answer_times(_rows(request, asked), asked.until), asked)
    title = (
        request.page.unit_name,
        f"Ngày chậm của việc thi hành án, chia theo cơ quan: {vi.count(found.whole.days)} ngày, "
        f"{vi.count(len(found.matters))} việc",
        f"Từ {vi.day(asked.since)} đến {vi.day(asked.until)}, "
        f"{request.page.names.offices.get(asked.office, 'mọi phòng được xem')}, trực tiếp",
    )
    name = f"ngay-cham-{asked.until:%Y%m%d}"
    return exports.workbook(name, title, _COLUMNS, map(_cells, lines))


def check_may_read(request: PageRequest) -> None:
    """Raises Denied without the rights to requests and to matters."""
    for right in (("coordination", "read"), ("matter", "read")):
        if not request.page.allows(*right):
            raise refusals.not_granted(request.viewer, *right)


def read(request: PageRequest) -> Period:
    """The period in the address, the work year to the day by default. Raises ValueError with a sentence."""
    typed = request.GET
    so_far = figures.so_far(request.on)
    since = vi.read_day(typed["tu"]) if typed.get("tu") else so_far.from_
    until = vi.read_day(typed["den"]) if typed.get("den") else request.on
    if until > request.on:
        raise ValueError(f"Kỳ đến {vi.day(until)} chưa hết: hôm nay là {vi.day(request.on)}.")
    if since > until:
        raise ValueError(f"Kỳ từ {vi.day(since)} đến {vi.day(until)} không có ngày nào. Đổi lại hai ngày.")
    office = typed.get("phong", "")
    return Period(since, until, office if office in request.page.names.offices else "")


def of(request: PageRequest, asked: Period) -> Delays:
    """The delay of the matters the viewer may read."""
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    return delays(reach, since=asked.since, until=asked.until, office=asked.office)


def mixed(value: Fraction) -> str:
    """A fraction as people write it, exactly: «12,5», «12 1/3»."""
    for places in range(_PLACES + 1):
        if not 10**places % value.denominator:
            return vi.grouped(Decimal(value.numerator) / value.denominator, places)
    whole, rest = divmod(value.numerator, value.denominator)
    return f"{vi.count(whole)} {rest}/{value.denominator}" if whole else f"{rest}/{value.denominator}"


def called(body: str, names: Mapping[str, str]) -> str:
    """A body by its name; ours by ours."""
    return "Cơ quan thi hành án" if body == OURS else names.get(body, body)


def _rows(request: PageRequest, asked: Period) -> tuple[tuple[str, Asked], ...]:
    reach = offices.reach(request.viewer, "coordination", "read", request.on)
    return answers.asked(reach, since=asked.since, until=asked.until, office=asked.office)


def _lines(found: Delays, times: Iterable[AnswerTimes], asked: Period) -> list[Line]:
    whole = found.whole
    split = {one.body: one for one in by_body(found.matters)}
    answered = {one.body: one for one in times}
    bodies = sorted({*split, *answered} - {OURS})
    names = names_of(bodies)
    shown, shares = rounded(whole), shares_of(whole)
    made = [
        Line(
            body=body,
            name=called(body, names),
            days=shown.get(body, 0),
            exact=whole.parts.get(body, Fraction(0)),
            share=Percent(shares.get(body, 0)),
            matters=split[body].matters if body in split else 0,
            times=answered.get(body, AnswerTimes(body, 0, 0, 0, 0, ())),
            address=f"{reverse('web:delay-matters')}?{asked.query(noi=body or US)}",
            requests=f"{reverse('web:dossiers', args=['request'])}?{urlencode(_list(body, asked))}",
        )
        for body in (OURS, *bodies)
    ]
    return sorted(made, key=lambda one: (not one.is_ours, -one.exact, -one.times.asked, one.name))


def _list(body: str, asked: Period) -> dict[str, str]:
    """The filters of the list of requests that show a body's."""
    given = {"muc": "tat-ca", "noi": body, "phong": asked.office}
    return {name: value for name, value in given.items() if value}


def shares_of(whole: Shares) -> Mapping[str, int]:
    """The parts in hundredths of a per cent that still add up to 100%; empty where nothing is late."""
    if not whole.days:
        return {}
    return rounded(Shares(_WHOLE, {by: part * _WHOLE / whole.days for by, part in whole.parts.items()}))


def _own(found: Shares) -> tuple[int, int, int]:
    """Days, our own (whole days, for no body blocks on them), those of bodies."""
    return found.days, int(found.ours), found.days - int(found.ours)


def _totals(lines: Collection[Line]) -> Mapping[str, int]:
    names = ("asked", "in_time", "late", "silent")
    return {name: sum(getattr(line.times, name) for line in lines) for name in names}


def _buckets(days: Collection[int]) -> list[tuple[str, int, Percent | None]]:
    """Answers by the days they took: words, how many, what share came by then."""
    found = []
    for first, last in _BUCKETS:
        words = f"{first}–{last} ngày" if last is not None else f"trên {first - 1} ngày"
        inside = sum(first <= one and (last is None or one <= last) for one in days)
        by_then = sum(last is None or one <= last for one in days)
        found.append((words, inside, Percent.of(by_then, len(days)) if days else None))
    return found


def _cells(line: Line) -> tuple[object, ...]:
    times = line.times
    return (
        *(line.name, line.days, mixed(line.exact), str(line.share), line.matters),
        *(times.asked, times.in_time, times.late, times.silent, times.median, line.slow),
    )
