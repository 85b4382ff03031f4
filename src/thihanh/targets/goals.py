"""Targets as dated, reviewed data: what was assigned to whom, from which day, and how we know."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from thihanh.law import work_year
from thihanh.statistics.numbers import Absent, Percent
from thihanh.targets.published import NATIONAL, boundary_of, read_table


@dataclass(frozen=True, slots=True)
class Goal:
    """The targets of a unit for a work year from a day on, in percent of what is có điều kiện.

    A later ``since`` in the same year replaces the row before it (Thanh Hóa re-issued its own on 31/07/2025).
    """

    scope: str
    unit: str
    boundary: str
    name: str
    work_year: int
    since: date
    cases: Percent | None
    money: Percent | None
    basis: str
    source: str
    mark: str
    note: str

    def of(self, what: str) -> Percent | None:
        """The target of ``cases`` or of ``money``."""
        return self.cases if what == "cases" else self.money


@dataclass(frozen=True, slots=True)
class Assigned:
    """A target as it applies to a unit: whose it is, and the words that must stand beside it."""

    value: Percent
    goal: Goal
    words: str


def _percent(text: str) -> Percent | None:
    return Percent.read(text) if text else None


@cache
def goals() -> tuple[Goal, ...]:
    """Every target that is known; placeholders without a decision are left out."""
    return tuple(
        Goal(
            scope=data["scope"],
            unit=data["unit"],
            boundary=data["boundary"],
            name=data["name"],
            work_year=int(data["work_year"]),
            since=date.fromisoformat(data["since"]),
            cases=_percent(data["cases"]),
            money=_percent(data["money"]),
            basis=data["basis"],
            source=data["source"],
            mark=data["mark"],
            note=data["note"],
        )
        for data in read_table("targets.csv")
        if not data["basis"].startswith("placeholder")
    )


def _latest(unit: str, what: str, on: date, known: tuple[Goal, ...]) -> Goal | None:
    year = work_year(on)
    found = [
        goal
        for goal in known
        if goal.unit == unit
        and goal.work_year == year
        and goal.since <= on
        and goal.boundary in ("", boundary_of(year))
        and goal.of(what) is not None
    ]
    return max(found, key=lambda goal: goal.since, default=None)


def assigned(unit: str, what: str, on: date, known: tuple[Goal, ...] | None = None) -> Assigned | Absent:
    """The target of ``cases`` or ``money`` that holds for a unit on a day.

    An office or officer without a target of its own is measured against the agency's, an agency without one
    against the country's, and the words say so.
    """
    rows = goals() if known is None else known
    agency = unit[:2]
    own = _latest(unit, what, on, rows)
    for goal, words in (
        (own, "chỉ tiêu giao cho đơn vị"),
        (_latest(agency, what, on, rows), "chỉ tiêu của THADS tỉnh (đơn vị chưa có chỉ tiêu riêng)"),
        (_latest(NATIONAL, what, on, rows), "chỉ tiêu toàn quốc (chưa có chỉ tiêu giao cho tỉnh)"),
    ):
        if goal is not None and (value := goal.of(what)) is not None:
            doubt = " – chưa kiểm chứng" if goal.mark != "S" else ""
            return Assigned(value, goal, words + doubt)
    return Absent(f"Chưa có chỉ tiêu năm công tác {work_year(on)}.")
