"""What the record would hold of the matters of a province: stages, holdings, tags, money, judgments.

Facts of one matter are in order of their days; a text stands as its place in a tuple below.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thihanh.synthetic.nation.drawing import OPENING, RETURNED, Matters, standing_code
from thihanh.synthetic.nation.drawing import day as day_of
from thihanh.synthetic.nation.figures import GROUPS, figures, provinces
from thihanh.synthetic.nation.season import bounds

Columns = dict[str, NDArray[Any]]

STAGES = (
    "decided",
    "assigned",
    "voluntary",
    "verifying",
    "in_progress",
    "no_means",
    "separate_register",
    "done",
    "terminated",
    "postponed",
    "suspended",
    "delegated",
    "withdrawn",
    "nothing_left",
    "trustee",
    "asset_not_ready",
    "plan_waiting",
    "unsold_after_second_cut",
    "collateral_only",
    "asset_blocked",
    "paused",
)
GROUNDS = ("", "N-1", "N-2", "H-a", "H-c", "T-a", "C-1", "P-complaint")
KINDS = ("ex_officio", "on_request")
JUDGMENT_KINDS = ("criminal", "civil", "family", "commercial", "labour", "administrative")
TAGS = tuple(figures()["groups"][name]["tag"] for name in GROUPS)
PURPOSES = ("judgment", "outstanding", "collected", "terminated", "reduced", "delegated")
_ORDINARY = 120  # days a matter is usually worked on before its end is near
_LARGE = 1_000_000_000
_MOVES = 0.012  # matters given to another officer

OWED = (
    "court_fee",
    "fine",
    "back_payment",
    "confiscation",
    "damages",
    "credit_debt",
    "debt",
    "support",
    "act",
)
# Group → chances of what is owed, and of the kinds of judgment.
_OWED = {
    "budget": (0.74, 0.17, 0.05, 0.04, 0, 0, 0, 0, 0),
    "corruption": (0, 0, 0.45, 0.10, 0.45, 0, 0, 0, 0),
    "credit": (0, 0, 0, 0, 0, 1.0, 0, 0, 0),
    "private": (0, 0, 0, 0, 0.35, 0, 0.45, 0.10, 0.10),
}
_JUDGED = {
    "budget": (0.40, 0.27, 0.22, 0.07, 0.02, 0.02),
    "corruption": (1.0, 0, 0, 0, 0, 0),
    "credit": (0, 0.45, 0, 0.55, 0, 0),
    "private": (0.30, 0.42, 0.12, 0.12, 0.04, 0),
}
# Standing → (stage, its ground, chance) it ends in.
_ENDS_IN: dict[str, tuple[tuple[str, str, float], ...]] = {
    "done": (("done", "", 1.0),),
    "terminated": (("terminated", "C-1", 1.0),),
    "in_progress": (
        ("in_progress", "", 0.9),
        ("verifying", "", 0.055),
        ("trustee", "", 0.005),
        ("asset_not_ready", "", 0.02),
        ("plan_waiting", "", 0.01),
        ("unsold_after_second_cut", "", 0.01),
    ),
    "consent": (("postponed", "H-c", 1.0),),
    "no_means": (
        ("no_means", "N-1", 0.8),
        ("no_means", "N-2", 0.17),
        ("collateral_only", "", 0.02),
        ("asset_blocked", "", 0.01),
    ),
    "postponed": (("postponed", "H-a", 1.0),),
    "suspended": (("suspended", "T-a", 1.0),),
    "other": (("voluntary", "", 0.96), ("paused", "P-complaint", 0.04)),
    "delegated": (("delegated", "", 1.0),),
    "withdrawn": (("withdrawn", "", 1.0),),
    "moved": (("separate_register", "", 1.0),),
    "separate_register": (("separate_register", "", 1.0),),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """The columns of each table; ``matter`` in them is the place of the matter in the province."""

    matters: Columns
    judgments: Columns
    stages: Columns
    holdings: Columns
    tags: Columns
    postings: Columns


def facts(found: Matters, seed: int | None = None) -> Facts:
    """The facts of a province's matters; the same for the same seed."""
    dice = np.random.default_rng([figures()["seed"] if seed is None else seed, int(found.agency), 7])
    assigned = found.decided + dice.integers(0, 3, len(found))
    stages = _stages(dice, found, assigned)
    matters, judgments = _matters(dice, found)
    return Facts(
        matters, judgments, stages, _holdings(dice, found, assigned), _tags(found), _postings(dice, found)
    )


