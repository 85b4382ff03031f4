"""Periods of an obligation that falls due by periods: support by the month, a debt by instalments."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from thihanh.law import work_year, work_year_end
from thihanh.law.notation import dotted
from thihanh.matters.acting import check_goes_on, taken
from thihanh.matters.intake import Instalment, Intake
from thihanh.matters.rules import StateRefused
from thihanh.matters.steps import InstalmentRow
from thihanh.matters.whole import Whole
from thihanh.matters.writing import Heading, write
from thihanh.offices.reach import Viewer


def fallen_due(rows: Sequence[InstalmentRow], on: date) -> tuple[InstalmentRow, ...]:
    """The periods due on the day or before."""
    return tuple(one for one in rows if one.due_on <= on)


def next_due(rows: Sequence[InstalmentRow], on: date) -> InstalmentRow | None:
    """The nearest period still to come."""
    return min((one for one in rows if one.due_on > on), key=lambda one: one.due_on, default=None)


def of_year(rows: Sequence[InstalmentRow], on: date) -> tuple[InstalmentRow, ...]:
    """The periods due or falling due in the enforcement year of the day (D152 Đ.11.2)."""
    return fallen_due(rows, work_year_end(work_year(on)))


@transaction.atomic
def state(matter_id: int, stated: Sequence[Instalment], *, by: Viewer, on: date) -> None:
    """State the periods of an obligation; a period stated before is replaced.

    Raises Denied, StateRefused, LookupError.
    """
    matter = taken(matter_id, by=by, on=on)
    check(matter, stated)
    old = {(one.obligation, one.period): one.id for one in matter.instalments}
    rows = tuple(replace(one, replaces=old.get((one.obligation, one.period))) for one in stated)
    write(
        [Intake(matter_id=matter_id, instalments=rows)],
        Heading(act="matter.instalments_stated", by=by.actor),
    )


def check(matter: Whole, stated: Sequence[Instalment]) -> None:
    """Raises StateRefused: an ended matter, no such obligation, a period named twice, more than is owed."""
    check_goes_on(matter, "kỳ")
    due = {one.no: one.due for one in matter.obligations}
    amounts = {(one.obligation, one.period): one.amount or 0 for one in matter.instalments}
    seen: set[tuple[int, str]] = set()
    for one in stated:
        if one.obligation not in due:
            raise StateRefused(
                f"Dữ liệu: việc {matter.number} không có khoản {one.obligation}; chọn lại khoản."
            )
        if not one.period.strip() or (one.obligation, one.period) in seen:
            raise StateRefused(
                f"Dữ liệu: mỗi kỳ của khoản {one.obligation} cần một tên riêng, ví dụ 07/2026."
            )
        if one.amount is not None and one.amount <= 0:
            raise StateRefused(f"Dữ liệu: số tiền của kỳ {one.period} phải lớn hơn 0 đồng.")
        seen.add((one.obligation, one.period))
        amounts[one.obligation, one.period] = one.amount or 0
    for no, owed in due.items():
        total = sum(amount for (obligation, _), amount in amounts.items() if obligation == no)
        if total > owed:
            raise StateRefused(
                f"Dữ liệu: các kỳ của khoản {no} cộng lại {dotted(total)} đồng, vượt số phải thi hành "
                f"{dotted(owed)} đồng. Ghi lại số tiền của từng kỳ."
            )
