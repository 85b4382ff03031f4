"""Acts through HTTP: ten and forty clients at once, beside plain Django that writes the same rows.

A server of the product's own size (two processes, four threads each) on a database of its own; every client
keeps one connection and acts on matters of its own. The baseline runs in the same run, before and after.
"""

import http.client
import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from tests import cast
from tests.builders import a_matter

from benchmarks.table import Line, a_database, p95
from thihanh.matters.operations import register_many
from thihanh.offices.models import Account

DATABASE = "thihanh_bench_acts"
TODAY = date(2025, 9, 30)
WARM, EACH, CLIENTS = 60, 600, 10
TOKEN = "a" * 32


@dataclass(frozen=True)
class Run:
    """What a crowd reached: acts a second, the 95th part of waiting in ms, what went wrong."""

    rate: float
    p95: float
    failed: int


def matters(count: int) -> list[int]:
    """Matters of Lan with parties, an obligation and terms, waiting for their notice."""
    built = [
        a_matter(f"{n}/QĐ-CTHADS", "02/09/2025").owing(5_000_000 + n)
        .held_by(cast.LAN.code, "22.KV01").then("assigned", "03/09/2025")
        for n in range(1, count + 1)
    ]  # fmt: skip
    return register_many([one.intake for one in built], by=cast.BY)


@contextmanager
def served(*, plain: bool) -> Iterator[int]:
    """A gunicorn of the product's size; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    known = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    told = {"database": {name: connection.settings_dict[name] for name in known}, "plain": plain}
    environment = {**os.environ, "SERVED": json.dumps(told), "THIHANH_TODAY": TODAY.isoformat()}
    command = [sys.executable, "-m", "gunicorn", "benchmarks._served", "--bind", f"127.0.0.1:{port}"]
    size = ["--workers", "2", "--threads", "4", "--log-level", "error", "--keep-alive", "30"]
    server = subprocess.Popen([*command, *size], env=environment)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def crowd(port: int, session: str, ids: Sequence[int], clients: int) -> Run:
    """So many clients act on the matters, each when it has its answer."""
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for one in ids:
        waiting.put(one)
    taken: list[float] = []
    failed: list[int] = []

    def client() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            try:
                matter = waiting.get_nowait()
            except queue.Empty:
                return
            began = time.perf_counter()
            status = _act(line, session, matter)
            taken.append((time.perf_counter() - began) * 1000)
            if status != 302:
                failed.append(status)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Run(len(taken) / (time.perf_counter() - began), p95(taken), len(failed))


def _act(line: http.client.HTTPConnection, session: str, matter: int) -> int:
    form = {
        "csrfmiddlewaretoken": TOKEN,
        "key": f"bench-{matter}",
        "gui": "1",
        "on": "05/09/2025",
        "channel": "in_person",
        "proof": "BB-01",
    }
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
    }
    line.request("POST", f"/viec/{matter}/lam/notice_valid/", urllib.parse.urlencode(form), headers)
    answer = line.getresponse()
    answer.read()
    return answer.status


def measured(*, plain: bool, session: str, ids: Sequence[int], crowds: Sequence[int]) -> list[Run]:
    """A server warmed up, then one crowd after the other."""
    with served(plain=plain) as port:
        crowd(port, session, ids[:WARM], CLIENTS)
        rest = ids[WARM:]
        return [
            crowd(port, session, rest[n * EACH : (n + 1) * EACH], clients) for n, clients in enumerate(crowds)
        ]


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with a_database(DATABASE):
        cast.gather(on=TODAY)
        ids = matters(2 * WARM + 3 * EACH)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        lan = Client()
        lan.force_login(Account.objects.get(pk=cast.account_of(cast.LAN, on=TODAY)))
        session = lan.cookies["sessionid"].value
        connection.close()
        ours = WARM + 2 * EACH
        ten, forty = measured(plain=False, session=session, ids=ids[:ours], crowds=(CLIENTS, 40))
        (base,) = measured(plain=True, session=session, ids=ids[ours:], crowds=(CLIENTS,))
        yield Line("an act through HTTP, 10 clients", ten.rate, "/s", 80, more_is_better=True)
        yield Line("an act through HTTP, 10 clients: p95", ten.p95, "ms", 150)
        yield Line("  plain Django writing the same rows, 10 clients", base.rate, "/s")
        yield Line("  the product beside it", ten.rate / base.rate, "×", 0.5, more_is_better=True)
        yield Line(
            "an act through HTTP, 40 clients beside 10", forty.rate / ten.rate, "×", 0.9, more_is_better=True
        )
        done = 1 - (ten.failed + forty.failed + base.failed) / (3 * EACH)
        yield Line("an act through HTTP: done as asked", done, "", 1, more_is_better=True)
