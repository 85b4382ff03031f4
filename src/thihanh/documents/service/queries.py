"""Questions about service: lists from a reach, one duty with its events, what a matter's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.documents.queries import number_text
from thihanh.documents.service.rules import Duty
from thihanh.documents.service.states import Event, Standing, State, standing
from thihanh.matters.listing import condition
from thihanh.matters.standing import in_force
from thihanh.offices.queries import Reach


@dataclass(frozen=True, slots=True)
class Row:
    """One paper on one addressee. ``addressee`` is a party's name, or "" where ``body`` names a body."""

    id: int
    paper_id: int
    matter_id: int | None
    matter_number: str
    kind: str
    number: str
    agency: str
    office: str
    officer: str
    party: int | None
    role: str
    body: str
    addressee: str
    regime: str
    issued_on: date
    due_rule: str
    due_on: date | None
    state: State
    channel: str
    attempt: int
    tries: int
    last_result: str
    last_on: date | None
    valid_on: date | None

    @property
    def duty(self) -> Duty:
        """What the rules ask about."""
        return Duty(self.id, self.paper_id, self.kind, self.issued_on, self.party, self.body)


@dataclass(frozen=True, slots=True)
class File:
    """One duty with all that happened."""

    row: Row
    events: tuple[Event, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Page:
    """A page of duties; ``after`` is the key of the next page, "" at the end."""

    rows: tuple[Row, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed by; empty means not narrowed."""

    states: tuple[State, ...] = ()
    office: str = ""
    officer: str = ""
    kind: str = ""
    body: str | None = None
    overdue_on: date | None = None
    issued_from: date | None = None
    issued_to: date | None = None


# What counting and seeking need; a paper of a matter is where its matter is.
_SPINE = """
SELECT s.id, s.agency, coalesce(c.office, s.office) AS office, coalesce(c.officer, '') AS officer, t.state,
    coalesce(s.due_on, DATE '9999-12-31') AS due_key
FROM documents_service s
JOIN documents_service_state t ON t.service_id = s.id
LEFT JOIN matters_current c ON c.matter_id = s.matter_id"""
_ROWS = f"""
SELECT s.id, s.paper_id, s.matter_id, coalesce(c.number, '') AS matter_number, s.kind,
    q.number AS paper_number,
    q.symbol, s.agency, coalesce(c.office, s.office) AS office, coalesce(c.officer, '') AS officer,
    s.party, s.role, s.body, coalesce(n.name, '') AS addressee, s.regime, s.issued_on, s.due_rule, s.due_on,
    t.state, t.channel, t.attempt, t.tries, t.last_result, t.last_on, t.valid_on,
    coalesce(s.due_on, DATE '9999-12-31') AS due_key
FROM documents_service s
JOIN documents_service_state t ON t.service_id = s.id
JOIN documents_queue q ON q.paper_id = s.paper_id
LEFT JOIN matters_current c ON c.matter_id = s.matter_id
LEFT JOIN LATERAL (
    SELECT p.person_id FROM matters_party p
    WHERE p.matter_id = s.matter_id AND p.no = s.party AND {in_force("matters_party", "p")} LIMIT 1
) p ON TRUE
LEFT JOIN matters_person n ON n.id = p.person_id
"""


def page(reach: Reach, filters: Filters, *, after: str = "", limit: int = 100) -> Page:
    """Duties in reach, the nearest due first, in two statements: which, and what they say.

    Raises ValueError for a key it did not give.
    """
    where, values = _where(reach, filters)
    if after:
        due, _, last = after.partition("|")
        where += " AND (x.due_key, x.id) > (%s, %s)"
        values += [date.fromisoformat(due), int(last)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT x.id, x.due_key {where} ORDER BY x.due_key, x.id LIMIT %s", [*values, limit + 1]
        )
        found = cursor.fetchall()
    more = found[limit - 1] if len(found) > limit else None
    rows = _read("s.id = ANY(%s)", [[row[0] for row in found[:limit]]], "x.due_key, x.id")
    return Page(rows, f"{more[1].isoformat()}|{more[0]}" if more else "")


def counts(reach: Reach, filters: Filters) -> dict[State, int]:
    """How many duties in reach stand in each state, with the other filters; one statement."""
    where, values = _where(reach, filters)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT x.state, count(*) {where} GROUP BY x.state", values)
        return dict(cursor.fetchall())


def file(reach: Reach, service_id: int) -> File:
    """One duty with its events. Raises LookupError where it is unknown or out of reach."""
    found = rows(reach, [service_id])
    if not found:
        raise LookupError("Không tìm thấy lần tống đạt này trong phạm vi được xem.")
    events = events_of([service_id]).get(service_id, ())
    return File(found[0], events, standing(events))


def rows(reach: Reach, service_ids: Sequence[int]) -> tuple[Row, ...]:
    """The duties of these ids that stand in reach, by id."""
    found = _read("s.id = ANY(%s)", [list(service_ids)], "x.id")
    return tuple(row for row in found if reach.covers(row.agency, row.office, row.officer))


def of_matter(matter_id: int) -> tuple[Row, ...]:
    """All service of a matter's papers, newest paper first; the caller has seen the matter in reach."""
    return _read("s.matter_id = %s", [matter_id], "x.paper_id DESC, x.id")


def of_paper(paper_id: int) -> tuple[Row, ...]:
    """The service of one paper on each addressee; the caller has seen the paper in reach."""
    return _read("s.paper_id = %s", [paper_id], "x.id")


def events_of(service_ids: Sequence[int]) -> dict[int, tuple[Event, ...]]:
    """The events of duties in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT service_id, id, entry_id, attempt, ordinal, channel, regime, result, "
            '"on", known_on, actor, reference, basis, file_id FROM documents_service_event '
            "WHERE service_id = ANY(%s) ORDER BY service_id, attempt, ordinal",
            [list(service_ids)],
        )
        found: dict[int, list[Event]] = {}
        for service_id, *values in cursor.fetchall():
            found.setdefault(service_id, []).append(Event(*values))
    return {key: tuple(value) for key, value in found.items()}


def pdf_of(paper_id: int) -> str:
    """The hash of the signed file that goes out; "" while it does not exist."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sha256 FROM documents_file WHERE paper_id = %s AND role = 'pdf' ORDER BY id DESC LIMIT 1",
            [paper_id],
        )
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def _where(reach: Reach, filters: Filters) -> tuple[str, list[Any]]:
    """The rows inside reach and filters: what an index answers stands inside, the exact reach outside."""
    inner: list[str] = ["TRUE"]
    values: list[Any] = []
    if not reach.everything:
        inner.append("s.agency = ANY(%s)")
        values.append(sorted(reach.touched))
    for part, value in (
        ("t.state = ANY(%s)", list(filters.states) or None),
        ("s.kind = %s", filters.kind or None),
        ("s.body = %s", filters.body),
        ("s.due_on < %s AND t.valid_on IS NULL", filters.overdue_on),
        ("s.issued_on >= %s", filters.issued_from),
        ("s.issued_on <= %s", filters.issued_to),
    ):
        if value is not None:
            inner.append(part)
            values.append(value)
    exact, given = condition(reach, "x")
    outer = [exact]
    values += given
    for part, value in (("x.office = %s", filters.office), ("x.officer = %s", filters.officer)):
        if value:
            outer.append(part)
            values.append(value)
    source = f"FROM ({_SPINE} WHERE {' AND '.join(inner)}) x WHERE {' AND '.join(outer)}"
    return source, values


def _read(condition_: str, values: Sequence[Any], order: str) -> tuple[Row, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT x.* FROM ({_ROWS} WHERE {condition_}) x ORDER BY {order}", list(values))
        return tuple(
            # The last column is the key of the page.
            Row(*(*row[:5], number_text(row[5], row[6]), *row[7:25]))
            for row in cursor.fetchall()
        )
