"""Where the drawn matters stood from day to day, from their facts, as arrays.

The database's function ``matters_positions`` answers the same (tests compare); arrays do it for ten million
matters while that function does it for a province.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thihanh.synthetic.nation.facts import PURPOSES, STAGES, Columns, Facts
from thihanh.synthetic.nation.figures import GROUPS

HORIZON = 2027
_SPAN = 1 << 16  # more days than any matter has
_ENDS = np.array([name in ("done", "terminated", "delegated", "withdrawn") for name in STAGES])
_REGISTER = STAGES.index("separate_register")
_FIRST_YEAR = 1989
_STARTS = np.array([f"{year}-10" for year in range(_FIRST_YEAR, 2100)], dtype="datetime64[D]").astype(
    np.int64
)
_FLOWS = ("due", "collected", "terminated", "reduced", "delegated")

Places = NDArray[np.int64]


@dataclass(slots=True)
class _Points:
    """The days on which something happened to a matter, in order; ``first`` marks each matter's first."""

    matter: Places
    day: Places
    first: NDArray[np.bool_]

    def of(self, matter: NDArray[Any], day: NDArray[Any]) -> Places:
        """The place of each (matter, day) among the points."""
        wanted = matter.astype(np.int64) * _SPAN + day
        return np.asarray(np.searchsorted(self.matter * _SPAN + self.day, wanted))

    def carried(self, at: Places, values: NDArray[Any], missing: int) -> NDArray[Any]:
        """The last value stated on or before each point, the last of a day; ``missing`` before the first."""
        stated = np.full(len(self.day), missing, dtype=np.int64)
        stated[at] = values
        known = self.first.copy()
        known[at] = True
        last = np.maximum.accumulate(np.where(known, np.arange(len(known)), 0))
        return np.asarray(stated[last])

    def before(self, values: NDArray[Any], missing: int) -> NDArray[Any]:
        """The value at the point before of the same matter."""
        return np.where(self.first, missing, np.roll(values, 1))


def work_years(days: NDArray[Any]) -> Places:
    """The work year of each day."""
    return np.asarray(np.searchsorted(_STARTS, days, side="right") + _FIRST_YEAR)


def year_starts(years: NDArray[Any]) -> Places:
    """1 October that begins each work year."""
    return np.asarray(_STARTS[years - _FIRST_YEAR - 1])


def positions(found: Facts, horizon: int = HORIZON) -> Columns:
    """The positions of a province's matters to the end of work year ``horizon``; texts as in facts."""
    decided = found.matters["decided"].astype(np.int64)
    ended = _ended(found, len(decided))
    points = _points(found, decided, np.where(ended >= 0, ended, year_starts(np.array(horizon + 1)) - 1))
    stage_at = points.of(found.stages["matter"], found.stages["day"])
    by_day = np.lexsort((found.stages["ordinal"], stage_at))
    stage_at = stage_at[by_day]
    stage = points.carried(stage_at, found.stages["stage"][by_day], -1)
    year = work_years(points.day)
    kept = (ended[points.matter] < 0) | (year <= work_years(ended)[points.matter])
    next_day = np.where(np.append(points.first[1:], True), year_starts(year + 1), np.roll(points.day, -1))
    columns: Columns = {
        "matter": points.matter,
        "work_year": year,
        "lo": points.day,
        "hi": next_day,
        "stage": stage,
        "ground": points.carried(stage_at, found.stages["ground"][by_day], 0),
        "asset": points.carried(stage_at, found.stages["asset"][by_day], -1),
        "since": points.carried(stage_at, points.day[stage_at], 0),
        **_holders(found, points),
        **_tags(found, points),
        **_money(found, points, stage, (decided[points.matter], year)),
    }
    return {name: values[kept] for name, values in columns.items()}


