"""When no coercion may be carried out (DL-57): at night, on days off, around Tết."""

from datetime import date, timedelta

from thihanh import law
from thihanh.law.calendar import years
from thihanh.law.notation import vn
from thihanh.procedures.act import Field, Refusal, Values
from thihanh.procedures.case import Case
from thihanh.procedures.said import flag, number

_TET = "Tết Nguyên đán"

HOUR = Field("hour", "Giờ bắt đầu", "number", hint="0–23; không cưỡng chế từ 22 giờ đến 06 giờ")
WITH_FORCE = Field("with_force", "Có huy động lực lượng", "bool", required=False)


def check_time(case: Case, values: Values, day: date) -> None:
    """Raises Refusal unless coercion may be carried out on the day at the hour of ``values``."""
    hour = number(values, "hour")
    if hour is None or hour > 23:
        raise Refusal("input", "giờ bắt đầu cưỡng chế là một số từ 0 đến 23; ghi lại giờ.", "hour")
    start, end = law.number("coercion.night_from", day), law.number("coercion.night_to", day)
    if hour >= start or hour < end:
        raise Refusal(
            "law",
            f"không cưỡng chế từ {start} giờ đến {end:02d} giờ; {hour} giờ ngày {vn(day)} nằm trong thời "
            "gian đó. Chọn giờ khác.",
            "hour",
        )
    if not case.calendar.is_working(day):
        name = case.calendar.day(day).name
        raise Refusal(
            "law", f"không cưỡng chế vào ngày nghỉ; {vn(day)} là {name}. Chọn một ngày làm việc khác."
        )
    if flag(values, "with_force") or not law.number("coercion.tet_only_with_force", day):
        _check_tet(day)


def _check_tet(day: date) -> None:
    span = timedelta(days=law.number("coercion.tet_days", day))
    for first, last in _tet_days():
        if first - span <= day <= last + span:
            raise Refusal(
                "law",
                f"không cưỡng chế trong {span.days} ngày trước và sau Tết Nguyên đán ({vn(first - span)} đến "
                f"{vn(last + span)}); ngày {vn(day)} nằm trong thời gian đó. Chọn ngày khác.",
            )


def _tet_days() -> list[tuple[date, date]]:
    """First and last day of Tết in each known year."""
    found = []
    for year in years().values():
        days = [one.date for one in year.days if one.name.startswith(_TET)]
        if days:
            found.append((min(days), max(days)))
    return found
