"""Một tác nghiệp trên một việc: legal basis, the half-filled form, done at once or put into the queue."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.editions import late_facts
from thihanh.matters.asking import Refusal
from thihanh.matters.queries import MatterFile
from thihanh.procedures import catalogue
from thihanh.procedures.act import Act
from thihanh.procedures.case import Case, load_case
from thihanh.procedures.judging import check_may_open
from thihanh.procedures.offering import offer
from thihanh.procedures.performing import Outcome, judge_all, perform_one
from thihanh.procedures.previewing import sentences
from thihanh.procedures.reading import parse
from thihanh.trail.operations import KeyReused
from thihanh.web import late
from thihanh.web.act_form import raw_of, shown
from thihanh.web.matter import file_of
from thihanh.web.page import PageRequest, page
from thihanh.web.sheets import Sheet, sheet_before

UNKEYED = "Dữ liệu: lần gửi này không có mã của trang nên không ghi gì. Kiểm tra lại rồi gửi từ trang này."
_LONGEST_KEY = 64
Problems = list[tuple[str, str]]


@dataclass(frozen=True)
class Preview:
    """What an act would write, in words, and its paper; or why it would write nothing."""

    sentences: tuple[str, ...] = ()
    sheet: Sheet | None = None
    refusal: str = ""
    closed: str = ""


@page
def do(request: PageRequest, matter_id: int, code: str) -> HttpResponse:
    """The one-page act: its form on a GET, its doing on a POST."""
    act = act_of(code)
    if request.method != "POST" or request.POST.get("xem"):
        return _form(request, matter_id, act)
    if not key_of(request):
        return _form(request, matter_id, act, [("", UNKEYED)], fresh_key=True)
    raw = raw_of(request.POST, act)
    try:
        outcome = perform_one(code, matter_id, raw, by=request.viewer, on=request.on, key=key_of(request))
    except Refusal as refusal:
        return _form(request, matter_id, act, [(refusal.field, refusal.sentence)])
    except KeyReused as reused:
        return _form(request, matter_id, act, [("", reused.sentence)], fresh_key=True)
    return _done(request, matter_id, outcome)


def act_of(code: str) -> Act:
    """An act of a matter by the code in the address; others answer as an address that does not exist."""
    found = catalogue.acts().get(code)
    if found is None or found.births:
        raise Http404
    return found


def key_of(request: PageRequest) -> str:
    """The key that the page gave its form; none where somebody sends something of his own making."""
    sent = request.POST.get("key", "")
    return f"{request.viewer.account_id}:{sent}" if 0 < len(sent) <= _LONGEST_KEY else ""


def _done(request: PageRequest, matter_id: int, outcome: Outcome) -> HttpResponse:
    messages.success(request, outcome.sentence)
    late.warn(request, [(file_of(request, matter_id).row.agency, outcome.first_day)])
    return redirect(reverse("web:matter", args=[matter_id]))


def _form(
    request: PageRequest,
    matter_id: int,
    act: Act,
    problems: Problems | None = None,
    *,
    fresh_key: bool = False,
) -> HttpResponse:
    """The form, half filled or as it came back. Who may not open it at all is told so instead."""
    file = file_of(request, matter_id)
    case = load_case(matter_id, by=request.viewer, on=request.on)
    check_may_open(act, case)
    posted = request.method == "POST"
    sent = request.POST if posted else request.GET
    preview = _preview(request, matter_id, act) if posted and sent.get("xem") else None
    if problems and problems[0][0]:
        problems = list(parse(act, case, raw_of(request.POST, act)).problems) or problems
    context = {
        **context_of(request, file, act, case, sent, problems=problems),
        "preview": preview,
        "key": request.POST.get("key", "") if posted and not fresh_key else uuid.uuid4().hex,
    }
    return render(request, "web/do.html", context, status=422 if problems else 200)


def context_of(
    request: PageRequest,
    file: MatterFile,
    act: Act,
    case: Case,
    sent: QueryDict,
    *,
    problems: Problems | None,
) -> dict[str, object]:
    """What ``web/do.html`` says of an act on a matter, its form filled with what was sent."""
    return {
        "file": file,
        "row": file.row,
        "stage": file.row.stage_on(request.on),
        "act": act,
        "offer": offer(act, case, file.terms),
        "fields": shown(act, case, sent, problems or ()),
        "problems": problems,
        "queued": act.signer == "head",
    }


def _preview(request: PageRequest, matter_id: int, act: Act) -> Preview:
    """What the form as it stands would write and which paper comes out; nothing is written."""
    raw = raw_of(request.POST, act)
    _, judged = judge_all(act, [matter_id], raw, by=request.viewer, on=request.on)[matter_id]
    if isinstance(judged, Refusal):
        return Preview(refusal=judged.sentence)
    day = None if act.signer == "head" else judged.intake.first_day
    closed = late_facts.sentence_for(judged.case.agency, day)
    return Preview(sentences(judged), sheet_before(judged, request.on), closed=closed)
