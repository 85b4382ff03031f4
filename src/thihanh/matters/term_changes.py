"""What a changed day or figure does to the open terms: which it touches, and which last days it moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.matters import term_rows
from thihanh.matters.stands import told
from thihanh.matters.term_rows import Calendars
from thihanh.matters.terms import Term


@dataclass(frozen=True, slots=True)
class Scope:
    """Which open terms a change may touch: those of ``unit`` ("" is the whole State) with one of ``days`` on
    their path, or of one of ``rules``; or ``everything``, where clocks may start that did not run."""

    unit: str = ""
    days: tuple[date, ...] = ()
    rules: tuple[str, ...] = ()
    everything: bool = False

    @property
    def condition(self) -> tuple[str, list[Any]]:
        """As SQL over ``matters_term t``."""
        if self.everything:
            return "TRUE", []
        parts, values = list[str](), list[Any]()
        if self.days:
            parts.append(
                "EXISTS (SELECT 1 FROM unnest(%s::date[]) d WHERE d BETWEEN t.first_day AND t.last_day)"
            )
            values.append(list(self.days))
        if self.rules:
            parts.append("t.rule = ANY(%s)")
            values.append(list(self.rules))
        found = f"({' OR '.join(parts) or 'FALSE'})"
        if self.unit:
            return f"{found} AND %s IN (t.agency, t.office)", [*values, self.unit]
        return found, values


@dataclass(frozen=True, slots=True)
class Touched:
    """How many open terms a change touches, and the matters they run on."""

    terms: int
    matters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """One term whose last day moves; None where a term has, or had, no last day or stands still."""

    matter_id: int
    number: str
    office: str
    officer: str
    rule: str
    step: str
    before: date | None
    after: date | None


def touched(scope: Scope) -> Touched:
    """The open terms with a changed day on their path, or of a changed rule."""
    condition, values = scope.condition
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.matter_id, count(*) FROM matters_term t WHERE {condition} GROUP BY 1 ORDER BY 1",
            values,
        )
        rows = cursor.fetchall()
        if scope.everything:
            cursor.execute("SELECT matter_id FROM matters_current ORDER BY 1")
            matters = tuple(row[0] for row in cursor.fetchall())
        else:
            matters = tuple(key for key, _ in rows)
    return Touched(sum(count for _, count in rows), matters)


def differences(matter_ids: Sequence[int], calendars: Calendars) -> Iterator[Moved]:
    """The terms of these matters whose last day would be another, by matter and rule; nothing is written."""
    ids = list(matter_ids)
    holders = term_rows.holders_of(ids)
    derived, numbers = term_rows.derive(holders, told(ids), calendars), _numbers(ids)
    stored = _stored(ids)
    for one in holders:
        before = stored.get(one.matter_id, {})
        after = _in_turn(derived[one.matter_id])
        for key in sorted({*before, *after}):
            old, new = before.get(key), after.get(key)
            if old != new:
                yield Moved(
                    one.matter_id, numbers[one.matter_id], one.office, one.officer, key[0], key[1], old, new
                )


_Key = tuple[str, str, int]  # rule, step, and which of them


def _in_turn(terms: Sequence[Term]) -> dict[_Key, date | None]:
    found: dict[_Key, date | None] = {}
    for term in terms:
        turn = sum(key[:2] == (term.rule, term.step) for key in found)
        found[term.rule, term.step, turn] = term.due
    return found


def _stored(ids: list[int]) -> dict[int, dict[_Key, date | None]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT matter_id, rule, step, due_on FROM matters_term WHERE matter_id = ANY(%s) "
            "ORDER BY matter_id, no",
            [ids],
        )
        rows = cursor.fetchall()
    out: dict[int, dict[_Key, date | None]] = {}
    for matter_id, rule, step, due in rows:
        found = out.setdefault(matter_id, {})
        turn = sum(key[:2] == (rule, step) for key in found)
        found[rule, step, turn] = due
    return out


def _numbers(ids: list[int]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT matter_id, number FROM matters_current WHERE matter_id = ANY(%s)", [ids])
        return dict(cursor.fetchall())
