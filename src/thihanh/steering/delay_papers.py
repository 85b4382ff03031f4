"""Days of delay by body, stated with a meeting's papers: a table without matters that the committee may read.

Who prepares the meeting and sees every matter of the province states it; what stands in it is then a fact of
the meeting and does not move. It is stated anew until the meeting is held.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from django.db import transaction

from thihanh.coordination.delay import OURS, Shares, rounded
from thihanh.coordination.delays import by_body, delays, names_of
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import locked
from thihanh.dossiers.queries import Filters, within
from thihanh.law.regimes import work_year, work_year_start
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.offices.queries import Viewer
from thihanh.offices.reach import Reach, check_reaches, reach
from thihanh.steering import meetings
from thihanh.steering.models import DelayFact
from thihanh.steering.owners import AGENCY, owner_name
from thihanh.trail.stating import Stated, state

BEFORE_HELD: Final = frozenset({"planned", "agenda", "sent"})


@dataclass(frozen=True, slots=True)
class Line:
    """A body's part: exact days, whole days that add up, how many matters it delayed."""

    body: str
    name: str
    exact: Fraction
    days: int
    matters: int

    @property
    def is_ours(self) -> bool:
        """Whether it is the enforcement agency's own part."""
        return self.body == OURS


@dataclass(frozen=True, slots=True)
class Table:
    """The table as stated on a day, the largest part first; days of all parts together."""

    stated_on: date
    since: date
    until: date
    days: int
    lines: tuple[Line, ...]


def state_delays(meeting_id: int, *, by: Viewer, on: date) -> Table:
    """State the table of a meeting that is not yet held. Raises LookupError, Denied, Refusal."""
    with transaction.atomic():
        meeting = locked(meeting_id)
        if meeting.kind is not meetings.MEETING:
            raise LookupError(meeting_id)
        check_reaches(by, "committee", "prepare", on=on, agency=meeting.agency)
        sees = reach(by, "matter", "read", on)
        if not sees.covers(meeting.agency):
            raise Denied(
                "Phạm vi: lập bảng ngày chậm cần xem được mọi việc của tỉnh. Đề nghị phòng nghiệp vụ lập."
            )
        if meeting.state not in BEFORE_HELD:
            raise Refusal("state", f"kỳ họp {meeting.number_text} đã họp nên tài liệu không đổi được nữa.")
        since = _since(meeting.agency, on)
        rows = _rows(meeting.id, meeting.agency, since, on)
        facts = [(DelayFact, one) for one in rows]
        state([Stated(f"dossier:{meeting.id}", "meeting.delays", on, facts)], by=by.actor, on=on)
    found = stated(meeting_id)
    assert found is not None
    return found


def stated(meeting_id: int) -> Table | None:
    """The table stated last with a meeting's papers; None before the first."""
    last = DelayFact.objects.filter(meeting_id=meeting_id).order_by("-id").first()
    if last is None:
        return None
    rows = DelayFact.objects.filter(meeting_id=meeting_id, entry_id=last.entry_id).order_by("id")
    parts = {row.body: Fraction(row.days_top, row.days_bottom) for row in rows}
    whole = sum(parts.values(), Fraction(0))
    days: Mapping[str, int] = rounded(Shares(int(whole), parts))
    lines = [
        Line(row.body, row.name, parts[row.body], days.get(row.body, 0), row.matters)
        for row in rows
        if row.matters
    ]
    return Table(last.known_on, last.since, last.until, int(whole), tuple(lines))


def _since(agency: str, on: date) -> date:
    """The first day of the work year, or the day after the last meeting that was held."""
    rows = within(Reach(agencies=frozenset({agency})), Filters(kinds=(meetings.CODE,)), on, order="opened")
    held = [
        step.on
        for one in load([row.id for row in rows[:_MEETINGS]]).values()
        for step in one.taken("hold")
        if step.on < on
    ]
    return max([work_year_start(work_year(on)), *held])


_MEETINGS: Final = 8
"""Meetings looked at for the last one that was held."""


def _rows(meeting_id: int, agency: str, since: date, until: date) -> list[dict[str, object]]:
    """A row for each body, the largest first; one row of nothing where there was no delay."""
    found = delays(Reach(agencies=frozenset({agency})), since=since, until=until)
    lines = by_body(found.matters)
    names = names_of([one.body for one in lines if one.body != OURS])
    common = {"meeting_id": meeting_id, "since": since, "until": until}
    return [
        {
            **common,
            "body": one.body,
            "name": names.get(one.body) or owner_name(AGENCY),
            "days_top": one.days.numerator,
            "days_bottom": one.days.denominator,
            "matters": one.matters,
        }
        for one in lines
    ] or [{**common, "body": OURS, "name": owner_name(AGENCY), "days_top": 0, "days_bottom": 1, "matters": 0}]
