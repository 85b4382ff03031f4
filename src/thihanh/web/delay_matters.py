"""Việc bị chậm: the matters one body (or we) delayed, each with its days shared out; the lines add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.coordination.delay import OURS, total
from thihanh.coordination.delays import MatterDelay, names_of
from thihanh.coordination.delays import delays as counted
from thihanh.matters.listing import Filters, MatterRow, every
from thihanh.offices import queries as offices
from thihanh.web import delays, figures
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page

_PER_PAGE = 30


@dataclass(frozen=True)
class Line:
    """A matter: its days, those of the body asked for, and the parts of all who caused them."""

    row: MatterRow
    office: str
    officer: str
    days: int
    part: str
    split: str


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
                _shared(parts, names),
            )
        )
    return lines


def _shared(parts: Sequence[tuple[str, Fraction]], names: Mapping[str, str]) -> str:
    """Whose the days of a matter were, in words."""
    if len(parts) == 1:
        return f"tất cả: {delays.called(parts[0][0], names)}"
    return "; ".join(f"{delays.called(by, names)}: {delays.mixed(days)}" for by, days in parts)


@dataclass(frozen=True)
class Told:
    """The delay of one matter since the work year began, and whose its days were; the parts add up."""

    since: date
    days: int
    parts: tuple[tuple[str, str], ...]


def of_matter(request: PageRequest, matter_id: int) -> Told | None:
    """Whose the days of a matter were, the most first; None for no delay, or without the right to ask."""
    if not request.page.allows("coordination", "read"):
        return None
    since = figures.so_far(request.on).from_
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    found = counted(reach, since=since, until=request.on, matter=matter_id).matters
    if not found:
        return None
    shared = found[0].shared
    names = names_of(sorted(shared.parts.keys() - {OURS}))
    parts = sorted(shared.parts.items(), key=lambda part: (-part[1], part[0]))
    return Told(
        since, shared.days, tuple((delays.called(by, names), delays.mixed(days)) for by, days in parts)
    )
