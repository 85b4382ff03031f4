"""The jobs: one for every name the queue knows, run by a real worker."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from tests.trail.record import act
from thihanh.jobs import worker
from thihanh.queue.names import ANCHOR, CHECK, FORGET, HORIZON, names
from thihanh.queue.operations import enqueue
from thihanh.trail.operations import once, record, remember
from thihanh.trail.queries import check_status


@pytest.fixture(autouse=True)
def _local_files(tmp_path: Path, settings: Any) -> None:
    settings.VAR_DIR = tmp_path


def test_every_name_of_the_queue_has_exactly_one_job() -> None:
    from procrastinate.contrib.django import app

    from thihanh.jobs import registry

    assert registry.app.tasks.keys() - {"builtin:procrastinate.builtin_tasks.remove_old_jobs"} >= names()
    ours = {name for name in app.tasks if not name.startswith(("builtin", "procrastinate."))}
    assert ours == names()


@pytest.mark.django_db(transaction=True)
def test_the_worker_anchors_and_checks_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # the worker's thread keeps none open
    with transaction.atomic():
        record(act())
        enqueue(ANCHOR, {})
    with transaction.atomic():
        enqueue(CHECK, {})

    worker.run(until_idle=True)

    status = check_status()
    assert (status.anchors, status.unanchored) == (1, 0)
    assert status.report is not None
    assert status.report.ok
    assert status.report.with_facts


@pytest.mark.django_db(transaction=True)
def test_the_worker_carries_open_matters_into_the_next_work_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # the worker's thread keeps none open
    monkeypatch.setenv("THIHANH_TODAY", "2028-10-01")
    with transaction.atomic():
        enqueue(HORIZON, {})

    worker.run(until_idle=True)

    with connection.cursor() as cursor:
        cursor.execute("SELECT work_year FROM matters_horizon")
        assert cursor.fetchall() == [(2030,)]


@pytest.mark.django_db(transaction=True)
def test_the_worker_forgets_old_keys_and_a_replay_within_their_time_still_gets_its_answer(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # the worker's thread keeps none open
    _kept_for("old", settings.REQUEST_KEYS_KEPT + timedelta(hours=1))
    _kept_for("young", settings.REQUEST_KEYS_KEPT - timedelta(hours=1))
    with transaction.atomic():
        enqueue(FORGET, {})

    worker.run(until_idle=True)

    with transaction.atomic():
        assert once("young", "hoãn") == {"paper": 7}
        assert once("old", "hoãn") is None, "kept longer than its time"


def _kept_for(key: str, time: timedelta) -> None:
    """A key that was answered so long ago."""
    with transaction.atomic():
        once(key, "hoãn")
        remember(key, "hoãn", {"paper": 7})
        with connection.cursor() as cursor:
            cursor.execute("UPDATE trail_once SET kept_at = kept_at - %s WHERE key = %s", [time, key])
