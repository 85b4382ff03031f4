"""A live book with everything its rules compare it to: the year before, earlier periods, attached lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thihanh.offices.reach import Reach
from thihanh.statistics.book.folding import NATION
from thihanh.statistics.book.lists import AttachedList, attached
from thihanh.statistics.book.queries import book
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.control.findings import Finding
from thihanh.statistics.control.running import run
from thihanh.statistics.period import FIRST_YEAR, Period, month_period
from thihanh.statistics.unit import UnknownUnit

_MARK, _LAST = 10, 12


@dataclass(frozen=True)
class Controlled:
    """A book, the lists attached to it, and what the rules found."""

    book: Book
    lists: tuple[AttachedList, ...]
    findings: tuple[Finding, ...]


def controlled(unit: str, period: Period, *, reach: Reach, known_on: date | None = None) -> Controlled:
    """The book of a unit and period with the findings of R01–R26. Raises what ``book`` raises.

    Beside it stand the twelve months of the year before, the period before it, and month 10 where the year is
    closed; a unit that did not exist then has none.
    """

    def of(other: Period) -> Iterator[Book]:
        try:
            yield book(unit, other, reach=reach, known_on=known_on)
        except UnknownUnit:
            return

    whole = book(unit, period, reach=reach, known_on=known_on)
    lists = () if unit == NATION else attached(unit, period, reach=reach, known_on=known_on)
    year, months = period.work_year, period.months or 0
    before = next(of(month_period(year - 1, _LAST)), None) if year - 1 > FIRST_YEAR else None
    wanted = {months - 1} | ({_MARK} if months == _LAST else set())
    earlier = [found for month in sorted(wanted - {0, -1}) for found in of(month_period(year, month))]
    counted = {one.definition.code: one.rows for one in lists}
    findings = run(whole, before=before, earlier=earlier, lists=counted if lists else None)
    return Controlled(whole, lists, findings)
