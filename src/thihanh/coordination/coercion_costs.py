"""What a day of coercion costs by the tariff: person-days by line; settled later with the vouchers."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.dossiers.kinds import Values
from thihanh.dossiers.life import Dossier, StepTaken
from thihanh.law.coercion import COSTS, NO_TARIFF, cost_name, tariff

ESTIMATE: Final = "estimate"
ACTUAL: Final = "costs"
OTHER: Final = "other_costs"
SETTLED: Final = "Bảng kê theo mức chi, chưa phải quyết toán: quyết toán theo chứng từ ở phần chi phí."


@dataclass(frozen=True, slots=True)
class Line:
    """One line: person-days, the tariff of the day (None where no number is known), what it comes to."""

    code: str
    name: str
    count: int
    each: int | None
    article: str

    @property
    def amount(self) -> int | None:
        """Whole đồng; None where the tariff is not known."""
        return None if self.each is None else self.count * self.each


@dataclass(frozen=True, slots=True)
class Bill:
    """A list of costs: its lines, other costs by voucher, the sum of what is known; ``note`` says what is
    not."""

    what: str
    on: date
    lines: tuple[Line, ...]
    other: int
    other_words: str
    note: str

    @property
    def total(self) -> int:
        """Whole đồng of what has an amount."""
        return sum(one.amount or 0 for one in self.lines) + self.other


def bill_of(what: str, values: Values, on: date) -> Bill:
    """The list that a step states, by the tariff in force on the day of coercion."""
    lines = []
    for code in COSTS:
        count = values.get(code)
        if isinstance(count, int) and count:
            found = tariff(code, on)
            lines.append(
                Line(
                    code,
                    cost_name(code),
                    count,
                    found.value if found else None,
                    found.article if found else "",
                )
            )
    other = values.get(OTHER)
    note = NO_TARIFF if any(one.each is None for one in lines) else ""
    words = str(values.get("other_words") or "")
    return Bill(what, on, tuple(lines), other if isinstance(other, int) else 0, words, note)


def bills(dossier: Dossier) -> tuple[Bill, ...]:
    """The estimate and the list of a day as last stated."""
    on = dossier.last("planned_on")
    day = on if isinstance(on, date) else dossier.opened_on
    return tuple(
        bill_of(code, taken.values, day)
        for code in (ESTIMATE, ACTUAL)
        if (taken := _last(dossier, code)) is not None
    )


def estimated(dossier: Dossier) -> int | None:
    """The total of the estimate as last listed; what the plan said where none is or its tariff unknown."""
    listed = next((one for one in bills(dossier) if one.what == ESTIMATE), None)
    if listed is not None and not listed.note:
        return listed.total
    said = dossier.last("cost_estimate")
    return said if isinstance(said, int) else None


def _last(dossier: Dossier, code: str) -> StepTaken | None:
    return next(reversed(dossier.taken(code)), None)
