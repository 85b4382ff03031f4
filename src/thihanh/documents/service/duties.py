"""Whom an issued paper must reach and by when: one duty per addressee, opened when the paper is issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from thihanh.deadlines import Calendar, due_date, load_calendar
from thihanh.documents import kinds
from thihanh.documents.rows import Statement, fact_ids, write
from thihanh.documents.service import projections
from thihanh.law.regimes import regime_on
from thihanh.matters.standing import in_force
from thihanh.offices.queries import calendar_overrides

PARTY_ROLES: Mapping[str, str] = {"creditor": "creditor", "debtor": "debtor", "related": "interested"}
"""Whom a kind of paper serves, as roles of parties; what is not named here is a body."""
_BODY_RULES: Mapping[str, str] = {"procuracy": "DL-12"}
_PARTY_RULE = "DL-13"


@dataclass(frozen=True, slots=True)
class _Addressee:
    paper_id: int
    kind: str
    agency: str
    office: str
    matter_id: int | None
    issued_on: date
    party: int | None
    role: str
    body: str

    @property
    def rule(self) -> str:
        return _BODY_RULES.get(self.body, "") if self.body else _PARTY_RULE


@transaction.atomic
def open_duties(paper_ids: Sequence[int], *, by: str, on: date) -> tuple[int, ...]:
    """Open the duties of papers that are being issued, in the transaction that issues them; their ids.

    Addressees are the parties in force on that day and the bodies that the kind of paper names.
    """
    found = _addressees(paper_ids)
    calendars = {
        office: load_calendar(calendar_overrides(office, on)) for office in {a.office for a in found}
    }
    ids = fact_ids(len(found))
    statements: dict[int, Statement] = {}
    for service_id, one in zip(ids, found, strict=True):
        said = statements.setdefault(
            one.paper_id, Statement(f"paper:{one.paper_id}", "service.opened", one.issued_on)
        )
        said.add("documents_service", **_values(service_id, one, calendars[one.office], on))
    write(list(statements.values()), by=by, known_on=on)
    projections.refresh(ids)
    return tuple(ids)


def _values(service_id: int, one: _Addressee, calendar: Calendar, on: date) -> dict[str, object]:
    return {
        "id": service_id,
        "paper_id": one.paper_id,
        "matter_id": one.matter_id,
        "agency": one.agency,
        "office": one.office,
        "kind": one.kind,
        "party": one.party,
        "role": one.role,
        "body": one.body,
        "regime": regime_on(one.issued_on),
        "issued_on": one.issued_on,
        "due_rule": one.rule,
        "due_on": due_date(one.rule, one.issued_on, calendar) if one.rule else None,
        "known_on": on,
    }


def _addressees(paper_ids: Sequence[int]) -> list[_Addressee]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT q.paper_id, q.kind, q.agency, q.office, coalesce(q.matter_id, f.matter_id), q.issued_on "
            "FROM documents_queue q LEFT JOIN documents_folio f ON f.paper_id = q.paper_id "
            "WHERE q.paper_id = ANY(%s) AND q.issued_on IS NOT NULL AND NOT EXISTS "
            "(SELECT FROM documents_service s WHERE s.paper_id = q.paper_id) ORDER BY q.paper_id",
            [list(paper_ids)],
        )
        papers = cursor.fetchall()
        cursor.execute(
            "SELECT p.matter_id, p.role, p.no FROM matters_party p "
            f"WHERE p.matter_id = ANY(%s) AND {in_force('matters_party', 'p')} ORDER BY p.matter_id, p.no",
            [[row[4] for row in papers if row[4] is not None]],
        )
        parties: dict[int, list[tuple[str, int]]] = {}
        for matter_id, role, no in cursor.fetchall():
            parties.setdefault(matter_id, []).append((role, no))
    found: list[_Addressee] = []
    for row in papers:
        serves = kinds.kind(row[1]).serves
        wanted = {PARTY_ROLES[code] for code in serves if code in PARTY_ROLES}
        found += [_Addressee(*(*row, no, role, "")) for role, no in parties.get(row[4], []) if role in wanted]
        found += [_Addressee(*(*row, None, "", code)) for code in serves if code not in PARTY_ROLES]
    return found
