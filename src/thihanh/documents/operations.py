"""Acts on papers: draft, revise, submit, check, return, sign, recall, abandon. Single is bulk of one.

Every operation takes the browser's ``key``: the same request twice has one effect and one answer. All the
papers of a request move, or none does. Issuing is two steps around the effects of the act, in ``issuing``.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction

from thihanh.documents import projections, queries, rules
from thihanh.documents.completeness import check_can_be_made
from thihanh.documents.kinds import kind
from thihanh.documents.rows import PAPER_SEQUENCE, Statement, fact_ids, salt, write
from thihanh.documents.rules import Standing
from thihanh.documents.signing_rights import Blocks, Signature, check_may_sign, withdraw
from thihanh.documents.states import MOVES, STATES
from thihanh.law.regimes import Regime
from thihanh.matters.rules import StateRefused
from thihanh.offices.policy import Denied, refusal
from thihanh.offices.queries import reach
from thihanh.offices.reach import Viewer, relation_to
from thihanh.trail.copying import next_ids
from thihanh.trail.operations import once, remember
from thihanh.trail.payloads import canonical


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper to come. ``values`` is what it says (``content.plain``), ``inputs`` what its act was given.

    ``officer`` is whose matter it is; both mappings hold plain JSON values and are personal.
    """

    kind: str
    agency: str
    office: str
    matter_id: int | None
    act: str
    title: str
    values: Mapping[str, object]
    regime: Regime
    drafted_on: date
    signer_kind: str
    officer: str = ""
    inputs: Mapping[str, object] = field(default_factory=dict)
    template_id: int | None = None


def draft(new: NewPaper, *, by: Viewer, on: date, key: str) -> int:
    """One draft; see ``draft_many``."""
    return draft_many([new], by=by, on=on, key=key)[0]


@transaction.atomic
def draft_many(
    papers: Sequence[NewPaper], *, by: Viewer, on: date, key: str, submitted: bool = False
) -> tuple[int, ...]:
    """Draft papers, and with ``submitted`` put them into the queue at once; their ids in order.

    Whoever calls has asked the right of the act (``procedures``): who may do the act may write its paper.
    """
    asked = [canonical({**asdict(one), "drafted_on": one.drafted_on.isoformat()}) for one in papers]
    digest = _digest("drafted", by, asked, str(submitted))
    if key and (before := once(key, digest)) is not None:
        return tuple(before["papers"])
    if submitted:
        for new in papers:
            check_can_be_made(new.kind, new.values)
    papers = with_templates(papers, on)
    ids = next_ids(PAPER_SEQUENCE, len(papers))
    facts = iter(fact_ids((3 if submitted else 2) * len(papers)))
    statements = []
    for paper_id, new in zip(ids, papers, strict=True):
        one = Statement(f"paper:{paper_id}", "paper.submitted" if submitted else "paper.drafted", on)
        state_paper(one, paper_id, new, on)
        one.add("documents_content", **content_values(next(facts), paper_id, 1, new))
        moves = ("drafted", "submitted") if submitted else ("drafted",)
        for place, move in enumerate(moves, start=1):
            one.add("documents_move", **move_values(Place(next(facts), paper_id, place), move, by=by, on=on))
        statements.append(one)
    write(statements, by=by.actor, known_on=on)
    projections.refresh(ids)
    if key:
        remember(key, digest, {"papers": ids})
    return tuple(ids)


@transaction.atomic
def revise(
    paper_id: int,
    *,
    title: str,
    values: Mapping[str, object],
    inputs: Mapping[str, object],
    by: Viewer,
    on: date,
    key: str = "",
) -> None:
    """Write a draft anew (also after it was returned or recalled); the earlier text stays in the record."""
    digest = _digest("revised", by, [paper_id], canonical({"t": title, "v": values, "i": inputs}))
    if key and once(key, digest) is not None:
        return
    (standing,) = take([paper_id], "revised", by, on)
    before = queries.content(paper_id)
    content_id, move_id = fact_ids(2)
    one = Statement(f"paper:{paper_id}", "paper.revised", on)
    one.add(
        "documents_content",
        id=content_id,
        paper_id=paper_id,
        ordinal=queries.drafts_of(paper_id) + 1,
        template_id=before.template_id,
        salt=salt(),
        title=title,
        values=canonical(values),
        inputs=canonical(inputs),
    )
    one.add(
        "documents_move", **move_values(Place(move_id, paper_id, standing.moves + 1), "revised", by=by, on=on)
    )
    write([one], by=by.actor, known_on=on)
    projections.refresh([paper_id])
    if key:
        remember(key, digest, {"papers": [paper_id]})


