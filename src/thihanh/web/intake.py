"""Tiếp nhận: judgments received and requests with their clocks; one judgment, what it orders and decides."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.law import regime_on
from thihanh.law.lists import entry, listed
from thihanh.matters import listing as matters
from thihanh.matters import receipts
from thihanh.matters.asking import Refusal
from thihanh.matters.intake_clocks import IntakeClock, nearest, of_receipt, of_request
from thihanh.matters.listing import Filters
from thihanh.matters.receipts import Item, ReceiptRow
from thihanh.matters.request_rows import STATES, RequestRow, requests
from thihanh.matters.rules import StateRefused
from thihanh.matters.verifications_asked import AskedRow, asked_of
from thihanh.offices import queries as offices
from thihanh.offices.queries import Reach
from thihanh.offices.reference import provinces_on
from thihanh.procedures import receiving
from thihanh.procedures.answering import UnderWay, under_way
from thihanh.procedures.deciding import Ground, ground_of, propose
from thihanh.procedures.entering import receive_judgment
from thihanh.procedures.proposals import Proposal
from thihanh.procedures.register_file.labels import JUDGMENT_KINDS, OBLIGATION_KINDS, label_of
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web import intake_forms as forms
from thihanh.web import refusals
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.page import PageRequest, page


@dataclass(frozen=True)
class Line:
    """One line of a register as the list shows it."""

    row: Any
    clock: IntakeClock | None
    state: str
    waiting: int = 0


@page
def listing(request: PageRequest) -> HttpResponse:
    """Requests to be answered and judgments to be decided, the nearest clock first; or the whole year."""
    reach = reach_of(request)
    everything = "ca-nam" in request.GET
    year = request.on.year if everything else None
    asked = requests(reach, year=year, state="" if everything else "open")
    found = receipts.receipts(reach, year=year)
    decided = receipts.decided_items([one.judgment_id for one in found])
    by_judgment = {one.judgment_id: one for one in found}
    lines = [_request_line(one, by_judgment.get(one.judgment_id or 0), request) for one in asked]
    judged = [_receipt_line(one, decided.get(one.judgment_id, {}), request) for one in found]
    if not everything:
        judged = [one for one in judged if one.waiting or not one.row.complete]
    context = {
        "requests": sorted(lines, key=_by_clock),
        "judgments": sorted(judged, key=_by_clock),
        "asked": _asked_of_us(request),
        "everything": everything,
        "may_receive": may_receive(request),
        "delegated": len(receiving.waiting(by=request.viewer, on=request.on)),
    }
    return render(request, "web/intake.html", context)


def _asked_of_us(request: PageRequest) -> list[tuple[AskedRow, str, str]]:
    """Verifications other agencies ask of this one: with the name of who asks and what is asked."""
    found = asked_of(request.viewer.agency, request.page.calendar)
    names = {one.code: one.name for one in provinces_on(request.on)}
    words = {one.code: one.label for one in listed("verification_contents", regime_on(request.on))}
    return [
        (one, names.get(one.agency, one.agency), ", ".join(words.get(code, code) for code in one.contents))
        for one in found
    ]


def reach_of(request: PageRequest) -> Reach:
    """What of the intake the viewer may read. Raises Denied where it is nothing."""
    reach = offices.reach(request.viewer, "request", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "request", "read")
    return reach


def may_receive(request: PageRequest) -> bool:
    """Whether the viewer enters judgments and requests."""
    return not offices.reach(request.viewer, "request", "receive", request.on).is_empty


def receiving_right(request: PageRequest) -> None:
    """Raises Denied for who enters neither judgments nor requests."""
    if not may_receive(request):
        raise refusals.not_granted(request.viewer, "request", "receive")


def _by_clock(line: Line) -> tuple[bool, object, int]:
    due = line.clock.due if line.clock else None
    return (due is None, due, -line.row.id)


def _request_line(row: RequestRow, receipt: ReceiptRow | None, request: PageRequest) -> Line:
    clocks = of_request(row, request.page.calendar, receipt)
    return Line(row, nearest(clocks), STATES[row.state])


def _receipt_line(row: ReceiptRow, decided: dict[int, int], request: PageRequest) -> Line:
    open_ = [item for item in row.items if item.ex_officio and item.no not in decided]
    state = "chưa đủ hồ sơ" if not row.complete else f"{len(open_)} khoản chủ động chưa ra quyết định"
    clock = nearest(of_receipt(row, decided, request.page.calendar))
    return Line(row, clock, state if open_ or not row.complete else "đã ra quyết định", len(open_))


@page
def judgment(request: PageRequest, receipt_id: int) -> HttpResponse:
    """One judgment: where it stands in register 01, what it orders, which decisions follow."""
    return show(request, _receipt(request, receipt_id))


@page
def new_judgment(request: PageRequest) -> HttpResponse:
    """The form of a judgment received, or its entry into register 01."""
    receiving_right(request)
    if request.method != "POST":
        return _form(request, forms.blank(request.on))
    form = forms.sent(request.POST)
    if request.POST.get("them"):
        return _form(request, form)
    typed, new = forms.read_judgment(form, request)
    if not key_of(request):
        typed = typed.but("", UNKEYED)
    if new is None or typed.problems:
        return _form(request, forms.Sent(typed, form.people, form.items, form.ticked), 422)
    try:
        made = receive_judgment(new, by=request.viewer, on=request.on, key=key_of(request))
    except (StateRefused, KeyReused) as refused:
        typed = typed.but("", refused.sentence)
        return _form(request, forms.Sent(typed, form.people, form.items, form.ticked), 422)
    messages.success(
        request, f"Đã vào sổ 01 bản án {new.judgment.number} ngày {vi.day(new.judgment.made_on)}."
    )
    return redirect("web:intake-judgment", made)


@page
def judgment_act(request: PageRequest, receipt_id: int, verb: str) -> HttpResponse:
    """The file became complete, or decisions go to signature."""
    if request.method != "POST" or verb not in _VERBS:
        raise Http404
    row = _receipt(request, receipt_id)
    if not key_of(request):
        return show(request, row, [("", UNKEYED)])
    try:
        said = _VERBS[verb](request, row)
    except (StateRefused, Refusal, KeyReused) as refused:
        return show(request, row, [("", refused.sentence)])
    except ValueError as error:
        return show(request, row, [("completed_on", str(error))])
    messages.success(request, said)
    return redirect("web:intake-judgment", row.id)


def _complete(request: PageRequest, row: ReceiptRow) -> str:
    day = vi.read_day(request.POST.get("completed_on", "").strip())
    receipts.completed(row.id, completed_on=day, by=request.viewer, on=request.on)
    return f"Đã ghi ngày nhận đủ hồ sơ {vi.day(day)}; hạn ra quyết định tính từ ngày đó."


def _decide(request: PageRequest, row: ReceiptRow) -> str:
    return send_decisions(request, row.id, None)


_VERBS: dict[str, Callable[[PageRequest, ReceiptRow], str]] = {"du-ho-so": _complete, "de-xuat": _decide}


def send_decisions(request: PageRequest, receipt_id: int, request_id: int | None) -> str:
    """Draft the ticked decisions and put them into the queue; what was done, in words."""
    wanted = [tuple(vi.place(n, 0) for n in one.split(",")) for one in request.POST.getlist("chon")]
    papers = propose(
        receipt_id, request_id, wanted=wanted, by=request.viewer, on=request.on, key=key_of(request)
    )
    return (
        f"Đã trình ký {vi.count(len(papers))} quyết định thi hành án; việc được lập khi quyết định phát hành."
    )


def show(
    request: PageRequest, row: ReceiptRow, problems: list[tuple[str, str]] | None = None
) -> HttpResponse:
    """The page of one judgment."""
    ground = ground_of(row.id, None, by=request.viewer, on=request.on)
    decided = receipts.decided_items([row.judgment_id]).get(row.judgment_id, {})
    people = receipts.persons_of(receipts.people_in(row.items), reach_of(request).masked)
    names = {key: one.name for key, one in people.items()}
    context = {
        "row": row,
        "kind": label_of(JUDGMENT_KINDS, row.judgment.kind),
        "channel": _channel(row),
        "clocks": of_receipt(row, decided, request.page.calendar),
        "items": [item_line(item, names, decided, reached(request, decided)) for item in row.items],
        "people": people.values(),
        "proposals": proposals(ground, names, [one for one in under_way(request.viewer, request.on)
                                               if one.receipt == row.id and one.request is None]),
        "left": ground.proposed.left,
        "requests": [(one, STATES[one.state]) for one in
                     requests(reach_of(request), judgment_id=row.judgment_id)],
        "may_receive": _may_act(request, row),
        "problems": problems,
        "key": uuid.uuid4().hex,
    }  # fmt: skip
    return render(request, "web/intake_judgment.html", context, status=422 if problems else 200)


def reached(request: PageRequest, decided: dict[int, int]) -> frozenset[int]:
    """Of the matters that took items up, those that the viewer may open."""
    if not decided:
        return frozenset()
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    found = matters.page(reach, Filters(ids=tuple(set(decided.values()))), limit=len(decided))
    return frozenset(row.id for row in found.rows)


def item_line(
    item: Item, names: dict[int, str], decided: dict[int, int], open_to: frozenset[int]
) -> dict[str, object]:
    """An item in words, whether it is decided, and the matter that took it up where it may be opened."""
    matter = decided.get(item.no)
    return {
        "item": item,
        "label": label_of(OBLIGATION_KINDS, item.kind),
        "debtors": ", ".join(names[one] for one in item.debtors),
        "creditors": ", ".join(names[one] for one in item.creditors),
        "collateral": [(names[one.person], one.ceiling) for one in item.collateral],
        "decided": matter is not None,
        "matter": matter if matter in open_to else None,
    }


def proposals(
    ground: Ground, names: dict[int, str], sent: list[UnderWay]
) -> list[tuple[str, Proposal, str, UnderWay | None]]:
    """The decisions that follow: value of the box, the proposal, its people, the paper already under way."""
    return [
        (
            ",".join(map(str, one.numbers)),
            one,
            ", ".join(names[person] for person in one.debtors or one.creditors),
            next((paper for paper in sent if paper.items == one.numbers), None),
        )
        for one in ground.proposed.proposals
    ]


def _channel(row: ReceiptRow) -> str:
    try:
        return entry("judgment_channels", row.channel, "R25").label
    except KeyError:
        return row.channel


def _may_act(request: PageRequest, row: ReceiptRow) -> bool:
    reach = offices.reach(request.viewer, "request", "receive", request.on)
    return reach.covers(row.agency, row.office or None)


def _receipt(request: PageRequest, receipt_id: int) -> ReceiptRow:
    try:
        return receipts.receipt(reach_of(request), receipt_id)
    except LookupError as error:
        raise Http404(str(error)) from None


def _form(request: PageRequest, form: forms.Sent, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "typed": form.typed,
        "problems": form.typed.problems,
        "key": request.POST.get("key") or uuid.uuid4().hex,
        **forms.offered(form, request.on),
    }
    return render(request, "web/intake_new_judgment.html", context, status=status)
