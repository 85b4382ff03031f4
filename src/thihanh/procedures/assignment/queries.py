"""What an assignment changes, before it is made: each officer's matters, time and money, before and after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import pstdev

from thihanh.matters import kindred
from thihanh.matters.listing import MatterRow
from thihanh.offices import queries as offices
from thihanh.procedures.assignment.operations import open_matters
from thihanh.procedures.assignment.workload import minutes

_ELIGIBLE = frozenset({"in_progress", "asset_not_ready", "exhibit_waiting", "plan_waiting", "trustee"})


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody holds: open matters, those being enforced, expected minutes, outstanding đồng."""

    matters: int = 0
    running: int = 0
    minutes: int = 0
    outstanding: int = 0

    @property
    def hours(self) -> int:
        """Expected hours, rounded."""
        return round(self.minutes / 60)


@dataclass(frozen=True, slots=True)
class Change:
    """One officer before and after."""

    officer: str
    name: str
    before: Load
    after: Load


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole offices: every officer, the sums (equal before and after), how far loads lie apart, and the
    matters that change hands."""

    rows: tuple[Change, ...]
    before: Load
    after: Load
    apart_before: int
    apart_after: int
    moved: tuple[MatterRow, ...]


def compare(places: Iterable[str], placed: Mapping[int, str], on: date) -> Comparison:
    """The loads of the offices before and after giving the matters of ``placed`` to their officers."""
    asked = sorted(set(places))
    rows = [row for office in asked for row in open_matters(office)]
    parties = kindred.party_counts([row.id for row in rows])
    spent = {row.id: minutes(row, parties=parties.get(row.id, 2), on=on) for row in rows}
    before = _loads(rows, spent, {})
    after = _loads(rows, spent, placed)
    names = {one.code: one.name for office in asked for one in offices.officers(office, on)}
    codes = sorted({*before, *after, *names} - {""})
    named = {**names, **offices.names_of([code for code in codes if code not in names], on)}
    if "" in {*before, *after}:
        codes.append("")
    changes = tuple(
        Change(code, named.get(code, code), before.get(code, Load()), after.get(code, Load()))
        for code in codes
    )
    return Comparison(
        changes,
        _sum(before.values()),
        _sum(after.values()),
        _apart([one.before for one in changes if one.officer in names]),
        _apart([one.after for one in changes if one.officer in names]),
        tuple(row for row in rows if placed.get(row.id, row.officer) != row.officer),
    )


def _loads(rows: Sequence[MatterRow], spent: Mapping[int, int], placed: Mapping[int, str]) -> dict[str, Load]:
    loads: dict[str, Load] = {}
    for row in rows:
        code = placed.get(row.id, row.officer)
        one = loads.get(code, Load())
        loads[code] = Load(
            one.matters + 1,
            one.running + (row.stage in _ELIGIBLE),
            one.minutes + spent[row.id],
            one.outstanding + row.outstanding,
        )
    return loads


def _sum(loads: Iterable[Load]) -> Load:
    total = Load()
    for one in loads:
        total = Load(
            total.matters + one.matters,
            total.running + one.running,
            total.minutes + one.minutes,
            total.outstanding + one.outstanding,
        )
    return total


def _apart(loads: Sequence[Load]) -> int:
    """Standard deviation of the hours, rounded."""
    return round(pstdev(one.minutes for one in loads) / 60) if len(loads) > 1 else 0
