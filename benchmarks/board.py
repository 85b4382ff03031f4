"""The boards at a province of 180,000 matters: first paint, what a page weighs, an act and its dashboards.

Whole requests through every middleware, by one client in the same process. Positions are a projection kept in
the act's own transaction, so what stands between an act and its boards is the write and the reading again.
"""

import gzip
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from tests import cast
from tests.builders import a_matter
from tests.cast import Person

from benchmarks.statistics import fill
from benchmarks.table import Line, a_database, p95, timed
from thihanh.matters.intake import Intake, StageChange
from thihanh.matters.operations import register_many
from thihanh.offices.models import Account
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics import queries

DATABASE = "thihanh_bench_board"
TODAY = date(2025, 9, 30)
HEAD = Person("79.9001", "Trần Thị Đầu", "79", "province_head", "dau")
OFFICE, OFFICER = "79.KV01", "79.0001"
READINGS, AUDIT = "/thong-ke/hai-cach-doc/", "/thong-ke/soat-phan-loai/"
ASKED, ACTS = 12, 40
OTHER_STAGE = {"in_progress": "paused", "paused": "in_progress"}
GROUND = {"in_progress": "", "paused": "P-obstacle"}


def _seen(client: Client, address: str, headers: dict[str, str] | None = None) -> tuple[float, bytes]:
    """Milliseconds of a request, p95, and the page."""
    answer = client.get(address, headers=headers)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    taken = [timed(lambda: client.get(address, headers=headers)) * 1000 for _ in range(ASKED)]
    return p95(taken), answer.content


def _weight(page: bytes) -> float:
    """Kilobytes of the page with every stylesheet, script and icon it names, gzipped."""
    assets = set(re.findall(r'(?:src|href)="/static/([^"?]+)"', page.decode()))
    files = [finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.)", "", asset)) for asset in assets]
    bodies = [page, *(Path(str(found)).read_bytes() for found in files)]
    return sum(len(gzip.compress(body)) for body in bodies) / 1024


def _acts() -> Iterator[float]:
    """Milliseconds from an act to the figures of its officer and office, read again."""
    one = a_matter("1/QĐ-BD", "02/12/2024", agency="79").held_by(OFFICER, OFFICE).owing(1_000_000)
    [matter] = register_many([one.then("in_progress", "10/01/2025").intake], by=HEAD.code)
    state = {"stage": "in_progress"}

    def act() -> None:
        state["stage"] = OTHER_STAGE[state["stage"]]
        stage = StageChange(TODAY, state["stage"], TODAY, ground=GROUND[state["stage"]])
        register_many([Intake(matter_id=matter, stages=(stage,))], by=HEAD.code)
        for unit in (OFFICE, OFFICER):
            queries.forms(unit, date(2024, 10, 1), TODAY, reach=EVERYTHING, versions=("R08",))

    for _ in range(ACTS):
        yield timed(act) * 1000


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    os.environ["THIHANH_TODAY"] = TODAY.isoformat()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with a_database(DATABASE):
        cast.gather(HEAD, on=TODAY)
        fill()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        head = Client()
        head.force_login(Account.objects.get(pk=cast.account_of(HEAD, on=TODAY)))
        for name, address, limit in (
            ("the board of a province of 180,000 matters: p95", "/bang-dieu-hanh/", 1_000),
            ("the board of one of its offices: p95", f"/bang-dieu-hanh/?don-vi={OFFICE}", 1_000),
            ("the slides of the meeting: p95", "/bang-dieu-hanh/hop/", 2_000),
            ("two readings with the bridge: p95", READINGS, 1_000),
            ("classification audit of the province, first paint: p95", AUDIT, 1_000),
            ("forecast of the province: p95", "/chi-tieu/du-bao/", None),
            ("ranking of its offices: p95", "/chi-tieu/xep-hang/", None),
        ):
            reached, page = _seen(head, address)
            yield Line(name, reached, "ms", limit)
            if limit is not None:
                yield Line("   the page with all it loads, gzipped", _weight(page), "KB", 550)
        for name, address, limit in (
            ("   the decomposition that follows the two readings: p95", READINGS, 2_000),
            ("   both definitions month by month: p95", f"{READINGS}dinh-nghia/", 2_000),
            ("   the findings that follow the audit's first paint: p95", AUDIT, None),
        ):
            yield Line(name, _seen(head, address, {"HX-Request": "true"})[0], "ms", limit)
        yield Line(
            "an act, and the boards of its officer and office again: p95", p95(list(_acts())), "ms", 200
        )
