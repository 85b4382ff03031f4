"""The board of a head: results, offices unfolding to officers, what waits for a decision today."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from thihanh.dossiers import queries as dossiers
from thihanh.law.calendar import missing_year_warning
from thihanh.matters import queries as matters
from thihanh.matters.listing import Load, loads
from thihanh.offices import queries as offices
from thihanh.procedures.import_register import queries as imports
from thihanh.statistics import queries
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import version_on
from thihanh.statistics.result import FormResult, UnitFigures
from thihanh.statistics.unit import scope_of
from thihanh.targets import alerts
from thihanh.targets.goals import Assigned, assigned
from thihanh.trail import queries as trail
from thihanh.web import figures
from thihanh.web import format as vi
from thihanh.web.figures import Asked
from thihanh.web.page import PageRequest
from thihanh.web.watched import WATCHED

FORMULA = {
    "004.N": "số việc giải quyết xong chia cho số việc có điều kiện thi hành",
    "005.N": "số tiền giải quyết xong chia cho số tiền có điều kiện thi hành",
}
_BEFORE, _AFTER = ("due", "eligible", "resolved", "rate"), ("carried",)


@dataclass(frozen=True)
class Figure:
    """A figure of the table: its text, where it opens, why it is empty; ``tone`` late, soon or done."""

    text: str
    address: str = ""
    reason: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Line:
    """A unit of the board's table: cases and money beside each other."""

    code: str
    name: str
    depth: int
    opened: bool
    parts: int
    cases: tuple[Figure, ...]
    money: tuple[Figure, ...]
    overdue: Figure


@dataclass(frozen=True)
class Result:
    """One of the two results of a unit: its rate, what is behind it, where both open."""

    asked: Asked
    form: FormResult
    rate: Percent | Absent
    resolved: Figure
    eligible: Figure
    formula: str


@dataclass(frozen=True)
class Todo:
    """Something that waits: how many, what, where; ``tone`` late, soon or calm."""

    number: int
    words: str
    address: str
    tone: str = "calm"


def results(request: PageRequest, unit: str) -> tuple[Result, Result]:
    """Results of a unit from the first day of the work year: về việc, về tiền; one query."""
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    period = figures.so_far(request.on)
    version = version_on(period.to)
    found = queries.forms(unit, period.from_, period.to, reach=reach, versions=(version,))
    cases, money = (
        _result(Asked(code, unit, period, version, None, "nghin"), found[code, version])
        for code in ("004.N", "005.N")
    )
    return cases, money


def _result(asked: Asked, form: FormResult) -> Result:
    rate = form.figures["rate"]
    assert not isinstance(rate, int)
    return Result(
        asked=asked,
        form=form,
        rate=rate,
        resolved=_figure(asked, form.figures, "resolved", asked.unit),
        eligible=_figure(asked, form.figures, "eligible", asked.unit),
        formula=FORMULA[asked.form],
    )


def _figure(asked: Asked, unit: UnitFigures, code: str, address: str) -> Figure:
    cell = next(column for column in unit.columns if column.code == code)
    if isinstance(cell.value, Absent):
        return Figure(str(cell.value), reason=cell.value.reason)
    if not isinstance(cell.value, int):
        return Figure(str(cell.value))
    text = figures.billions(cell.value) if asked.form == "005.N" else figures.words(cell.value)
    return Figure(text, asked.cell(cell.no, address) if address else "")


def table(request: PageRequest, cases: Result, money: Result) -> list[Line]:
    """The unit, its offices, and the officers of the offices that are opened (``mo``)."""
    opened = set(request.GET.getlist("mo"))
    table_ = _Table(cases.asked, money.asked, opened, request.on, _loads(request, cases.asked.unit))
    lines = [table_.line((cases.form.figures, money.form.figures), 0, cases.asked.unit)]
    for pair in zip(cases.form.rows, money.form.rows, strict=True):
        office = pair[0]
        lines.append(table_.line(pair, 1, _inside(cases.asked.unit, office.code)))
        if office.code in opened:
            lines += [
                table_.line(two, 2, f"{office.code}/{two[0].code}" if two[0].code else "")
                for two in zip(office.parts, pair[1].parts, strict=True)
            ]
    return lines


def _inside(unit: str, code: str) -> str:
    """An officer's row under an office opens the officer's part in that office."""
    return f"{unit}/{code}" if "." in unit and code else code


def _loads(request: PageRequest, unit: str) -> tuple[Load, ...] | None:
    """What is held and overdue under the unit; None for a viewer who may not open matters."""
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    office = unit if "." in unit else ""
    return None if reach.is_empty else loads(reach, request.on, office=office)


