"""Nhập sổ: bring a register file in: check, see every problem at its cell, confirm, done."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.editions import late_facts
from thihanh.offices import queries as offices
from thihanh.procedures.import_register import error_file, operations, queries
from thihanh.procedures.import_register.operations import ImportCancelled, ImportRefused
from thihanh.procedures.import_register.preparing import Importer
from thihanh.procedures.register_file import container, template
from thihanh.queue import operations as queue
from thihanh.queue import queries as progress
from thihanh.queue.names import REGISTER_APPLY, REGISTER_CHECK
from thihanh.web import exports, refusals
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page

AT_ONCE_BYTES = 500_000
"""A file up to this size is checked while the sender waits; a larger one in the background."""
AT_ONCE_FACTS = 2_000
"""A file that adds up to this many facts is written while the sender waits."""


@page
def start(request: PageRequest) -> HttpResponse:
    """The upload form and the files brought in before; sending a file checks it, writes nothing."""
    reach = _reach(request)
    if request.method != "POST":
        return _start(request, reach)
    sent = request.FILES.get("tep")
    if not isinstance(sent, UploadedFile):
        return _start(request, reach, "Chọn một tệp .xlsx để kiểm tra.")
    if (sent.size or 0) > container.MAX_FILE:
        return _start(request, reach, container.too_large(sent.size or 0))
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as kept:
        for chunk in sent.chunks():
            kept.write(chunk)
        kept.flush()
        who, path, name = _importer(request), Path(kept.name), sent.name or ""
        if path.stat().st_size <= AT_ONCE_BYTES:
            run_id, _ = operations.check_file(path, who, name=name)
        else:
            run_id = operations.receive(path, who, name=name)
            _enqueue(request, REGISTER_CHECK, run_id)
    return redirect("web:import", run_id)


@page
def run(request: PageRequest, run_id: int) -> HttpResponse:
    """One file: what was found, and what confirming it would write."""
    reach = _reach(request)
    number = request.GET.get("trang", "1")
    severity = request.GET.get("muc", "")
    try:
        found = queries.run(run_id, reach)
        problems = queries.problems(
            run_id,
            reach,
            severity=severity if severity in ("error", "warning") else "",
            page=vi.place(number),
        )
    except queries.RunUnknown:
        raise Http404 from None
    waiting = _waiting(found)
    context = {
        "run": found,
        "by": offices.names_of({found.by}, request.on).get(found.by, found.by),
        "counts": _counts(found),
        "problems": problems,
        "severity": severity,
        "waiting": waiting,
        "closed": late_facts.sentence_for(found.agency, found.since),
        "may_cancel": _may_apply(request, found.agency),
        "may_apply": found.may_apply and not waiting and _may_apply(request, found.agency),
    }
    return render(request, "web/import.html", context)


@page
def apply(request: PageRequest, run_id: int) -> HttpResponse:
    """Confirm a checked file: it is written whole, or not at all."""
    found = _posted(request, run_id)
    if found.may_apply and found.counts.get("added", 0) > AT_ONCE_FACTS:
        if not _may_apply(request, found.agency):
            raise refusals.not_granted(request.viewer, "import", "apply")
        _enqueue(request, REGISTER_APPLY, run_id)
        return redirect("web:import", run_id)
    try:
        operations.apply(run_id, _importer(request))
    except (ImportRefused, ImportCancelled) as refusal:
        messages.error(request, str(refusal) or "Lần nhập bị hủy; không có gì được ghi.")
    return redirect("web:import", run_id)


@page
def cancel(request: PageRequest, run_id: int) -> HttpResponse:
    """Drop a file that waits, or stop the one being written."""
    _posted(request, run_id)
    operations.cancel(run_id, by=request.viewer, on=request.on)
    return redirect("web:import", run_id)


@page
def telling(request: PageRequest, key: str) -> HttpResponse:
    """How far the work on a run is; when it is over the page that waits is told to load anew."""
    told = None
    if key.isdecimal() and len(key) < 18:
        try:
            queries.run(int(key), _reach(request))
        except queries.RunUnknown:
            raise Http404 from None
        told = progress.progress(operations.job_key(int(key)))
    answer = render(request, "web/parts/progress.html", {"told": told})
    if told is not None and told.is_over:
        answer["HX-Refresh"] = "true"
    return answer


@page
def blank(request: PageRequest) -> HttpResponse:
    """The empty register workbook."""
    _reach(request)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "so-thu-ly.xlsx"
        template.write(path)
        return exports.attachment("so-thu-ly-mau", path.read_bytes())


@page
def errors(request: PageRequest, run_id: int) -> HttpResponse:
    """The user's own workbook with the problems as coloured cells."""
    try:
        path = error_file.make(run_id, _reach(request))
        name = Path(queries.run(run_id).file_name).stem
    except queries.RunUnknown:
        raise Http404 from None
    return exports.attachment(f"{name}-loi", path.read_bytes())


def _start(request: PageRequest, reach: offices.Reach, wrong: str = "") -> HttpResponse:
    found = queries.runs(reach)
    people = offices.names_of({run.by for run in found}, request.on)
    runs = [(run, people.get(run.by, run.by)) for run in found]
    context = {"runs": runs, "wrong": wrong}
    return render(request, "web/imports.html", context, status=422 if wrong else 200)


def _reach(request: PageRequest) -> offices.Reach:
    reach = offices.reach(request.viewer, "import", "dry_run", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "import", "dry_run")
    return reach


def _may_apply(request: PageRequest, agency: str) -> bool:
    return offices.reach(request.viewer, "import", "apply", request.on).covers(agency)


def _posted(request: PageRequest, run_id: int) -> queries.RunRow:
    if request.method != "POST":
        raise Http404
    try:
        return queries.run(run_id, _reach(request))
    except queries.RunUnknown:
        raise Http404 from None


def _importer(request: PageRequest) -> Importer:
    return Importer(by=request.viewer.actor, on=request.on, viewer=request.viewer)


@transaction.atomic
def _enqueue(request: PageRequest, name: str, run_id: int) -> None:
    """Hand a run to the background; imports of one agency wait for one another."""
    queue.expect(operations.job_key(run_id))
    values = {"run": run_id, "account": request.viewer.account_id}
    queue.enqueue(name, values, lock=f"import:{request.viewer.agency}")


def _waiting(found: queries.RunRow) -> progress.Progress | None:
    """The work in the background that the page waits for, if there is some."""
    told = progress.progress(operations.job_key(found.id))
    if told is None or told.is_over or told.is_silent or found.state == "cancelled":
        return None
    return told


def _counts(found: queries.RunRow) -> list[tuple[str, int]]:
    return [(label, found.counts[name]) for name, label in _COUNTS.items() if found.counts.get(name)]


_COUNTS = {
    "matters": "việc mới",
    "known_matters": "việc đã có trong sổ",
    "added": "dữ kiện thêm",
    "corrected": "dữ kiện sửa",
    "same": "dữ kiện đã có, giữ nguyên",
    "missing": "dữ kiện không còn trong tệp, giữ nguyên",
    "by_hand": "dữ kiện đã sửa tay, giữ nguyên",
    "officers": "cán bộ trong tệp",
}
