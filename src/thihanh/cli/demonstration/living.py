"""The whole living demonstration, in one transaction: all of it is there, or nothing."""

from collections.abc import Callable

from django.db import transaction

from thihanh.cli.demonstration import beginnings, lives, queue, steering
from thihanh.cli.demonstration.beginnings import Begun
from thihanh.cli.demonstration.cast import TODAY, Cast
from thihanh.cli.demonstration.director import Scene, play
from thihanh.cli.demonstration.held_back import HeldBack
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
        lives.succeeded(cast_, held),
        lives.exempted(cast_),
        lives.inquired(cast_),
        lives.asked_elsewhere(cast_),
        lives.secured(cast_),
        steering.published(cast_),
        queue.refunds(cast_),
        queue.sent_back(cast_),
        queue.waiting(cast_),
        steering.template(cast_),
    ]
