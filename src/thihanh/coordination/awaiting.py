"""Which dossiers a body may answer by its link, what they ask of it, and the step its answer takes.

Requests and coercion days stand here; rooms above register their own kinds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.coordination import coercion, requests
from thihanh.coordination.bodies import named
from thihanh.coordination.coercion_fields import measures
from thihanh.coordination.duties import ReplyForm, duty
from thihanh.dossiers.kinds import Values
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.values import Raw

_EXCHANGE: Final = "DL-52"


@dataclass(frozen=True, slots=True)
class Question:
    """What a body is asked: who, what in a line and in a sentence, on which basis, how it answers.

    ``rule`` is the term it answers by, where the dossier runs more than one of the body's.
    """

    body: str
    label: str
    asks: str
    basis: str
    form: ReplyForm
    content: str
    received_on: date
    sent_on: date
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Answerable:
    """A kind that a body answers by a link.

    ``waits`` says whether an answer is awaited, ``step`` which step it takes, ``said`` what the reply form's
    words are in that step's form (it may raise Refusal); ``right`` is who may issue a link. A link issued
    before ``since`` is of an earlier question.
    """

    kind: str
    waits: Callable[[Dossier], bool]
    question: Callable[[Dossier], Question]
    step: Callable[[Dossier], str] = lambda dossier: "answer"
    said: Callable[[Dossier, Raw], Raw] = lambda dossier, raw: raw
    since: Callable[[Dossier], date | None] = lambda dossier: None
    right: str = "act"


_known: dict[str, Answerable] = {}


def register(*kinds: Answerable) -> None:
    """Make kinds answerable by a link."""
    _known.update({one.kind: one for one in kinds})


def answerable(dossier: Dossier) -> Answerable | None:
    """How the dossier is answered by a link; None where no body has a say in it."""
    return _known.get(dossier.kind.code)


def awaits(dossier: Dossier) -> bool:
    """Whether an answer of the body is awaited."""
    found = answerable(dossier)
    return found is not None and found.waits(dossier)


def awaits_since(dossier: Dossier, issued_on: date) -> bool:
    """Whether it is still the question a link was issued for: a later letter needs a link of its own."""
    found = answerable(dossier)
    asked = found.since(dossier) if found else None
    return awaits(dossier) and (asked is None or issued_on >= asked)


def question(dossier: Dossier) -> Question:
    """What is asked, as the body is to read it: its own letter and nothing else of the dossier."""
    return _known[dossier.kind.code].question(dossier)


def _of_duty(code: str, said: Values, content: str, received_on: date, sent_on: date) -> Question:
    """The question of a duty; its basis is that of the day on which the body received it."""
    asked, body = duty(code), named(str(said["body"]), str(said.get("body_name") or ""))
    basis = asked.basis(received_on, requests.facts_of(said))
    return Question(body, asked.label, asked.asks, basis, asked.reply, content, received_on, sent_on)


def _request(dossier: Dossier) -> Question:
    said, received = dossier.values, dossier.last("received_on")
    assert isinstance(received, date)
    return _of_duty(str(said["duty"]), said, str(said["content"]), received, dossier.opened_on)


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
    return _of_duty(_EXCHANGE, said, content, letter.on, letter.on)


register(
    Answerable(requests.CODE, lambda dossier: dossier.state in requests.WAITING, _request),
    Answerable(
        coercion.CODE,
        lambda dossier: dossier.state in coercion.ASKED,
        _exchange,
        since=lambda dossier: dossier.taken("letter")[-1].on if dossier.taken("letter") else None,
    ),
)
