"""By when a unit closes its figures: working days after the period's last day, each with its reason."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from thihanh.deadlines.calendar import ORIGIN, Calendar, index, spelled
from thihanh.law import Parameter, parameter, unconfirmed

UnitKind = Literal["officer", "office", "province", "nation"]

PARAMETERS: Final[dict[UnitKind, str]] = {
    "officer": "reporting.officer_days",
    "office": "reporting.office_days",
    "province": "reporting.province_days",
    "nation": "reporting.nation_days",
}


@dataclass(frozen=True, slots=True)
class ClosingTerm:
    """The last day on which a unit closes in time, the number it comes from, and how it was counted."""

    due: date
    days: Parameter
    steps: tuple[str, ...]

    @property
    def why(self) -> str:
        """The whole reason in one paragraph."""
        return "; ".join(self.steps)


def closing_term(kind: UnitKind, last_day: date, calendar: Calendar) -> ClosingTerm:
    """The last day for a kind of unit (TT 05/2024/TT-BTP): the n-th working day after ``last_day``.

    Raises ``law.UnknownParameter`` for a period before the first known rule.
    """
    days = parameter(PARAMETERS[kind], last_day)
    number = days.value or 0
    due = date.fromordinal(calendar.add_working(index(last_day), number) + ORIGIN)
    off = [day for day in _between(last_day, due) if not calendar.is_working(day)]
    doubt = f" ({words})" if (words := unconfirmed(days.mark)) else ""
    steps = [
        f"Kỳ hết ngày {spelled(last_day)}",
        f"{days.name}: {number:02d} {days.unit} theo {days.article}{doubt}",
    ]
    if off:
        steps.append("Không tính ngày nghỉ " + ", ".join(_said(day, calendar) for day in off))
    steps.append(f"Chậm nhất ngày {spelled(due)}")
    return ClosingTerm(due, days, tuple(steps))


def days_late(due: date, closed: date, calendar: Calendar) -> int:
    """Working days after ``due`` up to and with the day of closing; 0 in time."""
    return max(0, calendar.counted[index(closed)] - calendar.counted[index(due)])


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range(1, (last - first).days)]


def _said(day: date, calendar: Calendar) -> str:
    name = calendar.day(day).name
    return f"{day:%d/%m} ({name})" if name else f"{day:%d/%m}"
