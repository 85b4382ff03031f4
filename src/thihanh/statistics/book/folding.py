"""A book from its rows: pure, so that a file can be checked by folding it again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thihanh.statistics.book.definitions.reading import forms_on
from thihanh.statistics.book.filling import Contents
from thihanh.statistics.book.layout import BookForm, BookUnit
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.book.tallies import (
    Holder,
    Sums,
    Whole,
    empty,
    sums_of_groups,
    sums_of_members,
    tallied,
)
from thihanh.statistics.engine.cells import UNASSIGNED
from thihanh.statistics.period import Period

NOBODY = "-"  # the code of what has no office or officer yet, under the unit it belongs to
NOBODY_NAME = "Chưa phân công"
NATION = "CQL"

ActTotals = dict[tuple[str, str, str], int]


def office_code(agency: str, office: str) -> str:
    """The code of an office in a book; of matters no office holds, the agency's with a dash."""
    return office if office != UNASSIGNED else f"{agency}.{NOBODY}"


def officer_code(agency: str, office: str, officer: str) -> str:
    """The code of the part an officer holds in an office: "22.KV01/22.0002"."""
    return f"{office_code(agency, office)}/{officer or NOBODY}"


def units_of(top: BookUnit, holders: Iterable[Holder], names: Mapping[str, str]) -> tuple[BookUnit, ...]:
    """A unit, its offices and officers: those of ``holders``, named; offices in ``names`` too."""
    agency = top.code[:2]
    if top.kind == "officer":
        return (top,)
    held: dict[str, set[str]] = {office: set() for office in names if _is_office(office, agency)}
    for office, officer in holders:
        held.setdefault(office, set()).add(officer)
    if top.kind == "office":
        held = {top.code: held.get(top.code, set())}
    found = [top]
    for office in sorted(held, key=_last_if_unassigned):
        code = office_code(agency, office)
        if top.kind != "office":
            found.append(BookUnit(code, names.get(office, office or NOBODY_NAME), "office", top.code))
        found += [
            BookUnit(
                officer_code(agency, office, officer),
                names.get(officer, officer) if officer else NOBODY_NAME,
                "officer",
                code,
            )
            for officer in sorted(held[office], key=_last_if_unassigned)
        ]
    return tuple(found)


def _is_office(code: str, agency: str) -> bool:
    return code.startswith(f"{agency}.") and not code[3:].isdigit()


def _last_if_unassigned(code: str) -> tuple[bool, str]:
    return (not code, code)


def fold_book(
    units: Sequence[BookUnit],
    period: Period,
    rows: Iterable[Sequence[Any]],
    *,
    acts: Iterable[Sequence[Any]] = (),
    known_on: date | None = None,
    sourced: Collection[str] = (),
) -> Book:
    """A book from member rows (``MEMBER_COLUMNS``) and act rows (``ACT_COLUMNS``); ``units[0]`` is its unit.

    Holders that stand in no unit given are added under their codes, so that no row is lost. ``sourced`` are
    forms that have a source of acts though their data file says they have none.
    """
    return _folded(units, _Of(period, known_on, frozenset(sourced)), sums_of_members(rows), acts)


def fold_groups(
    units: Sequence[BookUnit],
    period: Period,
    rows: Iterable[Sequence[Any]],
    *,
    acts: Iterable[Sequence[Any]] = (),
    known_on: date | None = None,
    sourced: Collection[str] = (),
) -> Book:
    """The same book from rows the database has summed (``GROUP_COLUMNS``)."""
    return _folded(units, _Of(period, known_on, frozenset(sourced)), sums_of_groups(rows), acts)


@dataclass(frozen=True, slots=True)
class _Of:
    """What a book is of beside its unit."""

    period: Period
    known_on: date | None
    sourced: frozenset[str]

    def forms(self) -> tuple[BookForm, ...]:
        """The forms of the period; one with a source of acts is not missing."""
        return tuple(
            replace(form, missing="") if form.missing and form.facts in self.sourced else form
            for form in forms_on(self.period)
        )


