"""Nhiệm vụ của Ban Chỉ đạo: by the body that owes them and the day: rõ người, rõ việc, rõ thời gian."""

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.dossiers import queries as dossiers
from thihanh.dossiers.queries import Filters
from thihanh.offices import queries as offices
from thihanh.steering import queries
from thihanh.steering.directives import CODE, SORT_LABELS
from thihanh.web import filters, marks, refusals
from thihanh.web.page import PageRequest, page

_GROUPS = {"": ("open", "Đang mở"), "qua-han": ("late", "Quá hạn"), "da-xong": ("ended", "Đã xong")}


@page
def show(request: PageRequest) -> HttpResponse:
    """The board of one group of directives."""
    if not request.page.allows("directive", "read"):
        raise refusals.not_granted(request.viewer, "directive", "read")
    chosen, sort = request.GET.get("muc", ""), request.GET.get("loai", "")
    tag = SORT_LABELS.get(sort, "")
    group = _GROUPS.get(chosen, _GROUPS[""])[0]
    found = queries.board(request.viewer, Filters(group=group, tag=tag), request.on)
    counted = {
        name: dossiers.count(request.viewer, Filters(kinds=(CODE,), group=name, tag=tag), request.on)
        for name, _ in _GROUPS.values()
    }
    officers = sorted({line.officer for body in found for line in body.owed} - {""})
    people = offices.names_of(officers, request.on)
    context = {
        "reads_committee": request.page.allows("committee", "read"),
        "bodies": [
            (
                body,
                body.late(request.on),
                [
                    (line, people.get(line.officer, line.officer), marks.due_in_days(line.due, request.on))
                    for line in body.owed
                ],
            )
            for body in found
        ],
        "tabs": [(slug, label, counted[name], name == group) for slug, (name, label) in _GROUPS.items()],
        "sorts": filters.choices_by_code(SORT_LABELS, sort),
        "sort": sort,
        "chosen": chosen,
        "total": counted[group],
        "most": queries.MOST,
        "may_assign": request.page.allows("directive", "assign"),
    }
    return render(request, "web/directive_board.html", context)
