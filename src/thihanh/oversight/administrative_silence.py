"""Silence of the obliged authority: asked, and since then neither a written answer nor a work session. Pure.

An answer in writing ends silence and the term for it (D71 Đ.7, Đ.10.2). A work session it came to, with
minutes (D71 Đ.14.3), ends silence alone: what is owed in writing stays owed. Ours [I], the duties [S].
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.dossiers.life import Dossier, StepTaken
from thihanh.dossiers.queries import TermRow
from thihanh.oversight.administrative import ANSWERS

ASKS: Final = {"overdue": "HC-06", "asked_body": "HC-13", "recommend": "HC-13"}
"""What wants an answer (the result of the voluntary period, a request, a recommendation), by which clock."""
_OVER: Final = frozenset({"voluntary_done", "performed", "annul"})
_SESSION: Final = "work_session"


@dataclass(frozen=True, slots=True)
class Silence:
    """Asked on a day and not heard since; ``late`` once a term for the answer has run out."""

    since: date
    days: int
    late: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """How the authority stands: when last heard, since when silent, what it owes in writing."""

    heard: StepTaken | None
    silence: Silence | None
    owed: tuple[TermRow, ...]

    @property
    def in_session(self) -> bool:
        """Whether it was last heard in a work session, not in writing."""
        return self.heard is not None and self.heard.step == _SESSION


def contact(dossier: Dossier, terms: Iterable[TermRow], on: date) -> Contact:
    """How it stands on a day. Asking again does not begin a silence anew."""
    heard: StepTaken | None = None
    since: date | None = None
    asked: set[str] = set()
    told = over = False
    for one in (one for one in dossier.steps if one.on <= on):
        if ends_silence(one):
            heard, since, asked = one, None, set()
            told = told or one.step in ANSWERS
        elif one.step in _OVER:
            since, over = None, True
        elif one.step in ASKS and not (one.step == "overdue" and told):
            since = since or one.on
            asked.add(ASKS[one.step])
    rules = frozenset(ASKS.values())
    owed = [] if over else [one for one in terms if one.rule in rules and one.met_on is None and one.late(on)]
    late = any(one.rule in asked for one in owed)
    return Contact(heard, Silence(since, (on - since).days, late) if since else None, tuple(owed))


def ends_silence(step: StepTaken) -> bool:
    """Whether the authority was heard: it wrote, or came to a work session."""
    return step.step in ANSWERS or (step.step == _SESSION and not step.values.get("absent"))
