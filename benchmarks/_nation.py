"""The synthetic nation in a database of its own, kept between runs; what it was to reach and has reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from django.core.management import call_command
from django.db import connection

from benchmarks.table import as_owner, drop, inside, made_for_now, timed
from thihanh.statistics import queries
from thihanh.statistics.engine import sql
from thihanh.statistics.period import Period, month_period
from thihanh.synthetic.nation.drawing import MATERIAL_VERSION
from thihanh.synthetic.nation.figures import BILLION, figures
from thihanh.synthetic.nation.loading import load

YEAR = figures()["work_year"]
FIRST, LAST = date(YEAR - 1, 10, 1), date(YEAR, 9, 30)
PERIOD = Period(FIRST, LAST)
DATABASE = f"thihanh_nation_{figures()['seed']}"


class Reached(NamedTuple):
    """A figure of the calibration: what was wanted, what the generated nation has."""

    parameter: str
    wanted: float
    reached: float


@contextmanager
def the_nation() -> Iterator[float]:
    """The kept database, made and filled where it is not there; seconds the filling took, 0 when it was kept.

    A database whose filling was cut off, or that an older generator or schema made, is made anew.
    """
    as_owner()
    found = _kept()
    if not found:
        forget()
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {DATABASE}")
    with inside(DATABASE):
        call_command("migrate", verbosity=0)
        took = 0.0 if found else timed(lambda: load(told=_told))
        with connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON DATABASE {DATABASE} IS '{MATERIAL_VERSION}'")
        yield took


@contextmanager
def a_nation_of_its_own(name: str) -> Iterator[None]:
    """A copy of the kept nation to write in, dropped afterwards."""
    with the_nation():
        pass
    with made_for_now(name, f"TEMPLATE {DATABASE} STRATEGY FILE_COPY"):
        yield


def forget() -> None:
    """Drop the kept nation."""
    drop(DATABASE)


def _kept() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') = %s FROM pg_database WHERE datname = %s",
            [MATERIAL_VERSION, DATABASE],
        )
        return bool((cursor.fetchone() or (False,))[0])


def _told(code: str, matters: int) -> None:
    print(f"  {code}: {matters:,} matters", flush=True)


def ask(text: str, params: dict[str, Any] | None = None) -> tuple[Any, ...]:
    """The one row of a question."""
    with connection.cursor() as cursor:
        cursor.execute(text, params or {})
        return tuple(cursor.fetchone())


def reached() -> Iterator[Reached]:
    """Every figure of the calibration beside what the forms of the nation count (version R08, whole year)."""
    asked, of_year = figures(), _measures(PERIOD)
    due, standing, groups = asked["due"], asked["standing"], asked["groups"]
    cases, money = (lambda code: of_year[f"cases.{code}"]), (lambda code: of_year[f"money.{code}"] / BILLION)
    yield Reached("matters due", due["cases"], _due(of_year, "cases"))
    yield Reached("money due, tỷ", due["money"], _due(of_year, "money") / BILLION)
    eligible = sum(cases(code) for code in _ELIGIBLE)
    yield Reached("eligible ÷ due, matters", standing["eligible_cases"], eligible / _due(of_year, "cases"))
    eligible = sum(money(code) for code in (*_ELIGIBLE, "reduced"))
    yield Reached(
        "eligible ÷ due, money", standing["eligible_money"], eligible * BILLION / _due(of_year, "money")
    )
    completed = cases("done") + cases("terminated")
    yield Reached("matters completed", standing["completed_cases"], completed)
    collected = money("done") + money("terminated") + money("reduced")
    yield Reached("money completed, tỷ", standing["completed_money"], collected)
    no_means = cases("no_means") / _due(of_year, "cases")
    yield Reached("chưa có điều kiện ÷ due, matters", standing["no_means_cases"], no_means)
    handled = sum(cases(code) for code in ("opening", "new", "returned"))
    beside = asked["beside"]
    yield Reached("delegated ÷ handled", beside["delegated"], cases("delegated") / handled)
    yield Reached("withdrawn ÷ handled", beside["withdrawn"], cases("withdrawn") / handled)
    (register,) = ask(_IN_REGISTER, {"last": LAST, "year": YEAR})
    yield Reached(
        "separate register all year ÷ due", beside["separate_register"], register / _due(of_year, "cases")
    )
    yield Reached("new matters of the year", 663_000, cases("new"))
    yield Reached("carried over at the end", 487_000, _due(of_year, "cases") - completed)
    yield from _by_province(due)
    for name, group in groups.items():
        if "cases" in group:
            tagged, done = ask(_TAGGED, {"last": LAST, "year": YEAR, "tag": group["tag"]})
            yield Reached(f"due, group {name}", group["cases"], tagged)
            yield Reached(f"completed, group {name}", group["completed"], done)
    for place, months in enumerate((4, 6, 10)):
        part = _measures(month_period(YEAR, months))
        share = (part["cases.done"] + part["cases.terminated"]) / completed
        yield Reached(f"completed by month {months} ÷ year", asked["season"]["cases"][place], share)
        share = sum(part[f"money.{code}"] for code in ("done", "terminated", "reduced")) / BILLION / collected
        yield Reached(f"money by month {months} ÷ year", asked["season"]["money"][place], share)
    share = _due(_measures(month_period(YEAR, 10)), "cases") / _due(of_year, "cases")
    yield Reached("due at month 10 ÷ month 12", due["month_10"], share)
    matters, judgments, officers, offices, largest = ask(_COUNTS)
    yield Reached("matters per judgment", asked["judgments"]["matters_each"], matters / judgments)
    yield Reached("officers", 3_000, officers)
    yield Reached("regional offices", 355, offices)
    yield Reached("largest matter, tỷ", asked["largest"]["money"], largest / BILLION)


def _by_province(due: dict[str, Any]) -> Iterator[Reached]:
    with connection.cursor() as cursor:
        cursor.execute(_PROVINCES, {"last": LAST, "year": YEAR})
        rows = cursor.fetchall()
    cases, money = [row[1] for row in rows], [row[2] for row in rows]
    yield Reached("largest province ÷ nation, matters", due["largest_cases"], max(cases) / sum(cases))
    yield Reached("largest province ÷ nation, money", due["largest_money"], float(max(money) / sum(money)))
    yield Reached("smallest province, matters due", 5_675, min(cases))


def _measures(period: Period) -> dict[str, int]:
    """Every measure of the nation in a period, by the engine."""
    groups = queries.run(sql.everywhere(period))
    return sql.fold([row[1:] for row in groups], "R08").total()


def _due(measures: dict[str, int], of: str) -> int:
    added = ("opening", "new", "returned")
    taken = ("delegated", "withdrawn", "moved", "amended")
    sums = {code: measures.get(f"{of}.{code}", 0) for code in (*added, *taken)}
    return sum(sums[code] for code in added) - sum(sums[code] for code in taken)


_ELIGIBLE = ("done", "terminated", "in_progress", "consent")
_DUE = "stage not in ('separate_register', 'delegated', 'withdrawn')"
_ON = "work_year = %(year)s and lo <= %(last)s and hi > %(last)s"
_IN_REGISTER = f"""
select count(*) from matters_position where {_ON} and stage = 'separate_register' and ytd_moved = 0"""
_TAGGED = f"""
select count(*), count(*) filter (where stage in ('done', 'terminated')) from matters_position
where {_ON} and {_DUE} and tags @> array[%(tag)s]"""
_PROVINCES = f"""
select agency, count(*), sum(outstanding + ytd_collected + ytd_terminated + ytd_reduced) from matters_position
where {_ON} and {_DUE} group by 1"""
_COUNTS = """
select (select count(*) from matters_matter), (select count(*) from matters_judgment),
    (select count(distinct officer) from matters_assignment),
    (select count(distinct office) from matters_assignment where office not like '%%.NV'),
    (select max(amount) from money_posting)"""
