"""Bảng chấm điểm thi đua: the rules in force, the agency's versions, a new one from a file."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.offices.rules import Refused
from thihanh.targets import scheme_file
from thihanh.targets.indicators import indicators
from thihanh.targets.schemes import content, scheme, state_scheme, versions
from thihanh.web import exports, refusals
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed

_TYPED = ("number", "since")


@page
def show(request: PageRequest) -> HttpResponse:
    """The rules of the working day and the versions; ``tep`` is the file to edit; a post states a version."""
    if not request.page.allows("target", "read"):
        raise refusals.not_granted(request.viewer, "target", "read")
    if request.method == "POST":
        return _state(request)
    asked, rules = request.GET.get("tep", ""), content(request.viewer.agency, request.on)
    if asked == "json":
        return exports.attachment("bang-cham-diem", scheme_file.as_json(rules), "json")
    if asked == "xlsx":
        return exports.attachment("bang-cham-diem", scheme_file.as_workbook(rules))
    return _show(request, Typed(dict.fromkeys(_TYPED, "")))


def _state(request: PageRequest) -> HttpResponse:
    typed = Typed.of(request.POST, _TYPED)
    typed = typed.need("number", "Ghi số, ngày văn bản ban hành.", 3)
    typed, since = typed.day("since")
    sent = request.FILES.get("tep")
    if not isinstance(sent, UploadedFile):
        typed = typed.but("tep", "Chọn tệp bảng chấm điểm (.xlsx hoặc .json).")
    if typed.problems or since is None or not isinstance(sent, UploadedFile):
        return _show(request, typed, 422)
    try:
        found = scheme_file.read(sent.read(scheme_file.LARGEST + 1), typed.values["number"])
        state_scheme(found, since=since, by=request.viewer, on=request.on)
    except Denied:
        raise
    except (Refused, scheme_file.SchemeRefused) as refused:
        return _show(request, typed.but("", str(refused)), 422)
    messages.success(request, f"Đã ghi bảng chấm điểm {found['number']}, áp dụng từ {vi.day(since)}.")
    return redirect("web:target-scheme")


def _show(request: PageRequest, typed: Typed, status: int = 200) -> HttpResponse:
    agency = request.viewer.agency
    decides = offices.reach(request.viewer, "target", "decide", request.on)
    rules = scheme(agency, request.on)
    names = {one.code: one.short for one in indicators(agency, request.on).slots}
    context = {
        "rules": rules,
        "core": [names.get(code, code) for code in rules.core],
        "versions": [(one, one.since > request.on) for one in versions(agency)],
        "typed": typed,
        "problems": typed.problems,
        "may_state": decides.covers(agency),
    }
    return render(request, "web/target_scheme.html", context, status=status)