def submit(paper_ids: Sequence[int], *, by: Viewer, on: date, key: str = "") -> tuple[int, ...]:
    """Put drafts into the queue. Raises Denied, StateRefused, Refused for one that lacks something."""
    return _move("submitted", paper_ids, by=by, on=on, key=key, more=_complete)


def check(paper_ids: Sequence[int], *, by: Viewer, on: date, key: str = "") -> tuple[int, ...]:
    """Pass papers on to the signer; nobody checks his own. Raises Denied, StateRefused."""
    return _move("checked", paper_ids, by=by, on=on, key=key)


def return_back(
    paper_ids: Sequence[int], *, by: Viewer, on: date, reason: str, key: str = ""
) -> tuple[int, ...]:
    """Give papers back with a reason, by whoever's turn it is. Raises Denied, StateRefused."""
    return _move("returned", paper_ids, by=by, on=on, reason=reason, key=key)


def recall(
    paper_ids: Sequence[int], *, by: Viewer, on: date, reason: str = "", key: str = ""
) -> tuple[int, ...]:
    """Take papers back before they are issued. Raises Denied, StateRefused."""
    return _move("recalled", paper_ids, by=by, on=on, reason=reason, key=key)


def abandon(
    paper_ids: Sequence[int], *, by: Viewer, on: date, reason: str = "", key: str = ""
) -> tuple[int, ...]:
    """Drop drafts for good; what they said stays in the record. Raises Denied, StateRefused."""
    return _move("abandoned", paper_ids, by=by, on=on, reason=reason, key=key)


def sign(paper_ids: Sequence[int], *, by: Viewer, on: date, pin: str, key: str = "") -> tuple[int, ...]:
    """Authorise the content of papers with one PIN: as head, or under a power of the day.

    Raises Denied (no right, no power, an ended one, a wrong PIN), StateRefused, and the refusal of the key
    store where the certificate is absent, revoked or expired.
    """

    def signed(papers: Sequence[Standing]) -> Mapping[int, Mapping[str, object]]:
        given = check_may_sign(papers, by=by, on=on, pin=pin)
        return {paper_id: _signed_values(signature) for paper_id, signature in given.items()}

    return _move("signed", paper_ids, by=by, on=on, key=key, more=signed)


def _complete(papers: Sequence[Standing]) -> Mapping[int, Mapping[str, object]]:
    for one in queries.contents([paper.id for paper in papers]):
        check_can_be_made(one.kind, one.values)
    return {}


def _signed_values(signature: Signature) -> Mapping[str, object]:
    return {
        "prefix": signature.block.prefix,
        "block": "\n".join(signature.block.lines),
        "power_id": signature.block.power_id,
        "digest": signature.digest,
    }


@transaction.atomic
def _move(
    move: str,
    paper_ids: Sequence[int],
    *,
    by: Viewer,
    on: date,
    reason: str = "",
    key: str = "",
    more: Callable[[Sequence[Standing]], Mapping[int, Mapping[str, object]]] | None = None,
) -> tuple[int, ...]:
    """The one path of a move: key, locks, the questions, one entry per paper, the queue derived anew."""
    ids = rules.check_many(paper_ids)
    said = rules.check_reason(move, reason)
    digest = _digest(move, by, ids, said)
    if key and (before := once(key, digest)) is not None:
        return tuple(before["papers"])
    papers = take(ids, move, by, on)
    told = more(papers) if more is not None else {}
    if move in ("recalled", "returned"):
        withdraw(papers)
    statements = []
    for paper, fact in zip(papers, fact_ids(len(papers)), strict=True):
        one = Statement(f"paper:{paper.id}", f"paper.{move}", on, reason=said)
        values = {"reason": said, **told.get(paper.id, {})}
        one.add(
            "documents_move",
            **move_values(Place(fact, paper.id, paper.moves + 1), move, by=by, on=on, more=values),
        )
        statements.append(one)
    write(statements, by=by.actor, known_on=on)
    projections.refresh(ids)
    if key:
        remember(key, digest, {"papers": ids})
    return ids


