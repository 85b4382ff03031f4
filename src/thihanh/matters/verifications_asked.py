"""Verifications that other agencies asked of an agency, still without an answer (DL-24, receiving side)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from thihanh.deadlines import Calendar, Deadline, compute
from thihanh.law.terms import rules
from thihanh.matters.standing import in_force


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A verification asked of us: by whom, for which matter there, what, and by when."""

    agency: str
    number: str
    asked_on: date
    contents: tuple[str, ...]
    deadline: Deadline


def asked_of(agency: str, calendar: Calendar) -> tuple[AskedRow, ...]:
    """What waits for this agency's answer, the oldest first; no personal value of the other matter."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT m.agency, m.number, s."on", s.facts::text
            FROM matters_step s JOIN matters_matter m ON m.id = s.matter_id
            WHERE s.code = 'verify_delegated' AND s.counterpart = %s AND {in_force("matters_step", "s")}
                AND NOT EXISTS (
                    SELECT FROM matters_step a WHERE a.matter_id = s.matter_id
                        AND a.code = 'verify_delegated_answer' AND a.facts ->> 'request' = s.id::text
                        AND {in_force("matters_step", "a")})
            ORDER BY s."on", s.id
            """,
            [agency],
        )
        rows = cursor.fetchall()
    return tuple(_row(agency, number, on, json.loads(told), calendar) for agency, number, on, told in rows)


def _row(agency: str, number: str, on: date, told: Mapping[str, object], calendar: Calendar) -> AskedRow:
    facts = {name: True for name in rules()["DL-24"].switches if told.get(name)}
    contents = tuple(filter(None, str(told.get("contents", "")).split(",")))
    deadline = compute("DL-24", from_=on, facts=facts, calendar=calendar)
    return AskedRow(agency, number, on, contents, deadline)
