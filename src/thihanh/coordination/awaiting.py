"""Which dossiers wait for a body's answer by its link, and what they ask: requests, coercion days."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.coordination import coercion, requests
from thihanh.coordination.bodies import named
from thihanh.coordination.coercion_fields import measures
from thihanh.coordination.duties import Duty, duty
from thihanh.dossiers.kinds import Values
from thihanh.dossiers.life import Dossier

ANSWERABLE: Final = {requests.CODE: requests.WAITING, coercion.CODE: coercion.ASKED}
"""The kinds a body may answer by a link, with the states in which it is to."""
_EXCHANGE: Final = "DL-52"


@dataclass(frozen=True, slots=True)
class Question:
    """What a body is asked: who, which duty, in which words, received and sent when."""

    body: str
    duty: Duty
    content: str
    facts: frozenset[str]
    received_on: date
    sent_on: date


def awaits(dossier: Dossier) -> bool:
    """Whether an answer of the body is awaited."""
    return dossier.state in ANSWERABLE.get(dossier.kind.code, ())


def awaits_since(dossier: Dossier, issued_on: date) -> bool:
    """Whether it is still the question a link was issued for: a later letter needs a link of its own."""
    if dossier.kind.code == coercion.CODE and dossier.taken("letter")[-1:]:
        return awaits(dossier) and issued_on >= dossier.taken("letter")[-1].on
    return awaits(dossier)


def question(dossier: Dossier) -> Question:
    """What is asked, as the body is to read it: its own letter and nothing else of the dossier."""
    if dossier.kind.code == coercion.CODE:
        return _exchange(dossier)
    values, received = dossier.values, dossier.last("received_on")
    assert isinstance(received, date)
    return Question(
        _named(values),
        duty(str(values["duty"])),
        str(values["content"]),
        requests.facts_of(values),
        received,
        dossier.opened_on,
    )


def _exchange(dossier: Dossier) -> Question:
    letter = dossier.taken("letter")[-1]
    said, step = letter.values, dossier.kind.step("letter")
    shown = [
        (field.label, value)
        for field in step.fields
        if field.kind in ("text", "long", "number") and field.name != "body_name"
        if (value := said.get(field.name))
    ]
    labels = {one.code: one.label for one in measures()}
    told = [("Biện pháp cưỡng chế", labels.get(str(said["measure"]), "")), *shown]
    content = "\n".join(f"{label}: {value}" for label, value in told)
    return Question(_named(said), duty(_EXCHANGE), content, frozenset(), letter.on, letter.on)


def _named(values: Values) -> str:
    return named(str(values["body"]), str(values.get("body_name") or ""))
