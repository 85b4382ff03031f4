"""What was tried on a dossier and refused, kept in its record: who, which step, why not."""

from datetime import date
from typing import Final

from django.db import transaction

from thihanh.dossiers.models import DossierFact
from thihanh.matters.asking import Question
from thihanh.offices.queries import Viewer
from thihanh.trail.operations import Act, record

KEPT: Final[frozenset[Question]] = frozenset({"policy", "reach", "state"})
"""The questions whose «no» is kept; a slip of the pen is not."""


def keep(dossier_id: int, step: str, sentence: str, *, by: Viewer, on: date) -> None:
    """State in the record who tried a step and why it was refused; for a dossier not there nothing."""
    code = DossierFact.objects.filter(id=dossier_id).values_list("kind", flat=True).first()
    if code is None:
        return
    with transaction.atomic():
        record(
            Act(
                subject=f"dossier:{dossier_id}",
                act=f"{code}.{step}.refused",
                effective_on=on,
                known_on=on,
                actor=by.actor,
                payload={"facts": [], "reason": sentence},
            )
        )
