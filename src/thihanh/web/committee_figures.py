"""The five figures of the committee in words: now, target, what changed, why. The page and the slides say the
same."""

from dataclasses import dataclass
from typing import Final

from thihanh.law.notation import vn
from thihanh.statistics.numbers import Absent, Percent, Points
from thihanh.steering.headlines import Administrative, Carried, Headlines, RateFigure, Watched, Why
from thihanh.targets.goals import Assigned
from thihanh.web import format as vi

_NAMES: Final = {"cases": "Tỷ lệ về việc", "money": "Tỷ lệ về tiền"}
_NO_CHANGE: Final = "không đổi"
_NO_BASE: Final = "chưa có kỳ trước để so"


@dataclass(frozen=True)
class FigureLine:
    """One of the five figures in words; ``more`` takes the change apart further, ``source`` is said where it
    is not the edition of them all, ``tone`` is "late" below its target."""

    name: str
    value: str
    made_of: str
    target: str
    change: str
    why: str
    more: str = ""
    source: str = ""
    tone: str = ""


def lines(found: Headlines) -> tuple[FigureLine, ...]:
    """The five figures, those without a source saying which they wait for."""
    rates = [_rate(one) for one in found.rates] or [_empty(name) for name in _NAMES.values()]
    return (*rates, _carried(found.carried), _watched(found.watched), _administrative(found.administrative))


def _empty(name: str) -> FigureLine:
    return FigureLine(name, vi.NONE, "chưa có ấn bản nào đã khóa sổ", "", "", "")


def _rate(one: RateFigure) -> FigureLine:
    unit = _count if one.side == "cases" else vi.billions
    target, tone = "chưa có chỉ tiêu", ""
    if isinstance(one.target, Assigned):
        target = str(one.target.value)
    if isinstance(one.beat, Points):
        tone = "late" if one.beat.hundredths < 0 else ""
        target += f" ({_points(one.beat)})"
    done = vi.count(one.resolved) if one.side == "cases" else vi.billions(one.resolved)
    made_of = f"{done} xong trên {unit(one.eligible)} có điều kiện"
    change = _points(one.change) if isinstance(one.change, Points) else one.change.reason.lower()
    why, more = _why(one.why, one.side) if isinstance(one.why, Why) else ("", "")
    return FigureLine(_NAMES[one.side], _rated(one.rate), made_of, target, change, why, more, tone=tone)


def _why(why: Why, side: str) -> tuple[str, str]:
    """The change of the rate by its two parts; the change of the result by its three."""
    unit = _signed_count if side == "cases" else _signed_billions
    return (
        f"do kết quả từng phòng {_points(why.performance)}, do cơ cấu giữa các phòng {_points(why.mix)}",
        f"Số xong {unit(why.result)}: do khối lượng {unit(why.by_volume)}, "
        f"do cơ cấu {unit(why.by_mix)}, do kết quả {unit(why.by_performance)}",
    )


def _carried(one: Carried | Absent) -> FigureLine:
    name = "Chuyển kỳ sau"
    if isinstance(one, Absent):
        return _empty(name)
    change = _NO_BASE
    if isinstance(one.change, int) and isinstance(one.change_money, int):
        change = f"{_signed_count(one.change)}, {_signed_billions(one.change_money)}"
    moved = "; ".join(f"{office} {_signed_count(by)}" for office, by in one.offices)
    why = f"đổi nhiều nhất: {moved}" if moved else ""
    return FigureLine(name, _count(one.cases), vi.billions(one.money), "", change, why)


def _watched(one: Watched | None) -> FigureLine:
    name = "Danh sách theo dõi"
    if one is None:
        return FigureLine(name, vi.NONE, "chưa dựng chương trình kỳ họp nào", "", "", "")
    change, since = _NO_BASE, _NO_BASE
    if one.change is not None and one.before is not None:
        first, second = one.change
        since = _signed_count(second)
        change = _signed_count(first)
    made_of = f"có điều kiện trên 1 năm, {vi.billions(one.long_eligible[1])}"
    why = f"giá trị lớn và kéo dài: {_count(one.large_old[0])} ({since}), {vi.billions(one.large_old[1])}"
    source = f"chương trình {one.meeting}, dữ liệu đến {vn(one.as_of)}"
    if one.before is not None:
        source += f", so với {one.before.meeting}"
    return FigureLine(name, _count(one.long_eligible[0]), made_of, "", change, why, source=source)


def _administrative(one: Administrative | None) -> FigureLine:
    name = "Thi hành án hành chính"
    if one is None:
        return FigureLine(name, vi.NONE, "không trong phạm vi được xem", "", "", "")
    if not one.total and not one.open:
        return FigureLine(
            name, vi.NONE, "không có bản án nào phải thi hành trong kỳ", "", "", "", source="trực tiếp"
        )
    made_of = f"{vi.count(one.done)} xong trên {vi.count(one.total)} bản án phải thi hành"
    change = _NO_BASE
    if one.before is not None:
        change = f"kỳ trước {vi.count(one.before[0])} trên {vi.count(one.before[1])}"
    why = f"còn {vi.count(one.open)} bản án đang mở, {vi.count(one.silent)} có cơ quan im lặng"
    tone = "late" if one.silent else ""
    return FigureLine(name, _rated(one.rate), made_of, "", change, why, source="trực tiếp", tone=tone)


def _rated(value: Percent | Absent) -> str:
    return vi.NONE if isinstance(value, Absent) else str(value)


def _points(value: Points) -> str:
    return str(value).replace("-", vi.MINUS)


def _count(value: int) -> str:
    return f"{vi.count(value)} việc"


def _signed_count(value: int) -> str:
    return f"{vi.signed(value)} việc" if value else _NO_CHANGE


def _signed_billions(value: int) -> str:
    if not value:
        return _NO_CHANGE
    return f"{'+' if value > 0 else vi.MINUS}{vi.billions(abs(value))}"
