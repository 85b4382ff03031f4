"""The forms of dossiers: opening one, taking a step, with the paper as it would stand."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from thihanh.documents import making, reading
from thihanh.documents.inspection.formats import FileRefused
from thihanh.documents.problems import Refused as PaperRefused
from thihanh.dossiers import kinds
from thihanh.dossiers.kinds import Kind, Step
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.operations import New
from thihanh.dossiers.queries import may_take, readable
from thihanh.dossiers.values import Raw, Wrong
from thihanh.matters import queries as matters
from thihanh.matters.asking import Refusal
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.procedures import proceedings
from thihanh.procedures.proceedings import Outcome
from thihanh.trail.operations import KeyReused
from thihanh.web import attempts, filters, refusals
from thihanh.web import format as vi
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.dossier_fields import Form, matter_ids, raw_of, shown
from thihanh.web.dossier_list import may_open
from thihanh.web.dossiers import seen
from thihanh.web.page import PageRequest, page
from thihanh.web.sheets import Sheet

Problems = tuple[tuple[str, str], ...]
MATTERS = "viec"
_NOTE = "Bản xem trước, chưa ghi gì; số, ngày và chữ ký có khi văn bản được phát hành."


@dataclass(frozen=True)
class Preview:
    """The paper as it would stand, or why nothing would be done."""

    sheet: Sheet | None = None
    refusal: str = ""


@page
def open_new(request: PageRequest, kind: str) -> HttpResponse:
    """The form that opens a dossier; ``?viec=`` fills in a matter and who holds it."""
    found = _kind(request, kind)
    if request.method != "POST" or request.POST.get("xem"):
        return _opening(request, found)
    if not key_of(request):
        return _opening(request, found, (("", UNKEYED),), fresh=True)
    try:
        new = _new(request, found)
        outcome = proceedings.open_(new, by=request.viewer, on=request.on, key=key_of(request))
    except (Refusal, Wrong, Denied, FileRefused, KeyReused) as refused:
        return _opening(request, found, problems_of(refused), fresh=isinstance(refused, KeyReused))
    return _opened(request, outcome)


@page
def step(request: PageRequest, dossier_id: int, step: str) -> HttpResponse:
    """The form of one step: the form on a GET, its doing on a POST."""
    dossier = seen(request, dossier_id)
    taken = dossier.kind.by_code.get(step)
    if taken is None or taken is dossier.kind.opening:
        raise Http404
    if not may_take(request.viewer, dossier, taken.right, request.on):
        raise refusals.not_granted(request.viewer, dossier.kind.object, taken.right)
    if request.method != "POST" or request.POST.get("xem"):
        return _step(request, dossier, taken)
    if not key_of(request):
        return _step(request, dossier, taken, (("", UNKEYED),), fresh=True)
    try:
        raw = raw_of(request, taken, dossier)
        by, on, key = request.viewer, request.on, key_of(request)
        outcome = proceedings.perform(dossier_id, taken.code, raw, by=by, on=on, key=key)
    except (Refusal, Wrong, Denied, FileRefused, KeyReused) as refused:
        attempts.keep(request, dossier_id, taken.code, refused)
        return _step(request, dossier, taken, problems_of(refused), fresh=isinstance(refused, KeyReused))
    messages.success(request, outcome.sentence)
    return redirect("web:dossier", dossier_id)


def problems_of(refused: Refusal | Wrong | Denied | FileRefused | KeyReused) -> Problems:
    """A refusal as the form says it: field and sentence."""
    if isinstance(refused, Wrong):
        return tuple(refused.problems)
    return ((refused.field if isinstance(refused, Refusal) else "", refused.sentence),)


def _kind(request: PageRequest, code: str) -> Kind:
    try:
        found = kinds.kind(code)
    except LookupError:
        raise Http404 from None
    if not may_open(request, found):
        raise refusals.not_granted(request.viewer, found.object, found.opening.right)
    return found


def _new(request: PageRequest, found: Kind) -> New:
    """What was sent, read: who is to hold it, which matters it is about. Raises Refusal, Wrong."""
    sent = request.POST
    raw = raw_of(request, found.opening)
    keepers = _keepers(request, found)
    office, officer = sent.get("don_vi", ""), sent.get("nguoi_giu", "")
    for name, value, known in (
        ("don_vi", office, keepers.offices),
        ("nguoi_giu", officer, keepers.officers),
    ):
        if value and value not in known:
            raise Refusal("input", f"không có lựa chọn «{value[:40]}». Chọn lại.", name)
    about: tuple[int, ...] = ()
    if not _names_matters(found):
        about = tuple(matter_ids(request, sent.get(MATTERS, ""), "Việc thi hành án", MATTERS))
    return New(found.code, raw, request.viewer.agency, office, officer, matters=about)


@dataclass(frozen=True)
class Keepers:
    """Where the viewer's right to open reaches: offices and people, and whether no office need be named."""

    offices: dict[str, str]
    officers: dict[str, str]
    agency: bool


