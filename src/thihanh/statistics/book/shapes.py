"""The book: every form of a unit and of all units under it over one cumulative period."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from thihanh.statistics.book.filling import Contents, fill
from thihanh.statistics.book.layout import (
    BookColumn,
    BookForm,
    BookRow,
    BookUnit,
    FilledForm,
    FilledRow,
    FormKey,
    Selection,
    UnitKind,
    UnknownPart,
    Value,
)
from thihanh.statistics.period import Period

__all__ = [
    "Book",
    "BookColumn",
    "BookForm",
    "BookRow",
    "BookUnit",
    "FilledForm",
    "FilledRow",
    "FormKey",
    "Selection",
    "UnitKind",
    "UnknownPart",
    "Value",
]


@dataclass(frozen=True)
class Book:
    """Every form of a unit and of all units under it; ``units`` starts with the unit itself.

    Forms are filled in when asked for, from sums of the rows the book was folded from; ``said`` are those
    that stand filled already, as a closed edition says them.
    """

    unit: str
    period: Period
    known_on: date | None
    units: tuple[BookUnit, ...]
    forms: tuple[BookForm, ...]
    contents: Contents = field(repr=False, compare=False)
    said: Mapping[tuple[FormKey, str], FilledForm] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _unit_by_code(self) -> dict[str, BookUnit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def _filled(self) -> dict[tuple[FormKey, str], FilledForm]:
        return dict(self.said)

    def unit_named(self, code: str) -> BookUnit:
        """A unit of the book. Raises ``UnknownPart``."""
        try:
            return self._unit_by_code[code]
        except KeyError:
            raise UnknownPart(f"Phạm vi: bộ biểu của {self.unit} không có đơn vị «{code}».") from None

    def definition(self, code: str | FormKey) -> BookForm:
        """A form of the book by code (the version in force first) or by code and version."""
        for form in self.forms:
            if code in (form.code, form.key):
                return form
        known = ", ".join(dict.fromkeys(form.code for form in self.forms))
        raise UnknownPart(f"Bộ biểu kỳ {self.period.label} không có biểu «{code}»; có {known}.")

    def form(self, code: str | FormKey, unit: str | None = None) -> FilledForm:
        """One form of the unit, or of a unit under it. Raises ``UnknownPart`` with a sentence."""
        form, of = self.definition(code), self.unit_named(unit or self.unit)
        kept = self._filled.get((form.key, of.code))
        if kept is None:
            kept = self._filled[form.key, of.code] = fill(form, of, self.contents)
        return kept

    def all_filled(self) -> tuple[FilledForm, ...]:
        """Every form of every unit, in the order of units and forms."""
        return tuple(self.form(form.key, unit.code) for unit in self.units for form in self.forms)
