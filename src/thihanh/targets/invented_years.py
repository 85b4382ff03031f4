"""Invented work years for trying forecasts on: stock, new matters and a yearly rhythm, one mechanism for all.

Each unit has a pace of its own; each year its own luck and rhythm. Nothing here uses the curve of the
forecast, so an error seen on these years is not one the method was fitted to.
"""

from functools import cache

import numpy as np

from thihanh.statistics.numbers import Percent
from thihanh.targets.forecast import Tried, YearPoint, back_test

UNITS, YEARS, SEED = 20, 3, 2_025
_RHYTHM = (0.8, 0.9, 0.95, 0.85, 1.0, 1.05, 1.0, 1.05, 1.1, 1.15, 1.35, 1.6)


@cache
def invented_points(units: int = UNITS, years: int = YEARS, seed: int = SEED) -> tuple[YearPoint, ...]:
    """Monthly rates of invented units over some years, each with its final rate."""
    source = np.random.default_rng(seed)
    points: list[YearPoint] = []
    for unit in range(units):
        pace = source.uniform(0.10, 0.17)
        for year in range(years):
            rates = _year(source, pace * float(np.exp(source.normal(0, 0.06))))
            name = f"đơn vị giả định {unit + 1}"
            points += [
                YearPoint(f"G{unit:02d}", name, 2000 + year, month, rate, rates[-1], False, "năm giả định")
                for month, rate in enumerate(rates[:-1], 1)
            ]
    return tuple(points)


def _year(source: np.random.Generator, pace: float) -> list[Percent]:
    """Twelve cumulative rates: open matters are resolved at the year's pace and rhythm, new ones come in."""
    standing, resolved = int(source.integers(1_500, 5_000)), 0
    monthly = int(standing * source.uniform(0.10, 0.22))
    rates = []
    for rhythm in _RHYTHM:
        standing += int(source.poisson(monthly))
        share = min(0.9, pace * rhythm * float(np.exp(source.normal(0, 0.10))))
        done = int(source.binomial(standing, share))
        standing, resolved = standing - done, resolved + done
        rates.append(Percent.of(resolved, resolved + standing))
    return rates


@cache
def tried_on_invented() -> tuple[Tried, ...]:
    """The invented years, each forecast from the unit's other years."""
    tried: list[Tried] = []
    points = invented_points()
    for unit in sorted({point.unit for point in points}):
        tried += back_test([point for point in points if point.unit == unit])
    return tuple(tried)
