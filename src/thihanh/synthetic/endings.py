"""Which day each matter was finished: by the season of matters, the large ones by the season of money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from thihanh.synthetic.plan import Plan
from thihanh.synthetic.workdays import COLLECTED, COMPLETED, DECIDED, Season, plus_worked, worked_on_or_before

_SHORTEST = 9  # working days from the decision to the end of the quickest new matter
_FIRST_NEW = 24  # days of the year before which only matters of the years before are finished
_WINDOW = 120


def finish(random: Random, plans: Sequence[Plan], year: int) -> None:
    """Give every enforced or terminated matter of the year its last day, and the new ones their first."""
    season = Season(year, COMPLETED)
    first = date(year - 1, 10, 1)
    days = sorted(season.draw(random) for _ in plans)
    old = [plan for plan in plans if plan.origin != "new"]
    new = [plan for plan in plans if plan.origin == "new"]
    old_days, new_days = _parted(random, days, len(old), first + timedelta(days=_FIRST_NEW))
    random.shuffle(old_days)
    for plan, day in zip(old, old_days, strict=True):
        plan.ended = max(day, plus_worked(first, 14)) if plan.origin == "returned" else day
    _pair(random, new, new_days, year)
    _by_money(random, plans, year)
    for plan in old:
        if plan.ended is not None and plan.origin == "opening":
            plan.decided = min(plan.decided, plus_worked(plan.ended, -_SHORTEST - 3))


def _parted(random: Random, days: list[date], old: int, only_old: date) -> tuple[list[date], list[date]]:
    """The days of the matters in balance on the eve (more of the early ones), and of the new ones."""
    keys = []
    for place, day in enumerate(days):
        lean = 40.0 if day < only_old else 1.0 + 3.0 * (1 - place / len(days))
        keys.append((random.random() ** (1 / lean), place))
    chosen = {place for _, place in sorted(keys, reverse=True)[:old]}
    return [days[place] for place in sorted(chosen)], [
        d for place, d in enumerate(days) if place not in chosen
    ]


def _pair(random: Random, new: Sequence[Plan], days: list[date], year: int) -> None:
    """Pair days of decision and of the end so that the earlier decided are, roughly, the earlier finished."""
    season = Season(year, DECIDED)
    first, cap = date(year - 1, 10, 1), date(year, 9, 30) - timedelta(days=16)
    decided = sorted(min(season.draw(random), cap) for _ in new)
    for low in range(0, len(days), _WINDOW):
        block = days[low : low + _WINDOW]
        random.shuffle(block)
        days[low : low + _WINDOW] = block
    order = list(range(len(new)))
    random.shuffle(order)
    opened = plus_worked(first - timedelta(days=1), 1)
    for index, start, end in zip(order, decided, days, strict=True):
        plan = new[index]
        latest = plus_worked(end, -_SHORTEST - int(random.random() * 12))
        plan.decided = worked_on_or_before(max(min(start, latest), opened))
        plan.ended = max(end, plus_worked(plan.decided, _SHORTEST))


def _by_money(random: Random, plans: Sequence[Plan], year: int) -> None:
    """Swap days among matters of one origin so that the large amounts follow the season of money."""
    total = sum(plan.collected for plan in plans)
    gaps = {month: total * share / sum(COLLECTED) for month, share in enumerate(COLLECTED)}
    by_size = sorted(plans, key=lambda plan: -plan.collected)
    large = by_size[: max(len(plans) // 20, 5)]
    for plan in by_size[len(large) :]:
        gaps[_month(plan)] -= plan.collected
    rest: dict[tuple[str, int], list[Plan]] = {}
    for plan in by_size[len(large) :]:
        rest.setdefault((plan.origin, _month(plan)), []).append(plan)
    for plan in large:
        for month in sorted(gaps, key=lambda one: -gaps[one]):
            partners = rest.get((plan.origin, month))
            if month == _month(plan):
                break
            if partners:
                other = partners.pop(int(random.random() * len(partners)))
                plan.decided, other.decided = other.decided, plan.decided
                plan.ended, other.ended = other.ended, plan.ended
                break
        gaps[_month(plan)] -= plan.collected


def _month(plan: Plan) -> int:
    """The month of the work year (0 is October) in which the matter ended."""
    return 0 if plan.ended is None else (plan.ended.month + 2) % 12
