"""Integer apportionment: sharing a whole number so that the shares add up to it exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Share `total` in proportion to `weights`, largest remainders first, ties to the earlier place.

    Raises ValueError when there is something to share and no weight to share it by.
    """
    whole = math.fsum(weights)
    if total == 0:
        return [0] * len(weights)
    if whole <= 0:
        raise ValueError("nothing to apportion by: the weights add up to zero")
    exact = [total * weight / whole for weight in weights]
    shares = [math.floor(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda place: (shares[place] - exact[place], place))
    rest = total - sum(shares)
    for place in order[:rest]:
        shares[place] += 1
    if rest > len(order) or rest < 0:  # floats of very large totals may miss by more than one each
        heaviest = max(range(len(weights)), key=lambda place: weights[place])
        shares[heaviest] += total - sum(shares)
    return shares


def within(total: int, caps: Sequence[int]) -> list[int]:
    """Share `total` in proportion to `caps`, no share above its cap.

    Raises ValueError when the caps together are smaller than the total.
    """
    room = sum(caps)
    if total > room:
        raise ValueError(f"cannot place {total} in a room of {room}")
    if total == 0:
        return [0] * len(caps)
    shares = [cap * total // room for cap in caps]
    rest = total - sum(shares)
    for place, cap in enumerate(caps):
        step = min(rest, cap - shares[place])
        shares[place] += step
        rest -= step
        if rest == 0:
            break
    return shares


def split_bounded(total: int, wholes: Sequence[int], leanings: Sequence[float]) -> list[int]:
    """A part of each whole, the parts adding up to `total`, each near its leaning (a share from 0 to 1).

    The leanings are shifted together on the logistic scale until the parts fit. A leaning of exactly 0 or 1
    is kept. Raises ValueError when the kept ones leave no solution.
    """
    fixed = sum(whole for whole, lean in zip(wholes, leanings, strict=True) if lean >= 1)
    room = sum(whole for whole, lean in zip(wholes, leanings, strict=True) if 0 < lean < 1)
    if not fixed <= total <= fixed + room:
        raise ValueError(f"the parts can add up to {fixed}..{fixed + room}, not to {total}")

    def parts(shift: float) -> list[float]:
        return [whole * _moved(lean, shift) for whole, lean in zip(wholes, leanings, strict=True)]

    low, high = -40.0, 40.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if math.fsum(parts(middle)) < total else (low, middle)
    shares = [int(part) for part in parts(low)]
    for place, (whole, lean) in enumerate(zip(wholes, leanings, strict=True)):
        if lean >= 1:
            shares[place] = whole
    rest = total - sum(shares)
    for place, (whole, lean) in enumerate(zip(wholes, leanings, strict=True)):
        if 0 < lean < 1 and rest:
            step = max(-shares[place], min(rest, whole - shares[place]))
            shares[place] += step
            rest -= step
    return shares


def _moved(lean: float, shift: float) -> float:
    if lean <= 0 or lean >= 1:
        return min(max(lean, 0.0), 1.0)
    return 1 / (1 + math.exp(-(math.log(lean / (1 - lean)) + shift)))
