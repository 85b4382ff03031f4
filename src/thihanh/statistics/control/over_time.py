"""Rules between books of one unit: R12–R14 over years and periods, R18–R20 on what is plausible.

Matters change hands inside an agency, so what binds years and periods together binds whole agencies; below
them the rules say so instead of finding errors that are none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thihanh.law.notation import dotted
from thihanh.statistics.book.layout import BookForm, FilledForm
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.control.findings import Answer, Check, NotApplicable, apart
from thihanh.statistics.control.rules import Rule
from thihanh.statistics.measures.values import Of
from thihanh.statistics.numbers import Growth, Percent

RESULTS: tuple[tuple[Of, str], ...] = (("cases", "01/TK-THA"), ("money", "02/TK-THA"))
SIDES: dict[Of, str] = {"cases": "việc", "money": "tiền"}
_MARK = 10  # the month the centre compares the year's end with (thads ItemID=3639)
_LAST = 12
_CUMULATIVE = ("new", "delegated", "resolved")
_COMPARED = ("due", "eligible", "resolved")
_BELOW_AN_AGENCY = NotApplicable(
    "Việc chuyển giữa các phòng và chấp hành viên trong năm nên chỉ so ở cấp cơ quan thi hành án."
)


def _is_agency(book: Book) -> bool:
    return book.units[0].kind in ("agency", "province", "nation")


def _total(book: Book, form: str, unit: str, column: str) -> int:
    return book.form(form, unit).count("total", column)


def turn_of_year(book: Book, before: Book | None) -> Answer:
    """R12: the opening is what the year before carried over; ``before`` is its twelve-month book."""
    if not _is_agency(book):
        return _BELOW_AN_AGENCY
    if before is None or before.period.months != _LAST:
        return NotApplicable("Chưa có số liệu 12 tháng của năm công tác trước.")
    return [
        Check(
            book.unit,
            apart(
                f"{SIDES[of]}: số cũ chuyển sang và số chuyển kỳ sau của năm {before.period.work_year}",
                _total(book, form, book.unit, "opening"),
                _total(before, form, before.unit, "carried"),
            ),
            form,
            "total",
        )
        for of, form in RESULTS
    ]


def _in_year(book: Book, earlier: Sequence[Book]) -> list[Book]:
    """The earlier books of the same unit and work year, in order."""
    found = [
        one
        for one in earlier
        if one.unit == book.unit
        and one.period.work_year == book.period.work_year
        and one.period.to < book.period.to
    ]
    return sorted(found, key=lambda one: one.period.to)


_ALONE = NotApplicable("Chưa có số liệu các kỳ trước trong năm công tác.")


def cumulative(book: Book, earlier: Sequence[Book]) -> Answer:
    """R13: new, entrusted and resolved do not fall from one period of the year to the next."""
    if not _is_agency(book):
        return _BELOW_AN_AGENCY
    before = _in_year(book, earlier)
    return list(_cumulative(book, before[-1])) if before else _ALONE


def _cumulative(book: Book, before: Book) -> Iterator[Check]:
    for of, form in RESULTS:
        for column in _CUMULATIVE:
            then, now = (_total(one, form, one.unit, column) for one in (before, book))
            broken = (
                f"{SIDES[of]}, cột {column}: số lũy kế giảm từ {dotted(then)} (đến "
                f"{before.period.to:%d/%m/%Y}) xuống {dotted(now)}."
                if now < then
                else ""
            )
            yield Check(book.unit, broken, form, "total")


def same_opening(book: Book, earlier: Sequence[Book]) -> Answer:
    """R14: every period of a work year opens with the same figure."""
    if not _is_agency(book):
        return _BELOW_AN_AGENCY
    before = _in_year(book, earlier)
    if not before:
        return _ALONE
    return [
        Check(
            book.unit,
            apart(
                f"{SIDES[of]}, số cũ chuyển sang của kỳ này và của kỳ đến {one.period.to:%d/%m/%Y}",
                _total(book, form, book.unit, "opening"),
                _total(one, form, one.unit, "opening"),
            ),
            form,
            "total",
        )
        for one in before
        for of, form in RESULTS
    ]


@dataclass(frozen=True, slots=True)
class _Pair:
    """One unit's totals of one form in two books."""

    of: Of
    form: BookForm
    unit: str
    then: FilledForm
    now: FilledForm

    def share(self, part: str, whole: str) -> tuple[Percent, Percent] | None:
        """A share then and now; None where one of them cannot be given."""
        counts = [(f.count("total", part), f.count("total", whole)) for f in (self.then, self.now)]
        if any(below <= 0 for _, below in counts):
            return None
        first, second = (Percent.of(above, below) for above, below in counts)
        return first, second