def _matters(dice: np.random.Generator, found: Matters) -> tuple[Columns, Columns]:
    """Matters with their judgments: neighbours by day and group share one."""
    order = np.lexsort((found.decided, found.group))
    begins = dice.random(len(found)) < 1 / figures()["judgments"]["matters_each"]
    begins[0] = True
    begins[1:] |= found.group[order][1:] != found.group[order][:-1]
    judgment = np.empty(len(found), dtype=np.int64)
    judgment[order] = np.cumsum(begins) - 1
    first = order[begins]
    kinds = np.zeros(len(first), dtype=np.int64)
    for place, name in enumerate(GROUPS):
        of = found.group[first] == place
        kinds[of] = dice.choice(len(JUDGMENT_KINDS), of.sum(), p=_JUDGED[name])
    on_request = 1 - figures()["judgments"]["ex_officio"]
    asked = found.group == GROUPS.index("credit")
    private = found.group == GROUPS.index("private")
    chance = max(0.0, on_request * len(found) - asked.sum()) / max(private.sum(), 1)
    asked |= private & (dice.random(len(found)) < chance)
    owed = np.zeros(len(found), dtype=np.int64)
    for place, name in enumerate(GROUPS):
        of = found.group == place
        owed[of] = dice.choice(len(OWED), of.sum(), p=_OWED[name])
    made = found.decided[first] - dice.integers(35, 120, len(first))
    return (
        {
            "decided": found.decided,
            "kind": asked.astype(np.int8),
            "judgment": judgment,
            "owed": owed.astype(np.int8),
        },
        {"made": made, "kind": kinds.astype(np.int8)},
    )


def _stages(dice: np.random.Generator, found: Matters, assigned: NDArray[np.int64]) -> Columns:
    """Decided, assigned, voluntary, verified, enforced or without means, and where it stands since."""
    count = len(found)
    last, ground = _last_stage(dice, found)
    voluntary = assigned + dice.integers(3, 9, count)
    verified = voluntary + dice.integers(11, 25, count)
    enforced = verified + dice.integers(10, _ORDINARY, count)
    stays = found.standing == standing_code("other")
    quick = (found.group == GROUPS.index("budget")) & (dice.random(count) < 0.35)
    register = STAGES.index("separate_register")
    away = last == register
    poor = away | (dice.random(count) < 0.12)
    returned = found.origin == RETURNED
    into = _work_year_start(found) - 30
    line: list[tuple[Any, Any, Any, Any]] = [
        (found.decided, STAGES.index("decided"), 0, True),
        (assigned, STAGES.index("assigned"), 0, True),
        (voluntary, STAGES.index("voluntary"), 0, True),
        (verified, STAGES.index("verifying"), 0, ~stays & ~quick),
        (enforced, np.where(poor, STAGES.index("no_means"), STAGES.index("in_progress")),
         np.where(poor, 1, 0), ~stays & ~(quick & ~away)),
        (into - 60, STAGES.index("no_means"), 1, returned),
        (into, register, 0, returned),
        (into + 30 + (np.maximum(found.since - into - 31, 1) * dice.random(count)).astype(np.int64),
         STAGES.index("in_progress"), 0, returned),
    ]  # fmt: skip
    days = np.stack([np.broadcast_to(one[0], count) for one in line])
    codes = np.stack([np.broadcast_to(one[1], count) for one in line])
    grounds = np.stack([np.broadcast_to(one[2], count) for one in line])
    kept = np.stack([np.broadcast_to(one[3], count) for one in line])
    kept &= days < found.since
    kept[0] = True
    kept[5:] &= kept[6]
    kept[3:5] &= ~returned | (days[3:5] < into - 60)
    standing = np.broadcast_to(np.arange(count), days.shape)
    final = ~((found.standing == standing_code("other")) & (last == STAGES.index("voluntary")))
    matter = np.concatenate([standing[kept], np.flatnonzero(final)])
    columns = {
        "matter": matter,
        "day": np.concatenate([days[kept], found.since[final]]).astype(np.int32),
        "stage": np.concatenate([codes[kept], last[final]]).astype(np.int8),
        "ground": np.concatenate([grounds[kept], ground[final]]).astype(np.int8),
        "ordinal": np.concatenate(
            [
                np.broadcast_to(np.arange(len(line))[:, None], days.shape)[kept],
                np.full(final.sum(), len(line)),
            ]
        ).astype(np.int16),
    }
    columns["asset"] = np.where(
        columns["stage"] == STAGES.index("unsold_after_second_cut"), found.due[matter] + 1, -1
    )
    return columns


def _work_year_start(found: Matters) -> NDArray[np.int64]:
    """1 October of the work year in which each matter came to stand as it does."""
    month = found.since.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    start = (month - 9) // 12 * 12 + 9
    return start.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def _last_stage(dice: np.random.Generator, found: Matters) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    stage = np.zeros(len(found), dtype=np.int64)
    ground = np.zeros(len(found), dtype=np.int64)
    for name, ends in _ENDS_IN.items():
        of = np.flatnonzero(found.standing == standing_code(name))
        drawn = dice.choice(len(ends), len(of), p=[chance for _, _, chance in ends])
        stage[of] = np.array([STAGES.index(one) for one, _, _ in ends])[drawn]
        ground[of] = np.array([GROUNDS.index(one) for _, one, _ in ends])[drawn]
    return stage, ground


