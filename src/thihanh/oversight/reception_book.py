"""The book of citizen reception: every visit and refusal of the sessions of a period, in order.

Who comes with a denunciation is not named here: the line says so, and the denunciation holds the name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thihanh.dossiers import queries
from thihanh.dossiers.life import Dossier, StepTaken
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters
from thihanh.law.lists import listed
from thihanh.law.regimes import regime_on
from thihanh.offices.queries import Viewer
from thihanh.oversight.reception import ABOUT, KEPT


@dataclass(frozen=True, slots=True)
class Line:
    """One visit, or one person refused: who came, about what, what was said and answered."""

    session: int
    number_text: str
    on: date
    received_by: str
    visitor: str
    address: str
    people: int
    told: int
    about: str
    said: str
    answer: str
    refused: bool


def book(viewer: Viewer, first: date, last: date, on: date) -> tuple[Line, ...]:
    """The lines of the sessions the viewer may read, of visits from first to last, in order of the days."""
    rows = queries.every(viewer, Filters(kinds=("reception",)), on)
    found = [line for one in load([row.id for row in rows]).values() for line in _lines(one)]
    return tuple(sorted((one for one in found if first <= one.on <= last), key=lambda one: one.on))


def _lines(one: Dossier) -> Iterator[Line]:
    for step in one.steps:
        if step.step == "visit":
            yield _visit(one, step)
        elif step.step == "refuse":
            yield _refused(one, step)


def _visit(one: Dossier, step: StepTaken) -> Line:
    said = step.values
    kept = said.get("about") == KEPT
    return Line(
        one.id,
        one.number_text,
        step.on,
        str(one.values.get("received_by") or step.actor),
        "" if kept else str(said.get("visitor") or ""),
        "" if kept else str(said.get("address") or ""),
        _whole(said.get("people")),
        _whole(said.get("matters_told")),
        next((choice.label for choice in ABOUT if choice.code == said.get("about")), ""),
        "" if kept else str(said.get("said") or ""),
        str(said.get("answer") or ""),
        refused=False,
    )


def _refused(one: Dossier, step: StepTaken) -> Line:
    grounds = {each.code: each.label for each in listed("reception_refused", regime_on(step.on))}
    ground = str(step.values.get("ground") or "")
    return Line(
        one.id,
        one.number_text,
        step.on,
        str(one.values.get("received_by") or step.actor),
        str(step.values.get("refused_person") or ""),
        "",
        1,
        0,
        "",
        "",
        grounds.get(ground, ground),
        refused=True,
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
