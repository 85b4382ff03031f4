"""The book of a unit, or of the nation, from the files: the same rows, the same ``statistics.book``.

Acts (forms of exemption and coercion) are not in the files; those forms stay without values here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from thihanh.statistics.book.folding import NATION, combined, fold_groups, units_of
from thihanh.statistics.book.layout import BookUnit
from thihanh.statistics.book.members import grouped_over
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.engine.sql import Query, matters
from thihanh.statistics.period import Period
from thihanh.statistics.scale.layout import CLASSES
from thihanh.statistics.unit import EVERY_AGENCY, Scope

Rows = Iterable[Sequence[Any]]
Ask = Callable[[Query], Rows]
"""How an engine answers: ``Duck.run``, ``Spark.run``."""


def groups_query(period: Period, scope: Scope = EVERY_AGENCY) -> Query:
    """The rows of ``GROUP_COLUMNS`` with the agency before them, of all agencies or of one."""
    return grouped_over(matters(scope, period, None, also=CLASSES), ["agency"])


def agency_books(
    ask: Ask, period: Period, names: Mapping[str, str], scope: Scope = EVERY_AGENCY
) -> list[Book]:
    """The book of each agency that has matters of the period; ``names`` of units and officers by code."""
    by_agency: dict[str, list[Sequence[Any]]] = defaultdict(list)
    for agency, *row in ask(groups_query(period, scope)):
        by_agency[agency].append(row)
    return [_book(agency, rows, period, names) for agency, rows in sorted(by_agency.items())]


def nation_book(ask: Ask, period: Period, names: Mapping[str, str]) -> Book:
    """The book of the nation and of every agency, office and officer."""
    top = BookUnit(NATION, names.get(NATION, NATION), "nation")
    return combined(top, agency_books(ask, period, names))


def _book(agency: str, rows: Sequence[Sequence[Any]], period: Period, names: Mapping[str, str]) -> Book:
    top = BookUnit(agency, names.get(agency, agency), "agency")
    holders = {(row[0], row[1]) for row in rows}
    return fold_groups(units_of(top, holders, names), period, rows)
