"""Steps of dossiers as people take them: at once, or as a paper that takes effect when it is issued.

A room adds a paper to a step in three places and writes no code:

1. ``Step(paper="CV-…", signer="head" | "officer")`` in its kind. «head»: drafted here, checked and signed in
   the queue, and the step is judged again and taken when the paper is issued; it is then the signer's step.
   «officer»: the paper is numbered and issued with the step.
2. ``documents/kinds.toml``: title, template, series, signer, what it ``needs``, its article by regime.
3. ``documents/wording/*.toml``: its words. They find the values of the step whose names are further fields of
   papers (``documents/variables.toml``: ``content``, ``until``, ``venue``, ``amount`` …), ``reason`` as
   ``ly_do``, the number of the dossier as ``so_ho_so``, whom it goes to (a value ``counterpart``, else the
   body of the step or of the dossier) as ``noi_nhan_chinh``, and every other open value as a line of ``hang``
   (``chu`` is its label, ``chi_tiet`` its words).

A secret value enters no paper: a step with one is not signed by the head. ``Step.with_matter`` files the
paper in the e-file of the one matter that the dossier is about, with its parties; else it stands on none.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

from django.db import transaction

from thihanh.documents import attachments, issuing, queries
from thihanh.documents.attachments import Examined, Upload
from thihanh.documents.issuing import Ready
from thihanh.documents.operations import NewPaper
from thihanh.dossiers import operations
from thihanh.dossiers.kinds import Step, kind
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.operations import New
from thihanh.dossiers.queries import may_take
from thihanh.dossiers.rules import check_by_itself
from thihanh.dossiers.values import Raw, Wrong
from thihanh.law.notation import vn
from thihanh.matters.asking import Refusal
from thihanh.offices.queries import Viewer
from thihanh.offices.reach import check_reaches
from thihanh.procedures import approving
from thihanh.procedures.papers import into_queue, paper_refused
from thihanh.procedures.proceeding_papers import paper_of
from thihanh.trail.operations import once, remember
from thihanh.trail.payloads import canonical

SUBJECT: Final = "dossier:"
"""How the act of such a paper begins; the number of the dossier follows, or «new»."""
OPENING: Final = f"{SUBJECT}new"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: a sentence, the step taken, the paper made; dossier 0 while none is open."""

    dossier_id: int
    sentence: str
    step: int | None = None
    paper: int | None = None


def perform(dossier_id: int, code: str, raw: Raw, *, by: Viewer, on: date, key: str = "") -> Outcome:
    """Take a step, or draft the paper that takes it. Files are ``Upload``s among the values of ``raw``.

    Raises LookupError (out of reach or unknown), Denied, Refusal, Wrong, FileRefused, KeyReused.
    """
    with transaction.atomic():
        digest = _digest("perform", [dossier_id, code], raw, by)
        if key and (before := once(key, digest)) is not None:
            return Outcome(**before)
        dossier = operations.locked(dossier_id)
        if not may_take(by, dossier, "read", on):
            raise LookupError(dossier_id)
        step = dossier.kind.step(code)
        check_by_itself(step)
        where = {"agency": dossier.agency, "office": dossier.office, "officer": dossier.officer}
        check_reaches(by, dossier.kind.object, step.right, on=on, **where)
        said, found = with_files(raw)
        outcome = _perform(dossier, step, said, by=by, on=on)
        attachments.keep(found, by=by, on=on)
        if key:
            remember(key, digest, asdict(outcome))
        return outcome


def open_(new: New, *, by: Viewer, on: date, key: str = "") -> Outcome:
    """Open a dossier, or draft the paper that opens it. Raises as ``perform``."""
    with transaction.atomic():
        asked = [new.kind, new.agency, new.office, new.officer, list(new.matters), list(new.dossiers)]
        digest = _digest("open", asked, new.raw, by)
        if key and (before := once(key, digest)) is not None:
            return Outcome(**before)
        opening = kind(new.kind).opening
        where = {"agency": new.agency, "office": new.office, "officer": new.officer}
        check_reaches(by, kind(new.kind).object, opening.right, on=on, **where)
        said, found = with_files(new.raw)
        outcome = _open(replace(new, raw=said), opening, by=by, on=on)
        attachments.keep(found, by=by, on=on)
        if key:
            remember(key, digest, asdict(outcome))
        return outcome


