"""The limitation period of what a request asks for: of each item, of each period of periodic support."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thihanh.deadlines import Calendar
from thihanh.matters import limitation
from thihanh.matters.limitation import Limitation
from thihanh.matters.receipts import Item, ReceiptRow
from thihanh.matters.request_rows import RequestRow


@dataclass(frozen=True, slots=True)
class Limit:
    """One item (and period) of a request with its limitation period."""

    item: int
    answer: Limitation


def limits(asked: RequestRow, receipt: ReceiptRow | None, calendar: Calendar) -> tuple[Limit, ...]:
    """The limitation of everything asked for; of the judgment as a whole where it is not registered yet."""
    if receipt is None:
        return (Limit(0, _of(asked, None, calendar)),)
    wanted = [item for item in receipt.items if item.no in asked.items]
    return tuple(Limit(item.no, one) for item in wanted for one in _of_item(asked, receipt, item, calendar))


def answers(found: tuple[Limit, ...]) -> tuple[Limitation, ...]:
    """The answers alone, as the rules of refusal ask for them."""
    return tuple(one.answer for one in found)


def expired_periods(found: tuple[Limit, ...]) -> Mapping[int, frozenset[str]]:
    """Of each item: the periods whose limitation has expired; no decision takes them up."""
    out: dict[int, set[str]] = {}
    for one in found:
        if one.answer.period and one.answer.expired:
            out.setdefault(one.item, set()).add(one.answer.period)
    return {item: frozenset(periods) for item, periods in out.items()}


def _of_item(
    asked: RequestRow, receipt: ReceiptRow, item: Item, calendar: Calendar
) -> tuple[Limitation, ...]:
    if item.periods:
        return limitation.of_periods(
            item.periods,
            asked_on=asked.on,
            calendar=calendar,
            excluded=asked.excluded,
            after_return=asked.again_for is not None,
        )
    return (_of(asked, receipt.effective_on, calendar),)


def _of(asked: RequestRow, starts_on: date | None, calendar: Calendar) -> Limitation:
    return limitation.of(
        starts_on,
        asked_on=asked.on,
        calendar=calendar,
        excluded=asked.excluded,
        after_return=asked.again_for is not None,
    )
