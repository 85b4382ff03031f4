"""Reception days of an agency: what is planned and held, and when its head must receive next."""

from dataclasses import dataclass
from datetime import date

from thihanh.deadlines import compute
from thihanh.dossiers import queries
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import calendar_of
from thihanh.dossiers.queries import Filters
from thihanh.offices.queries import Viewer
from thihanh.oversight.reception import FORMS

LEADER = "leader"
RULE = "TCD-01"


@dataclass(frozen=True, slots=True)
class Session:
    """One reception day with its book added up; ``held_on`` is the day after every move of it."""

    id: int
    number_text: str
    form: str
    held_on: date
    received_by: str
    place: str
    online: bool
    state: str
    state_label: str
    visits: int
    people: int
    matters: int


@dataclass(frozen=True, slots=True)
class Days:
    """The sessions, the newest first; the head's last, and the last day of his next (none before a first)."""

    sessions: tuple[Session, ...]
    last_by_head: date | None
    next_by_head: date | None
    planned: date | None

    def late(self, on: date) -> bool:
        """Whether the head's monthly day has passed without a session."""
        return self.next_by_head is not None and self.next_by_head < on


def days(viewer: Viewer, on: date, *, limit: int = 200) -> Days:
    """The reception days the viewer may read."""
    rows = queries.page(viewer, Filters(kinds=("reception",)), on, order="opened", limit=limit).rows
    found = sorted(
        (_session(one) for one in load([row.id for row in rows]).values()),
        key=lambda one: (-one.held_on.toordinal(), one.id),
    )
    by_head = [one for one in found if one.form == LEADER and one.state != "cancelled"]
    held = max((one.held_on for one in by_head if one.state != "planned"), default=None)
    due = compute(RULE, from_=held, calendar=calendar_of(viewer.agency, on)).due_day if held else None
    planned = min((one.held_on for one in by_head if one.state == "planned"), default=None)
    return Days(tuple(found), held, due, planned)


def form_label(form: str) -> str:
    """The words of a form of session."""
    return next(one.label for one in FORMS if one.code == form)


def _session(one: Dossier) -> Session:
    held = one.last("held_on")
    visits = one.taken("visit")
    return Session(
        one.id,
        one.number_text,
        str(one.values["form"]),
        held if isinstance(held, date) else one.opened_on,
        str(one.values.get("received_by") or ""),
        str(one.values.get("place") or ""),
        bool(one.values.get("online")),
        one.state,
        one.kind.states[one.state],
        len(visits),
        sum(_whole(visit.values.get("people")) for visit in visits),
        sum(_whole(visit.values.get("matters_told")) for visit in visits),
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
