"""Nhập số công bố: send a file, see every row judged, decide, confirm; written whole or not at all."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.offices import queries as offices
from thihanh.targets.imported import files, operations, queries
from thihanh.targets.imported.judging import LABELS
from thihanh.targets.imported.operations import Decision, Importer, ImportRefused
from thihanh.targets.imported.template import write
from thihanh.web import exports, refusals
from thihanh.web.page import PageRequest, page


@page
def start(request: PageRequest) -> HttpResponse:
    """The upload form and the files sent before; sending a file checks it and writes nothing."""
    _check(request)
    if request.method != "POST":
        return _start(request)
    sent = request.FILES.get("tep")
    if not isinstance(sent, UploadedFile):
        return _start(request, "Chọn một tệp .csv hoặc .xlsx để kiểm tra.")
    if (sent.size or 0) > files.MOST_BYTES:
        return _start(request, f"Tệp nặng quá {files.MOST_BYTES // 1_000_000} MB. Hãy chia thành nhiều tệp.")
    with tempfile.NamedTemporaryFile() as kept:
        for chunk in sent.chunks():
            kept.write(chunk)
        kept.flush()
        run_id = operations.check_file(Path(kept.name), sent.name or "", _importer(request))
    return redirect("web:published-run", run_id)


@page
def run(request: PageRequest, run_id: int) -> HttpResponse:
    """One file: what becomes of each row, and the decisions to take."""
    found = _found(request, run_id)
    rows = [(row["draft"], row["state"], LABELS[row["state"]], row["sentences"]) for row in found.rows]
    context = {
        "run": found,
        "rows": rows,
        "counts": [(LABELS[state], found.counts.get(state, 0)) for state in LABELS],
        "waits": found.state == "checked",
    }
    return render(request, "web/published_run.html", context)


@page
def apply(request: PageRequest, run_id: int) -> HttpResponse:
    """Confirm a checked file with a decision for every row that waits for one."""
    found = _posted(request, run_id)
    decisions = {}
    for row in found.rows:
        line = int(row["draft"]["line"])
        choice = request.POST.get(f"chon-{line}", "")
        if choice in ("giu", "bo"):
            decisions[line] = Decision(choice == "giu", request.POST.get(f"ly-do-{line}", ""))
    try:
        counts = operations.apply(run_id, _importer(request), decisions)
    except ImportRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã ghi {counts['written']} dòng số công bố.")
    return redirect("web:published-run", run_id)


@page
def cancel(request: PageRequest, run_id: int) -> HttpResponse:
    """Drop a file that waits."""
    _posted(request, run_id)
    operations.cancel(run_id, _importer(request))
    return redirect("web:published-run", run_id)


@page
def blank(request: PageRequest) -> HttpResponse:
    """The empty Excel page."""
    _check(request)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "so-cong-bo.xlsx"
        write(path)
        return exports.attachment("so-cong-bo-mau", path.read_bytes())


def _start(request: PageRequest, wrong: str = "") -> HttpResponse:
    context = {"runs": queries.runs(request.viewer.actor), "wrong": wrong}
    return render(request, "web/published_import.html", context, status=422 if wrong else 200)


def _check(request: PageRequest) -> None:
    if offices.reach(request.viewer, operations.OBJECT, operations.ACTION, request.on).is_empty:
        raise refusals.not_granted(request.viewer, operations.OBJECT, operations.ACTION)


def _found(request: PageRequest, run_id: int) -> queries.RunRow:
    _check(request)
    try:
        return queries.run(run_id, request.viewer.actor)
    except queries.RunUnknown:
        raise Http404 from None


def _posted(request: PageRequest, run_id: int) -> queries.RunRow:
    if request.method != "POST":
        raise Http404
    return _found(request, run_id)


def _importer(request: PageRequest) -> Importer:
    return Importer(by=request.viewer.actor, on=request.on, viewer=request.viewer)
