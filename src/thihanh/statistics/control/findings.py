"""What a rule found: it holds, it is broken with the numbers, or it cannot be applied and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from thihanh.law.notation import dotted
from thihanh.statistics.control.rules import Rule, Severity, rules

Verdict = Literal["holds", "broken", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict of a rule, for the whole book or, where it is broken, for one cell of one unit."""

    rule: str
    severity: Severity
    verdict: Verdict
    sentence: str
    unit: str
    form: str = ""
    row: str = ""

    @property
    def name(self) -> str:
        """What the rule says."""
        return rules()[self.rule].name

    @property
    def is_error(self) -> bool:
        """Whether an edition must not be confirmed with it."""
        return self.verdict == "broken" and self.severity == "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison a rule made: ``broken`` is "" where it holds, else the sentence with the numbers."""

    unit: str
    broken: str = ""
    form: str = ""
    row: str = ""


HOLDS = Check("")
"""One comparison that held; nobody asks where."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Why a rule has nothing to compare."""

    reason: str


Answer = Iterable[Check] | NotApplicable


def apart(what: str, left: int, right: int) -> str:
    """ "" where both are equal, else the sentence naming both and the difference."""
    if left == right:
        return ""
    return f"{what}: {dotted(left)} ≠ {dotted(right)} (lệch {dotted(left - right)})."


def findings_of(rule: Rule, answer: Answer, unit: str) -> Iterator[Finding]:
    """A rule's findings: each broken comparison, or one that all hold, or one that none could be made."""
    if isinstance(answer, NotApplicable):
        yield Finding(rule.id, rule.severity, "not_applicable", answer.reason, unit)
        return
    made = 0
    broken = []
    for check in answer:
        made += 1
        if check.broken:
            broken.append(
                Finding(
                    rule.id,
                    rule.severity,
                    "broken",
                    f"{rule.id}, đơn vị {check.unit}: {check.broken}",
                    check.unit,
                    check.form,
                    check.row,
                )
            )
    if made and not broken:
        yield Finding(rule.id, rule.severity, "holds", f"{rule.id} đúng ở {dotted(made)} phép so.", unit)
    elif not made:
        yield Finding(rule.id, rule.severity, "not_applicable", "Không có số liệu để so.", unit)
    yield from broken
