"""The agenda of the Steering Committee in a province of 180,000 matters with 2,000 directives."""

import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from tests import cast
from tests.cast import Person

from benchmarks.statistics import fill
from benchmarks.table import Line, a_database, p95, timed
from thihanh.dossiers.operations import New, open_dossier, open_many
from thihanh.offices.models import Account
from thihanh.steering import operations

DATABASE = "thihanh_bench_steering"
TODAY = date(2025, 9, 30)
HEAD = Person("79.9001", "Trần Thị Đầu", "79", "province_head", "dau")
BODIES = ("police_province", "land_registry", "tax", "bank", "construction")
DIRECTIVES, ASKED = 2_000, 12


def _directives(by: cast.Viewer) -> None:
    news = [
        New(
            "directive",
            {
                "sort": "task",
                "title": f"Trả lời việc số {number}",
                "owner_body": BODIES[number % len(BODIES)],
                "matters": str(1 + number * 37),
                "deliverable": "văn bản trả lời",
                "due": f"{1 + number % 28:02d}/09/2025",
                "evidence": "paper",
                "on": "01/09/2025",
            },
            agency="79",
        )
        for number in range(DIRECTIVES)
    ]
    open_many(news, by=by, on=TODAY)


def _meeting(by: cast.Viewer) -> int:
    founded = {
        "name": "Ban Chỉ đạo THADS",
        "decision": "1/QĐ-UBND",
        "decided_on": "02/01/2025",
        "decided_by": "Ủy ban nhân dân tỉnh",
    }
    open_dossier(New("committee", founded, agency="79"), by=by, on=TODAY)
    planned = {"title": "Phiên họp quý III", "form": "quarterly", "planned_on": "07/10/2025"}
    return operations.plan_meeting(planned, by=by, on=TODAY)


def _seen(client: Client, address: str) -> float:
    """Milliseconds of a page, p95."""
    if client.get(address).status_code != 200:
        raise RuntimeError(address)
    return p95([timed(lambda: client.get(address)) * 1000 for _ in range(ASKED)])


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    os.environ["THIHANH_TODAY"] = TODAY.isoformat()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept, a_database(DATABASE):
        os.environ["THIHANH_ANCHOR_FILE"] = str(Path(kept) / "roots.log")
        cast.gather(HEAD, on=TODAY)
        fill()
        by = cast.viewer(HEAD)
        _directives(by)
        meeting = _meeting(by)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        built = [timed(lambda: operations.build(meeting, by=by, on=TODAY)) for _ in range(3)]
        yield Line("the agenda built from the rules over 180,000 matters", max(built), "s", 5)
        yield Line("   and built again from the record", timed(lambda: operations.rebuild(meeting)), "s", 5)
        head = Client()
        head.force_login(Account.objects.get(pk=cast.account_of(HEAD, on=TODAY)))
        for name, address in (
            ("the meeting's page: p95", f"/ban-chi-dao/ky-hop/{meeting}/"),
            ("the board of 2,000 directives: p95", "/ban-chi-dao/nhiem-vu/?muc=qua-han"),
        ):
            yield Line(name, _seen(head, address), "ms", 1_000)
