"""Ban Chỉ đạo: five figures, what needs a decision, what came of the conclusions, whose delay; slides."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.dossiers.queries import may_take
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.steering import delay_papers, overview
from thihanh.steering.agenda_rules import loaded
from thihanh.steering.effect import VERDICTS
from thihanh.steering.headlines import headlines
from thihanh.steering.meetings import planned_on
from thihanh.steering.queries import Meeting
from thihanh.steering.standing import committee_on
from thihanh.web import committee_figures
from thihanh.web.committee import check_reads, lines_of, meeting_of
from thihanh.web.effects import sentence
from thihanh.web.page import PageRequest, page

_SHOWN = 10
_BODIES = 5


@dataclass(frozen=True)
class DelayTable:
    """The stated table with its largest parts first; ``rest`` are the bodies under the fold."""

    stated: delay_papers.Table
    lines: tuple[delay_papers.Line, ...]
    rest: tuple[delay_papers.Line, ...]

    @property
    def rest_days(self) -> int:
        """Days of the bodies under the fold."""
        return sum(one.days for one in self.rest)


@page
def show(request: PageRequest) -> HttpResponse:
    """The committee's page."""
    return render(request, "web/committee_page.html", _context(request))


@page
def room(request: PageRequest) -> HttpResponse:
    """The same as slides for the meeting; nothing is fetched after the page has come."""
    return render(request, "web/committee_room.html", _context(request))


@page
def delays(request: PageRequest, meeting_id: int) -> HttpResponse:
    """State the table of delay with the meeting's papers."""
    meeting_of(request, meeting_id)
    if request.method != "POST":
        raise Http404
    try:
        table = delay_papers.state_delays(meeting_id, by=request.viewer, on=request.on)
    except (Denied, Refusal) as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"Đã lập bảng ngày chậm: {table.days} ngày, {len(table.lines)} cơ quan.")
    return redirect("web:committee-page")


def _context(request: PageRequest) -> dict[str, object]:
    check_reads(request)
    viewer, on = request.viewer, request.on
    found, meetings = headlines(viewer, on), overview.meetings_of(viewer, on)
    coming, last = meetings.next, meetings.last
    prepares = coming is not None and may_take(viewer, coming.dossier, "prepare", on)
    tables = [one for one in (_delays(coming), _delays(last)) if one is not None]
    return {
        "headlines": found,
        "figures": committee_figures.lines(found),
        "committee": committee_on(viewer.agency, on),
        "meetings": meetings,
        "held_on": planned_on(coming.dossier) if coming else None,
        "items": _items(request, coming),
        "conclusions": [
            (one, VERDICTS[one.measured.effect.verdict], sentence(one.measured))
            for one in (overview.conclusions(last, on) if last else ())
        ],
        "delays": tables[0] if tables else None,
        "prepares": prepares,
        "may_state": prepares and coming is not None and coming.dossier.state in delay_papers.BEFORE_HELD,
        "may_open_delays": request.page.allows("matter", "read") and request.page.allows("figure", "read"),
        "owing": overview.owing(viewer, on),
        "may_plan": request.page.allows("committee", "prepare"),
    }


def _delays(found: Meeting | None) -> DelayTable | None:
    table = delay_papers.stated(found.dossier.id) if found else None
    if table is None:
        return None
    shown = len(table.lines) if len(table.lines) <= _BODIES + 1 else _BODIES
    return DelayTable(table, table.lines[:shown], table.lines[shown:])


def _items(request: PageRequest, coming: Meeting | None) -> tuple[object, ...]:
    if coming is None or coming.built is None:
        return ()
    return lines_of(request, coming, loaded(coming.built.rules))[:_SHOWN]