def _pairs(book: Book, other: Book) -> Iterator[_Pair]:
    known = {unit.code for unit in other.units}
    for unit in book.units:
        if unit.code in known and unit.kind != "officer":
            for of, code in RESULTS:
                now, then = book.form(code, unit.code), other.form(code, unit.code)
                yield _Pair(of, now.form, unit.code, then, now)


def _marked(book: Book, earlier: Sequence[Book]) -> Book | None:
    """The ten-month book, where this one is of the twelve months."""
    if book.period.months != _LAST:
        return None
    return next((one for one in _in_year(book, earlier) if one.period.months == _MARK), None)


_NO_MARK = NotApplicable("Chỉ so kỳ 12 tháng với kỳ 10 tháng của cùng năm công tác.")


def _limit(rule: Rule, of: Of) -> int:
    return rule.limits[0 if of == "cases" else -1]


def eligible_share(rule: Rule, book: Book, earlier: Sequence[Book]) -> Answer:
    """R18: the share of what is due that is eligible falls sharply between months 10 and 12."""
    mark = _marked(book, earlier)
    return list(_jumps(rule, book, mark, ("eligible", "due"), -1)) if mark else _NO_MARK


def result_jump(rule: Rule, book: Book, earlier: Sequence[Book]) -> Answer:
    """R19: the completion rate rises sharply between months 10 and 12."""
    mark = _marked(book, earlier)
    return list(_jumps(rule, book, mark, ("resolved", "eligible"), 1)) if mark else _NO_MARK


def _jumps(rule: Rule, book: Book, mark: Book, share: tuple[str, str], sign: int) -> Iterator[Check]:
    name, way = ("tỷ lệ có điều kiện", "giảm xuống") if sign < 0 else ("tỷ lệ thi hành xong", "tăng lên")
    for pair in _pairs(book, mark):
        found = pair.share(*share)
        if found is None:
            continue
        then, now = found
        moved = sign * (now.hundredths - then.hundredths)
        limit = _limit(rule, pair.of)
        broken = (
            f"{name} ({SIDES[pair.of]}) từ {then} ở tháng 10 {way} {now} ở tháng 12 "
            f"({now - then}), từ {limit} điểm % trở lên phải giải trình."
            if moved >= limit * 100
            else ""
        )
        yield Check(pair.unit, broken, pair.form.code, "total")


def year_on_year(rule: Rule, book: Book, last_year: Book | None) -> Answer:
    """R20: due, eligible and resolved stay within the limit of the same period of the year before."""
    if last_year is None or last_year.period.months != book.period.months:
        return NotApplicable("Chưa có số liệu cùng kỳ năm công tác trước.")
    if not any(_total(last_year, form, last_year.unit, "resolved") for _, form in RESULTS):
        return NotApplicable(
            "Năm công tác trước không có kết quả nào được ghi trong hệ thống nên không so cùng kỳ."
        )
    return list(_changes(rule, book, last_year))


def _changes(rule: Rule, book: Book, last_year: Book) -> Iterator[Check]:
    limit = rule.limits[0]
    for pair in _pairs(book, last_year):
        for column in _COMPARED:
            then, now = (filled.count("total", column) for filled in (pair.then, pair.now))
            if then <= 0:
                continue
            growth = Growth.between(then, now)
            broken = (
                f"{SIDES[pair.of]}, cột «{pair.form.column(column).name}»: {dotted(then)} → {dotted(now)} "
                f"({growth}), vượt ngưỡng ±{limit}% so với cùng kỳ, cần giải trình."
                if abs(growth.hundredths) > limit * 100
                else ""
            )
            yield Check(pair.unit, broken, pair.form.code, "total")
