"""Numbers and issue: two steps around the effects of an act, in the caller's one transaction.

``take_for_issue`` (a signed paper of the head) or ``take_own`` (a paper that its officer signs himself) locks
the papers and their matters, asks every question and takes the numbers; the caller then writes what the act
does; ``mark_issued`` writes the papers' facts and files them. Where anything is refused nothing has happened,
and no number is lost.
"""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from thihanh.documents import folios, projections, queries, rules
from thihanh.documents.kinds import kind
from thihanh.documents.operations import (
    NewPaper,
    Place,
    content_values,
    move_values,
    state_paper,
    take,
    with_templates,
)
from thihanh.documents.pdf_jobs import ask_for_pdf
from thihanh.documents.rows import PAPER_SEQUENCE, Statement, digest_of, fact_ids, write
from thihanh.documents.service import projections as service
from thihanh.documents.service.duties import addressees, opened
from thihanh.law.regimes import Regime
from thihanh.matters.rules import StateRefused
from thihanh.offices.powers import own_block
from thihanh.offices.reach import Viewer
from thihanh.trail.copying import next_ids
from thihanh.trail.kept import ask
from thihanh.trail.locking import hold

_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper about to be issued, with its number; ``new`` where it is written and issued in one go."""

    paper_id: int
    kind: str
    matter_id: int | None
    agency: str
    office: str
    officer: str
    act: str
    regime: Regime
    title: str
    values: Mapping[str, Any]
    inputs: Mapping[str, Any]
    maker: str
    moves: int
    series: str
    symbol: str
    year: int
    number: int | None
    new: NewPaper | None = field(default=None, repr=False)

    @property
    def number_text(self) -> str:
        """``12/QĐ-CTHADS``; "" for kinds that bear no number."""
        return queries.number_text(self.number, self.symbol)


def take_for_issue(paper_ids: Sequence[int], *, by: Viewer, on: date) -> tuple[Ready, ...]:
    """Signed papers, locked with their matters and asked, by id; not numbered yet.

    Raises Denied, StateRefused, LookupError. A transaction must be open.
    """
    ids = rules.check_many(paper_ids)
    papers = take(ids, "issued", by, on)
    hold("matter", [paper.matter_id for paper in papers if paper.matter_id is not None])
    contents = {one.paper_id: one for one in queries.contents(ids)}
    for paper in papers:
        if contents[paper.id].signed_digest != contents[paper.id].digest:
            raise StateRefused(
                f"Trạng thái: nội dung của {paper.name} không còn như lúc ký nên không cấp số. "
                "Hãy trả lại để người ký xem và ký lại."
            )
    return tuple(
        Ready(
            paper_id=paper.id,
            kind=paper.kind,
            matter_id=paper.matter_id,
            agency=paper.agency,
            office=paper.office,
            officer=paper.officer,
            act=paper.act,
            regime=paper.regime,
            title=contents[paper.id].title,
            values=contents[paper.id].values,
            inputs=contents[paper.id].inputs,
            maker=paper.maker,
            moves=paper.moves,
            **_series(paper.kind, paper.regime, on),
        )
        for paper in papers
    )


def take_own(papers: Sequence[NewPaper], *, by: Viewer, on: date) -> tuple[Ready, ...]:
    """Papers that whoever acts signs himself (minutes, notices), numbered where their kind bears a number.

    The caller has asked the right of the act. A transaction must be open.
    """
    hold("matter", [paper.matter_id for paper in papers if paper.matter_id is not None])
    papers = with_templates(papers, on)
    ids = next_ids(PAPER_SEQUENCE, len(papers))
    taken = tuple(
        Ready(
            paper_id=paper_id,
            kind=new.kind,
            matter_id=new.matter_id,
            agency=new.agency,
            office=new.office,
            officer=new.officer,
            act=new.act,
            regime=new.regime,
            title=new.title,
            values=new.values,
            inputs=new.inputs,
            maker=by.actor,
            moves=0,
            new=new,
            **_series(new.kind, new.regime, on),
        )
        for paper_id, new in zip(ids, papers, strict=True)
    )
    return numbered(taken)


def mark_issued(
    ready: Sequence[Ready], *, by: Viewer, on: date, matters: Mapping[int, int] | None = None
) -> None:
    """Record that the papers are issued and file them; PDFs follow by a job.

    ``matters`` says, by paper, which matter an act has just created; the others are held since their papers
    were taken. The day of issue is ``on``.
    """
    of_matter = {one.paper_id: (matters or {}).get(one.paper_id, one.matter_id) for one in ready}
    numbers = folios.next_numbers([matter for matter in of_matter.values() if matter is not None])
    to_reach = addressees([(one, of_matter[one.paper_id]) for one in ready])
    ids = fact_ids(5 * len(ready) + len(to_reach))
    facts, duties = iter(ids[len(to_reach) :]), ids[: len(to_reach)]
    statements = []
    for one in ready:
        act = "paper.issued" if one.new is None else "paper.made"
        statement = Statement(f"paper:{one.paper_id}", act, on)
        place = one.moves
        if one.new is not None:
            place = _state_new(statement, one, one.new, facts=facts, by=by, on=on)
        statement.add(
            "documents_move",
            **move_values(
                Place(next(facts), one.paper_id, place + 1), "issued", by=by, on=on, more=_issue_values(one)
            ),
        )
        matter = of_matter[one.paper_id]
        if matter is not None:
            statement.add(
                "documents_folio",
                **folios.values(
                    next(facts), matter, next(numbers[matter]), on, paper_id=one.paper_id, title=one.title
                ),
            )
        statements.append(statement)
    statements += opened(to_reach, duties, on)
    write(statements, by=by.actor, known_on=on, also=[service.of_new(duties)])
    projections.refresh([one.paper_id for one in ready])
    ask_for_pdf([one.paper_id for one in ready if one.number is not None])


def _state_new(statement: Statement, one: Ready, new: NewPaper, *, facts: Any, by: Viewer, on: date) -> int:
    """The paper, its text, its draft and signature in one go; the number of moves so far."""
    state_paper(statement, one.paper_id, new, on)
    said = content_values(next(facts), one.paper_id, 1, new)
    statement.add("documents_content", **said)
    block = own_block(by.officer, on) if by.officer else None
    signed = {
        "digest": digest_of("documents_content", said),
        "block": "\n".join(block.lines) if block else "",
    }
    for place, (move, more) in enumerate((("drafted", {}), ("signed", signed)), start=1):
        statement.add(
            "documents_move",
            **move_values(Place(next(facts), one.paper_id, place), move, by=by, on=on, more=more),
        )
    return 2


def _issue_values(one: Ready) -> dict[str, object]:
    code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
    if one.number is None:
        return {"code": code}
    return {
        "agency": one.agency,
        "series": one.series,
        "year": one.year,
        "number": one.number,
        "symbol": one.symbol,
        "code": code,
    }


def _series(code: str, regime: Regime, on: date) -> dict[str, Any]:
    of = kind(code)
    return {"series": of.series, "symbol": of.symbol(regime), "year": on.year, "number": None}


def numbered(papers: Sequence[Ready]) -> tuple[Ready, ...]:
    """The papers with the next numbers of their series, in the order given.

    A counter is held until the transaction ends, so that a refusal gives the number back: ask as late as
    possible, everybody else of the agency waits. Counters are taken in one fixed order, so that no two
    transactions wait for each other in a circle.
    """
    wanted: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for place, one in enumerate(papers):
        if one.series:
            wanted[one.agency, one.series, one.year].append(place)
    given: dict[int, int] = {}
    for counter, places in sorted(wanted.items()):
        ((last,),) = ask(_COUNT, [*counter, len(places)])
        given |= zip(places, range(last - len(places) + 1, last + 1), strict=True)
    return tuple(replace(one, number=given.get(place)) for place, one in enumerate(papers))


_COUNT = """
INSERT INTO documents_counter AS c (agency, series, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (agency, series, year) DO UPDATE SET last = c.last + excluded.last
RETURNING last
"""
