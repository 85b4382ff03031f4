"""Forms and drills over a province of 180,000 matters, against hand-written SQL of the same counts in the same run.

``python -m benchmarks.statistics`` makes a database of its own on the server of ``DATABASE_URL`` (or the embedded
one), fills positions by SQL from a fixed seed, measures, and drops it again.
"""

import statistics as middle
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

MATTERS = 180_000
OFFICES, OFFICERS = 12, 520
FROM, TO = date(2024, 10, 1), date(2025, 9, 30)
DATABASE = "thihanh_bench_statistics"

# Each matter has four stays a year; stages, offices, officers and amounts follow from its number.
_MATTERS = """
insert into matters_matter (id, entry_id, agency, number, year, decided_on, kind, judgment_id, delegated_from,
    known_on, source)
select i, 1, '79', i || '/QĐ', 2024, date '2023-10-01' + (i %% 700), case i %% 7 when 0 then 'on_request'
    else 'ex_officio' end, i / 2, '', date '2024-01-01', ''
from generate_series(1, %(matters)s) i
"""
_POSITIONS = """
insert into matters_position
select m.id, '79', y, p.lo, p.hi, '79.KV' || lpad((m.id %% %(officers)s %% %(offices)s)::text, 2, '0'),
    '79.' || lpad((m.id %% %(officers)s)::text, 4, '0'),
    case when q = 3 then (array['in_progress', 'in_progress', 'no_means', 'done', 'done', 'done', 'voluntary',
        'postponed', 'terminated', 'unsold_after_second_cut', 'in_progress', 'no_means'])[1 + m.id * 7919 %% 12]
        else (array['voluntary', 'verifying', 'in_progress', 'no_means'])[1 + (m.id + q) %% 4] end,
    case when m.id %% 11 = 0 then 'H-c' else '' end, p.lo, m.kind, m.decided_on, m.judgment_id,
    case when m.id %% 90 = 0 then array['credit'] when m.id %% 3 = 0 then array['state_budget'] else '{}' end,
    m.decided_on < make_date(y - 1, 10, 1), m.decided_on >= make_date(y - 1, 10, 1),
    case when m.decided_on < make_date(y - 1, 10, 1) then m.id * 10007 %% 900000000 else 0 end,
    case when m.decided_on < make_date(y - 1, 10, 1) then 0 else m.id * 10007 %% 900000000 end,
    (m.id * 10007 %% 900000000) / 4 * q, 0, 0, 0, 0, 0,
    m.id * 10007 %% 900000000 - (m.id * 10007 %% 900000000) / 4 * q, case when m.id %% 5 = 0 then 1000000 end,
    0, 0, 0, 0
from matters_matter m cross join generate_series(2024, 2025) y cross join generate_series(0, 3) q
cross join lateral (select greatest(make_date(y - 1, 10, 1) + q * 91, m.decided_on) lo,
    case q when 3 then make_date(y, 10, 1) else make_date(y - 1, 10, 1) + (q + 1) * 91 end hi) p
where p.lo < p.hi
"""

_HAND = """
select office, officer, count(*),
{columns}
from matters_position
where agency = '79' and work_year = 2025 and lo <= '2025-09-30' and hi > '2025-09-30'
group by 1, 2
"""


def hand_written() -> str:
    """What a careful person would write for 004.N and 005.N in the version of the day: a filter per column."""
    buckets = {
        "done": "stage = 'done'",
        "terminated": "stage = 'terminated'",
        "in_progress": "stage in ('in_progress', 'verifying', 'trustee', 'asset_not_ready', 'nothing_left',"
        " 'exhibit_waiting', 'plan_waiting', 'unsold_after_second_cut')",
        "consent": "stage = 'postponed' and ground = 'H-c'",
        "no_means": "stage in ('no_means', 'collateral_only', 'asset_blocked')",
        "postponed": "stage = 'postponed' and ground <> 'H-c'",
        "suspended": "stage = 'suspended'",
        "other": "stage in ('decided', 'assigned', 'voluntary', 'paused')",
        "out": "stage in ('delegated', 'withdrawn')",
    }
    columns = [f"count(*) filter (where {where})" for where in buckets.values()]
    columns += [f"coalesce(sum(outstanding) filter (where {where}), 0)" for where in buckets.values()]
    columns += [
        f"sum({name})"
        for name in ("in_opening::int", "is_new::int", "ytd_moved", "ytd_returned", "open_out", "ytd_due")
    ]
    columns += [f"sum(ytd_{name})" for name in ("collected", "terminated", "reduced", "delegated", "withdrawn")]
    return _HAND.format(columns=",\n".join(columns))


