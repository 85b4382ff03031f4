"""Explained terms one by one, and terms in bulk by the day table."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from benchmarks.table import Line, median, seconds
from thihanh.deadlines import Refused, bulk, compute, due_date, load_calendar
from thihanh.law.terms import rules

SEED = 20260713
ALONE, MANY, RUNS = 20_000, 2_000_000, 5
CALENDAR = load_calendar()


def answerable() -> list[tuple[str, str]]:
    """Every rule that gives a date without facts on a day of each regime, with the way it counts."""
    found = []
    for code in rules():
        for way in ("from_", "event"):
            try:
                for day in (date(2026, 3, 2), date(2026, 9, 7)):
                    compute(code, **{way: day}, calendar=CALENDAR)
            except Refused:
                continue
            found.append((code, way))
    return found


def questions() -> list[tuple[str, str, date]]:
    """A mixed load: every answerable rule over days of 2024 to 2027."""
    draw = np.random.default_rng(SEED)
    asked, start = answerable(), date(2024, 1, 1)
    which, days = draw.integers(len(asked), size=ALONE), draw.integers(1400, size=ALONE)
    return [(*asked[w], start + timedelta(days=int(d))) for w, d in zip(which, days, strict=True)]


def one_by_one() -> Iterator[Line]:
    asked = questions()

    def explained() -> None:
        for rule, way, day in asked:
            compute(rule, **{way: day}, calendar=CALENDAR)

    def only_dates() -> None:
        for rule, _, day in asked:
            due_date(rule, day, CALENDAR)

    for name, act, limit in (
        ("a term with its explanation, mean", explained, 100),
        ("a term without explanation, mean", only_dates, 20),
    ):
        yield Line(name, median(seconds(act, RUNS)) / ALONE * 1e6, "µs", limit)


def in_bulk() -> Iterator[Line]:
    draw = np.random.default_rng(SEED)
    days = np.datetime64("2024-01-01") + draw.integers(1400, size=MANY)
    for rule, name in (
        ("DL-12", "working days, two regimes"),
        ("DL-18", "calendar days, rolled, two regimes"),
        ("DL-21", "months, two regimes"),
        ("DL-91", "one number changing inside a regime"),
        ("DL-50", "before an event"),
    ):
        taken = median(seconds(lambda rule=rule: bulk.terms(rule, days, CALENDAR), RUNS))
        yield Line(f"bulk {rule}: {name}, millions", MANY / taken / 1e6, "/s", 5, more_is_better=True)


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    yield from one_by_one()
    yield from in_bulk()
