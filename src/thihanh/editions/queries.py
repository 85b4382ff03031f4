"""What others ask of the frozen books: editions, their figures, who has closed and who is late."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from thihanh.deadlines import Calendar, load_calendar
from thihanh.documents import files
from thihanh.documents.problems import Refused as FileGone
from thihanh.editions import cutting
from thihanh.editions.body import Body, Row, held_digest
from thihanh.editions.figures import Figures
from thihanh.editions.headline import read_figures
from thihanh.editions.kinds import KINDS, Kind, kind_of
from thihanh.editions.making import remade
from thihanh.editions.models import ClosingFact, EditionFact, SigningFact
from thihanh.editions.paper import paper
from thihanh.editions.reading import EditionFile, read_body_of, read_file
from thihanh.editions.rows import BoardRow, EditionRow
from thihanh.editions.rules import NATION, Known
from thihanh.editions.terms import UnitKind, closing_term, days_late
from thihanh.offices import queries as offices
from thihanh.offices.reach import EVERYTHING, Reach
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.period import Period
from thihanh.statistics.unit import Scope, scope_of

__all__ = [
    "BoardRow",
    "EditionRow",
    "EditionUnknown",
    "board_of",
    "body_of",
    "book_of",
    "closing_board",
    "confirmed_digests",
    "edition",
    "editions",
    "figures",
    "file_of",
    "known",
    "latest",
    "moved_since_confirming",
    "own_digest",
    "paper_of",
    "waiting",
]

Closed = tuple[date, str, int | None]
_ORDER: dict[Kind, int] = {"preliminary": 0, "final": 1, "supplementary": 2}


class EditionUnknown(LookupError):
    """No such edition, or none in reach: the sentence does not tell which."""

    def __init__(self) -> None:
        super().__init__("Phạm vi: không có ấn bản này trong phạm vi được xem.")


def edition(reach: Reach, edition_id: int) -> EditionRow:
    """One edition. Raises ``EditionUnknown`` where there is none in reach."""
    found = EditionFact.objects.filter(id=edition_id).first()
    if found is None or not _reads(reach, found.unit):
        raise EditionUnknown
    return _rows([found])[0]


def editions(reach: Reach, *, unit: str = "", year: int = 0, limit: int = 100) -> tuple[EditionRow, ...]:
    """Editions in reach, the newest first."""
    found = EditionFact.objects.order_by("-id")
    if unit:
        found = found.filter(unit=unit)
    if year:
        found = found.filter(work_year=year)
    if not reach.everything:
        found = found.filter(unit__in=[*reach.touched, NATION])
    return _rows(list(found[:limit]))


def latest(unit: str, year: int, month: int, kinds: Sequence[Kind] = KINDS) -> EditionRow | None:
    """The edition that speaks for a unit's period: supplementary before final before preliminary."""
    found = EditionFact.objects.filter(unit=unit, work_year=year, month=month, kind__in=kinds)
    rows = sorted(found, key=lambda one: (_ORDER[kind_of(one.kind)], one.id))
    return _rows(rows[-1:])[0] if rows else None


def figures(edition_id: int) -> Figures:
    """The named figures of an edition (whose reading was allowed by ``edition``)."""
    row = edition(EVERYTHING, edition_id)
    return _figures(edition_id, row.file_sha256)


def file_of(edition_id: int) -> EditionFile:
    """The edition as its machine file holds it; made again from the record where the file is gone."""
    row = edition(EVERYTHING, edition_id)
    return _file(edition_id, row.file_sha256)


def book_of(edition_id: int) -> Book:
    """The book folded from the members of an edition."""
    return file_of(edition_id).book()


def _content(edition_id: int, sha256: str) -> bytes:
    try:
        return files.read(sha256)
    except FileGone:
        return remade(edition_id)


@lru_cache(maxsize=4)
def _file(edition_id: int, sha256: str) -> EditionFile:
    return read_file(_content(edition_id, sha256))


@lru_cache(maxsize=64)
def _figures(edition_id: int, sha256: str) -> Figures:
    return read_figures(_content(edition_id, sha256), edition_id)


@lru_cache(maxsize=16)
def _body(edition_id: int, sha256: str) -> Body:
    """The figures of a file without its members, which are a hundred times as many rows."""
    return read_body_of(_content(edition_id, sha256))


def paper_of(edition_id: int) -> bytes:
    """The edition as PDF: signed where it was signed, else as it would be signed."""
    row = edition(EVERYTHING, edition_id)
    if row.pdf_sha256:
        return files.read(row.pdf_sha256)
    before = file_of(row.supersedes) if row.supersedes else None
    return paper(file_of(edition_id), before)


def body_of(edition_id: int) -> Body:
    """The body of an edition."""
    return _body(edition_id, edition(EVERYTHING, edition_id).file_sha256)


def known(unit: str, year: int) -> tuple[Known, ...]:
    """The editions of a unit's work year, for the rules of order."""
    found = EditionFact.objects.filter(unit=unit, work_year=year).order_by("id")
    return tuple(Known(one.id, one.month, kind_of(one.kind), tuple(one.elsewhere)) for one in found)


def closing_board(reach: Reach, period: Period, on: date) -> tuple[BoardRow, ...]:
    """Who has closed the period and who is late: provinces for the country, else every unit in reach."""
    if reach.everything:
        return tuple(_nation_board(period, on))
    return tuple(
        row for agency in sorted(reach.touched) for row in board_of(agency, period, on) if _inside(reach, row)
    )


