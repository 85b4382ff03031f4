"""One paper: what it says, its way, what the viewer may do with it, its files."""

import uuid
from dataclasses import dataclass, replace

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from thihanh.documents import efile, files, making, operations, pdf, queries
from thihanh.documents.kinds import kind
from thihanh.documents.pdf_jobs import ask_for_pdf, job_key
from thihanh.documents.problems import Refused
from thihanh.documents.queries import Content, PaperRow
from thihanh.documents.rendering import DOCX
from thihanh.documents.signing_rights import Blocks
from thihanh.documents.states import MOVES, STATES, may_follow
from thihanh.dossiers import queries as dossiers
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures.proceedings import OPENING, dossier_of, is_proceeding
from thihanh.queue import queries as progress
from thihanh.web.page import PageRequest, page
from thihanh.web.paper_words import covers_numbers, summary
from thihanh.web.sheets import sheet_of
from thihanh.web.signing import SLUGS, act, age, lines

_MAIN = ("trinh", "kiem-tra", "ky", "phat-hanh")


@dataclass(frozen=True)
class Offer:
    """A move offered on the page: its address word, its label, whether it is the main one, what it asks."""

    slug: str
    label: str
    main: bool
    asks_pin: bool
    asks_reason: bool


@page
def show(request: PageRequest, paper_id: int) -> HttpResponse:
    """The paper's page."""
    return _show(request, _paper(request, paper_id))


@page
def move(request: PageRequest, paper_id: int, slug: str) -> HttpResponse:
    """Make one move; the page says what became of it."""
    if request.method != "POST" or slug not in SLUGS:
        raise Http404
    row = _paper(request, paper_id)
    if wrong := act(request, SLUGS[slug], [paper_id]):
        return _show(request, row, wrong)
    return redirect("web:paper", paper_id)


@page
def download(request: PageRequest, paper_id: int, fmt: str) -> HttpResponse:
    """The paper as .docx at any time, as PDF once it is made; always saved, never shown in place."""
    row = _paper(request, paper_id)
    if row.state != "issued" and covers_numbers(request):
        raise Denied(
            "Quyền: vai trò của bạn được che số định danh nên chỉ tải được văn bản đã phát hành. "
            "Hãy đợi văn bản được phát hành và gửi tới."
        )
    name = f"{row.kind}-{row.number or row.id}"
    if fmt == "docx":
        try:
            made = making.docx_of(queries.content(paper_id), covered=covers_numbers(request))
        except Refused as refused:
            return _show(request, row, refused.sentence)
        return attachment(f"{name}.docx", made, DOCX)
    found = efile.pdf_of(paper_id) if fmt == "pdf" else None
    if found is None:
        raise Http404
    return attachment(f"{name}.pdf", files.read(found.sha256), found.media)


@page
def sheet(request: PageRequest, paper_id: int) -> HttpResponse:
    """The sheet alone, for a list that opens its papers in place."""
    row = _paper(request, paper_id)
    content, masked = queries.content(paper_id), covers_numbers(request)
    has_pdf = row.state == "issued" and efile.pdf_of(paper_id) is not None
    drawn = sheet_of(content, summary(content, masked=masked), masked=masked, has_pdf=has_pdf)
    return render(request, "web/parts/paper_sheet.html", {"sheet": drawn})


@page
def again(request: PageRequest, paper_id: int) -> HttpResponse:
    """Ask for the PDF of an issued paper once more."""
    if request.method != "POST":
        raise Http404
    row = _paper(request, paper_id)
    if row.state == "issued" and efile.pdf_of(paper_id) is None and not _under_way(paper_id):
        with transaction.atomic():
            ask_for_pdf([paper_id])
    return redirect("web:paper", paper_id)


@page
def telling(request: PageRequest, paper_id: int) -> HttpResponse:
    """How far the PDF is; the page that waits is told to load anew when it is over."""
    _paper(request, paper_id)
    told = progress.progress(job_key(paper_id))
    answer = render(request, "web/parts/progress.html", {"told": told})
    if told is None or told.is_over:
        answer["HX-Refresh"] = "true"
    return answer


def attachment(name: str, content: bytes, media: str) -> HttpResponse:
    """A file to be saved: never sniffed, never shown in place, never run."""
    answer = HttpResponse(content, content_type=media)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    assert disposition is not None
    answer["Content-Disposition"] = disposition
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _paper(request: PageRequest, paper_id: int) -> PaperRow:
    reach = offices.reach(request.viewer, "paper", "read", request.on)
    try:
        row = queries.paper(reach, paper_id)
    except LookupError:
        row = _of_dossier(request, paper_id)
    number = _dossier_id(row)
    if number is not None and dossiers.kept_among(request.viewer, [number]):
        raise Http404
    return row


