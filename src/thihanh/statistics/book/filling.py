"""Filling a form in from the sums of a unit: pure, and the same for every form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np

from thihanh.statistics.book.definitions.reading import form_named
from thihanh.statistics.book.layout import (
    BookForm,
    BookRow,
    BookUnit,
    FilledForm,
    FilledRow,
    FormKey,
    Value,
)
from thihanh.statistics.book.tallies import MEASURED, PLACES, SELECTION_PLACES, Whole, empty
from thihanh.statistics.numbers import Absent, Percent, rate

ActSums = Mapping[tuple[str, str, str], int]  # (form, row, column) → acts or đồng
NO_RANK = Absent("Đơn vị không có số có điều kiện thi hành trong kỳ nên không xếp hạng.")
_LEVELS = ("nation", "province", "agency", "office", "officer")


@dataclass(frozen=True)
class Contents:
    """What a book holds: its units, the sums of each, the acts of each."""

    units: tuple[BookUnit, ...]
    sums: Mapping[str, Whole]
    acts: Mapping[str, ActSums] = field(default_factory=dict)

    @cached_property
    def under(self) -> Mapping[str, Sequence[BookUnit]]:
        """The units directly under each."""
        found: dict[str, list[BookUnit]] = {}
        for one in self.units:
            found.setdefault(one.parent, []).append(one)
        return found

    def listed(self, unit: BookUnit, depth: int = 0) -> Iterator[tuple[int, BookUnit]]:
        """A unit and the units under it with their depth, parents before children, in their order."""
        yield depth, unit
        for child in self.under.get(unit.code, ()):
            yield from self.listed(child, depth + 1)

    def table(self, unit: str) -> Whole:
        """The sums of a unit by selection and measure."""
        found = self.sums.get(unit)
        return empty() if found is None else found

    def acts_of(self, unit: str) -> ActSums:
        """What acts add to cells, of a unit."""
        return self.acts.get(unit, {})


@cache
def _weights(key: FormKey) -> Whole:
    """How often each measure enters each column."""
    form = form_named(key)
    weights = np.zeros((len(MEASURED), len(form.columns)), dtype=np.int64)
    for place, column in enumerate(form.columns):
        if column.counted:
            for sign, measure in form.terms(column.code):
                weights[PLACES[form.measured, measure], place] += sign
    return weights


@cache
def _not_counted(key: FormKey) -> tuple[tuple[int, Absent | tuple[int, int]], ...]:
    """Places of columns that are not counted: the words of one without a source, the two a rate divides."""
    form = form_named(key)
    found: list[tuple[int, Absent | tuple[int, int]]] = []
    for place, column in enumerate(form.columns):
        if column.missing:
            found.append((place, Absent(column.missing)))
        elif column.ratio:
            part, whole = column.ratio
            found.append((place, (form.places[part], form.places[whole])))
    return tuple(found)


def _finished(form: BookForm, counts: Sequence[int]) -> tuple[Value, ...]:
    """A row's counts with its rates divided and its columns without a source said."""
    values: list[Value] = list(counts)
    for place, what in _not_counted(form.key):
        values[place] = what if isinstance(what, Absent) else rate(counts[what[0]], counts[what[1]])
    return tuple(values)


@cache
def _missing(key: FormKey) -> tuple[FilledRow, ...]:
    """The rows of a form no room records, every cell with the sentence that says so."""
    form = form_named(key)
    values = tuple(Absent(form.missing) for _ in form.columns)
    return tuple(FilledRow(row.code, row.name, row.depth, values) for row in form.rows)


@cache
def _without_acts(key: FormKey) -> tuple[FilledRow, ...]:
    """The rows of a form of acts where there are none."""
    return _acts(form_named(key), {})


def fill(form: BookForm, unit: BookUnit, contents: Contents) -> FilledForm:
    """One form of one unit of the book."""
    if form.missing:
        return FilledForm(form, unit.code, _missing(form.key))
    if form.row_kind == "classes":
        return FilledForm(form, unit.code, _classes(form, contents.table(unit.code)))
    if form.row_kind == "measures":
        acts = contents.acts_of(unit.code)
        return FilledForm(form, unit.code, _acts(form, acts) if acts else _without_acts(form.key))
    return FilledForm(form, unit.code, _units(form, unit, contents))


