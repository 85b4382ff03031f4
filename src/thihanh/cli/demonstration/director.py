"""Scenes played side by side, day by day, so that papers are numbered in the order of their days.

A scene is a generator: it says on which day it goes on, does that day's acts, and says the next day.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from datetime import date

Scene = Iterator[date]


def play(scenes: Iterable[Scene], tell: Callable[[int, int], None]) -> None:
    """Play every scene to its end; on one day in the order given. ``tell`` hears scenes ended and in all."""
    waiting: list[tuple[date, int, Scene]] = []
    for place, scene in enumerate(scenes):
        if (first := next(scene, None)) is not None:
            waiting.append((first, place, scene))
    heapq.heapify(waiting)
    total = len(waiting)
    while waiting:
        day, place, scene = heapq.heappop(waiting)
        following = next(scene, None)
        if following is None:
            tell(total - len(waiting), total)
            continue
        if following < day:
            raise ValueError(f"scene {place} goes back from {day} to {following}")
        heapq.heappush(waiting, (following, place, scene))
