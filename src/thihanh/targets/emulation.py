"""Emulation scoring of a unit's year: self-score, verification, council, each by another person, recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction

from thihanh.law import work_year_end
from thihanh.law.notation import vn
from thihanh.offices.policy import Denied
from thihanh.offices.queries import agency_of, unit
from thihanh.offices.reach import Reach, Viewer, check_reaches
from thihanh.offices.rules import Refused
from thihanh.statistics.numbers import Percent
from thihanh.targets.card import Card
from thihanh.targets.grading import (
    NAMES_OF_STEPS,
    CoreResult,
    Scheme,
    grade,
    points_for,
)
from thihanh.targets.models import ScoreFact, live
from thihanh.targets.recording import lock
from thihanh.targets.schemes import scheme
from thihanh.trail.stating import Stated, state

Step = Literal["self", "verified", "council"]
STEPS: tuple[Step, ...] = ("self", "verified", "council")
RIGHTS: Mapping[Step, str] = {"self": "score", "verified": "verify", "council": "decide"}
_SHORTEST = 10


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A recorded step: points by criterion in hundredths, their sum, who, when; the council's grade."""

    id: int
    unit: str
    work_year: int
    step: str
    scheme: str
    points: Mapping[str, int]
    grade: str
    reason: str
    actor: str
    known_on: date

    @property
    def total(self) -> int:
        """The points of all criteria, in hundredths."""
        return sum(self.points.values())


@dataclass(frozen=True, slots=True)
class NewScore:
    """A step to be recorded: points by criterion in hundredths; the council may depart from the computed
    grade only with a reason."""

    unit: str
    work_year: int
    step: Step
    points: Mapping[str, int]
    grade: str = ""
    reason: str = ""


def scores(reach: Reach, agency: str, year: int) -> tuple[ScoreRow, ...]:
    """The steps that stand for a year: of the agency where the reach covers it, else of the offices in it."""
    facts = live(ScoreFact.objects.filter(agency=agency, work_year=year)).order_by("unit", "id")
    rows = tuple(_row(fact) for fact in facts)
    return tuple(row for row in rows if reach.covers(agency, row.unit if "." in row.unit else None))


def _row(fact: ScoreFact) -> ScoreRow:
    return ScoreRow(
        id=fact.id,
        unit=fact.unit,
        work_year=fact.work_year,
        step=fact.step,
        scheme=fact.scheme,
        points=fact.points,
        grade=fact.grade,
        reason=fact.reason,
        actor=fact.actor,
        known_on=fact.known_on,
    )


def core_results(rules: Scheme, card: Card) -> tuple[CoreResult, ...]:
    """The core targets as the card has them."""
    found = []
    for code in rules.core:
        line = next((one for one in card.lines if one.slot.code == code), None)
        value = line.value.hundredths if line and isinstance(line.value, Percent) else None
        target = getattr(line.target, "hundredths", None) if line else None
        found.append(CoreResult(code, value, target))
    return tuple(found)


def suggested(rules: Scheme, card: Card, due: int) -> dict[str, int | None]:
    """The points the figures give by criterion, with the bonus; None where people must judge."""
    core = {one.indicator: one for one in core_results(rules, card)}
    points: dict[str, int | None] = {
        one.code: points_for(one, core[one.indicator]) if one.indicator in core else None
        for one in rules.criteria
    }
    return points | {"bonus": rules.bonus.of(due)}


@transaction.atomic
def record_score(new: NewScore, card: Card, *, by: Viewer, on: date) -> int:
    """Record a step; the id of its entry. The council's step carries the grade. Raises Denied, Refused."""
    agency = agency_of(new.unit)
    if new.step not in STEPS:
        raise Refused("Dữ liệu: bước chấm điểm là tự chấm, thẩm định hoặc hội đồng. Chọn một bước.")
    office = new.unit if "." in new.unit else ""
    check_reaches(by, "target", RIGHTS[new.step], on=on, agency=agency, office=office)
    lock()
    rules = scheme(agency, work_year_end(new.work_year))
    _check_points(new, rules, on)
    before = {
        fact.step: fact
        for fact in live(ScoreFact.objects.filter(unit=new.unit, work_year=new.work_year)).order_by("id")
    }
    _check_order(new, before, by)
    given = ""
    if new.step == "council":
        computed, _ = grade(rules, sum(new.points.values()), core_results(rules, card))
        given = new.grade or computed.code
        _check_grade(given, computed.code, new.reason, rules)
    values: dict[str, object] = {
        "agency": agency,
        "unit": new.unit,
        "work_year": new.work_year,
        "step": new.step,
        "scheme": rules.number,
        "points": dict(new.points),
        "grade": given,
        "reason": new.reason.strip(),
        "actor": by.actor,
        "replaces_id": before[new.step].id if new.step in before else None,
    }
    stated = Stated(f"target:{agency}", f"target.score_{new.step}", on, [(ScoreFact, values)])
    return state([stated], by=by.actor, on=on)[0]


