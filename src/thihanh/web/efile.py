"""Hồ sơ: the e-file of a matter, scans brought in, files given out, everything as one bundle."""

import uuid

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.documents import bundling, efile, files
from thihanh.documents.efile import Sent
from thihanh.documents.inspection.formats import FORMATS, LARGEST, MEGABYTE, SCANS, FileRefused, too_large
from thihanh.documents.problems import Refused
from thihanh.matters.queries import MatterFile
from thihanh.matters.rules import StateRefused
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.queue import queries as progress
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web import refusals
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.matter import file_of
from thihanh.web.page import PageRequest, page
from thihanh.web.papers import attachment
from thihanh.web.typed import Typed

_FIELDS = ("title", "day")
ENDINGS = ", ".join(f".{FORMATS[code].endings[0]}" for code in SCANS)


@page
def show(request: PageRequest, matter_id: int) -> HttpResponse:
    """The e-file, and a scan brought into it."""
    file = _file(request, matter_id)
    typed = Typed(dict.fromkeys(_FIELDS, "") | {"day": vi.day(request.on)})
    if request.method != "POST":
        return _show(request, file, typed)
    typed, day = Typed.of(request.POST, _FIELDS).day("day")
    sent = request.FILES.get("tep")
    if not isinstance(sent, UploadedFile):
        typed = typed.but("tep", f"Chọn một tệp ({ENDINGS}) để đưa vào hồ sơ.")
    elif (sent.size or 0) > LARGEST:
        typed = typed.but("tep", too_large(sent.size or 0).sentence)
    if not key_of(request):
        typed = typed.but("", UNKEYED)
    if typed.problems or day is None or not isinstance(sent, UploadedFile):
        return _show(request, file, typed, 422)
    if wrong := _receive(request, matter_id, Sent(sent.name or "", sent.read(), typed.values["title"], day)):
        return _show(request, file, typed.but("", wrong), 422)
    return redirect("web:efile", matter_id)


def _receive(request: PageRequest, matter_id: int, scan: Sent) -> str:
    """Take the scan; "" where it is taken, else the sentence of the refusal."""
    try:
        no = efile.receive(matter_id, scan, by=request.viewer, on=request.on, key=key_of(request))
    except LookupError:
        raise Http404 from None
    except (Denied, StateRefused, FileRefused, KeyReused) as refused:
        return refused.sentence
    messages.success(request, f"Đã đưa vào hồ sơ, bút lục số {no}.")
    return ""


@page
def download(request: PageRequest, matter_id: int, file_id: int) -> HttpResponse:
    """A scan of the e-file, to be saved."""
    _file(request, matter_id)
    try:
        found = efile.file_of_matter(matter_id, file_id)
        return attachment(found.name, files.read(found.sha256), found.media)
    except LookupError:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("web:efile", matter_id)


@page
def bundle(request: PageRequest, matter_id: int) -> HttpResponse:
    """The whole e-file as one PDF: a POST asks for it, a GET gives the one that was made."""
    file = _file(request, matter_id)
    if request.method == "POST":
        if efile.efile(matter_id) and not _under_way(matter_id):
            bundling.ask(matter_id, f"Hồ sơ thi hành án {file.row.number}")
        return redirect("web:efile", matter_id)
    place = bundling.made(matter_id)
    if place is None:
        raise Http404
    return attachment(f"ho-so-{matter_id}.pdf", place.read_bytes(), "application/pdf")


@page
def telling(request: PageRequest, matter_id: int) -> HttpResponse:
    """How far the bundle is; the page that waits is told to load anew when it is over."""
    _file(request, matter_id)
    told = progress.progress(bundling.job_key(matter_id))
    answer = render(request, "web/parts/progress.html", {"told": told})
    if told is None or told.is_over:
        answer["HX-Refresh"] = "true"
    return answer


def _under_way(matter_id: int) -> bool:
    told = progress.progress(bundling.job_key(matter_id))
    return told is not None and not told.is_over and not told.is_silent


def _file(request: PageRequest, matter_id: int) -> MatterFile:
    """The matter in reach, for viewers who may read papers at all."""
    file = file_of(request, matter_id)
    if not request.page.allows("paper", "read"):
        raise refusals.not_granted(request.viewer, "paper", "read")
    return file


def _show(request: PageRequest, file: MatterFile, typed: Typed, status: int = 200) -> HttpResponse:
    row = file.row
    upload = offices.reach(request.viewer, "paper", "upload", request.on)
    folios = efile.efile(row.id)
    names = offices.names_of({one.actor for one in folios}, request.on)
    context = {
        "row": row,
        "folios": [(one, names.get(one.actor, one.actor)) for one in folios],
        "typed": typed,
        "problems": typed.problems,
        "key": uuid.uuid4().hex,
        "bundle": bundling.made(row.id) is not None,
        "told": progress.progress(bundling.job_key(row.id)),
        "may_upload": upload.covers(row.agency, row.office, row.officer),
        "endings": ENDINGS,
        "largest": LARGEST // MEGABYTE,
        "may_read_entries": request.page.allows("trail", "read"),
    }
    return render(request, "web/efile.html", context, status=status)
