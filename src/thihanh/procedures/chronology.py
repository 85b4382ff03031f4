"""What happened on a matter against the terms that ran then: which was met, in time or late by how much.

Read back from the facts: the terms open before an act and no longer open after it were ended by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from thihanh.deadlines import Calendar
from thihanh.deadlines.calendar import index
from thihanh.matters.queries import MatterFile, StageRow, VerificationRow
from thihanh.matters.rules import StageOn
from thihanh.matters.steps import StepRow
from thihanh.matters.terms import Term, open_terms

Key = tuple[date, int]
"""An act: its day and its entry in the record."""


@dataclass(frozen=True, slots=True)
class Met:
    """A term that an act ended. ``late`` counts working days after the last day, 0 when in time;
    ``answered`` is false where the act only made the term pointless."""

    term: Term
    on: date
    late: int
    early: int
    answered: bool


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The terms of a matter's whole life: those ended, by the act that ended them, and those that run."""

    ended: dict[Key, tuple[Met, ...]]
    running: tuple[Term, ...]

    @property
    def late(self) -> int:
        """How many terms were met late."""
        return sum(met.answered and met.late > 0 for all_met in self.ended.values() for met in all_met)

    @property
    def in_time(self) -> int:
        """How many terms were met in time."""
        return sum(met.answered and met.late == 0 for all_met in self.ended.values() for met in all_met)


@dataclass(frozen=True, slots=True)
class _Told:
    """What was known of the matter after some of its acts."""

    stages: tuple[StageRow, ...] = ()
    steps: tuple[StepRow, ...] = ()
    verifications: tuple[VerificationRow, ...] = ()

    def terms(self, tags: Sequence[str], calendar: Calendar) -> tuple[Term, ...]:
        history = [StageOn(row.on, row.ordinal, row.stage, row.ground) for row in self.stages]
        verified = max((row.on for row in self.verifications), default=None)
        return open_terms(history, tags=tags, calendar=calendar, verified_on=verified, steps=self.steps)


def reckon(file: MatterFile, calendar: Calendar) -> Reckoning:
    """Every term of the matter against what happened, act by act."""
    told, ended = _Told(), {}
    before: tuple[Term, ...] = ()
    facts: list[StageRow | StepRow | VerificationRow] = [
        *(row for row in file.stages if row.in_force),
        *file.steps,
        *file.verifications,
    ]
    facts.sort(key=lambda row: (row.on, row.entry_id))
    for key, group in groupby(facts, key=lambda row: (row.on, row.entry_id)):
        rows = list(group)
        told = _and(told, rows)
        after = told.terms(file.row.tags, calendar)
        codes = {code for row in rows for code in _acts(row)}
        known = {_name(term) for term in after}
        over = [term for term in before if _name(term) not in known and term.due is not None]
        if over:
            ended[key] = tuple(_met(term, key[0], codes, calendar) for term in over)
        before = after
    return Reckoning(ended, before)


def _and(told: _Told, rows: Sequence[StageRow | StepRow | VerificationRow]) -> _Told:
    return _Told(
        (*told.stages, *(row for row in rows if isinstance(row, StageRow))),
        (*told.steps, *(row for row in rows if isinstance(row, StepRow))),
        (*told.verifications, *(row for row in rows if isinstance(row, VerificationRow))),
    )


_SHOWN_BY: Mapping[str, tuple[str, ...]] = {
    "voluntary": ("notice_valid",),
    "in_progress": ("verify", "conditions_found", "resume"),
    "no_means": ("verify", "no_means"),
    "separate_register": ("to_register",),
    "assigned": ("assign",),
}
"""Acts that a stage proves where the book holds no act of its own (matters taken over from a register)."""


def _acts(row: StageRow | StepRow | VerificationRow) -> tuple[str, ...]:
    """The acts that a fact shows to have been done."""
    if isinstance(row, StepRow):
        return (row.code,)
    return _SHOWN_BY.get(row.stage, ()) if isinstance(row, StageRow) else ("verify",)


def _name(term: Term) -> tuple[str, str, date]:
    return term.rule, term.step, term.from_


def _met(term: Term, on: date, codes: set[str], calendar: Calendar) -> Met:
    assert term.due is not None
    apart = calendar.counted[index(on)] - calendar.counted[index(term.due)]
    late = max(apart, 1) if on > term.due else 0
    answered = bool(codes & set(term.met_by)) or (term.kind == "recurrence" and "verify" in codes)
    return Met(term, on, late, max(-apart, 0), answered)
