"""Quyết định giao chỉ tiêu: draft the annex, see its averages, record it; the history of versions."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.offices.rules import Refused
from thihanh.procedures.register_file.text import folded
from thihanh.statistics.numbers import Percent
from thihanh.targets import averages, decisions
from thihanh.targets.annex import AnnexRow, Cell, Fault, read
from thihanh.targets.annex_file import AnnexRefused, read_pasted, read_workbook
from thihanh.targets.decisions import DecisionRefused, NewDecision
from thihanh.targets.goals import held_by
from thihanh.targets.indicators import Indicator, indicators
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web import refusals
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed

_FIELDS = ("issuer", "number", "signed", "since", "note", "mode", "office")
ISSUERS = {
    "CQL": "Cục Quản lý THADS (giao cho THADS tỉnh)",
    "": "THADS tỉnh (giao cho phòng, chấp hành viên)",
}
MODES = {"muc": "mức chỉ tiêu (%)", "tang": "phần tăng thêm so với chỉ tiêu của THADS tỉnh (điểm %)"}


@dataclass(frozen=True)
class Line:
    """A row of the draft: a unit and what is typed for each indicator."""

    code: str
    name: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Draft:
    """What was typed: the cells of the annex, and what reading them found."""

    cells: tuple[Cell, ...] = ()
    rows: tuple[AnnexRow, ...] = ()
    faults: tuple[Fault, ...] = ()


@page
def show(request: PageRequest) -> HttpResponse:
    """The decisions in force and before, and the draft of a new one; a post reads, or records."""
    if not request.page.allows("target", "read"):
        raise refusals.not_granted(request.viewer, "target", "read")
    blank = dict.fromkeys(_FIELDS, "") | {
        "signed": vi.day(request.on),
        "since": vi.day(request.on),
        "mode": "muc",
    }
    blank["office"] = request.GET.get("phong", "")
    if request.method != "POST":
        return _show(request, Typed(blank), Draft())
    if not request.page.allows("target", "assign"):
        raise refusals.not_granted(request.viewer, "target", "assign")
    typed = Typed.of(request.POST, _FIELDS)
    typed, since = typed.day("since")
    typed, signed = typed.day("signed")
    if typed.problems or since is None or signed is None:
        return _show(request, typed, Draft(cells=_typed_cells(request)), 422)
    draft = _draft(request, since)
    if request.POST.get("lam") == "xem":
        return _show(request, typed, draft, 200 if not draft.faults else 422)
    if draft.faults:
        return _show(request, typed, draft, 422)
    return _record(request, typed, draft, (signed, since))


def _record(request: PageRequest, typed: Typed, draft: Draft, days: tuple[date, date]) -> HttpResponse:
    if not (key := key_of(request)):
        return _show(request, typed.but("", UNKEYED), draft, 422)
    values, (signed, since) = typed.values, days
    issuer = values["issuer"] or request.viewer.agency
    new = NewDecision(
        issuer, values["number"], signed, since, draft.rows, note=values["note"], source="nhập trên trang"
    )
    held = held_by(request.viewer.agency, since)
    try:
        decisions.issue(new, held, by=request.viewer, on=request.on, key=key)
    except DecisionRefused as refused:
        return _show(request, typed, Draft(draft.cells, draft.rows, refused.faults), 422)
    except (Denied, KeyReused) as refused:
        return _show(request, typed.but("", refused.sentence), draft, 422)
    messages.success(
        request, f"Đã ghi quyết định {new.number}: {len(new.rows)} chỉ tiêu, áp dụng từ {vi.day(since)}."
    )
    return redirect("web:target-decisions")


@page
def withdraw(request: PageRequest, decision_id: int) -> HttpResponse:
    """Take back a decision recorded by mistake."""
    if request.method != "POST":
        raise Http404
    try:
        decisions.withdraw(
            decision_id, reason=request.POST.get("reason", ""), by=request.viewer, on=request.on
        )
    except (Refused, Denied) as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, "Đã rút quyết định ghi nhầm; chỉ tiêu trước đó áp dụng trở lại.")
    return redirect("web:target-decisions")


def _slots(request: PageRequest, on: date) -> tuple[Indicator, ...]:
    return indicators(request.viewer.agency, on).assignable


def _typed_cells(request: PageRequest) -> tuple[Cell, ...]:
    """The inputs of the table: ``t:22.KV01:cases.rate``."""
    beat = request.POST.get("mode") == "tang"
    found = []
    for name, value in request.POST.items():
        mark, _, rest = name.partition(":")
        unit, _, indicator = rest.partition(":")
        if mark == "t" and unit and indicator:
            found.append(Cell(unit[:20], indicator[:40], str(value)[:40], f"{unit}, {indicator}", beat))
    return tuple(found)


def _draft(request: PageRequest, since: date) -> Draft:
    """The cells of the table, or of what was pasted or sent, read."""
    agency, slots = request.viewer.agency, _slots(request, since)
    places = [*decisions.places(agency, since), decisions.Place(agency, request.page.unit_name)]
    names = {folded(one.name): one.code for one in places}
    cells, faults = _typed_cells(request), list[Fault]()
    sent, pasted = request.FILES.get("tep"), request.POST.get("dan", "")
    try:
        if isinstance(sent, UploadedFile):
            found, faults = read_workbook(sent.read(2_000_001), slots, names)
            cells = tuple(found)
        elif pasted.strip():
            found, faults = read_pasted(pasted[:200_000], slots, names)
            cells = tuple(found)
    except AnnexRefused as refused:
        return Draft(cells, (), (Fault("", str(refused)),))
    rows, wrong = read(cells, {one.code: one.unit for one in slots}, held_by(agency, since))
    return Draft(cells, rows, (*faults, *wrong))


def _show(request: PageRequest, typed: Typed, draft: Draft, status: int = 200) -> HttpResponse:
    agency = request.viewer.agency
    reach = offices.reach(request.viewer, "target", "read", request.on)
    found = decisions.decisions(reach)
    names = decisions.named({row.unit for one in found for row in one.rows}, request.on)
    slots = _slots(request, request.on)
    short = {one.code: one for one in slots}
    history = [(one, *_matrix(one, short, names)) for one in found]
    problems = [*typed.problems, *(("", str(fault)) for fault in draft.faults)]
    context = {
        "typed": typed,
        "problems": problems,
        "key": uuid.uuid4().hex,
        "may_assign": request.page.allows("target", "assign"),
        "issuers": [Choice(code, words, code == typed.values["issuer"]) for code, words in ISSUERS.items()],
        "modes": [Choice(code, words, code == typed.values["mode"]) for code, words in MODES.items()],
        "slots": slots,
        "lines": _lines(request, typed, draft, slots),
        "offices": [
            Choice(code, name, code == typed.values["office"])
            for code, name in request.page.names.offices.items()
        ],
        "averages": averages.averages(agency, draft.rows, slots, request.on, reach=_figures(request)),
        "history": history,
        "drafting": request.method == "POST" or bool(typed.values["office"]) or not history,
        "agency": agency,
    }
    return render(request, "web/target_decisions.html", context, status=status)


def _figures(request: PageRequest) -> offices.Reach:
    return offices.reach(request.viewer, "figure", "read", request.on)


Matrix = tuple[list[str], list[tuple[str, list[tuple[str, str]]]]]


def _matrix(one: decisions.DecisionRow, slots: Mapping[str, Indicator], names: Mapping[str, str]) -> Matrix:
    """A decision as units by indicators: the headings, then each unit with (heading, value); "" for none."""
    given = {(row.unit, row.indicator): _said(slots, row) for row in one.rows}
    codes = [code for code in slots if any(row.indicator == code for row in one.rows)]
    codes += sorted({row.indicator for row in one.rows} - set(codes))
    heads = [slots[code].short if code in slots else code for code in codes]
    units = dict.fromkeys(row.unit for row in one.rows)
    return heads, [
        (
            names.get(unit, unit),
            [(head, given.get((unit, code), "")) for head, code in zip(heads, codes, strict=True)],
        )
        for unit in units
    ]


def _said(slots: Mapping[str, Indicator], row: decisions.RecordedTarget) -> str:
    slot = slots.get(row.indicator)
    if slot is None or slot.is_rate:
        return str(Percent(row.hundredths))
    return f"{vi.count(row.hundredths // 100)} {slot.unit}"


def _lines(request: PageRequest, typed: Typed, draft: Draft, slots: Sequence[Indicator]) -> list[Line]:
    """The agency, its offices (or an office's officers), and whatever else was typed or pasted."""
    agency, office = request.viewer.agency, typed.values["office"]
    places = {agency: request.page.unit_name} if not office else {}
    places |= {one.code: one.name for one in decisions.places(agency, request.on, office)}
    others = [cell.unit for cell in draft.cells if cell.unit not in places]
    places |= {code: code for code in others}
    texts = {(cell.unit, cell.indicator): cell.text for cell in draft.cells}
    return [
        Line(
            code,
            name,
            tuple((f"t:{code}:{slot.code}", texts.get((code, slot.code), ""), slot.short) for slot in slots),
        )
        for code, name in places.items()
    ]
