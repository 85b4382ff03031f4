"""Lines of the registers: from a reach, by period, in pages by key; the same lines whole for a workbook."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.matters.listing import condition
from thihanh.matters.names import number_key, words
from thihanh.offices.queries import Reach
from thihanh.registers.register import Register

MOST = 200_000
"""The longest workbook, in lines."""
_INSIDE = re.compile(r"\{inside (\w+)\}")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the lines are narrowed by; empty means not narrowed."""

    book: str = ""
    since: date | None = None
    until: date | None = None
    office: str = ""
    officer: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the matter it belongs to, its day, its cells in the order of the columns."""

    id: int
    matter_id: int | None
    day: date | None
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of lines, newest first; ``after`` is the key of the next page, "" at the end."""

    lines: tuple[Line, ...]
    total: int
    after: str = ""


def page(register: Register, reach: Reach, filters: Filters, *, after: str = "", limit: int = 100) -> Page:
    """A page in three statements: how many, which, what they say.

    Raises KeyError for no such volume, ValueError for a key it did not give.
    """
    where, values = _where(register.rows(filters.book), reach, filters)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {where}", values)
        (total,) = cursor.fetchone()
        if after:
            day, _, last = after.partition("|")
            where += " AND (x.day, x.id) < (%s, %s)"
            values += [date.fromisoformat(day), int(last)]
        cursor.execute(
            f"SELECT x.id, x.day {where} ORDER BY x.day DESC, x.id DESC LIMIT %s", [*values, limit + 1]
        )
        found = cursor.fetchall()
        rows, given = _reached(register.sql(filters.book), reach)
        cursor.execute(
            f"SELECT x.* FROM ({rows}) x WHERE x.id = ANY(%s) ORDER BY x.day DESC, x.id DESC",
            [*given, [row[0] for row in found[:limit]]],
        )
        lines = tuple(_line(row) for row in cursor.fetchall())
    more = found[limit - 1] if len(found) > limit else None
    return Page(lines, total, f"{more[1]}|{more[0]}" if more else "")


def every(register: Register, reach: Reach, filters: Filters) -> Sequence[Line]:
    """All lines, oldest first as in the book; at most ``MOST``."""
    where, values = _where(register.sql(filters.book), reach, filters)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT x.* {where} ORDER BY x.day, x.id LIMIT %s", [*values, MOST])
        return [_line(row) for row in cursor.fetchall()]


def _line(row: Sequence[Any]) -> Line:
    return Line(id=row[4], matter_id=row[3], day=row[5], cells=tuple(row[6:]))


def _reached(rows: str, reach: Reach) -> tuple[str, list[Any]]:
    """The rows with what a line counts or names of other matters narrowed to the reach, and the values."""
    values: list[Any] = []
    for alias in _INSIDE.findall(rows):
        exact, given = condition(reach, alias)
        rows = rows.replace(f"{{inside {alias}}}", exact, 1)
        values += given
    return rows, values


def _where(rows: str, reach: Reach, filters: Filters) -> tuple[str, list[Any]]:
    parts: list[str] = []
    rows, values = _reached(rows, reach)
    for part, given in _conditions(reach, filters):
        parts.append(part)
        values += given
    return f"FROM ({rows}) x WHERE {' AND '.join(parts)}", values


def _conditions(reach: Reach, filters: Filters) -> Iterator[tuple[str, list[Any]]]:
    exact, given = condition(reach, "x")
    yield exact, given
    if not reach.everything:
        yield "x.agency = ANY(%s)", [sorted(reach.touched)]
    for part, value in (
        ("x.day >= %s", filters.since),
        ("x.day <= %s", filters.until),
        ("x.office = %s", filters.office),
        ("x.officer = %s", filters.officer),
    ):
        if value:
            yield part, [value]
    if any(char.isdigit() for char in filters.text):
        key = number_key(filters.text.strip())
        yield (
            "x.matter_id IN (SELECT matter_id FROM matters_current "
            "WHERE number_key >= %s AND number_key < %s)",
            [key, key + "\U0010ffff"],
        )
    elif filters.text.strip():
        yield (
            "x.matter_id IN (SELECT matter_id FROM matters_name WHERE words @> %s)",
            [words(filters.text)],
        )
