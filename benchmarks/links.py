"""Reply links opened fifty a second for a minute: the cover, then the code that opens the request.

Openings arrive by the clock, whether or not earlier ones have been answered, each from an address of its own
(the limit per address stays in force). A server of the product's own size, with a database of its own; each
opening states its fact in the record.
"""

import http.client
import os
import threading
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection
from tests import cast

from benchmarks.acts import TODAY, served
from benchmarks.table import Line, a_database, p95
from thihanh.coordination import links
from thihanh.coordination.links import Issued
from thihanh.coordination.models import OpeningFact
from thihanh.dossiers.operations import New, open_many

DATABASE = "thihanh_bench_links"
SECONDS = int(os.environ.get("THIHANH_BENCH_SECONDS", "60"))
RATE, LINKS, CLIENTS = 50, 200, 24
ASKED = {
    "body": "police_commune",
    "duty": "DL-52",
    "content": "Có ý kiến về dự thảo kế hoạch cưỡng chế giao nhà",
    "received_on": f"{TODAY:%d/%m/%Y}",
}


@dataclass
class Run:
    """What the openings took in ms, of the cover and of the code, and what went wrong."""

    covers: list[float] = field(default_factory=list)
    codes: list[float] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)


def issued(count: int) -> list[Issued]:
    """So many requests to communes, each with its link."""
    lan = cast.viewer(cast.LAN)
    news = [
        New("request", ASKED | {"body_name": f"Công an xã {n}"}, "22", "22.KV01", cast.LAN.code)
        for n in range(count)
    ]
    return [links.issue(one, by=lan, on=TODAY) for one in open_many(news, by=lan, on=TODAY)]


def opened(port: int, found: Sequence[Issued], seconds: int) -> Run:
    """``RATE`` openings a second; an opening that waits for a free client waits in its time too."""
    run, began = Run(), time.perf_counter() + 0.5
    places = iter(range(RATE * seconds))
    lock = threading.Lock()

    def client() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with lock:
                place = next(places, None)
            if place is None:
                return
            due = began + place / RATE
            time.sleep(max(0.0, due - time.perf_counter()))
            _open(line, found[place % len(found)], place, due, run)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return run


def _open(line: http.client.HTTPConnection, one: Issued, place: int, due: float, run: Run) -> None:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": f"10.{place // 65_536}.{place // 256 % 256}.{place % 256}",
    }
    cover = _asked(line, "GET", one, "", headers)
    run.covers.append((time.perf_counter() - due) * 1000)
    code = _asked(line, "POST", one, urllib.parse.urlencode({"code": one.code}), headers)
    run.codes.append((time.perf_counter() - due) * 1000)
    run.failed += [status for status in (cover, code) if status != 200]


def _asked(
    line: http.client.HTTPConnection, method: str, one: Issued, body: str, headers: dict[str, str]
) -> int:
    line.request(method, f"/tra-loi/{one.token}/", body, headers)
    answer = line.getresponse()
    answer.read()
    return answer.status


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    os.environ["THIHANH_PROXIES"] = "1"
    with a_database(DATABASE):
        cast.gather(on=TODAY)
        found = issued(LINKS)
        connection.close()
        with served(plain=False) as port:
            opened(port, found, 2)
            run = opened(port, found, SECONDS)
        recorded = OpeningFact.objects.filter(what="opened").count()
        connection.close()
    what = f"reply links opened {RATE}/s for {SECONDS} s"
    yield Line(f"{what}: cover, p95", p95(run.covers), "ms", 300)
    yield Line(f"{what}: cover and code, p95", p95(run.codes), "ms", 300)
    answered = 1 - len(run.failed) / (2 * RATE * SECONDS)
    yield Line(f"{what}: answered as asked", answered, "", 1, more_is_better=True)
    yield Line(
        f"{what}: openings recorded ÷ made", recorded / (RATE * (SECONDS + 2)), "", 1, more_is_better=True
    )
