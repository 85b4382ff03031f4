"""Numbers and issue: two steps around the effects of an act, in the caller's one transaction.

``take_for_issue`` (a signed paper of the head) or ``take_own`` (a paper that its officer signs himself) locks
the papers and their matters, asks every question and takes the numbers; the caller then writes what the act
does; ``mark_issued`` writes the papers' facts and files them. Where anything is refused nothing has happened,
and no number is lost.
"""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    """Signed papers, locked with their matters, asked and numbered, by id.

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
    numbers = _numbers([(paper.agency, paper.kind, paper.regime) for paper in papers], on)
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
            **given,
        )
        for paper, given in zip(papers, numbers, strict=True)
    )


def take_own(papers: Sequence[NewPaper], *, by: Viewer, on: date) -> tuple[Ready, ...]:
    """Papers that whoever acts signs himself (minutes, notices), numbered where their kind bears a number.

    The caller has asked the right of the act. A transaction must be open.
    """
    hold("matter", [paper.matter_id for paper in papers if paper.matter_id is not None])
    papers = with_templates(papers, on)
    ids = next_ids(PAPER_SEQUENCE, len(papers))
    numbers = _numbers([(paper.agency, paper.kind, paper.regime) for paper in papers], on)
    return tuple(
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
            **given,
        )
        for paper_id, new, given in zip(ids, papers, numbers, strict=True)
    )


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


def _numbers(papers: Sequence[tuple[str, str, Regime]], on: date) -> list[dict[str, Any]]:
    """Series, symbol, year and number of each (agency, kind, regime), in order.

    Counters are locked in one fixed order and hold until the transaction ends, so that a refusal gives the
    number back and no two transactions wait for each other in a circle.
    """
    wanted: dict[tuple[str, str], list[int]] = defaultdict(list)
    given: list[dict[str, Any]] = []
    for place, (agency, code, regime) in enumerate(papers):
        of = kind(code)
        given.append(
            {
                "series": of.series,
                "symbol": of.symbol(regime),
                "year": on.year,
                "number": None,
            }
        )
        if of.series:
            wanted[agency, of.series].append(place)
    for (agency, series), places in sorted(wanted.items()):
        ((last,),) = ask(_COUNT, [agency, series, on.year, len(places)])
        for number, place in enumerate(places, start=last - len(places) + 1):
            given[place]["number"] = number
    return given


_COUNT = """
INSERT INTO documents_counter AS c (agency, series, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (agency, series, year) DO UPDATE SET last = c.last + excluded.last
RETURNING last
"""
