"""Form 7 from the recorded acts: decisions on security and coercive measures, and what became of them.

A decision counts in the period it was made in. It is carried out without or with force when a later step of
the matter shows it (``definitions/acts.toml``); a matter done without such a step was done voluntarily after
the decision, which counts as carried out without force [I]. Security measures take effect when decided.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from thihanh.statistics.book.asking import Asked, Step, Steps, steps

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
    return [
        (FORM, step.id, of.matter_id, of.office, of.officer, _measure(step), column, 1)
        for of in steps(asked, (*_DECISIONS, _PLAN, *sorted(shown)), _DECISIONS)
        for step in of.steps
        if step.code in _DECISIONS and step.on >= asked.period.from_
        for column in _columns(step, of)
    ]


def _measure(step: Step) -> str:
    return "exit_ban" if step.code == "exit_ban" else str(step.facts.get("measure", ""))


def _columns(decision: Step, of: Steps) -> Iterator[str]:
    if decision.code != "coerce":
        yield "without_force"
        return
    carried = _carried_out(decision, of)
    if carried is not None:
        plan = next((s for s in of.steps if s.code == _PLAN and s.facts.get("of_step") == decision.id), None)
        forced = carried.facts.get("with_force") or (plan is not None and plan.facts.get("with_force"))
        yield "with_force" if forced else "without_force"
    elif of.stage == _DONE:
        yield "without_force"
        yield "voluntary"
    else:
        yield "not_yet"


def _carried_out(decision: Step, of: Steps) -> Step | None:
    codes = carried_by().get(_measure(decision), ())
    after = (
        step for step in of.steps if step.code in codes and (step.on, step.id) > (decision.on, decision.id)
    )
    return next(after, None)
