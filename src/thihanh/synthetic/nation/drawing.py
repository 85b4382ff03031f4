"""The matters of one province as columns: every array has one value for each matter.

Days are whole days since 1970-01-01 (numpy's ``datetime64[D]`` as integers), money whole đồng.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from thihanh.synthetic.nation.amounts import amounts
from thihanh.synthetic.nation.calibration import Ints, tables
from thihanh.synthetic.nation.figures import BESIDE, GROUPS, OUTCOMES, figures, provinces
from thihanh.synthetic.nation.season import completed_days, decided_days

MATERIAL_VERSION = "nation 2, seed 2025"
"""What is drawn from one seed may change with the code; a kept nation of another version is drawn anew."""
STANDINGS = (*OUTCOMES, *BESIDE)
OPENING, NEW, RETURNED = 0, 1, 2
_NEW = {
    "in_progress": 0.55,
    "no_means": 0.42,
    "consent": 0.6,
    "postponed": 0.35,
    "suspended": 0.3,
    "other": 1.0,
}
_RETURNED = 0.003  # of the completed and the không có điều kiện, out of the separate register in the year
_OPEN_MEAN = 420.0  # days an opening matter is old at the start of the year, on average


@dataclass(slots=True)
class Matters:
    """Columns of one province: when decided, how it stands and since when, what is owed and collected."""

    agency: str
    group: NDArray[np.int8]
    standing: NDArray[np.int8]
    origin: NDArray[np.int8]
    decided: NDArray[np.int32]
    since: NDArray[np.int32]
    due: Ints
    paid: Ints
    reduced: Ints

    def __len__(self) -> int:
        return len(self.group)

    def taken(self, places: NDArray[Any]) -> Self:
        """The matters at these places."""
        cut = {one.name: getattr(self, one.name)[places] for one in fields(self) if one.name != "agency"}
        return type(self)(agency=self.agency, **cut)


def day(year: int, month: int, of: int) -> int:
    """A date as days since 1970-01-01."""
    return (date(year, month, of) - date(1970, 1, 1)).days


def standing_code(name: str) -> int:
    return STANDINGS.index(name)


def province_matters(code: str, seed: int | None = None, share: float = 1.0) -> Matters:
    """The matters of a province in the year of the figures; the same for the same seed.

    With ``share`` below 1 a part of every line. Raises ``ValueError`` for an unknown province.
    """
    place = [one.code for one in provinces()].index(code)
    dice = np.random.default_rng([figures()["seed"] if seed is None else seed, int(code)])
    cases, money = tables().cases[place], tables().money[place]
    if share < 1:
        cases = np.where(cases > 0, np.maximum(np.rint(cases * share).astype(np.int64), 1), 0)
        money = (money * share).astype(np.int64)
    group, standing = _lines(cases)
    due = amounts(dice, group, standing, money)
    found = _timed(dice, code, group, standing, due)
    return _with_largest(found) if share >= 1 else found


def _lines(cases: Ints) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Group and standing of every matter, those beside the due total (of two groups only) at the end."""
    groups, standings = np.meshgrid(np.arange(len(GROUPS)), np.arange(len(OUTCOMES)), indexing="ij")
    beside, due = figures()["beside"], int(cases.sum())
    handled = due * (1 + beside["moved"]) / (1 - beside["delegated"] - beside["withdrawn"])
    counts = [
        max(1, round(beside["delegated"] * handled)),
        max(1, round(beside["withdrawn"] * handled)),
        max(1, round(beside["moved"] * due)),
        max(1, round(beside["separate_register"] * due)),
    ]
    budget, private = GROUPS.index("budget"), GROUPS.index("private")
    mostly = [round(0.7 * one) for one in counts]
    group = np.concatenate(
        [
            np.repeat(groups.ravel(), cases.ravel()),
            *(
                np.repeat([budget, private], [one, whole - one])
                for one, whole in zip(mostly, counts, strict=True)
            ),
        ]
    )
    standing = np.concatenate(
        [
            np.repeat(standings.ravel(), cases.ravel()),
            np.repeat(np.arange(len(OUTCOMES), len(STANDINGS)), counts),
        ]
    )
    return group.astype(np.int8), standing.astype(np.int8)


