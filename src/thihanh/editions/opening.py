"""A cell of an edition opened: the frozen rows behind it, which add up to what the cell says. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from thihanh.statistics.book.columns import MEMBER_COLUMNS
from thihanh.statistics.book.definitions.reading import known_judgments
from thihanh.statistics.book.layout import BookForm, Selection, UnknownPart
from thihanh.statistics.engine import sql
from thihanh.statistics.measures.buckets import told_apart
from thihanh.statistics.period import Version

_PLACE = {name: place for place, name in enumerate(MEMBER_COLUMNS)}
_SUMS = _PLACE["owed"]
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Behind:
    """One frozen matter behind a cell: who held it, where it stood, what it adds (matters or đồng)."""

    matter_id: int
    office: str
    officer: str
    stage: str
    ground: str
    amount: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an edition: form, unit, row and column code."""

    form: BookForm
    unit: str
    row: str
    column: str

    @property
    def holder(self) -> str:
        """The unit whose matters the cell counts."""
        return self.row if self.form.row_kind == "units" else self.unit

    @property
    def selection(self) -> Selection:
        """How its row narrows them."""
        return Selection() if self.form.row_kind == "units" else self.form.row(self.row).selection


def behind(cell: Cell, members: Sequence[Sequence[Any]], acts: Sequence[Sequence[Any]]) -> list[Behind]:
    """The rows behind a counted cell, largest amount first. Raises ``UnknownPart`` for a rate or a rank."""
    column = cell.form.column(cell.column)
    if not column.counted:
        raise UnknownPart(
            f"Cột {column.no} «{column.name}» của biểu {cell.form.code} là số tính từ cột khác; mở cột được "
            "tính."
        )
    if cell.form.row_kind == "measures":
        return _of_acts(cell, acts)
    terms = cell.form.terms(cell.column)
    found = []
    for row in members:
        if not holds(cell.holder, row[_PLACE["office"]], row[_PLACE["officer"]]) or not _selected(cell, row):
            continue
        amount = contribution(row, cell.form.measured, terms)
        if amount:
            found.append(
                Behind(
                    row[0],
                    row[_PLACE["office"]],
                    row[_PLACE["officer"]],
                    row[_PLACE["stage"]],
                    row[_PLACE["ground"]],
                    amount,
                )
            )
    return sorted(found, key=lambda one: (-one.amount, one.matter_id))


def contribution(row: Sequence[Any], regime: Version, terms: Sequence[tuple[int, str]]) -> int:
    """What one member adds to a cell of these signed measures: matters or whole đồng."""
    adds = _adds(regime, told_apart(row[_PLACE["stage"]], row[_PLACE["special"]]))
    amounts = (1, *row[_SUMS:])
    total = 0
    for sign, measure in terms:
        for add, take in adds.get(measure, ()):
            total += sign * (amounts[add] - (amounts[take] if take is not None else 0))
    return total


def holds(unit: str, office: str, officer: str) -> bool:
    """Whether a matter of this holder is counted under a unit code of a book."""
    if len(unit) == 2:
        return True
    first, _, second = unit.partition("/")
    if second:
        return holds(first, office, officer) and officer == ("" if second == NOBODY else second)
    if first[3:].isdigit():
        return officer == first
    return office == ("" if first.endswith(f".{NOBODY}") else first)


def _selected(cell: Cell, row: Sequence[Any]) -> bool:
    judgment = row[_PLACE["judgment_kind"]]
    named = judgment if judgment in known_judgments() else "other"
    return cell.selection.holds(row[_PLACE["kind"]], named, row[_PLACE["tags"]], row[_PLACE["budget"]])


@cache
def _adds(regime: Version, state: str) -> dict[str, list[tuple[int, int | None]]]:
    """Measure → places of the amounts it adds and takes off, of matters in a state."""
    found: dict[str, list[tuple[int, int | None]]] = {}
    for measure, add, take in sql.plan(regime, state):
        found.setdefault(measure, []).append((add - sql.COUNT, None if take is None else take - sql.COUNT))
    return found


def _of_acts(cell: Cell, acts: Sequence[Sequence[Any]]) -> list[Behind]:
    rows = _leaves(cell.form, cell.row)
    columns = {cell.column} | _parts(cell.form, cell.column)
    sums: dict[tuple[int, str, str], int] = {}
    for form, _, matter, office, officer, row, column, amount in acts:
        if (
            form == cell.form.facts
            and row in rows
            and column in columns
            and holds(cell.unit, office, officer)
        ):
            key = (matter, office, officer)
            sums[key] = sums.get(key, 0) + amount
    return [Behind(*key, stage="", ground="", amount=amount) for key, amount in sorted(sums.items())]


def _leaves(form: BookForm, row: str) -> set[str]:
    adds = form.row(row).adds
    return {leaf for code in adds for leaf in _leaves(form, code)} if adds else {row}


def _parts(form: BookForm, column: str) -> set[str]:
    found = form.column(column).plus
    return {leaf for code in found for leaf in (_parts(form, code) or {code})}
