"""Hôm nay: the ten acts to do first, by a rule that is published and explains itself.

Some places go round among all open matters so that none is forgotten (age), some to what brings in most
(money), the others to terms by their risk. Nothing is remembered between days: the same matters on the same
working day give the same ten. The numbers stand in ``law/parameters/day.toml``.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from thihanh.deadlines import Calendar
from thihanh.deadlines.calendar import index
from thihanh.law import number
from thihanh.matters.states import STAGES

Reason = Literal["deadline", "money", "age"]
_TOP = 100
_FIRST_MONEY = 1_000_000
_DAYS_OF_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of the rule on a day; percentages and points are whole, money in đồng."""

    places: int
    horizon: int
    risk_per_day: int
    late_days_per_point: int
    late_least: int
    money_places: int
    money_rest: int
    money_points: int
    money_points_most: int
    age_cycle: int
    age_places_most: int
    age_points: int
    age_points_most: int
    expected_in_progress: int
    expected_early: int
    expected_stopped: int
    expected_no_means: int


@lru_cache(maxsize=8)
def weights(on: date) -> Weights:
    """The numbers in force on a day. Raises law.UnknownParameter before the first."""
    return Weights(**{name: number(f"day.{name}", on) for name in Weights.__slots__})


@dataclass(frozen=True, slots=True)
class OpenAct:
    """What is open on one matter: the nearest term with the act that meets it, or the stage's next act.

    ``due`` is None where no term runs; ``moved_on`` is the day of the matter's latest fact; ``after`` is the
    last day of the term before, up to which the act waits (the voluntary period).
    """

    matter: int
    decided_on: date
    stage: str
    moved_on: date
    outstanding: int
    act: str
    term: int | None = None
    due: date | None = None
    after: date | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """What one open act weighs, part by part. ``left`` counts working days to the term, minus when late."""

    deadline: int
    money: int
    age: int
    left: int | None
    expected: int

    @property
    def total(self) -> int:
        return self.deadline + self.money + self.age


@dataclass(frozen=True, slots=True)
class Place:
    """One of the ten: the act, which of the three gave it the place, what it weighs."""

    open: OpenAct
    reason: Reason
    points: Points


@dataclass(frozen=True, slots=True)
class Day:
    """The ten in their order, of how many; after how many working days every matter has had its turn."""

    places: tuple[Place, ...]
    total: int
    cycle: int
    turn: int

    def count(self, reason: Reason) -> int:
        """How many of the ten this reason gave a place."""
        return sum(place.reason == reason for place in self.places)


def first(everything: Sequence[OpenAct], *, on: date, calendar: Calendar) -> Day:
    """The ten of a working day. Deadlines by points, then money, then age, each group in its own order.

    Of several terms of one matter the weightiest speaks for it.
    """
    rule = weights(on)
    weighed: dict[int, Points] = {}
    heaviest: dict[int, OpenAct] = {}
    for one in (_begun(each, on) for each in everything):
        points = _weigh(one, rule, on, calendar)
        known = weighed.get(one.matter)
        if known is None or _order(points, one) < _order(known, heaviest[one.matter]):
            weighed[one.matter], heaviest[one.matter] = points, one
    acts = list(heaviest.values())
    ring = _ring(acts, rule, on, calendar)
    turn = ring.order[: ring.each]
    free = rule.places - len(turn)
    turned = {one.matter for one in turn}
    rest = [one for one in acts if one.matter not in turned]
    pressing = sorted(
        (one for one in rest if _presses(weighed[one.matter], rule)),
        key=lambda one: (-weighed[one.matter].total, one.decided_on, one.matter),
    )
    paying = sorted(
        (one for one in rest if _may_pay(one, weighed[one.matter], rule, on, calendar)),
        key=lambda one: (-weighed[one.matter].expected, one.decided_on, one.matter),
    )
    by_money = paying[: min(max(rule.money_places, free - len(pressing)), free)]
    by_risk = pressing[: free - len(by_money)]
    taken = {one.matter for one in (*by_risk, *by_money)}
    more = [one for one in ring.order[ring.each :] if one.matter not in taken]
    by_age = [*turn, *more[: free - len(taken)]]
    groups: tuple[tuple[Reason, Sequence[OpenAct]], ...] = (
        ("deadline", by_risk),
        ("money", by_money),
        ("age", by_age),
    )
    places = tuple(Place(one, reason, weighed[one.matter]) for reason, group in groups for one in group)
    return Day(places, len(acts), ring.cycle, ring.turn)


