"""Where a late request goes on: its own next step, or a new request to the body above."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from thihanh.coordination.higher import RF_50, turn, turned
from thihanh.deadlines import Calendar
from thihanh.dossiers.life import Dossier


@dataclass(frozen=True)
class Above:
    """The way to the body above: the sentence of the law, and the form that is filled in."""

    sentence: str
    address: str


def above(dossier: Dossier, calendar: Calendar, on: date) -> Above | None:
    """The way above on a day; None while there is none, or once it was taken."""
    found = turn(dossier, calendar, on)
    if found is None or dossier.id in turned([dossier.id]):
        return None
    asked = {"duty": found.duty, "body": found.body, "content": found.content, "earlier": dossier.number_text}
    if dossier.matters:
        asked["viec"] = str(dossier.matters[0])
    return Above(found.late, f"{reverse('web:dossier-open', args=['request'])}?{urlencode(asked)}")


def address(dossier: Dossier, what: str, calendar: Calendar, on: date) -> str:
    """Where what the night proposed is done; "" where it no longer is to be."""
    if what == RF_50:
        found = above(dossier, calendar, on)
        return found.address if found else ""
    return reverse("web:dossier-step", args=[dossier.id, what]) if what in dossier.kind.by_code else ""
