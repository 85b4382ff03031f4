"""What recorded acts add to the forms of acts, beside the matters: one row per act and column."""

from datetime import date
from typing import Any

from thihanh.statistics.book.asking import Asked
from thihanh.statistics.book.columns import ACT_COLUMNS
from thihanh.statistics.book.members import Cut
from thihanh.statistics.book.sources import SOURCES
from thihanh.statistics.engine.cells import UNASSIGNED
from thihanh.statistics.period import Period

__all__ = ["ACT_COLUMNS", "act_rows"]


def act_rows(
    agency: str, period: Period, known_on: date | None = None, *, cut: Cut | None = None
) -> list[tuple[Any, ...]]:
    """Rows of ``ACT_COLUMNS`` from every source, ordered; amounts are acts or whole đồng.

    What the agency itself holds and no office of it stands under nobody, as its matters do.
    """
    known, inside = (cut.known_on, cut.inside or None) if cut else (known_on, None)
    asked = Asked(agency, period, known, inside)
    return sorted(_held(row, agency) for source in SOURCES.values() for row in source(asked))


def _held(row: tuple[Any, ...], agency: str) -> tuple[Any, ...]:
    form, act, matter, office, _, *cell = row
    return (form, act, matter, UNASSIGNED, "", *cell) if office == agency else row
