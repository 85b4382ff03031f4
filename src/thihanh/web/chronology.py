"""Trình tự và lý do: every event of a matter with its term, met or late; for complaints and inspections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.deadlines import Calendar, Refused
from thihanh.documents.content import Judgment, PaperContent, Party, Reference, Row
from thihanh.documents.queries import papers_of
from thihanh.documents.rendering import DOCX, docx
from thihanh.matters.queries import MatterFile
from thihanh.matters.terms import Term, explained
from thihanh.procedures.chronology import Met, reckon
from thihanh.procedures.open_acts import is_duty
from thihanh.procedures.paper_parts import ROLES, Names, headed
from thihanh.web import format as vi
from thihanh.web import refusals, timeline
from thihanh.web.matter import file_of
from thihanh.web.page import PageRequest, page
from thihanh.web.timeline import Event


@dataclass(frozen=True)
class Verdict:
    """A term against what happened: what it asked, by when, how it went; ``tone`` late, done or calm."""

    what: str
    due: date
    how: str
    tone: str
    basis: str


@dataclass(frozen=True)
class Line:
    """One event with the terms that it ended."""

    event: Event
    verdicts: tuple[Verdict, ...]


@page
def show(request: PageRequest, matter_id: int) -> HttpResponse:
    """The chronology as a page that prints."""
    file, calendar = file_of(request, matter_id), request.page.calendar
    found = reckon(file, calendar)
    context = {
        "file": file,
        "row": file.row,
        "stage": file.row.stage_on(request.on),
        "officer": request.page.names.officers.get(file.row.officer, file.row.officer),
        "office": request.page.names.offices.get(file.row.office, file.row.office),
        "lines": _lines(_events(request, file), found.ended, calendar),
        "may_export": request.page.allows("export", "make"),
        "running": [
            _running(term, request.on, calendar) for term in found.running if term.due and _duty(term)
        ],
        "late": found.late,
        "in_time": found.in_time,
        "calendar": calendar,
    }
    return render(request, "web/chronology.html", context)


@page
def document(request: PageRequest, matter_id: int) -> HttpResponse:
    """The same as a report in .docx, for a file that others go on writing."""
    if not request.page.allows("export", "make"):
        raise refusals.not_granted(request.viewer, "export", "make")
    file, calendar = file_of(request, matter_id), request.page.calendar
    lines = _lines(_events(request, file), reckon(file, calendar).ended, calendar)
    answer = HttpResponse(docx(_report(request, file, lines)), content_type=DOCX)
    name = f"trinh-tu-{file.row.id}.docx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _events(request: PageRequest, file: MatterFile) -> list[Event]:
    """What happened, oldest first; a paper is named by its number."""
    numbers = {one.id: one.number_text or one.name for one in papers_of(file.row.id)}
    return timeline.events(file, request.page.names, numbers)[::-1]


def _report(request: PageRequest, file: MatterFile, lines: Sequence[Line]) -> PaperContent:
    """The paper of the kind BC-GIAI-TRINH as a draft: no number, no signer yet."""
    return replace(
        headed("BC-GIAI-TRINH", request.viewer.agency, file.row.office, Names(request.on)),
        parties=tuple(
            Party(ROLES[one.role], one.name, address=one.address or "")
            for one in file.parties
            if one.role in ROLES
        ),
        judgment=Judgment(file.judgment_number, file.judgment_on, file.court),
        decision=Reference(file.row.number, file.row.decided_on),
        officer=request.page.names.officers.get(file.row.officer, ""),
        rows=tuple(_row(one) for one in lines if not one.event.voided),
    )


def _row(one: Line) -> Row:
    details = (one.event.detail, *map(_told, one.verdicts))
    return Row(one.event.on, one.event.title, "; ".join(filter(None, details)))


def _told(one: Verdict) -> str:
    return f"{one.what}, hạn {vi.day(one.due)}: {one.how} ({one.basis})"


def _lines(
    events: Sequence[Event], ended: dict[tuple[date, int], tuple[Met, ...]], calendar: Calendar
) -> list[Line]:
    """Terms stand under the first event of the act that ended them."""
    left = dict(ended)
    lines = []
    for one in events:
        over = () if one.voided else left.pop((one.on, one.entry_id), ())
        lines.append(Line(one, tuple(_verdict(met, calendar) for met in over)))
    return lines


def _verdict(met: Met, calendar: Calendar) -> Verdict:
    term = met.term
    assert term.due is not None
    what, basis = term.act, _basis(term, calendar)
    if not _duty(term):
        passed = "đã hết thời gian này" if met.late else "chưa hết thời gian này"
        return Verdict(what, term.due, passed, "calm", basis)
    if not met.answered and not met.late:
        return Verdict(what, term.due, "chưa thấy tác nghiệp khi chuyển bước, hạn chưa đến", "calm", basis)
    if met.late:
        how = f"chậm {vi.count(met.late)} ngày làm việc"
        how += "" if met.answered else ", không thấy tác nghiệp"
        return Verdict(what, term.due, how, "late", basis)
    early = f", trước {vi.count(met.early)} ngày làm việc" if met.early else ", đúng ngày cuối"
    return Verdict(what, term.due, f"đúng hạn{early}", "done", basis)


def _duty(term: Term) -> bool:
    """Whether the office had to act by the last day; the debtor's own time and lengths ask nothing of it."""
    return is_duty(term.rule, term.step, term.regime, bool(term.met_by))


def _running(term: Term, on: date, calendar: Calendar) -> Verdict:
    assert term.due is not None
    how = vi.distance(term.due, on, calendar.is_working)
    return Verdict(term.act, term.due, how, "late" if term.due < on else "calm", _basis(term, calendar))


def _basis(term: Term, calendar: Calendar) -> str:
    try:
        article = explained(term, calendar).article
    except Refused:  # the law of the term's day gives no number; the rule still has its name
        article = ""
    return " · ".join(filter(None, (term.rule, article, f"từ {vi.day(term.from_)}, {term.trigger}")))
