"""The clock: the only place that asks what time it is. Doors reach it as ``settings.CLOCK``
and pass dates down."""

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment in Vietnam."""
    return datetime.now(HANOI)  # noqa: TID251 -- the clock itself


def today() -> date:
    """The product's working day: ``THIHANH_TODAY`` (the demonstration stands still) or the calendar's."""
    fixed = os.environ.get("THIHANH_TODAY")
    return date.fromisoformat(fixed) if fixed else now().date()
