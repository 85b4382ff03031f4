"""What a matter's state allows: ``may_…`` asks, ``check_may_…`` raises the reason the officer reads.

These are questions of state only. Who may is asked of the policy (``offices``), what the law says of ``law``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from thihanh import law
from thihanh.law.notation import vn
from thihanh.matters.states import ENDS, STAGES, label, may_follow


class StateRefused(Exception):
    """The state of the matter does not allow the act; the sentence says why and what to do next."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class StageOn:
    """One stage of a history: the day it began, its order in that day, its ground."""

    on: date
    ordinal: int
    stage: str
    ground: str = ""


#: What a verification may find, as a stage that begins with it.
FINDINGS: tuple[str, ...] = (
    "in_progress",
    "no_means",
    "collateral_only",
    "asset_blocked",
    "nothing_left",
    "asset_not_ready",
)


def check_history(history: Iterable[StageOn]) -> None:
    """Raises StateRefused at the first stage that may not begin after the one before it."""
    ordered = sorted(history, key=lambda s: (s.on, s.ordinal))
    if not ordered or ordered[0].stage != "decided":
        raise StateRefused(
            "Trạng thái: một việc bắt đầu từ ngày ra quyết định thi hành án; "
            "hãy ghi dòng «Đã ra quyết định» trước."
        )
    for before, after in pairwise(ordered):
        if not may_follow(before.stage, after.stage):
            raise StateRefused(_cannot_follow(before, after))
    for one in ordered:
        check_ground(one.stage, one.ground, one.on)


def _cannot_follow(before: StageOn, after: StageOn) -> str:
    if before.stage in ENDS:
        return (
            f"Trạng thái: việc đã kết thúc «{label(before.stage)}» ngày {vn(before.on)} nên không thể sang "
            f"«{label(after.stage)}» ngày {vn(after.on)}. Nếu ngày kết thúc ghi sai, hãy sửa trạng thái đó."
        )
    if after.stage == "separate_register":
        return (
            f"Trạng thái: chỉ việc «{label('no_means')}» mới chuyển sổ theo dõi riêng; ngày {vn(after.on)} "
            f"việc đang «{label(before.stage)}»."
        )
    return (
        f"Trạng thái: từ «{label(before.stage)}» ({vn(before.on)}) không thể sang «{label(after.stage)}» "
        f"({vn(after.on)})."
    )


def check_ground(stage: str, ground: str, on: date) -> None:
    """Raises StateRefused unless the ground is one the law of that day names for the stage."""
    if not STAGES[stage].grounded:
        if ground:
            raise StateRefused(
                f"Pháp luật: trạng thái «{label(stage)}» không có căn cứ kèm theo; "
                f"bỏ trống căn cứ «{ground}»."
            )
        return
    regime = law.regime_on(on)
    allowed = grounds_for(stage, regime)
    if ground not in allowed:
        named = f"căn cứ «{ground}» không có" if ground else "cần một căn cứ"
        raise StateRefused(
            f"Pháp luật: {named} cho «{label(stage)}» theo luật áp dụng ngày {vn(on)} ({regime}). "
            f"Căn cứ được dùng: {', '.join(allowed) or 'không có'}."
        )


@cache
def grounds_for(stage: str, regime: law.Regime) -> tuple[str, ...]:
    """The codes of the grounds a regime knows for a stage."""
    return tuple(ground.code for ground in law.grounds(regime) if ground.kind == stage)


def check_not_future(day: date, today: date, what: str) -> None:
    """Raises StateRefused for a day that has not come yet."""
    if day > today:
        raise StateRefused(
            f"Trạng thái: {what} {vn(day)} ở sau ngày làm việc hiện tại {vn(today)}; chỉ ghi việc đã xảy ra."
        )
