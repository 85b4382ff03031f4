"""The queue: work runs only after its act's transaction; progress is seen while the work still runs."""

from datetime import UTC, datetime
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction

from thihanh.queue import queries
from thihanh.queue.names import CHECK
from thihanh.queue.operations import (
    CancelledError,
    Reporter,
    UnknownJobError,
    enqueue,
    expect,
    reporting,
    request_cancel,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _an_empty_queue(transactional_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def waiting() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args, scheduled_at, lock FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def seen(job_key: str) -> queries.Progress:
    found = queries.progress(job_key)
    assert found is not None
    return found


def test_work_enqueued_in_an_act_that_fails_never_was() -> None:
    with transaction.atomic():
        enqueue(CHECK, {})
        transaction.set_rollback(True)
    assert waiting() == []


def test_work_keeps_its_values_its_earliest_moment_and_its_lock() -> None:
    at = datetime(2026, 7, 1, 17, 0, tzinfo=UTC)
    with transaction.atomic():
        enqueue(CHECK, {"number": 7}, at=at, lock="register:22")
    [(name, values, scheduled_at, lock)] = waiting()
    assert (name, scheduled_at, lock) == (CHECK, at, "register:22")
    assert values in ({"number": 7}, '{"number": 7}')


def test_a_name_without_a_job_is_refused() -> None:
    with pytest.raises(UnknownJobError, match=r"register\.burn"):
        enqueue("register.burn", {})


def test_progress_is_seen_by_others_while_the_works_transaction_is_open() -> None:
    expect("import:1", total=0)
    assert seen("import:1").sentence == "Đang chờ đến lượt."
    with reporting("import:1", total=12_000, message="Đang ghi việc") as reporter, transaction.atomic():
        reporter.advance(3_000)
        told = seen("import:1")
        assert (told.percent, told.sentence) == (25, "Đang ghi việc: 3.000/12.000 (25%).")
    assert (seen("import:1").percent, seen("import:1").sentence) == (100, "Đã xong.")
    assert seen("import:1").is_over


def test_progress_is_told_once_a_percent(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr("thihanh.queue.operations._tell", lambda on, key, *, done, **rest: told.append(done))
    reporter = Reporter(connection, "import:1", 1_000, "")
    for done in range(1_000):
        reporter.advance(done)
    assert told == list(range(0, 1_000, 10))


def test_work_that_was_asked_to_stop_stops_at_its_next_step_and_its_writing_is_undone() -> None:
    def work() -> None:
        with reporting("import:2", total=10) as reporter, transaction.atomic():
            enqueue(CHECK, {})
            Thread(target=ask_to_stop).start()
            while True:
                reporter.advance(5, message="Đang ghi")
                reporter.advance(5, message="Đang ghi tiếp")

    def ask_to_stop() -> None:
        asked.append(request_cancel("import:2"))
        connection.close()

    asked: list[bool] = []
    with pytest.raises(CancelledError):
        work()
    assert asked == [True]
    assert waiting() == []
    assert seen("import:2").sentence == "Đã hủy; không có gì được ghi."
    assert not request_cancel("import:2")


def test_work_cancelled_while_it_waits_never_begins() -> None:
    expect("import:3")
    assert request_cancel("import:3")
    with pytest.raises(CancelledError), reporting("import:3"):
        pytest.fail("the work began")
    assert seen("import:3").state == queries.CANCELLED


def test_work_that_breaks_says_so_and_a_second_try_starts_clean() -> None:
    with pytest.raises(ZeroDivisionError), reporting("import:4", total=4):
        raise ZeroDivisionError
    assert seen("import:4").sentence == "Không thực hiện được; không có gì được ghi."
    expect("import:4")
    assert (seen("import:4").state, seen("import:4").cancel_requested) == (queries.WAITING, False)


def test_of_unknown_work_there_is_no_progress() -> None:
    assert queries.progress("import:5") is None
