"""Eight officers record at once: chains have no gaps and no forks, anchors list every entry once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.trail.record import act, rows
from thihanh.trail.operations import anchor, record, record_many
from thihanh.trail.queries import verify

pytestmark = pytest.mark.django_db(transaction=True)
OFFICERS, ACTS = 8, 25


def at_once(work: Callable[[int], None]) -> None:
    """The work of eight officers, each on a connection of its own."""

    def one(officer: int) -> None:
        try:
            work(officer)
        finally:
            connection.close()

    with ThreadPoolExecutor(OFFICERS) as pool:
        for done in [pool.submit(one, officer) for officer in range(OFFICERS)]:
            done.result()


def test_one_matter_grows_one_chain() -> None:
    def work(officer: int) -> None:
        for number in range(ACTS):
            with transaction.atomic():
                record(act("matter:1", officer=officer, number=number))
                transaction.set_rollback(number % 10 == 9)

    at_once(work)

    kept = OFFICERS * (ACTS - ACTS // 10)
    assert rows("SELECT count(*), max(seq), count(DISTINCT prev_hash) FROM trail_entry") == [
        (kept, kept, kept)
    ]
    assert verify().ok


def test_batches_over_the_same_matters_in_any_order_wait_for_each_other() -> None:
    def work(officer: int) -> None:
        subjects = [f"matter:{(number + 7 * officer) % 60}" for number in range(60)]
        if officer % 2:
            subjects.reverse()
        for _ in range(3):
            with transaction.atomic():
                record_many([act(subject) for subject in subjects])

    at_once(work)

    assert rows("SELECT count(*), count(DISTINCT subject) FROM trail_entry") == [(OFFICERS * 180, 60)]
    assert rows("SELECT DISTINCT count(*), max(seq) FROM trail_entry GROUP BY subject") == [(24, 24)]
    assert verify().ok


def test_anchors_made_while_others_record_list_every_entry_once() -> None:
    def work(officer: int) -> None:
        for number in range(ACTS):
            if officer == 0:
                anchor()
                continue
            with transaction.atomic():
                record(act(f"matter:{number % 5}"))
                connection.cursor().execute("SELECT pg_sleep(0.002)")

    at_once(work)
    anchor()

    report = verify()
    assert (report.ok, report.entries, report.tail) == (True, (OFFICERS - 1) * ACTS, 0)
    assert report.anchors > 1
