"""Tables of matters and money by province, group and outcome that add up to the nation's figures.

Each is fitted to its margins in turn until both hold (iterative proportional fitting), then made whole so
that the nation's figure of every group and outcome is met exactly.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thihanh.synthetic.nation.figures import BILLION, GROUPS, OUTCOMES, figures, provinces

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ROUNDS = 200
_LARGER = {"corruption": 1.5, "credit": 1.4}  # how much more of a group the richest provinces have, at most
_LARGEST = 8.0  # how much more the line weighs that holds the largest matter of the nation
# How the matters of the two rare groups stand that are not completed.
_RARE = {
    "in_progress": 0.27,
    "no_means": 0.69,
    "postponed": 0.02,
    "suspended": 0.02,
}
_RARE_MONEY = {"corruption": (0.63, 0.35, 0.01, 0.01), "credit": (0.42, 0.54, 0.02, 0.02)}
_BUDGET_MONEY = {"in_progress": 0.14, "no_means": 0.76, "postponed": 0.02, "suspended": 0.02, "other": 0.06}


@dataclass(frozen=True, slots=True)
class Tables:
    """Matters and đồng by (province, group, outcome); what was partly collected, by (province, group)."""

    cases: Ints
    money: Ints


def fitted(seed: Floats, rows: Floats, columns: Floats) -> Floats:
    """The table nearest to ``seed`` whose rows and columns add up as given; zeros stay zero."""
    table = seed.astype(float)
    rows = rows * (columns.sum() / rows.sum())
    for _ in range(_ROUNDS):
        table *= (columns / np.maximum(table.sum(axis=0), 1e-300))[None, :]
        table *= (rows / np.maximum(table.sum(axis=1), 1e-300))[:, None]
    table *= (columns / np.maximum(table.sum(axis=0), 1e-300))[None, :]
    return table


def whole(table: Floats, columns: Ints) -> Ints:
    """Whole numbers near ``table`` whose columns add up exactly: largest remainders get what is left."""
    floor = np.floor(table).astype(np.int64)
    rest = columns - floor.sum(axis=0)
    order = np.argsort(floor - table, axis=0, kind="stable")
    for column in np.flatnonzero(rest):
        filled = order[table[order[:, column], column] > 0, column]
        floor[filled[: max(rest[column], 0)], column] += 1
        floor[order[0, column], column] += min(rest[column], 0)
    return floor


@cache
def tables() -> Tables:
    """The nation of the figures."""
    cases, money = _national_cases(), _national_money()
    places = provinces()
    rows = np.array([one.due for one in places], dtype=float)
    rich = np.array([one.money_per_case for one in places])
    tilt = np.stack([np.minimum(rich, _LARGER.get(group, 1.0)) for group in GROUPS], axis=1)
    tilt[:, [GROUPS.index("budget"), GROUPS.index("private")]] = 1.0
    seed = np.repeat(tilt[:, :, None], len(OUTCOMES), axis=2) * rows[:, None, None] * _unevenly(len(places))
    shape = (len(places), len(GROUPS), len(OUTCOMES))
    flat = whole(fitted(seed.reshape(len(places), -1), rows, cases.ravel().astype(float)), cases.ravel())
    weights = flat.reshape(shape) * rich[:, None, None]
    target = rich * rows
    largest = figures()["due"]["largest_money"]
    first = [one.code for one in places].index(figures()["largest"]["agency"])
    weights[first, GROUPS.index(figures()["largest"]["group"]), OUTCOMES.index("in_progress")] *= _LARGEST
    target *= (1 - largest) / (target.sum() - target[first])
    target[first] = largest
    fit = fitted(weights.reshape(len(places), -1), target, money.ravel().astype(float))
    return Tables(flat.reshape(shape), whole(fit, money.ravel()).reshape(shape))


def _unevenly(count: int) -> Floats:
    """Provinces differ in how their matters stand; the difference is the same in every run."""
    dice = np.random.default_rng(figures()["seed"])
    return dice.uniform(0.8, 1.25, (count, 1, len(OUTCOMES)))


def _national_cases() -> Ints:
    """Matters by (group, outcome)."""
    due, standing = figures()["due"]["cases"], figures()["standing"]
    columns = _outcomes(standing, due, "cases")
    table = np.zeros((len(GROUPS), len(OUTCOMES)))
    for group in ("corruption", "credit"):
        table[GROUPS.index(group)] = _rare(figures()["groups"][group], columns, group)
    budget = figures()["groups"]["budget"]
    left = columns - table.sum(axis=0)
    share = np.where(np.array([o in ("done", "terminated") for o in OUTCOMES]), 0.72, 0.64)
    share[OUTCOMES.index("consent")] = 0.0
    completed = budget["completed"] / left[:2].sum()
    share[:2] = completed
    others = left.copy()
    others[:2] = 0
    others[OUTCOMES.index("consent")] = 0
    share[2:] *= (budget["cases"] - budget["completed"]) / (others * share)[2:].sum()
    table[GROUPS.index("budget")] = left * share
    table[GROUPS.index("private")] = left * (1 - share)
    return whole(table, np.rint(columns).astype(np.int64))


def _national_money() -> Ints:
    """Đồng by (group, outcome)."""
    due, standing = figures()["due"]["money"], figures()["standing"]
    columns = _outcomes(standing, due, "money")
    columns[OUTCOMES.index("in_progress")] += standing["partly"]  # due with what was collected of it
    columns[OUTCOMES.index("done")] -= standing["partly"]
    table = np.zeros((len(GROUPS), len(OUTCOMES)))
    for group in ("corruption", "credit"):
        stated = figures()["groups"][group]
        table[GROUPS.index(group), 0] = stated["completed_money"]
        rest = stated["money"] - stated["completed_money"]
        places = [OUTCOMES.index(name) for name in _RARE]
        table[GROUPS.index(group), places] = np.array(_RARE_MONEY[group]) * rest
    stated = figures()["groups"]["budget"]
    row = table[GROUPS.index("budget")]
    row[0] = stated["completed_money"] * 0.98
    row[1] = stated["completed_money"] * 0.02
    for name, part in _BUDGET_MONEY.items():
        row[OUTCOMES.index(name)] = part * (stated["money"] - stated["completed_money"])
    table[GROUPS.index("private")] = columns - table.sum(axis=0)
    if (table < 0).any():
        raise ValueError("the groups hold more money than the outcome they stand in")
    return whole(table * BILLION, np.rint(columns).astype(np.int64) * BILLION)


def _rare(stated: dict[str, Any], columns: Floats, group: str) -> Floats:
    """A rare group's matters by outcome: completed as published, the rest by the shares assumed."""
    del group
    row = np.zeros(len(OUTCOMES))
    row[:2] = stated["completed"] * columns[:2] / columns[:2].sum()
    for name, part in _RARE.items():
        row[OUTCOMES.index(name)] = part * (stated["cases"] - stated["completed"])
    return row


def _outcomes(standing: dict[str, Any], due: float, of: str) -> Floats:
    """The nation's matters, or tỷ đồng, by outcome."""
    completed, eligible = standing[f"completed_{of}"], standing[f"eligible_{of}"] * due
    found = {
        "terminated": round(standing[f"terminated_{of}"] * completed),
        "consent": standing[f"consent_{of}"],
        "no_means": round(standing[f"no_means_{of}"] * due),
        "postponed": standing[f"postponed_{of}"],
        "suspended": standing[f"suspended_{of}"],
    }
    found["done"] = completed - found["terminated"]
    found["in_progress"] = round(eligible) - completed - found["consent"]
    found["other"] = (
        round(due) - round(eligible) - sum(found[name] for name in ("no_means", "postponed", "suspended"))
    )
    return np.array([float(found[name]) for name in OUTCOMES])
