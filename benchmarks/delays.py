"""Whose days the delay of a province was: 180,000 matters, a third of them late, 20,000 requests on them.

A request is about one matter to three, has its last day in the work year and was answered in time, late, or
not at all; so most days are blocked by one body, some by several, and some by none.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from django.db import connection, transaction

from benchmarks.table import Line, a_database, seconds
from thihanh.coordination import answers
from thihanh.coordination.delay import rounded
from thihanh.coordination.delays import answer_times, by_body, delays
from thihanh.offices.reach import Reach

DATABASE = "thihanh_bench_delays"
MATTERS, REQUESTS, BODIES = 180_000, 20_000, 240
SINCE, UNTIL = date(2024, 10, 1), date(2025, 9, 30)

_MATTERS = """
INSERT INTO matters_current
SELECT i, '22', '22.KV' || lpad((1 + i %% 12)::text, 2, '0'), '22.' || lpad((1 + i %% 520)::text, 4, '0'),
    i || '/QĐ-CTHADS', lpad(i::text, 8, '0') || '/qd-cthads', date '2015-01-01' + (i * 37 %% 3900),
    'ex_officio', i, 'civil', CASE WHEN i %% 8 IN (2, 3, 4) THEN 'done' ELSE 'in_progress' END, '',
    date '2024-01-01' + (i %% 600), i %% 8 IN (2, 3, 4), '{}', 'Ngân sách nhà nước', 'Người ' || i, 2,
    1000000, 0, 1000000, 'DL-21', CASE WHEN i %% 3 = 0 THEN date '2025-06-01' + (i %% 300) END
FROM generate_series(1, %s) i
"""
_REQUESTS = """
INSERT INTO dossiers_current (dossier_id, kind, agency, office, officer, body, state, since, opened_on, title,
    search, tags, kept_from, next_rule, next_due)
SELECT i, 'request', '22', '22.KV' || lpad((1 + i %% 12)::text, 2, '0'), '', 'police_commune:xa-' || i %% %s,
    CASE WHEN i %% 3 = 0 THEN 'waiting' ELSE 'answered' END, date '2024-10-01', date '2024-10-01' + i %% 330,
    '', '', '[]', '[]', '', NULL
FROM generate_series(1, %s) i
"""
_TERMS = """
INSERT INTO dossiers_term (dossier_id, kind, agency, body, rule, "of", started_on, due, met_on)
SELECT k.dossier_id, 'request', '22', k.body, 'DL-23', 'body', k.opened_on, k.opened_on + 14,
    CASE k.dossier_id %% 3 WHEN 1 THEN k.opened_on + 9 WHEN 2 THEN k.opened_on + 40 END
FROM dossiers_current k
"""
_LINKS = """
INSERT INTO dossiers_link (entry_id, known_on, dossier_id, kind, target_id, void)
SELECT 0, k.opened_on, k.dossier_id, 'matter', 1 + (k.dossier_id * 7 + n * 3) %% %s, false
FROM dossiers_current k, generate_series(0, 2) n WHERE n <= k.dossier_id %% 3
"""


def fill() -> None:
    """The province, straight into the projections that are read."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_MATTERS, [MATTERS])
        cursor.execute(_REQUESTS, [BODIES, REQUESTS])
        cursor.execute(_TERMS.replace("%%", "%"))
        cursor.execute(_LINKS, [MATTERS])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    province = Reach(agencies=frozenset({"22"}))
    with a_database(DATABASE):
        fill()
        found = delays(province, since=SINCE, until=UNTIL)
        split = by_body(found.matters)
        whole = found.whole
        exact = sum((one.days for one in split), Fraction(0)) == whole.days == sum(rounded(whole).values())
        taken = seconds(lambda: by_body(delays(province, since=SINCE, until=UNTIL).matters), 3)
        yield Line(f"delay of {MATTERS:,} matters, {REQUESTS:,} requests, by body", max(taken), "s", 20)
        yield Line("   matters that were late", len(found.matters), "")
        yield Line("   days, parts adding up exactly", whole.days * exact, "", 1, more_is_better=True)
        asked = seconds(lambda: answer_times(answers.asked(province, since=SINCE, until=UNTIL), UNTIL), 3)
        yield Line("   answer times by body", max(asked), "s", 3)
