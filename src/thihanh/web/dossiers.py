"""Hồ sơ: one dossier with its facts, clocks, steps, links, papers and files, and what may be done now."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.documents import files
from thihanh.documents import queries as papers
from thihanh.documents.problems import Refused
from thihanh.documents.queries import PaperRow
from thihanh.dossiers import operations, queries
from thihanh.dossiers.kinds import Asked, Step
from thihanh.dossiers.life import Dossier, clocks, offered
from thihanh.dossiers.queries import Filters
from thihanh.dossiers.rules import check_person
from thihanh.matters import queries as matters
from thihanh.matters.asking import Refusal
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING
from thihanh.oversight import samples
from thihanh.procedures import proceedings
from thihanh.web import attempts, filters, onward
from thihanh.web.dossier_list import Line, lines_of, unit_name
from thihanh.web.dossier_words import Telling, body_label, clocked
from thihanh.web.page import PageRequest, page
from thihanh.web.papers import attachment

_MOST_LINKED = 50
_FIRST_STEPS = 4


@dataclass(frozen=True)
class Linked:
    """What a dossier is bound to: what the viewer may see, and how many stand out of reach."""

    matters: tuple[matters.MatterRow, ...]
    hidden_matters: int
    dossiers: tuple[Line, ...]
    hidden_dossiers: int

    @property
    def any(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.matters or self.hidden_matters or self.dossiers or self.hidden_dossiers)


@page
def show(request: PageRequest, dossier_id: int) -> HttpResponse:
    """The dossier's page."""
    return _show(request, seen(request, dossier_id))


@page
def take_back(request: PageRequest, dossier_id: int) -> HttpResponse:
    """Take back the step that the viewer took last."""
    dossier = seen(request, dossier_id)
    if request.method != "POST":
        raise Http404
    step, reason = request.POST.get("buoc", ""), request.POST.get("reason", "")
    try:
        number = int(step) if step.isdecimal() and len(step) <= 18 else 0
        proceedings.take_back(dossier_id, number, reason, by=request.viewer, on=request.on)
    except Refusal as refusal:
        attempts.keep(request, dossier_id, dossier.steps[-1].step, refusal)
        return _show(request, dossier, [(refusal.field, refusal.sentence)])
    messages.success(request, "Đã lấy lại bước gần nhất. Bước ấy vẫn đọc được trong sổ ghi.")
    return redirect("web:dossier", dossier_id)


@page
def hand_over(request: PageRequest, dossier_id: int) -> HttpResponse:
    """Give the dossier to another officer."""
    dossier = seen(request, dossier_id)
    if request.method != "POST":
        raise Http404
    officer = request.POST.get("officer", "")
    serving = {one.code: one.unit for one in offices.staff(dossier.agency, request.on)}
    if officer not in serving:
        wrong = "Dữ liệu: chưa chọn người nhận trong danh sách cán bộ của cơ quan."
        return _show(request, dossier, [("officer", wrong)])
    try:
        operations.hand_over(
            dossier_id, officer=officer, office=serving[officer], by=request.viewer, on=request.on
        )
    except (Denied, Refusal) as refused:
        attempts.keep(request, dossier_id, "hand_over", refused)
        return _show(request, dossier, [("officer", refused.sentence)])
    messages.success(request, "Đã chuyển người giữ hồ sơ.")
    readable = queries.page(request.viewer, Filters(ids=(dossier_id,)), request.on, limit=1).total
    return redirect("web:dossier", dossier_id) if readable else redirect("web:dossier-kinds")


@page
def download(request: PageRequest, dossier_id: int, file_id: int) -> HttpResponse:
    """A file of one of the dossier's steps, to be saved."""
    dossier = seen(request, dossier_id)
    found = Telling(dossier, request.page).files().get(file_id)
    if found is None:
        raise Http404
    try:
        return attachment(found.name, files.read(found.sha256), found.media)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("web:dossier", dossier_id)


def seen(request: PageRequest, dossier_id: int) -> Dossier:
    """The dossier; one out of reach answers as one that does not exist."""
    if dossier_id >= 2**63:
        raise Http404
    try:
        return queries.seen(request.viewer, dossier_id, request.on)
    except LookupError:
        raise Http404 from None


def _staff(request: PageRequest) -> dict[str, str]:
    return {one.code: one.name for one in offices.staff(request.viewer.agency, request.on)}


