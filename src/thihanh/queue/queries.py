"""How far a piece of work is, for the page that waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from thihanh.law.notation import dotted

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"

_SENTENCES = {
    WAITING: "Đang chờ đến lượt.",
    DONE: "Đã xong.",
    FAILED: "Không thực hiện được; không có gì được ghi.",
    CANCELLED: "Đã hủy; không có gì được ghi.",
}


@dataclass(frozen=True)
class Progress:
    """A moment in a long piece of work; ``is_silent`` where it runs but said nothing for ten minutes."""

    job_key: str
    done: int
    total: int
    state: str
    message: str
    cancel_requested: bool
    updated: datetime
    is_silent: bool

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down, so that 100 means done."""
        if self.state == DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in (DONE, FAILED, CANCELLED)

    @property
    def sentence(self) -> str:
        """What to tell the person who waits."""
        if self.state != RUNNING:
            return self.message or _SENTENCES[self.state]
        what = self.message or "Đang thực hiện"
        count = f": {dotted(self.done)}/{dotted(self.total)} ({self.percent}%)" if self.total > 1 else ""
        return f"{what}{count}{', đang dừng lại' if self.cancel_requested else ''}."


def progress(job_key: str) -> Progress | None:
    """The progress of a piece of work, if it has told any."""
    return many([job_key]).get(job_key)


def many(job_keys: Sequence[str]) -> dict[str, Progress]:
    """The progress of several pieces of work by their keys, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT job_key, done, total, state, message, cancel_requested, updated, "
            "state = 'running' AND updated < clock_timestamp() - interval '10 minutes' "
            "FROM thihanh_queue_progress WHERE job_key = ANY(%s)",
            [list(job_keys)],
        )
        return {row[0]: Progress(*row) for row in cursor.fetchall()}
