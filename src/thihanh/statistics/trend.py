"""Figures over time: the cumulative curve of a work year, and the backlog beside the rate over years."""

from dataclasses import dataclass
from datetime import date

from thihanh.law import work_year, work_year_end, work_year_start
from thihanh.offices.reach import Reach
from thihanh.statistics import checks
from thihanh.statistics.engine.cells import Sums
from thihanh.statistics.forms.definitions import FORM_CODES, form_of
from thihanh.statistics.numbers import Absent, Growth, Percent
from thihanh.statistics.period import Version, month_period, version_on
from thihanh.statistics.queries import check_covers, forms
from thihanh.statistics.readings.groups import totals
from thihanh.statistics.result import UnitFigures, chain_values, column_values
from thihanh.statistics.unit import scope_of

INCOMPLETE = Absent("Sổ chưa có đủ các việc đã kết thúc của năm này để so sánh.")


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The cumulative figures of a work year to a day: matters and whole đồng."""

    month: int
    to: date
    cases_resolved: int
    cases_eligible: int
    cases_rate: Percent | Absent
    money_resolved: int
    money_rate: Percent | Absent


def _rate(figures: UnitFigures) -> Percent | Absent:
    return _share(figures["rate"])


def _columns(code: str, version: Version, sums: Sums, unit: str) -> dict[str, int | Percent | Absent]:
    """The chain and the columns of a form by their code, held against the form's own identities."""
    form = form_of(code, version)
    values, upstream = column_values(form, sums), chain_values(form, sums)
    checks.check_form(form, values, upstream, unit)
    return {**upstream, **{column.code: values[column.no] for column in form.columns}}


def _count(value: int | Percent | Absent) -> int:
    assert isinstance(value, int)
    return value


def _share(value: int | Percent | Absent) -> Percent | Absent:
    assert not isinstance(value, int)
    return value


def curve(unit: str, to: date, *, reach: Reach, version: Version | None = None) -> tuple[CurvePoint, ...]:
    """Month by month to ``to``, in one version. R13 (cases do not fall) and R14 (same opening) are asserted.

    Money may fall when a posting is reversed, so R13 is asserted on counts of matters only.
    """
    year, chosen = work_year(to), version or version_on(to)
    scope = scope_of(unit)
    check_covers(reach, scope)
    months = [month_period(year, month).to for month in range(1, 13)]
    ends = [*(end for end in months if end < to), to]
    points, openings, new = [], [], []
    for month, (last, sums) in enumerate(zip(ends, totals(scope, ends, (chosen,)), strict=True), 1):
        cases, money = (_columns(code, chosen, sums[chosen], unit) for code in FORM_CODES)
        openings.append(_count(cases["opening"]))
        new.append(_count(cases["new"]))
        points.append(
            CurvePoint(
                month,
                last,
                _count(cases["resolved"]),
                _count(cases["eligible"]),
                _share(cases["rate"]),
                _count(money["resolved"]),
                _share(money["rate"]),
            )
        )
    if len(unit) == 2:  # inside a province matters change hands, and take their opening or newness along
        checks.check_same_opening(openings, f"đơn vị {unit}, năm {year}")
        checks.check_cumulative(new, f"đơn vị {unit}, thụ lý mới")
    checks.check_cumulative([point.cases_resolved for point in points], f"đơn vị {unit}, giải quyết xong")
    return tuple(points)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What a year carried over, beside its rate; growth against the year before (none from zero).

    A register holds a year whole only when it has the matters that ended in it; before that its openings are
    those of the survivors, ``complete`` is false and nothing is compared with it.
    """

    work_year: int
    to: date
    opening: int
    carried: int
    carried_money: int
    rate: Percent | Absent
    growth: Growth | Absent
    complete: bool


def growth(then: int, now: int) -> Growth | Absent:
    """Relative growth of a count or a sum, none from zero."""
    if then <= 0:
        return Absent("Kỳ trước bằng 0 hoặc sổ chưa có số năm trước nên không tính tỷ lệ tăng.")
    return Growth.between(then, now)


def backlog(unit: str, to: date, years: int, *, reach: Reach) -> tuple[Backlog, ...]:
    """Carried over of the last ``years`` work years, the current one to ``to``; R12 is asserted between them.

    Each year is in the version of its own last day, for an agency (offices hand matters to one another, so an
    office's opening is not its own closing: see the transfer table).
    """
    rows: list[Backlog] = []
    for year in range(work_year(to) - years + 1, work_year(to) + 1):
        last = min(work_year_end(year), to)
        chosen = version_on(last)
        found = forms(unit, work_year_start(year), last, reach=reach, versions=(chosen,))
        cases, money = found["004.N", chosen].figures, found["005.N", chosen].figures
        before = rows[-1] if rows else None
        if before is not None and len(unit) == 2:
            checks.check_turn_of_year(cases.count("opening"), before.carried, f"đơn vị {unit}, năm {year}")
            checks.check_turn_of_year(
                money.count("opening"), before.carried_money, f"đơn vị {unit}, tiền {year}"
            )
        complete = cases.count("resolved") > 0
        rate = _rate(cases) if complete else INCOMPLETE
        rows.append(
            Backlog(
                year,
                last,
                cases.count("opening"),
                cases.count("carried"),
                money.count("carried"),
                rate,
                growth(before.carried, cases.count("carried")) if before and complete else INCOMPLETE,
                complete,
            )
        )
    return tuple(rows)