def beat(rate: Percent | Absent, goal: Assigned | Absent) -> Figure:
    """How far a rounded rate is from its target, in points without the unit; or why it cannot be said."""
    if isinstance(rate, Absent):
        return Figure(vi.NONE, reason=rate.reason)
    if isinstance(goal, Absent):
        return Figure(vi.NONE, reason=goal.reason)
    points = rate - goal.value
    text = str(points).removesuffix(" điểm %").replace("-", vi.MINUS)
    return Figure(
        text, reason=f"so với {goal.words} {goal.value}", tone="done" if rate >= goal.value else "soon"
    )


@dataclass(frozen=True)
class _Table:
    """What every line of the board's table has in common."""

    cases: Asked
    money: Asked
    opened: set[str]
    on: date
    loads: tuple[Load, ...] | None

    def line(self, pair: tuple[UnitFigures, UnitFigures], depth: int, address: str) -> Line:
        one, other = pair
        return Line(
            code=one.code,
            name=one.name,
            depth=depth,
            opened=one.code in self.opened,
            parts=len(one.parts),
            cases=self._side(self.cases, one, address),
            money=self._side(self.money, other, address),
            overdue=self._overdue(address),
        )

    def _side(self, asked: Asked, unit: UnitFigures, address: str) -> tuple[Figure, ...]:
        rate = unit["rate"]
        assert not isinstance(rate, int)
        goal = assigned(address.partition("/")[0] or asked.unit, asked.form_of, self.on)
        return (
            *(_figure(asked, unit, code, address) for code in _BEFORE),
            beat(rate, goal),
            *(_figure(asked, unit, code, address) for code in _AFTER),
        )

    def _overdue(self, address: str) -> Figure:
        """Matters past their nearest term: as they stand today, opening the list of exactly these."""
        if self.loads is None or not address:
            return Figure(vi.NONE, reason="Không xem được hồ sơ việc.")
        scope = scope_of(address)
        held = [one for one in self.loads if scope.office in (None, one.office)]
        number = sum(one.overdue for one in held if scope.officer in (None, one.officer))
        asked = {"qua-han": "1", "sap": "due", "phong": scope.office, "chv": scope.officer}
        query = urlencode({name: value for name, value in asked.items() if value})
        return Figure(vi.count(number), f"{reverse('web:matters')}?{query}", tone="late" if number else "")


def todo(request: PageRequest, unit: str) -> list[Todo]:
    """What waits for a decision today beside papers, nothing that does not."""
    found = [
        *_late(request, unit),
        *watched(request, unit),
        *_answers(request),
        Todo(alerts.speaking(request.viewer.account_id), "ngưỡng đang báo", reverse("web:alerts"), "soon"),
        *_files(request),
        *_record(request),
    ]
    if warning := missing_year_warning(request.on):
        found.append(Todo(1, warning, reverse("web:calendar"), "soon"))
    return [one for one in found if one.number]


def _late(request: PageRequest, unit: str) -> list[Todo]:
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    office = unit if "." in unit else ""
    late = matters.page(reach, matters.Filters(office=office, overdue_on=request.on), limit=1)
    query = f"?qua-han=1&sap=due{f'&phong={office}' if office else ''}"
    return [Todo(late.total, "việc có hạn đã quá", reverse("web:matters") + query, "late")]


def _answers(request: PageRequest) -> list[Todo]:
    """Phối hợp: requests in reach whose answer is overdue."""
    if not request.page.allows("coordination", "read"):
        return []
    late = dossiers.count(request.viewer, dossiers.Filters(kinds=("request",), group="late"), request.on)
    address = f"{reverse('web:dossiers', args=['request'])}?muc=qua-han"
    return [Todo(late, "yêu cầu phối hợp quá hạn trả lời", address, "late")]


def watched(request: PageRequest, unit: str) -> list[Todo]:
    """The watch-lists of a unit, with how many matters stand on each."""
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    return [
        Todo(one.matters, _lower(one.name), reverse("web:watch", args=[slug]) + f"?don-vi={unit}", "soon")
        for slug, read in WATCHED.items()
        for one in (read(unit, request.on, reach=reach),)
    ]


def _lower(text: str) -> str:
    return f"việc {text[0].lower()}{text[1:]}"


def _files(request: PageRequest) -> list[Todo]:
    reach = offices.reach(request.viewer, "import", "apply", request.on)
    if reach.is_empty:
        return []
    latest = imports.runs(reach, limit=20)
    address = reverse("web:imports")
    waiting = sum(run.may_apply for run in latest)
    refused = next((1 for run in latest[:1] if run.state == "refused"), 0)
    return [
        Todo(waiting, "tệp sổ thụ lý chờ xác nhận", address, "soon"),
        Todo(refused, "tệp sổ thụ lý mới nhất có lỗi, chưa nhập được", address, "late"),
    ]


def _record(request: PageRequest) -> list[Todo]:
    if not request.page.allows("trail", "verify"):
        return []
    report = trail.last_report()
    wrong = int(report is not None and not report.ok)
    return [Todo(wrong, "sổ ghi có sai lệch ở lần kiểm tra gần nhất", reverse("web:record"), "late")]
