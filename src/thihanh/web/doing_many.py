"""Một tác nghiệp trên nhiều việc: what each matter will get, one confirmation, then what became of each."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thihanh.matters.asking import Refusal
from thihanh.matters.listing import MatterRow
from thihanh.offices import queries as offices
from thihanh.procedures.act import Act
from thihanh.procedures.case import load_cases
from thihanh.procedures.judging import Judged
from thihanh.procedures.performing import Outcome, judge_all, perform
from thihanh.procedures.previewing import sentences
from thihanh.trail.operations import KeyReused
from thihanh.web import late, refusals, selection
from thihanh.web.act_form import raw_of, shown
from thihanh.web.doing import UNKEYED, act_of, key_of
from thihanh.web.page import PageRequest, page


@dataclass(frozen=True)
class Line:
    """One matter of the preview or of the result: what is written, or why nothing is."""

    row: MatterRow
    sentences: tuple[str, ...] = ()
    refusal: str = ""
    since: date | None = None


@page
def do_many(request: PageRequest, code: str) -> HttpResponse:
    """Preview on a GET or a POST that asks for it, the act on the confirming POST."""
    act = act_of(code)
    if not act.bulk or not request.page.allows(*act.right):
        raise refusals.not_granted(request.viewer, *act.right)
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    try:
        chosen = selection.read(request.GET, reach, request.on)
    except selection.Unreadable as error:
        return render(request, "web/choose.html", {"sentence": str(error)}, status=400)
    if request.method == "POST" and request.POST.get("buoc") == "ghi":
        return _write(request, act, chosen)
    return _preview(request, act, chosen)


def _preview(
    request: PageRequest,
    act: Act,
    chosen: selection.Selection,
    problems: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    cases = list(load_cases(chosen.ids, by=request.viewer, on=request.on).values())
    posted = request.method == "POST"
    raw = raw_of(request.POST, act, blanks=False) if posted else {}
    fields = shown(act, cases[0], request.POST if posted else None, problems or (), others=cases)
    lines = _lines(request, act, chosen, raw)
    able = [line for line in lines if not line.refusal]
    context = {
        "act": act,
        "chosen": chosen,
        "fields": fields,
        "able": able,
        "closed": _closed(able),
        "refused": len(lines) - len(able),
        "reasons": _by_reason(lines),
        "asked": not posted and any(one.required and not one.value for one in fields),
        "problems": problems,
        "queued": act.signer == "head",
        "address": f"{reverse('web:do-many', args=[act.code])}?{chosen.query}",
        "key": uuid.uuid4().hex,
    }
    return render(request, "web/do_many.html", context, status=422 if problems else 200)


def _lines(request: PageRequest, act: Act, chosen: selection.Selection, raw: dict[str, object]) -> list[Line]:
    judged = judge_all(act, chosen.ids, raw, by=request.viewer, on=request.on)
    return [
        Line(row, sentences(one), since=_since(act, one))
        if isinstance(one, Judged)
        else Line(row, refusal=one.sentence)
        for row in chosen.rows
        for one in (judged[row.id][1],)
    ]


def _since(act: Act, judged: Judged) -> date | None:
    """The earliest day of what is written at once; a paper writes on the day of its issue."""
    return None if act.signer == "head" else judged.intake.first_day


def _closed(lines: Sequence[Line]) -> list[str]:
    return late.sentences((line.row.agency, line.since) for line in lines)


def _by_reason(lines: Sequence[Line]) -> list[tuple[str, list[MatterRow]]]:
    """The refused matters under what each refusal says, the number left out; the most common first."""
    found: dict[str, list[MatterRow]] = {}
    for line in lines:
        if line.refusal:
            said = line.refusal.replace(f"việc {line.row.number}", "việc này")
            found.setdefault(said, []).append(line.row)
    return sorted(found.items(), key=lambda one: -len(one[1]))


def _write(request: PageRequest, act: Act, chosen: selection.Selection) -> HttpResponse:
    if not key_of(request):
        return _preview(request, act, chosen, [("", UNKEYED)])
    raw = raw_of(request.POST, act, blanks=False)
    try:
        outcomes = perform(act.code, chosen.ids, raw, by=request.viewer, on=request.on, key=key_of(request))
    except Refusal as refusal:
        return _preview(request, act, chosen, [(refusal.field, refusal.sentence)])
    except KeyReused as reused:
        return _preview(request, act, chosen, [("", reused.sentence)])
    return _result(request, act, chosen, outcomes)


def _result(
    request: PageRequest, act: Act, chosen: selection.Selection, outcomes: tuple[Outcome, ...]
) -> HttpResponse:
    rows = {row.id: row for row in chosen.rows}
    done = [one for one in outcomes if one.done]
    lines = [Line(rows[one.matter_id], (one.sentence,), since=one.first_day) for one in done]
    context = {
        "act": act,
        "done": lines,
        "closed": _closed(lines),
        "refused": [Line(rows[one.matter_id], refusal=one.sentence) for one in outcomes if not one.done],
        "queued": act.signer == "head",
    }
    return render(request, "web/done_many.html", context, status=200 if done else 422)