def _classes(form: BookForm, table: Whole) -> tuple[FilledRow, ...]:
    places = [SELECTION_PLACES[row.selection] for row in form.rows]
    counts = (table[places] @ _weights(form.key)).tolist()
    return tuple(
        FilledRow(row.code, row.name, row.depth, _finished(form, own))
        for row, own in zip(form.rows, counts, strict=True)
    )


def _acts(form: BookForm, sums: ActSums) -> tuple[FilledRow, ...]:
    def cell(row: BookRow, column: str) -> int:
        if row.adds:
            return sum(cell(form.row(code), column) for code in row.adds)
        found = form.column(column)
        added = sum(cell(row, code) for code in found.plus) - sum(cell(row, code) for code in found.minus)
        return added if found.plus or found.minus else sums.get((form.facts, row.code, column), 0)

    return tuple(
        FilledRow(
            row.code,
            row.name,
            row.depth,
            _finished(form, [0 if column.missing else cell(row, column.code) for column in form.columns]),
        )
        for row in form.rows
    )


def _units(form: BookForm, unit: BookUnit, contents: Contents) -> tuple[FilledRow, ...]:
    deepest = "province" if unit.kind == "nation" and form.rows else form.deepest
    lowest = _LEVELS.index(deepest)
    listed = [
        (depth, one)
        for depth, one in contents.listed(unit)
        if depth == 0 or _LEVELS.index(one.kind) <= lowest
    ]
    totals = np.array([contents.table(one.code)[0] for _, one in listed])
    counts = (totals @ _weights(form.key)).tolist()
    rows = [
        FilledRow(one.code, one.name, depth, _finished(form, own))
        for (depth, one), own in zip(listed, counts, strict=True)
    ]
    if any(column.rank for column in form.columns):
        rows = _ranked(form, rows, [one.parent for _, one in listed])
    if unit.kind == "nation" and form.rows:
        rows = _with_defence(form, rows)
    return tuple(rows)


def _with_defence(form: BookForm, rows: list[FilledRow]) -> list[FilledRow]:
    """The head of the national form: the total, national defence, the civil agencies together."""
    total, *provinces = rows
    heads = []
    for row in form.rows:
        values = tuple(Absent(row.missing) for _ in form.columns) if row.missing else total.values
        code = total.code if row.code == "total" else row.code
        heads.append(FilledRow(code, row.name, row.depth, values))
    return heads + [FilledRow(row.code, row.name, row.depth + 1, row.values) for row in provinces]


def _ranked(form: BookForm, rows: list[FilledRow], parents: list[str]) -> list[FilledRow]:
    """Places 1-2-2-4 among the units of one parent, on the rounded rate; none without a rate."""
    [(place, by)] = [(n, form.places[c.rank]) for n, c in enumerate(form.columns) if c.rank]
    rates: dict[str, list[int]] = {}
    for row, parent in zip(rows[1:], parents[1:], strict=True):
        value = row.values[by]
        if isinstance(value, Percent):
            rates.setdefault(parent, []).append(value.hundredths)
    ordered = {parent: sorted(values, reverse=True) for parent, values in rates.items()}
    ranks = {parent: _places(values) for parent, values in ordered.items()}
    found = []
    for number, (row, parent) in enumerate(zip(rows, parents, strict=True)):
        value = row.values[by]
        own: Value = NO_RANK
        if number and isinstance(value, Percent):
            own = ranks[parent][value.hundredths]
        elif not number:
            own = Absent("Đơn vị lập biểu không xếp hạng với chính mình.")
        found.append(
            FilledRow(row.code, row.name, row.depth, (*row.values[:place], own, *row.values[place + 1 :]))
        )
    return found


def _places(values: Sequence[int]) -> dict[int, int]:
    """Value → place, from values in descending order."""
    found: dict[int, int] = {}
    for place, value in enumerate(values, 1):
        found.setdefault(value, place)
    return found
