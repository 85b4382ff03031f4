"""Sửa trạng thái: one recorded stage corrected with its reason, or refused and nothing lost."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.law import grounds, regime_on
from thihanh.matters import operations
from thihanh.matters.intake import StageChange
from thihanh.matters.queries import MatterFile
from thihanh.matters.rules import StateRefused
from thihanh.matters.states import STAGES
from thihanh.web import format as vi
from thihanh.web import late
from thihanh.web.filters import Choice
from thihanh.web.matter import check_may, file_of
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed, amount

_CORRECTED = ("day", "stage", "ground", "asset", "document", "reason", "void")


@page
def stage(request: PageRequest, matter_id: int, fact_id: int) -> HttpResponse:
    """The form that corrects one recorded stage, or the recording of the correction."""
    file = file_of(request, matter_id)
    check_may(request, file, "correct")
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
    late.warn(request, [(file.row.agency, min(old.on, change.on))])
    return redirect(reverse("web:matter", args=[matter_id]) + "#dien-bien")


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


def _grounds(on: date, chosen: str) -> list[Choice]:
    return [
        Choice(one.code, f"{one.code} · {one.label}", one.code == chosen) for one in grounds(regime_on(on))
    ]
