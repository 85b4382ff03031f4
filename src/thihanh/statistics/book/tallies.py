"""Sums of every measure, by unit and by every way a row narrows matters: what the cells are read from.

The sums are exact whole numbers of 64 bits: matters and đồng. A country's year is a hundredth of what fits.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thihanh.statistics.book.columns import GROUP_COLUMNS, MEMBER_COLUMNS
from thihanh.statistics.book.definitions.reading import known_judgments, known_tags, selections
from thihanh.statistics.engine import sql
from thihanh.statistics.measures.buckets import told_apart
from thihanh.statistics.measures.definitions import MEASURES
from thihanh.statistics.period import Version

Whole = NDArray[np.int64]
Holder = tuple[str, str]  # office, officer
REGIMES: tuple[Version, ...] = ("R08", "R25")
MEASURED = tuple((regime, code) for regime in REGIMES for code in MEASURES)
PLACES = {key: place for place, key in enumerate(MEASURED)}
SELECTION_PLACES = {selection: place for place, selection in enumerate(selections())}
SHAPE = (len(SELECTION_PLACES), len(MEASURED))

_MEMBER_CLASS = slice(3, 10)  # kind … special of a member row
_GROUP_CLASS = slice(2, 8)  # kind … special of a summed row
_MEMBER_SUMS = MEMBER_COLUMNS.index("owed")
_GROUP_SUMS = GROUP_COLUMNS.index("matters")
_CHUNK = 200_000


@dataclass(frozen=True, slots=True)
class Class:
    """What tells cells apart beside the unit: classes of the matter and where it stands."""

    kind: str
    judgment: str
    tags: tuple[str, ...]
    budget: str
    state: str


@dataclass
class Sums:
    """Amounts (matters, owed, covered, flows) by holder and class, added up as rows come.

    Holders and classes are numbered as they are met; ``pairs`` are the two numbers of each place in order.
    """

    holders: dict[Holder, int] = field(default_factory=dict)
    classes: dict[Class, int] = field(default_factory=dict)
    keys: dict[Hashable, int] = field(default_factory=dict)
    seen: dict[tuple[int, int], int] = field(default_factory=dict)
    amounts: list[tuple[Whole, Whole]] = field(default_factory=list)

    def place(self, holder: Holder, raw: tuple[Any, ...], read: Callable[[tuple[Any, ...]], Class]) -> int:
        """The place of a holder and of the class that a row's own values stand for."""
        kind = self.keys.get(raw)
        if kind is None:
            kind = self.keys[raw] = self.classes.setdefault(read(raw), len(self.classes))
        pair = (self.holders.setdefault(holder, len(self.holders)), kind)
        return self.seen.setdefault(pair, len(self.seen))

    def add(self, places: Sequence[int], amounts: Sequence[Sequence[int]]) -> None:
        """Amounts of rows under their places."""
        if places:
            self.amounts.append(summed(np.array(places, dtype=np.int64), np.array(amounts, dtype=np.int64)))

    @property
    def pairs(self) -> Whole:
        """The number of the holder and of the class at each place."""
        return np.array(list(self.seen), dtype=np.int64)

    def total(self) -> Whole:
        """One row of amounts per place."""
        whole = np.zeros((len(self.seen), 3 + len(sql.FLOWS)), dtype=np.int64)
        for places, amounts in self.amounts:
            whole[places] += amounts
        return whole


def summed(index: Whole, rows: Whole) -> tuple[Whole, Whole]:
    """Rows added up by index: the indexes met, in order, and the sum for each."""
    order = np.argsort(index, kind="stable")
    sorted_index = index[order]
    starts = np.flatnonzero(np.diff(sorted_index, prepend=-1))
    return sorted_index[starts], np.add.reduceat(rows[order], starts, axis=0)


@cache
def _kept_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(known_tags().intersection(tags)))


def _class(kind: str, judgment: str, tags: tuple[str, ...], budget: str, state: str) -> Class:
    named = judgment if judgment in known_judgments() else "other"
    return Class(kind, named, _kept_tags(tags), budget, state)


