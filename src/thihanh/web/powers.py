"""Phân công, ủy quyền ký: who signs in the head's stead, until when; who is away and who acts for him."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.documents.kinds import kinds
from thihanh.offices import operations, powers
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.offices.powers import ALL, KINDS, NewPower, PowerRow
from thihanh.offices.rules import Refused
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web import refusals
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed

_GRANT = ("holder", "kind", "office", "first", "last", "document")
_LEAVE = ("officer", "from", "to", "replacement", "why")
_END = ("ends", "reason")
_BLANK = dict.fromkeys((*_GRANT, *_LEAVE), "")


@dataclass(frozen=True)
class Line:
    """A power with its words: whose, what, where, and whether it holds today."""

    row: PowerRow
    kind: str
    prefix: str
    article: str
    mark: str
    papers: str
    office: str
    state: str


@page
def show(request: PageRequest) -> HttpResponse:
    """The powers and absences in reach."""
    return _show(request, Typed(_BLANK | {"first": vi.day(request.on), "from": vi.day(request.on)}))


@page
def grant(request: PageRequest) -> HttpResponse:
    """Grant a power to sign."""
    typed = _posted(request, _GRANT)
    typed, first = typed.day("first")
    last: date | None = None
    if typed.values["last"]:
        typed, last = typed.day("last")
    typed = typed.need("holder", "Chọn người được giao ký.").need("kind", "Chọn cách giao ký.")
    if typed.problems or first is None:
        return _show(request, typed, 422)
    values = typed.values
    new = NewPower(
        holder=values["holder"],
        kind=values["kind"],
        groups=_groups(request),
        first_day=first,
        last_day=last,
        document=values["document"],
        office=values["office"],
    )
    try:
        powers.grant(new, by=request.viewer, on=request.on, key=key_of(request))
    except (Refused, Denied, KeyReused) as refused:
        return _show(request, typed.but("", refused.sentence), 422)
    messages.success(request, f"Đã ghi: {KINDS[new.kind].label.lower()} theo {new.document.strip()}.")
    return redirect("web:powers")


@page
def end(request: PageRequest, power_id: int) -> HttpResponse:
    """End a power after a day."""
    typed = _posted(request, _END)
    typed, last = typed.day("ends")
    if typed.problems or last is None:
        return _show(request, typed, 422)
    try:
        powers.end(power_id, last_day=last, reason=typed.values["reason"], by=request.viewer, on=request.on)
    except LookupError:
        raise Http404 from None
    except (Refused, Denied) as refused:
        return _show(request, typed.but("", refused.sentence), 422)
    messages.success(request, f"Quyền ký này hết sau ngày {vi.day(last)}. Văn bản đã ký không đổi.")
    return redirect("web:powers")


@page
def leave(request: PageRequest) -> HttpResponse:
    """Record that somebody is away, and who acts meanwhile."""
    typed = _posted(request, _LEAVE)
    typed, first = typed.day("from")
    typed, last = typed.day("to")
    typed = typed.need("officer", "Chọn người vắng mặt.").need("why", "Ghi lý do vắng mặt.", 5)
    if typed.problems or first is None or last is None:
        return _show(request, typed, 422)
    try:
        _check_manages(request, typed.values["officer"])
        operations.record_leave(
            officer=typed.values["officer"],
            first_day=first,
            last_day=last,
            replacement=typed.values["replacement"],
            reason=typed.values["why"],
            by=request.viewer.actor,
            on=request.on,
        )
    except (Refused, Denied) as refused:
        return _show(request, typed.but("", refused.sentence), 422)
    messages.success(request, f"Đã ghi vắng mặt từ {vi.day(first)} đến {vi.day(last)}.")
    return redirect("web:powers")


@page
def cancel_leave(request: PageRequest, absence_id: int) -> HttpResponse:
    """Withdraw a recorded absence."""
    typed = _posted(request, ("why",))
    found = next((one for one in _absences(request) if one.id == absence_id), None)
    if found is None:
        raise Http404
    if typed.problems:
        return _show(request, typed, 422)
    try:
        _check_manages(request, found.officer)
        operations.cancel_leave(
            absence=absence_id,
            reason=typed.values["why"] or "Rút đợt vắng mặt",
            by=request.viewer.actor,
            on=request.on,
        )
    except (Refused, Denied) as refused:
        return _show(request, typed.but("", refused.sentence), 422)
    messages.success(request, "Đã rút đợt vắng mặt.")
    return redirect("web:powers")


def _posted(request: PageRequest, names: tuple[str, ...]) -> Typed:
    """What was sent; a GET, or a viewer without any of the rights, is answered otherwise."""
    if request.method != "POST":
        raise Http404
    typed = Typed.of(request.POST, names)
    return typed if key_of(request) else typed.but("", UNKEYED)


def _groups(request: PageRequest) -> tuple[str, ...]:
    if request.POST.get("all"):
        return (ALL,)
    known = kinds()
    return tuple(code for code in request.POST.getlist("groups") if code in known)


def _check_manages(request: PageRequest, officer: str) -> None:
    post = next(iter(offices.posts_of(officer, request.on)), None)
    unit = post.unit if post else request.viewer.unit
    office = unit if "." in unit else ""
    offices.check_reaches(
        request.viewer, "post", "manage", on=request.on, agency=offices.agency_of(unit), office=office
    )


def _absences(request: PageRequest) -> tuple[offices.AbsenceRow, ...]:
    reach = offices.reach(request.viewer, "post", "read", request.on)
    unit = request.viewer.agency if request.viewer.agency in reach.agencies else request.viewer.unit
    return () if reach.is_empty else offices.absences(unit, request.on, coming=True)


def _show(request: PageRequest, typed: Typed, status: int = 200) -> HttpResponse:
    reach = offices.reach(request.viewer, "power", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "power", "read")
    rows = [_line(request, row) for row in powers.powers(reach)]
    people = _people(request)
    context = {
        "lines": rows,
        "absences": _absences(request),
        "typed": Typed(_BLANK | dict(typed.values), typed.problems),
        "problems": typed.problems,
        "key": uuid.uuid4().hex,
        "may_grant": request.page.allows("power", "grant"),
        "may_manage": request.page.allows("post", "manage"),
        "kinds": [Choice(one.code, f"{one.label} ({one.prefix})", False) for one in KINDS.values()],
        "papers": [(code, one.title) for code, one in kinds().items() if one.signer == "head"],
        "offices": request.page.names.offices,
        "signers": [row for row in people if row.role in _HOLDERS],
        "people": people,
    }
    return render(request, "web/powers.html", context, status=status)


_HOLDERS = frozenset(role for one in KINDS.values() for role in one.holders)


def _people(request: PageRequest) -> list[offices.PostRow]:
    """Who may be named: everybody of the agency for its head, of the office otherwise."""
    viewer = request.viewer
    if viewer.agency not in offices.reach(viewer, "post", "read", request.on).agencies:
        return list(offices.posts(viewer.unit, request.on))
    units = [viewer.agency, *request.page.names.offices]
    return [row for unit in units for row in offices.posts(unit, request.on)]


def _line(request: PageRequest, row: PowerRow) -> Line:
    kind, known = KINDS[row.kind], kinds()
    titles = [known[code].title for code in row.groups if code in known]
    if row.holds(request.on):
        state = "đang hiệu lực"
    else:
        state = "chưa bắt đầu" if row.first_day > request.on else "đã hết"
    return Line(
        row=row,
        kind=kind.label,
        prefix=kind.prefix,
        article=kind.article,
        mark=kind.mark,
        papers="mọi văn bản của Thủ trưởng" if ALL in row.groups else "; ".join(titles),
        office=request.page.names.offices.get(row.office, row.office) or "toàn cơ quan",
        state=state,
    )
