"""Registers of any size for measuring speed: the demo province's mix, stretched."""

from __future__ import annotations

from dataclasses import replace

from thihanh.synthetic.calibration import LEAVING, STANDING, Calibration, calibration
from thihanh.synthetic.generator import generate_from
from thihanh.synthetic.rows import Register

_PATTERN = ("22", 2025)


def scale_rows(n_matters: int, seed: int = 2025) -> Register:
    """A register of exactly `n_matters` matters (at least 100), shaped like the demo province.

    Raises ValueError below 100 matters.
    """
    if n_matters < 100:
        raise ValueError("a register for measuring needs at least 100 matters")
    pattern = calibration(*_PATTERN)
    figures = pattern.scaled(n_matters / _matters(pattern))
    missing = n_matters - _matters(figures)
    cases = dict(figures.cases)
    cases["enforced"] += missing
    cases["new"] += missing
    return generate_from(replace(figures, cases=cases), seed=seed)


def _matters(figures: Calibration) -> int:
    return sum(figures.cases[key] for key in STANDING + LEAVING) + figures.outside[0]
