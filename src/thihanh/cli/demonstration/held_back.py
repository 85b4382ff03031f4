"""What the demonstration keeps out of the register file, to be done in the product instead.

A few matters of the last days are left out whole, and of a few others the last step: the year's totals come
out the same whether a fact was imported or is the work of an act. Pure; the same register, the same choice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from thihanh.cli.demo_people import OFFICE
from thihanh.synthetic import rows
from thihanh.synthetic.rows import Register, Row

Key = tuple[str, date]
End = Literal["done", "no_means", "delegated", "terminated"]

_YOUNG = frozenset({rows.STAGES["assigned"], rows.STAGES["voluntary"]})
_PLAIN_TAGS = frozenset({"", rows.TAGS["state_budget"], rows.TAGS["credit"]})
_OF_OWN_MOTION = frozenset(rows.OBLIGATIONS[code] for code in ("court_fee", "fine", "back_payment"))
_ENDED_BETWEEN = (date(2025, 9, 8), date(2025, 9, 26))
_TERMINATED = frozenset({"C-1", "C-2", "C-4"})
_WANTED: Mapping[End, int] = {"done": 3, "no_means": 3, "delegated": 1, "terminated": 1}
_RECEIVING = {OFFICE: rows.EX_OFFICIO, "22.NV": rows.ON_REQUEST}
"""Where judgments and requests come in here, and which matters begin there again."""
_MOST_BEGINNINGS = 5


@dataclass(frozen=True, slots=True)
class Beginning:
    """A matter that is not in the file: it begins again with its judgment."""

    key: Key
    matter: Row
    parties: tuple[Row, ...]
    obligations: tuple[Row, ...]
    office: str
    officer: str

    @property
    def ex_officio(self) -> bool:
        return self.matter[2] == rows.EX_OFFICIO


@dataclass(frozen=True, slots=True)
class Ending:
    """A matter whose last step, from the day ``on``, is not in the file; ``money`` are the rows left out."""

    key: Key
    end: End
    on: date
    ground: str
    office: str
    officer: str
    money: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose name another may bear as well."""

    name: str
    birth_year: int


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Everything that the file does not say."""

    beginnings: tuple[Beginning, ...] = ()
    endings: tuple[Ending, ...] = ()

    def people(self, office: str) -> list[Person]:
        """The natural persons of the matters that begin again in an office, in the order of their days."""
        rows_ = [row for one in self.beginnings if one.office == office for row in one.parties if row[7]]
        return [Person(str(row[4]), cast("int", row[7])) for row in rows_]


def hold_back(register: Register) -> tuple[Register, HeldBack]:
    """The register without a few beginnings and endings, and those."""
    book = _Book(register)
    found = HeldBack(
        tuple(sorted(book.beginnings(), key=lambda one: one.key[1]))[:_MOST_BEGINNINGS],
        tuple(one for end in _WANTED for one in list(book.endings(end))[: _WANTED[end]]),
    )
    return _without(register, found), found


class _Book:
    """The register by matter."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.events = _grouped(register.events)
        self.money = _grouped(register.money)
        self.parties = _grouped(register.parties)
        self.obligations = _grouped(register.obligations)
        self.holders = _grouped(register.assignments)
        self.judgments = Counter(row[4:7] for row in register.matters)

    def beginnings(self) -> Iterator[Beginning]:
        """Young matters of the office that can begin again as they are."""
        for row in self.register.matters:
            key = _key(row)
            office, officer = self._held(key)
            last = self.events[key][-1]
            if _RECEIVING.get(office) != row[2] or last[3] not in _YOUNG or row[9] or row[10]:
                continue
            if self.judgments[row[4:7]] > 1 or str(row[8] or "") not in _PLAIN_TAGS:
                continue
            owed = self.obligations[key]
            own = {one[3] in _OF_OWN_MOTION for one in owed}
            if own == {row[2] == rows.EX_OFFICIO} and all(one[5] for one in owed):
                yield Beginning(key, row, tuple(self.parties[key]), tuple(owed), office, officer)

    def endings(self, end: End) -> Iterator[Ending]:
        """Matters that came to that end within the weeks of the demonstration, and simply."""
        first, last_day = _ENDED_BETWEEN
        for row in self.register.matters:
            key = _key(row)
            *before, last = self.events[key]
            on, office = cast("date", last[2]), self._held(key)[0]
            if last[3] != rows.STAGES[end] or not first <= on <= last_day:
                continue
            if before[-1][3] != rows.STAGES["in_progress"] or cast("date", before[-1][2]) >= on:
                continue
            if end in ("done", "no_means") and office != OFFICE:
                continue
            paid = tuple(one for one in self.money[key] if one[4] != rows.PURPOSES["due"])
            if self._simple(end, row, paid, on):
                yield Ending(key, end, on, str(last[4] or ""), *self._held(key), paid)

    def _simple(self, end: End, row: Row, paid: tuple[Row, ...], on: date) -> bool:
        """Whether the matter's money can be said again by one act on the day of the end."""
        owed = self.obligations[_key(row)]
        if end == "no_means":
            return not paid and not any(
                one[3] == rows.STAGES["no_means"] for one in self.events[_key(row)][:-1]
            )
        if any(one[3] != on for one in paid) or len(paid) != len(owed) or not all(one[5] for one in owed):
            return False
        if end == "done":
            return all(one[4] == rows.PURPOSES["collected"] for one in paid)
        if end == "terminated":
            return len(owed) > 1 and self.events[_key(row)][-1][4] in _TERMINATED
        return row[2] == rows.ON_REQUEST or len(owed) == 1

    def _held(self, key: Key) -> tuple[str, str]:
        last = self.holders[key][-1]
        return str(last[3]), str(last[4])


def _without(register: Register, found: HeldBack) -> Register:
    gone = {one.key for one in found.beginnings}
    cut = {one.key: one for one in found.endings}

    def kept(every: list[Row]) -> list[Row]:
        return [row for row in every if _key(row) not in gone]

    def is_cut(row: Row, day: object) -> bool:
        one = cut.get(_key(row))
        return one is not None and cast("date", day) >= one.on

    return replace(
        register,
        matters=kept(register.matters),
        parties=kept(register.parties),
        obligations=kept(register.obligations),
        assignments=kept(register.assignments),
        events=[row for row in kept(register.events) if not is_cut(row, row[2])],
        money=[
            row for row in kept(register.money) if row[4] == rows.PURPOSES["due"] or not is_cut(row, row[3])
        ],
    )


def _grouped(every: Iterable[Row]) -> Mapping[Key, list[Row]]:
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in every:
        found[_key(row)].append(row)
    return found


def _key(row: Row) -> Key:
    return cast("Key", (row[0], row[1]))
