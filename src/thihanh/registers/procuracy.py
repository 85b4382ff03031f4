"""What the procuracy is told: the monthly list of ended matters (DL-92), and the decisions sent (DL-12).

A matter stands in the list of the month in which it ended; what was entered late stands in the next one too,
until it is listed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from thihanh.documents.queries import number_text
from thihanh.law.regimes import regime_start
from thihanh.matters.listing import condition
from thihanh.matters.standing import in_force
from thihanh.offices.queries import Reach

ENDED: Final = ("done", "terminated", "other_ending")
"""Endings of the law (L25 Đ.55, D152 Đ.32); delegation and withdrawal end a matter here without being one."""
LISTED: Final = "listed_to_procuracy"


@dataclass(frozen=True, slots=True)
class EndedRow:
    """One ended matter. ``listed_on`` is the day of its list, None while it waits for one."""

    matter_id: int
    agency: str
    office: str
    officer: str
    number: str
    decided_on: date
    debtor: str
    creditor: str
    stage: str
    ground: str
    ended_on: date
    collected: int
    listed_on: date | None


@dataclass(frozen=True, slots=True)
class SentRow:
    """One decision and the procuracy: when it was due, when it was sent."""

    paper_id: int
    matter_id: int | None
    agency: str
    office: str
    officer: str
    matter_number: str
    kind: str
    number: str
    issued_on: date
    due_on: date | None
    channel: str
    sent_on: date | None
    reference: str


_STEP = f"""
LEFT JOIN LATERAL (SELECT t."on" FROM matters_step t WHERE t.matter_id = c.matter_id AND t.code = '{LISTED}'
    AND t."on" >= c.stage_since AND {in_force("matters_step", "t")} ORDER BY t."on" LIMIT 1) t ON TRUE"""


def ended(reach: Reach, month: date, *, office: str = "") -> tuple[EndedRow, ...]:
    """The list of a month: what ended in it, and what ended earlier and is on no list yet.

    ``month`` is any day of it. The duty began on 01/07/2026: earlier endings are not carried on. One
    statement; oldest end first.
    """
    exact, values = condition(reach, "c")
    parts = [
        exact,
        "c.stage = ANY(%s)",
        "c.stage_since < %s",
        "c.stage_since >= %s",
        '(c.stage_since >= %s OR (t."on" IS NULL AND c.stage_since >= %s))',
    ]
    first, duty = month.replace(day=1), regime_start("R25")
    values += [list(ENDED), _next_month(month), min(first, duty), first, duty]
    if office:
        parts.append("c.office = %s")
        values.append(office)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.matter_id, c.agency, c.office, c.officer, c.number, c.decided_on, c.debtor, "
            'c.creditor, c.stage, c.ground, c.stage_since, c.collected, t."on" '
            f"FROM matters_current c {_STEP} WHERE {' AND '.join(parts)} "
            "ORDER BY c.stage_since, c.matter_id",
            values,
        )
        return tuple(EndedRow(*row) for row in cursor.fetchall())


def is_duty(day: date) -> bool:
    """Whether the monthly list is owed for a month with this last day."""
    return day >= regime_start("R25")


def sent(reach: Reach, since: date, until: date, *, office: str = "") -> tuple[SentRow, ...]:
    """The decisions issued in a period that go to the procuracy, with when each went. One statement."""
    inner, values = ["s.body = 'procuracy'", "s.issued_on BETWEEN %s AND %s"], [since, until]
    given: list[Any] = list(values)
    if not reach.everything:
        inner.append("s.agency = ANY(%s)")
        given.append(sorted(reach.touched))
    exact, more = condition(reach, "x")
    outer = [exact]
    given += more
    if office:
        outer.append("x.office = %s")
        given.append(office)
    with connection.cursor() as cursor:
        cursor.execute(_SENT.format(inner=" AND ".join(inner), outer=" AND ".join(outer)), given)
        return tuple(SentRow(*(*row[:7], number_text(row[7], row[8]), *row[9:])) for row in cursor.fetchall())


_SENT = """
SELECT x.* FROM (
    SELECT s.paper_id, s.matter_id, s.agency, coalesce(c.office, s.office) AS office,
        coalesce(c.officer, q.officer) AS officer, coalesce(c.number, ''), s.kind,
        q.number, q.symbol, s.issued_on, s.due_on,
        t.channel, t.valid_on, coalesce(e.reference, '')
    FROM documents_service s
    JOIN documents_service_state t ON t.service_id = s.id
    JOIN documents_queue q ON q.paper_id = s.paper_id
    LEFT JOIN matters_current c ON c.matter_id = s.matter_id
    LEFT JOIN LATERAL (SELECT e.reference FROM documents_service_event e WHERE e.service_id = s.id
        AND e.reference <> '' ORDER BY e.attempt DESC, e.ordinal DESC LIMIT 1) e ON t.valid_on IS NOT NULL
    WHERE {inner}
) x WHERE {outer} ORDER BY x.issued_on, x.paper_id"""


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def waiting(rows: Sequence[EndedRow]) -> tuple[int, ...]:
    """The matters of a list that have not been listed yet."""
    return tuple(row.matter_id for row in rows if row.listed_on is None)
