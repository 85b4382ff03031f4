"""How monitored judgments are counted over a period: form 006.N and form 12 come to these columns. Pure.

A judgment is new in the period it is entered in the book, carried in where it was entered before and not over
before the period began; it is over by completion or by being annulled. Files with nothing to perform stand
apart from the total. Decree 139/2026, form 006; the mapping of levels to rows is ours [K].
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

#: Level of the obliged authority → row of the forms.
ROWS: Final[Mapping[str, str]] = {
    "central": "central",
    "province": "province",
    "province_chair": "province",
    "commune": "commune",
    "other": "other",
}
OUTCOMES: Final = ("cancelled", "postponed", "done", "in_progress")
ACTS: Final[Mapping[str, str]] = {
    "notice": "notices",
    "work_session": "sessions",
    "compel_received": "compelled",
    "recommend": "responsibility",
}
"""Steps that are counted each time they are taken in the period."""
COLUMNS: Final = ("carried_in", "new", *OUTCOMES, "no_content", *ACTS.values())

_DONE: Final = frozenset({"voluntary_done", "performed"})
_STOPPED: Final = frozenset({"postpone", "suspend"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that stands: its fact, its day, its code."""

    id: int
    on: date
    code: str


@dataclass(frozen=True, slots=True)
class Judgment:
    """A judgment as it is counted: who holds it, the level of the obliged authority, its steps in order."""

    id: int
    office: str
    officer: str
    level: str
    has_content: bool
    steps: Sequence[Taken]

    @property
    def row(self) -> str:
        """The row of the forms it is counted in."""
        return ROWS.get(self.level, "other")


def outcome(judgment: Judgment, to: date) -> str:
    """Where it stood at the end of a day: one of ``OUTCOMES``."""
    found = "in_progress"
    for one in judgment.steps:
        if one.on > to:
            break
        if one.code in _DONE:
            return "done"
        if one.code == "annul":
            return "cancelled"
        if one.code in _STOPPED:
            found = "postponed"
        elif one.code == "resume":
            found = "in_progress"
    return found


def counted(judgment: Judgment, from_: date, to: date) -> Iterator[tuple[str, int]]:
    """The columns it adds one to over a period, each with the fact of the step that says so."""
    entered = judgment.steps[0]
    if entered.on > to:
        return
    is_new = entered.on >= from_
    if not judgment.has_content:
        if is_new:
            yield "no_content", entered.id
        return
    over = next((one for one in judgment.steps if one.code in _DONE or one.code == "annul"), None)
    if over is not None and over.on < from_:
        return
    yield "new" if is_new else "carried_in", entered.id
    found = outcome(judgment, to)
    yield found, over.id if over is not None and found in ("done", "cancelled") else entered.id
    for one in judgment.steps:
        if one.code in ACTS and from_ <= one.on <= to:
            yield ACTS[one.code], one.id
