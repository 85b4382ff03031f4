"""The synthetic nation in a database of its own, kept between runs; what it was to reach and has reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from benchmarks.table import timed
from thihanh.statistics.period import Period
from thihanh.synthetic.nation.drawing import MATERIAL_VERSION
from thihanh.synthetic.nation.figures import figures
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
    settings.START_DATABASE()
    owner = dict(settings.OWNER_CONNECTION)
    settings.DATABASES["default"].update(owner)
    connection.settings_dict.update(owner)
    found = _kept()
    if not found:
        drop()
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {DATABASE}")
    original = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = DATABASE
    try:
        call_command("migrate", verbosity=0)
        took = 0.0 if found else timed(lambda: load(told=_told))
        with connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON DATABASE {DATABASE} IS '{MATERIAL_VERSION}'")
        yield took
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original


def drop() -> None:
    """Forget the kept nation."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


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