@transaction.atomic
def take_back(dossier_id: int, step_id: int, reason: str, *, by: Viewer, on: date) -> None:
    """Void the step taken last, once: whoever asks names it. Raises LookupError, Refusal."""
    dossier = operations.locked(dossier_id)
    if not may_take(by, dossier, "read", on):
        raise LookupError(dossier_id)
    if dossier.steps[-1].id != step_id:
        raise Refusal("state", f"bước này của hồ sơ {dossier.number_text} không còn là bước gần nhất.")
    operations.take_back(dossier_id, reason, by=by, on=on)


def preview(
    step: Step, raw: Raw, *, dossier: Dossier | None, new: New | None, by: Viewer, on: date
) -> NewPaper:
    """The paper that a step would make; nothing is written. Raises Refusal, Wrong."""
    said = {name: value for name, value in raw.items() if not _are_files(value)}
    if dossier is not None:
        values, _ = operations.judged(dossier, step, said, actor=by.actor, unit=by.unit, on=on)
        return paper_of(dossier.kind, step, values, dossier=dossier, by=by, on=on)
    assert new is not None
    values = operations.judged_opening(replace(new, raw=said), actor=by.actor, unit=by.unit, on=on)
    return paper_of(kind(new.kind), step, values, new=new, by=by, on=on)


def take_effect(taken: Ready, *, on: date) -> Ready:
    """What an issued paper does: its step is judged again, as the signer's, and taken; then it is numbered.

    Raises Refusal. The transaction that issues is open.
    """
    signer = queries.content(taken.paper_id).signer
    with _wrong_refused():
        if taken.act == OPENING:
            asked = taken.inputs["open"]
            operations.open_as([_new(asked, taken.paper_id)], actor=signer, unit=taken.agency, on=on)
        else:
            dossier = operations.locked(int(taken.inputs["dossier"]))
            step, raw = dossier.kind.step(taken.inputs["step"]), taken.inputs["raw"]
            unit = dossier.office or dossier.agency
            operations.take_as(dossier, step, raw, actor=signer, unit=unit, on=on, paper=taken.paper_id)
    (ready,) = issuing.numbered([taken])
    return ready


def is_proceeding(code: str) -> bool:
    """Whether a paper's act is a step of a dossier."""
    return code.startswith(SUBJECT)


def dossier_of(code: str) -> int | None:
    """The dossier a paper's act names; None for one that is still to be opened, and for other acts."""
    number = code.removeprefix(SUBJECT) if is_proceeding(code) else ""
    return int(number) if number.isdecimal() else None


def with_files(raw: Raw) -> tuple[dict[str, object], tuple[Examined, ...]]:
    """What was said with files as the ids they will have, and the files. Raises FileRefused."""
    said: dict[str, object] = {}
    found: list[Examined] = []
    for name, value in raw.items():
        if _are_files(value) and isinstance(value, (list, tuple)):
            seen = attachments.examined([one for one in value if isinstance(one, Upload)])
            found.extend(seen)
            said[name] = [str(one.id) for one in seen]
        else:
            said[name] = value
    return said, tuple(found)


def _are_files(value: object) -> bool:
    return isinstance(value, (list, tuple)) and any(isinstance(one, Upload) for one in value)


