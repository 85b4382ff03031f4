"""Requests as they stand: register 02, what happened to each since, and what may happen next."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from thihanh.law import Regime, regime_on
from thihanh.law.lists import Listed, listed
from thihanh.matters import before
from thihanh.matters.limitation import Excluded
from thihanh.matters.standing import in_force
from thihanh.offices.reach import Reach

#: What may become of a request, and what each is called.
STATES: dict[str, str] = {
    "received": "Đã nhận yêu cầu",
    "supplement_asked": "Chờ bổ sung",
    "supplemented": "Đã bổ sung",
    "refused": "Từ chối yêu cầu",
    "accepted": "Đã ra quyết định thi hành án",
    "withdrawn": "Người yêu cầu rút yêu cầu",
}
OPEN = frozenset({"received", "supplement_asked", "supplemented"})
_AFTER: dict[str, frozenset[str]] = {
    "received": frozenset({"supplement_asked", "refused", "accepted", "withdrawn"}),
    "supplement_asked": frozenset({"supplemented", "refused", "withdrawn"}),
    "supplemented": frozenset({"supplement_asked", "refused", "accepted", "withdrawn"}),
}


def may_follow(state: str, event: str) -> bool:
    """Whether ``event`` may happen to a request in ``state``; nothing follows an end."""
    return event in _AFTER.get(state, frozenset())


@dataclass(frozen=True, slots=True)
class EventRow:
    """What happened to a request on a day."""

    id: int
    entry_id: int
    request_id: int
    on: date
    event: str
    ground: str
    until: date | None
    paper: int | None
    matter_id: int | None
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of register 02 with everything that happened to it; ``on`` is the day of the request."""

    id: int
    entry_id: int
    agency: str
    office: str
    year: int
    number: int
    on: date
    known_on: date
    channel: str
    judgment_id: int | None
    requester_id: int
    debtor_id: int | None
    again_for: int | None
    facts: Mapping[str, Any]
    requester: str
    debtor: str
    judgment_number: str
    judgment_on: date | None
    judgment_kind: str
    events: tuple[EventRow, ...] = field(default=())

    @property
    def state(self) -> str:
        """The last event's code."""
        return self.events[-1].event if self.events else "received"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def received_on(self) -> date:
        """The day the agency had it in hand: its clocks start then."""
        return date.fromisoformat(str(self.facts["received_on"]))

    @property
    def regime(self) -> Regime:
        return regime_on(self.on)

    @property
    def contents(self) -> frozenset[str]:
        """The mandatory contents present, with what was supplemented."""
        later = (code for one in self.events for code in one.facts.get("contents", ()))
        return frozenset(self.facts["contents"]) | frozenset(later)

    @property
    def circumstances(self) -> frozenset[str]:
        """What makes some contents apply: money, first_request, arbitration, requested_again."""
        return frozenset(self.facts["circumstances"])

    @property
    def items(self) -> tuple[int, ...]:
        """The numbers of the items asked for, as in the judgment's receipt."""
        return tuple(self.facts["items"])

    @property
    def never_refused(self) -> str:
        """The code of the case that may not be refused; "" where none applies."""
        return str(self.facts.get("never_refused", ""))

    @property
    def excluded(self) -> tuple[Excluded, ...]:
        """Time that the limitation period does not count."""
        return tuple(
            Excluded(date.fromisoformat(a), date.fromisoformat(b) if b else None, cause)
            for a, b, cause in self.facts.get("excluded", ())
        )

    @property
    def missing(self) -> tuple[Listed, ...]:
        """The mandatory contents still missing."""
        return missing(self.contents, self.circumstances, self.regime)

    @property
    def whole_on(self) -> date:
        """The day everything was there: receipt, or the last supplement."""
        days = [one.on for one in self.events if one.event == "supplemented"]
        return max([self.received_on, *days])

    def event(self, code: str) -> EventRow | None:
        """The latest event of a kind."""
        return next((one for one in reversed(self.events) if one.event == code), None)


def missing(present: Iterable[str], applies: Iterable[str], regime: Regime) -> tuple[Listed, ...]:
    """The contents that a request of these circumstances must hold and does not (D152 Đ.9.2; L08 Đ.31)."""
    held, circumstances = frozenset(present), frozenset(applies)
    return tuple(
        one
        for one in listed("request_contents", regime)
        if one.code not in held and (not one.when or one.when in circumstances)
    )


def requests(
    reach: Reach,
    *,
    year: int | None = None,
    judgment_id: int | None = None,
    state: str = "",
    limit: int = 200,
) -> tuple[RequestRow, ...]:
    """Lines of register 02 inside the reach, newest first; ``state`` "open": those to be answered."""
    wanted, values = before.within(reach, "q")
    if year is not None:
        wanted += " AND q.year = %(year)s"
    if judgment_id is not None:
        wanted += " AND q.judgment_id = %(judgment)s"
    found = _select(wanted, {**values, "year": year, "judgment": judgment_id, "limit": limit})
    if state == "open":
        return tuple(one for one in found if one.is_open)
    return tuple(one for one in found if state in ("", one.state))


def request(reach: Reach, request_id: int) -> RequestRow:
    """One line. Raises LookupError out of reach or unknown."""
    wanted, values = before.within(reach, "q")
    found = _select(f"{wanted} AND q.id = %(id)s", {**values, "id": request_id, "limit": 1})
    if not found:
        raise LookupError("Không tìm thấy yêu cầu này trong phạm vi được xem.")
    return found[0]


def _select(wanted: str, values: Mapping[str, Any]) -> tuple[RequestRow, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT q.id, q.entry_id, q.agency, q.office, q.year, q.number, q."on", q.known_on, q.channel,
                q.judgment_id, q.requester_id, q.debtor_id, q.again_for, q.facts::text, p.name,
                coalesce(d.name, ''), coalesce(j.number, ''), j.made_on, coalesce(j.kind, '')
            FROM matters_request q JOIN matters_person p ON p.id = q.requester_id
                LEFT JOIN matters_person d ON d.id = q.debtor_id
                LEFT JOIN matters_judgment j ON j.id = q.judgment_id
            WHERE {wanted} AND {in_force("matters_request", "q")}
            ORDER BY q.year DESC, q.number DESC LIMIT %(limit)s
            """,
            values,
        )
        rows = cursor.fetchall()
    events = _events([row[0] for row in rows])
    return tuple(
        RequestRow(*(*row[:13], json.loads(row[13]), *row[14:], events.get(row[0], ()))) for row in rows
    )


def _events(ids: Sequence[int]) -> dict[int, tuple[EventRow, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT e.id, e.entry_id, e.request_id, e."on", e.event, e.ground, e.until, e.paper, e.matter_id,
                e.facts::text
            FROM matters_request_event e
            WHERE e.request_id = ANY(%s) AND {in_force("matters_request_event", "e")}
            ORDER BY e.request_id, e.id
            """,
            [list(ids)],
        )
        rows = cursor.fetchall()
    out: dict[int, list[EventRow]] = {}
    for row in rows:
        values = (*row[:9], json.loads(row[9]))
        out.setdefault(row[2], []).append(EventRow(*values))
    return {key: tuple(value) for key, value in out.items()}
