"""Phân công: loads of an office, many matters to one officer, a draw that anybody can run again, kin."""

import json
from collections.abc import Iterable, Mapping
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.matters import kindred
from thihanh.matters.asking import Refusal
from thihanh.matters.draws import DrawRow, draw_of, draws
from thihanh.matters.listing import MatterRow
from thihanh.offices import queries as offices
from thihanh.procedures.assignment import operations
from thihanh.procedures.assignment.queries import compare
from thihanh.statistics.numbers import Absent
from thihanh.targets.remaining import Remaining, remaining
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web import refusals, selection
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.filters import choices_by_code
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed

_TRANSFER = ("officer", "reason")
STATES = {
    "committed": "đã cam kết, chưa bốc",
    "drawn": "đã bốc, chưa giao",
    "applied": "đã giao việc",
    "abandoned": "đã bỏ",
}


@page
def show(request: PageRequest) -> HttpResponse:
    """The loads of an office now, its draws, and where to begin."""
    reach = reach_of(request)
    office = office_of(request, reach)
    names = request.page.names.offices
    context = {
        "office": office,
        "office_name": names.get(office, office),
        "offices": choices_by_code(_offices(request, reach), office),
        **_loads(request, [office], {}),
        "draws": [(one, names.get(one.office, one.office), STATES[one.state]) for one in draws(reach)],
    }
    return render(request, "web/assignment.html", context)


@page
def transfer(request: PageRequest) -> HttpResponse:
    """Many matters to one named officer: loads before and after, a reason, one act."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(request, request.GET)
    if isinstance(chosen, HttpResponse):
        return chosen
    typed = Typed.of(sent, _TRANSFER)
    if request.method != "POST":
        return _transfer_form(request, chosen, typed)
    typed = typed.need("officer", "Chọn chấp hành viên nhận việc.")
    typed = typed.need("reason", "Ghi lý do, đủ để người kiểm tra hiểu (ít nhất 10 ký tự).", 10)
    if not key_of(request):
        typed = typed.but("", UNKEYED)
    if typed.problems:
        return _transfer_form(request, chosen, typed, 422)
    barred = _conflicts(chosen, typed.values["officer"], bars=True)
    left_out = {row.id for row in barred} & {int(one) for one in sent.getlist("bo-ra") if one.isdecimal()}
    try:
        moved = operations.transfer(
            matter_ids=[one for one in chosen.ids if one not in left_out],
            officer=typed.values["officer"],
            reason=typed.values["reason"],
            by=request.viewer,
            on=request.on,
            key=key_of(request),
        )
    except (Refusal, KeyReused) as refusal:
        return _transfer_form(request, chosen, typed.but("", refusal.sentence), 422)
    kept = f" {vi.count(len(left_out))} việc có người thân thích giữ nguyên người giữ." if left_out else ""
    said = f"Đã giao {vi.count(moved.matters)} việc. Số dư và hạn của từng việc đi theo việc.{kept}"
    messages.success(request, said)
    return redirect("web:assignment")


def _transfer_form(
    request: PageRequest, chosen: selection.Selection, typed: Typed, status: int = 200
) -> HttpResponse:
    officer = typed.values["officer"]
    takers = _takers(request)
    known = {one.code: f"{one.name} · {one.code}" for one in takers}
    barred = _conflicts(chosen, officer, bars=True) if officer in known else []
    given = [row.id for row in chosen.rows if row not in barred]
    placed = dict.fromkeys(given, officer) if officer in known else {}
    homes = {row.office for row in chosen.rows} | {one.unit for one in takers if one.code == officer}
    context = {
        "chosen": chosen,
        "pairs": [
            (k, v) for k, values in QueryDict(chosen.query).lists() for v in values if k not in _TRANSFER
        ],
        "typed": typed,
        "problems": typed.problems,
        "officers": choices_by_code(known, officer),
        **(_loads(request, homes, placed) if placed else {}),
        "alike": _conflicts(chosen, officer, bars=False) if placed else [],
        "barred": barred,
        "given": len(given),
        "key": request.POST.get("key") or uuid4().hex,
    }
    return render(request, "web/assignment_transfer.html", context, status=status)


def _conflicts(chosen: selection.Selection, officer: str, *, bars: bool) -> list[MatterRow]:
    """The matters with kin of the officer, whom the law bars; or with a mere namesake of one."""
    found = kindred.conflicts_of(chosen.ids, [officer])
    return [row for row in chosen.rows if any(one.bars is bars for one in found.get(row.id, ()))]


@page
def commit(request: PageRequest) -> HttpResponse:
    """Fix the secret seed of a draw; the draw's page goes on."""
    if request.method != "POST" or not request.POST.get("phong"):
        raise Http404
    reach = reach_of(request)
    draw_id = operations.commit(office=office_of(request, reach), by=request.viewer, on=request.on)
    kept = request.POST.get("chon-viec", "")
    return redirect(reverse("web:draw", args=[draw_id]) + (f"?{kept}" if kept else ""))


@page
def draw(request: PageRequest, draw_id: int) -> HttpResponse:
    """One draw: its commitment, the list, the result with loads before and after, giving or leaving it."""
    row = _draw(request, draw_id)
    if request.method != "POST":
        return _draw_page(request, row)
    try:
        said = _turn(request, row)
    except Refusal as refusal:
        return _draw_page(request, row, refusal.sentence, 422)
    except selection.Unreadable as error:
        return _draw_page(request, row, str(error), 422)
    if said:
        messages.success(request, said)
    return redirect("web:draw", draw_id)


