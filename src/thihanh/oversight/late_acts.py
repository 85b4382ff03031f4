"""Acts whose term has run out and that are not done, by rule of law and article, within a reach."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.law.regimes import Regime
from thihanh.law.terms import rules
from thihanh.matters.listing import condition
from thihanh.offices.reach import Reach

PAGE = 100
_WHOLE = re.compile(r"Điều (\d+) (.+)")


@dataclass(frozen=True, slots=True)
class LateRule:
    """A term of the law that has run out: in how many matters, how long at the longest."""

    rule: str
    regime: Regime
    act: str
    articles: tuple[str, ...]
    matters: int
    oldest: date


@dataclass(frozen=True, slots=True)
class LateAct:
    """One matter's term that has run out."""

    matter_id: int
    number: str
    decided_on: date
    office: str
    officer: str
    debtor: str
    rule: str
    started_on: date
    due_on: date


def by_rule(reach: Reach, on: date, *, office: str = "") -> tuple[LateRule, ...]:
    """The rules with terms run out by the day, most matters first; one statement."""
    where, values = _where(reach, on, office)
    rows = _run(
        "SELECT t.rule, t.regime, count(DISTINCT t.matter_id), min(t.due_on) FROM matters_term t "
        f"WHERE {where} GROUP BY t.rule, t.regime ORDER BY 3 DESC, 1, 2",
        values,
    )
    return tuple(
        LateRule(rule, regime, rules()[rule].act, articles(rule, regime), count, oldest)
        for rule, regime, count, oldest in rows
    )


def of_rule(
    reach: Reach, on: date, *, rule: str = "", office: str = "", start: int = 0, limit: int = PAGE
) -> tuple[LateAct, ...]:
    """The matters behind a rule (all rules where none is named), the longest late first."""
    where, values = _where(reach, on, office)
    if rule:
        where, values = f"{where} AND t.rule = %s", [*values, rule]
    rows = _run(
        "SELECT c.matter_id, c.number, c.decided_on, c.office, c.officer, c.debtor, t.rule, t.from_on, "
        f"t.due_on FROM matters_term t JOIN matters_current c ON c.matter_id = t.matter_id WHERE {where} "
        "ORDER BY t.due_on, c.matter_id, t.no LIMIT %s OFFSET %s",
        [*values, limit, start],
    )
    return tuple(LateAct(*row) for row in rows)


def articles(rule: str, regime: Regime) -> tuple[str, ...]:
    """The articles a rule stands on in a regime, spelled out; whole articles of one law named together."""
    terms = (term for one in rules()[rule].variants[regime] for term in one.terms)
    found = dict.fromkeys(text for term in terms for text in term.spelled.split("; "))
    whole: dict[str, list[int]] = {}
    for one in found:
        if match := _WHOLE.fullmatch(one):
            whole.setdefault(match[2], []).append(int(match[1]))
    together = {law: f"Điều {', '.join(map(str, sorted(ones)))} {law}" for law, ones in whole.items()}
    return tuple(
        dict.fromkeys(together[match[2]] if (match := _WHOLE.fullmatch(one)) else one for one in found)
    )


def _where(reach: Reach, on: date, office: str) -> tuple[str, list[Any]]:
    where, values = condition(reach, "t")
    found, given = f"{where} AND t.due_on < %s", [*values, on]
    return (f"{found} AND t.office = %s", [*given, office]) if office else (found, given)


def _run(text: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall())
