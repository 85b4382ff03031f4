"""Two acts on a matter: ghi kết quả xác minh, sửa trạng thái. Recorded whole, or refused and nothing lost."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.law import grounds, regime_on
from thihanh.matters import operations
from thihanh.matters.intake import StageChange, VerificationResult
from thihanh.matters.queries import MatterFile
from thihanh.matters.rules import FINDINGS, StateRefused
from thihanh.matters.states import STAGES
from thihanh.offices import queries as offices
from thihanh.web import format as vi
from thihanh.web.filters import Choice
from thihanh.web.matter import file_of
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed, amount

_VERIFIED = ("day", "means", "finding", "stage", "ground", "asset", "document")
_CORRECTED = ("day", "stage", "ground", "asset", "document", "reason", "void")


@page
def verification(request: PageRequest, matter_id: int) -> HttpResponse:
    """The form of a verification's result, or its recording."""
    file = file_of(request, matter_id)
    _check(request, file, "act")
    if request.method != "POST":
        return _verification_form(
            request, file, Typed(dict.fromkeys(_VERIFIED, "") | {"day": vi.day(request.on)})
        )
    typed, result, change = _read_verification(request)
    if typed.problems or result is None or change is None:
        return _verification_form(request, file, typed, 422)
    if _stands_already(file, result):
        messages.info(request, "Kết quả này đã được ghi rồi; không ghi lần thứ hai.")
        return redirect("web:matter", matter_id)
    try:
        operations.record_verification(
            matter_id=matter_id, result=result, stage=change, by=request.viewer, on=request.on
        )
    except StateRefused as refusal:
        return _verification_form(request, file, typed.but("", refusal.sentence), 422)
    stage = STAGES[change.stage].label
    messages.success(request, f"Đã ghi kết quả xác minh ngày {vi.day(result.on)}: {stage}.")
    return redirect("web:matter", matter_id)


@page
def stage(request: PageRequest, matter_id: int, fact_id: int) -> HttpResponse:
    """The form that corrects one recorded stage, or the recording of the correction."""
    file = file_of(request, matter_id)
    _check(request, file, "correct")
    old = next((one for one in file.stages if one.id == fact_id), None)
    if old is None:
        raise Http404
    if request.method != "POST":
        shown = {
            "day": vi.day(old.on),
            "stage": old.stage,
            "ground": old.ground,
            "asset": "" if old.asset_value is None else vi.count(old.asset_value),
            "document": old.document,
        }
        return _stage_form(request, file, fact_id, Typed({**dict.fromkeys(_CORRECTED, ""), **shown}))
    typed, change = _read_change(request, Typed.of(request.POST, _CORRECTED))
    typed = typed.need("reason", "Ghi lý do sửa, đủ để người kiểm tra hiểu (ít nhất 10 ký tự).", 10)
    if typed.problems or change is None:
        return _stage_form(request, file, fact_id, typed, 422)
    try:
        operations.correct_stage(
            matter_id=matter_id,
            fact_id=fact_id,
            change=change,
            reason=typed.values["reason"],
            by=request.viewer,
            on=request.on,
        )
    except StateRefused as refusal:
        return _stage_form(request, file, fact_id, typed.but("", refusal.sentence), 422)
    messages.success(request, "Đã sửa trạng thái. Bản cũ vẫn đọc được trong diễn biến.")
    return redirect(reverse("web:matter", args=[matter_id]) + "#dien-bien")


def _stands_already(file: MatterFile, result: VerificationResult) -> bool:
    """Whether the very same result was recorded: the form was sent again by the back button."""
    said = (result.on, result.means, result.finding)
    return any((one.on, one.means, one.finding) == said for one in file.verifications)


def _check(request: PageRequest, file: MatterFile, action: str) -> None:
    row = file.row
    offices.check_reaches(
        request.viewer,
        "matter",
        action,
        on=request.on,
        agency=row.agency,
        office=row.office,
        officer=row.officer,
    )


def _read_verification(
    request: PageRequest,
) -> tuple[Typed, VerificationResult | None, StageChange | None]:
    typed, change = _read_change(request, Typed.of(request.POST, _VERIFIED))
    typed = typed.need("means", "Ghi cách xác minh, ví dụ: trực tiếp tại nơi cư trú.")
    typed = typed.need("finding", "Ghi kết quả xác minh thấy được, ít nhất 10 ký tự.", 10)
    if (chosen := STAGES.get(typed.values["stage"])) and chosen.grounded:
        typed = typed.need("ground", "Chọn căn cứ: luật đòi nêu căn cứ cho trạng thái này.")
    if change is None:
        return typed, None, None
    result = VerificationResult(change.on, typed.values["means"], typed.values["finding"], request.on)
    return typed, result, change


def _read_change(request: PageRequest, typed: Typed) -> tuple[Typed, StageChange | None]:
    typed, day = typed.day("day")
    typed, asset = typed.read("asset", amount)
    code = typed.values["stage"]
    if code not in STAGES:
        typed = typed.but("stage", "Chọn một trạng thái.")
    if day is None or code not in STAGES:
        return typed, None
    change = StageChange(
        on=day,
        stage=code,
        known_on=request.on,
        ground=typed.values["ground"] if STAGES[code].grounded else "",
        asset_value=asset,
        document=typed.values["document"],
        void=bool(typed.values.get("void")),
    )
    return typed, change


def _verification_form(
    request: PageRequest, file: MatterFile, typed: Typed, status: int = 200
) -> HttpResponse:
    chosen = typed.values["stage"]
    context = {
        "stages": [Choice(code, STAGES[code].label, code == chosen) for code in FINDINGS],
        "grounds": _grounds(request.on, typed.values["ground"], only="no_means"),
        "current": STAGES[file.row.stage].label,
        **_common(file, typed),
    }
    return render(request, "web/verification.html", context, status=status)


def _stage_form(
    request: PageRequest, file: MatterFile, fact_id: int, typed: Typed, status: int = 200
) -> HttpResponse:
    old = next(one for one in file.stages if one.id == fact_id)
    context = {
        "old": old,
        "old_label": STAGES[old.stage].label,
        "stages": [Choice(code, one.label, code == typed.values["stage"]) for code, one in STAGES.items()],
        "grounds": _grounds(old.on, typed.values["ground"]),
        **_common(file, typed),
    }
    return render(request, "web/stage.html", context, status=status)


def _common(file: MatterFile, typed: Typed) -> dict[str, object]:
    return {"file": file, "row": file.row, "typed": typed, "problems": typed.problems}


def _grounds(on: date, chosen: str, only: str = "") -> list[Choice]:
    return [
        Choice(one.code, f"{one.code} · {one.label}", one.code == chosen)
        for one in grounds(regime_on(on))
        if not only or one.kind == only
    ]
