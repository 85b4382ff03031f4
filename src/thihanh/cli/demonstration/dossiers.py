"""Dossiers in the demonstration: opened, taken a step further, their papers signed and issued on the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from thihanh.cli.demonstration.cast import UNIT, Cast
from thihanh.cli.demonstration.director import Scene
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New
from thihanh.offices.queries import Viewer
from thihanh.procedures import proceedings

Said = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Did:
    """A step somebody takes on a day, saying something."""

    on: date
    by: Viewer
    step: str
    said: Said = field(default_factory=dict)


def opened(kind: str, said: Said, *, by: Viewer, on: date, office: str = "", officer: str = "") -> int:
    """A dossier of the agency, or of an office and its officer; what it is about stands in what is said."""
    new = New(kind, {"on": on, **said}, UNIT, office, officer)
    return proceedings.open_(new, by=by, on=on).dossier_id


def taken(cast_: Cast, dossier: int, did: Did) -> None:
    """A step; where the head signs for it, its paper is checked, signed and issued on the same day."""
    said = {"on": did.on, **_begun(dossier, did.step), **did.said}
    outcome = proceedings.perform(dossier, did.step, said, by=did.by, on=did.on)
    if outcome.paper and outcome.step is None:
        cast_.checks([outcome.paper], did.on, by=cast_.deputy)
        cast_.signs([outcome.paper], did.on)
        cast_.issues([outcome.paper], did.on)


def _begun(dossier: int, step: str) -> Said:
    """What the form of a step holds before anybody writes in it."""
    found = load([dossier], identify=True)[dossier]
    offered = {one.name: one.default(found) for one in found.kind.step(step).fields if one.default}
    return {name: value for name, value in offered.items() if value}


def lived(
    cast_: Cast, kind: str, first: Did, then: Sequence[Did] = (), *, office: str = "", officer: str = ""
) -> Scene:
    """The life of one dossier."""
    yield first.on
    dossier = opened(kind, first.said, by=first.by, on=first.on, office=office, officer=officer)
    yield from followed(cast_, dossier, then)


def followed(cast_: Cast, dossier: int, then: Sequence[Did]) -> Scene:
    """Its further steps, each on its day."""
    for one in then:
        yield one.on
        taken(cast_, dossier, one)
