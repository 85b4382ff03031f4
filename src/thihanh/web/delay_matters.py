"""Việc bị chậm: the matters one body (or we) delayed, each with its days shared out; the lines add up."""

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.coordination.delay import OURS, total
from thihanh.coordination.delays import MatterDelay, names_of
from thihanh.matters.listing import Filters, MatterRow, every
from thihanh.offices import queries as offices
from thihanh.web import delays
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page

_PER_PAGE = 100


@dataclass(frozen=True)
class Line:
    """A matter: its days, those of the body asked for, and the parts of all who caused them."""

    row: MatterRow
    office: str
    officer: str
    days: int
    part: str
    parts: tuple[tuple[str, str], ...]


@page
def show(request: PageRequest) -> HttpResponse:
    """The matters of a period that a body delayed, the longest first; without a body all that were late."""
    delays.check_may_read(request)
    try:
        asked = delays.read(request)
    except ValueError as error:
        return render(request, "web/delay_matters.html", {"error": str(error)}, status=400)
    chosen = request.GET.get("noi", "")
    body = OURS if chosen in ("", delays.US) else chosen
    found = delays.of(request, asked)
    if chosen:
        matters = found.of_body(body)
    else:
        matters = tuple(sorted(found.matters, key=lambda one: (-one.shared.days, one.matter_id)))
    start = vi.place(request.GET.get("so", "0"), 0)
    shown = matters[start : start + _PER_PAGE]
    names = names_of(sorted({by for one in shown for by in one.shared.parts} | {body} - {OURS}))
    whole = total(one.shared for one in matters)
    part = whole.parts.get(body, Fraction(0)) if chosen else Fraction(whole.days)
    context = {
        "asked": asked,
        "chosen": chosen,
        "body": delays.called(body, names),
        "lines": _lines(request, shown, body if chosen else None, names),
        "total": len(matters),
        "days": whole.days,
        "part": delays.mixed(part),
        "start": start,
        "next": start + _PER_PAGE if start + _PER_PAGE < len(matters) else 0,
        "back": asked.query(),
    }
    return render(request, "web/delay_matters.html", context)


def _lines(
    request: PageRequest, shown: tuple[MatterDelay, ...], body: str | None, names: dict[str, str]
) -> list[Line]:
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    rows = {one.id: one for one in every(reach, Filters(ids=tuple(one.matter_id for one in shown)))}
    of, lines = request.page.names, []
    for one in shown:
        row = rows[one.matter_id]
        parts = sorted(one.shared.parts.items(), key=lambda part: (-part[1], part[0]))
        lines.append(
            Line(
                row,
                of.offices.get(row.office, row.office),
                of.officers.get(row.officer, row.officer),
                one.shared.days,
                delays.mixed(one.shared.parts[body]) if body is not None else "",
                tuple((delays.called(by, names), delays.mixed(days)) for by, days in parts),
            )
        )
    return lines
