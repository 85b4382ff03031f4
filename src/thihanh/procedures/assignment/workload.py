"""How much work an open matter is expected to be, in minutes: a sum of dated parameters that it can name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thihanh.law import number
from thihanh.matters.listing import MatterRow

_GROUPS = {
    "before_verification": ("decided", "assigned", "voluntary", "verifying"),
    "no_means": ("no_means", "collateral_only", "asset_blocked", "nothing_left", "separate_register"),
    "stopped": ("postponed", "suspended", "paused", "trustee", "exhibit_waiting", "plan_waiting"),
}
_GROUP_OF = {stage: group for group, stages in _GROUPS.items() for stage in stages}


@dataclass(frozen=True, slots=True)
class Part:
    """One summand of the expected time: the parameter that gives it, and its minutes."""

    parameter: str
    minutes: int


def parts(row: MatterRow, *, parties: int, on: date) -> tuple[Part, ...]:
    """The summands for one matter; none once it has ended."""
    if row.ended:
        return ()
    names = [f"workload.{_GROUP_OF.get(row.stage, 'in_progress')}"]
    if row.kind == "on_request":
        names.append("workload.on_request")
    if row.outstanding >= number("workload.large_amount", on):
        names.append("workload.large")
    extra = max(parties - 2, 0) * number("workload.party", on)
    found = [Part(name, number(name, on)) for name in names]
    return (*found, *([Part("workload.party", extra)] if extra else []))


def minutes(row: MatterRow, *, parties: int, on: date) -> int:
    """Expected minutes of one open matter."""
    return total(parts(row, parties=parties, on=on))


def total(summands: Iterable[Part]) -> int:
    """The sum of the parts, in minutes."""
    return sum(part.minutes for part in summands)
