"""The committee's page of a province of 180,000 matters.

Two editions, a meeting that comes with its agenda and its table of delay, one that was held with directives
on matters whose effect is measured, 2,000 more directives: what stands on the page of a large province.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from tests import cast

from benchmarks.statistics import fill
from benchmarks.steering import BODIES, HEAD, TODAY
from benchmarks.table import Line, a_database, p95, timed
from thihanh.dossiers.operations import New, open_dossier, open_many, take
from thihanh.editions import operations as editions
from thihanh.editions import queries as closed
from thihanh.editions.rules import Asked
from thihanh.offices.models import Account
from thihanh.statistics.period import month_period
from thihanh.steering import delay_papers, effect_queries, operations
from thihanh.steering.standing import committee_on

DATABASE = "thihanh_bench_committee"
AGENCY = HEAD.unit
CHAIR = cast.Person("79.9002", "Lê Thị Ban", AGENCY, "committee_chair", "ban")
DIRECTIVES, LINKED, POINTS, ASKED = 2_000, 12, 5, 40
BEFORE = date(2025, 7, 1)


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    with kept(), a_database(DATABASE):
        cast.gather(HEAD, CHAIR, on=TODAY)
        fill()
        yield from page("180,000 matters")


@contextmanager
def kept() -> Iterator[None]:
    """The day and the folders of the benchmark."""
    os.environ["THIHANH_TODAY"] = TODAY.isoformat()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["THIHANH_ANCHOR_FILE"] = str(Path(folder) / "roots.log")
        settings.MEDIA_ROOT = Path(folder) / "files"
        yield


def page(size: str) -> Iterator[Line]:
    """The page and the slides as the chair opens them; the effect of a directive worked out anew."""
    by = cast.viewer(HEAD)
    _close(by)
    matters = _matters()
    _founded(by)
    held = _meeting("01/07/2025", by)
    _concluded(held, matters, by)
    _directives(matters, by)
    coming = _meeting("07/10/2025", by)
    operations.build(coming, by=by, on=TODAY)
    delay_papers.state_delays(coming, by=by, on=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    chair = Client()
    chair.force_login(Account.objects.get(pk=cast.account_of(CHAIR, on=TODAY)))
    chair.get("/ban-chi-dao/thanh-vien/")  # the server has begun; nothing of the committee has been read
    first = timed(lambda: _asked(chair, "/ban-chi-dao/"))
    yield Line(f"the committee's page of {size}: first of the day", first, "s", 1)
    measured = timed(lambda: effect_queries.without_effect(by, TODAY))
    yield Line(f"   the report of directives without effect, of {DIRECTIVES}", measured, "s")
    for name, address in (("page", "/ban-chi-dao/"), ("slides", "/ban-chi-dao/hop/")):
        taken = [timed(lambda address=address: _asked(chair, address)) * 1000 for _ in range(ASKED)]
        yield Line(f"the committee's {name} of {size}: p95", p95(taken), "ms", 300)


def _asked(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200 or "Công an" not in answer.content.decode():
        raise RuntimeError(address)


def _close(by: cast.Viewer) -> None:
    for month in (11, 12):
        asked = Asked(AGENCY, 2025, month, "preliminary")
        if closed.latest(AGENCY, 2025, month) is None:
            editions.close(asked, by=by, on=month_period(2025, month).to)


def _matters() -> list[int]:
    """Matters that stand open all year, spread over the province."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT matter_id FROM matters_position WHERE agency = %s AND work_year = 2025 AND lo <= %s"
            " AND hi > %s AND stage = 'in_progress' ORDER BY matter_id %% 97, matter_id LIMIT %s",
            [AGENCY, BEFORE, BEFORE, POINTS * LINKED + DIRECTIVES],
        )
        return [number for (number,) in cursor.fetchall()]


def _founded(by: cast.Viewer) -> None:
    day = "02/01/2025"
    founded = {
        "name": "Ban Chỉ đạo THADS",
        "decision": "1/QĐ-UBND",
        "decided_on": day,
        "decided_by": "Ủy ban nhân dân tỉnh",
        "on": day,
    }
    found = open_dossier(New("committee", founded, agency=AGENCY), by=by, on=TODAY)
    for post, body in (("chair", "ubnd_province"), ("member", "police_province")):
        raw = {"post": post, "body": body, "person": "Lò Văn Một", "on": day}
        take(found, "admit", raw, by=by, on=TODAY)


def _meeting(day: str, by: cast.Viewer) -> int:
    planned = {"title": f"Phiên họp ngày {day}", "form": "quarterly", "planned_on": day, "on": "20/06/2025"}
    return operations.plan_meeting(planned, by=by, on=TODAY)


def _concluded(meeting: int, matters: list[int], by: cast.Viewer) -> None:
    """Held and minuted, its directives on matters given the same day."""
    operations.build(meeting, by=by, on=TODAY)
    operations.settle(meeting, by=by, on=TODAY)
    committee = committee_on(AGENCY, TODAY)
    assert committee is not None
    take(meeting, "hold", {"present": [committee.members[0].key]}, by=by, on=TODAY)
    take(meeting, "minutes", {"content": "Diễn biến"}, by=by, on=TODAY)
    for point in range(POINTS):
        linked = matters[point * LINKED : (point + 1) * LINKED]
        about = [str(one) for one in linked]
        new = New("directive", _raw(point, about), agency=AGENCY, dossiers=(meeting,))
        open_dossier(new, by=by, on=TODAY)


def _directives(matters: list[int], by: cast.Viewer) -> None:
    open_many(
        [
            New("directive", _raw(place, str(one)), agency=AGENCY)
            for place, one in enumerate(matters[POINTS * LINKED :])
        ],
        by=by,
        on=TODAY,
    )


def _raw(place: int, matters: str | list[str]) -> dict[str, object]:
    return {
        "sort": "task",
        "title": f"Trả lời việc số {place}",
        "owner_body": BODIES[place % len(BODIES)],
        "matters": matters,
        "deliverable": "văn bản trả lời",
        "due": f"{1 + place % 28:02d}/09/2025",
        "evidence": "paper",
        "on": BEFORE.strftime("%d/%m/%Y"),
    }
