"""A slow, obvious counter that steps day by day and shares nothing with the tables of the product."""

import calendar as gregorian
from collections.abc import Callable
from datetime import date, timedelta

IsWorking = Callable[[date], bool]
DAY = timedelta(days=1)


def last_day(kind: str, number: int, unit: str, start: date, is_working: IsWorking) -> date:
    """The last day of a term of whole days, from its trigger, or from its event for counts before one."""
    step = -DAY if kind == "before_event" else DAY
    if unit == "wd":
        return after_working_days(start, number, step, is_working)
    if unit == "cd":
        end = start + number * step
    else:
        end = after_months(start, number * (12 if unit == "y" else 1) * step.days)
    while kind in ("limit", "before_event") and not is_working(end):
        end += step
    return end


def last_day_with_stops(
    clock: tuple[str, int, str], start: date, is_working: IsWorking, stopped: IsWorking
) -> date:
    """The last day of a forward term (kind, number, unit), counted one day after the other; a stopped day is
    no day at all.
    """
    kind, number, unit = clock
    if unit in ("m", "y"):
        left = (after_months(start, number * (12 if unit == "y" else 1)) - start).days
    else:
        left = number
    day = start
    while left:
        day += DAY
        if not stopped(day) and (unit != "wd" or is_working(day)):
            left -= 1
    while kind == "limit" and (not is_working(day) or stopped(day)):
        day += DAY
    return day


def after_working_days(start: date, number: int, step: timedelta, is_working: IsWorking) -> date:
    day = start
    while number:
        day += step
        number -= is_working(day)
    return day


def after_months(start: date, months: int) -> date:
    year, month = start.year, start.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return date(year, month, min(start.day, gregorian.monthrange(year, month)[1]))
