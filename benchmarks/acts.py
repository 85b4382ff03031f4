"""A decision issued through HTTP: ten and forty clients at once, beside plain Django writing the same rows.

Issue is the act: the paper gets its number and the matter begins, with its parties, obligations, money,
deadlines, folio, duties of service and entries in the record, in one transaction; all of one series.
A server of the product's own size (two processes, four threads each) on a database of its own; every client
keeps one connection and issues papers of its own. The baseline runs in the same run.
"""

import http.client
import json
import os
import queue
import socket
import subprocess
import sys
import tempfile
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
from tests import cast, keys
from tests.matters.test_receipts import a_judgment

from benchmarks.table import Line, a_database, p95
from thihanh.documents import operations
from thihanh.documents.models import Queue
from thihanh.matters import receipts
from thihanh.offices.models import Account
from thihanh.procedures import deciding

DATABASE = "thihanh_bench_acts"
TODAY = date(2026, 7, 13)
WARM, EACH, CLIENTS = 200, 400, 10
TOKEN = "a" * 32


@dataclass(frozen=True)
class Run:
    """What a crowd reached: acts a second, the 95th part of waiting in ms, what went wrong."""

    rate: float
    p95: float
    failed: int


def decisions(count: int) -> list[int]:
    """Signed decisions that wait for their number: each on a judgment of its own with two obligations."""
    papers: list[int] = []
    for number in range(1, count + 1):
        receipt = receipts.register(a_judgment(f"{number}/2026/HS-ST"), by=cast.viewer(cast.THU), on=TODAY)
        papers += deciding.propose(receipt, by=cast.viewer(cast.THU), on=TODAY)
    keys.make()
    for first in range(0, count, 200):
        some = papers[first : first + 200]
        operations.check(some, by=cast.viewer(cast.THAM), on=TODAY)
        operations.sign(some, by=cast.viewer(cast.TRUONG), on=TODAY, pin=keys.PIN)
    return papers


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
    """So many clients issue the papers, each when it has its answer."""
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for one in ids:
        waiting.put(one)
    taken: list[float] = []
    failed: list[int] = []

    def client() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            try:
                paper = waiting.get_nowait()
            except queue.Empty:
                return
            began = time.perf_counter()
            status = _act(line, session, paper)
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


def _act(line: http.client.HTTPConnection, session: str, paper: int) -> int:
    form = {
        "csrfmiddlewaretoken": TOKEN,
        "key": f"bench-{paper}",
        "gui": "1",
    }
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
    }
    line.request("POST", f"/trinh-ky/{paper}/phat-hanh/", urllib.parse.urlencode(form), headers)
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
    with a_database(DATABASE), tempfile.TemporaryDirectory() as folder:
        settings.KEY_STORE = folder
        cast.gather(on=TODAY)
        ids = decisions(2 * WARM + 3 * EACH)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        van = Client()
        van.force_login(Account.objects.get(pk=cast.account_of(cast.VAN, on=TODAY)))
        session = van.cookies["sessionid"].value
        connection.close()
        ours = WARM + 2 * EACH
        ten, forty = measured(plain=False, session=session, ids=ids[:ours], crowds=(CLIENTS, 40))
        numbered = issued()
        (base,) = measured(plain=True, session=session, ids=ids[ours:], crowds=(CLIENTS,))
        yield Line("a decision issued through HTTP, 10 clients", ten.rate, "/s", 80, more_is_better=True)
        yield Line("a decision issued through HTTP, 10 clients: p95", ten.p95, "ms", 150)
        yield Line("  plain Django writing the same rows, 10 clients", base.rate, "/s")
        yield Line("  the product beside it", ten.rate / base.rate, "×", 0.5, more_is_better=True)
        yield Line(
            "a decision issued, 40 clients beside 10", forty.rate / ten.rate, "×", 0.9, more_is_better=True
        )
        done = 1 - (ten.failed + forty.failed + base.failed) / (3 * EACH)
        yield Line("decisions issued: answered as asked", done, "", 1, more_is_better=True)
        yield Line(
            "decisions issued: a matter and the next number for each",
            numbered / ours,
            "",
            1,
            more_is_better=True,
        )


def issued() -> int:
    """How many decisions stand issued, each with its matter; 0 where their numbers leave a gap."""
    rows = list(
        Queue.objects.filter(state="issued", matter_id__isnull=False).values_list("number", flat=True)
    )
    connection.close()
    return len(rows) if sorted(rows) == list(range(1, len(rows) + 1)) else 0
