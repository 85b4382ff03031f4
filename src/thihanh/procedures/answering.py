"""Answers to a request before there is a matter: the notice that asks for what is missing, the refusal.

Both are papers of the head: drafted here, signed in the queue, and in effect when they are issued.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db import transaction

from thihanh.deadlines import Calendar, load_calendar
from thihanh.documents import queries
from thihanh.documents.content import Judgment, PaperContent, Party
from thihanh.documents.issuing import Ready
from thihanh.documents.queries import PaperRow
from thihanh.law.lists import entry
from thihanh.matters import receipts, requests
from thihanh.matters.receipts import ReceiptRow
from thihanh.matters.request_rows import RequestRow, request
from thihanh.offices import queries as offices
from thihanh.offices.queries import EVERYTHING, Viewer, calendar_overrides
from thihanh.procedures.limits import answers, limits
from thihanh.procedures.paper_parts import Names, for_the_head, headed, named
from thihanh.procedures.papers import into_queue, reference

PAPERS: Final[Mapping[str, str]] = {"ask_supplement": "TB-BO-SUNG", "refuse_request": "TB-TU-CHOI"}


def receipt_of(asked: RequestRow) -> ReceiptRow | None:
    """The registered judgment that the request speaks of."""
    if asked.judgment_id is None:
        return None
    return next(iter(receipts.receipts(EVERYTHING, judgment_id=asked.judgment_id, limit=1)), None)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A paper about a judgment or a request that is on its way through the queue."""

    paper: PaperRow
    receipt: int | None
    request: int | None
    items: tuple[int, ...]


def under_way(by: Viewer, on: date) -> tuple[UnderWay, ...]:
    """The papers under way before there is a matter, within what the viewer may read."""
    acts = ("decide", *PAPERS)
    rows = queries.before_matters(offices.reach(by, "paper", "read", on), acts)
    inputs = {one.paper_id: one.inputs for one in queries.contents([row.id for row in rows])}
    return tuple(
        UnderWay(
            row,
            inputs[row.id].get("receipt"),
            inputs[row.id].get("request"),
            tuple(inputs[row.id].get("items", ())),
        )
        for row in rows
    )


@transaction.atomic
def propose_supplement(request_id: int, *, until: date, by: Viewer, on: date, key: str = "") -> int:
    """Draft the notice that lists what is missing; the paper. Raises Denied, StateRefused, LookupError."""
    found = _mine(request_id, by, on)
    requests.check_supplement(found, until, on)
    lacking = "; ".join(one.label for one in found.missing)
    inputs = {"request": found.id, "until": until.isoformat()}
    content = replace(_content("ask_supplement", found, on), reason=lacking, extra={"until": until})
    paper = for_the_head(
        content, "ask_supplement", agency=found.agency, office=found.office, on=on, inputs=inputs
    )
    return into_queue([paper], by=by, on=on, key=key)[0]


@transaction.atomic
def propose_refusal(request_id: int, *, ground: str, by: Viewer, on: date, key: str = "") -> int:
    """Draft the notice of refusal on a ground; the paper. Raises Denied, StateRefused, LookupError."""
    found = _mine(request_id, by, on)
    _check_refusal(found, ground, on)
    row = entry("request_refused", ground, found.regime)
    inputs = {"request": found.id, "ground": ground}
    content = replace(
        _content("refuse_request", found, on), ground=row.label, ground_article=reference(row.article)
    )
    paper = for_the_head(
        content, "refuse_request", agency=found.agency, office=found.office, on=on, inputs=inputs
    )
    return into_queue([paper], by=by, on=on, key=key)[0]


def take_effect(ready: Ready, *, by: Viewer, on: date) -> None:
    """Ask again, of the request as it stands, and record what the issued notice does."""
    request_id = int(ready.inputs["request"])
    if ready.act == "ask_supplement":
        until = date.fromisoformat(ready.inputs["until"])
        requests.ask_supplement(request_id, until=until, by=by.actor, on=on, paper=ready.paper_id)
        return
    found = request(EVERYTHING, request_id)
    requests.refuse(
        request_id,
        ground=ready.inputs["ground"],
        limits=answers(limits(found, receipt_of(found), calendar_of(found, on))),
        by=by.actor,
        on=on,
        paper=ready.paper_id,
    )


def calendar_of(found: RequestRow, on: date) -> Calendar:
    """The working calendar of the office that received the request."""
    return load_calendar(calendar_overrides(found.office or found.agency, on))


def _mine(request_id: int, by: Viewer, on: date) -> RequestRow:
    """The request, read within the reach of whoever may receive requests there."""
    found = request(offices.reach(by, "request", "read", on), request_id)
    offices.check_reaches(by, "request", "receive", on=on, agency=found.agency, office=found.office)
    return found


def _check_refusal(found: RequestRow, ground: str, on: date) -> None:
    known = answers(limits(found, receipt_of(found), calendar_of(found, on)))
    requests.check_refusal(found, ground, on, known)


def _content(act: str, found: RequestRow, on: date) -> PaperContent:
    return replace(
        headed(PAPERS[act], found.agency, found.office, Names(on)),
        parties=_parties(found),
        judgment=_judgment(receipt_of(found)),
    )


def _judgment(receipt: ReceiptRow | None) -> Judgment | None:
    if receipt is None:
        return None
    return Judgment(receipt.judgment.number, receipt.judgment.made_on, receipt.judgment.court)


def _parties(found: RequestRow) -> tuple[Party, ...]:
    ids = [found.requester_id, *([found.debtor_id] if found.debtor_id else [])]
    people = receipts.persons_of(ids)
    requester = named("creditor", people[found.requester_id])
    debtors = (named("debtor", people[found.debtor_id]),) if found.debtor_id else ()
    return (requester, *debtors)
