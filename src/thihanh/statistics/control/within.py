"""Rules inside one form: R01–R08 on results, R16, R17, R25, R26 on forms of acts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from thihanh.statistics.book.definitions.reading import form_named
from thihanh.statistics.book.layout import FilledForm, FilledRow, FormKey, Value
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.control.findings import HOLDS, Answer, Check, NotApplicable, apart
from thihanh.statistics.measures.values import Of
from thihanh.statistics.numbers import rate


@dataclass(frozen=True, slots=True)
class Equation:
    """A column equals the sum of others less some; columns a form does not have count as nothing."""

    left: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    of: Of | None = None


EQUATIONS = {
    "R01": Equation("handled", ("opening", "new", "returned")),
    "R02": Equation("due", ("handled",), ("delegated", "withdrawn", "moved", "amended")),
    "R03": Equation("due", ("eligible", "no_means", "postponed", "suspended", "other")),
    "R04": Equation("eligible", ("resolved", "in_progress", "consent")),
    "R05": Equation("resolved", ("done", "terminated", "other_ending"), of="cases"),
    "R06": Equation("resolved", ("done", "terminated", "reduced", "other_ending"), of="money"),
    "R07": Equation("carried", ("due",), ("resolved",)),
}
_RESULTS = ("01/TK-THA", "02/TK-THA", "03/TK-THA", "004.N", "005.N")


@cache
def sides(key: FormKey) -> tuple[tuple[Of, dict[str, int]], ...]:
    """The columns of a result form by their plain codes: of cases, of money, or both apart."""
    form = form_named(key)
    if form.of != "both":
        return ((form.of, {column.code: place for place, column in enumerate(form.columns)}),)
    wanted: tuple[Of, ...] = ("cases", "money")
    return tuple(
        (
            of,
            {
                column.code.removeprefix(f"{of}."): place
                for place, column in enumerate(form.columns)
                if column.of == of
            },
        )
        for of in wanted
    )


def result_forms(book: Book) -> Iterator[FilledForm]:
    """Every filled form of results: forms of units for the unit itself, the others for every unit."""
    for form in book.forms:
        if form.code in _RESULTS:
            units = [book.unit] if form.row_kind == "units" else [unit.code for unit in book.units]
            yield from (book.form(form.key, unit) for unit in units)


Places = tuple[int, tuple[int, ...], tuple[int, ...]]


@cache
def _places(key: FormKey, rule: str) -> tuple[tuple[Of, Places], ...]:
    """Where an equation finds its columns in a form: the left one, those added, those taken off."""
    wanted = EQUATIONS[rule]
    return tuple(
        (
            of,
            (
                places[wanted.left],
                tuple(places[code] for code in wanted.plus if code in places),
                tuple(places[code] for code in wanted.minus if code in places),
            ),
        )
        for of, places in sides(key)
        if wanted.of in (None, of) and wanted.left in places and wanted.plus[0] in places
    )


def equal(book: Book, rule: str) -> Iterator[Check]:
    """R01–R07: the equation holds in every row of every result form that has its columns."""
    for filled in result_forms(book):
        for _, (left, plus, minus) in _places(filled.form.key, rule):
            for row in filled.rows:
                if isinstance(row.values[left], int):
                    counts = cast("tuple[int, ...]", row.values)
                    right = sum(counts[at] for at in plus) - sum(counts[at] for at in minus)
                    yield HOLDS if counts[left] == right else _unequal(filled, row, left, right)


def _unequal(filled: FilledForm, row: FilledRow, left: int, right: int) -> Check:
    form = filled.form
    what = f"biểu {form.code} ({form.version}), dòng «{row.name}», cột {form.columns[left].code}"
    return Check(
        filled.unit, apart(what, filled.count(row.code, form.columns[left].code), right), form.code, row.code
    )


def rates(book: Book) -> Iterator[Check]:
    """R08: every rate is its own two columns divided, none where nothing is eligible."""
    for filled in result_forms(book):
        for of, places in sides(filled.form.key):
            at, part, whole = (places[code] for code in ("rate", "resolved", "eligible"))
            for row in filled.rows:
                resolved, eligible = row.values[part], row.values[whole]
                if isinstance(resolved, int) and isinstance(eligible, int):
                    true = rate(resolved, eligible)
                    yield (
                        HOLDS
                        if row.values[at] == true
                        else _wrong_rate(filled, row, of, (row.values[at], true))
                    )


def _wrong_rate(filled: FilledForm, row: FilledRow, of: Of, rates: tuple[Value, Value]) -> Check:
    name = "việc" if of == "cases" else "tiền"
    shown, true = rates
    broken = f"biểu {filled.form.code}, dòng «{row.name}»: tỷ lệ {name} {shown} không phải {true}."
    return Check(filled.unit, broken, filled.form.code, row.code)


def _of_acts(book: Book, code: str) -> list[FilledForm] | NotApplicable:
    form = book.definition(code)
    if form.missing:
        return NotApplicable(f"Biểu {code}: {form.missing}")
    return [book.form(code, unit.code) for unit in book.units]


def administrative(book: Book) -> Answer:
    """R16: carried in and new are the total, which the outcomes add up to."""
    found = _of_acts(book, "12/TK-THA")
    if isinstance(found, NotApplicable):
        return found
    return [
        Check(
            filled.unit,
            apart(
                f"dòng «{row.name}», tổng số và cũ + mới",
                filled.count(row.code, "total"),
                filled.count(row.code, "carried_in") + filled.count(row.code, "new"),
            ),
            filled.form.code,
            row.code,
        )
        for filled in found
        for row in filled.rows
    ]


def monitored(book: Book) -> Answer:
    """R17: files without content to enforce stand apart from the total and never exceed what is monitored."""
    found = _of_acts(book, "12/TK-THA")
    if isinstance(found, NotApplicable):
        return found
    return [
        Check(
            filled.unit,
            f"dòng «{row.name}»: số không có nội dung phải thi hành là số âm."
            if filled.count(row.code, "no_content") < 0
            else "",
            filled.form.code,
            row.code,
        )
        for filled in found
        for row in filled.rows
    ]


def complaints(book: Book) -> Answer:
    """R25: received is carried in and new; what is within competence is settled or pending."""
    found = _of_acts(book, "08/TK-THA")
    if isinstance(found, NotApplicable):
        return found
    return [
        Check(
            filled.unit,
            apart(
                f"dòng «{row.name}», tiếp nhận và kỳ trước + mới",
                filled.count(row.code, "received"),
                filled.count(row.code, "carried_in") + filled.count(row.code, "new"),
            )
            or apart(
                f"dòng «{row.name}», thuộc thẩm quyền và đã + đang giải quyết",
                filled.count(row.code, "competence"),
                sum(
                    filled.count(row.code, code)
                    for code in ("right", "partly_right", "wrong", "withdrawn", "pending")
                ),
            ),
            filled.form.code,
            row.code,
        )
        for filled in found
        for row in filled.rows
    ]


def coercion(book: Book) -> Answer:
    """R26: decisions are carried out without force, with force, or not yet; voluntary ones among them."""
    found = _of_acts(book, "07/TK-THA")
    if isinstance(found, NotApplicable):
        return found
    return [_coerced(filled, row) for filled in found for row in filled.rows]


def _coerced(filled: FilledForm, row: FilledRow) -> Check:
    decisions, voluntary = (filled.count(row.code, code) for code in ("decisions", "voluntary"))
    parts = sum(filled.count(row.code, code) for code in ("without_force", "with_force", "not_yet"))
    broken = apart(f"dòng «{row.name}», số quyết định", decisions, parts)
    if not broken and voluntary > decisions:
        broken = f"dòng «{row.name}»: tự nguyện {voluntary} nhiều hơn số quyết định {decisions}."
    return Check(filled.unit, broken, filled.form.code, row.code)
