"""What the night proposes for requests that wait: the reminders, and the mark RF-51 where nobody reminded.

The first reminder is proposed when part of the term is over (``coordination.remind_at_percent``), the second
on the day after it; after the second, the committee. RF-51: the term is over, and there is neither a reminder
nor a way to the committee. RF-50: a court is late with its explanation and the court above was not asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from thihanh.coordination import proposing
from thihanh.coordination.duties import duty
from thihanh.coordination.higher import RF_50, is_named, turned
from thihanh.coordination.models import ProposalFact
from thihanh.coordination.requests import CODE, WAITING, acted
from thihanh.dossiers import queries
from thihanh.dossiers.life import Dossier, Running, clocks, nearest
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import calendar_of
from thihanh.dossiers.queries import Filters, Row
from thihanh.law.dated import number
from thihanh.offices.queries import Reach, Viewer

ACTOR: Final = "coordination.watch"
UNREMINDED: Final = "RF-51"
WORDS: Final[Mapping[str, str]] = {
    "reminder_1": "đôn đốc lần một",
    "reminder_2": "đôn đốc lần hai",
    "escalate": "đưa ra Ban Chỉ đạo",
    UNREMINDED: "quá hạn chưa đôn đốc",
    RF_50: "kiến nghị cơ quan cấp trên",
}
_ACTED: Final = ("reminder_1", "reminder_2", "escalate")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a request, since which night, against which last day."""

    row: Row
    what: str
    on: date
    due: date

    @property
    def words(self) -> str:
        """What is proposed, as people say it."""
        return WORDS[self.what]


def propose(on: date) -> int:
    """State what is to be proposed on a day and was not yet; how many."""
    return proposing.propose(proposing.Watch(ACTOR, CODE, WAITING, _calls), on)


def due_proposals(dossier: Dossier, term: Running, on: date) -> tuple[str, ...]:
    """What a request that waits calls for on a day."""
    assert term.due is not None
    found = []
    if on >= remind_from(term, on) and dossier.state == "waiting":
        found.append("reminder_1")
    if on > term.due and dossier.state == "reminded":
        found.append("reminder_2")
    if on > term.due and dossier.state == "reminded_again":
        found.append("escalate")
    if on > term.due and is_named(duty(str(dossier.values["duty"])), on):
        found.append(RF_50)
    if on > term.due and not acted(dossier, *_ACTED):
        found.append(UNREMINDED)
    return tuple(found)


def remind_from(term: Running, on: date) -> date:
    """The first day on which a first reminder is proposed: the part of the term that is over, rounded up."""
    assert term.due is not None
    length = (term.due - term.started_on).days
    return term.started_on + timedelta(days=-(-length * number("coordination.remind_at_percent", on) // 100))


def proposals(viewer: Viewer, on: date) -> tuple[Proposal, ...]:
    """What stands proposed and nobody has done, within the viewer's reach; the earliest last day first."""
    stated = list(ProposalFact.objects.filter(on__lte=on).order_by("due", "dossier_id", "id"))
    asked = Filters(kinds=(CODE,), group="open", ids=tuple({one.dossier_id for one in stated}))
    rows = {one.id: one for one in queries.every(viewer, asked, on, order="due") if one.state in WAITING}
    dossiers, above = load(list(rows)), turned(list(rows))
    return tuple(
        Proposal(rows[one.dossier_id], one.what, one.on, one.due)
        for one in stated
        if one.dossier_id in rows and _stands(one, dossiers[one.dossier_id], above)
    )


def unreminded(agency: str, on: date) -> tuple[int, ...]:
    """The requests of an agency marked RF-51 that are so still."""
    scope = Reach(agencies=frozenset({agency}))
    rows = queries.within(scope, Filters(kinds=(CODE,), group="late"), on, limit=proposing.MOST)
    ids = [one.id for one in rows if one.state in WAITING]
    return tuple(one.id for one in load(ids).values() if not acted(one, *_ACTED))


def _calls(dossier: Dossier, on: date) -> Iterator[tuple[str, date]]:
    term = nearest(clocks(dossier, calendar_of(dossier.office or dossier.agency, on)))
    if term is not None:
        assert term.due is not None
        yield from ((what, term.due) for what in due_proposals(dossier, term, on))


def _stands(one: ProposalFact, dossier: Dossier, above: frozenset[int]) -> bool:
    """Whether what was proposed is still to be done; ``above`` are the requests taken to a higher body."""
    if one.what == RF_50:
        return one.dossier_id not in above
    if one.what == UNREMINDED:
        return not acted(dossier, *_ACTED)
    return not acted(dossier, one.what, "escalate")
