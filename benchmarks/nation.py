"""A million matters of a whole country in one PostgreSQL: figures as of a day, the book, any cell, one act.

The database is kept between runs; ``python -m benchmarks nation`` fills it once (some minutes).
``THIHANH_BENCH_FRESH=1`` makes it anew.
"""

import os
from collections.abc import Iterator
from datetime import date

from django.db import connection

from benchmarks._nation import DATABASE, FIRST, LAST, PERIOD, ask, forget, reached, the_nation
from benchmarks.table import Line, as_owner, median, seconds, timed
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics import queries
from thihanh.statistics.book.queries import book
from thihanh.statistics.engine import sql
from thihanh.statistics.period import Period

_CELLS = (("004.N", 1), ("004.N", 3), ("005.N", 1), ("005.N", 2), ("005.N", "due"))
_PLAIN = """
select agency, office, stage, count(*), sum(outstanding)::bigint from matters_position
where work_year = 2025 and lo <= '2025-09-30' and hi > '2025-09-30' group by 1, 2, 3
"""


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    if os.environ.get("THIHANH_BENCH_FRESH"):
        drop_kept()
    with the_nation() as took:
        (matters, size) = ask(
            "select (select count(*) from matters_matter), pg_database_size(current_database())"
        )
        if took:
            yield Line(f"fill the nation by COPY, {matters:,} matters", took, "s")
            yield Line("the same, matters per second", matters / took, "/s")
        yield Line(f"the nation in {DATABASE}", size / 2**30, "GB")
        print(f"\n{'calibration':44} {'wanted':>14} {'reached':>14} {'ratio':>8}")
        for one in reached():
            ratio = one.reached / one.wanted
            print(f"{one.parameter:44} {one.wanted:14,.6g} {one.reached:14,.6g} {ratio:8.4f}", flush=True)
        print()
        yield from as_of()
        yield from the_book()
        yield from cells()
        yield from one_act()


def drop_kept() -> None:
    """Forget the kept nation, by a connection of the owner."""
    as_owner()
    forget()
    connection.close()


def as_of() -> Iterator[Line]:
    """Figures of all offices of the country at the end of a day."""

    def plain() -> object:
        with connection.cursor() as cursor:
            cursor.execute(_PLAIN)
            return cursor.fetchall()

    year = Period(FIRST, LAST)
    middle = Period(FIRST, date(2025, 3, 31))
    by_hand = median(seconds(plain, 5))
    end = median(seconds(lambda: queries.run(sql.standing(year)), 5))
    yield Line("hand-written count and sum by office and stage", by_hand * 1000, "ms")
    yield Line("figures of all offices on 30/09", end * 1000, "ms", 500)
    march = median(seconds(lambda: queries.run(sql.standing(middle)), 5))
    yield Line("figures of all offices on 31/03", march * 1000, "ms", 500)
    everything = median(seconds(lambda: queries.run(sql.everywhere(year)), 3))
    yield Line("all measures of all officers, opening and flows too", everything * 1000, "ms")


def the_book() -> Iterator[Line]:
    """Every form of the nation, its agencies, offices and officers."""
    whole = timed(lambda: book("CQL", PERIOD, reach=EVERYTHING))
    yield Line("the book: all forms, nation to officers", whole, "s", 30)
    one = timed(lambda: book("79", PERIOD, reach=EVERYTHING))
    yield Line("the book of the largest province (180,000 due)", one, "s", 5)


def cells() -> Iterator[Line]:
    """The matters behind a cell, first page."""

    def drill(code: str, item: int | str, unit: str) -> object:
        return queries.drill(code, item, unit, PERIOD, reach=EVERYTHING)

    worst = max(median(seconds(lambda cell=cell: drill(*cell, "79"), 5)) for cell in _CELLS)
    yield Line("drill of a cell of the largest province, slowest of five", worst * 1000, "ms", 200)
    office = max(median(seconds(lambda cell=cell: drill(*cell, "79.KV03"), 5)) for cell in _CELLS)
    yield Line("drill of a cell of one office, slowest of five", office * 1000, "ms", 200)


def one_act() -> Iterator[Line]:
    """An act's positions derived anew, and the figures of its officer and office asked again."""
    matter, office, officer = ask(
        "select matter_id, office, officer from matters_position where agency = '79'"
        " and stage = 'in_progress' and work_year = 2025 and lo <= '2025-09-30' and hi > '2025-09-30'"
        " order by 1 limit 1"
    )

    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select matters_position_of(%s)", [matter])
        for unit in (office, f"{office}/{officer}"):
            queries.forms(unit, FIRST, LAST, reach=EVERYTHING)

    yield Line(
        "one act: its positions, figures of its officer and office", median(seconds(act)) * 1000, "ms", 200
    )
