"""Two ways to doubt a rank: the case mix a unit was dealt, and the weights a composite is made with. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from thihanh.statistics.numbers import Absent, Percent
from thihanh.targets.columns import Weights
from thihanh.targets.ranking import ranks_of

STATED = (
    "Đã hiệu chỉnh theo cơ cấu việc (loại án, cũ hay mới, nhóm giá trị): số xong của đơn vị chia cho số "
    "xong nếu từng nhóm việc đạt tỷ lệ chung của cơ quan. Không phải số báo cáo."
)


@dataclass(frozen=True, slots=True)
class Dealt:
    """One part of a unit's caseload: its group, what is có điều kiện in it and what of it is resolved."""

    unit: str
    group: str
    eligible: int
    resolved: int


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A rate after the case mix is taken out: observed ÷ expected × the common rate; and its rank."""

    unit: str
    expected: Percent
    adjusted: Percent
    rank: int


def case_mix(dealt: Iterable[Dealt]) -> dict[str, Adjusted]:
    """Indirect standardisation over the units given; units without anything eligible are left out."""
    eligible: dict[str, int] = {}
    resolved: dict[str, int] = {}
    own: dict[str, dict[str, tuple[int, int]]] = {}
    for one in dealt:
        eligible[one.group] = eligible.get(one.group, 0) + one.eligible
        resolved[one.group] = resolved.get(one.group, 0) + one.resolved
        had = own.setdefault(one.unit, {}).get(one.group, (0, 0))
        own[one.unit][one.group] = (had[0] + one.eligible, had[1] + one.resolved)
    whole, done = sum(eligible.values()), sum(resolved.values())
    found: dict[str, tuple[Percent, Percent]] = {}
    for unit, groups in own.items():
        total = sum(all_ for all_, _ in groups.values())
        hoped = sum(
            (Fraction(all_ * resolved[name], eligible[name]) for name, (all_, _) in groups.items() if all_),
            Fraction(0),
        )
        if not total or not hoped:
            continue
        observed = sum(ended for _, ended in groups.values())
        found[unit] = Percent.of(hoped, total), Percent.of(observed * done, hoped * whole)
    ranks = ranks_of([adjusted.hundredths for _, adjusted in found.values()])
    return {
        unit: Adjusted(unit, expected, adjusted, place)
        for (unit, (expected, adjusted)), place in zip(found.items(), ranks, strict=True)
    }


@dataclass(frozen=True, slots=True)
class Composite:
    """A unit's weighted achievement of its targets in hundredths of a percent, its rank, and the ranks it
    takes while every weight is moved by the swing."""

    unit: str
    score: Percent
    rank: int
    best: int
    worst: int


def composite(
    achieved: Mapping[str, Mapping[str, Percent]], weights: Weights
) -> tuple[dict[str, Composite], Absent | None]:
    """The composite of units with every part (unit → indicator → achievement); why nobody has one."""
    complete = {unit: own for unit, own in achieved.items() if set(weights.of) <= set(own)}
    if not complete:
        return {}, Absent("Không đơn vị nào có đủ các phần của điểm tổng hợp.")
    names = list(weights.of)
    units = list(complete)
    seen: dict[str, list[int]] = {unit: [] for unit in units}
    for swings in product((-weights.swing, 0, weights.swing), repeat=len(names)):
        moved = {name: max(0, weights.of[name] + swing) for name, swing in zip(names, swings, strict=True)}
        if not sum(moved.values()):
            continue
        scores = [_score(complete[unit], moved).hundredths for unit in units]
        for unit, place in zip(units, ranks_of(scores), strict=True):
            seen[unit].append(place)
    plain = [_score(complete[unit], weights.of) for unit in units]
    places = ranks_of([one.hundredths for one in plain])
    return {
        unit: Composite(unit, score, place, min(seen[unit]), max(seen[unit]))
        for unit, score, place in zip(units, plain, places, strict=True)
    }, None


def _score(own: Mapping[str, Percent], weights: Mapping[str, int]) -> Percent:
    total = sum(weights.values())
    summed = sum(own[name].hundredths * weight for name, weight in weights.items())
    return Percent((2 * summed + total) // (2 * total))