def _check_points(new: NewScore, rules: Scheme, on: date) -> None:
    if unit(new.unit, on) is None:
        raise Refused(f"Dữ liệu: không có đơn vị {new.unit} ngày {vn(on)}. Chọn trong danh sách.")
    most = {one.code: one.points * 100 for one in rules.criteria} | {"bonus": rules.bonus.most * 100}
    names = {one.code: one.name for one in rules.criteria} | {"bonus": rules.bonus.name}
    for code, points in new.points.items():
        if code not in most:
            raise Refused(f"Dữ liệu: bảng chấm điểm không có tiêu chí «{code}». Mở lại trang.")
        if not 0 <= points <= most[code]:
            raise Refused(
                f"Dữ liệu: điểm của «{names[code]}» nằm từ 0 đến {most[code] // 100}. Kiểm tra lại ô này."
            )
    if missing := [names[one.code] for one in rules.criteria if one.code not in new.points]:
        raise Refused(f"Dữ liệu: chưa chấm tiêu chí «{missing[0]}». Ghi điểm, kể cả 0.")


def _check_order(new: NewScore, before: Mapping[str, ScoreFact], by: Viewer) -> None:
    """Each step after the one before it, by another person; what a later step stands on is not changed."""
    place = STEPS.index(new.step)
    for step in STEPS[:place]:
        if step not in before:
            raise Refused(
                f"Trạng thái: chưa có bước {NAMES_OF_STEPS[step]} của đơn vị {new.unit}, nên chưa làm được "
                f"bước {NAMES_OF_STEPS[new.step]}."
            )
    if later := [step for step in STEPS[place + 1 :] if step in before]:
        raise Refused(
            f"Trạng thái: bước {NAMES_OF_STEPS[later[0]]} đã ghi, không sửa bước {NAMES_OF_STEPS[new.step]} "
            "nữa. Đề nghị hội đồng xem lại."
        )
    for done, fact in before.items():
        if done != new.step and fact.actor == by.actor:
            raise Denied(
                f"Quyền: người đã làm bước {NAMES_OF_STEPS[done]} không làm bước {NAMES_OF_STEPS[new.step]} "
                "của cùng đơn vị. Để người khác làm."
            )


def _check_grade(given: str, computed: str, reason: str, rules: Scheme) -> None:
    if given not in {one.code for one in rules.grades}:
        raise Refused(f"Dữ liệu: không có hạng «{given}» trong bảng chấm điểm.")
    if given != computed and len(reason.strip()) < _SHORTEST:
        raise Refused(
            f"Pháp luật: theo điểm và chỉ tiêu cốt lõi là hạng {computed}; xếp hạng {given} thì hội đồng "
            "ghi lý do, ít nhất 10 ký tự."
        )


@dataclass(frozen=True, slots=True)
class Commended:
    """A unit on the commendation list: its grade, its points in hundredths, what is proposed."""

    unit: str
    grade: str
    total: int
    title: str


def commendations(rows: tuple[ScoreRow, ...], rules: Scheme) -> tuple[Commended, ...]:
    """The units whose council grade carries a proposal, by grade and points."""
    order = [one.code for one in rules.grades]
    found = [
        Commended(row.unit, row.grade, row.total, rules.commendations[row.grade])
        for row in rows
        if row.step == "council" and row.grade in rules.commendations
    ]
    return tuple(sorted(found, key=lambda one: (order.index(one.grade), -one.total, one.unit)))