def _begun(one: OpenAct, on: date) -> OpenAct:
    """The open act; one that still waits for the end of the term before has no term of its own yet."""
    waits = one.after is not None and on <= one.after
    return replace(one, term=None, due=None) if waits else one


def _order(points: Points, one: OpenAct) -> tuple[int, int]:
    return -points.total, one.term or 0


def _presses(points: Points, rule: Weights) -> bool:
    """Whether a term runs that is late, or so near that it is looked at."""
    return points.left is not None and points.left <= rule.horizon


def _may_pay(one: OpenAct, points: Points, rule: Weights, on: date, calendar: Calendar) -> bool:
    """Whether money may come in, nothing presses, and nobody has moved the matter just now."""
    since = calendar.counted[index(on)] - calendar.counted[index(min(one.moved_on, on))]
    return points.expected > 0 and since >= rule.money_rest and not _presses(points, rule)


@dataclass(frozen=True, slots=True)
class _Ring:
    """All open matters from the one whose turn it is; ``each`` of them have their turn today."""

    order: list[OpenAct]
    each: int
    cycle: int
    turn: int


def _ring(acts: Sequence[OpenAct], rule: Weights, on: date, calendar: Calendar) -> _Ring:
    """The round: in the order of their decisions, some each working day, and again from the first.

    With N matters and a of them a day, everybody's turn comes within N/a working days, whatever happens.
    """
    if not acts:
        return _Ring([], 0, 0, 0)
    order = sorted(acts, key=lambda one: (one.decided_on, one.matter))
    each = min(max(math.ceil(len(order) / rule.age_cycle), 1), rule.age_places_most)
    cycle = math.ceil(len(order) / each)
    turn = calendar.counted[index(on)] % cycle
    today = order[turn * each : (turn + 1) * each]
    return _Ring([*today, *order[(turn + 1) * each :], *order[: turn * each]], len(today), cycle, turn + 1)


def _weigh(one: OpenAct, rule: Weights, on: date, calendar: Calendar) -> Points:
    left = None
    if one.due is not None:
        left = calendar.counted[index(one.due)] - calendar.counted[index(on)]
        if one.due < on:  # a term that ended on days off since then is late all the same
            left = min(left, -1)
    expected = one.outstanding * _share(one.stage, rule) // 100
    years = (on - one.decided_on).days / _DAYS_OF_YEAR
    return Points(
        deadline=_risk(left, rule),
        money=_money(expected, rule),
        age=min(int(years * rule.age_points), rule.age_points_most),
        left=left,
        expected=expected,
    )


def _risk(left: int | None, rule: Weights) -> int:
    if left is None:
        return 0
    if left >= 0:
        return max(_TOP - left * rule.risk_per_day, 0)
    return max(_TOP - 1 - -left // rule.late_days_per_point, rule.late_least)


def _money(expected: int, rule: Weights) -> int:
    if expected < _FIRST_MONEY:
        return 0
    return min(int(math.log10(expected / _FIRST_MONEY) * rule.money_points), rule.money_points_most)


_SHARES: Mapping[str, str] = {
    **dict.fromkeys(("decided", "assigned", "voluntary", "verifying"), "expected_early"),
    **dict.fromkeys(
        ("in_progress", "plan_waiting", "asset_not_ready", "unsold_after_second_cut"), "expected_in_progress"
    ),
    **dict.fromkeys(
        ("no_means", "nothing_left", "asset_blocked", "collateral_only", "separate_register"),
        "expected_no_means",
    ),
}


def _share(stage: str, rule: Weights) -> int:
    """What part of the outstanding money may come in from a matter in this stage, in per cent."""
    if STAGES[stage].end:
        return 0
    share: int = getattr(rule, _SHARES.get(stage, "expected_stopped"))
    return share
