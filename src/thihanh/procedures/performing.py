"""Doing an act on one matter or on many: the one path of pages, jobs and commands.

An act of the officer or the office takes effect at once. An act of the head becomes a paper in the signing
queue, and takes effect when that paper is issued (``issuing``). Matters that refuse are named with their
sentence; the others are done in one transaction, wholly or not at all.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby

from django.db import transaction

from thihanh.documents.pending import Pending, pending
from thihanh.law.notation import vn
from thihanh.matters.asking import Question, Refusal
from thihanh.matters.writing import Heading, write
from thihanh.offices.queries import Viewer
from thihanh.procedures import catalogue, papers
from thihanh.procedures.act import Act
from thihanh.procedures.case import UNKNOWN, Paper, load_cases
from thihanh.procedures.judging import Judged, check_may_open, judge, under
from thihanh.procedures.paper_parts import Names
from thihanh.procedures.reading import Raw, parse, plain
from thihanh.trail.operations import once, remember
from thihanh.trail.payloads import canonical

MOST_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one matter: done, or refused by a question with its sentence.

    ``paper`` is the paper now in the queue (an act of the head) or filed with the act. ``since`` is the
    earliest day of a fact that was written, in ISO as it is kept with the request; "" where none was yet.
    """

    matter_id: int
    number: str
    sentence: str
    question: Question | None = None
    field: str = ""
    paper: int | None = None
    since: str = ""

    @property
    def first_day(self) -> date | None:
        """The earliest day of a fact that was written."""
        return date.fromisoformat(self.since) if self.since else None

    @property
    def done(self) -> bool:
        return self.question is None


class _NothingDone(Exception):
    """Undoes the transaction, the key with it, so that the request may come again corrected."""

    def __init__(self, outcomes: tuple[Outcome, ...]) -> None:
        self.outcomes = outcomes


def perform(
    code: str, matter_ids: Sequence[int], raw: Raw, *, by: Viewer, on: date, key: str = ""
) -> tuple[Outcome, ...]:
    """Do the act on the matters, in their order; ``on`` is the working day, the act's own stands in ``raw``.

    ``key`` is the browser's: the same request twice has one effect and one answer. Raises Refusal for no
    such act or too many matters, KeyReused for a key that came with another request.
    """
    act = catalogue.act(code)
    ids = _counted(act, matter_ids)
    digest = digest_of(act.code, ids, raw, by)
    try:
        with transaction.atomic():
            if key and (before := once(key, digest)) is not None:
                return tuple(Outcome(**one) for one in before["outcomes"])
            outcomes = _all(act, ids, raw, by=by, on=on)
            if not any(one.done for one in outcomes):
                raise _NothingDone(outcomes)
            if key:
                remember(key, digest, {"outcomes": [asdict(one) for one in outcomes]})
            return outcomes
    except _NothingDone as nothing:
        return nothing.outcomes


def perform_one(code: str, matter_id: int, raw: Raw, *, by: Viewer, on: date, key: str = "") -> Outcome:
    """Do the act on one matter; raises its Refusal."""
    (outcome,) = perform(code, [matter_id], raw, by=by, on=on, key=key)
    if outcome.question is not None:
        word = outcome.sentence.partition(": ")[0]
        raise Refusal(outcome.question, outcome.sentence.removeprefix(f"{word}: "), outcome.field)
    return outcome


def _counted(act: Act, matter_ids: Sequence[int]) -> tuple[int, ...]:
    ids = tuple(dict.fromkeys(matter_ids))
    if not ids:
        raise Refusal(
            "input", f"chưa chọn việc nào để {act.verb}. Đánh dấu ít nhất một việc trong danh sách."
        )
    if len(ids) > MOST_AT_ONCE:
        raise Refusal(
            "input", f"mỗi lần tối đa {MOST_AT_ONCE} việc, đang chọn {len(ids)}. Hãy chia thành nhiều lần."
        )
    if act.births:
        raise Refusal(
            "input", f"«{act.label}» lập việc mới, nên làm từ trang tiếp nhận, không từ một việc đã có."
        )
    return ids


def digest_of(code: str, ids: Sequence[int], raw: Raw, by: Viewer) -> str:
    """What stands for a whole request: the same key with another one is refused."""
    asked = {"act": code, "matters": list(ids), "by": by.actor, "raw": _plain(raw)}
    return hashlib.sha256(canonical(asked).encode()).hexdigest()


def _plain(raw: Raw) -> dict[str, object]:
    return {name: [str(one) for one in value] if isinstance(value, (list, tuple)) else str(value)
            for name, value in raw.items()}  # fmt: skip


