"""A line of the table, how times are taken, and a database of one's own to take them on."""

import statistics as middle
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple


class Line(NamedTuple):
    """One promise: what was reached, the limit, and their ratio (a line without a limit only informs)."""

    operation: str
    reached: float
    unit: str
    limit: float | None = None
    note: str = ""
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
    return f"{'operation':66} {'reached':>12} {'limit':>12} {'ratio':>7}"


def text(line: Line) -> str:
    limit = "–" if line.limit is None else f"{line.limit:g} {line.unit}"
    ratio = "–" if line.ratio is None else f"{line.ratio:.2f}"
    said = "" if line.kept else "  NOT KEPT"
    note = f"  {line.note}" if line.note else ""
    return f"{line.operation:66} {line.reached:9.4g} {line.unit:<3} {limit:>11} {ratio:>7}{said}{note}"


def show(lines: Iterable[Line]) -> int:
    """Print lines as they come; 1 when a promise is not kept."""
    broken = 0
    for line in lines:
        print(text(line), flush=True)
        broken |= not line.kept
    return int(broken)


def seconds(act: Callable[[], object], times: int = 7) -> list[float]:
    """Seconds of some runs in order of length, after one to warm up."""
    act()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return sorted(taken)


def median(taken: list[float]) -> float:
    return middle.median(taken)


def p95(taken: list[float]) -> float:
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


@contextmanager
def a_database(name: str) -> Iterator[None]:
    """A migrated database of its own on the product's server, dropped afterwards."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.START_DATABASE()
    owner = dict(settings.OWNER_CONNECTION)
    settings.DATABASES["default"].update(owner)
    connection.settings_dict.update(owner)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    original = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
