"""When no coercion may be carried out (DL-57), asked of an act of a matter."""

from datetime import date

from thihanh.coordination.coercion_windows import forbidden
from thihanh.matters.asking import Refusal
from thihanh.procedures.act import Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.said import flag, number

HOUR = Field("hour", "Giờ bắt đầu", "number", hint="0–23; không cưỡng chế từ 22 giờ đến 06 giờ")
WITH_FORCE = Field("with_force", "Có huy động lực lượng", "bool", required=False)


def check_time(case: Case, values: Values, day: date) -> None:
    """Raises Refusal unless coercion may be carried out on the day at the hour of ``values``."""
    found = forbidden(day, number(values, "hour"), case.calendar, force=flag(values, "with_force"))
    if found is not None:
        raise Refusal(found.question, found.sentence, found.field)