def take(paper_ids: Sequence[int], move: str, by: Viewer, on: date) -> tuple[Standing, ...]:
    """The papers, locked; each asked: in reach, right, state, another hand."""
    papers = queries.standing(paper_ids, lock=True)
    if len(papers) != len(paper_ids):
        raise LookupError("Không tìm thấy văn bản này trong phạm vi được xem.")
    seen = reach(by, "paper", "read", on)
    for paper in papers:
        if not (seen.covers(paper.agency, paper.office, paper.officer) or _is_maker(paper, by)):
            raise LookupError("Không tìm thấy văn bản này trong phạm vi được xem.")
    for paper in papers:
        check_right(paper, move, by, on)
        rules.check_may_move(paper, move, on)
        rules.check_other_hand(paper, move, by)
    return papers


def refusals(paper_ids: Sequence[int], move: str, *, by: Viewer, on: date) -> dict[int, str]:
    """Why each paper cannot make the move now, "" where it can; writes nothing, asks no PIN."""
    found: dict[int, str] = {}
    blocks = Blocks(by, on)
    for paper in queries.standing(paper_ids):
        try:
            check_right(paper, move, by, on)
            rules.check_may_move(paper, move, on)
            rules.check_other_hand(paper, move, by)
            if move == "signed":
                blocks.of(paper)
            found[paper.id] = ""
        except (Denied, StateRefused) as refused:
            found[paper.id] = refused.sentence
    return found


def check_right(paper: Standing, move: str, by: Viewer, on: date) -> None:
    """Raises Denied unless the policy gives the viewer this move on the paper; a maker owns his drafts."""
    right = MOVES[move].right or STATES[paper.state].turn
    if not right or (right == "draft" and _is_maker(paper, by)):
        return
    if reach(by, "paper", right, on).covers(paper.agency, paper.office, paper.officer):
        return
    relation = relation_to(by, paper.agency, paper.office, paper.officer)
    raise refusal(by.roles, "paper", right, relation, on)


def _is_maker(paper: Standing, by: Viewer) -> bool:
    return paper.maker in by.own_officers


def with_templates(papers: Sequence[NewPaper], on: date) -> list[NewPaper]:
    """The papers with the version of their templates that is in force that day."""
    found: dict[tuple[str, str], int | None] = {}
    out = []
    for new in papers:
        asked = (new.agency, kind(new.kind).template)
        if asked not in found:
            found[asked] = queries.template_in_force(*asked, on)
        out.append(new if new.template_id is not None else replace(new, template_id=found[asked]))
    return out


def state_paper(one: Statement, paper_id: int, new: NewPaper, on: date) -> None:
    """The row of a new paper."""
    one.add(
        "documents_paper",
        id=paper_id,
        kind=new.kind,
        agency=new.agency,
        office=new.office,
        officer=new.officer,
        matter_id=new.matter_id,
        act=new.act,
        regime=new.regime,
        signer_kind=new.signer_kind,
        drafted_on=new.drafted_on,
        known_on=on,
    )


def content_values(fact: int, paper_id: int, ordinal: int, new: NewPaper) -> dict[str, Any]:
    """The row of what a new paper says."""
    return {
        "id": fact,
        "paper_id": paper_id,
        "ordinal": ordinal,
        "template_id": new.template_id,
        "salt": salt(),
        "title": new.title,
        "values": canonical(new.values),
        "inputs": canonical(new.inputs),
    }


_NOTHING: dict[str, object] = {
    "reason": "",
    "digest": "",
    "prefix": "",
    "block": "",
    "power_id": None,
    "agency": "",
    "series": "",
    "year": None,
    "number": None,
    "symbol": "",
    "code": "",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a move stands: its own id, the paper, its order among the paper's moves."""

    fact: int
    paper_id: int
    ordinal: int


def move_values(
    place: Place, move: str, *, by: Viewer, on: date, more: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """The row of one move."""
    return {
        **_NOTHING,
        "id": place.fact,
        "paper_id": place.paper_id,
        "ordinal": place.ordinal,
        "move": move,
        "on": on,
        "known_on": on,
        "actor": by.actor,
        **(more or {}),
    }


def _digest(move: str, by: Viewer, papers: Sequence[object], said: str) -> str:
    """What stands for a whole request, so that its key answers for it alone."""
    text = canonical({"move": move, "by": by.actor, "papers": list(papers), "said": said})
    return hashlib.sha256(text.encode()).hexdigest()
