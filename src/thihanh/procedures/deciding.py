"""The enforcement decision (MT-1): from a received judgment or a request to papers, and on issue to matters.

A decision is proposed by the rules of ``proposals``, drafted and signed like any act of the head, and creates
its matter when it is issued. What was decided meanwhile by another paper is not decided twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from thihanh.documents.content import Judgment, Party
from thihanh.documents.issuing import Ready, numbered
from thihanh.documents.operations import NewPaper
from thihanh.law.notation import vn
from thihanh.matters import receipts, requests
from thihanh.matters.asking import Refusal
from thihanh.matters.intake import Holding, Intake, NewMatter
from thihanh.matters.names import STATE
from thihanh.matters.receipts import PersonRow, ReceiptRow
from thihanh.matters.request_rows import RequestRow, request
from thihanh.matters.writing import Heading, write
from thihanh.offices import queries as offices
from thihanh.offices.queries import EVERYTHING, Viewer
from thihanh.procedures.answering import calendar_of
from thihanh.procedures.births import Source, birth
from thihanh.procedures.judging import check_right
from thihanh.procedures.limits import expired_periods, limits
from thihanh.procedures.paper_parts import Names, for_the_head, headed, named, ordered
from thihanh.procedures.papers import into_queue
from thihanh.procedures.proposals import Proposal, Proposed, of_own_motion, on_request
from thihanh.trail.locking import hold

PAPERS = {"ex_officio": "QD-THA-CD", "on_request": "QD-THA-YC"}
CODE = "decide"


@dataclass(frozen=True, slots=True)
class Ground:
    """What decisions are made on: the judgment's receipt, and the request where there is one."""

    receipt: ReceiptRow
    request: RequestRow | None
    proposed: Proposed

    @property
    def source(self) -> Source:
        return Source(
            self.receipt.id,
            self.request.id if self.request else None,
            self.request.again_for if self.request else None,
            self.receipt.circumstances,
        )


def ground_of(receipt_id: int, request_id: int | None, *, by: Viewer, on: date) -> Ground:
    """The decisions that follow today, within what the viewer may read. Raises LookupError."""
    reach = offices.reach(by, "request", "read", on)
    found = receipts.receipt(reach, receipt_id)
    return _proposed(found, request(reach, request_id) if request_id else None, on)


def _proposed(receipt: ReceiptRow, asked: RequestRow | None, on: date) -> Ground:
    decided = receipts.decided_items([receipt.judgment_id]).get(receipt.judgment_id, {})
    kind_ = receipt.judgment.kind
    if asked is None:
        return Ground(
            receipt, None, of_own_motion(receipt.items, judgment_kind=kind_, on=on, decided=decided)
        )
    proposed = on_request(
        receipt.items,
        asked.items,
        judgment_kind=kind_,
        on=on,
        decided=() if asked.again_for else decided,
        taken=_periods_taken(receipt, asked, on),
    )
    return Ground(receipt, asked, proposed)


def _periods_taken(receipt: ReceiptRow, asked: RequestRow, on: date) -> Mapping[int, frozenset[str]]:
    """Periods that an earlier decision took up, or whose limitation had expired when they were asked for."""
    before = {} if asked.again_for else receipts.decided_periods(receipt.judgment_id)
    expired = expired_periods(limits(asked, receipt, calendar_of(asked, on)))
    items = before.keys() | expired.keys()
    return {no: before.get(no, frozenset()) | expired.get(no, frozenset()) for no in items}


def check_may_decide(ground: Ground, on: date) -> None:
    """Raises Refusal: a judgment not complete or not in force yet, a request ended or incomplete."""
    receipt, asked = ground.receipt, ground.request
    named = f"bản án số {receipt.judgment.number}"
    if not receipt.complete:
        raise Refusal(
            "state",
            f"hồ sơ {named} chưa đủ nên chưa ra quyết định được. Ghi ngày nhận đủ ở sổ nhận bản án trước.",
        )
    if receipt.effective_on is not None and receipt.effective_on > on:
        raise Refusal(
            "law",
            f"{named} có hiệu lực từ {vn(receipt.effective_on)}, sau ngày làm việc {vn(on)}; "
            "đợi đến ngày có hiệu lực.",
        )
    if asked is not None:
        _check_request(asked)
        _check_limitation(asked, receipt, on)
    if not ground.proposed.proposals:
        raise Refusal(
            "state",
            f"{named} không còn khoản nào chưa có quyết định thi hành án"
            + (" theo yêu cầu này." if asked else " chủ động.")
            + " Mở sổ thụ lý để xem các quyết định đã ra.",
        )


def _check_request(asked: RequestRow) -> None:
    named = f"yêu cầu số {asked.number}/{asked.year}"
    if asked.state in ("refused", "withdrawn"):
        raise Refusal(
            "state", f"{named} đã kết thúc nên không ra quyết định được. Người yêu cầu có thể yêu cầu lại."
        )
    if asked.missing and not asked.never_refused:
        lacking = ", ".join(one.label.lower() for one in asked.missing)
        raise Refusal("law", f"{named} còn thiếu: {lacking}. Yêu cầu bổ sung, rồi ra quyết định.")