def board_of(agency: str, period: Period, on: date) -> tuple[BoardRow, ...]:
    """The agency, its offices and their officers on the last day of the period."""
    top = offices.unit(agency, period.to)
    if top is None:
        return ()
    calendar = load_calendar(offices.calendar_overrides(agency, period.to))
    final = latest(agency, period.work_year, period.months or 0, ("final",))
    closed = _confirmed(agency, period)
    if final:
        closed[agency] = (final.closed_on, final.by, final.id)
    board = _Board(period, calendar, on, closed)
    people = offices.officers(agency, period.to)
    rows = [board.row(Named(agency, top.name, "province", ""))]
    for unit in offices.units(period.to, agency):
        rows.append(board.row(Named(unit.code, unit.name, "office", agency)))
        own = [one for one in people if one.unit == unit.code]
        rows += [board.row(Named(one.code, one.name, "officer", unit.code)) for one in own]
    return tuple(rows)


def waiting(agency: str, period: Period, on: date) -> tuple[str, ...]:
    """Codes of the units under an agency that have not confirmed their figures; provinces for the nation."""
    rows = _nation_board(period, on) if agency == NATION else board_of(agency, period, on)
    return tuple(row.code for row in rows if row.closed_on is None and row.code != agency)


def own_digest(unit: str, agency: str, period: Period, on: date) -> str:
    """The digest of the members a unit holds in the book of a day: what it confirms by closing.

    Asked again, its members are read again only after a fact; they are not kept.
    """
    return _own_digest(unit, agency, period, on, cutting.newest())


@lru_cache(maxsize=256)
def _own_digest(unit: str, agency: str, period: Period, on: date, _newest: tuple[int | None, ...]) -> str:
    scope = Scope(agency) if unit == agency else scope_of(unit)
    return held_digest(cutting.on_day(scope, period, on), unit)


def _confirmed(agency: str, period: Period) -> dict[str, Closed]:
    found = ClosingFact.objects.filter(
        agency=agency, work_year=period.work_year, month=period.months or 0
    ).order_by("id")
    first: dict[str, Closed] = {}
    for one in found:
        first.setdefault(one.unit, (one.known_on, one.by, None))
    return first


def confirmed_digests(agency: str, period: Period) -> dict[str, str]:
    """Unit → digest it confirmed last."""
    found = ClosingFact.objects.filter(
        agency=agency, work_year=period.work_year, month=period.months or 0
    ).order_by("id")
    return {one.unit: one.digest for one in found}


def moved_since_confirming(agency: str, period: Period, members: Sequence[Row]) -> list[str]:
    """Units whose figures in the book are no longer those they confirmed."""
    confirmed = confirmed_digests(agency, period)
    return sorted(unit for unit, digest in confirmed.items() if held_digest(members, unit) != digest)


class Named(NamedTuple):
    """A unit as it stands on the board."""

    code: str
    name: str
    kind: UnitKind
    parent: str


class _Board(NamedTuple):
    """What the rows of one board share: the period, the calendar, the day, who has closed."""

    period: Period
    calendar: Calendar
    on: date
    closed: dict[str, Closed]

    def row(self, unit: Named) -> BoardRow:
        term = closing_term(unit.kind, self.period.to, self.calendar)
        closed_on, by, edition_id = self.closed.get(unit.code, (None, "", None))
        late = days_late(term.due, closed_on or self.on, self.calendar)
        return BoardRow(*unit, term, closed_on, by, late, edition_id)


def _nation_board(period: Period, on: date) -> Iterator[BoardRow]:
    found = EditionFact.objects.filter(work_year=period.work_year, month=period.months or 0, kind="final")
    closed: dict[str, Closed] = {one.unit: (one.known_on, one.by, one.id) for one in found}
    board, nation = _Board(period, load_calendar(), on, closed), offices.unit(NATION, period.to)
    yield board.row(Named(NATION, nation.name if nation else NATION, "nation", ""))
    for unit in offices.units(period.to):
        if unit.kind == "province":
            yield board.row(Named(unit.code, unit.name, "province", NATION))


def _inside(reach: Reach, row: BoardRow) -> bool:
    agency = row.code[:2]
    if row.kind == "province":
        return agency in reach.touched
    if row.kind == "office":
        return reach.covers(agency, row.code)
    return reach.covers(agency, row.parent, row.code)


def _reads(reach: Reach, unit: str) -> bool:
    return reach.everything or unit == NATION or unit in reach.touched


def _rows(found: Sequence[EditionFact]) -> tuple[EditionRow, ...]:
    ids = [one.id for one in found]
    later = dict(EditionFact.objects.filter(supersedes_id__in=ids).values_list("supersedes_id", "id"))
    signed = {one.edition_id: one for one in SigningFact.objects.filter(edition_id__in=ids).order_by("id")}
    return tuple(_row(one, later.get(one.id), signed.get(one.id)) for one in found)


def _row(one: EditionFact, later: int | None, signed: SigningFact | None) -> EditionRow:
    return EditionRow(
        id=one.id,
        unit=one.unit,
        year=one.work_year,
        month=one.month,
        kind=kind_of(one.kind),
        closed_on=one.known_on,
        by=one.by,
        anchor=one.anchor,
        root=one.root,
        body_sha256=one.body_sha256,
        file_sha256=one.file_sha256,
        supersedes=one.supersedes_id,
        superseded_by=later,
        explanation=one.explanation,
        late=tuple(one.late),
        elsewhere=tuple(one.elsewhere),
        composed_of=tuple(one.composed_of),
        header=one.header,
        pdf_sha256=signed.pdf_sha256 if signed else "",
        signed_by=signed.by if signed else "",
    )
