"""The answers of ``thihanh law``: as JSON with stable keys, and as text for a reader."""

import json
from datetime import date, datetime

from thihanh.deadlines import Deadline, load_calendar
from thihanh.deadlines.calendar import spelled
from thihanh.deadlines.explanation import quantity
from thihanh.law.calendar import years
from thihanh.law.dated import Parameter
from thihanh.law.marks import unconfirmed
from thihanh.law.notation import dotted
from thihanh.law.regimes import REGIMES, Regime
from thihanh.law.terms import KIND_NAMES, Rule, Variant


def as_line(answer: object) -> str:
    """One JSON object on one line, Vietnamese letters kept; half a character (\\ud800) stays escaped."""
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def deadline_json(found: Deadline) -> dict[str, object]:
    """The keys of a computed term; a count before an event has "event" in place of "from"."""
    start = {"from": plain(found.from_)} if found.event is None else {"event": plain(found.event)}
    return {
        "rule": found.rule,
        "regime": found.regime,
        **start,
        "due": plain(found.due),
        "kind": found.kind,
        "number": found.number,
        "unit": found.unit,
        "article": found.article,
        "mark": found.mark,
        "steps": [step.text for step in found.steps],
    }


def deadline_text(found: Deadline) -> str:
    """The last day on top, then every step numbered."""
    clock = f"{found.due:%H giờ %M} " if isinstance(found.due, datetime) else ""
    head = f"{found.rule}  {found.act}\n→ {clock}{spelled(found.due_day)}  ({KIND_NAMES[found.kind]})"
    return "\n".join([head, "", *(f"  {n}. {step.text}" for n, step in enumerate(found.steps, 1))])


def calendar_json(year: int) -> dict[str, object]:
    """A year with each of its days: date, working, name, basis, mark."""
    calendar, known = load_calendar(), years()[year]
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    days = [calendar.day(date.fromordinal(ordinal)) for ordinal in range(first, last + 1)]
    return {
        "year": year,
        "status": known.status,
        "version": calendar.version,
        "known_until": calendar.known_until.isoformat(),
        "days": [{key: plain(value) for key, value in day._asdict().items()} for day in days],
    }


def calendar_text(year: int) -> str:
    """The days of a year that do not follow their weekday, with basis and mark."""
    known = years()[year]
    tentative = " (tạm tính, chưa có quyết định chính thức)" if known.status == "tentative" else ""
    rest = f"thứ Bảy, Chủ nhật nghỉ hằng tuần ({known.weekend_basis})"
    lines = [f"Lịch làm việc năm {year}{tentative}; {rest}", ""]
    for day in known.days:
        state = "làm " if day.working else "nghỉ"
        lines.append(f"  {spelled(day.date):<21} {state}  {day.name}")
        lines.append(f"{'':31}{day.basis} [{day.mark}] {unconfirmed(day.mark)}".rstrip())
    return "\n".join(lines)


def parameter_json(found: Parameter) -> dict[str, object]:
    """A dated value with its start, article and mark; value null where the register has no number."""
    keys = ("value", "name", "unit", "since", "article", "mark", "note")
    return {key: plain(getattr(found, key)) for key in keys}


def parameter_text(found: Parameter) -> str:
    """A dated value in two lines."""
    value = found.note if found.value is None else f"{dotted(found.value)} {found.unit}"
    source = f"Từ {found.since:%d/%m/%Y}"
    if found.article:
        source += f", {found.article} [{found.mark}] {unconfirmed(found.mark)}"
    return f"{found.name}: {value}\n{source}".rstrip()


def rule_json(rule: Rule) -> dict[str, object]:
    """A rule with the numbers of both regimes."""
    return {
        "rule": rule.code,
        "act": rule.act,
        "actor": rule.actor,
        "trigger": rule.trigger,
        "facts": list(rule.facts),
        "steps": list(rule.steps),
        **{regime: [_variant_json(row) for row in rule.variants[regime]] for regime in REGIMES},
    }


def rule_text(rule: Rule) -> str:
    """A rule in one line with its main number in each regime."""
    cells = "; ".join(f"{regime}: {_main_number(rule, regime)}" for regime in REGIMES)
    return f"{rule.code}  {rule.act} – {cells}"


def plain(value: object) -> object:
    """Dates and clock times in ISO form, everything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


def _variant_json(row: Variant) -> dict[str, object]:
    if row.absent:
        return {"step": row.step, "when": sorted(row.when), "absent": row.absent}
    keys = ("since", "kind", "number", "unit", "article", "mark")
    numbers = [{key: plain(getattr(term, key)) for key in keys} for term in row.terms]
    return {"step": row.step, "when": sorted(row.when), "numbers": numbers}


def _main_number(rule: Rule, regime: Regime) -> str:
    for row in rule.variants[regime]:
        if row.step == rule.main and not row.when:
            last = row.terms[-1] if row.terms else None
            if last is None:
                return row.absent
            return KIND_NAMES["condition"] if last.kind == "condition" else quantity(last)
    return "không có"
