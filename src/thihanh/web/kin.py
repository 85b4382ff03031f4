"""Người thân thích: people an officer may not deal with, looked for whenever matters are given."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.offices import queries as offices
from thihanh.offices.kinship import RELATIONS, Person, declare_kin, kin_of
from thihanh.offices.rules import Refused
from thihanh.web.assignment import office_of, reach_of
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
    typed, person = _read_kin(Typed.of(request.POST, _KIN), known)
    if typed.problems or person is None:
        return _kin_page(request, office, known, typed, 422)
    line = request.POST.get("bo", "")
    try:
        declare_kin(
            officer=typed.values["officer"],
            relation=typed.values["relation"],
            person=person,
            by=request.viewer.actor,
            on=request.on,
            no_longer=int(line) if line.isdecimal() else None,
        )
    except Refused as refusal:
        return _kin_page(request, office, known, typed.but("", refusal.sentence), 422)
    messages.success(request, "Đã ghi. Từ nay việc có người này không được giao cho chấp hành viên đó.")
    return redirect(f"{reverse('web:kin')}?phong={office}")


def _read_kin(typed: Typed, known: Mapping[str, str]) -> tuple[Typed, Person | None]:
    values = typed.values
    if values["officer"] not in known:
        typed = typed.but("officer", "Chọn chấp hành viên của phòng.")
    if values["relation"] not in RELATIONS:
        typed = typed.but("relation", "Chọn quan hệ.")
    typed = typed.need("name", "Ghi họ tên đầy đủ.", 2)
    year = values["birth_year"]
    if year and not (year.isdecimal() and 1900 <= int(year) <= 2100):
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
    }
    return render(request, "web/kin.html", context, status=status)
