"""Hồ sơ: what kinds there are, one kind's list with its filters, and the same rows as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import render

from thihanh.documents.spreadsheet import Column
from thihanh.dossiers import kinds, queries
from thihanh.dossiers.kinds import Kind
from thihanh.dossiers.queries import Filters, Row
from thihanh.dossiers.values import tag_words
from thihanh.matters import queries as matters
from thihanh.matters.queries import MatterRow
from thihanh.offices import queries as offices
from thihanh.web import exports, filters, refusals
from thihanh.web import format as vi
from thihanh.web.dossier_words import bodies, body_label
from thihanh.web.filters import Chip
from thihanh.web.page import PageRequest, page

_PER_PAGE = 100
SORTS = {"han": ("due", "hạn gần nhất"), "moi": ("opened", "mới mở trước"), "cu": ("oldest", "mở lâu nhất")}
TABS = {"": ("open", "Đang mở"), "qua-han": ("late", "Quá hạn"), "da-xong": ("ended", "Đã xong")}
ALL = "tat-ca"


@dataclass(frozen=True)
class Summary:
    """A kind on the landing page: how many are open and late, whether the viewer may open one."""

    kind: Kind
    open: int
    late: int
    may_open: bool


@dataclass(frozen=True)
class Line:
    """A row of a list in words."""

    row: Row
    office: str
    officer: str
    body: str
    tags: tuple[str, ...]
    matters: tuple[MatterRow, ...] = ()
    hidden_matters: int = 0


@page
def index(request: PageRequest) -> HttpResponse:
    """The kinds of which the viewer may read something, under their headings; apart those only received."""
    read = queries.readable(request.viewer, request.on)
    counted = queries.summary(request.viewer, request.on) if read else {}
    shown = [Summary(one, *counted.get(one.code, (0, 0)), may_open(request, one)) for one in read]
    context = {
        "groups": [
            (label, found)
            for code, label in kinds.GROUPS.items()
            if (found := [one for one in shown if one.kind.group == code])
        ],
        "received": [one for one in kinds.kinds() if one not in read and may_open(request, one)],
    }
    return render(request, "web/dossier_kinds.html", context)


@page
def listing(request: PageRequest, kind: str) -> HttpResponse:
    """One kind's list; what a filter holds that does not exist finds nothing."""
    found = kind_of(request, kind)
    asked, order = _filters(request, found)
    start = vi.place(request.GET.get("tu", "0"), 0)
    rows = queries.page(
        request.viewer, asked, request.on, order=SORTS[order][0], start=start, limit=_PER_PAGE
    )
    context = {
        "kind": found,
        "lines": with_matters(request, lines_of(request, rows.rows)),
        "total": rows.total,
        "next": start + _PER_PAGE if start + _PER_PAGE < rows.total else 0,
        "start": start,
        "tabs": _tabs(request, asked),
        "filters": asked,
        "chips": _chips(request, found, asked),
        "offices": filters.choices_by_code(request.page.names.offices, asked.office),
        "officers": filters.choices_by_code(request.page.names.officers, asked.officer),
        "bodies": filters.choices_by_code(bodies(found), asked.body),
        "states": filters.choices_by_code(found.states, asked.group),
        "sorts": filters.choices_by_code({code: words for code, (_, words) in SORTS.items()}, order),
        "may_open": may_open(request, found),
        "may_export": request.page.allows("export", "make"),
        "kept": request.GET.get("muc", ""),
    }
    return render(request, "web/dossiers.html", context)


@page
def workbook(request: PageRequest, kind: str) -> HttpResponse:
    """Every row of the filter as .xlsx, with the columns of the screen."""
    found = kind_of(request, kind)
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")
    asked, order = _filters(request, found)
    rows = queries.every(request.viewer, asked, request.on, order=SORTS[order][0])
    lines = with_matters(request, lines_of(request, rows))
    said = "; ".join(one.label for one in _chips(request, found, asked)) or "tất cả"
    title = (
        request.page.unit_name,
        f"{found.label}: {said} ({vi.count(len(lines))} hồ sơ)",
        f"Dữ liệu đến {vi.day(request.on)}, trực tiếp",
    )
    name = f"ho-so-{found.code.replace('_', '-')}-{request.on:%Y%m%d}"
    return exports.workbook(name, title, _COLUMNS, map(_cells, lines))


def kind_of(request: PageRequest, code: str) -> Kind:
    """A kind the viewer may read. Raises Http404 for none, Denied without the right."""
    try:
        found = kinds.kind(code)
    except LookupError:
        raise Http404 from None
    if not request.page.allows(found.object, "read"):
        raise refusals.not_granted(request.viewer, found.object, "read")
    return found


