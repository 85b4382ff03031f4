"""The reply of a body by its link: what it is shown, and the answer taken, once."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thihanh.coordination.awaiting import answerable, awaits_since, question
from thihanh.coordination.duties import ReplyForm
from thihanh.coordination.links import actor_of, known_by_id, told
from thihanh.coordination.models import OpeningFact
from thihanh.dossiers.life import Dossier, Running, clocks, nearest
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import calendar_of, locked, take_as
from thihanh.dossiers.values import Raw
from thihanh.trail.locking import hold
from thihanh.trail.operations import once, remember
from thihanh.trail.payloads import canonical

FIELDS = ("result", "content", "reason", "answered_by")
"""What the phone page asks; files come beside."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A request as the body sees it: of its own request alone, no party beyond what the text itself says."""

    dossier_id: int
    number_text: str
    agency: str
    office: str
    body: str
    label: str
    asks: str
    form: ReplyForm
    content: str
    basis: str
    sent_on: date
    term: Running | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the body is told after its reply: the number of the request, and when the reply came."""

    number_text: str
    at: datetime


class Closed(Exception):
    """The link takes no reply: ended, run out, or the request is answered already."""


def shown(link_id: int, *, on: date) -> Shown:
    """What the link asks. Raises Closed."""
    link = known_by_id(link_id)
    dossier = load([link.dossier_id])[link.dossier_id] if link else None
    if link is None or dossier is None or not link.in_force(on) or not awaits_since(dossier, link.issued_on):
        raise Closed
    return shown_of(dossier, on=on)


def reply(
    link_id: int,
    raw: Raw,
    *,
    caller: str,
    now: datetime,
    on: date,
    keep: Callable[[], None] = lambda: None,
) -> Receipt:
    """Take the body's answer; the same one again gets the same receipt. ``keep`` keeps the files it names.

    Raises Closed (recorded by ``refuse``), Refusal, Wrong; then nothing is written.
    """
    with transaction.atomic():
        hold("reply-link", [link_id])
        link = known_by_id(link_id)
        if link is None:
            raise Closed
        key, digest = f"reply:{link_id}", _digest(raw)
        dossier = locked(link.dossier_id)
        if replied := _replied(link_id):
            if once(key, digest) is None:  # raises KeyReused where another reply comes after the first
                remember(key, digest, {"at": replied.isoformat()})
            return Receipt(dossier.number_text, replied)
        if not link.in_force(on) or not awaits_since(dossier, link.issued_on):
            raise Closed
        once(key, digest)
        found = answerable(dossier)
        assert found is not None
        step, said = dossier.kind.step(found.step(dossier)), found.said(dossier, raw)
        take_as(dossier, step, said, actor=actor_of(link_id), unit=dossier.office or dossier.agency, on=on)
        keep()
        told(link, "replied", caller=caller, now=now, on=on)
        remember(key, digest, {"at": now.isoformat()})
        return Receipt(dossier.number_text, now)


def refuse(link_id: int, *, caller: str, now: datetime, on: date) -> None:
    """Record that a reply by the link was refused."""
    with transaction.atomic():
        if link := known_by_id(link_id):
            told(link, "refused", caller=caller, now=now, on=on)


def _replied(link_id: int) -> datetime | None:
    found = OpeningFact.objects.filter(link_id=link_id, what="replied").first()
    return found.at if found else None


def shown_of(dossier: Dossier, *, on: date) -> Shown:
    """A request as its body is to see it, for whoever has asked whether it may be shown."""
    asked = question(dossier)
    running = clocks(dossier, calendar_of(dossier.office or dossier.agency, on))
    return Shown(
        dossier_id=dossier.id,
        number_text=dossier.number_text,
        agency=dossier.agency,
        office=dossier.office,
        body=asked.body,
        label=asked.label,
        asks=asked.asks,
        form=asked.form,
        content=asked.content,
        basis=asked.basis,
        sent_on=asked.sent_on,
        term=nearest([one for one in running if one.clock.of == "body" and asked.rule in ("", one.rule)]),
    )


def _digest(raw: Raw) -> str:
    said = {name: str(raw.get(name) or "") for name in FIELDS}
    return hashlib.sha256(canonical(said).encode()).hexdigest()