def measured(act: Callable[[], object], times: int = 7) -> tuple[float, float, float]:
    """Median, lowest and highest seconds of some runs after one to warm up."""
    act()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return middle.median(taken), min(taken), max(taken)


@contextmanager
def a_large_province() -> Iterator[None]:
    """A database of its own with 180,000 matters over two work years."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    owner = dict(settings.OWNER_CONNECTION)
    settings.DATABASES["default"].update(owner)
    connection.settings_dict.update(owner)
    with connection.cursor() as cursor:
        cursor.execute(f"drop database if exists {DATABASE}")
        cursor.execute(f"create database {DATABASE}")
    connection.close()
    original = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = DATABASE
    try:
        call_command("migrate", verbosity=0)
        sizes = {"matters": MATTERS, "offices": OFFICES, "officers": OFFICERS}
        with connection.cursor() as cursor:
            cursor.execute("alter table matters_matter disable trigger all")
            cursor.execute(_MATTERS, sizes)
            cursor.execute(_POSITIONS, sizes)
            cursor.execute("vacuum analyze matters_position, matters_matter")
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        with connection.cursor() as cursor:
            cursor.execute(f"drop database if exists {DATABASE}")


def results() -> Iterator[tuple[str, str, str, bool]]:
    """(operation, reached, promised, kept) for each line of the table."""
    from django.db import connection

    from thihanh.offices.reach import EVERYTHING
    from thihanh.statistics import queries

    def hand() -> object:
        with connection.cursor() as cursor:
            cursor.execute(hand_written())
            return cursor.fetchall()

    def every_unit() -> object:
        return queries.forms("79", FROM, TO, reach=EVERYTHING, versions=("R08", "R25"))

    def one_office() -> object:
        return queries.forms("79.KV03", FROM, TO, reach=EVERYTHING, versions=("R08", "R25"))

    def chosen_start() -> object:
        return queries.forms("79", date(2025, 2, 1), TO, reach=EVERYTHING, versions=("R08",))

    by_hand, ours, office = measured(hand), measured(every_unit), measured(one_office, 15)
    yield _line("hand-written SQL of the same counts", by_hand, "–", True)
    yield _line("004.N + 005.N, both versions, every unit and officer", ours, "≤ 2 s", ours[0] <= 2)
    ratio = ours[0] / by_hand[0]
    yield ("… as a ratio to the hand-written SQL", f"{ratio:.2f}", "≤ 3", ratio <= 3)
    yield _line("004.N + 005.N, both versions, one office", office, "≤ 50 ms", office[0] <= 0.05)
    yield _line("the same from a chosen start, one version", measured(chosen_start, 3), "–", True)
    for code, item in (("004.N", 1), ("004.N", 3), ("005.N", 1), ("005.N", 2), ("005.N", "due")):
        taken = measured(lambda code=code, item=item: queries.drill(code, item, "79", FROM, TO, reach=EVERYTHING))
        yield _line(f"drill {code} {item}, whole province, first page", taken, "≤ 200 ms", taken[0] <= 0.2)
    taken = measured(lambda: queries.drill("004.N", 3, "79.KV03", FROM, TO, reach=EVERYTHING))
    yield _line("drill 004.N 3, one office", taken, "≤ 200 ms", taken[0] <= 0.2)


def _line(name: str, taken: tuple[float, float, float], promise: str, kept: bool) -> tuple[str, str, str, bool]:
    mid, low, high = (f"{seconds * 1000:.0f}" for seconds in taken)
    return name, f"{mid} ms [{low}–{high}]", promise, kept


def main() -> int:
    """Print the table; 1 when a promise is not kept."""
    with a_large_province():
        rows = list(results())
    for name, reached, promise, kept in rows:
        print(f"{name:58} {reached:>24} {promise:>10} {'' if kept else 'NOT KEPT'}")
    return 0 if all(kept for *_, kept in rows) else 1


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thihanh.config.settings")
    django.setup()
    raise SystemExit(main())