def steps_of(request: PageRequest, dossier: Dossier) -> list[Step]:
    """The steps the state allows and the viewer may take, in the order of the kind."""
    viewer, on = request.viewer, request.on
    asked = Asked(viewer.actor, viewer.unit, on, request.page.calendar)
    found = []
    for step in offered(dossier):
        try:
            check_person(dossier, step, asked)
        except Refusal:
            continue
        if queries.may_take(viewer, dossier, step.right, on):
            found.append(step)
    return found


def _show(
    request: PageRequest, dossier: Dossier, problems: list[tuple[str, str]] | None = None
) -> HttpResponse:
    telling = Telling(dossier, request.page)
    done = telling.done()
    calendar = operations.calendar_of(dossier.office or dossier.agency, request.on)
    body = body_label(dossier.kind, dossier.body, str(dossier.values.get("body_name") or ""))
    last, steps = dossier.steps[-1], steps_of(request, dossier)
    context = {
        "dossier": dossier,
        "kind": dossier.kind,
        "state": dossier.kind.states[dossier.state],
        "body": body,
        "officer": telling.person(dossier.officer) if dossier.officer else "",
        "office": unit_name(request, dossier.office),
        "facts": done[-1].said,
        "clocks": clocked(clocks(dossier, calendar), request.on, body),
        "calendar": calendar,
        "steps": steps[:_FIRST_STEPS],
        "further_steps": steps[_FIRST_STEPS:],
        "of_others": () if steps or dossier.is_ended else offered(dossier)[:_FIRST_STEPS],
        "done": done,
        "linked": _linked(request, dossier),
        "papers": _papers(request, dossier),
        "last": last,
        "may_take_back": len(dossier.steps) > 1
        and last.paper_id is None
        and last.actor == request.viewer.actor,
        "may_assign": queries.may_take(request.viewer, dossier, "assign", request.on),
        "officers": filters.choices_by_code(_staff(request), dossier.officer),
        **_sampled(request, dossier),
        "above": onward.above(dossier, calendar, request.on),
        "problems": problems,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "web/dossier.html", context, status=422 if problems else 200)


def _sampled(request: PageRequest, dossier: Dossier) -> dict[str, object]:
    """Whether samples were drawn for it, and whether the viewer may draw one or note a finding now."""
    if dossier.kind.code not in samples.SAMPLED:
        return {}
    acts = dossier.state == samples.SAMPLED[dossier.kind.code] and queries.may_take(
        request.viewer, dossier, "act", request.on
    )
    return {"drawn": samples.drawn([dossier.id]).get(dossier.id, 0), "may_sample": acts}


def _linked(request: PageRequest, dossier: Dossier) -> Linked:
    rows: tuple[matters.MatterRow, ...] = ()
    if dossier.matters:
        reach = offices.reach(request.viewer, "matter", "read", request.on)
        wanted = matters.Filters(ids=dossier.matters)
        rows = matters.page(reach, wanted, limit=_MOST_LINKED).rows if not reach.is_empty else ()
    named = _lines(request, dossier.dossiers)
    about = queries.of_dossiers([dossier.id]).get(dossier.id, ())
    others = (*named, *_lines(request, tuple(one for one in about if one not in dossier.dossiers)))
    return Linked(rows, len(dossier.matters) - len(rows), others, len(dossier.dossiers) - len(named))


def _lines(request: PageRequest, ids: tuple[int, ...]) -> tuple[Line, ...]:
    """The dossiers of these ids that the viewer may read."""
    if not ids:
        return ()
    found = queries.page(request.viewer, Filters(ids=ids), request.on, limit=_MOST_LINKED)
    return lines_of(request, found.rows)


def _papers(request: PageRequest, dossier: Dossier) -> tuple[PaperRow, ...]:
    """The papers of its steps, and of those on their way what the viewer may read; the last first."""
    reach = offices.reach(request.viewer, "paper", "read", request.on)
    issued = [one.paper_id for one in dossier.steps if one.paper_id is not None]
    waiting = [one.id for one in papers.of_act(f"{proceedings.SUBJECT}{dossier.id}", dossier.agency)]
    found = papers.papers(EVERYTHING, issued) if issued else ()
    if waiting and not reach.is_empty:
        found += papers.papers(reach, [one for one in waiting if one not in issued])
    return found[::-1]
