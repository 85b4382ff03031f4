"""Chương trình kỳ họp: build it, and again from the record; add, drop, order, word its items; settle it."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from thihanh.dossiers.values import Wrong
from thihanh.editions.cutting import CutGone
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.steering import operations
from thihanh.trail.outside import OutsideFileError
from thihanh.web import attempts
from thihanh.web.committee import meeting_of, shown
from thihanh.web.page import PageRequest, page

Deed = Callable[[PageRequest, int], str]


@page
def change(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Do what the form asks (``lam``), and say what was done."""
    meeting_of(request, meeting_id)
    deed = _DEEDS.get(request.POST.get("lam", ""))
    if request.method != "POST" or deed is None:
        raise Http404
    try:
        messages.success(request, deed(request, meeting_id))
    except (Refusal, Denied) as refused:
        attempts.keep(request, meeting_id, "agenda", refused)
        field = refused.field if isinstance(refused, Refusal) else ""
        return shown(request, meeting_id, ((field, refused.sentence),))
    except Wrong as wrong:
        return shown(request, meeting_id, wrong.problems)
    except (CutGone, OutsideFileError) as fault:
        return shown(request, meeting_id, (("", str(fault)),))
    return redirect("web:committee-meeting", meeting_id)


def _build(request: PageRequest, meeting_id: int) -> str:
    built = operations.build(meeting_id, by=request.viewer, on=request.on)
    return f"Đã dựng chương trình: {len(built.items)} mục, theo dữ liệu đến {built.as_of:%d/%m/%Y}."


def _rebuild(request: PageRequest, meeting_id: int) -> str:
    try:
        again = operations.rebuild(meeting_id)
    except LookupError:
        raise Refusal("state", "chương trình chưa được dựng nên chưa có gì để dựng lại.") from None
    if again.same:
        return f"Dựng lại từ sổ ghi: {len(again.made.items)} mục, giống hệt bản đã lưu."
    raise Refusal(
        "input",
        f"dựng lại từ sổ ghi khác bản đã lưu ở {len(again.differing)} mục. Kiểm tra: thihanh trail verify.",
    )


def _settle(request: PageRequest, meeting_id: int) -> str:
    operations.settle(meeting_id, by=request.viewer, on=request.on)
    return "Đã chốt chương trình. Bước tiếp theo: gửi tài liệu họp."


def _add(request: PageRequest, meeting_id: int) -> str:
    operations.add_item(meeting_id, _said(request), by=request.viewer, on=request.on)
    return "Đã thêm một mục vào cuối chương trình."


def _drop(request: PageRequest, meeting_id: int) -> str:
    key, reason = request.POST.get("muc", ""), request.POST.get("reason", "")
    operations.drop_item(meeting_id, key, reason, by=request.viewer, on=request.on)
    return "Đã bỏ mục; lý do còn trong phần trước và sau khi sửa."


def _restore(request: PageRequest, meeting_id: int) -> str:
    operations.restore_item(meeting_id, request.POST.get("muc", ""), by=request.viewer, on=request.on)
    return "Đã đưa mục trở lại."


def _word(request: PageRequest, meeting_id: int) -> str:
    key = request.POST.get("muc", "")
    operations.word_item(meeting_id, key, _said(request), by=request.viewer, on=request.on)
    return "Đã sửa câu hỏi và phương án."


def _up(request: PageRequest, meeting_id: int) -> str:
    operations.move_item(meeting_id, request.POST.get("muc", ""), -1, by=request.viewer, on=request.on)
    return "Đã đưa mục lên một bậc."


def _down(request: PageRequest, meeting_id: int) -> str:
    operations.move_item(meeting_id, request.POST.get("muc", ""), 1, by=request.viewer, on=request.on)
    return "Đã đưa mục xuống một bậc."


def _said(request: PageRequest) -> Mapping[str, str]:
    return {name: request.POST.get(name, "") for name in ("title", "question", "options", "reason")}


_DEEDS: Mapping[str, Deed] = {
    "dung": _build,
    "dung-lai": _rebuild,
    "chot": _settle,
    "them": _add,
    "bo": _drop,
    "dua-lai": _restore,
    "sua": _word,
    "len": _up,
    "xuong": _down,
}
