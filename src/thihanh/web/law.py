"""Pháp luật: the deadline rules in both regimes and the dated thresholds, with articles and marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.law import Parameter, Regime, parameter_names, unconfirmed
from thihanh.law.dated import history
from thihanh.law.regimes import REGIMES
from thihanh.law.terms import KIND_NAMES, UNIT_NAMES, Rule, Term, Variant, rules
from thihanh.matters.names import fold
from thihanh.web import format as vi
from thihanh.web import words
from thihanh.web.page import PageRequest, page


@dataclass(frozen=True)
class Clock:
    """One number of a rule in one regime as the table shows it."""

    condition: str
    number: str
    since: str
    article: str
    mark: str
    unconfirmed: str


@dataclass(frozen=True)
class Row:
    """One rule of the table, both regimes side by side."""

    code: str
    act: str
    actor: str
    trigger: str
    sides: tuple[tuple[Regime, tuple[Clock, ...]], ...]
    differs: bool
    unsure: bool


@page
def parameters(request: PageRequest) -> HttpResponse:
    """The rules and the thresholds that are sought, by code or word, each threshold with its history."""
    sought = request.GET.get("tim", "").strip()
    unsure, differs = "chua" in request.GET, "khac" in request.GET
    rows = [row for row in map(_row, rules().values()) if _passes(row, sought, unsure, differs)]
    context = {
        "rows": rows,
        "all": len(rules()),
        "sought": sought,
        "unsure": unsure,
        "differs": differs,
        "thresholds": [_threshold(name, request.on) for name in parameter_names() if _named(name, sought)],
    }
    return render(request, "web/law.html", context)


def _passes(row: Row, sought: str, unsure: bool, differs: bool) -> bool:
    text = fold(f"{row.code} {row.act} {row.actor} {row.trigger}")
    return fold(sought) in text and (row.unsure or not unsure) and (row.differs or not differs)


def _named(name: str, sought: str) -> bool:
    return fold(sought) in fold(f"{name} {history(name)[0].name}")


def _row(rule: Rule) -> Row:
    sides = tuple((regime, tuple(_clocks(rule.variants[regime]))) for regime in REGIMES)
    numbers = [tuple((clock.condition, clock.number) for clock in clocks) for _, clocks in sides]
    return Row(
        code=rule.code,
        act=rule.act,
        actor=rule.actor,
        trigger=rule.trigger,
        sides=sides,
        differs=numbers[0] != numbers[1],
        unsure=any(clock.unconfirmed for _, clocks in sides for clock in clocks),
    )


def _clocks(variants: Iterable[Variant]) -> Iterable[Clock]:
    ordinary_first = sorted(variants, key=lambda variant: bool(variant.when))
    for variant in ordinary_first:
        facts = map(words.fact, sorted(variant.when))
        condition = ", ".join(filter(None, (words.step(variant.step), *facts)))
        if variant.absent:
            yield Clock(condition, variant.absent, "", "", "", "")
        several = len(variant.terms) > 1
        for term in variant.terms:
            yield Clock(
                condition,
                number_of(term),
                f"từ {vi.day(term.since)}" if several else "",
                term.article,
                term.mark,
                unconfirmed(term.mark),
            )


def number_of(term: Term) -> str:
    """``09 ngày``; the kind in words where no number is counted."""
    if term.number is None or term.unit is None:
        return KIND_NAMES[term.kind]
    number = f"{term.number:02d}" if term.number < 10 else vi.count(term.number)
    words_ = f"{number} {UNIT_NAMES[term.unit]}"
    return f"{words_} trước" if term.kind == "before_event" else words_


def _threshold(name: str, on: date) -> tuple[str, list[tuple[Parameter, str, bool]]]:
    values = history(name)
    held = [value for value in values if value.since <= on]
    rows = [
        (value, vi.NONE if value.value is None else vi.grouped(value.value), bool(held) and value is held[-1])
        for value in reversed(values)
    ]
    return values[0].name, rows
