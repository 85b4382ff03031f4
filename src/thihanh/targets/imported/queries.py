"""The imported rows as they stand, and the files that brought them, as frozen rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from django.db import connection
from django.db.models import Max

from thihanh.targets.consistency.report import Report, report
from thihanh.targets.imported.models import PublishedFact, PublishedRun
from thihanh.targets.imported.stored import figures_from_json
from thihanh.targets.published import Edition, PublishedRow, published_rows
from thihanh.targets.published_series import Series, series

STATES: Mapping[str, str] = {
    "checked": "chờ xác nhận",
    "applied": "đã ghi",
    "refused": "có dòng bị từ chối",
    "unchanged": "không có gì mới",
    "cancelled": "đã hủy",
}


class RunUnknown(Exception):
    """No such file, or not one of this viewer's agency."""


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A published row that somebody brought in, with who, when, from which place of which file."""

    id: int
    row: PublishedRow
    by: str
    known_on: date
    entry_id: int
    place: str
    address: str
    published_on: date | None
    kept_because: str
    replaces_id: int | None

    @property
    def identity(self) -> tuple[str, str, int, int, str, str]:
        """What makes a second row the same one: unit, boundary, period, edition, publication."""
        row = self.row
        return row.unit or row.name, row.boundary, row.work_year, row.months, row.edition, row.source


def imported_rows(known_on: date | None = None) -> tuple[ImportedRow, ...]:
    """The rows that stand, as known on a day (now where none is given), by period."""
    facts = PublishedFact.objects.order_by("work_year", "months", "id")
    if known_on is not None:
        facts = facts.filter(known_on__lte=known_on)
    found = list(facts)
    replaced = {fact.replaces_id for fact in found}
    return tuple(_row(fact) for fact in found if fact.id not in replaced and not fact.void)


def versions_of(row_id: int) -> tuple[ImportedRow, ...]:
    """A row and those it replaced, the latest first."""
    found: list[ImportedRow] = []
    fact = PublishedFact.objects.filter(pk=row_id).first()
    while fact is not None:
        found.append(_row(fact))
        fact = PublishedFact.objects.filter(pk=fact.replaces_id).first() if fact.replaces_id else None
    return tuple(found)


def _row(fact: PublishedFact) -> ImportedRow:
    figures = figures_from_json(fact.figures)
    return ImportedRow(
        id=fact.id,
        row=PublishedRow(
            row=fact.key,
            level=fact.level,
            unit=fact.unit,
            boundary=fact.boundary,
            name=fact.name,
            edition=cast("Edition", fact.edition),
            work_year=fact.work_year,
            months=fact.months,
            figures={code: one.value for code, one in figures.items()},
            texts={code: one.text for code, one in figures.items()},
            source=fact.publication,
            mark=fact.mark,
            note=fact.note,
        ),
        by=fact.by,
        known_on=fact.known_on,
        entry_id=fact.entry_id,
        place=fact.place,
        address=fact.address,
        published_on=fact.published_on,
        kept_because=fact.kept_because,
        replaces_id=fact.replaces_id,
    )


def series_of(unit: str, name: str, people: Mapping[str, str] | None = None) -> Series:
    """A unit's published results over the years, the reviewed rows and beside them the imported ones.

    ``people`` are the names of those who imported, by code.
    """
    imported = imported_rows()
    brought = {id(one.row): one for one in imported}

    def origin(row: PublishedRow) -> str:
        one = brought.get(id(row))
        if one is None:
            return "dòng đã duyệt"
        return f"nhập bởi {(people or {}).get(one.by, one.by)} ngày {one.known_on:%d/%m/%Y}"

    rows = (*published_rows(), *(one.row for one in imported))
    return series(unit, name, rows, origin)


def report_all() -> Report:
    """Every reviewed and imported row through the checks, kept while no row is imported or withdrawn."""
    newest = PublishedFact.objects.aggregate(id=Max("id"))["id"]
    return _report_all(connection.settings_dict["NAME"], connection.settings_dict["HOST"], newest)


@lru_cache(maxsize=1)
def _report_all(_name: str, _host: str, _newest: int | None) -> Report:
    return report([one.row for one in imported_rows()])


@dataclass(frozen=True, slots=True)
class RunRow:
    """One file: what was found in it and what became of it."""

    id: int
    file_name: str
    agency: str
    by: str
    on: date
    started_at: datetime
    state: str
    sentence: str
    rows: tuple[Mapping[str, Any], ...]
    counts: Mapping[str, int]

    @property
    def state_label(self) -> str:
        """The state in words."""
        return STATES.get(self.state, self.state)


def run(run_id: int, by: str) -> RunRow:
    """A file that this person brought. Raises RunUnknown."""
    found = PublishedRun.objects.filter(pk=run_id, by=by).first()
    if found is None:
        raise RunUnknown
    return _run(found)


def runs(by: str) -> tuple[RunRow, ...]:
    """The last files this person brought, the latest first."""
    return tuple(_run(one) for one in PublishedRun.objects.filter(by=by).order_by("-id")[:20])


def _run(found: PublishedRun) -> RunRow:
    return RunRow(
        id=found.pk,
        file_name=found.file_name,
        agency=found.agency,
        by=found.by,
        on=found.on,
        started_at=found.started_at,
        state=found.state,
        sentence=found.sentence,
        rows=tuple(found.rows),
        counts=dict(found.counts),
    )
