"""What has happened to a closed period: every matter that moved a cell, with the reason why.

Reasons, the first that fits: the definition of a form or of the law's classes changed; a fact was corrected
(a later fact replaces, voids or reverses one); the matter changed hands by a fact entered late; a fact was
entered after the cut.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db import connection

from thihanh.editions import cutting
from thihanh.editions.body import Body, CutName, definitions_now, key_of, law_digest
from thihanh.editions.differences import CellMove, Moved, moved, sums
from thihanh.editions.reading import EditionFile
from thihanh.statistics.book.members import Cut

Why = Literal["definition", "correction", "hands", "late", "untold"]
WHY_NAMES: Mapping[Why, str] = {
    "definition": "đổi định nghĩa",
    "correction": "đính chính",
    "hands": "chuyển đơn vị, người giữ",
    "late": "ghi muộn",
    "untold": "chưa rõ nguyên do",
}
_HANDS = "matters_assignment"


@dataclass(frozen=True, slots=True)
class Late:
    """One fact that the cut did not hold: its table, entry, own day and book day, and what it takes back."""

    table: str
    entry: int
    on: date
    known_on: date
    corrects: bool


@dataclass(frozen=True, slots=True)
class Restated:
    """One matter that moved cells, why, and the facts that did it."""

    moved: Moved
    number: str
    why: Why
    facts: tuple[Late, ...]

    @property
    def reason(self) -> str:
        return WHY_NAMES[self.why]


@dataclass(frozen=True)
class Comparison:
    """An edition against another cut: matters that moved, what they move together, definitions that changed.

    ``redefined`` are the agency's cells that the same matters fill differently under today's definitions.
    """

    rows: tuple[Restated, ...]
    sums: tuple[CellMove, ...]
    definitions: tuple[str, ...]
    redefined: tuple[CellMove, ...] = ()

    @property
    def by_reason(self) -> dict[str, int]:
        """Reason → matters."""
        found: dict[str, int] = {}
        for row in self.rows:
            found[row.reason] = found.get(row.reason, 0) + 1
        return found


def since(found: EditionFile) -> Comparison:
    """An edition against all that is known now."""
    frozen = found.body.frozen
    return _compared(found, cutting.live(frozen.unit, frozen.period).members)


def unread(found: EditionFile) -> Comparison:
    """What may be said of an edition to those who see nothing of its unit: the definitions that changed."""
    return Comparison((), (), changed_definitions(found.body))


def between(before: EditionFile, after: EditionFile) -> Comparison:
    """Two editions of one unit and period. Reasons come from this database's record."""
    return _compared(before, after.members)


def changed_definitions(body: Body) -> tuple[str, ...]:
    """Forms and regimes whose definition is no longer that of the edition."""
    now = definitions_now(body.frozen.period)
    forms = [key for key, form in body.forms.items() if now.get(key) != form["digest"]]
    law = [
        f"phân loại {regime}" for regime, digest in body.said["law"].items() if law_digest(regime) != digest
    ]
    return (*forms, *law)


def redefined(found: EditionFile, changed: Sequence[str]) -> Iterator[CellMove]:
    """The agency's cells that the edition's own members fill otherwise by today's definitions."""
    if not changed or not found.members:
        return
    book, top = found.book(), found.body.frozen.unit
    for form in book.forms:
        said = dict(found.body.rows(key_of(form), top))
        for row in () if form.missing else book.form(form.key, top).rows:
            for column, then, now in zip(form.columns, said.get(row.code, ()), row.values, strict=False):
                if then != now and isinstance(then, int) and isinstance(now, int):
                    yield CellMove(column.of, f"{form.code} {row.code} {column.code}", column.name, then, now)


def _compared(found: EditionFile, now: Sequence[Sequence[Any]]) -> Comparison:
    frozen = found.body.frozen
    rows = moved(frozen.period, found.members, now)
    definitions = changed_definitions(found.body)
    facts = _late_facts(frozen.cut, [row.matter_id for row in rows])
    numbers = _numbers([row.matter_id for row in rows])
    restated = tuple(
        Restated(
            row,
            numbers.get(row.matter_id, ""),
            why(row, facts.get(row.matter_id, ()), bool(definitions)),
            facts.get(row.matter_id, ()),
        )
        for row in rows
    )
    return Comparison(restated, tuple(sums(rows)), definitions, tuple(redefined(found, definitions)))


def why(row: Moved, facts: Sequence[Late], definitions: bool) -> Why:
    """The reason a matter moved, from the facts that its cut did not hold."""
    if any(fact.corrects for fact in facts):
        return "correction"
    if row.changed_hands and any(fact.table == _HANDS for fact in facts):
        return "hands"
    if facts:
        return "late"
    return "definition" if definitions else "untold"


def _numbers(matters: Sequence[int]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, number FROM matters_matter WHERE id = ANY(%s)", [list(matters)])
        return dict(cursor.fetchall())


def _late_facts(name: CutName, matters: Sequence[int]) -> dict[int, tuple[Late, ...]]:
    if not matters:
        return {}
    cut: Cut = cutting.of(name)
    found: dict[int, list[Late]] = {}
    for matter, table, entry, replaces, void, on, known_on in cutting.later_facts(matters, cut):
        found.setdefault(matter, []).append(
            Late(table, entry, on, known_on, bool(void or replaces is not None))
        )
    return {matter: tuple(facts) for matter, facts in found.items()}
