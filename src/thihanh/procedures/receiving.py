"""Nhận ủy thác: what another agency delegated here becomes a matter of this agency, bound to the one there.

What an agency returns goes on here as a new matter too, bound to both: an ended matter is not opened again,
as with a request that is made again (docs/manual/readings.md 14) [I].

The receiving decision is drafted and signed like any decision of the head, and creates its matter when it is
issued. Parties, obligations and their bonds come from the sender's file; amounts are what was delegated.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction

from thihanh.documents.content import Judgment, Reference
from thihanh.documents.issuing import Ready, numbered
from thihanh.documents.operations import NewPaper
from thihanh.law import regime_on
from thihanh.law.citations import cite
from thihanh.law.notation import vn
from thihanh.matters.asking import Refusal
from thihanh.matters.delegations import DELEGATED, RETURNED, DelegatedRow, delegated_to, delegation
from thihanh.matters.intake import (
    Holding,
    Instalment,
    Intake,
    Liability,
    Link,
    MoneyChange,
    NewJudgment,
    NewMatter,
    NewObligation,
    NewParty,
    StageChange,
    Step,
    TagChange,
)
from thihanh.matters.whole import Whole, whole
from thihanh.matters.writing import Heading, write
from thihanh.offices import queries as offices
from thihanh.offices.queries import Viewer
from thihanh.procedures.births import OF_KINDS
from thihanh.procedures.deciding import PAPERS
from thihanh.procedures.judging import check_right
from thihanh.procedures.paper_parts import ROLES, Names, for_the_head, headed, named, ordered
from thihanh.procedures.papers import into_queue

CODE = "receive_delegation"
_SENT_BY = {False: "Quyết định ủy thác thi hành án", True: "Quyết định trả lại ủy thác thi hành án"}
_ARTICLES = {"R08": "L08 Đ.57", "R25": "L25 Đ.49"}


def waiting(*, by: Viewer, on: date) -> tuple[DelegatedRow, ...]:
    """What was delegated to the viewer's agency and not received; nothing without the right to receive."""
    reach = offices.reach(by, "request", "read", on)
    return () if reach.is_empty else delegated_to(by.agency)


@transaction.atomic
def propose(sender: int, *, office: str, received_on: date, by: Viewer, on: date, key: str = "") -> int:
    """Draft the receiving decision of an office and put it into the queue; the paper's id. Raises Refusal."""
    check_right(by, ("request", "receive"), on=on, agency=by.agency, office=office)
    found = _waiting(by.agency, sender)
    _check_day(found, received_on, on)
    source = whole([sender])[sender]
    inputs = {"sender": sender, "received_on": received_on.isoformat()}
    paper = _paper(found, source, agency=by.agency, office=office, on=on, inputs=inputs)
    (paper_id,) = into_queue([paper], by=by, on=on, key=key)
    return paper_id


def _waiting(agency: str, sender: int) -> DelegatedRow:
    found = delegation(agency, sender)
    if found is None:
        raise Refusal(
            "state",
            "không có quyết định ủy thác nào của việc này đang chờ cơ quan nhận: chưa ủy thác đến đây, "
            "hoặc đã ra quyết định thi hành. Mở danh sách ủy thác đến để xem.",
        )
    return found


def _check_day(found: DelegatedRow, received_on: date, on: date) -> None:
    if received_on < found.delegated_on:
        raise Refusal(
            "law",
            f"ngày nhận {vn(received_on)} sớm hơn ngày ủy thác {vn(found.delegated_on)}; kiểm tra lại ngày.",
            "received_on",
        )
    if received_on > on:
        raise Refusal(
            "law", f"ngày nhận {vn(received_on)} ở sau ngày làm việc hiện tại {vn(on)}; ghi ngày đã nhận.",
            "received_on",
        )  # fmt: skip


def _paper(
    found: DelegatedRow, source: Whole, *, agency: str, office: str, on: date, inputs: Mapping[str, object]
) -> NewPaper:
    names = Names(on)
    sender = names.unit(source.agency)
    content = replace(
        headed(PAPERS[found.kind], agency, office, names),
        parties=tuple(named(ROLES[one.role], one) for one in source.parties),
        obligations=tuple(
            ordered(one.kind, _amount(source, found, one.no), one.content)
            for one in source.obligations
            if one.no in found.items
        ),
        judgment=Judgment(source.judgment_number, source.judgment_on, source.court),
        decision=Reference(source.number, found.delegated_on, _SENT_BY[found.origin is not None]),
        extra={"counterpart": sender.name if sender else source.agency},
    )
    return for_the_head(content, CODE, agency=agency, office=office, on=on, inputs=inputs)


