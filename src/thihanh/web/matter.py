"""Trang của một việc: identity, what is due, obligations and money, parties, events, where it came from."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thihanh.documents.queries import PaperRow, papers_of
from thihanh.documents.service import queries as service
from thihanh.dossiers import queries as dossiers
from thihanh.dossiers.kinds import kinds
from thihanh.matters import queries
from thihanh.matters.listing import MatterRow
from thihanh.matters.queries import MatterFile, ObligationRow
from thihanh.money.queries import Balance
from thihanh.offices import queries as offices
from thihanh.procedures.case import load_case
from thihanh.procedures.import_register.queries import lineage_of
from thihanh.procedures.offering import grouped, offers
from thihanh.procedures.register_file.labels import (
    CAUSES,
    JUDGMENT_KINDS,
    MATTER_KINDS,
    OBLIGATION_KINDS,
    ROLES,
    TAGS,
    label_of,
)
from thihanh.trail.queries import entries_of
from thihanh.web import delay_matters, timeline
from thihanh.web.dossier_list import lines_of as dossier_lines
from thihanh.web.dossier_list import may_open
from thihanh.web.next_step import duties, next_step
from thihanh.web.page import PageRequest, page
from thihanh.web.service import lines_of

_SUMS = ("due", "collected", "terminated", "reduced", "delegated", "withdrawn", "amended", "outstanding")
_TAGS = {**TAGS, **CAUSES, "Che địa chỉ khi công khai": "protected"}


_LATEST = 5
_MOST_DOSSIERS = 50
LINKS = {
    "requested_again": ("yêu cầu lại của việc", "được yêu cầu lại ở việc"),
    "delegated": ("nhận ủy thác từ việc", "ủy thác sang việc"),
    "returned_delegation": (
        "thi hành tiếp sau khi bị trả lại ủy thác ở việc",
        "đã trả lại ủy thác, thi hành tiếp ở việc",
    ),
    "separated": ("tách ra từ việc", "được tách sang việc"),
    "same_judgment": ("cùng bản án với việc", "cùng bản án với việc"),
}
"""How a link reads from the matter that states it, and from the other one."""
_NOTIFIED = frozenset({"delegated", "returned_delegation"})


@dataclass(frozen=True)
class Linked:
    """A matter this one is bound to; ``row`` is None where it stands out of the viewer's reach."""

    words: str
    on: date
    row: MatterRow | None


@page
def show(request: PageRequest, matter_id: int) -> HttpResponse:
    """Everything known of one matter inside the viewer's reach."""
    file = file_of(request, matter_id)
    entries = entries_of(f"matter:{matter_id}") if request.page.allows("trail", "read") else ()
    papers = _papers(request, matter_id)
    context = {
        "file": file,
        "row": file.row,
        "calendar": request.page.calendar,
        "papers": papers,
        "may_read_papers": request.page.allows("paper", "read"),
        "service": lines_of(service.of_matter(matter_id), request.page)
        if request.page.allows("service", "read")
        else (),
        "events": timeline.events(file, request.page.names, {one.id: one.name for one in papers}),
        "links": _links(request, file),
        **_dossiers(request, matter_id),
        "delay": delay_matters.of_matter(request, matter_id),
        "entries": entries,
        "latest": entries[: -_LATEST - 1 : -1],
        **_bases(matter_id),
        "files": _files(matter_id),
        "may_open_files": request.page.allows("import", "dry_run"),
        **_identity(request, file),
        **_to_do(request, file),
        **_contents(file),
    }
    return render(request, "web/matter.html", context)


def _bases(matter_id: int) -> dict[str, object]:
    """Addresses without their last part: a page with a hundred links asks the resolver three times."""
    return {
        "entry_base": reverse("web:entry", args=[0]).removesuffix("0/"),
        "paper_base": reverse("web:paper", args=[0]).removesuffix("0/"),
        "act_base": reverse("web:do", args=[matter_id, "x"]).removesuffix("x/"),
    }


