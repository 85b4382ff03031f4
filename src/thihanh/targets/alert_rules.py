"""What an alert may watch, and when it speaks; pure. Thresholds are hundredths of a point or of a percent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from thihanh.statistics.measures.values import Of
from thihanh.statistics.numbers import Absent, Growth, Percent, Points

Against = Literal["target", "last_year"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition one may subscribe to: what is watched, its base, the unit of its threshold."""

    code: str
    of: Of
    against: Against
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Seen:
    """The figure watched and its base on a day: two rates, or two counts (matters, whole đồng)."""

    now: Percent | int | Absent
    base: Percent | int | Absent


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a condition is past its threshold (None: it cannot be said), and the sentence of it."""

    fired: bool | None
    difference: Points | Growth | Absent


_ALL = (
    Condition("cases_below_target", "cases", "target", "Tỷ lệ về việc dưới chỉ tiêu quá", "điểm %"),
    Condition("money_below_target", "money", "target", "Tỷ lệ về tiền dưới chỉ tiêu quá", "điểm %"),
    Condition(
        "cases_carried_grow", "cases", "last_year", "Số việc chuyển kỳ sau tăng so với cùng kỳ quá", "%"
    ),
    Condition(
        "money_carried_grow", "money", "last_year", "Số tiền chuyển kỳ sau tăng so với cùng kỳ quá", "%"
    ),
)
CONDITIONS: Mapping[str, Condition] = {one.code: one for one in _ALL}
LARGEST = 100_00
"""The largest threshold that is asked for, in hundredths: 100 points or percent."""


class AlertRefused(ValueError):
    """An alert that cannot be asked for; the message is a sentence for the reader."""


def check_threshold(hundredths: int) -> None:
    """A threshold lies between 0 and 100. Raises AlertRefused."""
    if not 0 <= hundredths <= LARGEST:
        raise AlertRefused("Dữ liệu: ngưỡng nằm từ 0 đến 100; ghi ví dụ 2 hoặc 2,50.")


def condition_of(code: str) -> Condition:
    """The condition with this code. Raises AlertRefused."""
    try:
        return CONDITIONS[code]
    except KeyError:
        raise AlertRefused(f"Dữ liệu: không có điều kiện “{code}”; chọn trong danh sách.") from None


def judge(condition: Condition, hundredths: int, seen: Seen) -> Judged:
    """Whether the figure is past the threshold: strictly below target by more, or grown by more, than it."""
    for value in (seen.now, seen.base):
        if isinstance(value, Absent):
            return Judged(None, value)
    if isinstance(seen.now, Percent) and isinstance(seen.base, Percent):
        difference = seen.now - seen.base
        return Judged(difference.hundredths < -hundredths, difference)
    assert isinstance(seen.now, int)
    assert isinstance(seen.base, int)
    if seen.base <= 0:
        return Judged(None, Absent("Cùng kỳ năm trước bằng 0 nên không tính tỷ lệ tăng."))
    grown = Growth.between(seen.base, seen.now)
    return Judged(grown.hundredths > hundredths, grown)
