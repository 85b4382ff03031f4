"""Putting work into the queue inside the transaction of an act, and telling how far work has come."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from thihanh.queue.names import names
from thihanh.queue.queries import CANCELLED, DONE, FAILED, RUNNING, WAITING

_TELL = """
    INSERT INTO thihanh_queue_progress AS told
        (job_key, done, total, state, message, cancel_requested, updated)
    VALUES (%(job_key)s, %(done)s, %(total)s, %(state)s, %(message)s, false, clock_timestamp())
    ON CONFLICT (job_key) DO UPDATE SET
        done = excluded.done, total = excluded.total, state = excluded.state, message = excluded.message,
        cancel_requested = told.cancel_requested AND excluded.state <> 'waiting', updated = clock_timestamp()
    RETURNING cancel_requested
"""


class UnknownJobError(ValueError):
    """A name that no job answers to."""


class CancelledError(Exception):
    """Somebody asked the work to stop; the transaction around it is to be rolled back."""


def enqueue(
    name: str, values: Mapping[str, JSONValue], *, at: datetime | None = None, lock: str | None = None
) -> int:
    """Put a named piece of work into the queue; it runs only if the caller's transaction commits.

    ``at`` is the earliest moment; of the jobs with one ``lock`` only one runs at a time. ``values`` are
    plain JSON values. Returns the job's number.
    """
    if name not in names():
        raise UnknownJobError(f"no job is called {name}")
    return app.configure_task(name, schedule_at=at, lock=lock).defer(**values)


def expect(job_key: str, *, total: int = 0) -> None:
    """Say, in the transaction that enqueues it, that a piece of work is waiting; forgets an old one."""
    _tell(connection, job_key, done=0, total=total, state=WAITING)


def tell(job_key: str, state: str, message: str) -> None:
    """Say why a piece of work waits to be tried again, or has ended for good."""
    _tell(connection, job_key, done=0, total=0, state=state, message=message)


def request_cancel(job_key: str) -> bool:
    """Ask a piece of work to stop at its next step; false when there is none that could."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE thihanh_queue_progress SET cancel_requested = true, updated = clock_timestamp() "
            "WHERE job_key = %s AND state IN (%s, %s)",
            [job_key, WAITING, RUNNING],
        )
        return bool(cursor.rowcount)


class Reporter:
    """Tells how far the work is; every per cent is one small commit on a connection of its own."""

    def __init__(self, own: BaseDatabaseWrapper, job_key: str, total: int, message: str) -> None:
        self._own, self._job_key, self._total, self._message = own, job_key, total, message
        self._told = -1

    def advance(self, done: int, *, message: str | None = None, total: int | None = None) -> None:
        """Tell the progress; raises ``CancelledError`` when somebody asked to stop."""
        fresh = message not in (None, self._message) or total not in (None, self._total)
        self._message = self._message if message is None else message
        self._total = self._total if total is None else total
        percent = done * 100 // self._total if self._total else 0
        if percent == self._told and not fresh:
            return
        self._told = percent
        if self._tell(done, RUNNING, self._message):
            raise CancelledError

    def close(self, state: str) -> None:
        """The last word on this piece of work."""
        done = self._total if state == DONE else 0
        self._tell(done, state)

    def _tell(self, done: int, state: str, message: str = "") -> bool:
        return _tell(self._own, self._job_key, done=done, total=self._total, state=state, message=message)


@contextmanager
def reporting(job_key: str, *, total: int = 0, message: str = "") -> Iterator[Reporter]:
    """Around the transaction of a long piece of work, never inside it: the last word follows the commit.

    ``CancelledError`` and any other error pass on to the caller after they have been told.
    """
    own = connection.copy()
    reporter = Reporter(own, job_key, total, message)
    try:
        reporter.advance(0)
        yield reporter
    except CancelledError:
        reporter.close(CANCELLED)
        raise
    except BaseException:
        reporter.close(FAILED)
        raise
    else:
        reporter.close(DONE)
    finally:
        own.close()


def _tell(
    on: BaseDatabaseWrapper, job_key: str, *, done: int, total: int, state: str, message: str = ""
) -> bool:
    """Write one moment; true when somebody asked to stop."""
    values: dict[str, str | int] = {
        "job_key": job_key,
        "done": done,
        "total": total,
        "state": state,
        "message": message,
    }
    with on.cursor() as cursor:
        cursor.execute(_TELL, values)
        return bool(cursor.fetchone()[0])