def _amount(source: Whole, found: DelegatedRow, no: int) -> int | None:
    """What was delegated or returned of an obligation, in đồng; None where it is not money."""
    if found.origin is not None:
        line = next(one for one in source.obligations if one.no == no)
        return line.money.get("withdrawn") or None
    steps = [
        s for s in source.steps if s.code == "delegate" and s.on == found.delegated_on and s.obligation == no
    ]
    return steps[-1].amount if steps else None


def create(taken: Ready, *, by: Viewer, on: date) -> tuple[Ready, int]:
    """The matter of a receiving decision that is being issued: the numbered paper, the matter's id.

    Raises Refusal where it came twice.
    """
    sender = int(taken.inputs["sender"])
    source = whole([sender], lock=True)[sender]
    found = _waiting(taken.agency, sender)
    (ready,) = numbered([taken])
    (matter_id,) = write(
        [received(source, found, ready, on)],
        Heading(
            act=f"act.{CODE}",
            by=by.actor,
            article=cite(_ARTICLES[regime_on(on)]),
            more={"paper": ready.paper_id},
        ),
    )
    return ready, matter_id


def received(source: Whole, found: DelegatedRow, ready: Ready, on: date) -> Intake:
    """The new matter: what was delegated of the sender's, with those it binds."""
    obligations = tuple(one for one in source.obligations if one.no in found.items)
    facts: dict[str, str | int | bool] = {
        "sender": source.id,
        "delegated_on": found.delegated_on.isoformat(),
        "received_on": str(ready.inputs["received_on"]),
    }
    step = Step(
        on,
        CODE,
        on,
        article=cite(_ARTICLES[regime_on(on)]),
        counterpart=source.agency,
        amount=found.amount or None,
        paper=ready.paper_id,
        facts=facts,
    )
    return Intake(
        new=_new(source, found, ready, on),
        parties=tuple(
            NewParty(one.no, one.role, one.kind, one.name, on, one.id_number, one.birth_year, one.address)
            for one in source.parties
        ),
        obligations=tuple(
            NewObligation(one.no, one.kind, on, one.content, one.debtor, one.creditor) for one in obligations
        ),
        money=tuple(
            MoneyChange(on, one.no, "due", amount, on)
            for one in obligations
            if (amount := _amount(source, found, one.no))
        ),
        stages=(StageChange(on, "decided", on, document=ready.number_text),),
        holdings=(Holding(on, ready.office, "", known_on=on),) if ready.office else (),
        steps=(step,),
        liabilities=tuple(
            Liability(on, one.obligation, one.party, one.kind, on, one.ceiling)
            for one in source.liabilities
            if one.obligation in found.items
        ),
        instalments=tuple(
            Instalment(on, one.obligation, one.period, one.due_on, on, one.amount)
            for one in source.instalments
            if one.obligation in found.items
        ),
        links=_links(source, found, on),
        tags=tuple(TagChange(on, tag, present=True, known_on=on) for tag in _tags(source, found)),
    )


def _tags(source: Whole, found: DelegatedRow) -> list[str]:
    """What the forms count the sender's matter apart by; of a part only what its obligations are.

    The causes of being late (``cause:…``) are the sender's: who enforces now finds his own.
    """
    kinds = {one.kind for one in source.obligations if one.no in found.items}
    all_came = len(found.items) == len(source.obligations)
    here = {OF_KINDS[kind] for kind in kinds if kind in OF_KINDS}
    return sorted(
        tag
        for tag in source.tags
        if not tag.startswith("cause:") and (all_came or tag not in OF_KINDS.values() or tag in here)
    )


def _links(source: Whole, found: DelegatedRow, on: date) -> tuple[Link, ...]:
    if found.origin is None:
        return (Link(on, source.id, DELEGATED, on),)
    return (Link(on, source.id, RETURNED, on), Link(on, found.origin, "same_judgment", on))


def _new(source: Whole, found: DelegatedRow, ready: Ready, on: date) -> NewMatter:
    judgment = NewJudgment(source.judgment_number, source.judgment_on, source.court, source.judgment_kind)
    return NewMatter(
        agency=ready.agency,
        number=ready.number_text,
        decided_on=on,
        kind=source.kind,
        judgment=judgment,
        known_on=on,
        requested_on=source.requested_on,
        delegated_from=source.agency if found.origin is None else "",
    )
