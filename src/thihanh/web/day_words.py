"""Why an act stands among the ten, in words with its numbers."""

from thihanh.procedures.day import Day, Place, Reason
from thihanh.web import format as vi

NAMES: dict[Reason, str] = {"deadline": "hạn", "money": "tiền", "age": "tuổi"}


def reasons(day: Day) -> str:
    """How the places were shared: ``hạn 6 · tiền 2 · tuổi 2``."""
    counted = {name: day.count(reason) for reason, name in NAMES.items()}
    return " · ".join(f"{name} {number}" for name, number in counted.items() if number)


def why(place: Place) -> str:
    """The reason of one place. How far its term is stands beside it, in the words of every term."""
    if place.reason == "money":
        return f"có thể thu {_about(place.points.expected)}"
    if place.reason == "age":
        return f"lượt xem lại, đứng yên từ {vi.day(place.open.moved_on)}"
    left = place.points.left or 0
    if left < 0:
        return "đã quá hạn"
    return "đến hạn hôm nay" if left == 0 else "sắp đến hạn"


def _about(amount: int) -> str:
    """An estimate is said roughly: ``642 triệu``, ``1,3 tỷ``."""
    if amount >= vi.BILLION:
        return vi.billions(amount)
    return f"{vi.count(round(amount / 1_000_000))} triệu" if amount >= 1_000_000 else vi.dong(amount)
