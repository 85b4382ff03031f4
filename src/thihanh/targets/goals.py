"""Targets as dated, reviewed data: what was assigned to whom, from which day, and how we know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from thihanh.law import work_year
from thihanh.law.notation import vn
from thihanh.offices.queries import post_on
from thihanh.statistics.numbers import Absent, Percent
from thihanh.targets.decisions import RecordedTarget, recorded, target_of
from thihanh.targets.indicators import Indicator
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


def _recorded(unit: str, what: str, on: date, among: Sequence[RecordedTarget]) -> Goal | None:
    """What a recorded decision gives the unit, as a goal."""
    row = target_of(unit, INDICATORS[what], on, among)
    if row is None:
        return None
    value = Percent(row.hundredths)
    return Goal(
        scope="recorded",
        unit=unit,
        boundary="",
        name=unit,
        work_year=row.work_year,
        since=row.since,
        cases=value if what == "cases" else None,
        money=value if what == "money" else None,
        basis=f"Quyết định {row.number} ngày {vn(row.signed_on)}",
        source=f"quyết định đã ghi trong hệ thống, áp dụng từ {vn(row.since)}",
        mark="S",
        note="",
    )


INDICATORS = {"cases": "cases.rate", "money": "money.rate"}


def _standing(unit: str, what: str, on: date, among: Sequence[RecordedTarget]) -> Goal | None:
    """The reviewed row of a unit, or the recorded decision from its own day on."""
    reviewed, decided = _latest(unit, what, on, goals()), _recorded(unit, what, on, among)
    if decided is None or (reviewed is not None and reviewed.since > decided.since):
        return reviewed
    return decided


def assigned(
    unit: str,
    what: str,
    on: date,
    known: tuple[Goal, ...] | None = None,
    among: Sequence[RecordedTarget] | None = None,
) -> Assigned | Absent:
    """The target of ``cases`` or ``money`` that holds for a unit on a day.

    A recorded decision holds from its day, before it the reviewed rows. An officer without a target of his
    own is measured against the office's, an office against the agency's, an agency against the country's, and
    the words say so. ``known`` narrows the answer to these rows; ``among`` are the ``recorded`` targets, for
    who asks for many units at once.
    """
    decided = () if known is not None else recorded() if among is None else among
    for code, words in _chain(unit, on, known is None):
        goal = _latest(code, what, on, known) if known is not None else _standing(code, what, on, decided)
        if goal is not None and (value := goal.of(what)) is not None:
            doubt = " – chưa kiểm chứng" if goal.mark != "S" else ""
            return Assigned(value, goal, words + doubt)
    return Absent(f"Chưa có chỉ tiêu năm công tác {work_year(on)}.")


def _chain(unit: str, on: date, by_office: bool) -> Iterator[tuple[str, str]]:
    """Where a unit's target is looked for, nearest first, with the words that must stand beside it."""
    own = unit.rpartition("/")[2]
    yield own, "chỉ tiêu giao cho đơn vị"
    if by_office and (office := unit.partition("/")[0] if "/" in unit else _office_of(own, on)):
        yield office, "chỉ tiêu của phòng (người này chưa có chỉ tiêu riêng)"
    yield unit[:2], "chỉ tiêu của THADS tỉnh (đơn vị chưa có chỉ tiêu riêng)"
    yield NATIONAL, "chỉ tiêu toàn quốc (chưa có chỉ tiêu giao cho tỉnh)"


def _office_of(officer: str, on: date) -> str:
    """The office of an officer's code on the day; "" for a unit, or for who holds no enforcing post."""
    if not officer.partition(".")[2].isdecimal():
        return ""
    post = post_on(officer, on)
    return post.unit if post and "." in post.unit else ""


@dataclass(frozen=True, slots=True)
class IndicatorTarget:
    """A target of any indicator in hundredths of its unit, and the words that must stand beside it."""

    hundredths: int
    words: str
    basis: str


def target_for(unit: str, slot: Indicator, on: date) -> IndicatorTarget | Absent:
    """The target that holds for a unit on a day, for any numeric indicator of its list."""
    for what, code in INDICATORS.items():
        if slot.code == code:
            found = assigned(unit, what, on)
            if isinstance(found, Absent):
                return found
            return IndicatorTarget(found.value.hundredths, found.words, found.goal.basis)
    for code, words in _chain(unit, on, True):
        if row := target_of(code, slot.code, on):
            return IndicatorTarget(row.hundredths, words, f"Quyết định {row.number} ngày {vn(row.signed_on)}")
    if slot.standing is not None:
        return IndicatorTarget(slot.standing, "mức chung của bộ chỉ tiêu", slot.basis)
    return Absent("Chưa có quyết định giao mức cho chỉ tiêu này.")


def held_by(agency: str, on: date) -> dict[str, int]:
    """The agency's own targets on a day by indicator, in hundredths: not the country's, not a general one."""
    found = {row: target_of(agency, row, on) for row in {one.indicator for one in recorded()}}
    held = {code: row.hundredths for code, row in found.items() if row is not None}
    for what, code in INDICATORS.items():
        goal = _standing(agency, what, on, recorded())
        if goal is not None and (value := goal.of(what)) is not None:
            held[code] = value.hundredths
    return held
