"""The slots of the list of indicators for ``thihanh targets scorecard``: as text and as JSON."""

from typing import Any

from thihanh.cli.statistics import plain
from thihanh.deadlines import load_calendar
from thihanh.law.notation import dotted
from thihanh.offices.queries import calendar_overrides
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import month_period
from thihanh.targets.card import Card, CardLine, card

_MET = {True: "đạt", False: "chưa đạt", None: "chưa đánh giá"}


def slots(unit: str, year: int, month: int) -> Card:
    """The card of a unit with every slot. Raises UnknownUnit, RefusedPeriod."""
    calendar = load_calendar(calendar_overrides(unit, month_period(year, month).to))
    return card(unit, year, month, reach=EVERYTHING, calendar=calendar)


def slots_text(found: Card) -> str:
    """One line a slot: result, target, whether met."""
    lines = [f"{found.list.label} [{found.list.mark}]: {found.summary}"]
    lines += [f"  {line.slot.place:>2}. {line.slot.short}: {_result(line)}" for line in found.lines]
    return "\n".join(lines) + "\n"


def _result(line: CardLine) -> str:
    met = _MET[line.met]
    proof = f"; {line.evidence.words}" if line.evidence else ""
    if line.slot.kind == "yes_no":
        return met + (proof or (f" ({line.slot.missing})" if line.slot.missing else ""))
    value = line.value
    shown = f"{dotted(value)} {line.slot.unit}" if isinstance(value, int) else str(value)
    if isinstance(line.target, Absent):
        return f"{shown}; {line.target.reason}"
    goal = line.target.hundredths
    target = str(Percent(goal)) if line.slot.is_rate else dotted(goal // 100)
    return f"{shown}; mức giao {target}; {met}{proof}"


def slots_answer(found: Card) -> dict[str, Any]:
    """The slots as JSON: numbers with two decimals, null where there is none with the reason."""
    return {"slots": [_slot(line) for line in found.lines], "slots_met": found.met}


def _slot(line: CardLine) -> dict[str, Any]:
    value, target = line.value, line.target
    return {
        "code": line.slot.code,
        "value": plain(value),
        "reason": value.reason if isinstance(value, Absent) else None,
        "target": None if isinstance(target, Absent) else target.hundredths / 100,
        "beat_points": line.beat.hundredths / 100 if line.beat else None,
        "met": line.met,
        "evidence": line.evidence.words if line.evidence else None,
    }