def may_open(request: PageRequest, kind: Kind) -> bool:
    """Whether the viewer may open one of a kind anywhere."""
    return request.page.allows(kind.object, kind.opening.right)


def lines_of(request: PageRequest, rows: Sequence[Row]) -> tuple[Line, ...]:
    """Rows with the names of who holds them and of the bodies."""
    names = request.page.names
    missing = {row.officer for row in rows if row.officer and row.officer not in names.officers}
    people = offices.names_of(sorted(missing), request.on) if missing else {}
    return tuple(
        Line(
            row,
            unit_name(request, row.office),
            names.officers.get(row.officer) or people.get(row.officer, row.officer),
            body_label(row.kind, row.body),
            _tags(row),
        )
        for row in rows
    )


def unit_name(request: PageRequest, code: str) -> str:
    """An office by its name, the agency by its own."""
    own = code and code == request.viewer.agency
    return request.page.unit_name if own else request.page.names.offices.get(code, code)


def with_matters(request: PageRequest, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same rows with the matters they are of, where the viewer may see those."""
    named = queries.matters_of([one.row.id for one in lines if one.row.kind.from_matter])
    wanted = tuple(sorted({matter for ids in named.values() for matter in ids}))
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    rows = matters.page(reach, matters.Filters(ids=wanted), limit=len(wanted)).rows if wanted else ()
    seen = {row.id: row for row in rows}
    found = []
    for one in lines:
        ids = named.get(one.row.id, ())
        shown = tuple(seen[matter] for matter in ids if matter in seen)
        found.append(replace(one, matters=shown, hidden_matters=len(ids) - len(shown)))
    return tuple(found)


def _tags(row: Row) -> tuple[str, ...]:
    """What a row's tags say beyond its state, its title and its body."""
    told = {row.state_label, row.title.lower(), body_label(row.kind, row.body)}
    words = (tag_words(row.kind, tag) for tag in row.tags)
    return tuple(one for one in words if one not in told and one.lower() not in told)


def _filters(request: PageRequest, kind: Kind) -> tuple[Filters, str]:
    sent = request.GET
    tab, state = sent.get("muc", ""), sent.get("trang-thai", "")
    group = TABS[tab][0] if tab in TABS else ""
    order = sent.get("sap", "han")
    found = Filters(
        kinds=(kind.code,),
        group=state if state in kind.states else group,
        office=sent.get("phong", ""),
        officer=sent.get("nguoi", ""),
        body=sent.get("noi", ""),
        tag=sent.get("nhan", ""),
        text=sent.get("tim", "").strip(),
    )
    return found, order if order in SORTS else "han"


def _tabs(request: PageRequest, asked: Filters) -> list[tuple[str, str, int, bool]]:
    """Address word, label, count, whether one stands there."""
    whole = replace(asked, group="")
    (kind,) = asked.kinds
    states = queries.counts(request.viewer, whole, request.on)
    ended = sum(n for state, n in states.items() if state in kinds.kind(kind).ended)
    total = sum(states.values())
    late = queries.count(request.viewer, replace(asked, group="late"), request.on)
    counted = {"": total - ended, "qua-han": late, "da-xong": ended}
    tabs = [(slug, label, counted[slug], group == asked.group) for slug, (group, label) in TABS.items()]
    return [*tabs, (ALL, "Tất cả", total, asked.group == "")]


def _chips(request: PageRequest, kind: Kind, asked: Filters) -> list[Chip]:
    names = request.page.names
    said = [
        (f"tìm “{asked.text}”" if asked.text else "", "tim"),
        (kind.states.get(asked.group, ""), "trang-thai"),
        (names.offices.get(asked.office, asked.office), "phong"),
        (names.officers.get(asked.officer, asked.officer), "nguoi"),
        (body_label(kind, asked.body), "noi"),
        (tag_words(kind, asked.tag), "nhan"),
    ]
    return [Chip(label, name) for label, name in said if label]


_COLUMNS = (
    Column("Số hồ sơ", 16),
    Column("Nội dung", 44),
    Column("Việc", 22),
    Column("Cơ quan, nơi gửi", 30),
    Column("Trạng thái", 26),
    Column("Từ ngày", 13, "day"),
    Column("Ngày mở", 13, "day"),
    Column("Phòng giữ", 28),
    Column("Người giữ", 24),
    Column("Hạn gần nhất", 13, "day"),
    Column("Ngày xong", 13, "day"),
)


def _cells(line: Line) -> tuple[object, ...]:
    row = line.row
    holder = (line.office, line.officer)
    return (
        *(row.number_text, row.title, ", ".join(one.number for one in line.matters), line.body),
        *(row.state_label, row.since, row.opened_on),
        *holder,
        row.next_due,
        row.ended_on,
    )
