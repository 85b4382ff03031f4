"""The agenda of a meeting as the record holds it: what was built, what was changed by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thihanh.editions.body import CutName
from thihanh.steering.agenda import Agenda, Edit, Item, digest, edited, typed
from thihanh.steering.models import AgendaFact, EditFact, ItemFact


@dataclass(frozen=True, slots=True)
class Built:
    """An agenda as it was built: the cut, the text of the rules, what each rule found, the items."""

    id: int
    meeting_id: int
    cut: CutName
    rules: str
    found: Mapping[str, Mapping[str, int]]
    digest: str
    items: tuple[Item, ...]
    parties: Mapping[str, str]

    @property
    def as_of(self) -> date:
        """The day it speaks of."""
        return self.cut.known_on


def built(meeting_id: int) -> Built | None:
    """The agenda built last; None before the first."""
    one = AgendaFact.objects.filter(meeting_id=meeting_id).order_by("-id").first()
    if one is None:
        return None
    rows = list(ItemFact.objects.filter(agenda_id=one.id).order_by("no"))
    return Built(
        id=one.id,
        meeting_id=meeting_id,
        cut=CutName(one.anchor, one.root, one.as_of),
        rules=one.rules,
        found=one.found,
        digest=one.digest,
        items=tuple(typed(row.content) for row in rows),
        parties={row.key: row.parties for row in rows},
    )


def edits(meeting_id: int) -> tuple[Edit, ...]:
    """Every change by hand, in order."""
    rows = EditFact.objects.filter(meeting_id=meeting_id).order_by("id")
    return tuple(Edit(one.verb, one.key, one.content, one.reason, one.actor) for one in rows)


def agenda(meeting_id: int) -> Agenda | None:
    """The agenda as it stands: as built, with the changes by hand; None before it is built."""
    found = built(meeting_id)
    return edited(found.items, edits(meeting_id)) if found else None


def digest_now(meeting_id: int) -> str:
    """The fingerprint of the agenda as it stands; "" before there is one."""
    found = agenda(meeting_id)
    return digest(found.items) if found else ""
