"""How an event of service is written: one row, one entry in its paper's chain, and what it brings about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.documents.rows import Statement
from thihanh.documents.service.queries import Row
from thihanh.documents.service.rules import Attempt
from thihanh.documents.service.states import Event, Validity, standing
from thihanh.law.regimes import regime_on


@dataclass(frozen=True, slots=True)
class Served:
    """A duty that has just become validly served."""

    service_id: int
    paper_id: int
    matter_id: int | None
    kind: str
    party: int | None
    role: str
    body: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a request came to: the duties it touched, those of them that are now validly served."""

    services: tuple[int, ...]
    served: tuple[Served, ...] = ()


def first_of(fact: int, events: Sequence[Event], attempt: Attempt, result: str, days: "Days") -> Event:
    """The first event of a new attempt; the law of its own day governs it."""
    return Event(
        id=fact,
        entry_id=0,
        attempt=max((one.attempt for one in events), default=0) + 1,
        ordinal=1,
        channel=attempt.channel,
        regime=regime_on(days.on),
        result=result,
        on=days.on,
        known_on=days.known_on,
        actor=days.actor,
        basis=attempt.basis,
    )


@dataclass(frozen=True, slots=True)
class Days:
    """When an event happened, when it was entered, and by whom."""

    on: date
    known_on: date
    actor: str


def next_of(
    fact: int, last: Event, result: str, days: Days, more: Mapping[str, object] | None = None
) -> Event:
    """The next event of the attempt that ``last`` belongs to."""
    given = {"reference": "", "file": None, **(more or {})}
    reference, file = given["reference"], given["file"]
    return Event(
        id=fact,
        entry_id=0,
        attempt=last.attempt,
        ordinal=last.ordinal + 1,
        channel=last.channel,
        regime=last.regime,
        result=result,
        on=days.on,
        known_on=days.known_on,
        actor=days.actor,
        reference=str(reference),
        file=file if isinstance(file, int) else None,
    )


def statement(row: Row, event: Event, act: str) -> Statement:
    """The entry that states one event."""
    said = Statement(f"paper:{row.paper_id}", act, event.on)
    said.add(
        "documents_service_event",
        id=event.id,
        service_id=row.id,
        paper_id=row.paper_id,
        attempt=event.attempt,
        ordinal=event.ordinal,
        channel=event.channel,
        regime=event.regime,
        result=event.result,
        on=event.on,
        known_on=event.known_on,
        actor=event.actor,
        reference=event.reference,
        basis=event.basis,
        file_id=event.file,
    )
    return said


def newly_served(row: Row, events: Sequence[Event], event: Event) -> tuple[Served, ...]:
    """The duty, where this event made its notice valid."""
    now = standing([*events, event])
    if now.valid is None or standing(events).valid is not None:
        return ()
    return (Served(row.id, row.paper_id, row.matter_id, row.kind, row.party, row.role, row.body, now.valid),)
