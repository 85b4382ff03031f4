"""A request that arrives twice acts once: the browser's key is kept beside the answer it got.

``once`` opens the key inside the act's transaction, ``remember`` keeps the answer before it commits. Whoever
brings the same key meanwhile waits for that transaction, then reads its answer. Keys that nobody can bring
again are forgotten at night (``forget``): they are no part of the record.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from thihanh.trail.kept import ask
from thihanh.trail.payloads import canonical


class KeyReused(Exception):
    """The key was used for another request; the sentence says what to do."""

    def __init__(self) -> None:
        self.sentence = (
            "Dữ liệu: mã của lần gửi này đã dùng cho một nội dung khác, nên không ghi gì. "
            "Mở lại trang từ hồ sơ rồi gửi lại."
        )
        super().__init__(self.sentence)


def once(key: str, digest: str) -> Mapping[str, Any] | None:
    """The answer that this key got before; None the first time, and the key is then held until the end.

    ``digest`` stands for everything the request asks. Raises KeyReused where the key came with another one.
    A transaction must be open; where it is undone, the key is free again.
    """
    digest = _salted(key, digest)
    opened = "INSERT INTO trail_once (key, digest) VALUES (%s, %s) ON CONFLICT (key) DO NOTHING RETURNING key"
    found: list[tuple[Any, ...]] = []
    while not found:  # the key that stood in the way may have been forgotten in between
        if ask(opened, [key, digest]):
            return None
        found = ask("SELECT digest, result FROM trail_once WHERE key = %s", [key])
    ((kept, result),) = found
    if kept != digest:
        raise KeyReused
    answer: Mapping[str, Any] = json.loads(result)
    return answer


def remember(key: str, digest: str, result: Mapping[str, object]) -> None:
    """Keep the answer of the key that ``once`` opened in this transaction."""
    ask(
        "UPDATE trail_once SET result = %s WHERE key = %s AND digest = %s",
        [canonical(result), key, _salted(key, digest)],
    )


def forget(older_than: timedelta) -> int:
    """Remove the keys kept longer than that by the database's clock; how many. A later replay acts anew."""
    gone = ask("DELETE FROM trail_once WHERE kept_at < now() - %s::interval RETURNING 1", [older_than])
    return len(gone)


def _salted(key: str, digest: str) -> str:
    """What was asked may be personal: what is kept of it is a hash that the browser's key salts."""
    return hashlib.sha256(f"{key}|{digest}".encode()).hexdigest()
