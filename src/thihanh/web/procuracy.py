"""Gửi Viện kiểm sát: the monthly list of ended matters and the decisions sent; pages and workbooks."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.documents import kinds
from thihanh.documents.content import Row
from thihanh.law.classification import grounds
from thihanh.law.regimes import REGIMES, regime_on
from thihanh.law.service import channels
from thihanh.matters.asking import Refusal
from thihanh.matters.states import STAGES
from thihanh.procedures import ended_list
from thihanh.procedures.performing import perform
from thihanh.registers import procuracy
from thihanh.registers.procuracy import EndedRow, SentRow
from thihanh.trail.operations import KeyReused
from thihanh.web import exports, filters, refusals, timeline
from thihanh.web import format as vi
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.page import PageRequest, page
from thihanh.web.registers import reach_of

PER_PAGE = 100
_ENDED = (
    exports.Column("STT", 6, "number"),
    exports.Column("Số quyết định", 16),
    exports.Column("Ngày quyết định", 13, "day"),
    exports.Column("Người phải thi hành án", 30),
    exports.Column("Người được thi hành án", 30),
    exports.Column("Kết quả", 20),
    exports.Column("Căn cứ", 40),
    exports.Column("Ngày kết thúc", 13, "day"),
    exports.Column("Đã thu (đồng)", 20, "number", total=True),
    exports.Column("Chấp hành viên", 24),
)
_SENT = (
    exports.Column("STT", 6, "number"),
    exports.Column("Văn bản", 40),
    exports.Column("Số", 18),
    exports.Column("Ngày ban hành", 13, "day"),
    exports.Column("Việc", 16),
    exports.Column("Hạn gửi", 13, "day"),
    exports.Column("Ngày gửi", 13, "day"),
    exports.Column("Cách gửi", 22),
    exports.Column("Chứng cứ", 24),
)


@page
def ended(request: PageRequest) -> HttpResponse:
    """The list of a month; a POST marks its matters as listed, or drafts the paper that carries it."""
    reach = reach_of(request)
    try:
        month = month_of(request.GET.get("thang", ""), request.on)
        skipped = _skipped(request.GET.get("sau", ""))
    except filters.Unreadable as error:
        return HttpResponseBadRequest(render(request, "web/procuracy_ended.html", {"error": error}).content)
    rows = procuracy.ended(reach, month, office=request.GET.get("phong", ""))
    if request.method == "POST":
        return _posted(request, month, rows)
    skipped = skipped if skipped < len(rows) else 0
    names = request.page.names
    context = {
        "rows": [
            (
                row,
                STAGES[row.stage].label,
                timeline.ground_words(row.ground, row.ended_on),
                names.officers.get(row.officer, row.officer),
            )
            for row in rows[skipped : skipped + PER_PAGE]
        ],
        "total": len(rows),
        "first": skipped + 1,
        "last": min(skipped + PER_PAGE, len(rows)),
        "earlier": max(skipped - PER_PAGE, 0) if skipped else None,
        "later": skipped + PER_PAGE if skipped + PER_PAGE < len(rows) else None,
        "duty": procuracy.is_duty(_last(month)),
        "month": month,
        "before": month - timedelta(days=1),
        "after": _last(month) + timedelta(days=1) if _last(month) < request.on else None,
        "waiting": len(procuracy.waiting(rows)),
        "may_list": request.page.allows("matter", "act"),
        "may_draft": request.page.allows("paper", "draft") and regime_on(request.on) == "R25",
        "may_export": request.page.allows("export", "make"),
        "key": uuid.uuid4().hex,
    }
    return render(request, "web/procuracy_ended.html", context)


@page
def ended_workbook(request: PageRequest) -> HttpResponse:
    """The list of a month as .xlsx."""
    reach = reach_of(request)
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")
    try:
        month = month_of(request.GET.get("thang", ""), request.on)
    except filters.Unreadable as error:
        return HttpResponseBadRequest(render(request, "web/procuracy_ended.html", {"error": error}).content)
    rows = procuracy.ended(reach, month, office=request.GET.get("phong", ""))
    title = f"Danh sách việc thi hành án đã kết thúc gửi Viện kiểm sát, tháng {month:%m/%Y}"
    return exports.workbook(
        f"vks-ket-thuc-{month:%Y%m}", _title(request, title, len(rows)), _ENDED, _ended_lines(rows, request)
    )


@page
def sent(request: PageRequest) -> HttpResponse:
    """The decisions of a month that go to the procuracy, with when each was due and went."""
    reach = reach_of(request)
    try:
        month = month_of(request.GET.get("thang", ""), request.on)
    except filters.Unreadable as error:
        return HttpResponseBadRequest(render(request, "web/procuracy_sent.html", {"error": error}).content)
    rows = procuracy.sent(reach, month, _last(month), office=request.GET.get("phong", ""))
    if "tai" in request.GET:
        if not request.page.allows("export", "make"):
            raise refusals.not_granted(request.viewer, "export", "make")
        title = f"Quyết định, văn bản gửi Viện kiểm sát, ban hành tháng {month:%m/%Y}"
        lines = _sent_lines(rows)
        return exports.workbook(
            f"vks-quyet-dinh-{month:%Y%m}", _title(request, title, len(rows)), _SENT, lines
        )
    context = {
        "rows": [(row, kinds.kind(row.kind).title, _channel(row)) for row in rows],
        "month": month,
        "before": month - timedelta(days=1),
        "after": _last(month) + timedelta(days=1) if _last(month) < request.on else None,
        "may_read": request.page.allows("paper", "read"),
        "late": sum(
            row.sent_on is None and row.due_on is not None and row.due_on < request.on for row in rows
        ),
        "may_export": request.page.allows("export", "make"),
    }
    return render(request, "web/procuracy_sent.html", context)


def month_of(text: str, on: date) -> date:
    """The first day of a month typed as 2026-10; the month of the working day where nothing is typed.

    Raises Unreadable.
    """
    if not text:
        return on.replace(day=1)
    try:
        return vi.read_month(text)
    except ValueError as error:
        raise filters.Unreadable(str(error)) from None


def _skipped(text: str) -> int:
    """How many rows lie before the page asked for. Raises Unreadable."""
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise filters.Unreadable("Trang của danh sách không đọc được.")
    return int(text)


def _last(month: date) -> date:
    return vi.next_month(month) - timedelta(days=1)


def _posted(request: PageRequest, month: date, rows: tuple[EndedRow, ...]) -> HttpResponse:
    ids = procuracy.waiting(rows)
    back = redirect(f"{reverse('web:procuracy-ended')}?thang={month:%Y-%m}")
    if not key_of(request):
        messages.error(request, UNKEYED)
        return back
    try:
        if request.POST.get("lam") == "trinh":
            return _drafted(request, month, rows)
        outcomes = perform(
            procuracy.LISTED, ids, {"on": request.on.isoformat()}, by=request.viewer, on=request.on,
            key=key_of(request),
        )  # fmt: skip
    except (Refusal, KeyReused) as refused:
        messages.error(request, refused.sentence)
        return back
    done = sum(one.done for one in outcomes)
    if done:
        messages.success(request, f"Đã ghi {vi.count(done)} việc vào danh sách tháng {month:%m/%Y}.")
    for one in [one for one in outcomes if not one.done][:10]:
        messages.warning(request, f"{one.number}: {one.sentence}")
    return back


def _drafted(request: PageRequest, month: date, rows: tuple[EndedRow, ...]) -> HttpResponse:
    """The list as a paper in the signing queue."""
    if not request.page.allows("paper", "draft"):
        raise refusals.not_granted(request.viewer, "paper", "draft")
    listed = [
        Row(row.ended_on, f"{row.number} {vi.day(row.decided_on)}, {row.debtor}", STAGES[row.stage].label)
        for row in rows
    ]
    ended_list.submit(listed, month, by=request.viewer, on=request.on, key=key_of(request))
    messages.success(request, f"Đã trình ký danh sách tháng {month:%m/%Y}, {vi.count(len(rows))} việc.")
    return redirect(f"{reverse('web:procuracy-ended')}?thang={month:%Y-%m}")


def _ended_lines(rows: tuple[EndedRow, ...], request: PageRequest) -> list[list[object]]:
    words: Mapping[str, str] = {one.code: one.label for regime in REGIMES for one in grounds(regime)}
    return [
        [
            place,
            row.number,
            row.decided_on,
            row.debtor,
            row.creditor,
            STAGES[row.stage].label,
            f"{row.ground} {words.get(row.ground, '')}".strip(),
            row.ended_on,
            row.collected,
            request.page.names.officers.get(row.officer, row.officer),
        ]
        for place, row in enumerate(rows, start=1)
    ]


def _sent_lines(rows: tuple[SentRow, ...]) -> list[list[object]]:
    return [
        [
            place,
            kinds.kind(row.kind).title,
            row.number,
            row.issued_on,
            row.matter_number,
            row.due_on,
            row.sent_on,
            _channel(row),
            row.reference,
        ]
        for place, row in enumerate(rows, start=1)
    ]


def _channel(row: SentRow) -> str:
    return channels()[row.channel].label if row.channel and row.sent_on else ""


def _title(request: PageRequest, title: str, count: int) -> tuple[str, ...]:
    return (
        request.page.unit_name,
        title,
        f"{vi.count(count)} dòng. Đơn vị tính: đồng",
        f"Dữ liệu đến {vi.day(request.on)}, ghi nhận đến {vi.day(request.on)}, trực tiếp",
    )
