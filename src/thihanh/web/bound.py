"""Người cùng chịu nghĩa vụ và các kỳ: who answers how for each obligation, what falls due when."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thihanh.matters import instalments, liabilities
from thihanh.matters.intake import Instalment, Liability
from thihanh.matters.queries import MatterFile
from thihanh.matters.rules import StateRefused
from thihanh.offices import queries as offices
from thihanh.procedures.entering import state_instalments, state_liability
from thihanh.procedures.register_file.labels import OBLIGATION_KINDS, ROLES, label_of
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.filters import Choice
from thihanh.web.intake_forms import period
from thihanh.web.matter import check_may, file_of
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed, amount

_FIELDS = ("what", "obligation", "party", "kind", "ceiling", "periods")


@page
def show(request: PageRequest, matter_id: int) -> HttpResponse:
    """The answers and periods of a matter; on a POST one more liability or more periods."""
    file = file_of(request, matter_id)
    typed = Typed.of(request.POST, _FIELDS)
    if request.method != "POST":
        return _page(request, file, typed)
    check_may(request, file, "act")
    if not key_of(request):
        return _page(request, file, typed.but("", UNKEYED))
    try:
        said = _state(request, matter_id, typed)
    except (StateRefused, KeyReused) as refused:
        return _page(request, file, typed.but("", refused.sentence))
    except ValueError as error:
        return _page(request, file, typed.but("", f"Dữ liệu: {error}"))
    messages.success(request, said)
    return redirect("web:bound", matter_id)


def _state(request: PageRequest, matter_id: int, typed: Typed) -> str:
    values, on = typed.values, request.on
    obligation = _number(values["obligation"], "khoản")
    if values["what"] == "periods":
        lines = [period(line) for line in values["periods"].splitlines() if line.strip()]
        if not lines:
            raise ValueError("chưa ghi kỳ nào; mỗi dòng một kỳ: tên; ngày đến hạn; số tiền.")
        stated = tuple(Instalment(on, obligation, one.period, one.due_on, on, one.amount) for one in lines)
        state_instalments(matter_id, stated, by=request.viewer, on=on, key=key_of(request))
        return f"Đã ghi {vi.count(len(lines))} kỳ của khoản {obligation}."
    party = _number(values["party"], "đương sự")
    made = Liability(on, obligation, party, values["kind"], on, amount(values["ceiling"]))
    state_liability(matter_id, made, by=request.viewer, on=on, key=key_of(request))
    return f"Đã ghi đương sự {party} cùng chịu nghĩa vụ khoản {obligation}."


def _number(text: str, what: str) -> int:
    if not text.isdecimal() or len(text) > 4:
        raise ValueError(f"chọn {what} trong danh sách.")
    return int(text)


def _page(request: PageRequest, file: MatterFile, typed: Typed) -> HttpResponse:
    names = {one.no: one.name for one in file.parties}
    left = {one.no: one.balance.outstanding if one.balance else 0 for one in file.obligations}
    found = liabilities.answers(file.liabilities, left, {one.no: one.debtor for one in file.obligations})
    reach = offices.reach(request.viewer, "matter", "act", request.on)
    following = instalments.next_due(file.instalments, request.on)
    context = {
        "file": file,
        "row": file.row,
        "answers": [
            (one, names.get(one.party, ""), liabilities.KINDS.get(one.kind, "Một mình")) for one in found
        ],
        "instalments": [
            (one, one.due_on <= request.on, following is not None and one.id == following.id)
            for one in file.instalments
        ],
        "of_year": len(instalments.of_year(file.instalments, request.on)),
        "may_act": reach.covers(file.row.agency, file.row.office, file.row.officer) and not file.row.ended,
        "typed": typed,
        "problems": typed.problems,
        "key": uuid.uuid4().hex,
        **_offered(file, typed),
    }
    return render(request, "web/bound.html", context, status=422 if typed.problems else 200)


def _offered(file: MatterFile, typed: Typed) -> dict[str, object]:
    """What the selects offer."""
    chosen = typed.values

    def choice(name: str, no: int, words: str) -> Choice:
        return Choice(str(no), f"{no}. {words}", str(no) == chosen[name])

    return {
        "obligations": [
            choice("obligation", one.no, label_of(OBLIGATION_KINDS, one.kind)) for one in file.obligations
        ],
        "parties": [
            choice("party", one.no, f"{one.name} ({label_of(ROLES, one.role).lower()})")
            for one in file.parties
        ],
        "kinds": [Choice(code, label, code == chosen["kind"]) for code, label in liabilities.KINDS.items()],
    }
