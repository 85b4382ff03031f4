"""The body of an edition: what is frozen, as JSON with one writing, and what it says, read back. Pure.

Figures are whole matters, whole đồng, rates with two decimals, or the reason why there is none. The body
names the digests of the members it was folded from, of the definitions of its forms and of the part of the
law that sorts matters into columns, so that anybody can tell a changed figure from a changed definition.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, cast

from thihanh.editions.canon import Value, digest_of, figure, figure_of, plain
from thihanh.editions.kinds import Kind, kind_of
from thihanh.statistics.book.columns import MEMBER_COLUMNS
from thihanh.statistics.book.definitions.reading import forms_on
from thihanh.statistics.book.layout import BookForm, BookUnit, FilledForm, FilledRow, UnitKind
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.measures.buckets import states_of_cases, states_of_money
from thihanh.statistics.measures.definitions import MEASURES
from thihanh.statistics.measures.values import Flow
from thihanh.statistics.numbers import Absent
from thihanh.statistics.period import Period, Version, month_period

FORMAT = 1
REGIMES: tuple[Version, ...] = ("R08", "R25")
SORTS: Mapping[str, type] = {
    **dict.fromkeys(MEMBER_COLUMNS[MEMBER_COLUMNS.index("owed") :], int),
    **dict.fromkeys(("matter_id", "act_id", "amount"), int),
    "tags": tuple,
}

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class CutName:
    """Where the record was cut: the anchor's number, its Merkle root, and the book day."""

    anchor: int
    root: str
    known_on: date


@dataclass(frozen=True, slots=True)
class Frozen:
    """What an edition is of, beside its figures."""

    unit: str
    year: int
    month: int
    kind: Kind
    cut: CutName
    late: tuple[str, ...] = ()
    elsewhere: tuple[int, ...] = ()
    supersedes: str = ""
    explanation: str = ""
    composed_of: tuple[tuple[str, str, str], ...] = ()  # unit, kind, digest of its body

    @property
    def period(self) -> Period:
        return month_period(self.year, self.month)


@dataclass(frozen=True, slots=True)
class Listed:
    """A part of the file that the body names: its rows and its digest."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Body:
    """A body read back: plain values with the questions pages and checks ask of it."""

    said: Mapping[str, Any]
    frozen: Frozen
    units: tuple[BookUnit, ...]
    members: Listed
    acts: Listed
    forms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def rows(self, form: str, unit: str) -> list[tuple[str, tuple[Value, ...]]]:
        """The rows of a form of a unit: code, values in the order of its columns."""
        found = self.said["figures"].get(form, {}).get(unit, [])
        return [(code, tuple(figure_of(one) for one in values)) for code, _, values in found]

    def filled(self, form: BookForm, unit: str) -> FilledForm:
        """A form of a unit as the edition says it, under the form's definition; absent where it has none."""
        said = self.said["figures"].get(key_of(form), {}).get(unit)
        if said is None:
            absent = tuple(Absent(form.missing) for _ in form.columns)
            return FilledForm(
                form, unit, tuple(FilledRow(r.code, r.name, r.depth, absent) for r in form.rows)
            )
        names = {one.code: one.name for one in self.units} | {row.code: row.name for row in form.rows}
        return FilledForm(
            form,
            unit,
            tuple(
                FilledRow(code, names.get(code, code), depth, tuple(figure_of(one) for one in values))
                for code, depth, values in said
            ),
        )


def key_of(form: BookForm) -> str:
    """The name of a form inside a body: code and version."""
    return f"{form.code} {form.version}"


