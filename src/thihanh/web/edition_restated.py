"""Đối chiếu: which matters moved which cells of an edition since, and the supplementary report."""

import uuid

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thihanh.editions import drilling, operations, queries, reading, restating
from thihanh.editions.container import MOST
from thihanh.editions.queries import EditionUnknown
from thihanh.editions.rules import NATION, Refused
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.trail.operations import KeyReused
from thihanh.trail.outside import OutsideFileError
from thihanh.web import format as vi
from thihanh.web import moved_lines
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.edition import found_of, trust
from thihanh.web.editions import reach_of
from thihanh.web.page import PageRequest, page


@page
def show(request: PageRequest, edition_id: int) -> HttpResponse:
    """What has moved since; sending the explanation makes the supplementary report."""
    row = found_of(request, edition_id)
    problem, explanation = "", request.POST.get("giai-trinh", "")
    if request.method == "POST":
        try:
            if not key_of(request):
                raise Refused(UNKEYED)
            made = operations.restate(
                row.id, by=request.viewer, on=request.on, explanation=explanation, key=key_of(request)
            )
        except (Refused, Denied, KeyReused, EditionUnknown, OutsideFileError) as refused:
            problem = str(refused)
        else:
            messages.success(request, f"Đã lập báo cáo bổ sung số {made.id} cho ấn bản số {row.id}.")
            return redirect("web:edition", made.id)
    file = queries.file_of(row.id)
    later = queries.file_of(row.superseded_by) if row.superseded_by else None
    statistics = offices.reach(request.viewer, "statistics", "read", request.on)
    whole = later is not None or (
        statistics.everything if row.unit == NATION else statistics.covers(row.unit)
    )
    readable = offices.reach(request.viewer, "matter", "read", request.on)
    if later:
        found = restating.between(file, later)
    elif whole or readable.everything or row.unit in (NATION, *readable.touched):
        found = restating.since(file)
    else:
        found = restating.unread(file)
    own = moved_lines.ordered(drilling.in_reach(found.rows, readable, row.unit))
    names = {unit.code: unit.name for unit in file.body.units}
    linked = drilling.numbers_in_reach(readable, [one.moved.matter_id for one in own])
    number = vi.place(request.GET.get("trang", "1"))
    reach = offices.reach(request.viewer, "edition", "restate", request.on)
    context = {
        "row": row,
        "problem": problem,
        "explanation": explanation,
        "found": found,
        "whole": whole,
        "reasons": sorted(found.by_reason.items()),
        "sums": moved_lines.sums_of(found.sums, row.period) if whole else [],
        "redefined": found.redefined if whole else (),
        "shown": moved_lines.shown(own, number, linked, names),
        "own": len(own),
        "hidden": len(found.rows) - len(own) if whole else 0,
        "may_restate": (reach.everything if row.unit == NATION else reach.covers(row.unit))
        and row.kind != "preliminary"
        and row.superseded_by is None,
        "key": uuid.uuid4().hex,
    }
    return render(request, "web/edition_restated.html", context, status=422 if problem else 200)


@page
def check(request: PageRequest) -> HttpResponse:
    """Verify an edition file of anybody: nothing is kept, the record is not asked."""
    reach_of(request)
    context: dict[str, object] = {}
    if request.method == "POST":
        sent = request.FILES.get("tep")
        if not isinstance(sent, UploadedFile):
            context["problem"] = "Dữ liệu: chưa chọn tệp; chọn tệp .thia hoặc PDF của ấn bản rồi kiểm tra."
        elif (sent.size or 0) > MOST // 4:
            context["problem"] = (
                f"Dữ liệu: tệp lớn hơn {MOST // 4_000_000} MB, không kiểm tra ở đây; dùng lệnh thihanh "
                "edition verify."
            )
        else:
            context |= {"verdict": reading.verify(sent.read(), trust()), "name": sent.name}
    return render(request, "web/edition_check.html", context, status=422 if "problem" in context else 200)
