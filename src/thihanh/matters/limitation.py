"""Thời hiệu yêu cầu thi hành án (DL-03): until when enforcement may be asked for. Pure.

Five years from the day the judgment took effect or the obligation fell due, each period on its own (L25
Đ.34.2, L08 Đ.30). Time of emergency, force majeure or obstacles is not counted; a request that follows a
returned one has no limitation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.deadlines import Calendar, Deadline, Stop, compute
from thihanh.law import regime_on
from thihanh.law.lists import listed
from thihanh.law.notation import vn
from thihanh.matters.receipts import Period
from thihanh.matters.rules import StateRefused


@dataclass(frozen=True, slots=True)
class Excluded:
    """Days not counted, both ends included; ``cause`` is a code of ``limitation_exclusions``."""

    from_: date
    to: date | None
    cause: str


@dataclass(frozen=True, slots=True)
class Limitation:
    """The answer for one obligation or one of its periods. ``deadline`` is None where there is no limitation
    or nothing to count from; ``expired`` speaks of the day asked about.
    """

    period: str
    expired: bool
    deadline: Deadline | None
    sentence: str


def of(
    starts_on: date | None,
    *,
    asked_on: date,
    calendar: Calendar,
    excluded: Sequence[Excluded] = (),
    after_return: bool = False,
    period: str = "",
) -> Limitation:
    """Whether the limitation period had ended when enforcement was asked for.

    ``starts_on`` is the day of effect or the due day. Raises StateRefused for an interval that cannot be.
    """
    if after_return:
        return Limitation(
            period, False, None, "Yêu cầu lại sau khi được gửi lại yêu cầu: không tính thời hiệu."
        )
    if starts_on is None:
        return Limitation(
            period, False, None, "Chưa ghi ngày có hiệu lực hoặc ngày đến hạn nên chưa tính được thời hiệu."
        )
    deadline = compute("DL-03", from_=starts_on, stops=_stops(excluded), calendar=calendar)
    if deadline.due is None:
        return Limitation(period, False, deadline, "Thời hiệu đang không tính vì trở ngại chưa chấm dứt.")
    expired = asked_on > deadline.due_day
    said = "đã hết" if expired else "còn đến"
    return Limitation(period, expired, deadline, f"Thời hiệu {said} ngày {vn(deadline.due_day)}.")


def of_periods(
    periods: Iterable[Period],
    *,
    asked_on: date,
    calendar: Calendar,
    excluded: Sequence[Excluded] = (),
    after_return: bool = False,
) -> tuple[Limitation, ...]:
    """The answer for each period of periodic support on its own."""
    return tuple(
        of(
            one.due_on,
            asked_on=asked_on,
            calendar=calendar,
            excluded=excluded,
            after_return=after_return,
            period=one.period,
        )
        for one in periods
    )


def _stops(excluded: Sequence[Excluded]) -> list[Stop]:
    return [_stop(one) for one in excluded]


def _stop(one: Excluded) -> Stop:
    if one.to is not None and one.to < one.from_:
        raise StateRefused(
            f"Dữ liệu: khoảng thời gian không tính kết thúc ngày {vn(one.to)}, trước ngày bắt đầu "
            f"{vn(one.from_)}; kiểm tra lại hai ngày."
        )
    regime = regime_on(one.from_)
    known = {row.code: row for row in listed("limitation_exclusions", regime)}
    if one.cause not in known:
        raise StateRefused(
            f"Pháp luật: lý do «{one.cause}» không được trừ vào thời hiệu theo luật áp dụng ngày "
            f"{vn(one.from_)} ({regime}). Lý do được dùng: {', '.join(row.label for row in known.values())}."
        )
    row = known[one.cause]
    return Stop(one.from_, one.to, row.label, row.article, row.mark)
