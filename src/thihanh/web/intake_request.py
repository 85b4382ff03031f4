"""Yêu cầu thi hành án: its entry, what is missing, its limitation period, and every answer to it."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.law.lists import entry, listed
from thihanh.matters import listing as matters
from thihanh.matters import receipts, requests
from thihanh.matters.asking import Refusal
from thihanh.matters.intake_clocks import of_request
from thihanh.matters.listing import Filters
from thihanh.matters.receipts import ReceiptRow
from thihanh.matters.request_rows import STATES, RequestRow
from thihanh.matters.request_rows import request as one_request
from thihanh.matters.requests import RETURNED
from thihanh.matters.rules import StateRefused
from thihanh.offices import queries as offices
from thihanh.procedures.answering import propose_refusal, propose_supplement, receipt_of, under_way
from thihanh.procedures.deciding import ground_of
from thihanh.procedures.entering import receive_request
from thihanh.procedures.limits import limits
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web import request_form
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.filters import Choice
from thihanh.web.intake import item_line, proposals, reach_of, reached, receiving_right, send_decisions
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed

Problems = list[tuple[str, str]]


@page
def new_request(request: PageRequest) -> HttpResponse:
    """The form of a request, or its entry into register 02."""
    receiving_right(request)
    receipt = _receipt(request)
    if request.method != "POST":
        return _form(request, request_form.blank(request.on), receipt)
    typed, new = request_form.read(Typed.of(request.POST, request_form.FIELDS), request, receipt)
    if not key_of(request):
        typed = typed.but("", UNKEYED)
    if new is None or typed.problems:
        return _form(request, typed, receipt, 422)
    try:
        made = receive_request(new, by=request.viewer, on=request.on, key=key_of(request))
    except (StateRefused, KeyReused) as refused:
        return _form(request, typed.but("", refused.sentence), receipt, 422)
    missing = requests.lacking(new)
    said = f" Còn thiếu {len(missing)} nội dung bắt buộc." if missing else ""
    messages.success(request, f"Đã vào sổ 02 yêu cầu ngày {vi.day(new.on)}.{said}")
    return redirect("web:intake-request", made)


@page
def show(request: PageRequest, request_id: int) -> HttpResponse:
    """One request with its clocks and answers."""
    return _show(request, _request(request, request_id))


@page
def act(request: PageRequest, request_id: int, verb: str) -> HttpResponse:
    """An answer to the request: supplement asked or received, refusal, withdrawal, decisions."""
    if request.method != "POST" or verb not in _VERBS:
        raise Http404
    row = _request(request, request_id)
    if not key_of(request):
        return _show(request, row, [("", UNKEYED)])
    try:
        said = _VERBS[verb](request, row)
    except (StateRefused, Refusal, KeyReused) as refused:
        return _show(request, row, [("", refused.sentence)])
    except ValueError as error:
        return _show(request, row, [("day", str(error))])
    messages.success(request, said)
    return redirect("web:intake-request", row.id)


def _ask_supplement(request: PageRequest, row: RequestRow) -> str:
    until = vi.read_day(request.POST.get("until", "").strip())
    propose_supplement(row.id, until=until, by=request.viewer, on=request.on, key=key_of(request))
    return "Đã trình ký thông báo bổ sung yêu cầu; có hiệu lực khi phát hành."


def _supplemented(request: PageRequest, row: RequestRow) -> str:
    requests.supplemented(
        row.id,
        supplemented_on=vi.read_day(request.POST.get("day", "").strip()),
        contents=frozenset(request.POST.getlist("contents")),
        by=request.viewer,
        on=request.on,
    )
    return "Đã ghi nội dung bổ sung."


def _refuse(request: PageRequest, row: RequestRow) -> str:
    ground = request.POST.get("ground", "")
    propose_refusal(row.id, ground=ground, by=request.viewer, on=request.on, key=key_of(request))
    return "Đã trình ký thông báo từ chối yêu cầu; có hiệu lực khi phát hành."


def _withdraw(request: PageRequest, row: RequestRow) -> str:
    requests.withdraw(row.id, by=request.viewer, on=request.on)
    return "Đã ghi việc người yêu cầu rút yêu cầu."


def _decide(request: PageRequest, row: RequestRow) -> str:
    receipt = receipt_of(row)
    if receipt is None:
        raise Refusal(
            "state",
            "bản án của yêu cầu này chưa vào sổ 01 nên chưa ra quyết định được. Vào sổ bản án, rồi vào sổ "
            "yêu cầu kèm bản án đó.",
        )
    return send_decisions(request, receipt.id, row.id)


_VERBS: dict[str, Callable[[PageRequest, RequestRow], str]] = {
    "bo-sung": _ask_supplement,
    "da-bo-sung": _supplemented,
    "tu-choi": _refuse,
    "rut": _withdraw,
    "de-xuat": _decide,
}


def _show(request: PageRequest, row: RequestRow, problems: Problems | None = None) -> HttpResponse:
    receipt = receipt_of(row)
    sent = [one for one in under_way(request.viewer, request.on) if one.request == row.id]
    reach = offices.reach(request.viewer, "request", "receive", request.on)
    ids = [row.requester_id, *([row.debtor_id] if row.debtor_id else [])]
    people = receipts.persons_of(ids, reach_of(request).masked)
    context = {
        "row": row,
        "state": STATES[row.state],
        "requester": people[row.requester_id],
        "debtor": people.get(row.debtor_id or 0),
        "channel": _label("request_channels", row.channel),
        "never": _label("never_refused", row.never_refused) if row.never_refused else "",
        "clocks": of_request(row, request.page.calendar, receipt),
        "limits": limits(row, receipt, request.page.calendar),
        "events": [(one, STATES[one.event], _label("request_refused", one.ground)) for one in row.events],
        "grounds": [Choice(g.code, f"{g.code} · {g.label}", False)
                    for g in listed("request_refused", row.regime)],
        "receipt": receipt,
        "under_way": sent,
        "today": vi.day(request.on),
        "may_receive": reach.covers(row.agency, row.office or None),
        "problems": problems,
        "key": uuid.uuid4().hex,
        **_judged(request, row, receipt),
    }  # fmt: skip
    return render(request, "web/intake_request.html", context, status=422 if problems else 200)


def _judged(request: PageRequest, row: RequestRow, receipt: ReceiptRow | None) -> dict[str, object]:
    """What of the judgment is asked for, and which decisions follow."""
    if receipt is None:
        return {"items": [], "proposals": [], "left": ()}
    ground = ground_of(receipt.id, row.id, by=request.viewer, on=request.on)
    decided = receipts.decided_items([receipt.judgment_id]).get(receipt.judgment_id, {})
    open_to = reached(request, decided)
    names = {key: one.name for key, one in receipts.persons_of(receipts.people_in(receipt.items)).items()}
    sent = [one for one in under_way(request.viewer, request.on) if one.request == row.id]
    return {
        "items": [item_line(item, names, decided, open_to) for item in receipt.items if item.no in row.items],
        "proposals": proposals(ground, names, sent),
        "left": ground.proposed.left,
    }


def _label(name: str, code: str) -> str:
    for regime in ("R25", "R08"):
        try:
            return entry(name, code, "R25" if regime == "R25" else "R08").label
        except KeyError:
            continue
    return code


def _request(request: PageRequest, request_id: int) -> RequestRow:
    try:
        return one_request(reach_of(request), request_id)
    except LookupError as error:
        raise Http404(str(error)) from None


def _receipt(request: PageRequest) -> ReceiptRow | None:
    """The judgment that the address names, inside the reach."""
    named = request.GET.get("ban-an", "")
    if not named:
        return None
    try:
        return receipts.receipt(reach_of(request), vi.identifier(named))
    except LookupError as error:
        raise Http404(str(error)) from None


def _returned(request: PageRequest) -> list[tuple[int, str]]:
    """Matters that ended by returning the request, to be asked again."""
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    found = matters.page(reach, Filters(stages=("other_ending",), grounds=(RETURNED,)), limit=100)
    return [(row.id, f"{row.number} · {row.debtor}") for row in found.rows]


def _form(request: PageRequest, typed: Typed, receipt: ReceiptRow | None, status: int = 200) -> HttpResponse:
    context = {
        "typed": typed,
        "problems": typed.problems,
        "receipt": receipt,
        "judgments": receipts.receipts(reach_of(request), limit=50),
        "key": request.POST.get("key") or uuid.uuid4().hex,
        **request_form.offered(typed, request, receipt, _returned(request)),
    }
    return render(request, "web/intake_new_request.html", context, status=status)
