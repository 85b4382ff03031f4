"""The matters behind a unit's figures, one by one: for intervals of money and for the case mix."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from thihanh.offices.reach import Reach
from thihanh.statistics.book.columns import FLOW_NAMES, MEMBER_COLUMNS
from thihanh.statistics.book.members import members_of
from thihanh.statistics.engine.cells import Holder
from thihanh.statistics.engine.sql import fold
from thihanh.statistics.forms.definitions import FORM_CODES, form_of
from thihanh.statistics.period import Period, Version
from thihanh.statistics.queries import check_covers
from thihanh.statistics.unit import Scope
from thihanh.targets.columns import mix_bands

_AT = {name: place for place, name in enumerate(MEMBER_COLUMNS)}
_GROUP = ("stage", "special")
_SUMMED = ("owed", "covered", *FLOW_NAMES)


@dataclass(frozen=True, slots=True)
class MatterParts:
    """What one matter adds to the columns: matters (0 or 1) and whole đồng; and its case-mix group."""

    matter_id: int
    office: str
    officer: str
    group: str
    cases_eligible: int
    cases_resolved: int
    money_eligible: int
    money_resolved: int
    money: tuple[tuple[str, int], ...]

    def amount(self, code: str) -> int:
        """What the matter adds to a column of form 005.N, by the column's code, in đồng."""
        return next((value for name, value in self.money if name == code), 0)


def matters_behind(
    scope: Scope, period: Period, version: Version, *, reach: Reach
) -> tuple[MatterParts, ...]:
    """Every matter of a unit's period with its parts. Raises Denied where the reach does not cover it."""
    check_covers(reach, scope)
    return tuple(parts_of(members_of(scope, period), version))


def parts_of(members: Sequence[tuple[Any, ...]], version: Version) -> Iterable[MatterParts]:
    """The parts of each member row (``MEMBER_COLUMNS``), by the same folding as the forms. Pure."""
    groups = (
        (str(row[0]), "", *(row[_AT[name]] for name in _GROUP), 1, *(row[_AT[name]] for name in _SUMMED))
        for row in members
    )
    sums = fold(groups, version).by_holder
    adds = _adds(version)
    for row in members:
        cases: dict[str, int] = {}
        money: dict[str, int] = {}
        for measure, amount in sums.get(Holder(str(row[0]), ""), {}).items():
            side = cases if measure.startswith("cases.") else money
            for name in adds.get(measure, ()):
                side[name] = side.get(name, 0) + amount
        yield MatterParts(
            matter_id=row[0],
            office=row[_AT["office"]],
            officer=row[_AT["officer"]],
            group=_group(row, money.get("due", 0)),
            cases_eligible=cases.get("eligible", 0),
            cases_resolved=cases.get("resolved", 0),
            money_eligible=money.get("eligible", 0),
            money_resolved=money.get("resolved", 0),
            money=tuple(money.items()),
        )


@cache
def _adds(version: Version) -> dict[str, tuple[str, ...]]:
    """Measure → the columns of its form it is added to."""
    found: dict[str, list[str]] = {}
    for code in FORM_CODES:
        form = form_of(code, version)
        for column in form.columns:
            for measure in form.added_up.get(column.no, ()):
                found.setdefault(measure, []).append(column.code)
    return {measure: tuple(names) for measure, names in found.items()}


def _group(row: tuple[Any, ...], due: int) -> str:
    """Kind of judgment, carried over or new, band of đồng due."""
    age = "cũ" if row[_AT["cases_opening"]] else "mới"
    band = bisect_right(mix_bands(), due) + 1 if due else 0
    return f"{row[_AT['judgment_kind']]}/{age}/{band}"
