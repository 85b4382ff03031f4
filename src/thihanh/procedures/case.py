"""A case: one matter as it stands, with who looks at it and on which working day. What acts are judged on.

Effects build their facts through it (``case.step``, ``case.stage``, ``case.money``), so that the day of entry
and the codes are stated once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from thihanh import law
from thihanh.deadlines import Calendar, load_calendar
from thihanh.matters.asking import Refusal
from thihanh.matters.intake import Holding, Intake, MoneyChange, StageChange, Step
from thihanh.matters.rules import StageOn
from thihanh.matters.states import ENDS, VOLUNTARY_PERIOD, label_on
from thihanh.matters.steps import StepRow, taken_back
from thihanh.matters.terms import Term, open_terms
from thihanh.matters.whole import Obligation, Party, Whole, whole
from thihanh.money.ledger import MoneyKind
from thihanh.offices.queries import Viewer, calendar_overrides
from thihanh.procedures.act import Values

UNKNOWN = (
    "không tìm thấy việc này trong phạm vi được xem. Kiểm tra số quyết định, hoặc hỏi đơn vị đang giữ việc."
)


@dataclass(frozen=True)
class Paper:
    """The issued paper under which an effect is written: its id, its number as printed, its day."""

    id: int
    number: str


@dataclass(frozen=True)
class Case:
    """A matter on a working day, seen by ``by``. ``paper`` is set while the act of a paper is issued."""

    matter: Whole
    by: Viewer
    on: date
    paper: Paper | None = None

    @property
    def id(self) -> int:
        return self.matter.id

    @property
    def agency(self) -> str:
        return self.matter.agency

    @property
    def number(self) -> str:
        return self.matter.number

    @property
    def decided_on(self) -> date:
        return self.matter.decided_on

    @property
    def kind(self) -> str:
        """``ex_officio`` or ``on_request``."""
        return self.matter.kind

    @property
    def office(self) -> str:
        """The office that holds the matter now; "" before the first assignment."""
        return self.matter.held[-1].office if self.matter.held else ""

    @property
    def officer(self) -> str:
        """The officer who holds the matter now; "" before the first assignment."""
        return self.matter.held[-1].officer if self.matter.held else ""

    @property
    def history(self) -> tuple[StageOn, ...]:
        """The stages in force, oldest first."""
        return self.matter.stages

    @property
    def now(self) -> StageOn:
        """The stage that holds now."""
        return self.matter.stages[-1]

    @property
    def stage(self) -> str:
        """The code of the stage that holds now."""
        return self.now.stage

    @property
    def ended(self) -> bool:
        return self.stage in ENDS

    @property
    def regime(self) -> law.Regime:
        """The law of the working day."""
        return law.regime_on(self.on)

    @property
    def parties(self) -> tuple[Party, ...]:
        return self.matter.parties

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        return self.matter.obligations

    @property
    def steps(self) -> tuple[StepRow, ...]:
        """The steps in force, oldest first."""
        return self.matter.steps

    @property
    def outstanding(self) -> int:
        """What is still to be enforced, in đồng."""
        return sum(one.outstanding for one in self.obligations)

    @cached_property
    def calendar(self) -> Calendar:
        """The working calendar of the office that holds the matter."""
        return load_calendar(calendar_overrides(self.office or self.agency, self.on))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms that run on the matter, as its page shows them."""
        return open_terms(
            self.history,
            tags=sorted(self.matter.tags),
            calendar=self.calendar,
            verified_on=max((one.on for one in self.matter.verified), default=None),
            steps=self.steps,
        )

    def term(self, rule: str) -> Term | None:
        """The running term of a rule, the nearest where several run."""
        return next((one for one in self.terms if one.rule == rule), None)

    def stage_label(self, code: str, day: date) -> str:
        """A stage in words on a day: the voluntary period ends by itself."""
        period = self.term(VOLUNTARY_PERIOD)
        return label_on(code, period.due if period else None, day)

    def parties_as(self, role: str) -> tuple[Party, ...]:
        """The parties of a role: ``creditor``, ``debtor``, ``interested``."""
        return tuple(one for one in self.parties if one.role == role)

    def party(self, no: int) -> Party | None:
        return next((one for one in self.parties if one.no == no), None)

    def obligation(self, no: int) -> Obligation | None:
        return next((one for one in self.obligations if one.no == no), None)

    def steps_of(self, *codes: str) -> tuple[StepRow, ...]:
        """The steps of these acts, oldest first."""
        return tuple(step for step in self.steps if step.code in codes)

    def standing(self, *codes: str) -> tuple[StepRow, ...]:
        """The steps of these acts whose decision was not withdrawn or cancelled, oldest first."""
        gone = taken_back(self.steps)
        return tuple(step for step in self.steps_of(*codes) if step.id not in gone)

    def last_step(self, *codes: str) -> StepRow | None:
        """The latest step of these acts."""
        return next(reversed(self.steps_of(*codes)), None)

    def first_of(self, stage: str) -> StageOn | None:
        """When a stage began for the first time."""
        return next((one for one in self.history if one.stage == stage), None)

    def last_of(self, *stages: str) -> StageOn | None:
        """When one of these stages began for the last time."""
        return next((one for one in reversed(self.history) if one.stage in stages), None)

    def day(self, values: Values) -> date:
        """The day of the act: as stated, else the working day."""
        stated = values.get("on")
        return stated if isinstance(stated, date) else self.on

    # What an effect says.

    def intake(self, **groups: Any) -> Intake:
        """Additions to this matter, by the names of ``Intake``'s groups."""
        return Intake(matter_id=self.id, **groups)

    def step(self, code: str, values: Values, **more: Any) -> Step:
        """A step of the act on its day; ground and article are completed by the engine."""
        return Step(on=self.day(values), code=code, known_on=self.on, **more)

    def to_stage(self, stage: str, values: Values, **more: Any) -> StageChange:
        """A stage that begins on the day of the act; its ground is the act's where the stage has one."""
        return StageChange(on=self.day(values), stage=stage, known_on=self.on, **more)

    def holding(self, office: str, officer: str, values: Values) -> Holding:
        """From the day of the act on, this officer holds the matter."""
        return Holding(on=self.day(values), office=office, officer=officer, known_on=self.on)

    def money(
        self, obligation: int, kind: MoneyKind, amount: int, values: Values, **more: Any
    ) -> MoneyChange:
        """A money fact on the day of the act, in whole đồng."""
        return MoneyChange(
            on=self.day(values), obligation=obligation, kind=kind, amount=amount, known_on=self.on, **more
        )


def load_cases(matter_ids: Sequence[int], *, by: Viewer, on: date, lock: bool = False) -> Mapping[int, Case]:
    """The cases by id, in one statement (two with ``lock``); who does not exist is missing.

    Reach is not asked here: ``judging.check_reach`` does, so that a refusal is the same for both.
    """
    return {key: Case(one, by, on) for key, one in whole(matter_ids, lock=lock).items()}


def load_case(matter_id: int, *, by: Viewer, on: date, lock: bool = False) -> Case:
    """One case. Raises Refusal («Phạm vi») where there is no such matter."""
    found = load_cases([matter_id], by=by, on=on, lock=lock).get(matter_id)
    if found is None:
        raise Refusal("reach", UNKNOWN)
    return found