def _perform(dossier: Dossier, step: Step, raw: Raw, *, by: Viewer, on: date) -> Outcome:
    what = f"{step.label} ({dossier.number_text})"
    if step.paper and step.signer == "head":
        _check_none_waits(dossier, step)
        said = _without_day(raw)
        values, _ = operations.judged(dossier, step, said, actor=by.actor, unit=by.unit, on=on)
        inputs = {"dossier": dossier.id, "step": step.code, "raw": _plain(said)}
        paper = paper_of(dossier.kind, step, values, dossier=dossier, by=by, on=on)
        paper = replace(paper, act=f"{SUBJECT}{dossier.id}", inputs=inputs)
        return Outcome(dossier.id, f"Đã trình ký: {what}.", paper=_queued(paper, by=by, on=on))
    if step.paper:
        values, day = operations.judged(dossier, step, raw, actor=by.actor, unit=by.unit, on=on)
        paper = paper_of(dossier.kind, step, values, dossier=dossier, by=by, on=on)
        with paper_refused():
            ready = issuing.take_own([replace(paper, act=f"{SUBJECT}{dossier.id}")], by=by, on=on)
        number = ready[0].paper_id
        taken = operations.take_as(dossier, step, raw, actor=by.actor, unit=by.unit, on=on, paper=number)
        issuing.mark_issued(ready, by=by, on=on)
        return Outcome(dossier.id, f"Đã ghi: {what}, ngày {vn(day)}.", step=taken, paper=number)
    taken = operations.take_as(dossier, step, raw, actor=by.actor, unit=by.unit, on=on)
    with paper_refused():
        approving.approved(dossier.id, step, by, on)
    return Outcome(dossier.id, f"Đã ghi: {what}.", step=taken)


def _open(new: New, opening: Step, *, by: Viewer, on: date) -> Outcome:
    label = kind(new.kind).label
    if not opening.paper:
        (number,) = operations.open_as([new], actor=by.actor, unit=by.unit, on=on)
        return Outcome(number, f"Đã mở hồ sơ: {label}.")
    values = operations.judged_opening(new, actor=by.actor, unit=by.unit, on=on)
    paper = paper_of(kind(new.kind), opening, values, new=new, by=by, on=on)
    paper = replace(paper, act=OPENING, inputs={"open": _asked(new)})
    if opening.signer == "head":
        return Outcome(0, f"Đã trình ký: {opening.label}.", paper=_queued(paper, by=by, on=on))
    with paper_refused():
        ready = issuing.take_own([paper], by=by, on=on)
    filed = replace(new, paper=ready[0].paper_id)
    (number,) = operations.open_as([filed], actor=by.actor, unit=by.unit, on=on)
    issuing.mark_issued(ready, by=by, on=on)
    return Outcome(number, f"Đã mở hồ sơ: {label}.", paper=filed.paper)


def _queued(paper: NewPaper, *, by: Viewer, on: date) -> int:
    with paper_refused():
        return into_queue([paper], by=by, on=on)[0]


def _check_none_waits(dossier: Dossier, step: Step) -> None:
    """Raises Refusal where a paper of the same step is on its way: two browsers, one step."""
    for one in queries.of_act(f"{SUBJECT}{dossier.id}", dossier.agency):
        if queries.content(one.id).inputs.get("step") == step.code:
            raise Refusal(
                "state",
                f"{one.name} của bước này đang trên đường trình ký. Đợi văn bản đó, hoặc rút về rồi trình.",
            )


@contextmanager
def _wrong_refused() -> Iterator[None]:
    """On issue nobody is at the form: the first thing that is wrong in it is the refusal."""
    try:
        yield
    except Wrong as wrong:
        name, sentence = wrong.problems[0]
        raise Refusal("input", sentence.partition(": ")[2], name) from None


def _without_day(raw: Raw) -> dict[str, object]:
    """The day of a head's step is the day of issue."""
    return {name: value for name, value in raw.items() if name != "on"}


def _asked(new: New) -> dict[str, object]:
    return {
        "kind": new.kind,
        "raw": _plain(_without_day(new.raw)),
        "agency": new.agency,
        "office": new.office,
        "officer": new.officer,
        "matters": list(new.matters),
        "dossiers": list(new.dossiers),
    }


def _new(asked: Mapping[str, Any], paper: int) -> New:
    links = {name: tuple(asked[name]) for name in ("matters", "dossiers")}
    return New(**{**asked, **links, "paper": paper})


def _plain(raw: Raw) -> dict[str, object]:
    return {
        name: [_said(one) for one in value] if isinstance(value, (list, tuple)) else _said(value)
        for name, value in raw.items()
    }


def _said(value: object) -> str:
    if isinstance(value, Upload):
        return value.sha256
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _digest(verb: str, what: Sequence[object], raw: Raw, by: Viewer) -> str:
    asked = {"verb": verb, "what": list(what), "raw": _plain(raw), "by": by.actor}
    return hashlib.sha256(canonical(asked).encode()).hexdigest()