def body_of(
    frozen: Frozen, book: Book, units: Sequence[BookUnit], members: Listed, acts: Listed
) -> dict[str, object]:
    """The body as JSON values: ``canon.written`` makes its bytes."""
    period = frozen.period
    return {
        "format": FORMAT,
        "unit": frozen.unit,
        "period": {
            "year": frozen.year,
            "month": frozen.month,
            "from": period.from_.isoformat(),
            "to": period.to.isoformat(),
        },
        "kind": frozen.kind,
        "cut": {
            "anchor": frozen.cut.anchor,
            "root": frozen.cut.root,
            "known_on": frozen.cut.known_on.isoformat(),
        },
        "late": sorted(frozen.late),
        "elsewhere": sorted(frozen.elsewhere),
        "supersedes": frozen.supersedes,
        "explanation": frozen.explanation,
        "composed_of": [list(one) for one in frozen.composed_of],
        "law": {regime: law_digest(regime) for regime in REGIMES},
        "forms": {key_of(form): _definition(form) for form in book.forms},
        "units": units_said(units),
        "figures": figures_of(book, units),
        "members": {"rows": members.rows, "sha256": members.sha256},
        "acts": {"rows": acts.rows, "sha256": acts.sha256},
    }


def figures_of(book: Book, units: Sequence[BookUnit]) -> dict[str, dict[str, list[list[object]]]]:
    """Form → unit → rows (code, depth, values) of every form that has a source."""
    return {
        key_of(form): {
            unit.code: [
                [row.code, row.depth, [figure(value) for value in row.values]]
                for row in book.form(form.key, unit.code).rows
            ]
            for unit in units
        }
        for form in book.forms
        if not form.missing
    }


def read_body(said: Mapping[str, Any]) -> Body:
    """A body from its JSON values. Raises ``KeyError``, ``ValueError``, ``TypeError`` on a strange one."""
    cut, period = said["cut"], said["period"]
    frozen = Frozen(
        unit=str(said["unit"]),
        year=int(period["year"]),
        month=int(period["month"]),
        kind=kind_of(said["kind"]),
        cut=CutName(int(cut["anchor"]), str(cut["root"]), date.fromisoformat(cut["known_on"])),
        late=tuple(said["late"]),
        elsewhere=tuple(said["elsewhere"]),
        supersedes=str(said["supersedes"]),
        explanation=str(said["explanation"]),
        composed_of=tuple((one[0], one[1], one[2]) for one in said["composed_of"]),
    )
    units = units_read(said["units"])
    return Body(said, frozen, units, Listed(**said["members"]), Listed(**said["acts"]), said["forms"])


def units_read(said: Sequence[Sequence[str]]) -> tuple[BookUnit, ...]:
    """Units from their JSON: code, name, kind, parent."""
    return tuple(BookUnit(code, name, cast("UnitKind", kind), parent) for code, name, kind, parent in said)


def units_said(units: Sequence[BookUnit]) -> list[list[str]]:
    """Units as JSON."""
    return [[one.code, one.name, one.kind, one.parent] for one in units]


def _definition(form: BookForm) -> dict[str, object]:
    return {
        "code": form.code,
        "version": form.version,
        "title": form.title,
        "unit": form.unit,
        "of": form.of,
        "row_kind": form.row_kind,
        "missing": form.missing,
        "digest": form_digest(form),
        "columns": [[column.code, column.no, column.name] for column in form.columns],
        "rows": [[row.code, row.name, row.depth] for row in form.rows],
    }


@cache
def _digests() -> dict[tuple[str, str], str]:
    return {}


def form_digest(form: BookForm) -> str:
    """The digest of a form's definition, however its file is written."""
    kept = _digests()
    if form.key not in kept:
        kept[form.key] = digest_of(form)
    return kept[form.key]


@cache
def law_digest(regime: Version) -> str:
    """The digest of what sorts matters and money into columns under a regime."""
    sorted_into = {
        measure.code: [
            part.name
            if isinstance(part, Flow)
            else plain([states_of_cases(regime, part.bucket), states_of_money(regime, part.bucket)])
            for part in measure.parts
        ]
        for measure in MEASURES.values()
    }
    return digest_of(sorted_into)


def definitions_now(period: Period) -> dict[str, str]:
    """Form → digest of the definition this version of the product would fill for the period."""
    return {key_of(form): form_digest(form) for form in forms_on(period)}


def held_digest(rows: Sequence[Row], unit: str) -> str:
    """The digest of the members an officer, office or agency holds: what its closing confirms."""
    office, officer = MEMBER_COLUMNS.index("office"), MEMBER_COLUMNS.index("officer")
    kept = [row for row in rows if unit in (row[office], row[officer]) or len(unit) == 2]
    return digest_of(kept)
