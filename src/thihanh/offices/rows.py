"""The frozen rows that the room's questions answer with."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Unit:
    """A unit under the name it bears on the day asked for; ``valid_to`` is that name's last day."""

    code: str
    name: str
    kind: str
    parent: str
    valid_from: date
    valid_to: date | None
    basis: str
    seat: str = ""
    mark: str = "S"


@dataclass(frozen=True)
class OfficerRow:
    """An enforcement officer in office on the day."""

    code: str
    name: str
    rank: str
    unit: str


@dataclass(frozen=True)
class PostRow:
    """A post in force on the day, held since ``since``, with the title it carries that day."""

    officer: str
    name: str
    unit: str
    role: str
    rank: str
    title: str
    since: date


@dataclass(frozen=True)
class AbsenceRow:
    """A person away from the first to the last day, and who acts meanwhile ("" where nobody is named)."""

    id: int
    officer: str
    name: str
    first_day: date
    last_day: date
    replacement: str
    replacement_name: str
    reason: str


@dataclass(frozen=True)
class OwnDay:
    """A unit's own working or free day, with who decided it and why."""

    date: date
    working: bool
    reason: str
    basis: str
    unit: str


@dataclass(frozen=True)
class AccountRow:
    """A log-in and the person behind it."""

    id: int
    username: str
    officer: str
    name: str
    active: bool
    titles: tuple[str, ...]
    unit: str
