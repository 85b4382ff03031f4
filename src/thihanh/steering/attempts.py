"""What was tried and refused, kept in the record: changing what was concluded, closing without evidence."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.db import transaction

from thihanh.dossiers.life import Dossier
from thihanh.matters.asking import Question, Refusal
from thihanh.offices.queries import Viewer
from thihanh.steering import directives, meetings
from thihanh.trail.operations import Act, record

KEPT: Final[Mapping[str, frozenset[str]]] = {
    meetings.CODE: frozenset({"agenda", "reopen", "minutes", "point", "strike", "decide", "conclude"}),
    directives.CODE: frozenset({"close", "return", "extend", "fail", "cancel"}),
}
"""The steps of which a refused attempt is kept, by kind."""
_QUESTIONS: Final[frozenset[Question]] = frozenset({"policy", "state"})


def keep(dossier: Dossier, step: str, refused: Refusal, *, by: Viewer, on: date) -> None:
    """State in the record who tried the step and why it was refused; a slip of the pen is not kept."""
    if refused.question not in _QUESTIONS or step not in KEPT.get(dossier.kind.code, ()):
        return
    with transaction.atomic():
        record(
            Act(
                subject=f"dossier:{dossier.id}",
                act=f"{dossier.kind.code}.{step}.refused",
                effective_on=on,
                known_on=on,
                actor=by.actor,
                payload={"facts": [], "reason": refused.sentence},
            )
        )
