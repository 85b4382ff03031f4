"""Working calendar and terms that explain themselves. Pure."""

from thihanh.deadlines.calendar import Calendar, Day, DayOverride, load_calendar
from thihanh.deadlines.computing import Deadline, Walk, compute, compute_chain, due_date, walk
from thihanh.deadlines.explanation import Step
from thihanh.deadlines.refusals import Refused, Stopped, Unstated
from thihanh.deadlines.selection import Override
from thihanh.deadlines.stops import Passed, Stop
from thihanh.law.terms import Rule, rules

__all__ = [
    "Calendar",
    "Day",
    "DayOverride",
    "Deadline",
    "Override",
    "Passed",
    "Refused",
    "Rule",
    "Step",
    "Stop",
    "Stopped",
    "Unstated",
    "Walk",
    "compute",
    "compute_chain",
    "due_date",
    "load_calendar",
    "rules",
    "walk",
]
