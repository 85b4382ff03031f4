"""Ten years of a province for scale: every year as many new matters as make ten million in the nation.

Not calibrated year by year: shares and amounts are those of the year of the figures.
"""

import duckdb
import numpy as np

from thihanh.synthetic.nation.drawing import NEW, Matters, day, province_matters
from thihanh.synthetic.nation.facts import facts
from thihanh.synthetic.nation.figures import figures, provinces
from thihanh.synthetic.nation.tables import Ids, fill_positions

MATTERS = 10_000_000
YEARS = 10
_AT_ONCE = 250_000
_MEDIAN, _SIGMA = 190.0, 0.9  # days from decision to end, lognormal
_YEAR = 365.25
_IN_TIME, _COMPLETED = 500, 0.93  # of those decided so many days before the end, the share completed by now


def shares(matters: int = MATTERS) -> dict[str, int]:
    """Matters of each province, in the proportions of the year of the figures; at least one."""
    whole = sum(one.due for one in provinces())
    return {one.code: max(1, round(matters * one.due / whole)) for one in provinces()}


def history(code: str, matters: int, seed: int | None = None) -> Matters:
    """So many matters of a province, decided in the ten work years up to that of the figures.

    The matters of the year are drawn again and again and put back; of those that had the time nearly all are
    completed, who is not stays open to the last day.
    """
    dice = np.random.default_rng([figures()["seed"] if seed is None else seed, int(code), 10])
    year = province_matters(code, seed)
    last = day(figures()["work_year"], 9, 30)
    first = day(figures()["work_year"] - YEARS, 10, 1)
    decided = dice.integers(first, last - 40, matters)
    completed = np.flatnonzero(year.standing <= 1)
    in_time = (decided < last - _IN_TIME) & (dice.random(matters) < _COMPLETED)
    found = year.taken(
        np.where(in_time, dice.choice(completed, matters), dice.integers(0, len(year), matters))
    )
    ended = found.standing <= 1
    took = np.clip(dice.lognormal(np.log(_MEDIAN), _SIGMA, matters), 20, 8 * _YEAR).astype(np.int64)
    since = np.where(ended, np.minimum(decided + took, last), decided + 35)
    after = np.maximum(last - decided - 36, 1)
    since = np.where(ended, since, since + (dice.beta(1.0, 3.0, matters) * after).astype(np.int64))
    found.decided, found.since = decided.astype(np.int32), np.minimum(since, last).astype(np.int32)
    found.origin = np.full(matters, NEW, dtype=np.int8)
    return found


def positions_in(at: duckdb.DuckDBPyConnection, code: str, matters: int) -> str:
    """Put the positions of ten years of a province into a DuckDB connection; the text that selects them.

    Drawn by the quarter million, so that a province of millions fits in memory.
    """
    ids = Ids()
    at.execute("drop table if exists stood")
    for part, count in enumerate(_parts(matters)):
        found = facts(history(code, count, figures()["seed"] + part))
        fill_positions(at, found, code, ids.matter, ids.fact)
        ids.matter += count
        ids.fact += len(found.judgments["made"])
        verb = "insert into stood" if part else "create table stood as"
        at.execute(f"{verb} select * from matters_position")
    return "select * from stood"


def _parts(matters: int) -> list[int]:
    whole, rest = divmod(matters, _AT_ONCE)
    return [_AT_ONCE] * whole + ([rest] if rest else [])
