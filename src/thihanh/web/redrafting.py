"""Sửa và trình lại: the form of the paper's act, filled with what the returned paper says."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.documents import operations, queries
from thihanh.documents.queries import Content
from thihanh.matters.asking import Refusal
from thihanh.matters.rules import StateRefused
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.procedures.act import Act
from thihanh.procedures.reading import PERSON_PARTS, parse
from thihanh.procedures.redrafting import of_paper, redraft
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web.act_form import raw_of
from thihanh.web.doing import UNKEYED, context_of, key_of
from thihanh.web.matter import file_of
from thihanh.web.page import PageRequest, page

Problems = list[tuple[str, str]]


@page
def edit(request: PageRequest, paper_id: int) -> HttpResponse:
    """The form of a returned paper; a POST writes it anew and puts it into the queue again."""
    content = _content(request, paper_id)
    refused = operations.refusals([paper_id], "revised", by=request.viewer, on=request.on)[paper_id]
    if refused:
        messages.error(request, refused)
        return redirect("web:paper", paper_id)
    if request.method != "POST":
        return _form(request, content)
    if not key_of(request):
        return _form(request, content, [("", UNKEYED)])
    act, case = of_paper(content, by=request.viewer, on=request.on)
    raw = raw_of(request.POST, act)
    if problems := list(parse(act, case, raw).problems):
        return _form(request, content, problems)
    try:
        redraft(paper_id, raw, by=request.viewer, on=request.on, key=key_of(request))
    except Refusal as refusal:
        return _form(request, content, [(refusal.field, refusal.sentence)])
    except (StateRefused, Denied, KeyReused) as refusal:
        return _form(request, content, [("", refusal.sentence)])
    messages.success(request, "Đã sửa và trình lại. Bản trước vẫn đọc được trong sổ ghi.")
    return redirect("web:paper", paper_id)


def _content(request: PageRequest, paper_id: int) -> Content:
    reach = offices.reach(request.viewer, "paper", "read", request.on)
    try:
        row = queries.paper(reach, paper_id)
    except LookupError:
        raise Http404 from None
    return queries.content(row.id)


def _form(request: PageRequest, content: Content, problems: Problems | None = None) -> HttpResponse:
    try:
        act, case = of_paper(content, by=request.viewer, on=request.on)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("web:paper", content.paper_id)
    file = file_of(request, case.id)
    sent = request.POST if request.method == "POST" else as_typed(act, content.inputs)
    context = {
        **context_of(request, file, act, case, sent, problems=problems),
        "returned": _returned(content),
        "key": uuid.uuid4().hex,
        "address": reverse("web:paper-edit", args=[content.paper_id]),
    }
    return render(request, "web/do.html", context, status=422 if problems else 200)


def _returned(content: Content) -> str:
    """Why the paper came back; "" where its maker took it back."""
    last = queries.moves_of(content.paper_id)[-1]
    return last.reason if last.move == "returned" else ""


def as_typed(act: Act, inputs: Mapping[str, Any]) -> QueryDict:
    """What was kept with the paper, as a form would have sent it."""
    kinds = {field.name: field.kind for field in act.fields}
    sent = QueryDict(mutable=True)
    for name, value in inputs.items():
        if kinds.get(name) == "persons":
            for part in PERSON_PARTS:
                sent.setlist(f"{name}.{part}", [str(one.get(part, "")) for one in value])
        elif isinstance(value, list):
            sent.setlist(name, [str(one) for one in value])
        elif kinds.get(name) == "date":
            sent[name] = vi.day(date.fromisoformat(value))
        elif isinstance(value, bool):
            sent[name] = "1" if value else ""
        else:
            sent[name] = str(value)
    return sent
