"""The lines of the closing board: officers folded under their office, the late ones first and open."""

from collections.abc import Sequence
from dataclasses import dataclass

from thihanh.editions.queries import BoardRow
from thihanh.editions.terms import ClosingTerm, UnitKind
from thihanh.offices.reach import Reach

_HOLDERS: dict[UnitKind, str] = {
    "officer": "chấp hành viên",
    "office": "phòng",
    "province": "cơ quan",
    "nation": "toàn quốc",
}


@dataclass(frozen=True)
class Line:
    """A unit of the board: its state in words, and whether it is the viewer's own to confirm."""

    row: BoardRow
    state: str
    tone: str
    own: bool

    @property
    def waits_late(self) -> bool:
        """Whether it has not closed and its day is over."""
        return self.row.closed_on is None and self.row.is_late


@dataclass(frozen=True)
class Group:
    """An agency or an office with its officers under it."""

    head: Line
    officers: tuple[Line, ...]

    @property
    def closed(self) -> int:
        return sum(one.row.closed_on is not None for one in self.officers)

    @property
    def late(self) -> int:
        return sum(one.waits_late for one in self.officers)

    @property
    def open(self) -> bool:
        """Whether the officers stand unfolded: somebody is late, or one is the viewer."""
        return any(one.waits_late or one.own for one in self.officers)


@dataclass(frozen=True)
class Due:
    """A term that units of one kind share."""

    holder: str
    term: ClosingTerm


def groups(rows: Sequence[BoardRow], closing: Reach) -> list[Group]:
    """Agencies first, then offices with somebody late, then the rest, each in the order of the board."""
    lines = [_line(row, closing) for row in rows]
    offices = {one.row.code for one in lines if one.row.kind != "officer"}
    under: dict[str, list[Line]] = {}
    for one in lines:
        if one.row.kind == "officer":
            under.setdefault(one.row.parent, []).append(one)
    heads = [one for one in lines if one.row.kind != "officer" or one.row.parent not in offices]
    found = [Group(one, tuple(under.get(one.row.code, ()))) for one in heads]
    return sorted(found, key=_order)


def dues(rows: Sequence[BoardRow]) -> list[Due]:
    """The different terms of the board, by kind of unit."""
    found: dict[tuple[str, object], Due] = {}
    for row in rows:
        found.setdefault((row.kind, row.term.due), Due(_HOLDERS[row.kind], row.term))
    return sorted(found.values(), key=lambda one: one.term.due)


def _order(group: Group) -> int:
    if group.head.row.kind in ("nation", "province") and not group.head.row.parent:
        return 0
    return 1 if group.head.waits_late or group.late else 2


def _line(row: BoardRow, closing: Reach) -> Line:
    own = row.closed_on is None and row.code in (
        closing.officers if row.kind == "officer" else closing.offices
    )
    if row.closed_on is not None:
        late = f", chậm {row.days_late} ngày làm việc" if row.is_late else ", đúng hạn"
        return Line(row, f"đã chốt {row.closed_on:%d/%m/%Y}{late}", "is-done", own)
    if row.is_late:
        return Line(row, f"chưa chốt, chậm {row.days_late} ngày làm việc", "is-late", own)
    return Line(row, "chưa chốt, còn trong hạn", "is-soon", own)
