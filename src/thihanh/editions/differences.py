"""Two sets of frozen rows of one period: which matters moved which cells, from what to what. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from thihanh.editions.headline import HEADLINES
from thihanh.editions.opening import contribution
from thihanh.statistics.book.columns import MEMBER_COLUMNS
from thihanh.statistics.book.definitions.reading import forms_on
from thihanh.statistics.book.layout import BookForm
from thihanh.statistics.period import Period

Member = Sequence[Any]
_OFFICE, _OFFICER = MEMBER_COLUMNS.index("office"), MEMBER_COLUMNS.index("officer")
_STAGE = MEMBER_COLUMNS.index("stage")


@dataclass(frozen=True, slots=True)
class CellMove:
    """What one matter adds to one column, then and now: matters, or whole đồng."""

    of: str
    column: str
    name: str
    then: int
    now: int

    @property
    def change(self) -> int:
        return self.now - self.then


@dataclass(frozen=True, slots=True)
class Moved:
    """One matter whose frozen row differs: where it stood, who held it, the cells it moves.

    ``then`` or ``now`` is None where the matter is in one of the two only. ``columns`` names what differs.
    """

    matter_id: int
    then: Member | None
    now: Member | None
    columns: tuple[str, ...]
    cells: tuple[CellMove, ...]

    @property
    def row(self) -> Member:
        """The row as it is now, else as it was."""
        found = self.now if self.now is not None else self.then
        assert found is not None
        return found

    @property
    def stages(self) -> tuple[str, str]:
        """The stage then and now; "" where the matter was not there."""
        return (self.then[_STAGE] if self.then else "", self.now[_STAGE] if self.now else "")

    @property
    def hands(self) -> tuple[str, str]:
        """Who held it then and now, by office and officer; "" where the matter was not there."""
        return _held(self.then), _held(self.now)

    @property
    def changed_hands(self) -> bool:
        """Whether another office or officer holds it now."""
        then, now = self.hands
        return bool(then and now) and then != now


def _held(row: Member | None) -> str:
    return f"{row[_OFFICE] or '–'}/{row[_OFFICER] or '–'}" if row else ""


def headline_forms(period: Period) -> dict[str, BookForm]:
    """The forms by cases and by money that hold for the period."""
    forms = {form.code: form for form in forms_on(period)}
    return {of: forms[code] for of, code in HEADLINES.items()}


def moved(period: Period, then: Sequence[Member], now: Sequence[Member]) -> list[Moved]:
    """The matters whose rows differ between two sets of members, by matter."""
    before, after = {row[0]: row for row in then}, {row[0]: row for row in now}
    changed = [one for one in sorted({*before, *after}) if before.get(one) != after.get(one)]
    forms = headline_forms(period)
    return [_moved(forms, one, before.get(one), after.get(one)) for one in changed]


def sums(found: Sequence[Moved]) -> list[CellMove]:
    """What all the matters together move: one row per column, in the order of the forms' columns."""
    totals: dict[tuple[str, str, str], list[int]] = {}
    for one in found:
        for cell in one.cells:
            own = totals.setdefault((cell.of, cell.column, cell.name), [0, 0])
            own[0] += cell.then
            own[1] += cell.now
    return [CellMove(*key, then, now) for key, (then, now) in sorted(totals.items())]


def _moved(forms: dict[str, BookForm], matter_id: int, then: Member | None, now: Member | None) -> Moved:
    columns = tuple(
        name
        for place, name in enumerate(MEMBER_COLUMNS)
        if (then[place] if then else None) != (now[place] if now else None)
    )
    return Moved(matter_id, then, now, columns, tuple(_cells(forms, then, now)))


def _cells(forms: dict[str, BookForm], then: Member | None, now: Member | None) -> list[CellMove]:
    found = []
    for of, form in forms.items():
        for column in form.columns:
            if not column.counted:
                continue
            terms = form.terms(column.code)
            was = contribution(then, form.measured, terms) if then else 0
            is_ = contribution(now, form.measured, terms) if now else 0
            if was != is_:
                found.append(CellMove(of, column.code, column.name, was, is_))
    return found
