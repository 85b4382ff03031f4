"""Refused attempts on a dossier reach its record, whichever page refused them."""

from typing import cast

from django.http import HttpRequest

from thihanh.dossiers import attempts, queries
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.web.page import PageRequest

UNSEEN = "Phạm vi: hồ sơ ngoài phạm vi được xem của người thử."
_NAMES = ("dossier_id", "meeting_id", "directive_id")
"""How addresses name a dossier."""


def keep(request: PageRequest, dossier_id: int, step: str, refused: Exception) -> None:
    """Keep what a form said no to; a slip of the pen is not kept."""
    if isinstance(refused, Denied) or (isinstance(refused, Refusal) and refused.question in attempts.KEPT):
        attempts.keep(dossier_id, step, refused.sentence, by=request.viewer, on=request.on)


def keep_denied(request: HttpRequest, refused: Exception) -> None:
    """Keep what never came to its form because the right to it is not there."""
    number, step = _asked(request)
    if number:
        keep(cast("PageRequest", request), number, step, refused)


def keep_unseen(request: HttpRequest) -> None:
    """Keep that somebody sent a form to a dossier out of reach; to them it is not there."""
    number, step = _asked(request)
    ground = cast("PageRequest", request).page
    if not number or ground.viewer is None:
        return
    try:
        queries.seen(ground.viewer, number, ground.on)
    except LookupError:
        attempts.keep(number, step, UNSEEN, by=ground.viewer, on=ground.on)


def _asked(request: HttpRequest) -> tuple[int, str]:
    """The dossier that the address names, and the step; 0 for none."""
    asked = request.resolver_match.kwargs if request.resolver_match else {}
    number = next((int(asked[name]) for name in _NAMES if name in asked), 0)
    return (number if number < 2**63 else 0), str(asked.get("step") or "form")
