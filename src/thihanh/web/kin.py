"""Người thân thích: people an officer may not deal with, looked for whenever matters are given."""

import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.offices import queries as offices
from thihanh.offices.kinship import RELATIONS, Person, declare_kin, kin_of, withdraw_kin
from thihanh.offices.rules import Refused
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web.assignment import office_of, reach_of
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.filters import choices_by_code
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed

_KIN = ("officer", "relation", "name", "id_number", "birth_year")


@page
def show(request: PageRequest) -> HttpResponse:
    """People an officer may not deal with: recorded, and looked for whenever matters are given."""
    reach = reach_of(request)
    office = office_of(request, reach)
    known = {one.code: one.name for one in offices.officers(office, request.on)}
    if request.method != "POST":
        return _kin_page(request, office, known, Typed(dict.fromkeys(_KIN, "")))
    if not key_of(request):
        return _kin_page(request, office, known, Typed.of(request.POST, _KIN).but("", UNKEYED), 422)
    if "bo" in request.POST:
        return _withdraw(request, office, known)
    typed, person = _read_kin(Typed.of(request.POST, _KIN), known)
    if typed.problems or person is None:
        return _kin_page(request, office, known, typed, 422)
    try:
        declare_kin(
            officer=typed.values["officer"],
            relation=typed.values["relation"],
            person=person,
            by=request.viewer.actor,
            on=request.on,
            key=key_of(request),
        )
    except (Refused, KeyReused) as refusal:
        return _kin_page(request, office, known, typed.but("", refusal.sentence), 422)
    messages.success(request, "Đã ghi. Từ nay việc có người này không được giao cho chấp hành viên đó.")
    return redirect(f"{reverse('web:kin')}?phong={office}")


def _withdraw(request: PageRequest, office: str, known: Mapping[str, str]) -> HttpResponse:
    """Take a line of an officer of this office back."""
    line, typed = vi.identifier(request.POST["bo"]), Typed(dict.fromkeys(_KIN, ""))
    by, reason = request.viewer.actor, request.POST.get("reason", "")
    try:
        withdraw_kin(line, officers=known, reason=reason, by=by, on=request.on)
    except LookupError:
        raise Http404 from None
    except Refused as refusal:
        return _kin_page(request, office, known, typed.but("", refusal.sentence), 422)
    messages.success(request, "Đã rút dòng khai; lý do còn trong sổ ghi.")
    return redirect(f"{reverse('web:kin')}?phong={office}")


def _read_kin(typed: Typed, known: Mapping[str, str]) -> tuple[Typed, Person | None]:
    values = typed.values
    if values["officer"] not in known:
        typed = typed.but("officer", "Chọn chấp hành viên của phòng.")
    if values["relation"] not in RELATIONS:
        typed = typed.but("relation", "Chọn quan hệ.")
    typed = typed.need("name", "Ghi họ tên đầy đủ.", 2)
    year = values["birth_year"]
    if year and not 1900 <= vi.place(year, 0) <= 2100:
        typed = typed.but("birth_year", f"“{year}” không phải năm sinh. Ghi bốn chữ số, ví dụ 1985.")
    if typed.problems:
        return typed, None
    return typed, Person(values["name"], values["id_number"], int(year) if year else None)


def _kin_page(
    request: PageRequest, office: str, known: Mapping[str, str], typed: Typed, status: int = 200
) -> HttpResponse:
    context = {
        "office": office,
        "officers": choices_by_code(known, typed.values["officer"]),
        "relations": choices_by_code(RELATIONS, typed.values["relation"]),
        "lines": [(one, known[one.officer], RELATIONS[one.relation]) for one in kin_of(known)],
        "typed": typed,
        "problems": typed.problems,
        "key": uuid.uuid4().hex,
    }
    return render(request, "web/kin.html", context, status=status)