def _of_member(raw: tuple[Any, ...]) -> Class:
    kind, judgment, tags, budget, stage, _, special = raw
    return _class(kind, judgment, tuple(tags), budget, told_apart(stage, special))


def _of_group(raw: tuple[Any, ...]) -> Class:
    kind, judgment, tags, budget, stage, special = raw
    named = tuple(tag for tag in tags.split(",") if tag)
    return _class(kind, judgment, named, budget, told_apart(stage, special))


def sums_of_members(rows: Iterable[Sequence[Any]]) -> Sums:
    """From rows of ``MEMBER_COLUMNS``."""
    sums = Sums()
    places: list[int] = []
    amounts: list[Sequence[int]] = []
    for row in rows:
        places.append(sums.place((row[1], row[2]), tuple(row[_MEMBER_CLASS]), _of_member))
        amounts.append((1, *row[_MEMBER_SUMS:]))
        if len(places) == _CHUNK:
            sums.add(places, amounts)
            places, amounts = [], []
    sums.add(places, amounts)
    return sums


def sums_of_groups(rows: Iterable[Sequence[Any]]) -> Sums:
    """From rows of ``GROUP_COLUMNS``."""
    sums = Sums()
    places: list[int] = []
    amounts: list[Sequence[int]] = []
    for row in rows:
        places.append(sums.place((row[0], row[1]), tuple(row[_GROUP_CLASS]), _of_group))
        amounts.append(row[_GROUP_SUMS:])
    sums.add(places, amounts)
    return sums


@cache
def _steps(state: str) -> tuple[tuple[int, int, int | None], ...]:
    """For a state: place of a measure, place of the amount it adds, place of the amount it takes off."""
    return tuple(
        (PLACES[regime, code], add - sql.COUNT, None if take is None else take - sql.COUNT)
        for regime in REGIMES
        for code, add, take in sql.plan(regime, state)
    )


def _measured(classes: Sequence[Class], kinds: Whole, amounts: Whole) -> Whole:
    """Every measure of every holder and class; ``kinds`` are the numbers of the classes."""
    found = np.zeros((len(kinds), len(MEASURED)), dtype=np.int64)
    by_state: dict[str, list[int]] = {}
    for number, one in enumerate(classes):
        by_state.setdefault(one.state, []).append(number)
    for state, numbers in by_state.items():
        rows = np.flatnonzero(np.isin(kinds, numbers))
        own = amounts[rows]
        block = np.zeros((len(rows), len(MEASURED)), dtype=np.int64)
        for measure, add, take in _steps(state):
            block[:, measure] += own[:, add] if take is None else own[:, add] - own[:, take]
        found[rows] = block
    return found


def tallied(sums: Sums) -> dict[Holder, Whole]:
    """For each holder a table: one row per selection, one column per measure of both regimes."""
    if not sums.seen:
        return {}
    classes = list(sums.classes)
    index, kinds = sums.pairs.T
    held, alike = _selected(classes)
    many = held.shape[1]
    # What no selection tells apart is added up first: the same sums, of far fewer rows.
    met, measures = summed(index * many + alike[kinds], _measured(classes, kinds, sums.total()))
    index, alike = np.divmod(met, many)
    tables = np.zeros((len(sums.holders), *SHAPE), dtype=np.int64)
    for place in SELECTION_PLACES.values():
        rows = np.flatnonzero(held[place][alike])
        if len(rows):
            holders, values = summed(index[rows], measures[rows])
            tables[holders, place] = values
    return {holder: tables[place] for holder, place in sums.holders.items()}


def _selected(classes: Sequence[Class]) -> tuple[NDArray[np.bool_], Whole]:
    """For each selection which sorts of classes it holds, and the sort of each class."""
    held = np.array(
        [
            [selection.holds(one.kind, one.judgment, one.tags, one.budget) for one in classes]
            for selection in SELECTION_PLACES
        ]
    )
    sorts, alike = np.unique(held, axis=1, return_inverse=True)
    return sorts, alike.reshape(-1)


def empty() -> Whole:
    """The table of a unit without matters."""
    return np.zeros(SHAPE, dtype=np.int64)
