"""What the night proposes for directives still owed: a reminder before the day, one after it, the committee.

A proposal is stated once for each last day; it stands while it is still called for, so a reminder given, a
report, a closing or a new day takes it away. What is late is on the next agenda whatever was done of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from thihanh.coordination.models import ProposalFact
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters, within
from thihanh.law.dated import number
from thihanh.offices.queries import Reach
from thihanh.steering.directives import CODE, OPEN
from thihanh.trail.locking import hold_named
from thihanh.trail.stating import Stated, state

ACTOR: Final = "steering.watch"
_MOST: Final = 200_000
_CHUNK: Final = 2_000


@dataclass(frozen=True, slots=True)
class What:
    """Something to propose: the step of the directive that does it, and how people say it."""

    code: str
    step: str
    words: str


BEFORE: Final = What("remind", "remind", "nhắc trước hạn")
AFTER: Final = What("remind_late", "remind", "đôn đốc vì quá hạn")
UPWARD: Final = What("escalate", "escalate", "đưa ra Ban Chỉ đạo")


def propose(on: date) -> int:
    """State what is to be proposed on a day and was not yet; how many."""
    made = 0
    rows = within(Reach(everything=True), Filters(kinds=(CODE,), group="open"), on, limit=_MOST)
    ids = [one.id for one in rows if one.state in OPEN]
    for start in range(0, len(ids), _CHUNK):
        with transaction.atomic():
            hold_named("thihanh.steering.watch")
            made += _propose(load(ids[start : start + _CHUNK]), on)
    return made


def called_for(directive: Dossier, on: date) -> tuple[What, ...]:
    """What an owed directive calls for on a day."""
    due = directive.last("due")
    if directive.state not in OPEN or not isinstance(due, date):
        return ()
    if on <= due:
        given = directive.taken("assign", "extend", "return")[-1].on
        first = remind_from(given, due, on)
        return (BEFORE,) if on >= first and not _done(directive, "remind", first) else ()
    late = timedelta(days=number("steering.escalate_after_days", on))
    found = [] if _done(directive, "remind", due + timedelta(days=1)) else [AFTER]
    if on > due + late and not _done(directive, "escalate", due):
        found.append(UPWARD)
    return tuple(found)


def remind_from(given: date, due: date, on: date) -> date:
    """The first day on which a reminder before the day is proposed: the part that is over, rounded up."""
    percent = number("steering.remind_at_percent", on)
    return given + timedelta(days=-(-(due - given).days * percent // 100))


def standing(directives: Mapping[int, Dossier], on: date) -> dict[int, tuple[What, ...]]:
    """What was proposed for each of these directives and is still to be done."""
    stated = set(
        ProposalFact.objects.filter(dossier_id__in=list(directives), on__lte=on).values_list(
            "dossier_id", "what", "due"
        )
    )
    return {
        key: tuple(what for what in called_for(one, on) if (key, what.code, one.last("due")) in stated)
        for key, one in directives.items()
    }


def _done(directive: Dossier, step: str, since: date) -> bool:
    return any(one.on >= since for one in directive.taken(step))


def _propose(directives: Mapping[int, Dossier], on: date) -> int:
    calls = [
        (key, what.code, one.last("due")) for key, one in directives.items() for what in called_for(one, on)
    ]
    known = set(
        ProposalFact.objects.filter(dossier_id__in=list(directives)).values_list("dossier_id", "what", "due")
    )
    stated = [
        Stated(
            f"dossier:{key}",
            "directive.proposed",
            on,
            [(ProposalFact, {"dossier_id": key, "what": what, "on": on, "due": due})],
        )
        for key, what, due in calls
        if (key, what, due) not in known
    ]
    state(stated, by=ACTOR, on=on)
    return len(stated)
