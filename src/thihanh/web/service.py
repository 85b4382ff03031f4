"""Tống đạt: what must reach whom today, what is on its way, what failed and what to do next."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString

from thihanh.documents import kinds
from thihanh.documents.service import queries
from thihanh.documents.service.operations import MOST_AT_ONCE
from thihanh.documents.service.queries import Filters, Row
from thihanh.documents.service.states import LABELS, State, next_step
from thihanh.law.service import channels
from thihanh.offices import queries as offices
from thihanh.offices.reach import Reach
from thihanh.web import choosing, filters, marks, refusals
from thihanh.web import format as vi
from thihanh.web.filters import Choice, choices_by_code
from thihanh.web.page import Page, PageRequest, page

PER_PAGE = 100
TABS: dict[str, tuple[str, tuple[State, ...]]] = {
    "can-gui": ("Cần tống đạt", ("waiting",)),
    "dang-lam": ("Đang thực hiện", ("sending", "in_progress")),
    "khong-thanh": ("Không thành", ("failed",)),
    "da-xong": ("Đã hợp lệ", ("served",)),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list in words."""

    row: Row
    kind: str
    addressee: str
    state: str
    channel: str
    due: SafeString | str
    officer: str
    next: str
    may_record: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """One list by state, with how many stand in it."""

    code: str
    label: str
    count: int
    current: bool


@page
def listing(request: PageRequest) -> HttpResponse:
    """One of the four lists; a filter that cannot be read is said."""
    reach = reach_of(request)
    tab = request.GET.get("muc", "can-gui")
    if tab not in TABS:
        raise Http404
    try:
        chosen = _read(request.GET, request)
        found = queries.page(
            reach, _within(chosen, TABS[tab][1]), after=request.GET.get("sau", ""), limit=PER_PAGE
        )
    except ValueError as error:
        said = error if isinstance(error, filters.Unreadable) else "Khóa trang không đọc được."
        return HttpResponseBadRequest(render(request, "web/service.html", {"error": said}).content)
    counts = queries.counts(reach, chosen)
    allowed = offices.reach(request.viewer, "service", "record", request.on)
    names = request.page.names
    lines = [line(row, request.page, allowed) for row in found.rows]
    context = {
        **choosing.views_here(request),
        "lines": lines,
        "found": found,
        "tab": tab,
        "tab_label": TABS[tab][0],
        "tabs": [
            Tab(code, label, sum(counts.get(state, 0) for state in states), code == tab)
            for code, (label, states) in TABS.items()
        ],
        "offices": choices_by_code(names.offices, chosen.office),
        "officers": choices_by_code(names.officers, chosen.officer),
        "kinds": choices_by_code(
            {code: one.title for code, one in kinds.kinds().items() if one.serves}, chosen.kind
        ),
        "bodies": choices_by_code(
            {"": "đương sự và cơ quan", "-": "đương sự", **_bodies()},
            "-" if chosen.body == "" else chosen.body or "",
        ),
        "overdue": chosen.overdue_on is not None,
        "may_record": tab in ("can-gui", "khong-thanh") and any(one.may_record for one in lines),
        "channels": [Choice("", "kênh đầu tiên luật cho phép", True), *_channels()],
        "key": uuid.uuid4().hex,
        "today": vi.day(request.on),
        "here": sum(one.may_record for one in lines),
        "whole": len(whole(request, tab, request.GET)) if found.after else 0,
        "query": request.GET.urlencode(),
    }
    return render(request, "web/service.html", context)


def whole(request: PageRequest, tab: str, query: QueryDict) -> tuple[int, ...]:
    """What the viewer may record of all that the filters find, one more at most than is started at once.

    Raises Unreadable.
    """
    chosen = _within(_read(query, request), TABS[tab][1])
    found = queries.page(reach_of(request), chosen, limit=MOST_AT_ONCE + 1)
    allowed = offices.reach(request.viewer, "service", "record", request.on)
    return tuple(row.id for row in found.rows if allowed.covers(row.agency, row.office, row.officer))


def reach_of(request: PageRequest) -> Reach:
    """How far the viewer sees service. Raises Denied where not at all."""
    reach = offices.reach(request.viewer, "service", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "service", "read")
    return reach


def line(row: Row, ground: Page, allowed: Reach | None = None) -> Line:
    """A duty with the words of its codes; ``allowed`` is how far the viewer may record."""
    results = [row.last_result] if row.last_result else []
    return Line(
        row=row,
        kind=kinds.kind(row.kind).title,
        addressee=row.addressee or _bodies().get(row.body, row.body),
        state=LABELS[row.state],
        channel=channels()[row.channel].label if row.channel else "",
        due=_due(row, ground),
        officer=ground.names.officers.get(row.officer, row.officer),
        next=next_step(row.state, row.channel, results) if row.state != "served" else "",
        may_record=allowed is not None and allowed.covers(row.agency, row.office, row.officer),
    )


def lines_of(rows: Sequence[Row], ground: Page) -> list[Line]:
    """The section of a matter's page: all service of its papers."""
    return [line(row, ground) for row in rows]


def _due(row: Row, ground: Page) -> SafeString | str:
    if row.valid_on is not None:
        return vi.day(row.valid_on)
    if row.due_on is None:
        return "không ấn định"
    return marks.due(row.due_on, ground.on, ground.calendar)


def _bodies() -> dict[str, str]:
    parties = {"creditor", "debtor", "related"}
    return {code: label for code, label in kinds.SERVED.items() if code not in parties}


def _channels() -> list[Choice]:
    return [Choice(code, one.label, False) for code, one in channels().items()]


def _within(chosen: Filters, states: tuple[State, ...]) -> Filters:
    return Filters(
        states=states,
        office=chosen.office,
        officer=chosen.officer,
        kind=chosen.kind,
        body=chosen.body,
        overdue_on=chosen.overdue_on,
    )


def _read(query: QueryDict, request: PageRequest) -> Filters:
    """The filters of the address. Raises Unreadable."""
    kind, body = query.get("loai", ""), query.get("noi-nhan", "")
    if kind and kind not in kinds.kinds():
        raise filters.Unreadable(f"Không có loại văn bản “{kind}”.")
    if body and body != "-" and body not in _bodies():
        raise filters.Unreadable(f"Không có nơi nhận “{body}”.")
    return Filters(
        office=query.get("phong", ""),
        officer=query.get("chv", ""),
        kind=kind,
        body={"": None, "-": ""}.get(body, body),
        overdue_on=request.on if "qua-han" in query else None,
    )
