"""Answers kept while the record of offices has not grown.

The tables are append-only and one writer at a time adds to them (``facts.lock``), so their highest ids name
their whole content: an answer stays right as long as these ids stay what they were. One request reads one
content: it asks for the ids once, unless it writes itself.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection

from thihanh.trail.kept import ask

P = ParamSpec("P")
R = TypeVar("R")

_KEPT = 1_000
_answers: OrderedDict[Hashable, Any] = OrderedDict()
_STAMP = """
    SELECT (SELECT max(id) FROM offices_unit), (SELECT max(id) FROM offices_officer),
        (SELECT max(id) FROM offices_post), (SELECT max(id) FROM offices_absence),
        (SELECT max(id) FROM offices_day)
"""


def remembered(question: Callable[P, R]) -> Callable[P, R]:
    """Ask once per content of the record; the answer must be a value that nobody changes."""

    @wraps(question)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        key = (question.__qualname__, args, tuple(sorted(kwargs.items())), _content())
        if key in _answers:
            _answers.move_to_end(key)
            kept: R = _answers[key]
            return kept
        found = question(*args, **kwargs)
        _answers[key] = found
        if len(_answers) > _KEPT:
            _answers.popitem(last=False)
        return found

    return answer


@contextmanager
def one_content() -> Iterator[None]:
    """Let what runs inside read one content of the record: what others add meanwhile, the next one reads."""
    token = _read.set([])
    try:
        yield
    finally:
        _read.reset(token)


def forget_content() -> None:
    """Whoever writes to the record reads it anew."""
    _read.set(None)


_read: ContextVar[list[Hashable] | None] = ContextVar("content of the record of offices", default=None)


def _content() -> Hashable:
    """What names the content of the record of offices: the database and its highest ids."""
    read = _read.get()
    if read:
        return read[0]
    found = (connection.settings_dict["NAME"], connection.settings_dict["HOST"], *ask(_STAMP))
    if read is not None:
        read.append(found)
    return found
