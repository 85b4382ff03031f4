"""Ten million matters of ten years in files, asked with DuckDB and Spark; three engines equal on the nation.

The files are kept between runs beside the product's own (some two gigabytes; ``THIHANH_BENCH_FRESH=1`` makes
them anew). ``THIHANH_SCALE_MATTERS`` makes a smaller world.
"""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.db import connection

from benchmarks._nation import PERIOD, YEAR, the_nation
from benchmarks.table import Line, median, seconds, timed
from thihanh.statistics import queries
from thihanh.statistics.engine import sql
from thihanh.statistics.forms.definitions import FORM_CODES, form_of
from thihanh.statistics.measures.values import Measure
from thihanh.statistics.period import month_period
from thihanh.statistics.result import form_result
from thihanh.statistics.scale import parquet
from thihanh.statistics.scale.book import nation_book
from thihanh.statistics.scale.duck import Duck
from thihanh.statistics.scale.layout import agencies
from thihanh.statistics.scale.spark import Spark, session
from thihanh.statistics.unit import EVERY_AGENCY
from thihanh.synthetic.nation.drawing import MATERIAL_VERSION
from thihanh.synthetic.nation.figures import figures
from thihanh.synthetic.nation.history import MATTERS, YEARS, positions_in, shares

_HAND = """
select agency, office, officer, count(*), {columns} from matters_position
where work_year = 2025 and lo <= date '2025-09-30' and hi > date '2025-09-30' group by all
"""
_BUCKETS = {
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
_FLOWS = (
    "in_opening::int",
    "is_new::int",
    "ytd_moved",
    "ytd_returned",
    "open_out",
    "ytd_due",
    "ytd_collected",
    "ytd_terminated",
    "ytd_reduced",
    "ytd_delegated",
    "ytd_withdrawn",
)


def hand_written() -> str:
    """What a careful person would write for 004.N and 005.N of one version: a filter per column."""
    columns = [f"count(*) filter (where {where})" for where in _BUCKETS.values()]
    columns += [f"sum(outstanding) filter (where {where})" for where in _BUCKETS.values()]
    columns += [f"sum({name})" for name in _FLOWS]
    return _HAND.format(columns=",\n".join(columns))


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    folder = Path(settings.VAR_DIR) / "scale" / str(figures()["seed"])
    yield from fill(folder / "ten-years")
    with Duck(folder / "ten-years") as duck:
        yield from asked(duck)
        if find_spec("pyspark") and shutil.which("java"):
            yield from on_spark(folder / "ten-years", duck)
    yield from the_nation_in_three(folder / "nation")


def fill(folder: Path) -> Iterator[Line]:
    """Ten years into files, as far as they are not there yet."""
    wanted = int(os.environ.get("THIHANH_SCALE_MATTERS", MATTERS))
    made, version = folder / "made.txt", f"{MATERIAL_VERSION}, {wanted} matters"
    if os.environ.get("THIHANH_BENCH_FRESH") or not made.exists() or made.read_text() != version:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        made.write_text(version)
    left = {code: count for code, count in shares(wanted).items() if code not in agencies(folder)}

    def write() -> None:
        for code, count in left.items():
            rows = parquet.replace(folder, code, lambda at, of=(code, count): positions_in(at, *of))
            print(f"  {code}: {count:,} matters, {rows:,} rows", flush=True)

    if left:  # a run that was cut off is taken up with the province it stopped at
        yield Line(f"ten years into files, {sum(left.values()):,} matters", timed(write), "s")
    size = sum(file.stat().st_size for file in folder.rglob("*.parquet"))
    yield Line("size of the files", size / 2**30, "GB")


def forms(duck: Duck) -> None:
    """Forms 004.N and 005.N of every agency, office and officer, in both versions, from one question."""
    groups = duck.run(sql.everywhere(PERIOD))
    for version in ("R08", "R25"):
        found = sql.fold([row[1:] for row in groups], version)
        for code in FORM_CODES:
            form_result(form_of(code, version), found, EVERY_AGENCY, PERIOD, known_on=None, names={})


def asked(duck: Duck) -> Iterator[Line]:
    """Questions to DuckDB over ten million matters."""
    (rows, matters) = duck.rows("select count(*), count(distinct (agency, matter_id)) from matters_position")[
        0
    ]
    yield Line("matters in the files", matters / 1e6, "M")
    yield Line("positions in the files", rows / 1e6, "M")
    by_hand = median(seconds(lambda: duck.rows(hand_written()), 5))
    ours = median(seconds(lambda: duck.run(sql.everywhere(PERIOD)), 5))
    yield Line("hand-written DuckDB of the counts of one form", by_hand, "s")
    yield Line("the same counts from the one text", ours, "s")
    yield Line("the same ÷ the hand-written DuckDB", ours / by_hand, "×", 3)
    yield Line("one form, every unit and officer", median(seconds(lambda: forms(duck), 3)), "s", 2)
    years = [month_period(YEAR - back, 12) for back in range(YEARS)]
    series = timed(lambda: [duck.run(sql.everywhere(period)) for period in years])
    yield Line("the same counts for each of ten years", series, "s")
    _, measures = queries.signed_measures(form_of("005.N", "R08"), 2)
    cell: dict[int, tuple[Measure, ...]] = measures
    behind = sql.behind(EVERY_AGENCY, PERIOD, "R08", cell)
    yield Line("every matter behind a cell of the nation", timed(lambda: duck.run(behind)), "s")
    yield Line("the book, nation to officers", timed(lambda: nation_book(duck.run, PERIOD, {})), "s", 90)


def on_spark(folder: Path, duck: Duck) -> Iterator[Line]:
    """The same text on Spark (two cores of this machine, or the cluster named): the same answer."""
    at = session()
    at.sparkContext.setLogLevel("ERROR")
    question = sql.everywhere(PERIOD)
    with Spark(folder, at) as there:
        same = sorted(there.run(question)) == sorted(duck.run(question))
        yield Line("ten years: Spark equal to DuckDB to the last đồng (1 = yes)", int(same), "", 1, True)
        yield Line("the same counts on Spark", median(seconds(lambda: there.run(question), 3)), "s")
    at.stop()


def the_nation_in_three(folder: Path) -> Iterator[Line]:
    """The nation out of PostgreSQL into files; three engines give the same figures."""
    with the_nation():
        made, version = folder / "made.txt", MATERIAL_VERSION
        if os.environ.get("THIHANH_BENCH_FRESH") or not made.exists() or made.read_text() != version:
            shutil.rmtree(folder, ignore_errors=True)
            yield Line("the nation out of PostgreSQL into files", timed(lambda: parquet.export(folder)), "s")
            made.write_text(version)
        smallest = agencies(folder)[4]
        yield Line(
            f"one province ({smallest}) written anew", timed(lambda: parquet.export(folder, [smallest])), "s"
        )
        yield Line(
            "the database's function on that province, equal (1 = yes)", _derived_again(smallest), "", 1, True
        )
        for months in (12, 7):
            question = sql.everywhere(month_period(YEAR, months))
            here = sorted(queries.run(question))
            with Duck(folder) as duck:
                same = here == sorted(duck.run(question))
            yield Line(
                f"nation, {months} months: DuckDB equal to PostgreSQL (1 = yes)", int(same), "", 1, True
            )
            if find_spec("pyspark") and shutil.which("java"):
                at = session()
                at.sparkContext.setLogLevel("ERROR")
                with Spark(folder, at) as spark:
                    same = here == sorted(spark.run(question))
                at.stop()
                yield Line(
                    f"nation, {months} months: Spark equal to PostgreSQL (1 = yes)", int(same), "", 1, True
                )


def _derived_again(agency: str) -> int:
    """Whether the positions that were copied are those the database's own function derives."""
    with connection.cursor() as cursor:
        cursor.execute(
            "create temp table derived as select * from matters_positions("
            "array(select id from matters_matter where agency = %s), null)",
            [agency],
        )
        cursor.execute(
            "select not exists"
            " (select * from derived except select * from matters_position where agency = %s)"
            " and not exists"
            " (select * from matters_position where agency = %s except select * from derived)",
            [agency, agency],
        )
        (same,) = cursor.fetchone()
        cursor.execute("drop table derived")
        return int(same)
