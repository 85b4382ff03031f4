"""Where a matter and its money stand at the end of the cut-off day, by version (docs/manual/readings.md 12).

``law`` calls a matter outside the due total "outside"; the chain needs to know why, so delegated, withdrawn
and the separate register keep their stage's name here. The two-way split uses the buckets of R08.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from thihanh.law import Regime, bucket, buckets
from thihanh.statistics.period import Version

ENDS = frozenset({"done", "terminated", "other_ending", "delegated", "withdrawn"})
REGISTER = "separate_register"

_REGIMES: dict[Version, Regime] = {"R25": "R25", "R08": "R08", "two_way": "R08"}


@dataclass(frozen=True, slots=True)
class Place:
    """The bucket of the matter and of its open money; ``excess`` is that of money above the asset's value."""

    cases: str
    money: str
    excess: str = ""


@cache
def place(version: Version, stage: str, ground: str) -> Place:
    """Where a state stands in a version. Raises ``KeyError`` for a stage the law's table does not hold."""
    found = bucket(_REGIMES[version], stage, ground)
    if found.cases == "outside":
        return Place(stage, stage)
    return Place(found.cases, found.money, found.money_above_asset or "")


def split_money(where: Place, owed: int, asset_value: int | None) -> Mapping[str, int]:
    """Open money of one matter by bucket: split at the asset's value where the version splits, in đồng."""
    if not where.excess or asset_value is None:
        return {where.money: owed}
    covered = min(owed, asset_value)
    return {where.money: covered, where.excess: owed - covered}


@cache
def _states() -> tuple[tuple[str, str], ...]:
    """Every (stage, ground) some version tells apart; ground "" stands for any other."""
    named = {state for regime in ("R08", "R25") for state in buckets(regime)}
    return tuple(sorted((stage, "" if ground == "*" else ground) for stage, ground in named))


@cache
def special_states() -> tuple[str, ...]:
    """``stage/ground`` of the states whose ground matters to some version."""
    return tuple(f"{stage}/{ground}" for stage, ground in _states() if ground)


@cache
def special_grounds() -> tuple[str, ...]:
    """The grounds that matter to some version."""
    return tuple(sorted({ground for _, ground in _states() if ground}))


@cache
def told_apart(stage: str, ground: str) -> str:
    """``stage/ground`` where the ground matters for the stage, else ``stage/``."""
    state = f"{stage}/{ground}"
    return state if state in special_states() else f"{stage}/"


@cache
def states_of_cases(version: Version, bucket_code: str) -> frozenset[str]:
    """``stage/ground`` of the states whose matters stand in a bucket."""
    return frozenset(f"{s}/{g}" for s, g in _states() if place(version, s, g).cases == bucket_code)


@cache
def states_of_money(
    version: Version, bucket_code: str
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """States whose open money stands in a bucket: all of it, up to the asset's value, above it."""
    whole: set[str] = set()
    covered: set[str] = set()
    excess: set[str] = set()
    for stage, ground in _states():
        where, state = place(version, stage, ground), f"{stage}/{ground}"
        if where.excess == bucket_code:
            excess.add(state)
        if where.money == bucket_code:
            (covered if where.excess else whole).add(state)
    return frozenset(whole), frozenset(covered), frozenset(excess)


def is_eligible(version: Version, stage: str, ground: str) -> bool:
    """Whether an unfinished matter in this state is có điều kiện thi hành."""
    eligible = {"in_progress", "postponed_consent"}
    if version == "two_way":
        eligible |= {"postponed", "suspended", "other"}
    return place(version, stage, ground).cases in eligible


@cache
def eligible_states(version: Version) -> tuple[str, ...]:
    """``stage/ground`` of the states that are có điều kiện thi hành, unfinished."""
    return tuple(f"{s}/{g}" for s, g in _states() if is_eligible(version, s, g))