def _keepers(request: PageRequest, found: Kind) -> Keepers:
    """Who may be given a new dossier by the viewer."""
    agency = request.viewer.agency
    inside = offices.reach(request.viewer, found.object, found.opening.right, request.on)
    staff = offices.staff(agency, request.on)
    mine = {one.unit for one in staff if one.code in inside.officers}
    named = request.page.names.offices.items()
    return Keepers(
        {code: name for code, name in named if code in mine or inside.covers(agency, code)},
        {one.code: one.name for one in staff if inside.covers(agency, one.unit, one.code)},
        inside.covers(agency),
    )


def _names_matters(found: Kind) -> bool:
    """Whether the opening form of the kind asks for matters itself."""
    return any(one.kind == "matters" for one in found.opening.fields)


def _opened(request: PageRequest, outcome: Outcome) -> HttpResponse:
    messages.success(request, outcome.sentence)
    if not outcome.dossier_id:
        return redirect("web:paper", outcome.paper) if outcome.paper else redirect("web:dossier-kinds")
    if not readable(request.viewer, request.on):
        return redirect("web:home")
    return redirect("web:dossier", outcome.dossier_id)


def _opening(
    request: PageRequest, found: Kind, problems: Problems = (), *, fresh: bool = False
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else _prefilled(request, found)
    keepers = _keepers(request, found)
    fields = shown(request, Form(found.opening, None, sent, problems))
    wrong = dict(reversed(problems))
    context = {
        **_common(request, found.opening, problems, fresh=fresh),
        "kind": found,
        "fields": fields,
        "offices": filters.choices_by_code(keepers.offices, sent.get("don_vi", "")),
        "officers": filters.choices_by_code(keepers.officers, sent.get("nguoi_giu", "")),
        "unassigned": keepers.agency,
        "asks_matters": found.from_matter and not _names_matters(found),
        "typed_matters": sent.get(MATTERS, ""),
        "wrong": wrong,
        "day": sent.get("on") or vi.day(request.on),
        "preview": _preview(request, found.opening, None, found) if _asks_preview(request) else None,
    }
    return render(request, "web/dossier_open.html", context, status=422 if problems else 200)


def _step(
    request: PageRequest, dossier: Dossier, taken: Step, problems: Problems = (), *, fresh: bool = False
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else request.GET
    context = {
        **_common(request, taken, problems, fresh=fresh),
        "dossier": dossier,
        "state": dossier.kind.states[dossier.state],
        "fields": shown(request, Form(taken, dossier, sent, problems)),
        "wrong": dict(reversed(problems)),
        "day": sent.get("on") or vi.day(request.on),
        "preview": _preview(request, taken, dossier, dossier.kind) if _asks_preview(request) else None,
    }
    return render(request, "web/dossier_step.html", context, status=422 if problems else 200)


def _common(request: PageRequest, step: Step, problems: Problems, *, fresh: bool) -> dict[str, object]:
    posted = request.method == "POST" and not fresh
    return {
        "step": step,
        "queued": step.paper and step.signer == "head",
        "problems": problems,
        "key": request.POST.get("key", "") if posted else uuid.uuid4().hex,
        "has_files": any(one.kind == "files" for one in step.fields),
    }


def _asks_preview(request: PageRequest) -> bool:
    return request.method == "POST" and bool(request.POST.get("xem"))


def _preview(request: PageRequest, step: Step, dossier: Dossier | None, found: Kind) -> Preview:
    """The paper of the form as it stands; nothing is written."""
    try:
        raw: Raw = raw_of(request, step, dossier)
        new = _new(request, found) if dossier is None else None
        draft = proceedings.preview(step, raw, dossier=dossier, new=new, by=request.viewer, on=request.on)
        blocks = reading.read(making.docx_of_draft(draft, request.on))
    except Wrong as wrong:
        return Preview(refusal=wrong.problems[0][1])
    except (Refusal, Denied, PaperRefused) as refused:
        return Preview(refusal=refused.sentence)
    return Preview(Sheet(blocks, _NOTE))


def _prefilled(request: PageRequest, found: Kind) -> QueryDict:
    """The address's own values; of ``viec`` the matter's number and holders, else the viewer's own."""
    sent = request.GET.copy()
    viewer, keepers = request.viewer, _keepers(request, found)
    office, officer = viewer.unit, viewer.officer
    number = sent.get(MATTERS, "")
    sent[MATTERS] = ""
    if number.isdecimal() and len(number) <= 18:
        reach = offices.reach(viewer, "matter", "read", request.on)
        for row in matters.page(reach, matters.Filters(ids=(int(number),)), limit=1).rows:
            may = offices.reach(viewer, found.object, found.opening.right, request.on)
            if may.covers(row.agency, row.office, row.officer):
                office, officer = row.office, row.officer
            sent[MATTERS] = row.number
            for field in found.opening.fields:
                if field.kind == "matters":
                    sent[field.name] = row.number
    sent.setdefault("don_vi", office if office in keepers.offices else "")
    sent.setdefault("nguoi_giu", officer if officer in keepers.officers else "")
    return sent
