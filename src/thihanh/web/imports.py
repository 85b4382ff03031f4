"""Nhập sổ: bring a register file in: check, see every problem at its cell, confirm, done."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.offices import queries as offices
from thihanh.procedures.import_register import error_file, operations, queries
from thihanh.procedures.import_register.operations import ImportCancelled, ImportRefused
from thihanh.procedures.import_register.preparing import Importer
from thihanh.procedures.register_file import template
from thihanh.queue import operations as queue
from thihanh.queue import queries as progress
from thihanh.web import exports, refusals
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page

_KEY = 32


@page
def start(request: PageRequest) -> HttpResponse:
    """The upload form and the files brought in before; sending a file checks it, writes nothing."""
    reach = _reach(request)
    if request.method != "POST":
        return _start(request, reach)
    sent = request.FILES.get("tep")
    if not isinstance(sent, UploadedFile):
        return _start(request, reach, "Chọn một tệp .xlsx để kiểm tra.")
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as kept:
        for chunk in sent.chunks():
            kept.write(chunk)
        kept.flush()
        with _told(request, "import") as who:
            run_id, _ = operations.check_file(Path(kept.name), who, name=sent.name or "")
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
    context = {
        "run": found,
        "by": offices.names_of({found.by}, request.on).get(found.by, found.by),
        "counts": _counts(found),
        "problems": problems,
        "severity": severity,
        "may_apply": found.may_apply and _may_apply(request, found.agency),
        "key": token_hex(_KEY // 2),
    }
    return render(request, "web/import.html", context)


@page
def apply(request: PageRequest, run_id: int) -> HttpResponse:
    """Confirm a checked file: it is written whole, or not at all."""
    _posted(request, run_id)
    try:
        with _told(request, "apply") as who:
            operations.apply(run_id, who)
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
    """How far the work under this key is: a line for the page that waits."""
    return render(request, "web/parts/progress.html", {"told": progress.progress(f"web:{key}")})


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
    context = {"runs": runs, "wrong": wrong, "key": token_hex(_KEY // 2)}
    return render(request, "web/imports.html", context, status=422 if wrong else 200)


def _reach(request: PageRequest) -> offices.Reach:
    reach = offices.reach(request.viewer, "import", "dry_run", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "import", "dry_run")
    return reach


def _may_apply(request: PageRequest, agency: str) -> bool:
    return offices.reach(request.viewer, "import", "apply", request.on).covers(agency)


def _posted(request: PageRequest, run_id: int) -> None:
    if request.method != "POST":
        raise Http404
    try:
        queries.run(run_id, _reach(request))
    except queries.RunUnknown:
        raise Http404 from None


@contextmanager
def _told(request: PageRequest, what: str) -> Iterator[Importer]:
    """An importer whose progress the waiting page can ask for under the key it sent."""
    key = request.POST.get("khoa", "")
    by = request.viewer.officer or request.viewer.name
    if len(key) != _KEY or not key.isalnum():
        yield Importer(by=by, on=request.on, viewer=request.viewer)
        return
    with queue.reporting(f"web:{key}", message=what) as reporter:
        yield Importer(
            by=by,
            on=request.on,
            viewer=request.viewer,
            progress=lambda phase, done, total: reporter.advance(done, message=phase, total=total),
        )


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
