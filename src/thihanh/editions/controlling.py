"""The control rules on a book about to be frozen, against the books frozen before it: R12–R14, R18–R20."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from thihanh.editions import queries
from thihanh.editions.body import Body, Frozen, form_digest, key_of
from thihanh.editions.headline import HEADLINES
from thihanh.editions.kinds import Kind
from thihanh.editions.rules import Refused
from thihanh.statistics.book.definitions.reading import forms_on
from thihanh.statistics.book.filling import Contents
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.control.findings import Finding
from thihanh.statistics.control.running import Beside, run

_DEFINITIVE: Final[tuple[Kind, ...]] = ("final", "supplementary")
_LAST: Final = 12
_MARK: Final = 10  # the month with which the centre compares the year's end
BETWEEN: Final = frozenset({"R12", "R13", "R14"})
"""Rules of the severity of an error that hold between books."""
_LISTED: Final = 200  # sentences kept in the header; those beyond are counted


def findings(frozen: Frozen, book: Book) -> tuple[Finding, ...]:
    """What R01–R26 find, beside the last month of the year, month 10, and the year before where closed.

    A supplementary report of a period is held against the same books as the edition it supplements.
    """
    months = sorted({frozen.month - 1, _MARK} - set(range(frozen.month, _LAST + 1)) - {0})
    earlier = [found for month in months if (found := _book(frozen, frozen.year, month)) is not None]
    return run(
        book,
        before=_book(frozen, frozen.year - 1, _LAST),
        earlier=earlier,
        beside=Beside(last_year=_book(frozen, frozen.year - 1, frozen.month)),
    )


def check(found: Sequence[Finding], kind: Kind) -> None:
    """A definitive book breaks no control rule of the severity of an error. Raises ``Refused``.

    A supplementary report says what earlier books did not, so there the rules between books are listed.
    """
    broken = [one for one in found if _refuses(one, kind)]
    if not broken:
        return
    first = broken[0]
    way = (
        "Lập báo cáo bổ sung cho ấn bản của kỳ được nêu (mục đối chiếu của ấn bản), rồi khóa lại."
        if first.rule in BETWEEN
        else "Xem trang Bộ biểu, mục Soát số liệu, rồi sửa dữ liệu và khóa lại."
    )
    raise Refused(
        f"Dữ liệu: bộ biểu vi phạm {len(broken)} quy tắc đối soát nên chưa khóa được; đầu tiên "
        f"{first.sentence} {way}"
    )


def _refuses(one: Finding, kind: Kind) -> bool:
    if kind == "preliminary" or not one.is_error:
        return False
    return kind == "final" or one.rule not in BETWEEN


def listed(found: Iterable[Finding]) -> Mapping[str, Any]:
    """What the edition lists beside its figures: the broken rules that ask for an explanation."""
    broken = [one for one in found if one.verdict == "broken"]
    return {
        "control": {
            "count": len(broken),
            "sentences": [[one.rule, one.sentence] for one in broken[:_LISTED]],
        }
    }


def _book(frozen: Frozen, year: int, month: int) -> Book | None:
    """The definitive book of the unit for a period that was closed; None where there is none to compare with.

    The nation's sums are compared where they are of the same provinces.
    """
    row = queries.latest(frozen.unit, year, month, _DEFINITIVE)
    if row is None:
        return None
    if not row.composed_of:
        return queries.book_of(row.id)
    body = queries.body_of(row.id)
    same = _units(body.frozen) == _units(frozen)
    return _said(body) if same else None


def _units(frozen: Frozen) -> set[str]:
    return {unit for unit, _, _ in frozen.composed_of}


def _said(body: Body) -> Book | None:
    """The headline forms as an edition without members says them; None where they are defined anew since."""
    period = body.frozen.period
    forms = tuple(form for form in forms_on(period) if form.code in HEADLINES.values())
    if any(body.forms.get(key_of(form), {}).get("digest") != form_digest(form) for form in forms):
        return None
    said = {(form.key, unit.code): body.filled(form, unit.code) for form in forms for unit in body.units}
    nothing = Contents(body.units, {}, {})
    return Book(body.frozen.unit, period, body.frozen.cut.known_on, body.units, forms, nothing, said)
