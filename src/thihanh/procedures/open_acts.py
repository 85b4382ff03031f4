"""What is open on the matters of a reach: the terms that run, and where none runs the stage's next act."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import connection

from thihanh.law.regimes import Regime
from thihanh.law.terms import rules
from thihanh.matters.clocks import clocks
from thihanh.matters.listing import condition
from thihanh.matters.standing import in_force
from thihanh.offices.reach import Reach
from thihanh.procedures.day import OpenAct

NEXT: dict[str, str] = {
    "decided": "assign",
    "assigned": "notice_valid",
    "voluntary": "verify",
    "verifying": "verify",
    "in_progress": "coerce",
    "no_means": "verify",
    "collateral_only": "verify",
    "asset_blocked": "verify",
    "nothing_left": "no_means",
    "postponed": "resume",
    "suspended": "resume",
    "paused": "resume",
    "trustee": "verify",
    "asset_not_ready": "verify",
    "exhibit_waiting": "verify",
    "plan_waiting": "plan_approved",
    "unsold_after_second_cut": "price_reduced",
    "separate_register": "new_information",
}
"""The act that moves a matter on from a stage where no term runs. Ours, not the law's [I]."""

BEFORE: dict[str, str] = {
    "no_means": "verify",
    "conditions_found": "verify",
    "exemption_sent": "exemption_file",
    "price_reduced": "auction_failed",
}
"""The act to do first where one is not possible yet: what its refusal asks for. Ours, not the law's [I]."""

_OPEN = f"""
SELECT c.matter_id, c.decided_on, c.stage,
    greatest(c.stage_since, (SELECT max(s."on") FROM matters_step s
        WHERE s.matter_id = c.matter_id AND {in_force("matters_step", "s")})),
    c.outstanding, coalesce(t.met_by[1], ''), t.no, t.due_on, t.from_on, t.rule, t.step, t.regime
FROM matters_current c LEFT JOIN matters_term t ON t.matter_id = c.matter_id AND t.due_on IS NOT NULL
WHERE NOT c.ended AND """


def open_acts(reach: Reach) -> list[OpenAct]:
    """Each open matter with every term that runs on it, or its stage's next act; one statement."""
    inside, values = condition(reach)
    chained = frozenset(clock.rule for clock in clocks().clocks if clock.after)
    with connection.cursor() as cursor:
        cursor.execute(_OPEN + inside, values)
        return [_open(row, chained) for row in cursor.fetchall()]


def _open(row: Sequence[Any], chained: frozenset[str]) -> OpenAct:
    """The open act of a row; a term that counts from the last day of another waits for that day."""
    matter, decided, stage, moved, left, act, no, due, begins, rule, step, regime = row
    if no is None or not is_duty(rule, step, regime, bool(act)):
        return OpenAct(matter, decided, stage, moved, int(left), NEXT[stage])
    after = begins if rule in chained else None
    return OpenAct(matter, decided, stage, moved, int(left), act or NEXT[stage], no, due, after)


_OURS = (
    "Cơ quan thi hành án",
    "Thủ trưởng cơ quan thi hành án",
    "Chấp hành viên",
    "Cơ quan ủy thác",
    "Cơ quan nhận ủy thác",
    "Người thu tiền",
)
"""Actors of the deadline rules that are the agency itself or its people."""


@cache
def is_duty(rule: str, step: str, regime: Regime, met: bool) -> bool:
    """Whether letting the term pass is a default of the office.

    What others must do (the debtor, a bank, a court), the earliest day of a later step and mere lengths are
    not; what recurs is, though no single act ends it.
    """
    found = rules()[rule]
    if not any(one in found.actor for one in _OURS):
        return False
    asked = step or found.main
    kinds = {term.kind for row in found.variants[regime] if row.step == asked for term in row.terms}
    return bool(kinds & {"recurrence"}) or (met and bool(kinds & {"limit", "before_event", "at_once"}))


@dataclass(frozen=True, slots=True)
class RunningTerm:
    """A term of one matter as the projection keeps it; ``deadlines`` explains it anew from these."""

    matter: int
    no: int
    rule: str
    step: str
    regime: Regime
    from_: date
    due: date | None
    met_by: Sequence[str]
    facts: Mapping[str, Any]
    stops: Sequence[Any]


def terms_of(matters: Sequence[int]) -> tuple[RunningTerm, ...]:
    """The terms that run on these matters, nearest first; the caller has seen the matters in reach."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT matter_id, no, rule, step, regime, from_on, due_on, met_by, facts, stops "
            "FROM matters_term "
            "WHERE matter_id = ANY(%s) ORDER BY due_on NULLS LAST, matter_id, no",
            [list(matters)],
        )
        rows = cursor.fetchall()
    return tuple(RunningTerm(*(*row[:8], json.loads(row[8]), json.loads(row[9]))) for row in rows)


@dataclass(frozen=True, slots=True)
class FallingDue:
    """A term with the matter it runs on, for a calendar."""

    matter: int
    number: str
    debtor: str
    rule: str
    step: str
    from_: date
    due: date


def falling_due(reach: Reach, first: date, last: date) -> tuple[FallingDue, ...]:
    """The duties of the reach's open matters that fall due from one day to another, by day and number."""
    inside, values = condition(reach)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.matter_id, c.number, c.debtor, t.rule, t.step, t.from_on, t.due_on, t.regime, "
            "cardinality(t.met_by) > 0 FROM matters_term t JOIN matters_current c USING (matter_id) "
            f"WHERE t.due_on BETWEEN %s AND %s AND NOT c.ended AND {inside} "
            "ORDER BY t.due_on, c.number_key, t.no",
            [first, last, *values],
        )
        return tuple(FallingDue(*row[:7]) for row in cursor.fetchall() if is_duty(*row[3:5], *row[7:]))
