"""Whom an issued paper must reach and by when: one duty per addressee, opened when the paper is issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from thihanh.deadlines import Calendar, due_date, load_calendar
from thihanh.documents import kinds
from thihanh.documents.rows import Statement
from thihanh.law.regimes import regime_on
from thihanh.matters.names import is_state
from thihanh.matters.standing import in_force
from thihanh.offices.queries import calendar_overrides
from thihanh.trail.kept import ask

PARTY_ROLES: Mapping[str, str] = {"creditor": "creditor", "debtor": "debtor", "related": "interested"}
"""Whom a kind of paper serves, as roles of parties; what is not named here is a body."""
_BODY_RULES: Mapping[str, str] = {"procuracy": "DL-12"}
_PARTY_RULE = "DL-13"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom one issued paper must reach: a party by number and role, or a body."""

    paper_id: int
    kind: str
    agency: str
    office: str
    matter_id: int | None
    party: int | None
    role: str
    body: str

    @property
    def rule(self) -> str:
        return _BODY_RULES.get(self.body, "") if self.body else _PARTY_RULE


class Issued(Protocol):
    """What a paper that is being issued says of itself."""

    @property
    def paper_id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def office(self) -> str: ...


def addressees(papers: Sequence[tuple[Issued, int | None]]) -> list[Addressee]:
    """Whom these papers must reach, each with its matter: parties in force, bodies that their kinds name.

    The State as creditor is nobody to be served: its revenue is accounted for, not notified.
    """
    parties: dict[int, list[tuple[str, int]]] = {}
    for matter_id, role, no, name in ask(_PARTIES, [[matter for _, matter in papers if matter is not None]]):
        if not is_state(name):
            parties.setdefault(matter_id, []).append((role, no))
    found: list[Addressee] = []
    for one, matter in papers:
        said = (one.paper_id, one.kind, one.agency, one.office, matter)
        serves = kinds.kind(one.kind).serves
        wanted = {PARTY_ROLES[code] for code in serves if code in PARTY_ROLES}
        of_matter = parties.get(matter, []) if matter is not None else []
        found += [Addressee(*said, no, role, "") for role, no in of_matter if role in wanted]
        found += [Addressee(*said, None, "", code) for code in serves if code not in PARTY_ROLES]
    return found


_PARTIES = f"""
SELECT p.matter_id, p.role, p.no, q.name FROM matters_party p
JOIN matters_person q ON q.id = p.person_id
WHERE p.matter_id = ANY(%s::bigint[]) AND {in_force("matters_party", "p")} ORDER BY p.matter_id, p.no
"""


def opened(found: Sequence[Addressee], ids: Sequence[int], on: date) -> list[Statement]:
    """What the record says of the duties that papers issued on the day open; one entry for each paper."""
    offices = {one.office for one in found if one.rule}
    calendars = {office: load_calendar(calendar_overrides(office, on)) for office in offices}
    statements: dict[int, Statement] = {}
    for service_id, one in zip(ids, found, strict=True):
        said = statements.setdefault(one.paper_id, Statement(f"paper:{one.paper_id}", "service.opened", on))
        said.add("documents_service", **_values(service_id, one, calendars.get(one.office), on))
    return list(statements.values())


def _values(service_id: int, one: Addressee, calendar: Calendar | None, on: date) -> dict[str, object]:
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
        "regime": regime_on(on),
        "issued_on": on,
        "due_rule": one.rule,
        "due_on": due_date(one.rule, on, calendar) if calendar and one.rule else None,
        "known_on": on,
    }
