"""The record: one act, ten thousand acts, an anchor and the check of a million entries.

In a database of its own; the key file and the file outside the database stand in a temporary folder
meanwhile.
"""

import os
import tempfile
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from benchmarks.table import Line, a_database, median, p95, seconds, timed
from thihanh.trail import queries
from thihanh.trail.copying import copy_rows
from thihanh.trail.operations import Act, anchor, record, record_many
from thihanh.trail.payloads import canonical

DATABASE = "thihanh_bench_trail"
ENTRIES = int(os.environ.get("THIHANH_BENCH_ENTRIES", "1000000"))
BATCH, ONE_BY_ONE = 10_000, 400
ON = date(2025, 9, 30)
ENTRY_COLUMNS = ("subject", "act", "effective_on", "known_on", "actor", "payload")


def acts(first: int, count: int) -> list[Act]:
    """Acts as officers record them: a stage with its facts, three acts a matter on average."""
    return [
        Act(f"matter:{number // 3}", "matter.stage", ON, ON, "22.0001", payload(number))
        for number in range(first, first + count)
    ]


def payload(number: int) -> dict[str, object]:
    fact = {"table": "matters_stage", "id": number, "matter_id": number // 3, "on": ON, "known_on": ON}
    return {
        "facts": [
            {**fact, "stage": "verifying", "ground": "", "replaces_id": None, "void": False, "source": ""}
        ],
        "reason": "Xác minh điều kiện thi hành án",
    }


def one_act() -> Iterator[Line]:
    numbers = iter(range(10**9, 2 * 10**9, 3))

    def with_record() -> None:
        with transaction.atomic():
            record(acts(next(numbers), 1)[0])

    def bare() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_bare VALUES (%s, %s)", [next(numbers), "x" * 300])

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_bare (id bigint PRIMARY KEY, payload text)")
    floor = seconds(bare, ONE_BY_ONE)
    taken = seconds(with_record, ONE_BY_ONE)
    yield Line("record one act, sealed and committed: p95", p95(taken) * 1000, "ms", 15)
    yield Line("the same ÷ a bare one-row insert and commit", median(taken) / median(floor), "×", 5)


def many_acts() -> Iterator[Line]:
    prepared = [acts(start, BATCH) for start in (2 * 10**9, 2 * 10**9 + 10**6)]

    def recorded() -> None:
        with transaction.atomic():
            record_many(prepared[0])

    def copied() -> None:
        with transaction.atomic():
            rows = ((a.subject, a.act, ON, ON, a.actor, canonical(a.payload)) for a in prepared[1])
            copy_rows("trail_entry", ENTRY_COLUMNS, rows)
            transaction.set_rollback(True)

    floor, taken = timed(copied), timed(recorded)
    yield Line("record 10,000 acts in one transaction", taken, "s", 2)
    yield Line("the same ÷ COPY of the same rows with the trigger, no seals", taken / floor, "×", 3)


def a_million() -> Iterator[Line]:
    def record_all() -> None:
        for first in range(0, ENTRIES, 5 * BATCH):
            with transaction.atomic():
                record_many(acts(first, min(5 * BATCH, ENTRIES - first)))

    yield Line(f"record {ENTRIES:,} acts", ENTRIES / timed(record_all), "/s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE trail_entry, trail_seal, trail_head")
    yield Line(f"anchor over {ENTRIES:,} entries and its line outside", timed(anchor), "s")
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM trail_entry")
        (entry_id,) = cursor.fetchone()
    yield Line("proof of one entry of that anchor", timed(lambda: queries.proof(entry_id)), "s")
    reports = []
    taken = timed(lambda: reports.append(queries.verify()))
    if not reports[0].ok:
        raise RuntimeError(reports[0].first)
    yield Line(f"verify {reports[0].entries:,} entries with seals and anchor", taken, "s", 60)
    bare = timed(lambda: [sha256(b"x" * 600).digest() for _ in range(reports[0].entries)])
    yield Line("the same ÷ as many SHA-256 of 600 bytes in Python", taken / bare, "×", 20)


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    with tempfile.TemporaryDirectory() as folder:
        home, settings.VAR_DIR = settings.VAR_DIR, Path(folder)
        try:
            with a_database(DATABASE):
                yield from one_act()
                yield from many_acts()
                yield from a_million()
        finally:
            settings.VAR_DIR = home
