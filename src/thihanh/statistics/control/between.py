"""Rules between forms and units of one book: R09–R11, R21–R23."""

from collections.abc import Iterator, Mapping

from thihanh.statistics.book.definitions.attached import due_on
from thihanh.statistics.book.layout import FilledForm
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.control.findings import HOLDS, Answer, Check, NotApplicable, apart
from thihanh.statistics.control.within import sides
from thihanh.statistics.numbers import Absent


def _counted(filled: FilledForm) -> list[str]:
    return [column.code for column in filled.form.columns if column.counted]


def sums_of_units(book: Book, classes: str, units: str) -> Iterator[Check]:
    """R09, R10: the total of form 1 (2) is the first row of form 4 (5); each unit is the sum of its parts."""
    total, listed = book.form(classes), book.form(units)
    codes = _counted(listed)
    for code in codes:
        own, row = total.count("total", code), listed.count(book.unit, code)
        yield Check(
            book.unit, apart(f"biểu {classes} và biểu {units}, cột {code}", own, row), units, book.unit
        )
    parts: dict[str, list[str]] = {}
    for unit in book.units[1:]:
        parts.setdefault(unit.parent, []).append(unit.code)
    for parent, children in parts.items():
        for code in codes:
            own = listed.count(parent, code)
            summed = sum(listed.count(child, code) for child in children)
            broken = apart(f"biểu {units}, cột {code}, tổng các đơn vị bên dưới", summed, own)
            yield Check(parent, broken, units, parent)


def state_budget(book: Book) -> Iterator[Check]:
    """R11: no column of form 3 is above the same column of forms 1 and 2."""
    for unit in book.units:
        budget = book.form("03/TK-THA", unit.code)
        for of, places in sides(budget.form.key):
            whole = book.form("01/TK-THA" if of == "cases" else "02/TK-THA", unit.code)
            for code, place in places.items():
                if not budget.form.columns[place].counted:
                    continue
                part = budget.count("total", budget.form.columns[place].code)
                total = whole.count("total", code)
                broken = (
                    f"biểu 03/TK-THA cột {code} {part} lớn hơn biểu {whole.form.code} {total}."
                    if part > total
                    else ""
                )
                yield Check(unit.code, broken, "03/TK-THA", "total")


def same(book: Book, one: str, other: str) -> Answer:
    """R22, R23: two forms hold the same cells for every unit."""
    if missing := book.definition(one).missing or book.definition(other).missing:
        return NotApplicable(f"Biểu {one}, {other}: {missing}")
    return [
        check
        for unit in book.units
        for check in _differences(book.form(one, unit.code), book.form(other, unit.code))
    ]


def _differences(one: FilledForm, other: FilledForm) -> Iterator[Check]:
    if one.rows == other.rows:
        yield HOLDS
        return
    codes = f"biểu {one.form.code} và biểu {other.form.code}"
    for name, column, left, right in _pairs(one, other):
        if left != right:
            broken = f"{codes}, dòng «{name}», cột {column}: {left} ≠ {right}."
            yield Check(one.unit, broken, one.form.code)


def _pairs(one: FilledForm, other: FilledForm) -> Iterator[tuple[str, str, object, object]]:
    for left, right in zip(one.rows, other.rows, strict=True):
        for column, a, b in zip(one.form.columns, left.values, right.values, strict=True):
            yield left.name, column.code, a, b


def lists(book: Book, counted: Mapping[str, int | Absent] | None) -> Answer:
    """R21: each attached list has as many rows as its cell says. ``counted``: list code → rows."""
    due = due_on(book.period)
    if not due:
        return NotApplicable("Kỳ này không kèm danh sách (chỉ kỳ 3, 6, 10 và 12 tháng).")
    if counted is None:
        return NotApplicable("Chưa lập các danh sách kèm báo cáo của kỳ này.")
    return [
        Check(
            book.unit,
            apart(
                f"danh sách ({one.code}) và biểu {one.form}, cột {one.column}",
                rows,
                book.form(one.form).count(one.row, one.column),
            ),
            one.form,
            one.row,
        )
        for one in due
        if isinstance(rows := counted.get(one.code), int)
    ]
