"""The clock: the only place that asks what time it is. Doors reach it as ``settings.CLOCK``
and pass dates down."""

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock:
    """The time in Vietnam; the demonstration stands still on the working day ``THIHANH_TODAY``."""

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(HANOI)  # noqa: TID251 -- the clock itself

    def today(self) -> date:
        """The product's working day."""
        fixed = self.stands_still_on()
        return fixed if fixed else self.now().date()

    def stands_still_on(self) -> date | None:
        """The day the demonstration stands still on, if it does."""
        fixed = os.environ.get("THIHANH_TODAY")
        return date.fromisoformat(fixed) if fixed else None
