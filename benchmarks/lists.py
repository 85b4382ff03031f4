"""Lists of 180,000 matters over HTTP and in the database, and names among 1,000,000.

The server is the product's own (gunicorn, two workers); the clients run on the same two cores.
"""

import http.client
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.test import Client as Browser
from psycopg.conninfo import make_conninfo
from tests import cast

from benchmarks.table import Line, a_database, p95, seconds, timed
from thihanh.matters import names
from thihanh.matters.listing import Filters, page
from thihanh.offices.models import Account
from thihanh.offices.reach import Reach
from thihanh.trail.copying import copy_rows

MATTERS, NAMES = 180_000, 1_000_000
DATABASE = "thihanh_bench_lists"
TODAY = date(2025, 9, 30)

FAMILY = ["Nguyễn"] * 38 + ["Trần"] * 11 + ["Lê"] * 10 + ["Phạm"] * 7 + ["Hoàng", "Vũ", "Võ", "Đặng"] * 4
MIDDLE = ["Văn", "Thị"] * 12 + ["Đức", "Minh", "Quang", "Thanh", "Ngọc", "Hữu", "Xuân", "Kim", "Anh", "Gia"]
# fmt: off
GIVEN = (
    "Anh", "Ánh", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hằng", "Hoa", "Hòa", "Hùng",
    "Hương", "Khánh", "Lan", "Linh", "Long", "Mai", "Minh", "Nam", "Nga", "Ngân", "Nhung", "Oanh", "Phong",
    "Phúc", "Phương", "Quân", "Quyên", "Sơn", "Tâm", "Thảo", "Thu", "Thủy", "Toàn", "Trang", "Tú",
)
# fmt: on

_MATTERS = """
INSERT INTO matters_current
SELECT i, '22', '22.KV' || lpad((1 + i %% 12)::text, 2, '0'), '22.' || lpad((1 + i %% 520)::text, 4, '0'),
    i || '/QĐ-CTHADS', lpad(i::text, 8, '0') || '/qd-cthads', date '2015-01-01' + (i * 37 %% 3900),
    CASE i %% 7 WHEN 0 THEN 'on_request' ELSE 'ex_officio' END, i, 'civil',
    (ARRAY['in_progress', 'no_means', 'done', 'done', 'done', 'voluntary', 'postponed',
        'no_means'])[1 + i %% 8],
    '', date '2024-01-01' + (i %% 600), i %% 8 IN (2, 3, 4), '{}', 'Ngân sách nhà nước', n.name, 2,
    i::bigint * 10007 %% 900000000, 0, i::bigint * 10007 %% 900000000, 'DL-21',
    CASE WHEN i %% 3 = 0 THEN date '2025-06-01' + (i %% 300) END
FROM generate_series(1, %s) i JOIN bench_name n ON n.no = i
"""


def people(count: int) -> Iterator[tuple[int, str, list[str], str]]:
    """Invented names with the weights of real ones: few family names, many given names."""
    pick = random.Random(2025)
    for no in range(1, count + 1):
        name = f"{pick.choice(FAMILY)} {pick.choice(MIDDLE)} {pick.choice(MIDDLE)} {pick.choice(GIVEN)}"
        yield no, name, names.words(name), names.sort_key(name)


def fill() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_name (no int PRIMARY KEY, name text)")
        rows = list(people(NAMES))
        copy_rows("bench_name", ("no", "name"), ((no, name) for no, name, _, _ in rows))
        # A million names: the first 180,000 belong to the province at hand, the others to the country.
        columns = ("matter_id", "no", "words", "sort_key")
        copy_rows("matters_name", columns, ((no, 1, w, key) for no, _, w, key in rows))
        cursor.execute(_MATTERS, [MATTERS])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE matters_current, matters_name")


def in_the_database() -> Iterator[Line]:
    province = Reach(agencies=frozenset({"22"}))
    asked = [w for no, _, w, _ in people(20_000) if no % 200 == 0]

    def all_words(chosen: list[str]) -> Callable[[], object]:
        def ask() -> object:
            with connection.cursor() as cursor:
                cursor.execute("SELECT matter_id FROM matters_name WHERE words @> %s LIMIT 20", [chosen])
                return cursor.fetchall()

        return ask

    taken = [second for chosen in asked for second in seconds(all_words(chosen), 1)]
    yield Line("name, all words, among 1,000,000: p95 in the database", p95(taken) * 1000, "ms", 20)
    name = names.words("Đặng Gia Khánh")
    taken = seconds(lambda: page(province, Filters(text=" ".join(name))), 15)
    yield Line("name, within the province and its reach: p95", p95(taken) * 1000, "ms")
    first = seconds(lambda: page(province, Filters()), 15)
    after = ""
    for _ in range(400):
        after = page(province, Filters(), after=after).after
    deep = seconds(lambda: page(province, Filters(), after=after), 15)
    yield Line("page 401 by key ÷ first page", p95(deep) / p95(first), "×", 1.5)


class Client:
    """A signed-in browser that only asks."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._headers = port, {"Cookie": cookie, "Host": "127.0.0.1"}
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def get(self, path: str) -> None:
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200 or b"<table" not in body:
            raise RuntimeError(f"{path}: {answer.status}")


def sign_in() -> str:
    cast.gather(cast.TRUONG, on=TODAY)
    browser = Browser()
    browser.force_login(Account.objects.get(pk=cast.account_of(cast.TRUONG, on=TODAY)))
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def over_http(cookie: str) -> Iterator[Line]:
    path = "/viec/?trang-thai=no_means&loai=ex_officio&an=civil"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["-m", "gunicorn", "thihanh.config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    environment = os.environ | {"DATABASE_URL": _url(), "THIHANH_TODAY": TODAY.isoformat()}
    server = subprocess.Popen(
        [sys.executable, *command, "--threads", "4", "--log-level", "error"], env=environment
    )
    try:
        _wait(port)
        alone, together = _drive(port, cookie, path, 1), _drive(port, cookie, path, 10)
        yield Line("list of 100, three filters and reach, one client: p95", p95(alone), "ms", 60)
        yield Line("the same, ten clients: p95", p95(together), "ms", 200)
    finally:
        server.terminate()
        server.wait()


def _drive(port: int, cookie: str, path: str, clients: int, each: int = 40) -> list[float]:
    taken: list[float] = []

    def one() -> None:
        client = Client(port, cookie)
        client.get(path)
        for _ in range(each):
            taken.append(timed(lambda: client.get(path)) * 1000)

    threads = [threading.Thread(target=one) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start")


def _url() -> str:
    found = connection.settings_dict
    return make_conninfo(
        dbname=found["NAME"],
        user=found["USER"] or None,
        password=found["PASSWORD"] or None,
        host=found["HOST"] or None,
        port=found["PORT"] or None,
    )


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with a_database(DATABASE):
        fill()
        yield from in_the_database()
        yield from over_http(sign_in())
