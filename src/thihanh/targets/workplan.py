"""What every unit still has to finish for its target: in all, and in each working week left of the year.

Counted on what is có điều kiện now, in the version that holds and in the one beside it: what becomes có điều
kiện later adds to both sides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from thihanh.deadlines import Calendar
from thihanh.law import work_year, work_year_end, work_year_start
from thihanh.offices.reach import Reach
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import Version, beside, version_on
from thihanh.statistics.queries import forms
from thihanh.statistics.result import UnitFigures
from thihanh.targets.decisions import recorded
from thihanh.targets.goals import Assigned, assigned

DAYS_OF_A_WEEK = 5
DENOMINATORS: dict[Version, str] = {
    "R08": "mẫu số theo NĐ 139/2026 (có điều kiện gồm hoãn theo điểm c)",
    "R25": "mẫu số theo NĐ 152/2026 (việc chờ, hoãn đứng ngoài; kết thúc khác đứng trong)",
    "two_way": "mẫu số hai nhóm, trước năm công tác 2020",
}


@dataclass(frozen=True, slots=True)
class Need:
    """For one unit and measure in one version: done, denominator, target, what is missing in all and a week.

    Matters, or whole đồng; ``enough`` where what is open can close the gap.
    """

    version: Version
    resolved: int
    eligible: int
    target: Percent
    words: str
    left: int
    weekly: int | Absent
    enough: bool


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit with what it still has to do, in matters and in đồng; first by the version that holds."""

    code: str
    name: str
    depth: int
    cases: tuple[Need, ...] | Absent
    money: tuple[Need, ...] | Absent


@dataclass(frozen=True, slots=True)
class Workplan:
    """All units under one, on a day: working days and weeks left after it, in the calendar's version."""

    unit: str
    on: date
    days: int
    weeks: int
    calendar: str
    rows: tuple[UnitPlan, ...]


def weeks_left(on: date, calendar: Calendar) -> tuple[int, int]:
    """Working days after a day to the end of its work year, and the weeks of five they make, rounded up."""
    last = work_year_end(work_year(on))
    days = sum(calendar.is_working(on + timedelta(days=n)) for n in range(1, (last - on).days + 1))
    return days, -(-days // DAYS_OF_A_WEEK)


def need(version: Version, resolved: int, eligible: int, target: Assigned, weeks: int) -> Need:
    """What is missing to the target: least whole number, never below none; a week's part is rounded up."""
    missing = max(0, -(-target.value.hundredths * eligible // 10_000) - resolved)
    weekly: int | Absent = (
        -(-missing // weeks) if weeks else Absent("Năm công tác đã hết, không còn tuần nào.")
    )
    return Need(
        version=version,
        resolved=resolved,
        eligible=eligible,
        target=target.value,
        words=target.words,
        left=missing,
        weekly=weekly,
        enough=missing <= eligible - resolved,
    )


def workplan(unit: str, on: date, *, reach: Reach, calendar: Calendar) -> Workplan:
    """The unit, its offices and their officers on a day. Raises Denied, UnknownUnit."""
    holds = version_on(on)
    versions = (holds, beside(holds))
    found = forms(unit, work_year_start(work_year(on)), on, reach=reach, versions=versions)
    days, weeks = weeks_left(on, calendar)
    walked = {
        (code, version): dict(_walk(found[code, version].figures))
        for code in ("004.N", "005.N")
        for version in versions
    }
    rows, decided = [], recorded()
    for (code, depth), figures in walked["004.N", holds].items():
        if not figures.code:
            continue
        sides: dict[str, tuple[Need, ...] | Absent] = {}
        for form, of in (("004.N", "cases"), ("005.N", "money")):
            goal = assigned(figures.code, of, on, among=decided)
            if isinstance(goal, Absent):
                sides[of] = goal
                continue
            sides[of] = tuple(
                need(version, row.count("resolved"), row.count("eligible"), goal, weeks)
                for version in versions
                if (row := walked[form, version].get((code, depth))) is not None
            )
        rows.append(UnitPlan(figures.code, figures.name, depth, sides["cases"], sides["money"]))
    return Workplan(unit, on, days, weeks, calendar.version, tuple(rows))


def _walk(
    figures: UnitFigures, depth: int = 0, above: str = ""
) -> Iterable[tuple[tuple[str, int], UnitFigures]]:
    """The unit and all under it, each under a key that tells an officer of two offices apart."""
    yield (f"{above}/{figures.code}", depth), figures
    for part in figures.parts:
        yield from _walk(part, depth + 1, figures.code)
