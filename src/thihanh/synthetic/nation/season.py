"""The year's course: when matters are completed and decided, so that the months show the published shares."""

import numpy as np
from numpy.typing import NDArray

from thihanh.synthetic.nation.figures import OUTCOMES, figures

_LARGE = 0.9  # of the money: the matters that hold it are placed by money, all others by number
_MONTHS = (4, 6, 10, 12)
_AT_LEAST = 14  # days between a decision and the end


def bounds(first: int, last: int) -> NDArray[np.int64]:
    """First days of the four parts of a work year, and the day after its last."""
    start = np.datetime64(first, "D").astype("datetime64[M]")
    return np.array(
        [first, *((start + month).astype("datetime64[D]").astype(int) for month in _MONTHS[:-1]), last + 1]
    )


def completed_days(
    dice: np.random.Generator, due: NDArray[np.int64], first: int, last: int
) -> NDArray[np.int64]:
    """The day each completed matter ended. The largest, which hold the money, follow the money's course."""
    season = figures()["season"]
    part = np.zeros(len(due), dtype=np.int64)
    by_size = np.argsort(-due)
    held = np.cumsum(due[by_size])
    large = by_size[: int(np.searchsorted(held, _LARGE * held[-1])) + 1] if len(due) else by_size
    shuffled = dice.permutation(large)
    course = np.cumsum(due[shuffled]) / max(int(due[shuffled].sum()), 1)
    part[shuffled] = np.searchsorted(season["money"][:-1], course - 1e-12)
    placed = np.bincount(part[large], minlength=4)
    wanted = np.diff(np.rint(np.array([0, *season["cases"]]) * len(due)).astype(np.int64))
    free = np.maximum(wanted - placed, 0)
    small = dice.permutation(np.setdiff1d(np.arange(len(due)), large, assume_unique=True))
    edges = np.cumsum(free)[:-1] * (len(small) / max(free.sum(), 1))
    part[small] = np.searchsorted(edges, np.arange(len(small)), side="right")
    edge = bounds(first, last)
    length = np.diff(edge)[part]
    # Work runs up towards the end of every part, in September most of all.
    within = dice.beta(np.where(part == 3, 1.9, 1.15), 1.0)
    return np.asarray(edge[part] + np.minimum((within * length).astype(np.int64), length - 1))


def decided_days(
    dice: np.random.Generator,
    standing: NDArray[np.int8],
    since: NDArray[np.int64],
    is_new: NDArray[np.bool_],
    year: tuple[int, int],
) -> NDArray[np.int64]:
    """The day each new matter was decided: so many after July as the due total of July leaves."""
    first, last = year
    late = int(bounds(first, last)[3])
    decided = np.zeros(len(standing), dtype=np.int64)
    ended = is_new & (since > 0)
    room = np.maximum(since[ended] - _AT_LEAST - first, 1)
    age = np.minimum(dice.exponential(110.0, ended.sum()).astype(np.int64), room)
    decided[ended] = np.maximum(since[ended] - _AT_LEAST - age, first)
    waiting = is_new & (standing == OUTCOMES.index("other"))
    decided[waiting] = dice.integers(last - 50, last - 1, waiting.sum())
    open_ = np.flatnonzero(is_new & ~ended & ~waiting)
    due = int((standing < len(OUTCOMES)).sum())
    # Who left the total after July was due in July.
    left = (standing >= len(OUTCOMES)) & (since >= late) & (decided < late)
    wanted = round(due * (1 - figures()["due"]["month_10"])) + int(left.sum())
    wanted -= int((decided[(ended | waiting) & (standing < len(OUTCOMES))] >= late).sum())
    after = np.zeros(len(open_), dtype=bool)
    after[: max(0, min(wanted, len(open_)))] = True
    after = dice.permutation(after)
    decided[open_] = np.where(
        after, dice.integers(late, last - 8, len(open_)), dice.integers(first, late, len(open_))
    )
    return decided
