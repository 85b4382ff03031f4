"""What a night watch proposes is stated once for each last day, whichever kind of dossier it watches."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from thihanh.coordination.models import ProposalFact
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters, within
from thihanh.offices.queries import Reach
from thihanh.trail.locking import hold_named
from thihanh.trail.stating import Stated, state

MOST: Final = 200_000
_CHUNK: Final = 2_000


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches which open dossiers, and what each calls for on a day: what, against which last day."""

    actor: str
    kind: str
    states: frozenset[str]
    calls: Callable[[Dossier, date], Iterable[tuple[str, date]]]


def propose(watch: Watch, on: date) -> int:
    """State what is to be proposed on a day and was not yet; how many."""
    made = 0
    rows = within(Reach(everything=True), Filters(kinds=(watch.kind,), group="open"), on, limit=MOST)
    ids = [one.id for one in rows if one.state in watch.states]
    for start in range(0, len(ids), _CHUNK):
        with transaction.atomic():
            hold_named(f"thihanh.{watch.actor}")
            made += _state(watch, load(ids[start : start + _CHUNK]), on)
    return made


def stated(dossier_ids: Iterable[int], on: date | None = None) -> set[tuple[int, str, date]]:
    """What was proposed for dossiers, up to a day where one is given: dossier, what, last day."""
    found = ProposalFact.objects.filter(dossier_id__in=list(dossier_ids))
    if on is not None:
        found = found.filter(on__lte=on)
    return set(found.values_list("dossier_id", "what", "due"))


def _state(watch: Watch, dossiers: Mapping[int, Dossier], on: date) -> int:
    calls = [(key, what, due) for key, one in dossiers.items() for what, due in watch.calls(one, on)]
    known = stated(dossiers)
    new = [
        Stated(
            f"dossier:{key}",
            f"{watch.kind}.proposed",
            on,
            [(ProposalFact, {"dossier_id": key, "what": what, "on": on, "due": due})],
        )
        for key, what, due in calls
        if (key, what, due) not in known
    ]
    state(new, by=watch.actor, on=on)
    return len(new)