def _turn(request: PageRequest, row: DrawRow) -> str:
    by, on = request.viewer, request.on
    match request.POST.get("lam"):
        case "boc":
            chosen = selection.read(QueryDict(request.POST.get("chon-viec", "")), reach_of(request), on)
            capacities = _capacities(request.POST)
            operations.run(draw_id=row.first_id, matter_ids=chosen.ids, capacities=capacities, by=by, on=on)
            return "Đã bốc thăm. Xem kết quả và tải trước khi giao việc."
        case "giao":
            moved = operations.apply(draw_id=row.first_id, by=by, on=on)
            return f"Đã giao {vi.count(moved.matters)} việc theo kết quả bốc thăm."
        case "bo":
            operations.abandon(draw_id=row.first_id, reason=request.POST.get("reason", ""), by=by, on=on)
            return "Đã bỏ lần bốc thăm này; lý do còn trong sổ ghi."
    raise Http404


def _capacities(sent: QueryDict) -> dict[str, int]:
    """Percent of a full post of every officer who takes part; raises Refusal for what is no such number."""
    found = {}
    for name in sent:
        code = name.removeprefix("tai.")
        text = str(sent[name]).strip().removesuffix("%")
        if code == name or not text or text == "0":
            continue
        if not 0 < vi.place(text, 0) <= 200:
            raise Refusal(
                "input", f"sức nhận việc của {code} phải là số từ 1 đến 200 (phần trăm); đang ghi “{text}”."
            )
        found[code] = int(text)
    return found


def _draw_page(request: PageRequest, row: DrawRow, refusal: str = "", status: int = 200) -> HttpResponse:
    placed = {int(one["matter"]): str(one["officer"]) for one in row.file.get("placed", ())}
    names = request.page.names.officers
    numbers = {lot["matter"]: lot["number"] for lot in row.file.get("list", {}).get("lots", ())}
    wanted = request.GET.urlencode() or request.POST.get("chon-viec", "")
    context = {
        "row": row,
        "state": STATES[row.state],
        "refusal": refusal,
        "wanted": wanted,
        "chosen": _to_draw(request, wanted) if row.state == "committed" and wanted else None,
        "officers": offices.officers(row.office, request.on),
        "placed": [(numbers.get(m, ""), m, names.get(code, code)) for m, code in placed.items()],
        "unplaced": [numbers.get(m, "") for m in row.file.get("unplaced", ())],
        # before and after are told while the matters have not moved yet
        **(_loads(request, [row.office], placed) if row.state == "drawn" else {}),
    }
    return render(request, "web/draw.html", context, status=status)


def _loads(request: PageRequest, homes: Iterable[str], placed: Mapping[int, str]) -> dict[str, object]:
    """The loads of the offices before and after, each officer with what is left for the target."""
    homes = sorted(set(homes))
    comparison = compare(homes, placed, request.on)
    figures = offices.reach(request.viewer, "figure", "read", request.on)
    left: Remaining | Absent = Absent("Không được xem số liệu của phòng.")
    if all(figures.covers(request.viewer.agency, office) for office in homes):
        left = remaining(homes, comparison.moved, placed, request.on, reach=figures)
    known = left.of if isinstance(left, Remaining) else {}
    return {
        "comparison": comparison,
        "loads": [(row, known.get(row.officer)) for row in comparison.rows],
        "target": left.target if isinstance(left, Remaining) else None,
        "several": len(homes) > 1,
    }


def _to_draw(request: PageRequest, wanted: str) -> selection.Selection | str:
    try:
        return selection.read(QueryDict(wanted), reach_of(request), request.on)
    except selection.Unreadable as error:
        return str(error)


@page
def file(request: PageRequest, draw_id: int) -> HttpResponse:
    """The draw as a file that anybody can run again."""
    row = _draw(request, draw_id)
    if "seed" not in row.file:
        raise Http404
    told = {key: value for key, value in row.file.items() if key != "state"}
    answer = HttpResponse(
        json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True), content_type="application/json"
    )
    answer["Content-Disposition"] = f'attachment; filename="boc-tham-{draw_id}.json"'
    return answer


def _chosen(request: PageRequest, query: QueryDict) -> selection.Selection | HttpResponse:
    try:
        return selection.read(query, reach_of(request), request.on)
    except selection.Unreadable as error:
        return render(request, "web/assignment_transfer.html", {"unreadable": str(error)}, status=400)


def _takers(request: PageRequest) -> tuple[offices.OfficerRow, ...]:
    """Who may take the matters: officers of the offices in reach."""
    reach = reach_of(request)
    agency = request.viewer.agency
    return tuple(one for one in offices.officers(agency, request.on) if reach.covers(agency, one.unit))


def _draw(request: PageRequest, draw_id: int) -> DrawRow:
    reach = reach_of(request)
    try:
        row = draw_of(draw_id)
    except LookupError:
        raise Http404 from None
    if not reach.covers(row.agency, row.office):
        raise Http404
    return row


def reach_of(request: PageRequest) -> offices.Reach:
    reach = offices.reach(request.viewer, "matter", "assign", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "matter", "assign")
    return reach


def _offices(request: PageRequest, reach: offices.Reach) -> dict[str, str]:
    agency = request.viewer.agency
    return {code: name for code, name in request.page.names.offices.items() if reach.covers(agency, code)}


def office_of(request: PageRequest, reach: offices.Reach) -> str:
    """The office asked for, else the viewer's own, else the first in reach."""
    asked = request.POST.get("phong") or request.GET.get("phong") or ""
    known = _offices(request, reach)
    if asked:
        if asked not in known:
            raise Http404
        return asked
    own = request.viewer.unit
    return own if own in known else next(iter(known))
