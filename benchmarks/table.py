"""A line of the table, how times are taken, and a database of one's own to take them on."""

import importlib
import os
import platform
import statistics as middle
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection


class Line(NamedTuple):
    """One promise: what was reached, the limit, and their ratio (a line without a limit only informs).

    The limit is the most allowed, or the least where ``more_is_better``.
    """

    operation: str
    reached: float
    unit: str
    limit: float | None = None
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        return None if self.limit is None else self.reached / self.limit

    @property
    def kept(self) -> bool:
        if self.limit is None:
            return True
        return self.reached >= self.limit if self.more_is_better else self.reached <= self.limit


def heading() -> str:
    return f"{'operation':66} {'reached':>13} {'limit':>12} {'ratio':>7}"


def machine() -> str:
    """What the figures were reached on; only their ratios travel."""
    known = Path("/proc/cpuinfo")
    models = (
        [line for line in known.read_text().splitlines() if "model name" in line] if known.exists() else []
    )
    processor = models[0].partition(":")[2].strip() if models else platform.processor()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    named = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores ({processor}), {memory:.0f} GB, {named}"


def text(line: Line) -> str:
    limit = "–" if line.limit is None else f"{'≥' if line.more_is_better else '≤'} {line.limit:g} {line.unit}"
    ratio = "–" if line.ratio is None else f"{line.ratio:.2f}"
    said = "" if line.kept else "  NOT KEPT"
    return f"{line.operation:66} {line.reached:9.4g} {line.unit:<3} {limit:>12} {ratio:>7}{said}"


def show(lines: Iterable[Line]) -> int:
    """Print lines as they come; 1 when a promise is not kept."""
    broken = 0
    for line in lines:
        print(text(line), flush=True)
        broken |= not line.kept
    return int(broken)


def run(name: str) -> None:
    """Print the lines of one module; ends with 1 when a promise is not kept."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thihanh.config.settings")
    django.setup()
    raise SystemExit(show(importlib.import_module(f"benchmarks.{name}").lines()))


def timed(act: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def seconds(act: Callable[[], object], times: int = 7) -> list[float]:
    """Seconds of some runs in order of length, after one to warm up."""
    act()
    return sorted(timed(act) for _ in range(times))


def median(taken: list[float]) -> float:
    return middle.median(taken)


def p95(taken: list[float]) -> float:
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def as_owner() -> None:
    """Start the product's server and speak to it as the owner of its tables."""
    settings.START_DATABASE()
    owner = dict(settings.OWNER_CONNECTION)
    settings.DATABASES["default"].update(owner)
    connection.settings_dict.update(owner)


@contextmanager
def inside(name: str) -> Iterator[None]:
    """The connection of this process, in another database of the server for a while."""
    original = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original


def drop(name: str) -> None:
    """Drop a database where it is there."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def made_for_now(name: str, like: str = "") -> Iterator[None]:
    """A database made anew, as ``like`` says, and entered; dropped afterwards."""
    drop(name)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} {like}")
    try:
        with inside(name):
            yield
    finally:
        drop(name)


@contextmanager
def a_database(name: str) -> Iterator[None]:
    """A migrated database of its own on the product's server, dropped afterwards."""
    as_owner()
    with made_for_now(name):
        call_command("migrate", verbosity=0)
        yield