def _check_limitation(asked: RequestRow, receipt: ReceiptRow, on: date) -> None:
    """Raises Refusal where the limitation of all that is asked for had expired (L25 Đ.34.2; L08 Đ.30)."""
    if asked.never_refused:
        return
    found = limits(asked, receipt, calendar_of(asked, on))
    if found and all(one.answer.expired for one in found):
        raise Refusal(
            "law",
            f"yêu cầu số {asked.number}/{asked.year} gửi khi đã hết thời hiệu. {found[-1].answer.sentence} "
            "Ra thông báo từ chối, hoặc ghi thời gian không tính vào thời hiệu nếu có.",
        )


@transaction.atomic
def propose(
    receipt_id: int,
    request_id: int | None = None,
    *,
    wanted: Sequence[tuple[int, ...]] | None = None,
    by: Viewer,
    on: date,
    key: str = "",
) -> tuple[int, ...]:
    """Draft the decisions and put them into the queue: all that follow, or those with these items.

    Raises Refusal, LookupError, KeyReused.
    """
    ground = ground_of(receipt_id, request_id, by=by, on=on)
    receipt = ground.receipt
    check_right(by, ("request", "receive"), on=on, agency=receipt.agency, office=receipt.office)
    check_may_decide(ground, on)
    chosen = [one for one in ground.proposed.proposals if wanted is None or one.numbers in set(wanted)]
    if not chosen:
        raise Refusal("input", "chưa chọn quyết định nào để trình. Đánh dấu ít nhất một quyết định.")
    people = receipts.persons_of(receipts.people_in(ground.receipt.items))
    names = Names(on)
    papers = [_paper(ground, one, people, names) for one in chosen]
    return into_queue(papers, by=by, on=on, key=key)


def _paper(ground: Ground, one: Proposal, people: Mapping[int, PersonRow], names: Names) -> NewPaper:
    receipt, source = ground.receipt, ground.source
    content = replace(
        headed(PAPERS[one.kind], receipt.agency, receipt.office, names),
        parties=_parties(one, people),
        obligations=tuple(ordered(item.kind, item.amount, item.content) for item in one.items),
        judgment=Judgment(receipt.judgment.number, receipt.judgment.made_on, receipt.judgment.court),
    )
    inputs = {"receipt": source.receipt, "request": source.request, "items": list(one.numbers)}
    return for_the_head(
        content, CODE, agency=receipt.agency, office=receipt.office, on=names.on, inputs=inputs
    )


def _parties(one: Proposal, people: Mapping[int, PersonRow]) -> tuple[Party, ...]:
    creditors = [named("creditor", people[no]) for no in one.creditors]
    if any(not item.creditors for item in one.items):
        creditors.insert(0, Party("creditor", STATE))
    return (*creditors, *(named("debtor", people[no]) for no in one.debtors))


def create(taken: Ready, *, by: Viewer, on: date) -> tuple[Ready, int]:
    """The matter of a decision that is being issued: the numbered paper, the matter's id.

    Raises Refusal where its items were decided.
    """
    asked = request(EVERYTHING, taken.inputs["request"]) if taken.inputs.get("request") else None
    receipt = receipts.receipt(EVERYTHING, taken.inputs["receipt"])
    hold("judgment", [receipt.judgment_id])  # two papers of one judgment: one after the other
    ground = _proposed(receipt, asked, on)
    numbers = tuple(taken.inputs["items"])
    found = next((one for one in ground.proposed.proposals if one.numbers == numbers), None)
    if found is None:
        items = ", ".join(map(str, numbers))
        raise Refusal(
            "state",
            f"các khoản {items} của bản án số {receipt.judgment.number} không còn như khi ký: đã có quyết "
            "định khác hoặc bản án đã được ghi lại. Trả lại để soạn quyết định mới.",
        )
    check_may_decide(ground, on)
    people = receipts.persons_of(receipts.people_in(receipt.items))
    (ready,) = numbered([taken])
    (matter_id,) = write(
        [_born(ground, found, people, ready, on)],
        Heading(
            act=f"act.{CODE}",
            by=by.actor,
            article=found.rule.article,
            more={"paper": ready.paper_id},
        ),
    )
    if asked is not None and asked.is_open:
        requests.accept(asked.id, matter_id=matter_id, by=by.actor, on=on, paper=ready.paper_id)
    return ready, matter_id


def _born(ground: Ground, one: Proposal, people: Mapping[int, PersonRow], ready: Ready, on: date) -> Intake:
    receipt = ground.receipt
    new = NewMatter(
        agency=receipt.agency,
        number=ready.number_text,
        decided_on=on,
        kind=one.kind,
        judgment=receipt.judgment,
        judgment_id=receipt.judgment_id,
        known_on=on,
        requested_on=ground.request.on if ground.request else None,
    )
    born = birth(one, people, new, ground.source)
    return replace(
        born,
        steps=tuple(replace(step, paper=ready.paper_id) for step in born.steps),
        # The office sees its matter from the first day; who holds it is said by the assignment.
        holdings=(Holding(on, receipt.office, "", known_on=on),) if receipt.office else (),
    )