def _ended(found: Facts, count: int) -> Places:
    """The day each matter ended, −1 for those that have not."""
    ended = np.full(count, -1, dtype=np.int64)
    of = _ENDS[found.stages["stage"]]
    ended[found.stages["matter"][of]] = found.stages["day"][of]
    return ended


def _points(found: Facts, decided: Places, last: Places) -> _Points:
    parts = [
        one["matter"].astype(np.int64) * _SPAN + one["day"]
        for one in (found.stages, found.holdings, found.tags, found.postings)
    ]
    parts.append(np.arange(len(decided)) * _SPAN + decided)
    first = work_years(decided) + 1
    for year in range(int(first.min()), int(work_years(last).max()) + 1):
        start = int(year_starts(np.array(year)))
        of = np.flatnonzero((decided < start) & (start <= last))
        parts.append(of * _SPAN + start)
    keys = np.concatenate(parts)
    keys.sort()
    keys = keys[np.append(True, keys[1:] != keys[:-1])]
    matter = keys // _SPAN
    return _Points(matter, keys % _SPAN, np.append(True, matter[1:] != matter[:-1]))


def _holders(found: Facts, points: _Points) -> Columns:
    at = points.of(found.holdings["matter"], found.holdings["day"])
    by_day = np.lexsort((found.holdings["ordinal"], at))
    return {
        name: points.carried(at[by_day], found.holdings[name][by_day], -1) for name in ("office", "officer")
    }


def _tags(found: Facts, points: _Points) -> Columns:
    at = points.of(found.tags["matter"], found.tags["day"])
    return {"tag": points.carried(at, found.tags["tag"], GROUPS.index("private"))}


def _money(found: Facts, points: _Points, stage: Places, of: tuple[Places, Places]) -> Columns:
    """Money of the work year and what is owed, and the moves into the separate register and out of it."""
    decided, year = of
    at = points.of(found.postings["matter"], found.postings["day"])
    flows = {name: np.zeros(len(points.day), dtype=np.int64) for name in _FLOWS}
    for name, kind in (("due", "outstanding"), *((name, name) for name in _FLOWS[1:])):
        leg = found.postings["debit"] == PURPOSES.index(kind)
        np.add.at(flows[name], at[leg], found.postings["amount"][leg])
    delta = flows["due"] - sum(flows[name] for name in _FLOWS[1:])
    owed = _running(delta, points.first)
    of_year = points.first | (year != np.roll(year, 1))
    head = np.maximum.accumulate(np.where(of_year, np.arange(len(year)), 0))  # the first row of the year
    owed_before, stage_before = points.before(owed, 0), points.before(stage, -1)
    old = decided < year_starts(year)
    outside = stage_before[head] == _REGISTER
    moves = (stage == _REGISTER) & (stage_before != _REGISTER)
    returns = (stage != _REGISTER) & (stage_before == _REGISTER)
    inside = np.where((stage == _REGISTER) & (stage_before == _REGISTER), owed - owed_before, 0)
    return {
        "in_opening": old & ~outside,
        "is_new": ~old,
        "open_out": np.where(old & ~outside, owed_before[head], 0),
        **{f"ytd_{name}": _running(values, of_year) for name, values in flows.items()},
        "outstanding": owed,
        "ytd_moved": _running(moves.astype(np.int64), of_year),
        "ytd_moved_money": _running(np.where(moves, owed, 0) + np.maximum(inside, 0), of_year),
        "ytd_returned": _running(returns.astype(np.int64), of_year),
        "ytd_returned_money": _running(np.where(returns, owed_before, 0) + np.maximum(-inside, 0), of_year),
    }


def _running(values: NDArray[Any], begins: NDArray[np.bool_]) -> Places:
    """Sums from the last beginning on. Whole numbers; the total of all must fit 63 bits."""
    total = np.cumsum(values, dtype=np.int64)
    heads = np.maximum.accumulate(np.where(begins, np.arange(len(values)), 0))
    return np.asarray(total - (total - values)[heads])
