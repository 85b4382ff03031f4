"""Amounts of the matters of one cell: spread like real ones, adding up to the cell exactly."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from thihanh.synthetic.apportion import apportion, within
from thihanh.synthetic.profiles import Profile

_STEP = 1_000  # judgments state amounts in whole thousands; one matter of the cell takes the odd đồng
_FLOOR = 150_000


def spread(random: Random, profiles: Sequence[Profile], total: int) -> list[int]:
    """One amount (đồng) for each matter, 0 for those not owed in money; together exactly `total`.

    State-budget amounts are kept as drawn where the total allows it; the others are stretched to fit.
    Raises ValueError when there is money and no matter to owe it, or too little for each to owe something.
    """
    drawn = [profile.amount(random) for profile in profiles]
    owing = [place for place, amount in enumerate(drawn) if amount > 0]
    if not owing:
        if total:
            raise ValueError(f"{total} đồng and no matter to owe them")
        return [0] * len(drawn)
    cap = total / 4 if len(owing) > 8 else total
    weights = [min(amount, cap) for amount in drawn]
    small = sum(weights[place] for place in owing if profiles[place].code == "budget")
    large = sum(weights) - small
    if large > 0 and 0.25 * total < total - small:
        stretch = (total - small) / large
        weights = [
            weight if profile.code == "budget" else weight * stretch
            for weight, profile in zip(weights, profiles, strict=True)
        ]
    floor = min(_FLOOR, total // (2 * len(owing)))
    rest = apportion(total - floor * len(owing), weights)
    amounts = [floor + share if weight > 0 else 0 for share, weight in zip(rest, weights, strict=True)]
    return _rounded(amounts, owing)


def _rounded(amounts: list[int], owing: Sequence[int]) -> list[int]:
    """Whole thousands for all but the largest, which takes the rest."""
    largest = max(owing, key=lambda place: amounts[place])
    for place in owing:
        if place != largest and amounts[place] > 2 * _STEP:
            cut = amounts[place] % _STEP
            amounts[place] -= cut
            amounts[largest] += cut
    return amounts


def portions(
    random: Random, amounts: Sequence[int], total: int, *, share: float, at_most: float
) -> list[int]:
    """Parts of some of the amounts adding up to `total`: about `share` of the matters, each `at_most`.

    More matters are taken when the chosen ones cannot bear the total.
    """
    caps = [int(amount * at_most) for amount in amounts]
    order = [place for place, cap in enumerate(caps) if cap > 0]
    random.shuffle(order)
    chosen: list[int] = []
    room, wanted = 0, max(1, round(share * len(order)))
    for place in order:
        if len(chosen) >= wanted and room >= 1.2 * total:
            break
        chosen.append(place)
        room += caps[place]
    parts = [0] * len(amounts)
    shares = within(total, [int(caps[place] * random.uniform(0.75, 1)) if room > 2 * total else caps[place]
                            for place in chosen])  # fmt: skip
    for place, part in zip(chosen, shares, strict=True):
        parts[place] = part
    return parts