def _of_dossier(request: PageRequest, paper_id: int) -> PaperRow:
    """A paper issued by a step of a dossier: whoever reads the step reads its paper."""
    number = dossiers.opened_by(paper_id)
    if number is None or not _reads(request, number):
        raise Http404
    try:
        return queries.paper(EVERYTHING, paper_id)
    except LookupError:
        raise Http404 from None


def _reads(request: PageRequest, dossier_id: int) -> bool:
    asked = dossiers.Filters(ids=(dossier_id,))
    return bool(dossiers.page(request.viewer, asked, request.on, limit=1).total)


def _show(request: PageRequest, row: PaperRow, wrong: str = "") -> HttpResponse:
    content = queries.content(row.id)
    moves = queries.moves_of(row.id)
    names = offices.names_of({one.actor for one in moves}, request.on)
    of = kind(row.kind)
    (line,) = lines(request, [row])
    block, no_power = _block(request, row)
    masked = covers_numbers(request)
    said = summary(content, masked=masked)
    made = efile.pdf_of(row.id)
    context = {
        "row": row,
        "line": line,
        "kind": of,
        "form": of.form(content.regime) if content.regime in of.forms else "",
        "said": said,
        "sheet": sheet_of(_as_signed(content, request, block), said, masked=masked, has_pdf=made is not None),
        "returned": moves[-1] if row.state == "returned" else None,
        "content": content,
        "state": STATES[row.state].label,
        "moves": [(one, MOVES[one.move].label, names.get(one.actor, one.actor)) for one in moves],
        "offers": _offers(request, row),
        "above": block,
        "no_power": no_power,
        "pdf": made,
        "told": progress.progress(job_key(row.id)),
        "missing_office": pdf.missing() if row.state == "issued" else "",
        "problems": [("", wrong)] if wrong else [],
        **_dossier(request, row),
        "may_edit": row.act
        and row.matter_id is not None
        and not is_proceeding(row.act)
        and not operations.refusals([row.id], "revised", by=request.viewer, on=request.on)[row.id],
        "key": uuid.uuid4().hex,
        "reason": request.POST.get("reason", ""),
        "calendar": request.page.calendar,
        "age": age(request, row.since),
        "may_read_entries": request.page.allows("trail", "read"),
    }
    return render(request, "web/paper.html", context, status=422 if wrong else 200)


def _dossier(request: PageRequest, row: PaperRow) -> dict[str, object]:
    """The dossier whose step the paper is, where the viewer may read it."""
    number = _dossier_id(row)
    if number is None:
        return {}
    found = dossiers.page(request.viewer, dossiers.Filters(ids=(number,)), request.on, limit=1).rows
    return {"dossier": number, "dossier_number": found[0].number_text} if found else {}


def _dossier_id(row: PaperRow) -> int | None:
    return dossiers.opened_by(row.id) if row.act == OPENING else dossier_of(row.act)


def _offers(request: PageRequest, row: PaperRow) -> list[Offer]:
    """The moves that state and rights allow; signing also where only the power is missing, to say why."""
    offered = []
    for slug, code in SLUGS.items():
        if not may_follow(row.state, code):
            continue
        refused = operations.refusals([row.id], code, by=request.viewer, on=request.on)
        if not refused.get(row.id, "no"):
            main = slug in _MAIN
            offered.append(Offer(slug, MOVES[code].label, main, code == "signed", code in _WITH_REASON))
    return sorted(offered, key=lambda one: not one.main)


_WITH_REASON = ("returned", "recalled", "abandoned")


def _block(request: PageRequest, row: PaperRow) -> tuple[tuple[str, ...], str]:
    """What would stand above the viewer's name, or why nothing would; both empty where nobody signs now."""
    if row.state != "checked" or not request.page.allows("paper", "sign"):
        return (), ""
    (standing,) = queries.standing([row.id])
    try:
        return Blocks(request.viewer, request.on).of(standing).lines, ""
    except Denied as refused:
        return (), refused.sentence


def _as_signed(content: Content, request: PageRequest, block: tuple[str, ...]) -> Content:
    """The paper as it will stand once the viewer has signed it; as it is where he does not."""
    return replace(content, signer=request.viewer.officer, block="\n".join(block)) if block else content


def _under_way(paper_id: int) -> bool:
    told = progress.progress(job_key(paper_id))
    return told is not None and not told.is_over and not told.is_silent
