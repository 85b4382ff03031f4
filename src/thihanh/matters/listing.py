"""Lists of matters: reach, filters and sort become one SQL condition; pages go by key.

No row out of reach is read, counted or hinted at: every statement starts from the reach.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from thihanh.matters.names import number_key, words
from thihanh.matters.states import VOLUNTARY, VOLUNTARY_PERIOD, label_on
from thihanh.offices.reach import Reach
from thihanh.offices.reference import agency_of


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed by; empty means not narrowed."""

    text: str = ""
    stages: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    office: str = ""
    officer: str = ""
    kind: str = ""
    judgment_kind: str = ""
    tag: str = ""
    ended: bool | None = None
    overdue_on: date | None = None
    voluntary_over_on: date | None = None
    decided_from: date | None = None
    decided_to: date | None = None
    outstanding_from: int | None = None
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One line of a list. Money in whole đồng."""

    id: int
    agency: str
    office: str
    officer: str
    number: str
    decided_on: date
    kind: str
    judgment_kind: str
    stage: str
    ground: str
    stage_since: date
    ended: bool
    tags: tuple[str, ...]
    creditor: str
    debtor: str
    due: int
    collected: int
    outstanding: int
    next_rule: str
    next_due: date | None
    voluntary_until: date | None = None

    def stage_on(self, day: date) -> str:
        """The stage in words on a day: the voluntary period ends by itself, unlike others."""
        return label_on(self.stage, self.voluntary_until, day)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; ``after`` is the key of the next page, "" at the end."""

    rows: tuple[MatterRow, ...]
    total: int
    total_outstanding: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Sort:
    column: str
    descending: bool
    blank: str = ""  # what a missing value counts as, so that keys are total

    @property
    def expression(self) -> str:
        return f"coalesce(c.{self.column}, {self.blank})" if self.blank else f"c.{self.column}"


SORTS: Mapping[str, _Sort] = {
    "decided": _Sort("decided_on", True),
    "number": _Sort("number_key", False),
    "outstanding": _Sort("outstanding", True),
    "due": _Sort("next_due", False, "'infinity'::date"),
    "since": _Sort("stage_since", False),
}
_VOLUNTARY_UNTIL = (
    "SELECT t.due_on FROM matters_term t "
    f"WHERE t.matter_id = c.matter_id AND t.rule = '{VOLUNTARY_PERIOD}' LIMIT 1"
)
_COLUMNS = (
    "c.matter_id, c.agency, c.office, c.officer, c.number, c.decided_on, c.kind, c.judgment_kind, c.stage, "
    "c.ground, c.stage_since, c.ended, c.tags, c.creditor, c.debtor, c.due, c.collected, c.outstanding, "
    "c.next_rule, c.next_due, "
    f"CASE WHEN c.stage = '{VOLUNTARY}' THEN ({_VOLUNTARY_UNTIL}) END"
)


@dataclass
class _Where:
    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)  # whatever SQL takes

    def add(self, part: str, *values: object) -> None:
        self.parts.append(part)
        self.values.extend(values)

    def __str__(self) -> str:
        return " AND ".join(self.parts) or "TRUE"


def condition(reach: Reach, alias: str = "c") -> tuple[str, list[Any]]:
    """The reach as a SQL condition on a row that has agency, office and officer."""
    if reach.everything:
        return "TRUE", []
    parts, values = [], []
    # What an agency covers need not be asked again: an OR would keep indexes out.
    for column, codes in (
        ("agency", reach.agencies),
        ("office", {code for code in reach.offices if agency_of(code) not in reach.agencies}),
        ("officer", {code for code in reach.officers if agency_of(code) not in reach.agencies}),
    ):
        if codes:
            part, value = _among(f"{alias}.{column}", sorted(codes))
            parts.append(part)
            values.append(value)
    return (f"({' OR '.join(parts)})", list(values)) if parts else ("FALSE", [])


def named_condition(reach: Reach, alias: str) -> tuple[str, dict[str, Any]]:
    """``condition`` for a statement whose parameters bear names."""
    text, given = condition(reach, alias)
    values = {f"reach{place}": value for place, value in enumerate(given)}
    for name in values:
        text = text.replace("%s", f"%({name})s", 1)
    return text, values


def _among(expression: str, codes: Sequence[object]) -> tuple[str, object]:
    """One code is asked with "=", so that an index gives its rows in order; many with ANY."""
    if len(codes) == 1:
        return f"{expression} = %s", codes[0]
    return f"{expression} = ANY(%s)", list(codes)


