"""Thời hạn: one term asked by rule and day, answered with its whole counting, the other law beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from thihanh.deadlines import Calendar, Deadline, Refused, compute
from thihanh.deadlines.calendar import WEEKLY_REST
from thihanh.law.regimes import REGIMES, Regime
from thihanh.law.terms import Rule, rules
from thihanh.web import format as vi
from thihanh.web import words
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest, page

_LONGEST_STRIP = 70


@dataclass(frozen=True)
class StripDay:
    """One day of the counting as drawn: its number, how it looks, what it is called."""

    label: str
    look: str
    title: str


@dataclass(frozen=True)
class Question:
    """What was asked, as read from the address."""

    rule: Rule | None
    start: date | datetime | None
    event: bool
    regime: Regime | None
    facts: dict[str, bool | int | str]


@dataclass(frozen=True)
class Beside:
    """The same question under the other law: a date, or why there is none."""

    regime: Regime
    answer: Deadline | None
    refusal: str


@page
def explain(request: PageRequest) -> HttpResponse:
    """The form, and the explanation once a rule and a day are given."""
    calendar = request.page.calendar
    context: dict[str, object] = {
        "calendar": calendar,
        "rules": _rules(request.GET.get("rule", "")),
    }
    try:
        asked = _read(request.GET)
        context |= {"asked": asked, "choices": _facts(asked), "regimes": _regimes(asked)}
        if asked.rule is not None and asked.start is not None:
            context |= _answer(asked, calendar)
    except (Refused, ValueError) as refusal:
        context["refusal"] = str(refusal)
    return render(request, "web/deadline.html", context)


def _answer(asked: Question, calendar: Calendar) -> dict[str, object]:
    answer = _compute(asked, asked.regime, calendar)
    other: Regime = "R25" if answer.regime == "R08" else "R08"
    return {"answer": answer, "strip": _strip(answer, calendar), "beside": _beside(asked, other, calendar)}


def _compute(asked: Question, regime: Regime | None, calendar: Calendar) -> Deadline:
    assert asked.rule is not None
    return compute(
        asked.rule,
        from_=None if asked.event else asked.start,
        event=asked.start if asked.event else None,
        regime=regime,
        facts=asked.facts,
        calendar=calendar,
    )


def _beside(asked: Question, regime: Regime, calendar: Calendar) -> Beside:
    try:
        return Beside(regime, _compute(asked, regime, calendar), "")
    except Refused as refusal:
        return Beside(regime, None, str(refusal))


def _read(query: QueryDict) -> Question:
    rule = rules().get(query.get("rule", ""))
    if query.get("rule") and rule is None:
        raise ValueError(f"Không có quy tắc “{query['rule']}”. Chọn một quy tắc trong danh sách.")
    text = (query.get("event") or query.get("from") or "").strip()
    regime = query.get("regime", "")
    if regime and regime not in REGIMES:
        raise ValueError(f"Không có chế độ “{regime}”; chỉ có R08 và R25.")
    event = bool(query.get("event")) or (rule is not None and _counts_back(rule))
    return Question(rule, _moment(text), event, regime or None, _given(query))


def _moment(text: str) -> date | datetime | None:
    if not text:
        return None
    with_hour = " " in text or "T" in text
    return vi.read_moment(text) if with_hour else vi.read_day(text)


def _counts_back(rule: Rule) -> bool:
    return any(
        term.kind == "before_event"
        for regime in REGIMES
        for variant in rule.variants[regime]
        for term in variant.terms
    )


def _given(query: QueryDict) -> dict[str, bool | int | str]:
    facts: dict[str, bool | int | str] = {}
    for text in filter(None, query.getlist("fact")):
        name, sign, value = text.partition("=")
        facts[name] = value if sign else True
    for name in query:
        number = vi.place(query.get(name, "").strip(), -1)
        if name.startswith("so.") and number >= 0:
            facts[name.removeprefix("so.")] = number
    return facts


def _rules(chosen: str) -> list[Choice]:
    return [Choice(code, f"{code} · {rule.act}", code == chosen) for code, rule in rules().items()]


def _regimes(asked: Question) -> list[Choice]:
    labels = {"": "theo ngày", "R08": "buộc dùng luật 2008", "R25": "buộc dùng luật 2025"}
    return [Choice(code, label, code == (asked.regime or "")) for code, label in labels.items()]


def _facts(asked: Question) -> dict[str, list[Choice]]:
    if asked.rule is None:
        return {}
    rule, facts = asked.rule, asked.facts
    return {
        "switches": [Choice(name, words.fact(name), name in facts) for name in sorted(rule.switches)],
        "steps": [Choice(f"step={name}", words.step(name), facts.get("step") == name) for name in rule.steps],
        "numbers": [Choice(name, words.fact(name), False) for name in sorted(rule.numbers)],
    }


def _strip(answer: Deadline, calendar: Calendar) -> list[StripDay]:
    start = answer.event or answer.from_
    if answer.unit not in ("cd", "wd") or start is None:
        return []
    first = start.date() if isinstance(start, datetime) else start
    gap = (answer.due_day - first).days
    if not 0 < abs(gap) <= _LONGEST_STRIP:
        return []
    return list(_drawn(first, gap, answer.unit, calendar))


def _drawn(first: date, gap: int, unit: str, calendar: Calendar) -> Iterator[StripDay]:
    step = 1 if gap > 0 else -1
    for n in range(1, abs(gap) + 1):
        day = calendar.day(first + timedelta(days=step * n))
        last = n == abs(gap)
        label = f"{day.date:%d/%m}" if last or n == 1 or day.date.day == 1 else f"{day.date:%d}"
        off = "off" if not day.working and unit == "wd" else "rest" if not day.working else ""
        name = "" if day.name == WEEKLY_REST else day.name
        title = f"{vi.weekday(day.date)} {vi.day(day.date)}" + (f", {name}" if name else "")
        yield StripDay(label, "last" if last else off, title)
