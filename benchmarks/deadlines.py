"""Explained terms one by one, and terms in bulk by the day table: ``python -m benchmarks.deadlines``."""

import statistics as middle
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import numpy as np

from thihanh.deadlines import Refused, bulk, compute, due_date, load_calendar
from thihanh.law.terms import rules

SEED = 20260713
ALONE, MANY = 20_000, 2_000_000
EXPLAINED_LIMIT, BULK_LIMIT = 100e-6, 5_000_000
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


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The middle of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return middle.median(taken)


def results() -> Iterator[tuple[str, str, str, bool]]:
    """(operation, reached, promised, kept) for each line of the table."""
    asked = questions()

    def explained() -> None:
        for rule, way, day in asked:
            compute(rule, **{way: day}, calendar=CALENDAR)

    def only_dates() -> None:
        for rule, _, day in asked:
            due_date(rule, day, CALENDAR)

    each = seconds(explained) / ALONE
    yield _line(
        "a term with its explanation, mean", f"{each * 1e6:.1f} µs", "≤ 100 µs", each / EXPLAINED_LIMIT
    )
    fast = seconds(only_dates) / ALONE
    yield _line("a term without explanation, mean", f"{fast * 1e6:.1f} µs", "≤ 20 µs", fast / 20e-6)
    draw = np.random.default_rng(SEED)
    days = np.datetime64("2024-01-01") + draw.integers(1400, size=MANY)
    for name, rule in (
        ("working days, two regimes", "DL-12"),
        ("calendar days, rolled, two regimes", "DL-18"),
        ("months, two regimes", "DL-21"),
        ("one number changing inside a regime", "DL-91"),
    ):
        rate = MANY / seconds(lambda rule=rule: bulk.terms(rule, days, CALENDAR))
        yield _line(f"bulk {rule}: {name}", f"{rate / 1e6:.0f} million/s", "≥ 5 million/s", BULK_LIMIT / rate)
    event = MANY / seconds(lambda: bulk.terms("DL-50", days, CALENDAR))
    yield _line(
        "bulk DL-50: before an event", f"{event / 1e6:.0f} million/s", "≥ 5 million/s", BULK_LIMIT / event
    )


def _line(name: str, reached: str, promise: str, ratio: float) -> tuple[str, str, str, bool]:
    return name, f"{reached} (×{ratio:.2f} of the limit)", promise, ratio <= 1


def main() -> int:
    """Print the table; 1 when a promise is not kept."""
    rows = list(results())
    for name, reached, promise, kept in rows:
        print(f"{name:52} {reached:>36} {promise:>15} {'' if kept else 'NOT KEPT'}")
    return 0 if all(kept for *_, kept in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