def _identity(request: PageRequest, file: MatterFile) -> dict[str, object]:
    row, names = file.row, request.page.names
    return {
        "stage": row.stage_on(request.on),
        "ground": timeline.ground_words(row.ground, row.stage_since),
        "kind": label_of(MATTER_KINDS, row.kind),
        "judgment_kind": label_of(JUDGMENT_KINDS, row.judgment_kind),
        "officer": names.officers.get(row.officer, row.officer),
        "office": names.offices.get(row.office, row.office),
        "tags": [label_of(_TAGS, tag) for tag in row.tags],
    }


def _to_do(request: PageRequest, file: MatterFile) -> dict[str, object]:
    """What is to be done, by which acts; acts of others are left out of the menu, with how many they are."""
    row, calendar = file.row, request.page.calendar
    corrects = offices.reach(request.viewer, "matter", "correct", request.on)
    every = offers(load_case(row.id, by=request.viewer, on=request.on), file.terms)
    own = [one for one in every if one.refusal is None or one.refusal.question != "policy"]
    found = duties(row, file.terms, every, calendar, request.page.names.officers)
    return {
        "duties": found,
        "next": next_step(row, found, every, on=request.on, calendar=calendar),
        "possible": grouped(one for one in own if one.possible),
        "possible_count": sum(one.possible for one in own),
        "refused": grouped(one for one in own if not one.possible),
        "refused_count": sum(not one.possible for one in own),
        "of_others": len(every) - len(own),
        "may_correct": corrects.covers(row.agency, row.office, row.officer),
    }


def _contents(file: MatterFile) -> dict[str, object]:
    return {
        "obligations": [_obligation(one) for one in file.obligations],
        "totals": {name: sum(getattr(one.balance, name) for one in _priced(file)) for name in _SUMS},
        "parties": [(label_of(ROLES, one.role), one) for one in file.parties],
    }


def _papers(request: PageRequest, matter_id: int) -> tuple[PaperRow, ...]:
    """The papers of the matter, which its reader has in reach with it."""
    return papers_of(matter_id) if request.page.allows("paper", "read") else ()


def _dossiers(request: PageRequest, matter_id: int) -> dict[str, object]:
    """The dossiers of the matter that the viewer may read, and which kinds may be opened from here."""
    known = kinds()
    if not known:
        return {}
    asked = dossiers.Filters(matter=matter_id)
    rows = dossiers.page(request.viewer, asked, request.on, order="opened", limit=_MOST_DOSSIERS).rows
    opens = [one for one in known if one.from_matter and may_open(request, one)]
    return {"dossiers": dossier_lines(request, rows), "dossier_kinds": opens}


def _links(request: PageRequest, file: MatterFile) -> list[Linked]:
    """What the matter is bound to. What only a matter out of reach says is not told, but for delegation,
    of which its sender is notified."""
    if not file.links:
        return []
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    ids = tuple(link.other for link in file.links)
    rows = {row.id: row for row in queries.page(reach, queries.Filters(ids=ids), limit=len(ids)).rows}
    return [
        Linked(LINKS[link.kind][0 if link.outgoing else 1], link.on, rows.get(link.other))
        for link in file.links
        if link.outgoing or link.kind in _NOTIFIED or link.other in rows
    ]


def file_of(request: PageRequest, matter_id: int) -> MatterFile:
    """The matter's file; a matter out of reach answers as one that does not exist."""
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    try:
        return queries.file(reach, matter_id, on=request.on, calendar=request.page.calendar)
    except LookupError as error:
        raise Http404(str(error)) from None


def check_may(request: PageRequest, file: MatterFile, action: str) -> None:
    """Raises Denied unless the viewer's action on matters reaches this one."""
    row = file.row
    where = {"agency": row.agency, "office": row.office, "officer": row.officer}
    offices.check_reaches(request.viewer, "matter", action, on=request.on, **where)


def _priced(file: MatterFile) -> list[ObligationRow]:
    return [one for one in file.obligations if one.balance is not None]


def _obligation(one: ObligationRow) -> tuple[ObligationRow, str, Balance | None]:
    return one, label_of(OBLIGATION_KINDS, one.kind), one.balance


def _files(matter_id: int) -> list[tuple[str, int | None]]:
    """The files that stated facts of this matter with their runs, oldest first."""
    found = {(one.file_name, one.run_id) for one in lineage_of(matter_id) if one.file_name}
    return sorted(found, key=lambda file: file[1] or 0)
