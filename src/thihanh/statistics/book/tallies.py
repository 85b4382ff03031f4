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
from thihanh.statistics.book.layout import Selection
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

_MEMBER_KEY = slice(1, 10)  # office … special of a member row
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
    """Amounts (matters, owed, covered, flows) by holder and class, added up as rows come."""

    keys: dict[Hashable, int] = field(default_factory=dict)
    found: list[tuple[Holder, Class]] = field(default_factory=list)
    seen: dict[tuple[Holder, Class], int] = field(default_factory=dict)
    amounts: list[tuple[Whole, Whole]] = field(default_factory=list)

    def place(self, raw: tuple[Any, ...], read: Callable[[tuple[Any, ...]], tuple[Holder, Class]]) -> int:
        """The place of the holder and class a row's own key stands for."""
        known = self.keys.get(raw)
        if known is None:
            key = read(raw)
            known = self.seen.setdefault(key, len(self.found))
            if known == len(self.found):
                self.found.append(key)
            self.keys[raw] = known
        return known

    def add(self, places: Sequence[int], amounts: Sequence[Sequence[int]]) -> None:
        """Amounts of rows under their places."""
        if places:
            self.amounts.append(summed(np.array(places, dtype=np.int64), np.array(amounts, dtype=np.int64)))

    def total(self) -> Whole:
        """One row of amounts per place."""
        whole = np.zeros((len(self.found), 3 + len(sql.FLOWS)), dtype=np.int64)
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


def _of_member(raw: tuple[Any, ...]) -> tuple[Holder, Class]:
    office, officer, kind, judgment, tags, budget, stage, _, special = raw
    return (office, officer), _class(kind, judgment, tuple(tags), budget, told_apart(stage, special))


def _of_group(raw: tuple[Any, ...]) -> tuple[Holder, Class]:
    office, officer, kind, judgment, tags, budget, stage, special = raw
    named = tuple(tag for tag in tags.split(",") if tag)
    return (office, officer), _class(kind, judgment, named, budget, told_apart(stage, special))


def sums_of_members(rows: Iterable[Sequence[Any]]) -> Sums:
    """From rows of ``MEMBER_COLUMNS``."""
    sums = Sums()
    places: list[int] = []
    amounts: list[Sequence[int]] = []
    for row in rows:
        places.append(sums.place(tuple(row[_MEMBER_KEY]), _of_member))
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
        places.append(sums.place(tuple(row[:_GROUP_SUMS]), _of_group))
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


def _measured(classes: Sequence[Class], amounts: Whole) -> Whole:
    """Every measure of every holder and class."""
    found = np.zeros((len(classes), len(MEASURED)), dtype=np.int64)
    by_state: dict[str, list[int]] = {}
    for place, one in enumerate(classes):
        by_state.setdefault(one.state, []).append(place)
    for state, places in by_state.items():
        rows = np.array(places)
        own = amounts[rows]
        block = np.zeros((len(places), len(MEASURED)), dtype=np.int64)
        for measure, add, take in _steps(state):
            block[:, measure] += own[:, add] if take is None else own[:, add] - own[:, take]
        found[rows] = block
    return found


def tallied(sums: Sums) -> dict[Holder, Whole]:
    """For each holder a table: one row per selection, one column per measure of both regimes."""
    if not sums.found:
        return {}
    holders = list(dict.fromkeys(holder for holder, _ in sums.found))
    of_holder = {holder: place for place, holder in enumerate(holders)}
    index = np.array([of_holder[holder] for holder, _ in sums.found], dtype=np.int64)
    classes = [one for _, one in sums.found]
    measures = _measured(classes, sums.total())
    tables = np.zeros((len(holders), *SHAPE), dtype=np.int64)
    distinct: dict[Class, list[int]] = {}
    for place, one in enumerate(classes):
        distinct.setdefault(one, []).append(place)
    for selection, place in SELECTION_PLACES.items():
        rows = _selected(selection, distinct)
        if len(rows):
            met, values = summed(index[rows], measures[rows])
            tables[met, place] = values
    return {holder: tables[place] for holder, place in of_holder.items()}


def _selected(selection: Selection, distinct: dict[Class, list[int]]) -> NDArray[np.int64]:
    return np.array(
        [
            row
            for one, rows in distinct.items()
            if selection.holds(one.kind, one.judgment, one.tags, one.budget)
            for row in rows
        ],
        dtype=np.int64,
    )


def empty() -> Whole:
    """The table of a unit without matters."""
    return np.zeros(SHAPE, dtype=np.int64)
