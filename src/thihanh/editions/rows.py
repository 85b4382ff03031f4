"""Frozen answers of this room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thihanh.editions.kinds import KIND_NAMES, EditionName, Kind
from thihanh.editions.terms import ClosingTerm, UnitKind
from thihanh.statistics.period import Period, month_period


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition as the record holds it. ``superseded_by`` names the supplementary report after it."""

    id: int
    unit: str
    year: int
    month: int
    kind: Kind
    closed_on: date
    by: str
    anchor: int
    root: str
    body_sha256: str
    file_sha256: str
    supersedes: int | None
    superseded_by: int | None
    explanation: str
    late: tuple[str, ...]
    elsewhere: tuple[int, ...]
    composed_of: tuple[int, ...]
    header: Mapping[str, Any]
    pdf_sha256: str = ""
    signed_by: str = ""

    @property
    def period(self) -> Period:
        return month_period(self.year, self.month)

    @property
    def name(self) -> EditionName:
        """How figures of it are named."""
        return EditionName(self.id, self.unit, self.period, self.kind)

    @property
    def kind_name(self) -> str:
        return KIND_NAMES[self.kind]

    @property
    def unit_name(self) -> str:
        """The unit's name on the last day of the period."""
        return str(self.header.get("unit_name", self.unit))


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A unit on the closing board: by when, whether it closed, how many working days late by now or then."""

    code: str
    name: str
    kind: UnitKind
    parent: str
    term: ClosingTerm
    closed_on: date | None
    closed_by: str
    days_late: int
    edition: int | None = None

    @property
    def is_late(self) -> bool:
        return self.days_late > 0
