"""Which number of a rule governs: regime by the trigger's day, step, facts, and the number valid on that
day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from thihanh.deadlines.refusals import Refused, Unstated, shown
from thihanh.law.regimes import R25_START, REGIMES, SHORT, Regime, regime_on
from thihanh.law.terms import Rule, Term, Variant, rules

Facts = Mapping[str, bool | int | str]

_TRUTH: Final = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Override:
    """A regime decided for one matter against the day of its trigger: why, by whom and when."""

    regime: Regime
    reason: str
    by: str
    on: date


class Selection(NamedTuple):
    """A rule's number together with how it was chosen. ``idle`` are true facts that change nothing
    here.
    """

    rule: Rule
    regime: Regime
    natural: Regime
    variant: Variant
    term: Term
    step: str
    idle: tuple[str, ...]
    noted: tuple[tuple[str, str], ...]
    override: Override | None = None


def rule_named(rule: str | Rule) -> Rule:
    """The rule of a code; raises ``Refused`` naming where the codes are listed."""
    if isinstance(rule, Rule):
        return rule
    found = rules().get(rule)
    if found is None:
        raise Refused(f"Không có thời hạn «{shown(rule)}»; lệnh «thihanh law rules» liệt kê các mã.")
    return found


def select(rule: str | Rule, on: date, regime: Regime | Override | None, facts: Facts) -> Selection:
    """The number that governs a trigger (or event) on ``on``; raises ``Refused`` where the law gives none."""
    found = rule_named(rule)
    natural = regime_on(on)
    override, forced = (regime, regime.regime) if isinstance(regime, Override) else (None, regime)
    chosen = natural if forced is None else forced
    if chosen not in REGIMES:
        raise Refused(f"Chế độ «{chosen}» không có; chỉ dùng R08 hoặc R25.")
    step, true, noted = _read(found, facts) if facts else (found.main, frozenset[str](), ())
    variant, idle = _variant(found, chosen, step, true)
    term = variant.on(on if chosen == natural else _inside(chosen, on))
    if term is None:
        raise Unstated(f"{found.code} theo {chosen} chưa có số cho ngày {on:%d/%m/%Y}.")
    if term.kind == "condition":
        raise Refused(f"{found.code} theo {chosen} không tính ra ngày: {term.reason} ({term.article}).")
    return Selection(found, chosen, natural, variant, term, step, idle, noted, override)


def _inside(regime: Regime, on: date) -> date:
    """The day of a forced regime nearest to ``on``: its last day before the change, or its first after."""
    return max(on, R25_START) if regime == "R25" else min(on, R25_START - timedelta(days=1))


def _read(rule: Rule, facts: Facts) -> tuple[str, frozenset[str], tuple[tuple[str, str], ...]]:
    step, true, noted = rule.main, set[str](), list[tuple[str, str]]()
    for name, value in facts.items():
        if name == "step" and rule.steps:
            step = _step(rule, value)
        elif name in rule.switches:
            if _truth(rule, name, value):
                true.add(name)
        elif name in rule.numbers:
            noted.append((name, _count(rule, name, value)))
        else:
            allowed = (
                f"dữ kiện được dùng: {', '.join(rule.facts)}"
                if rule.facts
                else "thời hạn này không có dữ kiện"
            )
            raise Refused(f"{rule.code} không dùng dữ kiện «{shown(name)}»; {allowed}.")
    return step, frozenset(true), tuple(noted)


def _step(rule: Rule, value: object) -> str:
    if value in rule.steps:
        return str(value)
    raise Refused(f"{rule.code} không có mốc «{shown(value)}»; các mốc: {', '.join(rule.steps)}.")


def _truth(rule: Rule, name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    truth = _TRUTH.get(value.lower()) if isinstance(value, str) else None
    if truth is None:
        raise Refused(f"{rule.code}: dữ kiện «{name}» chỉ nhận true hoặc false, không nhận «{shown(value)}».")
    return truth


def _count(rule: Rule, name: str, value: object) -> str:
    text = str(value).lower()
    if text in _TRUTH or text.isdecimal():
        return text
    raise Refused(f"{rule.code}: dữ kiện «{name}» nhận true, false hoặc số lần, không nhận «{shown(value)}».")


@lru_cache(maxsize=4096)
def _variant(rule: Rule, regime: Regime, step: str, true: frozenset[str]) -> tuple[Variant, tuple[str, ...]]:
    rows = [row for row in rule.variants[regime] if row.step == step]
    for row in rows:
        if row.when <= true:
            if row.absent:
                raise Unstated(_absence(rule, regime, row.absent))
            return row, tuple(sorted(true - row.when))
    if absent := next((row.absent for row in rule.variants[regime] if row.absent), ""):
        raise Unstated(_absence(rule, regime, absent))
    offered = [name for name in rule.steps if any(row.step == name for row in rule.variants[regime])]
    hint = f"mốc được dùng: {', '.join(offered)}" if offered else "chỉ có hạn chính, bỏ dữ kiện step"
    raise Unstated(f"{rule.code} theo {regime} không có mốc «{step}»; {hint}.")


def _absence(rule: Rule, regime: Regime, absent: str) -> str:
    other: Regime = "R25" if regime == "R08" else "R08"
    return f"{rule.code} theo {SHORT[regime]}: {absent} số ngày; không lấy số của {SHORT[other]} thay thế."
