"""A frozen cell opened for a viewer: the edition's rows, with numbers of the matters that are in reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from thihanh.editions import queries
from thihanh.editions.opening import Behind, Cell, behind
from thihanh.editions.restating import Restated
from thihanh.matters.queries import condition
from thihanh.offices.policy import Denied
from thihanh.offices.reach import Reach
from thihanh.statistics.book.definitions.reading import forms_on
from thihanh.statistics.book.layout import BookForm, UnknownPart

PAGE = 100


@dataclass(frozen=True, slots=True)
class Opened:
    """One page of the rows behind a cell, how many there are and what they add up to."""

    cell: Cell
    matters: int
    amount: int
    page: int
    rows: tuple[Behind, ...]
    numbers: Mapping[int, str]

    @property
    def pages(self) -> int:
        return max(1, -(-self.matters // PAGE))


def form_of(edition_id: int, code: str, version: str = "") -> BookForm:
    """A form of the edition's period; the version in force first. Raises ``UnknownPart``."""
    period = queries.file_of(edition_id).body.frozen.period
    for form in forms_on(period):
        if form.code == code and version in ("", form.version):
            return form
    raise UnknownPart(f"Dữ liệu: ấn bản số {edition_id} không có biểu «{code}».")


def open_cell(edition_id: int, cell: Cell, reach: Reach, matters: Reach, page: int = 1) -> Opened:
    """The frozen rows behind a cell. ``reach`` is that of opening figures, ``matters`` of reading matters.

    Raises Denied where the cell counts matters of others, UnknownPart for a cell that is not counted.
    """
    file = queries.file_of(edition_id)
    check_opens(reach, cell.holder, file.body.frozen.unit)
    found = behind(cell, file.members, file.acts)
    shown = found[PAGE * (page - 1) : PAGE * page]
    return Opened(
        cell,
        len(found),
        sum(one.amount for one in found),
        page,
        tuple(shown),
        numbers_in_reach(matters, [one.matter_id for one in shown]),
    )


def opens(reach: Reach, unit: str, agency: str) -> bool:
    """Whether the matters of a unit of a book are all within reach."""
    office, _, officer = unit.partition("/")
    if unit == agency or office.endswith(".-"):
        return reach.covers(agency)
    if office[3:].isdigit():
        return reach.covers(agency, officer=office)
    return reach.covers(agency, office, officer or None)


def check_opens(reach: Reach, unit: str, agency: str) -> None:
    """Raises Denied where ``opens`` says no."""
    if not opens(reach, unit, agency):
        raise Denied(
            f"Phạm vi: số của đơn vị {unit} trong ấn bản chỉ để xem; danh sách việc phía sau chỉ mở cho "
            "người "
            "được xem mọi việc của đơn vị đó."
        )


def in_reach(rows: Sequence[Restated], reach: Reach, agency: str) -> tuple[Restated, ...]:
    """Of the matters that moved, those held within reach, then or now."""
    return tuple(
        row
        for row in rows
        if any(
            one and reach.covers(agency, one[1] or None, one[2] or None)
            for one in (row.moved.then, row.moved.now)
        )
    )


def numbers_in_reach(reach: Reach, matters: Sequence[int]) -> dict[int, str]:
    """Number of each of these matters that the viewer may read."""
    where, values = condition(reach)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.matter_id, c.number FROM matters_current c WHERE c.matter_id = ANY(%s) AND {where}",
            [list(matters), *values],
        )
        return dict(cursor.fetchall())
