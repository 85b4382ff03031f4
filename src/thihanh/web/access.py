"""Quyền: the policy table as people read it, one row per action, one column per role."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.offices.policy import EXTENT_LABELS, policy
from thihanh.offices.states import ROLES
from thihanh.web import words
from thihanh.web.page import PageRequest, page


@dataclass(frozen=True)
class Row:
    """An action on an object and how far each listed role may go with it."""

    object_label: str
    first: bool
    action: str
    extents: tuple[tuple[str, str], ...]


@page
def matrix(request: PageRequest) -> HttpResponse:
    """The whole table, or only the viewer's own roles."""
    mine = request.GET.get("vai") != "tat-ca" and bool(request.viewer.roles)
    roles = tuple(role for role in ROLES if not mine or role in request.viewer.roles)
    titles = [ROLES[role].title(request.on) for role in roles]
    context = {"rows": _rows(roles, titles), "titles": titles, "mine": mine, "masked": _masked(roles)}
    return render(request, "web/access.html", context)


def _rows(roles: tuple[str, ...], titles: list[str]) -> list[Row]:
    table = policy()
    rows = []
    for code, subject in table.objects.items():
        for position, (action, label) in enumerate(subject.actions.items()):
            extents = [table.extent(role, code, action) for role in roles]
            reached = [EXTENT_LABELS[extent] if extent else "" for extent in extents]
            rows.append(Row(subject.label, position == 0, label, tuple(zip(titles, reached, strict=True))))
    return rows


def _masked(roles: tuple[str, ...]) -> list[tuple[str, str, str]]:
    table = policy()
    return [
        (
            ROLES[role].titles[-1][1],
            table.objects[code].label,
            ", ".join(map(words.field, sorted(fields))),
        )
        for (role, code), fields in table.masked.items()
        if role in roles
    ]