def officers_of(code: str) -> tuple[list[str], list[str]]:
    """The offices of a province, and the office of each of its officers, in order of their codes."""
    province = next(one for one in provinces() if one.code == code)
    offices = [f"{code}.KV{number:02d}" for number in range(1, province.offices + 1)] + [f"{code}.NV"]
    weights = np.array([1.0 + 0.5 * ((place * 7) % 5) for place in range(len(offices))])
    weights[-1] = 0.6
    wanted = province.due / figures()["officers"]["due_each"] * weights / weights.sum()
    seats = np.maximum(np.rint(wanted).astype(int), 1)
    return offices, [office for office, count in zip(offices, seats, strict=True) for _ in range(count)]


def _holdings(dice: np.random.Generator, found: Matters, assigned: NDArray[np.int64]) -> Columns:
    """Each matter's officer from its assignment; some are given to another later."""
    offices, seats = officers_of(found.agency)
    place = {office: number for number, office in enumerate(offices)}
    seat_office = np.array([place[office] for office in seats])
    officer = dice.integers(0, len(seats), len(found))
    span = np.maximum(found.since - assigned - 1, 0)
    moves = (dice.random(len(found)) < _MOVES) & (span > 60)
    moved = np.flatnonzero(moves)
    later = assigned[moved] + 30 + (dice.random(len(moved)) * (span[moved] - 30)).astype(np.int64)
    other = (officer[moved] + 1) % len(seats)
    everyone = np.concatenate([officer, other])
    return {
        "matter": np.concatenate([np.arange(len(found)), moved]),
        "day": np.concatenate([assigned, later]).astype(np.int32),
        "office": seat_office[everyone].astype(np.int16),
        "officer": everyone.astype(np.int32),
        "ordinal": np.concatenate([np.zeros(len(found)), np.ones(len(moved))]).astype(np.int16),
    }


def _tags(found: Matters) -> Columns:
    tagged = np.flatnonzero(found.group != GROUPS.index("private"))
    return {"matter": tagged, "day": found.decided[tagged], "tag": found.group[tagged]}


def _instalments(
    dice: np.random.Generator, found: Matters, going: NDArray[np.bool_]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """What matters that go on paid in the year: large sums in four parts, others once."""
    year = figures()["work_year"]
    edges = bounds(day_of(year - 1, 10, 1), day_of(year, 9, 30))
    large = going & (found.paid > _LARGE)
    course = np.diff([0, *figures()["season"]["money"]])
    left = np.where(large, found.paid, 0)
    for part, share in enumerate(course):
        amount = (
            left if part == len(course) - 1 else (np.where(large, found.paid, 0) * share).astype(np.int64)
        )
        left = left - amount
        day = dice.integers(edges[part], edges[part + 1], len(found))
        yield np.maximum(day, np.minimum(found.decided + 20, edges[-1] - 1)), amount
    first = np.maximum(found.decided + 20, edges[0])
    day = first + (np.maximum(edges[-1] - first, 1) * dice.random(len(found))).astype(np.int64)
    yield np.minimum(day, edges[-1] - 1), np.where(going & ~large, found.paid, 0)


def _postings(dice: np.random.Generator, found: Matters) -> Columns:
    """What is due from the decision; what was collected, ended, reduced or went elsewhere, when it did."""
    halves = (found.standing == standing_code("done")) & (found.paid > 10_000_000)
    halves &= (dice.random(len(found)) < 0.12) & (found.since - found.decided > 60)
    early = np.where(halves, found.paid // 4, 0)
    start = np.maximum(found.decided + 20, np.where(found.origin == OPENING, _work_year_start(found), 0))
    between = start + (np.maximum(found.since - start - 5, 0) * dice.random(len(found))).astype(np.int64)
    rest = {
        "terminated": found.standing == standing_code("terminated"),
        "delegated": found.standing == standing_code("delegated"),
    }
    going = found.standing == standing_code("in_progress")
    legs = [
        (found.decided, found.due, "outstanding", "judgment"),
        (np.minimum(between, found.since), early, "collected", "outstanding"),
        (found.since, np.where(going, 0, found.paid - early), "collected", "outstanding"),
        *((day, part, "collected", "outstanding") for day, part in _instalments(dice, found, going)),
        (found.since, found.reduced, "reduced", "outstanding"),
        *((found.since, np.where(of, found.due, 0), name, "outstanding") for name, of in rest.items()),
    ]
    parts = [(np.flatnonzero(amount > 0), *leg) for leg in legs for amount in (leg[1],)]
    return {
        "matter": np.concatenate([places for places, *_ in parts]),
        "day": np.concatenate([day[places] for places, day, *_ in parts]).astype(np.int32),
        "amount": np.concatenate([amount[places] for places, _, amount, *_ in parts]),
        "debit": np.concatenate([np.full(len(p), PURPOSES.index(d), np.int8) for p, _, _, d, _ in parts]),
        "credit": np.concatenate([np.full(len(p), PURPOSES.index(c), np.int8) for p, _, _, _, c in parts]),
    }
