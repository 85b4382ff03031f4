"""Issue: a signed paper gets its number and its act takes effect, in one transaction for each paper.

The act is asked again on the day of issue: where the matter has moved since the signature, the paper stays
as it is and the sentence says why.
"""

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from thihanh.documents import issuing as documents
from thihanh.documents.issuing import Ready
from thihanh.documents.problems import Refused as PaperRefused
from thihanh.matters.asking import QUESTION_WORDS, Question, Refusal
from thihanh.matters.rules import StateRefused
from thihanh.offices.policy import Denied
from thihanh.offices.queries import Viewer
from thihanh.procedures import answering, catalogue, deciding, proceedings, receiving
from thihanh.procedures.act import Act
from thihanh.procedures.case import Case, Paper, load_case
from thihanh.procedures.judging import judge, under
from thihanh.procedures.performing import digest_of, write_effects
from thihanh.procedures.reading import typed
from thihanh.trail.operations import once, remember


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of one paper: issued under its number, or refused by a question with its sentence."""

    paper_id: int
    sentence: str
    number: str = ""
    matter_id: int | None = None
    question: Question | None = None

    @property
    def done(self) -> bool:
        return self.question is None


def issue(paper_ids: Sequence[int], *, by: Viewer, on: date, key: str = "") -> tuple[Issued, ...]:
    """Issue signed papers one after the other, each wholly or not at all; the answers in the order asked."""
    return tuple(_one(paper_id, by=by, on=on, key=key) for paper_id in dict.fromkeys(paper_ids))


#: Papers of one series wait for each other's number: in this line, not each with a connection of its own.
_LINE = threading.Lock()


def _one(paper_id: int, *, by: Viewer, on: date, key: str) -> Issued:
    try:
        with _LINE, transaction.atomic():
            own_key, digest = f"{key}:{paper_id}", digest_of("issue", [paper_id], {}, by)
            if key and (before := once(own_key, digest)) is not None:
                return Issued(**before)
            issued = _issue(paper_id, by=by, on=on)
            if key:
                remember(own_key, digest, asdict(issued))
            return issued
    except Refusal as refusal:
        return Issued(paper_id, refusal.sentence, question=refusal.question)
    except (Denied, StateRefused, PaperRefused) as refused:
        return Issued(paper_id, str(refused), question=_question(str(refused)))
    except LookupError:
        return Issued(
            paper_id, "Phạm vi: không tìm thấy văn bản này trong phạm vi được xem.", question="reach"
        )


def _question(sentence: str) -> Question:
    """Which question a sentence of a lower room comes from: its first word says so."""
    word = sentence.partition(":")[0]
    return next((code for code, name in QUESTION_WORDS.items() if name == word), "state")


def _issue(paper_id: int, *, by: Viewer, on: date) -> Issued:
    (taken,) = documents.take_for_issue([paper_id], by=by, on=on)
    ready, matter_id = _take_effect(taken, by=by, on=on)
    born = {paper_id: matter_id} if ready.matter_id is None and matter_id is not None else None
    documents.mark_issued([ready], by=by, on=on, matters=born)
    named = f"{ready.title} số {ready.number_text}" if ready.number_text else ready.title
    return Issued(paper_id, f"Đã phát hành {named}.", ready.number_text, matter_id)


def _take_effect(taken: Ready, *, by: Viewer, on: date) -> tuple[Ready, int | None]:
    """Ask the paper's act again, of the matter as it stands and of the law of the day, number it, write it.

    The number comes after all questions: whoever numbers in the same series waits from then on.
    """
    if not taken.act or taken.act in answering.PAPERS:
        (ready,) = documents.numbered([taken])
        if ready.act:
            answering.take_effect(ready, by=by, on=on)
        return ready, ready.matter_id
    if proceedings.is_proceeding(taken.act):
        return proceedings.take_effect(taken, on=on), taken.matter_id
    act = catalogue.act(taken.act)
    if act.births:
        return _BIRTHS[act.code](taken, by=by, on=on)
    case, values = _case(act, taken, by=by, on=on), typed(act, taken.inputs)
    judged = judge(act, case, {**values, "on": on}, by_paper=True)
    (ready,) = documents.numbered([taken])
    effects = [under(judged, Paper(ready.paper_id, ready.number_text))]
    (matter_id,) = write_effects(effects, by=by, more={"paper": ready.paper_id})
    return ready, matter_id


#: What creates the matter of an act that births one.
_BIRTHS = {deciding.CODE: deciding.create, receiving.CODE: receiving.create}


def _case(act: Act, ready: Ready, *, by: Viewer, on: date) -> Case:
    if ready.matter_id is None:
        raise Refusal("state", f"«{ready.title}» không thuộc việc nào nên chưa phát hành được.")
    return load_case(ready.matter_id, by=by, on=on)
