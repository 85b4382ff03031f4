"""A headline rate taken apart from the record: by class and kind, with and without its largest matters.

A matter is of one class: the first of its tags in ``CLASSES`` [I]; kinds are ex officio and on request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.offices.reach import Reach
from thihanh.statistics.engine import sql
from thihanh.statistics.engine.cells import Cells
from thihanh.statistics.forms.definitions import Form, form_of
from thihanh.statistics.measures.values import Of
from thihanh.statistics.numbers import Absent, Percent, rate
from thihanh.statistics.period import Period, Version, version_on
from thihanh.statistics.queries import View, check_covers, drill
from thihanh.statistics.readings.decomposing import Decomposition, Part, decompose
from thihanh.statistics.readings.groups import grouped
from thihanh.statistics.unit import Scope, scope_of

CLASSES: Mapping[str, str] = {
    "corruption": "Tham nhũng, kinh tế",
    "credit": "Tín dụng, ngân hàng",
    "state_budget": "Thu ngân sách nhà nước",
    "": "Loại khác",
}
KINDS: Mapping[str, str] = {"ex_officio": "chủ động", "on_request": "theo yêu cầu"}
OUTLIERS = 5
"""How many of the largest matters are named."""

FORMS: Mapping[Of, str] = {"cases": "004.N", "money": "005.N"}

_CLASS = (
    "case " + " ".join(f"when tags @> array['{tag}'] then '{tag}'" for tag in CLASSES if tag) + " else '' end"
)
EMPTY_YEAR = Absent(
    "Sổ chưa có việc giải quyết xong của kỳ này năm trước (sổ nhập từ số chuyển sang), nên không so được."
)


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of a comparison is: a unit over a period, in one version."""

    scope: Scope
    period: Period
    version: Version


@dataclass(frozen=True, slots=True)
class Outlier:
    """A named large matter with what it adds to the rate, and the rate without it."""

    matter_id: int
    number: str
    office: str
    officer: str
    part: Part
    without: Percent | Absent


@dataclass(frozen=True, slots=True)
class Headline:
    """A rate with its base, taken apart; the same without the named matters of this side."""

    of: Of
    side: Side
    base: Side
    rate: Percent | Absent
    base_rate: Percent | Absent
    parts: Decomposition | Absent
    outliers: tuple[Outlier, ...]
    without: Decomposition | Absent
    rate_without: Percent | Absent


def class_name(code: str) -> str:
    """``credit/on_request`` → ``Tín dụng, ngân hàng · theo yêu cầu``."""
    tag, _, kind = code.partition("/")
    return f"{CLASSES.get(tag, tag)} · {KINDS.get(kind, kind)}"


def last_year(period: Period) -> Period:
    """The same days of the work year before; 29/02 becomes 28/02."""
    return Period(_year_before(period.from_), _year_before(period.to))


def _year_before(day: date) -> date:
    last = day.replace(day=1).replace(year=day.year - 1)
    return last.replace(day=28 if (day.month, day.day) == (2, 29) else day.day)


def parts_of(side: Side, of: Of, leave_out: Sequence[int] = ()) -> dict[str, Part]:
    """Resolved and eligible by class and kind, matters or whole đồng, some matters left out."""
    where = " where matter_id <> all(%(left_out)s)" if leave_out else ""
    params: Mapping[str, sql.Param] | None = {"left_out": list(leave_out)} if leave_out else None
    cells = grouped(side.scope, side.period, side.version, f"{_CLASS}, kind", where=where, params=params)
    return _parts(cells, form_of(FORMS[of], side.version))


def _parts(cells: Cells, form: Form) -> dict[str, Part]:
    counted = [form.added_up[form.numbers[code]] for code in ("resolved", "eligible")]
    return {
        f"{holder.office}/{holder.officer}": Part(*(sum(sums.get(c, 0) for c in codes) for codes in counted))
        for holder, sums in cells.by_holder.items()
    }


def _each(side: Side, of: Of, ids: Sequence[int]) -> dict[int, Part]:
    """What each of some matters adds, by id."""
    only: Mapping[str, sql.Param] = {"only": list(ids)}
    where = " where matter_id = any(%(only)s)"
    cells = grouped(side.scope, side.period, side.version, "matter_id::text, ''", where=where, params=only)
    parts = _parts(cells, form_of(FORMS[of], side.version))
    return {int(code.partition("/")[0]): part for code, part in parts.items()}


def _outliers(side: Side, total: Part, reach: Reach) -> tuple[Outlier, ...]:
    """The matters with the most eligible money of a unit; what each does to the money rate."""
    form = form_of(FORMS["money"], side.version)
    found = drill(
        form.code,
        form.numbers["eligible"],
        side.scope.code,
        side.period,
        reach=reach,
        view=View(version=side.version),
    ).rows[:OUTLIERS]
    parts = _each(side, "money", [row.matter_id for row in found])
    return tuple(
        Outlier(
            row.matter_id,
            row.number,
            row.office,
            row.officer,
            part,
            rate(total.resolved - part.resolved, total.eligible - part.eligible),
        )
        for row in found
        for part in (parts.get(row.matter_id, Part(0, 0)),)
    )


def _sum(parts: Mapping[str, Part]) -> Part:
    return Part(sum(one.resolved for one in parts.values()), sum(one.eligible for one in parts.values()))


def headline(
    of: Of, unit: str, period: Period, *, reach: Reach, base: tuple[str, Period] | None = None
) -> Headline:
    """A unit's rate against a base (unit, period), by default itself a year before, taken apart exactly.

    Both sides are read in the version of this side's last day, so that a new definition is not mistaken for
    work. Raises Denied for a unit, here or in the base, that the reach does not cover whole.
    """
    version = version_on(period.to)
    side = Side(scope_of(unit), period, version)
    other = base or (unit, last_year(period))
    against = Side(scope_of(other[0]), other[1], version)
    for one in (side, against):
        check_covers(reach, one.scope)
    now, then = parts_of(side, of), parts_of(against, of)
    totals = _sum(now), _sum(then)
    empty = not totals[1].resolved and against.period != period
    outliers = _outliers(side, totals[0], reach) if of == "money" else ()
    left_out = [one.matter_id for one in outliers]
    rest = parts_of(side, of, left_out) if left_out else now
    rest_total = _sum(rest)
    return Headline(
        of=of,
        side=side,
        base=against,
        rate=rate(totals[0].resolved, totals[0].eligible),
        base_rate=EMPTY_YEAR if empty else rate(totals[1].resolved, totals[1].eligible),
        parts=EMPTY_YEAR if empty else decompose(then, now),
        outliers=outliers,
        without=EMPTY_YEAR if empty else decompose(then, rest),
        rate_without=rate(rest_total.resolved, rest_total.eligible),
    )