def _folded(units: Sequence[BookUnit], of: _Of, sums: Sums, acts: Iterable[Sequence[Any]]) -> Book:
    top = units[0]
    tables, totals = tallied(sums), _acts_by_holder(acts)
    every = _completed(units, [*tables, *totals])
    leaves = {one.code for one in every}
    by_unit: dict[str, Whole] = {}
    acts_by_unit: dict[str, ActTotals] = {}
    for holder in dict.fromkeys([*tables, *totals]):
        code = _leaf(top, holder, leaves)
        by_unit[code] = by_unit.get(code, 0) + tables.get(holder, empty())
        _merge(acts_by_unit.setdefault(code, {}), totals.get(holder, {}))
    contents = Contents(every, _raised(every, by_unit), _raised_acts(every, acts_by_unit))
    return Book(top.code, of.period, of.known_on, every, of.forms(), contents)


def _leaf(top: BookUnit, holder: Holder, known: set[str]) -> str:
    code = officer_code(top.code[:2], *holder)
    return code if code in known else top.code


def _completed(units: Sequence[BookUnit], holders: Iterable[Holder]) -> tuple[BookUnit, ...]:
    """The units, with those added that hold something and were not named."""
    top = units[0]
    if top.kind == "officer":
        return tuple(units)
    known = {one.code for one in units}
    missing = [h for h in holders if officer_code(top.code[:2], *h) not in known]
    if not missing:
        return tuple(units)
    names = {office_code(top.code[:2], ""): NOBODY_NAME} | {one.code: one.name for one in units}
    extra = [one for one in units_of(top, missing, {}) if one.code not in known]
    return (*units, *(BookUnit(e.code, names.get(e.code, e.name), e.kind, e.parent) for e in extra))


def _acts_by_holder(acts: Iterable[Sequence[Any]]) -> dict[Holder, ActTotals]:
    found: dict[Holder, ActTotals] = {}
    for form, _, _, office, officer, row, column, amount in acts:
        own = found.setdefault((office, officer), {})
        own[form, row, column] = own.get((form, row, column), 0) + amount
    return found


def _merge(into: ActTotals, other: Mapping[tuple[str, str, str], int]) -> None:
    for cell, amount in other.items():
        into[cell] = into.get(cell, 0) + amount


def _bottom_up(units: Sequence[BookUnit]) -> list[BookUnit]:
    order = {"officer": 0, "office": 1, "agency": 2, "province": 2, "nation": 3}
    return sorted(units, key=lambda one: order[one.kind])


def _raised(units: Sequence[BookUnit], sums: dict[str, Whole]) -> dict[str, Whole]:
    """Every unit's sums: its own with those of the units under it."""
    known = {one.code for one in units}
    found = dict(sums)
    for one in _bottom_up(units):
        if one.code in found and one.parent in known:
            found[one.parent] = found.get(one.parent, 0) + found[one.code]
    return found


def _raised_acts(units: Sequence[BookUnit], acts: dict[str, ActTotals]) -> dict[str, ActTotals]:
    known = {one.code for one in units}
    found = {code: dict(own) for code, own in acts.items()}
    for one in _bottom_up(units):
        if one.code in found and one.parent in known:
            _merge(found.setdefault(one.parent, {}), found[one.code])
    return found


def combined(top: BookUnit, books: Sequence[Book]) -> Book:
    """The nation's book from the books of its agencies, which become its provinces."""
    first = books[0]
    units = [top]
    sums: dict[str, Whole] = {}
    acts: dict[str, ActTotals] = {}
    for book in books:
        for one in book.units:
            is_agency = one.code == book.unit
            units.append(
                BookUnit(
                    one.code,
                    one.name,
                    "province" if is_agency else one.kind,
                    top.code if is_agency else one.parent,
                )
            )
        sums |= book.contents.sums
        acts |= {code: dict(own) for code, own in book.contents.acts.items()}
        if book.unit in sums:
            sums[top.code] = sums.get(top.code, 0) + sums[book.unit]
        _merge(acts.setdefault(top.code, {}), acts.get(book.unit, {}))
    contents = Contents(tuple(units), sums, acts)
    return Book(top.code, first.period, first.known_on, tuple(units), first.forms, contents)
