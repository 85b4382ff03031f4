"""Mẫu văn bản: the delivered templates, versions an agency proposes, and their approval by another person."""

import uuid

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.documents import files, queries
from thihanh.documents import template_versions as versions
from thihanh.documents.inspection.formats import LARGEST, FileRefused, too_large
from thihanh.documents.kinds import kinds
from thihanh.documents.problems import Refused
from thihanh.documents.reading import read
from thihanh.documents.rendering import DOCX, delivered
from thihanh.documents.samples import NAMES
from thihanh.documents.template_versions import Proposal, Version
from thihanh.documents.templating import vocabulary
from thihanh.matters.rules import StateRefused
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.web import format as vi
from thihanh.web import refusals
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.page import PageRequest, page
from thihanh.web.papers import attachment
from thihanh.web.sheets import Sheet
from thihanh.web.typed import Typed

NAMED = {
    "quyet-dinh": "Quyết định",
    "thong-bao": "Thông báo",
    "bien-ban": "Biên bản",
    "cong-van": "Công văn",
    "phieu": "Phiếu, giấy",
    "ke-hoach": "Kế hoạch",
    "hop-dong": "Hợp đồng",
    "bia-ho-so": "Bìa hồ sơ",
    "muc-luc": "Mục lục hồ sơ",
    "danh-sach": "Danh sách",
    "giai-trinh": "Báo cáo giải trình",
}
"""What a template makes, in words; the key is the name of its file."""
STATES = {"proposed": "chờ duyệt", "approved": "đã duyệt", "refused": "không duyệt"}


@page
def listing(request: PageRequest) -> HttpResponse:
    """All templates with their versions; a POST proposes one."""
    reach = _reach(request)
    typed = Typed.of(request.POST, ("template", "note"))
    if request.method != "POST":
        return _list(request, reach, typed)
    sent = request.FILES.get("tep")
    if not isinstance(sent, UploadedFile):
        typed = typed.but("tep", "Chọn tệp .docx của mẫu.")
    elif (sent.size or 0) > LARGEST:
        typed = typed.but("tep", too_large(sent.size or 0).sentence)
    if not key_of(request):
        typed = typed.but("", UNKEYED)
    if typed.problems or not isinstance(sent, UploadedFile):
        return _list(request, reach, typed, 422)
    new = Proposal(typed.values["template"], sent.name or "", sent.read(), typed.values["note"])
    try:
        version_id = versions.propose(new, by=request.viewer, on=request.on)
    except (Denied, StateRefused, FileRefused, Refused) as refused:
        found = versions.problems(new.content) if isinstance(refused, Refused) else ()
        for problem in list(found)[1:10]:
            typed = typed.but("tep", str(problem))
        return _list(request, reach, typed.but("", refused.sentence), 422)
    messages.success(request, "Đã đề xuất bản mẫu. Người khác có quyền duyệt sẽ xem thử rồi duyệt.")
    return redirect("web:paper-template", version_id)


@page
def show(request: PageRequest, version_id: int) -> HttpResponse:
    """One version with its three samples; a POST approves or refuses it."""
    found = _version(request, version_id)
    typed = Typed.of(request.POST, ("since", "reason"))
    if request.method != "POST":
        return _show(request, found, typed)
    if not key_of(request):
        return _show(request, found, typed.but("", UNKEYED), 422)
    try:
        if request.POST.get("duyet"):
            typed, since = typed.day("since")
            if since is None:
                return _show(request, found, typed, 422)
            versions.approve(version_id, since=since, by=request.viewer, on=request.on)
            messages.success(request, f"Đã duyệt. Văn bản soạn từ {vi.day(since)} dùng bản mẫu này.")
        else:
            versions.refuse(version_id, reason=typed.values["reason"], by=request.viewer, on=request.on)
            messages.success(request, "Đã ghi không duyệt, kèm lý do cho người đề xuất.")
    except LookupError:
        raise Http404 from None
    except (Denied, StateRefused) as refused:
        return _show(request, found, typed.but("", refused.sentence), 422)
    return redirect("web:paper-template", version_id)


@page
def sample(request: PageRequest, version_id: int, place: int) -> HttpResponse:
    """A sample matter's paper made with a version, to be saved."""
    found = _version(request, version_id)
    if not 0 <= place < versions.SAMPLES:
        raise Http404
    try:
        made = versions.preview(found.template, files.read(found.sha256), place)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("web:paper-template", version_id)
    return attachment(f"{found.template}-thu-{place + 1}.docx", made, DOCX)


@page
def sample_sheet(request: PageRequest, version_id: int, place: int) -> HttpResponse:
    """The same paper to be read on the page."""
    found = _version(request, version_id)
    if not 0 <= place < versions.SAMPLES:
        raise Http404
    try:
        made = versions.preview(found.template, files.read(found.sha256), place)
        drawn = Sheet(read(made), "Bản đọc của tệp Word dựng thử; người và việc đều giả định.")
    except Refused as refused:
        drawn = Sheet(wrong=refused.sentence)
    return render(request, "web/parts/paper_sheet.html", {"sheet": drawn})


@page
def source(request: PageRequest, name: str) -> HttpResponse:
    """The template in force of a name, to be changed in Word: the agency's version or the delivered one."""
    _reach(request)
    if name not in versions.templates():
        raise Http404
    number = queries.template_in_force(request.viewer.agency, name, request.on)
    content = files.read(versions.version(number).sha256) if number else delivered(name)
    return attachment(f"mau-{name}.docx", content, DOCX)


def _reach(request: PageRequest) -> offices.Reach:
    reach = offices.reach(request.viewer, "template", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "template", "read")
    return reach


def _version(request: PageRequest, version_id: int) -> Version:
    reach = _reach(request)
    try:
        found = versions.version(version_id)
    except LookupError:
        raise Http404 from None
    if not (reach.everything or found.agency in reach.agencies):
        raise Http404
    return found


def _list(request: PageRequest, reach: offices.Reach, typed: Typed, status: int = 200) -> HttpResponse:
    found = versions.versions(reach)
    names = offices.names_of({one.proposer for one in found}, request.on)
    used = {
        name: [one.title for one in kinds().values() if one.template == name] for name in versions.templates()
    }
    context = {
        "templates": [
            (name, NAMED[name], titles, queries.template_in_force(request.viewer.agency, name, request.on))
            for name, titles in used.items()
        ],
        "versions": [
            (one, NAMED[one.template], STATES[one.state], names.get(one.proposer, one.proposer))
            for one in found
        ],
        "typed": typed,
        "problems": typed.problems,
        "key": uuid.uuid4().hex,
        "may_propose": request.page.allows("template", "propose"),
        "names": vocabulary().texts.items(),
    }
    return render(request, "web/paper_templates.html", context, status=status)


def _show(request: PageRequest, found: Version, typed: Typed, status: int = 200) -> HttpResponse:
    names = offices.names_of({found.proposer, found.approver}, request.on)
    approves = offices.reach(request.viewer, "template", "approve", request.on).covers(found.agency)
    own = found.proposer == request.viewer.actor
    context = {
        "version": found,
        "named": NAMED[found.template],
        "state": STATES[found.state],
        "proposer": names.get(found.proposer, found.proposer),
        "approver": names.get(found.approver, found.approver),
        "titles": [one.title for one in kinds().values() if one.template == found.template],
        "samples": list(enumerate(NAMES)),
        "typed": typed,
        "problems": typed.problems,
        "key": uuid.uuid4().hex,
        "may_decide": approves and not own and found.state == "proposed",
        "own": own and found.state == "proposed",
    }
    return render(request, "web/paper_template.html", context, status=status)
