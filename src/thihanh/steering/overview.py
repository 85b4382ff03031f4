"""What stands on the committee's page beside its figures: the next meeting, the last one, who owes what."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.dossiers import queries as dossiers
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters, Row
from thihanh.law.notation import vn
from thihanh.offices.queries import Viewer
from thihanh.offices.reach import reach
from thihanh.steering import directives, meetings, queries
from thihanh.steering.delay_papers import BEFORE_HELD
from thihanh.steering.effect_queries import Measured, of_all
from thihanh.steering.owners import owner_name
from thihanh.steering.queries import Meeting

_MEETINGS: Final = 12
"""Meetings looked at for the next one and the last one."""
_COMING: Final = BEFORE_HELD | {"held"}
"""Until its minutes are written a meeting is the one at hand."""
_PAST: Final = frozenset({"minuted", "decided", "concluded"})


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A directive of the last meeting: who, by when, what shows it done, what it changed."""

    row: Row
    owner: str
    due: date
    evidence: str
    measured: Measured


@dataclass(frozen=True, slots=True)
class Owing:
    """What a body owes the committee: open directives, those due soon or late, and the nearest day."""

    body: str
    name: str
    open: int
    late: int
    nearest: date


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meeting at hand, and the last one before it."""

    next: Meeting | None
    last: Meeting | None


def meetings_of(viewer: Viewer, on: date) -> Meetings:
    """The nearest meeting whose minutes are not yet written, and the last one whose are."""
    rows = dossiers.page(viewer, Filters(kinds=(meetings.CODE,)), on, order="opened", limit=_MEETINGS).rows
    known = load([row.id for row in rows])
    coming = [one for one in known.values() if one.state in _COMING]
    past = [one for one in known.values() if one.state in _PAST]
    nearest = min(coming, key=lambda one: (meetings.planned_on(one), one.id), default=None)
    latest = max(past, key=lambda one: (one.taken("hold")[-1].on, one.id), default=None)
    return Meetings(
        queries.meeting(viewer, nearest.id, on) if nearest else None,
        queries.meeting(viewer, latest.id, on) if latest else None,
    )


def conclusions(last: Meeting, on: date) -> tuple[Conclusion, ...]:
    """The directives of a meeting with their evidence and effect."""
    known = load([row.id for row in last.directives])
    measured = of_all([known[row.id] for row in last.directives], on)
    return tuple(_conclusion(*pair) for pair in zip(last.directives, measured, strict=True))


def _conclusion(row: Row, measured: Measured) -> Conclusion:
    one = measured.directive
    due = one.last("due")
    assert isinstance(due, date)
    owner = owner_name(str(one.values["owner_body"]), str(one.values.get("owner_body_name") or ""))
    return Conclusion(row, owner, due, shown_by(one), measured)


def shown_by(one: Dossier) -> str:
    """What was given as evidence, or what is still asked for."""
    closed = one.taken("close")
    if not closed:
        return f"cần {directives.EVIDENCE_LABELS[str(one.values['evidence'])]}"
    said = closed[-1].values
    kind = directives.EVIDENCE_LABELS[str(said["evidence_kind"])]
    paper, edition = said.get("evidence_paper"), said.get("evidence_edition")
    if paper:
        kind = f"văn bản số {paper}"
    elif edition:
        kind = f"số {said.get('evidence_figure')} của ấn bản số {edition}"
    return f"{kind}, xác nhận {vn(closed[-1].on)}"


def owing(viewer: Viewer, on: date) -> tuple[Owing, ...]:
    """What every body owes the viewer's province, those with most late ones first; () outside its reach."""
    if not reach(viewer, "directive", "read", on).covers(viewer.agency):
        return ()
    days: dict[str, list[date]] = defaultdict(list)
    for term in dossiers.terms(viewer.agency, kinds=(directives.CODE,), since=on):
        if term.met_on is None and term.due is not None:
            days[term.body].append(term.due)
    found = [
        Owing(body, owner_name(body), len(due), sum(day < on for day in due), min(due))
        for body, due in days.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.late, one.nearest, one.name)))
