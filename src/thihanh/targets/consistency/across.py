"""Figures of one unit across periods, and of a province inside the country. Pure."""

from collections.abc import Iterator
from fractions import Fraction

from thihanh.targets.consistency.findings import Check, Finding, Reason
from thihanh.targets.consistency.labels import label
from thihanh.targets.consistency.statements import Interval, PrintedRow, Statement, World, is_points, said
from thihanh.targets.published import NATIONAL, edition_name

_OF = ("cases", "money")
_CHANGE = "_change"
_SHARE = "_national_share"
_CUMULATIVE = ("cases_new", "cases_done", "money_new", "money_done", "thahc_due", "thahc_done")
Told = tuple[Check, Finding | None]


def checks(row: PrintedRow, world: World) -> Iterator[Told]:
    """Changes on the year before, shares in the country, the turn of the year, the course of the year."""
    for column in row.columns:
        if column.endswith(_CHANGE):
            yield from _change(row, column, world)
        elif column.endswith(_SHARE):
            yield from _national_share(row, column, world)
    for of in _OF:
        yield from _turn_of_year(row, of, world)
    for column in _CUMULATIVE:
        yield from _cumulative(row, column, world)


def _before(row: PrintedRow, world: World) -> list[PrintedRow]:
    """The rows of the same period a year before, the same edition first."""
    unit, boundary, year, months = row.key
    found = world.of(unit, boundary, year - 1, months)
    return sorted(found, key=lambda one: one.edition != row.edition)


def _change(row: PrintedRow, column: str, world: World) -> Iterator[Told]:
    base = column.removesuffix(_CHANGE)
    base = f"{base}_pub" if base.endswith("_rate") else base
    now, change = row.get(base), row.get(column)
    earlier = [(one, then) for one in _before(row, world) if (then := one.get(base)) is not None]
    if now is None or change is None or not earlier:
        return
    fits = [one for one in earlier if _fits(now, one[1], change)]
    other, then = (fits or earlier)[0]
    step = min(now.value.step, then.value.step)
    check = Check(
        "NĂM-TRƯỚC",
        row.row,
        f"{label(column)} = năm nay − năm trước ({edition_name(other.edition)})",
        (base, column),
        f"{said(now.value.value, step)} − {said(then.value.value, step)}",
        said(now.value.value - then.value.value, step),
        str(change),
        bool(fits),
    )
    if fits:
        yield check, None
        return
    implied = now.value.value - change.value.value
    reason = Reason(
        "revised-base",
        f"mức in ra ứng với năm trước {said(implied, step)}, bảng đang giữ {then}.",
    )
    yield check, _finding(check, (row.row, other.row), reason)


def _fits(now: Statement, then: Statement, change: Statement) -> bool:
    """Rates are taken from one another as printed; counts and amounts as far as their digits go."""
    if not is_points(change.column) or then.value.is_bound:
        return (now.interval - then.interval).meets(change.interval)
    return now.difference(Interval.of(then.value.value), change)


def _national_share(row: PrintedRow, column: str, world: World) -> Iterator[Told]:
    base = column.removesuffix(_SHARE)
    mine, share = row.get(base), row.get(column)
    nation = [
        (one, theirs)
        for one in world.of(NATIONAL, "", row.year, row.months)
        if (theirs := one.get(base)) is not None
    ]
    if mine is None or share is None or not nation:
        return
    worth = [(mine.interval * Interval.of(100) / theirs.interval, one, theirs) for one, theirs in nation]
    fits = [one for one in worth if one[0].meets(share.interval)]
    value, other, theirs = (fits or worth)[0]
    check = Check(
        "CẢ-NƯỚC",
        row.row,
        f"{label(column)}, bản {edition_name(other.edition)} của cả nước",
        (base, column),
        f"100 × {said(mine.value.value, mine.value.step)} ÷ {said(theirs.value.value, theirs.value.step)}",
        f"{said(value.middle)}%",
        str(share),
        bool(fits),
    )
    reason = Reason("base", "không khớp với bản nào của cả nước đang có.")
    yield check, None if fits else _finding(check, (row.row, other.row), reason)


def _finding(check: Check, rows: tuple[str, ...], reason: Reason, *, expected: bool = False) -> Finding:
    return Finding(
        check.code,
        "expected" if expected else "inconsistent",
        rows,
        check.columns,
        check.name,
        check.formula,
        check.computed,
        check.printed,
        reason,
    )


def _turn_of_year(row: PrintedRow, of: str, world: World) -> Iterator[Told]:
    """R12: the opening is the closing of the year before less what moved to the separate book."""
    opening = row.get(f"{of}_opening")
    unit, boundary, year, _ = row.key
    if opening is None:
        return
    for other in world.of(unit, boundary, year - 1, 12):
        due, done = other.get(f"{of}_due"), other.get(f"{of}_done")
        if due is None or done is None:
            continue
        closing = due.interval - done.interval
        gap = closing - opening.interval
        ok = closing.meets(opening.interval)
        check = Check(
            "R12",
            row.row,
            f"số cũ chuyển sang ({'việc' if of == 'cases' else 'tiền'}) và số chuyển kỳ sau của năm trước",
            (f"{of}_opening", f"{of}_due", f"{of}_done"),
            f"{said(due.value.value, due.value.step)} − {said(done.value.value, done.value.step)}",
            said(closing.middle, due.value.step),
            str(opening),
            ok,
        )
        if ok:
            yield check, None
            return
        amount = said(abs(gap.middle), due.value.step)
        words = f"chênh {amount}, là số chuyển sổ theo dõi riêng trừ số chuyển lại."
        expected = gap.middle > 0
        reason = Reason("separate-book" if expected else "unknown", words)
        yield check, _finding(check, (row.row, other.row), reason, expected=expected)
        return


def _cumulative(row: PrintedRow, column: str, world: World) -> Iterator[Told]:
    """R13: what is cumulative does not fall between two periods of one work year."""
    now = row.get(column)
    unit, boundary, year, months = row.key
    if now is None:
        return
    earlier: tuple[PrintedRow, Statement] | None = None
    for month in range(months - 1, 0, -1):
        for other in world.of(unit, boundary, year, month):
            theirs = other.get(column)
            if theirs is not None:
                earlier = other, theirs
                break
        if earlier:
            break
    if earlier is None:
        return
    other, theirs = earlier
    ok = theirs.interval.low <= now.interval.high
    check = Check(
        "R13",
        row.row,
        f"{label(column)}: lũy kế {months} tháng không dưới lũy kế {other.months} tháng",
        (column,),
        f"{theirs} ({other.months} tháng)",
        str(theirs),
        str(now),
        ok,
        only_a_bound=True,
    )
    fall = said(theirs.value.value - now.value.value, Fraction(1))
    words = f"giảm {fall} giữa tháng {other.months} và tháng {months}."
    yield check, None if ok else _finding(check, (row.row, other.row), Reason("scope", words))
