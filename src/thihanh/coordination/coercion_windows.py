"""Whether coercion may be carried out on a day at an hour (DL-57); a refusal names the very window. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from thihanh.deadlines import Calendar
from thihanh.law.coercion import is_night, night, window
from thihanh.law.notation import vn


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Why a time is refused: the sentence and the field it is about."""

    question: Literal["input", "law"]
    sentence: str
    field: str = ""


def forbidden(
    day: date, hour: int | None, calendar: Calendar, *, force: bool, beneficiary: bool = False
) -> Forbidden | None:
    """Why no coercion begins on the day at the hour; None where it may."""
    if hour is None or hour > 23:
        return Forbidden("input", "giờ bắt đầu cưỡng chế là một số từ 0 đến 23; ghi lại giờ.", "hour")
    if is_night(hour, day):
        return Forbidden(
            "law",
            f"không cưỡng chế {night(day)}; {hour} giờ ngày {vn(day)} nằm trong thời gian đó. Chọn giờ khác.",
            "hour",
        )
    why = closed(day, calendar, force=force, beneficiary=beneficiary)
    return Forbidden("law", f"không cưỡng chế {why}") if why else None


def closed(day: date, calendar: Calendar, *, force: bool, beneficiary: bool = False) -> str:
    """The rest of the sentence that refuses a day; "" for a day on which coercion may be carried out."""
    if not calendar.is_working(day):
        return f"vào ngày nghỉ; {vn(day)} là {calendar.day(day).name}. Chọn một ngày làm việc khác."
    if found := window(day, force=force, beneficiary=beneficiary):
        if found.code == "tet":
            return f"trong {found.reason}; ngày {vn(day)} nằm trong thời gian đó. Chọn ngày khác."
        return f"vào {found.reason}. Chọn ngày khác."
    return ""


def shaded(day: date, calendar: Calendar) -> tuple[str, bool]:
    """Why a day of the calendar is shaded ("" for none), and whether only for coercion with force."""
    if not calendar.is_working(day):
        return calendar.day(day).name, False
    for force in (False, True):
        if found := window(day, force=force):
            return found.reason, force
    return "", False
