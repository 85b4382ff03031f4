"""Trang của một việc: identity, what is due, obligations and money, parties, events, where it came from."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from thihanh.matters import queries, rules
from thihanh.matters.queries import MatterFile, ObligationRow
from thihanh.matters.rules import StageOn
from thihanh.matters.states import STAGES
from thihanh.money.queries import Balance
from thihanh.offices import queries as offices
from thihanh.procedures.import_register.queries import lineage_of
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
from thihanh.web import timeline
from thihanh.web.page import PageRequest, page

_SUMS = ("due", "collected", "terminated", "reduced", "delegated", "withdrawn", "amended", "outstanding")


@page
def show(request: PageRequest, matter_id: int) -> HttpResponse:
    """Everything known of one matter inside the viewer's reach."""
    calendar, names = request.page.calendar, request.page.names
    file = file_of(request, matter_id)
    row = file.row
    acts = offices.reach(request.viewer, "matter", "act", request.on)
    corrects = offices.reach(request.viewer, "matter", "correct", request.on)
    entries = entries_of(f"matter:{matter_id}") if request.page.allows("trail", "read") else ()
    context = {
        "file": file,
        "row": row,
        "calendar": calendar,
        "stage": STAGES[row.stage].label,
        "ground": timeline.ground_words(row.ground, row.stage_since),
        "kind": label_of(MATTER_KINDS, row.kind),
        "judgment_kind": label_of(JUDGMENT_KINDS, row.judgment_kind),
        "officer": names.officers.get(row.officer, row.officer),
        "office": names.offices.get(row.office, row.office),
        "tags": [label_of({**TAGS, **CAUSES}, tag) for tag in row.tags],
        "obligations": [_obligation(one) for one in file.obligations],
        "totals": {name: sum(getattr(one.balance, name) for one in _priced(file)) for name in _SUMS},
        "parties": [(label_of(ROLES, one.role), one) for one in file.parties],
        "events": timeline.events(file, names),
        "entries": entries,
        "files": _files(matter_id),
        "may_open_files": request.page.allows("import", "dry_run"),
        "may_act": acts.covers(row.agency, row.office, row.officer) and _open_to_verification(request, file),
        "may_correct": corrects.covers(row.agency, row.office, row.officer),
    }
    return render(request, "web/matter.html", context)


def file_of(request: PageRequest, matter_id: int) -> MatterFile:
    """The matter's file; a matter out of reach answers as one that does not exist."""
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    try:
        return queries.file(reach, matter_id, on=request.on, calendar=request.page.calendar)
    except LookupError as error:
        raise Http404(str(error)) from None


def _open_to_verification(request: PageRequest, file: MatterFile) -> bool:
    history = [StageOn(s.on, s.ordinal, s.stage, s.ground) for s in file.stages if s.in_force]
    return rules.may_record_verification(history, request.on)


def _priced(file: MatterFile) -> list[ObligationRow]:
    return [one for one in file.obligations if one.balance is not None]


def _obligation(one: ObligationRow) -> tuple[ObligationRow, str, Balance | None]:
    return one, label_of(OBLIGATION_KINDS, one.kind), one.balance


def _files(matter_id: int) -> list[tuple[str, int | None]]:
    """The files that stated facts of this matter with their runs, oldest first."""
    found = {(one.file_name, one.run_id) for one in lineage_of(matter_id) if one.file_name}
    return sorted(found, key=lambda file: file[1] or 0)
