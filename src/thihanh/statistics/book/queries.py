"""The book of a unit from the database, for a reach that covers it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from thihanh.offices import queries as offices
from thihanh.offices.reach import Reach
from thihanh.statistics.book.acts import act_rows
from thihanh.statistics.book.folding import NATION, combined, fold_groups, units_of
from thihanh.statistics.book.layout import BookUnit
from thihanh.statistics.book.members import groups
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.book.sources import SOURCES
from thihanh.statistics.period import Period
from thihanh.statistics.queries import check_covers, unit_names
from thihanh.statistics.unit import Scope, UnknownUnit, scope_of


def book(unit: str, period: Period, *, reach: Reach, known_on: date | None = None) -> Book:
    """Every form of a unit and of the units under it over a period; matters, acts and whole đồng.

    ``CQL`` is the nation, for a reach that covers the country. Raises Denied, UnknownUnit (also for a unit
    that did not exist on the period's last day), RefusedPeriod.
    """
    if unit == NATION:
        return _nation(period, reach, known_on)
    scope = scope_of(unit)
    check_covers(reach, scope)
    return _book(scope, period, known_on)


def check_existed(scope: Scope, on: date, *, holds: bool) -> None:
    """Raises UnknownUnit where the agency or office did not exist on a day, saying what is known of it.

    A code the catalogue has never held is refused unless it ``holds`` matters of the period.
    """
    code = scope.office or (None if scope.officer else scope.agency)
    if code is None or offices.unit(code, on) is not None:
        return
    if (life := offices.life_of(code)) is not None:
        first, ended = life
        stood = (
            f"thôi hoạt động từ ngày {ended:%d/%m/%Y}"
            if ended and on >= ended
            else f"có từ ngày {first:%d/%m/%Y}"
        )
        raise UnknownUnit(
            f"Phạm vi: ngày {on:%d/%m/%Y} không có đơn vị {code}; đơn vị này {stood}. Hãy chọn kỳ kết thúc "
            "trong thời gian đơn vị hoạt động."
        )
    if not holds:
        raise UnknownUnit(
            f"Phạm vi: ngày {on:%d/%m/%Y} không có đơn vị nào mang mã {code}, cũng không có việc nào trong "
            "kỳ; hãy chọn mã có trong danh mục đơn vị."
        )


def top_of(scope: Scope, on: date) -> BookUnit:
    """The unit a book is of, under its name of that day."""
    found = offices.unit(scope.code, on)
    name = (
        found.name if found else offices.names_of([scope.officer or scope.code], on).get(scope.officer or "")
    )
    above = {"agency": "", "office": scope.agency, "officer": scope.office or scope.agency}
    return BookUnit(scope.code, name or scope.code, scope.unit_kind, above[scope.unit_kind])


def _inside(scope: Scope, rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The act rows of the unit: acts are asked for a whole agency."""
    return [row for row in rows if scope.office in (None, row[3]) and scope.officer in (None, row[4])]


def _book(scope: Scope, period: Period, known_on: date | None) -> Book:
    rows = groups(scope, period, known_on)
    check_existed(scope, period.to, holds=bool(rows))
    acts = _inside(scope, act_rows(scope.agency, period, known_on))
    holders = {(row[0], row[1]) for row in rows} | {(row[3], row[4]) for row in acts}
    codes = sorted({code for holder in holders for code in holder if code})
    names = unit_names(scope, codes, period.to)
    units = units_of(top_of(scope, period.to), holders, names)
    return fold_groups(units, period, rows, acts=acts, known_on=known_on, sourced=SOURCES)


def _nation(period: Period, reach: Reach, known_on: date | None) -> Book:
    check_covers(reach, Scope("", None, None))
    agencies = [one for one in offices.units(period.to) if one.kind == "province"]
    top = offices.unit(NATION, period.to)
    books = [_book(Scope(one.code), period, known_on) for one in agencies]
    return combined(BookUnit(NATION, top.name if top else NATION, "nation"), books)
