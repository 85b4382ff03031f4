"""Amounts of matters: lognormal by group, stretched so that every line holds exactly its money."""

import math

import numpy as np
from numpy.typing import NDArray

from thihanh.synthetic.nation.calibration import Ints
from thihanh.synthetic.nation.figures import BILLION, GROUPS, OUTCOMES, figures

_STEP = 1_000  # judgments state whole thousands
_FLOOR = 150_000
_WITHOUT_MONEY = 0.08  # of the group "private": things to hand over, exhibits


def amounts(
    dice: np.random.Generator, group: NDArray[np.int8], standing: NDArray[np.int8], money: Ints
) -> Ints:
    """Đồng owed by each matter; every (group, outcome) line adds up to its ``money`` exactly.

    Matters beside the due total keep what is drawn. A line without money owes none.
    """
    drawn = np.zeros(len(group))
    for place, name in enumerate(GROUPS):
        of = group == place
        stated = figures()["groups"][name]
        location = math.log(stated["mean"] * BILLION) - stated["sigma"] ** 2 / 2
        drawn[of] = dice.lognormal(location, stated["sigma"], of.sum())
    drawn[(group == GROUPS.index("private")) & (dice.random(len(group)) < _WITHOUT_MONEY)] = 0
    beside = standing >= len(OUTCOMES)
    # What is delegated, withdrawn or in the register is smaller: what is large is not let go of.
    found = np.where(beside, np.minimum(drawn, 2 * BILLION), 0).astype(np.int64) // _STEP * _STEP
    line = group.astype(np.int64) * len(OUTCOMES) + standing
    for code in range(len(GROUPS) * len(OUTCOMES)):
        places = np.flatnonzero((line == code) & ~beside)
        wanted = int(money.ravel()[code])
        if len(places) and wanted:
            found[places] = _stretched(drawn[places], wanted)
    return found


def _stretched(drawn: NDArray[np.float64], wanted: int) -> Ints:
    """Whole amounts in the proportions drawn, none over a third of the line; the largest takes the rest."""
    if not drawn.any():
        drawn = np.ones(len(drawn))
    capped = np.minimum(drawn, drawn.sum() / 3)
    floor = min(_FLOOR, wanted // (2 * len(drawn)))
    share = (wanted - floor * np.count_nonzero(capped)) / capped.sum()
    found = np.where(capped > 0, capped * share + floor, 0).astype(np.int64)
    found = np.where(found > 2 * _STEP, found // _STEP * _STEP, found)
    found[np.argmax(found)] += wanted - int(found.sum())
    return found
