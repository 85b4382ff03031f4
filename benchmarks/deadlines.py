"""Explained terms one by one and in bulk; those of a matter; a changed day among a million open deadlines."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from django.db import connection, transaction
from tests.matters.lives import stages, step, steps

from benchmarks.table import Line, a_database, median, seconds, timed
from thihanh.deadlines import Refused, bulk, compute, due_date, load_calendar
from thihanh.law.terms import rules
from thihanh.matters import term_rows
from thihanh.matters.terms import explained, open_terms
from thihanh.offices.operations import load_reference, override_day
from thihanh.procedures.change_calendar import operations, queries
from thihanh.procedures.change_calendar.changes import OwnDay

SEED = 20260713
ALONE, MANY, RUNS = 20_000, 2_000_000, 5
CALENDAR = load_calendar()
DATABASE = "thihanh_bench_deadlines"
MATTERS = 400_000  # half just assigned (three clocks), half without means (two): a million open deadlines
STORM = OwnDay("22", date(2025, 9, 10), False, "Bão, cả tỉnh nghỉ", "Công điện 01")
TODAY = date(2025, 9, 30)


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


def of_a_matter() -> Iterator[Line]:
    """Every open term of a matter with a long life, each explained."""
    told = ("06/07/2026 decided", "08/07/2026 assigned", "10/07/2026 voluntary", "22/07/2026 in_progress")
    history = stages(*told, "10/08/2026 postponed H-c", "10/09/2026 in_progress")
    done = steps(
        step("06/07/2026 decide"),
        step("22/07/2026 verify"),
        step("25/07/2026 secure", measure="freeze"),
        step("26/07/2026 coerce", measure="seize"),
        step("10/08/2026 postpone H-c", until="10/09/2026"),
        step("20/09/2026 seize", asset_kind="real_estate"),
        step("10/10/2026 value_result", asset=6),
        step("12/10/2026 collected"),
        step("13/10/2026 verify_request_sent", counterpart="Ngân hàng"),
    )

    def explain_all() -> None:
        for term in open_terms(history, tags=(), calendar=CALENDAR, steps=done):
            explained(term, CALENDAR)

    number = len(open_terms(history, tags=(), calendar=CALENDAR, steps=done))
    taken = median(seconds(lambda: [explain_all() for _ in range(200)], RUNS)) / 200
    yield Line(f"the {number} open deadlines of one matter, explained", taken * 1e3, "ms", 1)


_CURRENT = """
INSERT INTO matters_current
SELECT i, '22', '22.KV' || lpad((1 + i %% 12)::text, 2, '0'), '22.' || lpad((1 + i %% 520)::text, 4, '0'),
    i || '/QĐ-CTHADS', lpad(i::text, 8, '0') || '/qd-cthads', date '2025-08-01' + (i / 2 %% 45), 'ex_officio',
    i, 'civil', CASE i %% 2 WHEN 0 THEN 'assigned' ELSE 'no_means' END, '', date '2025-08-01', false, '{}',
    'Ngân sách nhà nước', 'Nguyễn Văn A', 2, 0, 0, 0, '', NULL
FROM generate_series(1, %s) i
"""
_STAGES = """
INSERT INTO matters_stage
    (id, entry_id, matter_id, "on", ordinal, known_on, stage, ground, document, source, void)
SELECT 2 * i + n, 0, i, date '2025-08-01' + (i / 2 %% 45), n, date '2025-08-01' + (i / 2 %% 45),
    CASE n WHEN 0 THEN 'decided' ELSE CASE i %% 2 WHEN 0 THEN 'assigned' ELSE 'no_means' END END,
    CASE WHEN n = 1 AND i %% 2 = 1 THEN 'N-1' ELSE '' END, '', '', false
FROM generate_series(1, %s) i, generate_series(0, 1) n
"""
_UNBOUND = """
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'matters_stage'::regclass AND contype = 'f'
    LOOP EXECUTE format('ALTER TABLE matters_stage DROP CONSTRAINT %I', name); END LOOP;
END $$
"""


def fill() -> None:
    """A million open deadlines of one province, past the record: only what terms are derived from."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_UNBOUND)
        cursor.execute(_CURRENT, [MATTERS])
        cursor.execute(_STAGES, [MATTERS])
    load_reference(by="bench", on=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE matters_stage, matters_current")
    for first in range(1, MATTERS + 1, 20_000):
        term_rows.refresh(range(first, first + 20_000))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE matters_term")


def a_changed_day() -> Iterator[Line]:
    """What a day off of the whole province moves: shown before it is accepted, then counted anew."""
    with a_database(DATABASE):
        fill()
        keys: list[str] = []
        shown = timed(lambda: keys.append(operations.preview(STORM, by="bench", on=TODAY)))
        said = {"unit_code": STORM.unit, "day": STORM.day, "working": STORM.working}
        override_day(**said, reason=STORM.reason, basis=STORM.basis, by="bench", on=TODAY)
        taken = timed(lambda: operations.recompute(keys[0]))
        run = queries.run(keys[0])
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM matters_term")
            (total,) = cursor.fetchone()
    share = run.terms / total
    yield Line("open deadlines when a day changes", total / 1e6, "M", 1, more_is_better=True)
    yield Line("share of them with the day on their path", share * 100, "%", 5, more_is_better=True)
    yield Line("what the day touches and moves, shown before it is accepted", shown, "s")
    yield Line(f"a changed day: {run.terms} deadlines counted anew, {run.moved} moved", taken, "s", 60)


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    yield from one_by_one()
    yield from in_bulk()
    yield from of_a_matter()
    yield from a_changed_day()
