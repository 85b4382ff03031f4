"""Making an edition's bytes from the record: the same bytes today and in ten years.

What the closing itself stated (kind, late units, names, header) is read from its fact; everything else is
derived anew from the facts inside its cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from thihanh.editions import canon, container, cutting
from thihanh.editions.body import (
    CutName,
    Frozen,
    Listed,
    body_of,
    units_read,
    units_said,
)
from thihanh.editions.container import ACTS, BODY, HEADER, MEMBERS
from thihanh.editions.cutting import Taken
from thihanh.editions.kinds import kind_of
from thihanh.editions.models import EditionFact
from thihanh.editions.rules import NATION
from thihanh.statistics.book.columns import ACT_COLUMNS, MEMBER_COLUMNS
from thihanh.statistics.book.folding import combined, fold_book, units_of
from thihanh.statistics.book.layout import BookUnit
from thihanh.statistics.book.queries import top_of
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.period import Period
from thihanh.statistics.queries import unit_names
from thihanh.statistics.unit import scope_of

Stated = list[list[str]]


class Part(Protocol):
    """An edition that a nation's is made of."""

    @property
    def unit(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def body_sha256(self) -> str: ...


@dataclass(frozen=True)
class Made:
    """The parts of an edition but its header, and what they were made from."""

    book: Book
    body: bytes
    members: bytes
    acts: bytes
    taken: Taken

    @property
    def sha256(self) -> str:
        """The digest of the body, which names the digests of the other parts."""
        return canon.digest(self.body)

    def file(self, header: dict[str, Any]) -> bytes:
        """The machine file under a header."""
        return container.pack(
            {HEADER: canon.written(header), BODY: self.body, MEMBERS: self.members, ACTS: self.acts}
        )


def units_now(agency: str, period: Period, taken: Taken) -> Stated:
    """The units and officers of a book with their names on the period's last day; the closing states them."""
    holders = {(row[1], row[2]) for row in taken.members} | {(row[3], row[4]) for row in taken.acts}
    codes = sorted({code for holder in holders for code in holder if code})
    scope = scope_of(agency)
    found = units_of(top_of(scope, period.to), holders, unit_names(scope, codes, period.to))
    return units_said(found)


def make(frozen: Frozen, units: Stated, taken: Taken) -> Made:
    """An agency's edition from the rows inside its cut."""
    book = fold_book(
        units_read(units), frozen.period, taken.members, acts=taken.acts, known_on=frozen.cut.known_on
    )
    return _written(frozen, book, taken)


def make_nation(frozen: Frozen, name: str, parts: Sequence[int]) -> tuple[Made, tuple[BookUnit, ...]]:
    """The nation's edition from the closed editions of provinces (their figures added, no matters); units."""
    books = [_province(book_of_edition(one)) for one in parts]
    nation = combined(BookUnit(NATION, name, "nation"), books)
    return _written(frozen, nation, Taken([], [])), nation.units


def composed(frozen: Frozen, parts: Sequence[Part]) -> Frozen:
    """The same, naming the editions it is made of by unit, kind and digest."""
    return replace(frozen, composed_of=tuple((one.unit, one.kind, one.body_sha256) for one in parts))


def _province(book: Book) -> Book:
    """A province's book as the nation sees it: the province alone."""
    return Book(book.unit, book.period, book.known_on, book.units[:1], book.forms, book.contents)


def _written(frozen: Frozen, book: Book, taken: Taken) -> Made:
    members = canon.table(MEMBER_COLUMNS, taken.members)
    acts = canon.table(ACT_COLUMNS, taken.acts)
    body = body_of(
        frozen,
        book,
        book.units,
        Listed(len(taken.members), canon.digest(members)),
        Listed(len(taken.acts), canon.digest(acts)),
    )
    return Made(book, canon.written(body), members, acts, taken)


def remade(edition_id: int) -> bytes:
    """The machine file of an edition made again from the record of this database.

    Raises ``cutting.CutGone`` where the record does not hold the edition's cut.
    """
    return made_again(edition_id).file(EditionFact.objects.get(id=edition_id).header)


def made_again(edition_id: int) -> Made:
    """The parts of an edition made again from the record."""
    row = EditionFact.objects.get(id=edition_id)
    frozen = frozen_of(row)
    cut = cutting.of(frozen.cut)
    if row.composed_of:
        return make_nation(frozen, row.units[0][1], row.composed_of)[0]
    return make(frozen, row.units, cutting.taken(row.unit, frozen.period, cut))


def book_of_edition(edition_id: int) -> Book:
    """The book of an edition from the record, for the nation's sum."""
    row = EditionFact.objects.get(id=edition_id)
    frozen = frozen_of(row)
    found = cutting.taken(row.unit, frozen.period, cutting.of(frozen.cut))
    return fold_book(
        units_read(row.units), frozen.period, found.members, acts=found.acts, known_on=frozen.cut.known_on
    )


def frozen_of(row: EditionFact) -> Frozen:
    """What an edition is of, from its fact."""
    before = EditionFact.objects.filter(id=row.supersedes_id).first() if row.supersedes_id else None
    frozen = Frozen(
        unit=row.unit,
        year=row.work_year,
        month=row.month,
        kind=kind_of(row.kind),
        cut=CutName(row.anchor, row.root, row.known_on),
        late=tuple(row.late),
        elsewhere=tuple(row.elsewhere),
        supersedes=before.body_sha256 if before else "",
        explanation=row.explanation,
    )
    parts = {one.id: one for one in EditionFact.objects.filter(id__in=row.composed_of)}
    return composed(frozen, [parts[one] for one in row.composed_of])
