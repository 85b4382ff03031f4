"""Form 7 from the recorded acts: decisions on security and coercive measures, and what became of them.

A decision counts in the period it was made in. Where a coercion day tells how it ended, that holds: with or
without force, voluntarily at the last moment (without force), stopped (not yet, unless a later step of the
matter shows otherwise). Else it is carried out without or with force when a later step shows it
(``definitions/acts.toml``); a matter done without such a step was done voluntarily after the decision, which
counts as carried out without force [I]. Security measures take effect when decided.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from thihanh.statistics.book import coercions
from thihanh.statistics.book.asking import Asked, Step, Steps, steps
from thihanh.statistics.book.coercions import Told

FORM = "07/TK-THA"
_DECISIONS = ("secure", "exit_ban", "coerce")
_PLAN = "plan_sent"
_DONE = "done"


@cache
def carried_by() -> Mapping[str, tuple[str, ...]]:
    """Coercive measure → the steps that show it was carried out."""
    text = resources.files("thihanh.statistics.book.definitions").joinpath("acts.toml").read_text("utf-8")
    return {measure: tuple(codes) for measure, codes in tomllib.loads(text)["carried_by"].items()}


def rows(asked: Asked) -> Sequence[tuple[Any, ...]]:
    """Rows of ``ACT_COLUMNS``: each decision of the period under its measure, by what became of it."""
    shown = {code for codes in carried_by().values() for code in codes}
    days = coercions.told(asked)
    return [
        (FORM, step.id, of.matter_id, of.office, of.officer, _measure(step), column, 1)
        for of in steps(asked, (*_DECISIONS, _PLAN, *sorted(shown)), _DECISIONS)
        for step in of.steps
        if step.code in _DECISIONS and step.on >= asked.period.from_
        for column in _columns(step, of, days.get(of.matter_id, ()))
    ]


def _measure(step: Step) -> str:
    return "exit_ban" if step.code == "exit_ban" else str(step.facts.get("measure", ""))


def _columns(decision: Step, of: Steps, days: Sequence[Told]) -> Iterator[str]:
    if decision.code != "coerce":
        yield "without_force"
        return
    last = next((one for one in reversed(days) if _decision_of(one, of) == decision.id), None)
    if last is not None and last.outcome == "done":
        yield "with_force" if last.force else "without_force"
        return
    if last is not None and last.outcome == "voluntary":
        yield "without_force"
        yield "voluntary"
        return
    yield from _by_steps(decision, of, stopped_on=last.on if last else None)


def _decision_of(day: Told, of: Steps) -> int:
    """The decision a day carries out: the one it names, else the last of its measure before it; 0: none."""
    if day.decision:
        return day.decision
    fitting = (s for s in reversed(of.steps) if s.code == "coerce" and s.on <= day.on)
    return next((s.id for s in fitting if _measure(s) == day.measure), 0)


def _by_steps(decision: Step, of: Steps, *, stopped_on: date | None) -> Iterator[str]:
    """What the steps of the matter show where no day tells how it ended, or its day was stopped."""
    carried = _carried_out(decision, of, stopped_on)
    if carried is not None:
        plan = next((s for s in of.steps if s.code == _PLAN and s.facts.get("of_step") == decision.id), None)
        forced = carried.facts.get("with_force") or (plan is not None and plan.facts.get("with_force"))
        yield "with_force" if forced else "without_force"
    elif of.stage == _DONE:
        yield "without_force"
        yield "voluntary"
    else:
        yield "not_yet"


def _carried_out(decision: Step, of: Steps, stopped_on: date | None) -> Step | None:
    codes = carried_by().get(_measure(decision), ())
    after = (
        step for step in of.steps if step.code in codes and (step.on, step.id) > (decision.on, decision.id)
    )
    return next((step for step in after if stopped_on is None or step.on > stopped_on), None)
