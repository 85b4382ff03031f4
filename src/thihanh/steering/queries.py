"""What pages ask of steering: meetings with what stands in them, the board of directives."""

from dataclasses import dataclass, replace
from datetime import date

from thihanh.dossiers import queries as dossiers
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.models import LinkFact
from thihanh.dossiers.queries import Filters, Row
from thihanh.offices.queries import Viewer
from thihanh.steering import agendas, directives, meetings, watching
from thihanh.steering.agenda import Agenda, Edit, Item
from thihanh.steering.agendas import Built
from thihanh.steering.conclusions import Point, points_of
from thihanh.steering.owners import owner_name
from thihanh.steering.watching import What

MOST = 200
"""Directives that one page of the board shows."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with its agenda as built, as it stands, and the changes between."""

    dossier: Dossier
    built: Built | None
    agenda: Agenda | None
    edits: tuple[Edit, ...]
    points: tuple[Point, ...]
    directives: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Where an item stood as built and where it stands now; 0 for nowhere."""

    item: Item
    before: int
    now: int
    reworded: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A directive on the board: who, what, by when, shown by what, how often extended and reminded."""

    row: Row
    title: str
    sort: str
    officer: str
    person: str
    deliverable: str
    evidence: str
    due: date
    extended: int
    reminded: int
    escalated: bool
    proposed: tuple[What, ...] = ()

    def late(self, on: date) -> int:
        """Days past its day while it is still owed."""
        owed = self.row.ended_on is None and self.row.state != "reported"
        return max(0, (on - self.due).days) if owed else 0


@dataclass(frozen=True, slots=True)
class OfBody:
    """What one body owes, the nearest day first."""

    body: str
    name: str
    owed: tuple[Owed, ...]

    def late(self, on: date) -> int:
        """How many of them are late."""
        return sum(one.late(on) > 0 for one in self.owed)


def meeting(viewer: Viewer, meeting_id: int, on: date) -> Meeting:
    """A meeting the viewer may read. Raises LookupError."""
    found = dossiers.seen(viewer, meeting_id, on)
    if found.kind is not meetings.MEETING:
        raise LookupError(meeting_id)
    built = agendas.built(meeting_id)
    return Meeting(
        dossier=found,
        built=built,
        agenda=agendas.agenda(meeting_id) if built else None,
        edits=agendas.edits(meeting_id),
        points=points_of(found),
        directives=_opened_by(viewer, found, on),
    )


def changes(found: Meeting) -> tuple[Change, ...]:
    """Before and after the changes by hand, in today's order, those left out last."""
    if found.built is None or found.agenda is None:
        return ()
    before = {one.key: (no, one) for no, one in enumerate(found.built.items, 1)}
    reasons = {one.key: one.reason for one in found.edits if one.verb in ("add", "drop")}
    stands = [
        _change(one, before.get(one.key), no, reasons.get(one.key, "") if one.is_own else "")
        for no, one in enumerate(found.agenda.items, 1)
    ]
    gone = [_change(one.item, before.get(one.item.key), 0, one.reason) for one in found.agenda.dropped]
    return (*stands, *gone)


def _change(item: Item, was: tuple[int, Item] | None, now: int, reason: str) -> Change:
    reworded = was is not None and (was[1].question, was[1].options) != (item.question, item.options)
    return Change(item, was[0] if was else 0, now, reworded, reason)


def _opened_by(viewer: Viewer, found: Dossier, on: date) -> tuple[Row, ...]:
    """The directives that name the meeting, as far as the viewer may read them."""
    if not dossiers.readable(viewer, on, (directives.CODE,)):
        return ()
    linked = LinkFact.objects.filter(kind="dossier", target_id=found.id, void=False)
    ids = tuple(linked.values_list("dossier_id", flat=True))
    return dossiers.every(viewer, Filters(kinds=(directives.CODE,), ids=ids), on, order="oldest")


def board(viewer: Viewer, filters: Filters, on: date) -> tuple[OfBody, ...]:
    """The directives the viewer may read, by the body that owes them; bodies with most late ones first."""
    asked = replace(filters, kinds=(directives.CODE,))
    rows = dossiers.page(viewer, asked, on, order="due", limit=MOST).rows
    known = load([row.id for row in rows])
    proposed = watching.standing(known, on)
    owed: dict[tuple[str, str], list[Owed]] = {}
    for row in rows:
        one = known[row.id]
        name = owner_name(one.body, str(one.values.get("owner_body_name") or ""))
        owed.setdefault((row.body, name), []).append(_owed(row, one, proposed[row.id]))
    found = [
        OfBody(body, name, tuple(sorted(lines, key=lambda line: (line.due, line.row.id))))
        for (body, name), lines in owed.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.late(on), one.name)))


def _owed(row: Row, one: Dossier, proposed: tuple[What, ...]) -> Owed:
    due = one.last("due")
    assert isinstance(due, date)
    return Owed(
        row=row,
        title=one.title,
        sort=directives.SORT_LABELS[str(one.values["sort"])],
        officer=str(one.values.get("owner_officer") or ""),
        person=str(one.values.get("owner_person") or ""),
        deliverable=str(one.values["deliverable"]),
        evidence=directives.EVIDENCE_LABELS[str(one.values["evidence"])],
        due=due,
        extended=len(one.taken("extend")),
        reminded=len(one.taken("remind")),
        escalated=bool(one.taken("escalate")),
        proposed=proposed,
    )


def meetings_of(viewer: Viewer, on: date, limit: int = 20) -> tuple[Row, ...]:
    """The meetings the viewer may read, the newest first."""
    return dossiers.page(viewer, Filters(kinds=(meetings.CODE,)), on, order="opened", limit=limit).rows
