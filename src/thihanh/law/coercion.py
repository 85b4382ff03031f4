"""What the law says of coercion beyond terms: when it may not be carried out, what a day of it costs."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from thihanh.law.calendar import years
from thihanh.law.dated import Parameter, UnknownParameter, number, parameter
from thihanh.law.notation import vn
from thihanh.law.regimes import regime_on
from thihanh.law.terms import PARAMETERS

COSTS: Final = (
    "meeting_chair",
    "meeting_member",
    "lead",
    "participant",
    "official",
    "militia",
    "handover",
    "expert",
)
"""The lines of the tariff, in the order of the article (Đ.84 D152)."""
NO_TARIFF: Final = (
    "chưa có mức chi: biểu chi của Thông tư 200/2016/TT-BTC chưa được tìm thấy, mức của Nghị định 152/2026 "
    "chỉ áp dụng từ 01/07/2026"
)
_TET: Final = "Tết Nguyên đán"
_ARTICLES: Final[Mapping[str, str]] = {
    "R08": "Đ.13.2 Nghị định 62/2015/NĐ-CP",
    "R25": "Đ.42.2 Nghị định 152/2026/NĐ-CP",
}


@dataclass(frozen=True, slots=True)
class Window:
    """Days on which no coercion is carried out, both included, and why."""

    code: str
    first: date
    last: date
    reason: str
    article: str


@dataclass(frozen=True, slots=True)
class TraditionalDay:
    """A day of every year that is kept for policy beneficiaries."""

    month: int
    day: int
    name: str


def is_night(hour: int, on: date) -> bool:
    """Whether no coercion begins at that hour: 22:00 to 06:00 (DL-57)."""
    return hour >= number("coercion.night_from", on) or hour < number("coercion.night_to", on)


def night(on: date) -> str:
    """The hours of the night as the refusal says them."""
    return f"từ {number('coercion.night_from', on)} giờ đến {number('coercion.night_to', on):02d} giờ"


def window(day: date, *, force: bool, beneficiary: bool = False) -> Window | None:
    """The window beyond days off that holds the day: around Tết, days of policy beneficiaries (DL-57).

    Under the law of 2025 it concerns coercion with mobilised force only.
    """
    if not force and number("coercion.tet_only_with_force", day):
        return None
    article = _ARTICLES[regime_on(day)]
    span = timedelta(days=number("coercion.tet_days", day))
    for first, last in _tet_days():
        if first - span <= day <= last + span:
            words = f"{span.days} ngày trước và sau Tết Nguyên đán ({vn(first - span)} đến {vn(last + span)})"
            return Window("tet", first - span, last + span, words, article)
    kept = next((one for one in traditional_days() if (one.month, one.day) == (day.month, day.day)), None)
    if beneficiary and kept:
        words = f"{kept.name} ({vn(day)}), người phải thi hành án là đối tượng chính sách"
        return Window("traditional", day, day, words, article)
    return None


@lru_cache(maxsize=1)
def traditional_days() -> tuple[TraditionalDay, ...]:
    """The days kept for policy beneficiaries."""
    rows = tomllib.loads((PARAMETERS / "coercion_days.toml").read_text(encoding="utf-8"))["day"]
    return tuple(TraditionalDay(one["month"], one["day"], one["name"]) for one in rows)


def tariff(line: str, on: date) -> Parameter | None:
    """What one person-day of a line of the tariff is paid on a day, in đồng; None where not known."""
    try:
        return parameter(f"coercion_cost.{line}", on)
    except UnknownParameter:
        return None


def cost_name(line: str) -> str:
    """A line of the tariff in words."""
    return _names()[line]


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    tables = tomllib.loads((PARAMETERS / "coercion_costs.toml").read_text(encoding="utf-8"))
    return {code.removeprefix("coercion_cost."): str(table["name"]) for code, table in tables.items()}


@lru_cache(maxsize=1)
def _tet_days() -> tuple[tuple[date, date], ...]:
    """First and last day of Tết in each known year."""
    found = []
    for year in years().values():
        days = [one.date for one in year.days if one.name.startswith(_TET)]
        if days:
            found.append((min(days), max(days)))
    return tuple(found)