def judge_all(
    act: Act, matter_ids: Sequence[int], raw: Raw, *, by: Viewer, on: date, lock: bool = False
) -> dict[int, tuple[str, Judged | Refusal]]:
    """Each matter's number with what would be done or the refusal, in the order asked. Writes nothing."""
    cases = load_cases(matter_ids, by=by, on=on, lock=lock)
    waiting = pending(list(cases), act.code) if act.signer == "head" else {}
    found: dict[int, tuple[str, Judged | Refusal]] = {}
    names = Names(on)
    for matter_id in matter_ids:
        case = cases.get(matter_id)
        if case is None:
            found[matter_id] = ("", Refusal("reach", UNKNOWN))
            continue
        try:
            parsed = parse(act, case, raw)
            if parsed.problems:  # what cannot be done at all is said before what was typed wrongly
                check_may_open(act, case)
            judged = judge(act, case, parsed.check())
            _check_waiting(judged, waiting.get(matter_id, ()))
            found[matter_id] = (case.number, papers.with_content(judged, names))
        except Refusal as refusal:
            found[matter_id] = ("" if refusal.question == "reach" else case.number, refusal)
    return found


def _check_waiting(judged: Judged, waiting: Sequence[Pending]) -> None:
    """Raises Refusal («Trạng thái») where a paper that says the same is on its way: two browsers, one act."""
    said = plain(judged.values)
    for one in waiting:
        if one.inputs == said:
            raise Refusal(
                "state",
                f"văn bản với cùng nội dung của việc {judged.case.number} đang trên đường trình ký: "
                f"{one.words}. Đợi văn bản đó, hoặc rút về rồi trình lại.",
            )


def _all(act: Act, ids: Sequence[int], raw: Raw, *, by: Viewer, on: date) -> tuple[Outcome, ...]:
    judged = judge_all(act, ids, raw, by=by, on=on, lock=True)
    allowed = [one for _, one in judged.values() if isinstance(one, Judged)]
    filed = (
        _submit(act, allowed, by=by, on=on) if act.signer == "head" else _write(act, allowed, by=by, on=on)
    )
    return tuple(
        Outcome(matter_id, number, one.sentence, one.question, one.field)
        if isinstance(one, Refusal)
        else Outcome(matter_id, number, _done(one), paper=filed.get(matter_id), since=_since(one))
        for matter_id, (number, one) in judged.items()
    )


def _done(one: Judged) -> str:
    if one.act.signer == "head":
        return f"Đã trình ký: {one.act.label} của việc {one.case.number}."
    return f"Đã {one.act.verb} việc {one.case.number}, ngày {vn(one.case.day(one.values))}."


def _since(one: Judged) -> str:
    """The earliest day of what was written at once; a paper writes on the day of its issue."""
    day = None if one.act.signer == "head" else one.intake.first_day
    return day.isoformat() if day else ""


def _submit(act: Act, allowed: Sequence[Judged], *, by: Viewer, on: date) -> Mapping[int, int]:
    """Papers of the head's acts, drafted and put into the queue; their ids by matter."""
    if not allowed:
        return {}
    ids = papers.submit(allowed, by=by, on=on)
    return dict(zip([one.case.id for one in allowed], ids, strict=True))


def _write(act: Act, allowed: Sequence[Judged], *, by: Viewer, on: date) -> Mapping[int, int]:
    """Write acts that take effect at once, with papers that whoever acts signs himself; those by matter."""
    if not allowed or not papers.is_filed(act.paper):
        write_effects(allowed, by=by)
        act.follows(allowed, by, on)
        return {}
    ready = papers.take_own(allowed, by=by, on=on)
    stated = [
        under(one, Paper(paper.paper_id, paper.number_text))
        for one, paper in zip(allowed, ready, strict=True)
    ]
    write_effects(stated, by=by)
    papers.file_own(ready, by=by, on=on)
    act.follows(stated, by, on)
    return {one.case.id: paper.paper_id for one, paper in zip(allowed, ready, strict=True)}


def write_effects(
    allowed: Sequence[Judged], *, by: Viewer, more: Mapping[str, object] | None = None
) -> list[int]:
    """Write what was judged, one trail entry a matter; the matters' ids in order."""
    ids: list[int] = []
    for (code, ground, article), group in groupby(allowed, key=_stated):
        heading = Heading(act=f"act.{code}", by=by.actor, ground=ground, article=article, more=more)
        ids += write([one.intake for one in group], heading)
    return ids


def _stated(one: Judged) -> tuple[str, str, str]:
    """What the heading of an entry says; matters of one request differ in it only across a change of law."""
    return (one.act.code, one.ground, one.article)
