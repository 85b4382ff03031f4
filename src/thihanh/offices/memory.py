"""Answers kept while the record of offices has not grown.

The tables are append-only and one writer at a time adds to them (``facts.lock``), so their highest ids name
their whole content: an answer stays right as long as these ids stay what they were.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection

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


def _content() -> Hashable:
    """What names the content of the record of offices: the database and its highest ids."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        return (connection.settings_dict["NAME"], connection.settings_dict["HOST"], cursor.fetchone())