def _timed(
    dice: np.random.Generator, code: str, group: NDArray[np.int8], standing: NDArray[np.int8], due: Ints
) -> Matters:
    """When each was decided, since when it stands as it does, and what of it was collected or reduced."""
    year = figures()["work_year"]
    first, last = day(year - 1, 10, 1), day(year, 9, 30)
    done = standing <= 1
    since = np.zeros(len(group), dtype=np.int64)
    since[done] = completed_days(dice, due[done], first, last)
    for name in ("delegated", "withdrawn", "moved"):
        of = standing == standing_code(name)
        since[of] = dice.integers(first + 20, last + 1, of.sum())
    origin = _origins(dice, standing, since, first)
    decided = decided_days(dice, standing, since, origin == NEW, (first, last))
    old = origin != NEW
    decided[old] = first - 40 - dice.exponential(_OPEN_MEAN, old.sum()).astype(np.int64) % 1800
    away = (standing == standing_code("separate_register")) | (standing == standing_code("moved"))
    decided[away | (origin == RETURNED)] -= 400
    _since_when(dice, standing, origin == RETURNED, decided, since)
    np.minimum(since, last, out=since)
    paid, reduced = _paid(dice, group, standing, due)
    narrow = {"decided": decided.astype(np.int32), "since": since.astype(np.int32)}
    return Matters(code, group, standing, origin, narrow["decided"], narrow["since"], due, paid, reduced)


def _origins(
    dice: np.random.Generator, standing: NDArray[np.int8], since: NDArray[np.int64], first: int
) -> NDArray[np.int8]:
    """New in the year, carried over, or back from the separate register. The later done, the likelier new."""
    chance = np.zeros(len(standing))
    done = standing <= 1
    chance[done] = np.clip(0.4 + 0.62 * (since[done] - first) / 365, 0, 0.93)
    for name, share in _NEW.items():
        chance[standing == standing_code(name)] = share
    chance[(standing == standing_code("delegated")) | (standing == standing_code("withdrawn"))] = 0.8
    chance[done & (since < first + 25)] = 0
    origin = np.where(dice.random(len(standing)) < chance, NEW, OPENING).astype(np.int8)
    may_return = (origin == OPENING) & (done | (standing == standing_code("no_means")))
    may_return &= (since == 0) | (since > first + 90)
    origin[may_return & (dice.random(len(standing)) < _RETURNED * 2)] = RETURNED
    return origin


def _since_when(
    dice: np.random.Generator,
    standing: NDArray[np.int8],
    returned: NDArray[np.bool_],
    decided: NDArray[np.int64],
    since: NDArray[np.int64],
) -> None:
    """Since when the open ones stand as they do: some time after the decision, on the last day at most."""
    open_, last = since == 0, day(figures()["work_year"], 9, 30)
    reach = np.maximum(last - decided - 35, 1)
    since[open_] = decided[open_] + 35 + (dice.beta(1.2, 2.0, open_.sum()) * reach[open_]).astype(np.int64)
    register = standing == standing_code("separate_register")
    since[register] = decided[register] + 380 + dice.integers(0, 40, register.sum())
    back = open_ & returned
    since[back] = np.maximum(since[back], last - 250 + dice.integers(0, 200, back.sum()))


def _paid(
    dice: np.random.Generator, group: NDArray[np.int8], standing: NDArray[np.int8], due: Ints
) -> tuple[Ints, Ints]:
    """Collected and reduced: all of what is done, a part of some that go on."""
    done = standing == standing_code("done")
    paid = np.where(done, due, 0)
    by_court = done & (group == GROUPS.index("budget")) & (dice.random(len(due)) < 0.004)
    reduced = np.where(by_court, due // 2, 0)
    paid -= reduced
    going = (standing == standing_code("in_progress")) & (due > 20_000_000)
    going &= dice.random(len(due)) < 0.3
    open_ = int(due[standing == standing_code("in_progress")].sum())
    whole = tables().money[:, :, OUTCOMES.index("in_progress")].sum()
    wanted = figures()["standing"]["partly"] * 10**9 * (open_ / whole)
    room = due[going].sum()
    if room:
        paid[going] = (due[going] * min(0.7, wanted / room)).astype(np.int64)
    return paid, reduced


def _with_largest(found: Matters) -> Matters:
    """One matter of the nation holds what the rest of its line leaves: payees by the ten thousand."""
    largest = figures()["largest"]
    if found.agency != largest["agency"]:
        return found
    line = (found.group == GROUPS.index(largest["group"])) & (found.standing == standing_code("in_progress"))
    places = np.flatnonzero(line)
    place = places[np.argmax(found.due[places])]
    wanted = largest["money"] * 10**9
    others = places[places != place]
    rest = int(found.due[places].sum()) - wanted
    share = rest / max(int(found.due[others].sum()), 1)
    if rest <= 0:
        return found
    found.due[others] = (found.due[others] * share).astype(np.int64)
    found.due[place] = wanted + rest - int(found.due[others].sum())
    paid = int(found.paid.sum())
    found.paid[others] = np.minimum(found.paid[others] * 6 // 10, found.due[others] * 7 // 10)
    found.paid[place] = 0
    found.paid[place] = paid - int(found.paid.sum())  # what the line collected is as it was
    return found
