"""What the night proposes for directives still owed: a reminder before the day, one after it, the committee.

A proposal is stated once for each last day; it stands while it is still called for, so a reminder given, a
report, a closing or a new day takes it away. What is late is on the next agenda whatever was done of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from thihanh.coordination import proposing
from thihanh.dossiers.life import Dossier
from thihanh.law.dated import number
from thihanh.steering.directives import CODE, OPEN

ACTOR: Final = "steering.watch"


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
    return proposing.propose(proposing.Watch(ACTOR, CODE, OPEN, _calls), on)


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
    stated = proposing.stated(directives, on)
    return {
        key: tuple(what for what in called_for(one, on) if (key, what.code, one.last("due")) in stated)
        for key, one in directives.items()
    }


def _done(directive: Dossier, step: str, since: date) -> bool:
    return any(one.on >= since for one in directive.taken(step))


def _calls(directive: Dossier, on: date) -> Iterator[tuple[str, date]]:
    due = directive.last("due")
    if isinstance(due, date):
        yield from ((what.code, due) for what in called_for(directive, on))
