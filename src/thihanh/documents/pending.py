"""What is already on its way: papers of an act on a matter that nobody has issued or dropped."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.documents.states import OPEN, label


@dataclass(frozen=True, slots=True)
class Pending:
    """A paper in the queue: where it stands since when, and what its act was told."""

    paper_id: int
    title: str
    state: str
    since: date
    inputs: Mapping[str, Any]

    @property
    def words(self) -> str:
        """«Quyết định về việc hoãn thi hành án», chờ ký từ 24/02/2025."""
        return f"«{self.title}», {label(self.state).lower()} từ {self.since:%d/%m/%Y}"


def pending(matter_ids: Sequence[int], act: str) -> dict[int, tuple[Pending, ...]]:
    """The papers of the act that are on their way, by matter; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT q.matter_id, q.paper_id, q.title, q.state, q.since, c.inputs FROM documents_queue q
            JOIN LATERAL (SELECT inputs FROM documents_content WHERE paper_id = q.paper_id
                ORDER BY ordinal DESC LIMIT 1) c ON TRUE
            WHERE q.matter_id = ANY(%s) AND q.act = %s AND q.state = ANY(%s) ORDER BY q.matter_id, q.paper_id
            """,
            [list(matter_ids), act, list(OPEN)],
        )
        rows = cursor.fetchall()
    found: dict[int, list[Pending]] = {}
    for matter_id, paper_id, title, state, since, inputs in rows:
        one = Pending(paper_id, title, state, since, json.loads(inputs))
        found.setdefault(matter_id, []).append(one)
    return {key: tuple(value) for key, value in found.items()}