def page(reach: Reach, filters: Filters, *, sort: str = "decided", after: str = "", limit: int = 100) -> Page:
    """One page in three statements at most, whatever the number of rows. Unknown sorts raise KeyError."""
    order = SORTS[sort]
    where = _where(reach, filters)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), coalesce(sum(c.outstanding), 0) FROM matters_current c WHERE {where}",
            where.values,
        )
        total, outstanding = cursor.fetchone()
        if after:
            _seek(where, order, after)
        direction = "DESC" if order.descending else "ASC"
        cursor.execute(
            f"SELECT {_COLUMNS}, ({order.expression})::text FROM matters_current c WHERE {where} "
            f"ORDER BY {order.expression} {direction}, c.matter_id {direction} LIMIT %s",
            [*where.values, limit + 1],
        )
        found = cursor.fetchall()
    rows = tuple(_row(values) for values in found[:limit])
    key = f"{found[limit - 1][-1]}|{rows[-1].id}" if len(found) > limit else ""
    return Page(rows=rows, total=total, total_outstanding=int(outstanding), after=key)


@dataclass(frozen=True, slots=True)
class Load:
    """What an officer holds in one office: matters not ended, and those of them past their nearest term."""

    office: str
    officer: str
    open: int
    overdue: int


def loads(reach: Reach, on: date, *, office: str = "") -> tuple[Load, ...]:
    """Open and overdue matters by office and officer, within the reach; one statement."""
    where = _where(reach, Filters(office=office, ended=False))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.office, c.officer, count(*), count(*) FILTER (WHERE c.next_due < %s) "
            f"FROM matters_current c WHERE {where} GROUP BY c.office, c.officer ORDER BY 1, 2",
            [on, *where.values],
        )
        return tuple(Load(*row) for row in cursor.fetchall())


MOST_ROWS = 200_000


def every(
    reach: Reach, filters: Filters, *, sort: str = "decided", limit: int = MOST_ROWS
) -> Sequence[MatterRow]:
    """All rows of a filter in order, for an export; at most ``limit``."""
    order = SORTS[sort]
    where = _where(reach, filters)
    direction = "DESC" if order.descending else "ASC"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM matters_current c WHERE {where} "
            f"ORDER BY {order.expression} {direction}, c.matter_id {direction} LIMIT %s",
            [*where.values, limit],
        )
        return [_row(values) for values in cursor.fetchall()]


def _row(values: Sequence[Any]) -> MatterRow:
    """A row of ``_COLUMNS``; its tags, an array column, come as a list."""
    return MatterRow(*(*values[:12], tuple(values[12]), *values[13:21]))


def _where(reach: Reach, filters: Filters) -> _Where:
    where = _Where()
    text, values = condition(reach)
    where.add(text, *values)
    _add_plain(where, filters)
    if filters.ended is not None:
        where.add("c.ended" if filters.ended else "NOT c.ended")
    if filters.overdue_on is not None:
        where.add("NOT c.ended AND c.next_due < %s", filters.overdue_on)
    if filters.voluntary_over_on is not None:
        where.add(f"c.stage = '{VOLUNTARY}' AND ({_VOLUNTARY_UNTIL}) < %s", filters.voluntary_over_on)
    if filters.tag:
        where.add("c.tags @> ARRAY[%s]", filters.tag)
    if filters.text.strip():
        _add_text(where, filters.text)
    return where


def _add_plain(where: _Where, filters: Filters) -> None:
    many: tuple[tuple[str, Sequence[object] | None], ...] = (
        ("c.stage", filters.stages),
        ("c.ground", filters.grounds),
    )
    for expression, codes in many:
        if codes:
            where.add(*_among(expression, codes))
    if filters.ids is not None:
        where.add(*_among("c.matter_id", filters.ids))
    single: tuple[tuple[str, object], ...] = (
        ("c.office = %s", filters.office),
        ("c.officer = %s", filters.officer),
        ("c.kind = %s", filters.kind),
        ("c.judgment_kind = %s", filters.judgment_kind),
        ("c.decided_on >= %s", filters.decided_from),
        ("c.decided_on <= %s", filters.decided_to),
        ("c.outstanding > %s", filters.outstanding_from),
    )
    for part, value in single:
        if value not in ("", None):
            where.add(part, value)


def _add_text(where: _Where, text: str) -> None:
    """A text with a digit is a number (by its beginning); any other is words of a name, in any order.

    Signs alone are neither, and fit nothing.
    """
    if any(char.isdigit() for char in text):
        key = number_key(text.strip())
        where.add("c.number_key >= %s AND c.number_key < %s", key, key + "\U0010ffff")
        return
    if not (asked := words(text)):
        where.add("false")
        return
    where.add("c.matter_id IN (SELECT n.matter_id FROM matters_name n WHERE n.words @> %s)", asked)


def _seek(where: _Where, order: _Sort, after: str) -> None:
    value, _, matter_id = after.rpartition("|")
    if not matter_id.isdigit():
        raise ValueError("Khóa trang không đọc được; mở lại danh sách từ đầu.")
    sign = "<" if order.descending else ">"
    cast = {"decided_on": "date", "stage_since": "date", "next_due": "date", "outstanding": "bigint"}
    where.add(
        f"({order.expression}, c.matter_id) {sign} (%s::{cast.get(order.column, 'text')}, %s)",
        value,
        int(matter_id),
    )
