"""Dated parameters: thresholds from reviewed files and the numbers of the deadline rules, asked by
name and day.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from thihanh.law.marks import Mark, checked_mark
from thihanh.law.regimes import regime_on, regime_start
from thihanh.law.terms import KIND_NAMES, PARAMETERS, UNIT_NAMES, Rule, Variant, rules


class UnknownParameter(LookupError):
    """No such name, or no value on that day; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value with the day it starts to hold. ``value`` is None where the register has no number
    (``note`` says why).
    """

    value: int | None
    name: str
    unit: str
    since: date
    article: str
    mark: Mark
    note: str = ""


def parameter(name: str, on: date) -> Parameter:
    """The value in force on a day, e.g. ``parameter("watch.large_amount", on)`` or ``parameter("DL-19",
    on)``.

    A deadline rule's sub-row is ``"DL-35.heirs_notice"``. ``unit`` states the unit in Vietnamese; amounts
    are whole đồng.
    Raises ``UnknownParameter`` for an unknown name or a day before the first value.
    """
    code, _, step = name.partition(".")
    if rule := rules().get(code):
        return _of_rule(rule, step, on)
    history = _thresholds().get(name)
    if history is None:
        raise UnknownParameter(f"Không có tham số «{name}».")
    found = [value for value in history if value.since <= on]
    if not found:
        raise UnknownParameter(f"Tham số «{name}» chưa có giá trị vào ngày {on:%d/%m/%Y}.")
    return found[-1]


def number(name: str, on: date) -> int:
    """The value of ``parameter`` where it is to be counted with, in its own unit.

    Raises ``UnknownParameter`` too where the law of that day gives no number.
    """
    found = parameter(name, on)
    if found.value is None:
        raise UnknownParameter(f"Tham số «{name}» không có số vào ngày {on:%d/%m/%Y}.")
    return found.value


def history(name: str) -> tuple[Parameter, ...]:
    """Every value of a threshold, oldest first; raises ``UnknownParameter`` for an unknown name."""
    try:
        return _thresholds()[name]
    except KeyError:
        raise UnknownParameter(f"Không có tham số «{name}».") from None


def parameter_names() -> tuple[str, ...]:
    """Names of the thresholds; the codes of the deadline rules may be asked too."""
    return tuple(_thresholds())


_FILES = (
    "thresholds.toml",
    "workload.toml",
    "day.toml",
    "reporting.toml",
    "administrative.toml",
    "coordination.toml",
    "steering.toml",
    "coercion_costs.toml",
)


@lru_cache(maxsize=1)
def _thresholds() -> Mapping[str, tuple[Parameter, ...]]:
    tables = {
        name: table
        for file in _FILES
        for name, table in tomllib.loads((PARAMETERS / file).read_text(encoding="utf-8")).items()
    }
    return {
        name: tuple(
            Parameter(
                value=row["value"],
                name=table["name"],
                unit=table["unit"],
                since=row["since"],
                article=row["article"],
                mark=checked_mark(row["mark"]),
            )
            for row in sorted(table["values"], key=lambda row: row["since"])
        )
        for name, table in tables.items()
    }


def _of_rule(rule: Rule, step: str, on: date) -> Parameter:
    regime = regime_on(on)
    for variant in rule.variants[regime]:
        if variant.step == (step or rule.main) and not variant.when:
            return _of_variant(rule, variant, on)
    raise UnknownParameter(f"{rule.code} theo {regime} không có mốc «{step}».")


def _of_variant(rule: Rule, variant: Variant, on: date) -> Parameter:
    start = regime_start(regime_on(on))
    if variant.absent:
        return Parameter(None, rule.act, "", start, "", "S", note=variant.absent)
    term = variant.on(on)
    if term is None:
        raise UnknownParameter(f"{rule.code} chưa có số vào ngày {on:%d/%m/%Y}.")
    unit = UNIT_NAMES[term.unit] if term.unit else ""
    note = term.reason or (term.note if term.number is not None else KIND_NAMES[term.kind])
    return Parameter(term.number, rule.act, unit, term.since, term.article, term.mark, note=note)
