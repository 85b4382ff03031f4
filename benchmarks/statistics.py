"""Forms and drills over a province of 180,000 matters, beside hand-written SQL of the same counts.

Positions are filled by SQL from the matters' numbers, over two work years.
"""

from collections.abc import Iterator
from datetime import date

from django.db import connection, transaction

from benchmarks.table import Line, a_database, median, seconds
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics import queries
from thihanh.statistics.book import queries as book_queries
from thihanh.statistics.book.folding import fold_book
from thihanh.statistics.book.members import members
from thihanh.statistics.book.opening import Cell, open_cell
from thihanh.statistics.control.running import run
from thihanh.statistics.period import Period
from thihanh.trail.operations import Act, record

MATTERS = 180_000
OFFICES, OFFICERS = 12, 520
FROM, TO = date(2024, 10, 1), date(2025, 9, 30)
DATABASE = "thihanh_bench_statistics"

# Each matter has four stays a year; stages, offices, officers and amounts follow from its number.
_MATTERS = """
insert into matters_matter (id, entry_id, agency, number, year, decided_on, kind, judgment_id, delegated_from,
    known_on, source)
select i, %(entry)s, '79', i || '/QĐ', 2024, date '2023-10-01' + (i %% 700),
    case i %% 7 when 0 then 'on_request'
    else 'ex_officio' end, i / 2, '', date '2024-01-01', ''
from generate_series(1, %(matters)s) i
"""
_POSITIONS = """
insert into matters_position
select m.id, '79', y, p.lo, p.hi, '79.KV' || lpad((m.id %% %(officers)s %% %(offices)s)::text, 2, '0'),
    '79.' || lpad((m.id %% %(officers)s)::text, 4, '0'),
    case when q = 3 then (array['in_progress', 'in_progress', 'no_means', 'done', 'done', 'done', 'voluntary',
        'postponed', 'terminated', 'unsold_after_second_cut', 'in_progress',
        'no_means'])[1 + m.id * 7919 %% 12]
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

_JUDGMENTS = """
insert into matters_judgment (id, entry_id, agency, number, made_on, court, kind)
select i, %(entry)s, '79', i || '/BA', date '2023-09-01', '',
    (array['civil', 'criminal', 'criminal', 'criminal',
    'family', 'family', 'commercial', 'labour', 'administrative', 'arbitration'])[1 + i * 31 %% 10]
from generate_series(0, %(matters)s / 2) i
"""
_OBLIGATIONS = """
insert into matters_obligation (id, entry_id, matter_id, no, kind, content, known_on, void, source)
select i, %(entry)s, i, 1, (array['court_fee', 'court_fee', 'fine', 'debt', 'confiscation', 'damages',
    'back_payment'])[1 + i * 17 %% 7], '', date '2024-01-01', false, ''
from generate_series(1, %(matters)s) i
"""

_HAND = """
select office, officer, count(*),
{columns}
from matters_position
where agency = '79' and work_year = 2025 and lo <= '2025-09-30' and hi > '2025-09-30'
group by 1, 2
"""


def hand_written() -> str:
    """What a careful person would write for 004.N and 005.N of one version: a filter per column."""
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
    columns += [
        f"sum(ytd_{name})" for name in ("collected", "terminated", "reduced", "delegated", "withdrawn")
    ]
    return _HAND.format(columns=",\n".join(columns))


def fill() -> None:
    """180,000 matters over two work years, without the record behind them."""
    with transaction.atomic():
        entry = record(Act("benchmark", "register.imported", TO, TO, "79.0001", {"matters": MATTERS}))
    sizes = {"matters": MATTERS, "offices": OFFICES, "officers": OFFICERS, "entry": entry}
    with connection.cursor() as cursor:
        for table in ("matters_matter", "matters_judgment", "matters_obligation"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in (_JUDGMENTS, _MATTERS, _OBLIGATIONS, _POSITIONS):
            cursor.execute(statement, sizes)
        for table in ("position", "matter", "judgment", "obligation"):
            cursor.execute(f"VACUUM ANALYZE matters_{table}")
        for sequence in ("matters_matter_seq", "matters_fact_seq"):
            cursor.execute("SELECT setval(%s, %s)", [sequence, MATTERS + 1])


def forms_and_drills() -> Iterator[Line]:
    def hand() -> object:
        with connection.cursor() as cursor:
            cursor.execute(hand_written())
            return cursor.fetchall()

    def forms(unit: str, start: date = FROM) -> object:
        return queries.forms(unit, start, TO, reach=EVERYTHING, versions=("R08", "R25"))

    def drill(code: str, item: int | str, unit: str) -> object:
        return queries.drill(code, item, unit, Period(FROM, TO), reach=EVERYTHING)

    by_hand, ours = median(seconds(hand)), median(seconds(lambda: forms("79")))
    yield Line("hand-written SQL of the same counts, one version", by_hand * 1000, "ms")
    yield Line("004.N + 005.N, both versions, every unit and officer", ours * 1000, "ms", 2000)
    yield Line("the same ÷ the hand-written SQL", ours / by_hand, "×", 3)
    office = median(seconds(lambda: forms("79.KV03"), 15))
    yield Line("004.N + 005.N, both versions, one office", office * 1000, "ms", 50)
    chosen = median(seconds(lambda: forms("79", date(2025, 2, 1)), 3))
    yield Line("every unit and officer from a chosen start", chosen * 1000, "ms")
    cells = (("004.N", 1), ("004.N", 3), ("005.N", 1), ("005.N", 2), ("005.N", "due"))
    worst = max(median(seconds(lambda cell=cell: drill(*cell, "79"), 5)) for cell in cells)
    yield Line("drill of a cell of the whole province, slowest of five cells", worst * 1000, "ms", 200)
    yield Line(
        "drill of a cell of one office",
        median(seconds(lambda: drill("004.N", 3, "79.KV03"))) * 1000,
        "ms",
        200,
    )


def the_book() -> Iterator[Line]:
    """All forms of all units down to officers, the same from member rows, its rules, its cells."""
    period = Period(FROM, TO)

    def whole() -> object:
        return book_queries.book("79", period, reach=EVERYTHING).all_filled()

    taken = median(seconds(whole, 3))
    yield Line("the book: all forms, all units down to officers", taken * 1000, "ms", 5000)
    rows = members("79", period)
    found = book_queries.book("79", period, reach=EVERYTHING)
    read = median(seconds(lambda: members("79", period), 3))
    folded = median(seconds(lambda: fold_book(found.units, period, rows), 3))
    yield Line("the member rows of the book, one per matter", read * 1000, "ms")
    yield Line("the book folded from its member rows, without a database", folded * 1000, "ms", 5000)
    yield Line("control rules R01–R26 on the book", median(seconds(lambda: run(found), 3)) * 1000, "ms")
    cells = (
        ("01/TK-THA", "total", "due", "79"),
        ("02/TK-THA", "ex_officio.criminal", "eligible", "79"),
        ("03/TK-THA", "court_fee", "money.due", "79"),
        ("04/TK-THA", "79.KV03", "resolved", "79"),
    )

    def opened(code: str, row: str, column: str, unit: str) -> object:
        cell = Cell(found.definition(code), row, column, unit)
        return open_cell(cell, period, reach=EVERYTHING)

    worst = max(median(seconds(lambda cell=cell: opened(*cell), 5)) for cell in cells)
    yield Line("a cell of the book opened, slowest of four", worst * 1000, "ms", 200)


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    with a_database(DATABASE):
        fill()
        yield from forms_and_drills()
        yield from the_book()
