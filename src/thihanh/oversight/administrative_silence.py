"""Silence of the obliged authority: since when it was asked and has not answered, in days. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.dossiers.life import Dossier
from thihanh.dossiers.queries import TermRow
from thihanh.oversight.administrative import ANSWERS

ASKS: Final = frozenset({"overdue", "asked_body", "recommend"})
"""What wants an answer: the result of the voluntary period, a request, a recommendation."""
_ENDS: Final = frozenset({*ANSWERS, "voluntary_done", "performed", "annul"})
_RULES: Final = frozenset({"HC-06", "HC-13"})


@dataclass(frozen=True, slots=True)
class Silence:
    """Asked on a day and not answered; ``late`` once a term for the answer has run out."""

    since: date
    days: int
    late: bool


def silence(dossier: Dossier, terms: Iterable[TermRow], on: date) -> Silence | None:
    """The silence of the authority on a day; None where nothing is asked, or it answered.

    Asking again does not begin it anew.
    """
    since: date | None = None
    answered = False
    for one in dossier.steps:
        if one.on > on:
            break
        if one.step in _ENDS:
            since, answered = None, True
        elif one.step in ASKS and not (one.step == "overdue" and answered):
            since = since or one.on
    if since is None:
        return None
    late = any(term.rule in _RULES and term.met_on is None and term.late(on) for term in terms)
    return Silence(since, (on - since).days, late)
