"""Random offices for the classification audit: lawful ones, and ones with gaming planted and named.

Nothing here is written to tables: the detectors are pure functions over changes, evidence and holdings.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from thihanh.law import work_year_end, work_year_start
from thihanh.statistics.numbers import Percent
from thihanh.statistics.readings import audit
from thihanh.statistics.readings.audit import Change, Evidence, Finding, Held, Kind

FIRST, ON = work_year_start(2025), work_year_end(2025)
ENDS = (date(2024, 12, 31), date(2025, 3, 31), date(2025, 7, 31), date(2025, 9, 30))
SEEN = ON + timedelta(days=60)
"""Until when changes are known, so that a return after the last end is seen."""
OFFICES, OFFICERS = 6, 5
SEASON = (1, 1, 2, 1, 1, 2, 1, 1, 1, 2, 2, 3)
"""How often matters change state by month of the work year: lawful work gathers at period ends too."""


@dataclass
class World:
    """One province over one work year, with what was planted in it: officers or matters by pattern."""

    dice: random.Random
    changes: list[Change] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    planted: dict[Kind, set[object]] = field(default_factory=dict)
    made: int = 0

    def matter(self) -> int:
        self.made += 1
        return self.made


def officers() -> list[tuple[str, str]]:
    return [
        (f"22.KV{office:02d}", f"22.{office:02d}{officer:02d}")
        for office in range(1, OFFICES + 1)
        for officer in range(1, OFFICERS + 1)
    ]


def a_world(seed: int, *, gaming: bool) -> World:
    """A province from a seed; with ``gaming`` each pattern is planted on top of the lawful life."""
    world = World(random.Random(seed))
    for office, officer in officers():
        _lawful(world, office, officer)
    if gaming:
        _cluster(world)
        _flip(world)
        _stale(world)
        _inflate(world)
    return world


def _day(dice: random.Random) -> date:
    month = dice.choices(range(12), SEASON)[0]
    year, index = divmod(9 + month, 12)
    return date(2024 + year, index + 1, dice.randrange(1, 29))


def _lawful(world: World, office: str, officer: str) -> None:
    """Some 20 leavings a year with the season, a fifth back after a month or more; verified in time."""
    dice = world.dice
    for _ in range(dice.randrange(12, 29)):
        one, day = world.matter(), _day(dice)
        world.changes.append(_leave(one, office, officer, day))
        back = day + timedelta(days=dice.randrange(20, 200))
        if dice.random() < 0.2 and back <= SEEN:
            world.changes.append(_return(one, office, officer, back))
    open_ = dice.randrange(40, 160)
    share = min(max(dice.gauss(0.33, 0.06), 0.05), 0.9)
    no_means = sum(dice.random() < share for _ in range(open_))
    world.held.append(Held(office, officer, no_means, open_))
    for _ in range(no_means):
        world.evidence.append(_verified(world, office, officer, dice.randrange(1, 178)))


def _verified(world: World, office: str, officer: str, days: int) -> Evidence:
    return Evidence(world.matter(), office, officer, ON - timedelta(days=days), verified=True)


def _leave(one: int, office: str, officer: str, day: date) -> Change:
    return Change(one, office, officer, day, "Đang thi hành", "Hoãn", was_inside=True, is_inside=False)


def _return(one: int, office: str, officer: str, day: date) -> Change:
    return Change(one, office, officer, day, "Hoãn", "Đang thi hành", was_inside=False, is_inside=True)


def _cluster(world: World) -> None:
    """Three officers move ten matters out in the last days before the year ends."""
    for office, officer in world.dice.sample(officers(), 3):
        for _ in range(10):
            day = ON - timedelta(days=world.dice.randrange(0, 12))
            world.changes.append(_leave(world.matter(), office, officer, day))
        world.planted.setdefault("near_end", set()).add(officer)


def _flip(world: World) -> None:
    """Twelve matters leave before a period end and are back within weeks."""
    for _ in range(12):
        office, officer = world.dice.choice(officers())
        end, one = world.dice.choice(ENDS), world.matter()
        world.changes.append(_leave(one, office, officer, end - timedelta(days=world.dice.randrange(0, 12))))
        world.changes.append(_return(one, office, officer, end + timedelta(days=world.dice.randrange(1, 26))))
        world.planted.setdefault("flip", set()).add(one)


def _stale(world: World) -> None:
    """Fifteen matters chưa có điều kiện nobody has looked at for over seven months."""
    for _ in range(15):
        office, officer = world.dice.choice(officers())
        one = _verified(world, office, officer, world.dice.randrange(215, 600))
        world.evidence.append(one)
        world.planted.setdefault("old_evidence", set()).add(one.matter_id)


def _inflate(world: World) -> None:
    """Two officers book thirty points more of their matters as chưa có điều kiện."""
    for place in world.dice.sample(range(len(world.held)), 2):
        one = world.held[place]
        more = min(one.open, one.no_means + one.open * 3 // 10)
        world.held[place] = Held(one.office, one.officer, more, one.open)
        world.planted.setdefault("outlier", set()).add(one.officer)


def findings(world: World) -> dict[Kind, tuple[Finding, ...]]:
    """What the audit finds in a world."""
    return {
        "near_end": audit.near_end(world.changes, ENDS, FIRST, ON),
        "flip": audit.flips(world.changes, ENDS, ON),
        "old_evidence": audit.old_evidence(world.evidence, ON),
        "outlier": audit.outliers(world.held, ON),
    }


def _named(kind: Kind, found: tuple[Finding, ...]) -> set[object]:
    return {one.matters[0] if kind in ("flip", "old_evidence") else one.officer for one in found}


def _asked(kind: Kind, world: World) -> int:
    """How many officers or matters a pattern could be found at."""
    if kind == "flip":
        return len({one.matter_id for one in world.changes if one.leaves})
    return len(world.evidence) if kind == "old_evidence" else len(world.held)


@dataclass
class Score:
    """Counts over many worlds: asked and wrongly named where nothing was planted; then planted and found."""

    asked: int = 0
    alarms: int = 0
    planted: int = 0
    found: int = 0
    named: int = 0

    @property
    def false_alarms(self) -> Percent:
        return Percent.of(self.alarms, self.asked)

    @property
    def precision(self) -> Percent:
        return Percent.of(self.found, self.named)

    @property
    def recall(self) -> Percent:
        return Percent.of(self.found, self.planted)

    def per_world(self, worlds: int) -> str:
        return f"{float(Fraction(self.alarms, worlds)):.2f}".replace(".", ",")


def scored(worlds: int) -> dict[Kind, Score]:
    """The audit over as many lawful worlds and as many with gaming, from fixed seeds."""
    scores: dict[Kind, Score] = {kind: Score() for kind in audit.KINDS}
    for seed in range(worlds):
        lawful, gamed = a_world(seed, gaming=False), a_world(10_000 + seed, gaming=True)
        for kind, found in findings(lawful).items():
            scores[kind].asked += _asked(kind, lawful)
            scores[kind].alarms += len(_named(kind, found))
        for kind, found in findings(gamed).items():
            named, planted = _named(kind, found), gamed.planted[kind]
            scores[kind].planted += len(planted)
            scores[kind].named += len(named)
            scores[kind].found += len(named & planted)
    return scores
