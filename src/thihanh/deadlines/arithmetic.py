"""Counting: from a trigger and a number to the last day. The trigger day is excluded (Bộ luật Dân sự 2015
[K]).

Limits in days, months or years that end on a day off end on the next working day; counts before an event
that land
on a day off move earlier; lengths, earliest days, limitation, recurrences and hours stay where they fall.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta

from thihanh.deadlines.calendar import ORIGIN, OUTSIDE, Calendar, index
from thihanh.deadlines.refusals import Refused
from thihanh.law.terms import Term


def unrolled(term: Term, start: date, calendar: Calendar) -> date:
    """The day the bare count reaches, before rolling; ``start`` is the trigger, or the event for counts
    before it.

    Raises ``Refused`` outside 2000–2099. Days and working days per the term's unit; months keep the day
    number or
    take the month's last day.
    """
    number = term.number or 0
    if term.kind == "before_event":
        number = -number
    if term.unit == "wd":
        position = index(start)
        if number > 0:
            return date.fromordinal(calendar.add_working(position, number) + ORIGIN)
        return date.fromordinal(calendar.subtract_working(position, -number) + ORIGIN)
    if term.unit == "cd":
        end = start + timedelta(days=number)
        index(end)
        return end
    if term.unit in ("m", "y"):
        return add_months(start, number * (12 if term.unit == "y" else 1))
    return start


def rolled(term: Term, end: date, calendar: Calendar) -> date:
    """The last day after rolling: forward for limits, backward for counts before an event, else unchanged."""
    if term.unit == "h":
        return end
    if term.kind == "limit":
        return date.fromordinal(calendar.next_working(index(end)) + ORIGIN)
    if term.kind == "before_event":
        return date.fromordinal(calendar.previous_working(index(end)) + ORIGIN)
    return end


def add_months(start: date, months: int) -> date:
    """The same day number ``months`` later (or earlier), or the month's last day: 31/01 + 1 month = 28/02.

    Raises ``Refused`` outside 2000–2099.
    """
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 2000 <= year <= 2099:
        raise Refused(OUTSIDE)
    day = min(start.day, monthrange(year, month0 + 1)[1])
    return date(year, month0 + 1, day)


def hours_from(term: Term, start: datetime) -> datetime:
    """The clock time a term in hours reaches, through days off (Asia/Ho_Chi_Minh keeps one offset all
    year).
    """
    hours = timedelta(hours=term.number or 0)
    return start - hours if term.kind == "before_event" else start + hours
