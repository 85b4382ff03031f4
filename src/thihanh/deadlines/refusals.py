"""When no date can be given, and why, in words the officer reads."""

import json
from typing import Final

_SHOWN: Final = 60  # characters of a refused value that a sentence repeats


class Refused(ValueError):
    """The law gives no such date; the message is one Vietnamese sentence that also names what is allowed."""


class Stopped(Refused):
    """The term stands still inside a stop that has not ended: there is no last day yet."""


class Unstated(Refused):
    """The law of that day states no number for the term, or none for the step asked."""


def shown(value: object) -> str:
    """A refused value inside a sentence: on one line, cut when long, ``null`` and ``true`` as they were
    written.
    """
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    line = " ".join(text[: _SHOWN * 4].split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
