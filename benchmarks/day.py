"""The officer's day with 500 open matters, the page of a matter with 50 papers and 60 entries, the palette.

Whole requests through every middleware, by one client in the same process.
"""

import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from tests import cast
from tests.builders import a_matter
from tests.documents.papers import a_paper

from benchmarks.table import Line, a_database, p95, timed
from thihanh.documents.operations import draft_many
from thihanh.matters.intake import Intake, Step
from thihanh.matters.operations import register_many
from thihanh.offices.models import Account

DATABASE = "thihanh_bench_day"
TODAY = date(2025, 9, 30)
OPEN, PAPERS, ENTRIES, ASKED = 500, 50, 60, 60
OFFICE = "22.KV01"


def matters() -> list[int]:
    """Lan's desk: of every stage, of every size, some late and some just begun."""
    chance = random.Random(2025)
    return register_many([_one(number, chance) for number in range(1, OPEN + 1)], by=cast.BY)


def _one(number: int, chance: random.Random) -> Intake:
    stage = chance.choice(("in_progress", "no_means", "voluntary", "verifying", "assigned", "postponed"))
    age = chance.randint(2, 20) if stage in ("voluntary", "assigned") else chance.randint(60, 1_800)
    decided = TODAY - timedelta(days=age)

    def day(after: int) -> str:
        return min(TODAY, decided + timedelta(days=after)).strftime("%d/%m/%Y")

    built = a_matter(f"{number}/QĐ-CTHADS", day(0)).held_by(cast.LAN.code, OFFICE)
    built = built.owing(int(10 ** chance.uniform(5.5, 10.5))).then("assigned", day(1))
    if stage != "assigned":
        built = built.then("voluntary", day(2))
    if stage not in ("assigned", "voluntary"):
        built = built.then("verifying", day(14))
    if stage in ("in_progress", "postponed"):
        built = built.then("in_progress", day(30))
    if stage == "no_means":
        built = built.then("no_means", day(40), "N-1")
    if stage == "postponed":
        built = built.then("postponed", day(50), "H-c")
    return built.intake


def thick(matter: int) -> None:
    """Give a matter its papers and entries: every few days somebody tells something new."""
    for place in range(ENTRIES):
        on = TODAY - timedelta(days=ENTRIES - place)
        step = Step(on=on, code="new_information", known_on=on, counterpart=f"Người báo tin {place}")
        register_many([Intake(matter_id=matter, steps=(step,))], by=cast.LAN.code)
    papers = [a_paper(matter, on=TODAY) for _ in range(PAPERS)]
    draft_many(papers, by=cast.viewer(cast.LAN), on=TODAY, key="")


def measured(client: Client, address: str) -> float:
    """Milliseconds of a request, p95."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return p95([timed(lambda: client.get(address)) * 1000 for _ in range(ASKED)])


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    os.environ["THIHANH_TODAY"] = TODAY.isoformat()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with a_database(DATABASE):
        cast.gather(on=TODAY)
        ids = matters()
        thick(ids[0])
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        lan = Client()
        lan.force_login(Account.objects.get(pk=cast.account_of(cast.LAN, on=TODAY)))
        for name, address, limit in (
            ("the day, 500 open matters: p95", "/hom-nay/", 60),
            ("a matter with 50 papers and 60 entries: p95", f"/viec/{ids[0]}/", 80),
            ("its chronology with reasons: p95", f"/viec/{ids[0]}/trinh-tu/", None),
            ("the month of terms: p95", "/lich-viec/?thang=2025-10", None),
            ("the palette, a name of three words: p95", "/lenh/?q=do+van+anh", 100),
        ):
            yield Line(name, measured(lan, address), "ms", limit)
