"""The whole living demonstration, in one transaction: all of it is there, or nothing."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from thihanh.cli.demo_people import OFFICE
from thihanh.cli.demonstration import (
    activities,
    agency,
    beginnings,
    claims,
    coercions,
    committee,
    grievances,
    inspections,
    judgments,
    lives,
    queue,
    requests,
    serving,
    steering,
)
from thihanh.cli.demonstration.beginnings import Begun
from thihanh.cli.demonstration.cast import TODAY, Cast, sep
from thihanh.cli.demonstration.director import Scene, play
from thihanh.cli.demonstration.held_back import HeldBack, Person
from thihanh.offices import powers
from thihanh.offices.queries import reach


def is_lived(cast_: Cast) -> bool:
    """Whether the scenes were played already: the powers they begin with are there."""
    return bool(powers.powers(reach(cast_.head, "power", "read", TODAY)))


@transaction.atomic
def live(cast_: Cast, held: HeldBack, tell: Callable[[int, int], None]) -> None:
    """Play every scene, in the order of its days."""
    play(_scenes(cast_, held), tell)


def _scenes(cast_: Cast, held: HeldBack) -> list[Scene]:
    begun = Begun()
    paid = [one for one in held.endings if one.end == "done"]
    return [
        steering.powers(cast_),
        steering.people(cast_, held),
        steering.watched(cast_),
        *(lives.ends(cast_, one) for one in held.endings),
        *(lives.confirmed(cast_, one) for one in paid[:1]),
        *(beginnings.begins(cast_, one, begun) for one in held.beginnings),
        beginnings.drawn(cast_, begun),
        beginnings.incoming(cast_),
        beginnings.asked(cast_),
        lives.postponed(cast_),
        *(lives.succeeded(cast_, *told) for told in _heirs(held)),
        lives.exempted(cast_),
        lives.inquired(cast_),
        lives.asked_elsewhere(cast_),
        lives.secured(cast_),
        steering.published(cast_),
        queue.refunds(cast_),
        queue.sent_back(cast_),
        queue.waiting(cast_),
        steering.template(cast_),
        committee.held(cast_),
        *requests.scenes(cast_),
        *coercions.scenes(cast_),
        *judgments.scenes(cast_),
        *grievances.scenes(cast_),
        *inspections.scenes(cast_),
        *claims.scenes(cast_),
        *agency.scenes(cast_),
        *activities.scenes(cast_),
        serving.rounds(cast_.clerk),
    ]


def _heirs(held: HeldBack) -> list[tuple[Person, date | None]]:
    """Who inherits from a creditor, and when the office recorded that it had met him before."""
    known = held.people(OFFICE)
    return [*((one, None) for one in known[:1]), *((one, sep(29)) for one in known[2:3])]
