"""Why printed figures most likely disagree: a reason is one that, taken as true, makes them agree. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from thihanh.targets.consistency.findings import Reason
from thihanh.targets.consistency.identities import IDENTITIES, Identity, holds
from thihanh.targets.consistency.labels import label
from thihanh.targets.consistency.statements import Interval, PrintedRow, Statement, World, is_percent, said
from thihanh.targets.published import edition_name

THOUSAND = Fraction(1000)
FAR = Fraction(3, 2)
"""A bound must be passed by half before a wrong unit is thought of [I]."""
_SIBLINGS = (("_not_eligible_share", "_eligible_share"), ("_not_eligible", "_eligible"))
_BASES = ("handled", "due", "eligible", "done")


@dataclass(frozen=True, slots=True)
class Failure:
    """An identity that a row's printed figures cannot satisfy; ``statement`` is the printed result."""

    row: PrintedRow
    identity: Identity
    statement: Statement | None
    computed: Interval

    def with_(self, changed: dict[str, Interval]) -> bool:
        """Whether the identity would hold with some figures replaced."""

        def lookup(column: str) -> Interval | None:
            if column in changed:
                return changed[column]
            if self.statement is not None and column == self.identity.result:
                return self.statement.interval
            found = self.row.get(column)
            return found.interval if found else None

        return holds(self.identity, lookup) is True


Try = Callable[[Failure, World], Reason | None]


def of_identity(failure: Failure, world: World) -> Reason:
    """The first reason that would make the figures agree, in the order of the table below."""
    for attempt in TRIES:
        found = attempt(failure, world)
        if found is not None:
            return found
    return _unknown(failure)


def _other_edition(failure: Failure, world: World) -> Reason | None:
    """The same column of another edition of the period fits."""
    for other in world.editions(failure.row):
        if other.edition == failure.row.edition:
            continue
        for column in failure.identity.columns:
            found = other.get(column)
            if found is not None and failure.row.get(column) and failure.with_({column: found.interval}):
                return Reason(
                    "other-edition",
                    f"với {label(column)} của bản {edition_name(other.edition)} ({found}) thì khớp.",
                )
    return None


def mirrored(column: str, row: PrintedRow) -> Iterator[tuple[tuple[str, str], ...]]:
    """The exchanges a writer easily makes with a column: việc for tiền (shares together), có for chưa có."""
    if is_percent(column) and column.startswith(("cases_", "money_")):
        here, there = ("cases_", "money_") if column.startswith("cases_") else ("money_", "cases_")
        family = [
            one for one in row.columns if one.startswith(here) and one.endswith(column.rpartition("_")[2])
        ]
        yield tuple((one, there + one.removeprefix(here)) for one in family)
    for long, short in _SIBLINGS:
        if column.endswith(long):
            yield ((column, column.removesuffix(long) + short),)
            return
        if column.endswith(short):
            yield ((column, column.removesuffix(short) + long),)
            return


def _swap(failure: Failure, world: World) -> Reason | None:
    """Printed figures exchanged make this identity hold and leave none with them unsatisfied."""
    row = failure.row
    for column in failure.identity.columns:
        source = failure.statement.source if failure.statement and column == failure.identity.result else ""
        for pairs in mirrored(column, row):
            changed, told = _exchanged(row, pairs, source)
            if changed and failure.with_(changed) and not _breaks(row, changed):
                return Reason("swap", f"đổi chỗ {told} thì khớp.")
    return None


def _exchanged(
    row: PrintedRow, pairs: tuple[tuple[str, str], ...], source: str
) -> tuple[dict[str, Interval], str]:
    """The figures after the exchange, and its words; nothing where one of a pair is not printed."""
    changed: dict[str, Interval] = {}
    told: list[str] = []
    for mine, theirs in pairs:
        one, other = _of_source(row, mine, source), _of_source(row, theirs, source)
        if one is None or other is None or one.value == other.value:
            return {}, ""
        changed |= {mine: other.interval, theirs: one.interval}
        pair = sorted(((mine, one), (theirs, other)), key=lambda named: named[0])
        told.append(" và ".join(f"{label(column)} ({said_})" for column, said_ in pair))
    return changed, "; ".join(sorted(told))


def _of_source(row: PrintedRow, column: str, source: str) -> Statement | None:
    said_ = row.by_column.get(column, ())
    return next((one for one in said_ if one.source == source), said_[0] if said_ else None)


def _breaks(row: PrintedRow, changed: dict[str, Interval]) -> bool:
    """Whether the exchange leaves an identity with one of the exchanged columns unsatisfied."""

    def lookup(column: str) -> Interval | None:
        if column in changed:
            return changed[column]
        found = row.get(column)
        return found.interval if found else None

    asked = [
        one for one in IDENTITIES if one.since <= row.year <= one.until and set(one.columns) & set(changed)
    ]
    return any(holds(one, lookup) is False for one in asked)


def _unit_scale(failure: Failure, world: World) -> Reason | None:
    """One amount, a thousand times larger or smaller, fits: tỷ written for triệu or the other way."""
    amounts = [name for name in failure.identity.columns if "money" in name and not is_percent(name)]
    only_a_bound = failure.identity.sign == "<=" or "?" in failure.identity.left
    if only_a_bound and failure.statement and failure.computed.low < FAR * failure.statement.interval.high:
        return None  # any small amount would satisfy a bound
    for column in amounts:
        found = failure.row.get(column)
        if found is None:
            continue
        for factor, words in ((1 / THOUSAND, "triệu"), (THOUSAND, "nghìn tỷ")):
            scaled = found.interval * Interval.of(factor)
            if failure.with_({column: scaled}):
                text = said(found.value.value, found.value.step)
                told = f"{label(column)} in “{text} tỷ” chỉ khớp khi đọc là {text} {words}."
                return Reason("unit-scale", told, column)
    return None


def _base(failure: Failure, world: World) -> Reason | None:
    """Another base gives the printed percent."""
    statement = failure.statement
    left = failure.identity.left
    if statement is None or not left.startswith("100*") or not is_percent(statement.column):
        return None
    part, _, base = left.removeprefix("100*").partition("/")
    of = base.rpartition("_")[0] if not base.startswith("(") else ""
    for other in _BASES:
        name = f"{of}_{other}"
        if name in (part, base) or not of:
            continue
        over, under = failure.row.get(part), failure.row.get(name)
        if over is None or under is None or not under.value.value:
            continue
        if (over.interval * Interval.of(100) / under.interval).meets(statement.interval):
            return Reason(
                "base", f"{statement} là {label(part)} chia {label(name)}, không phải {label(base)}."
            )
    return None


def digit_variants(text: str) -> Iterator[str]:
    """The texts that differ from this one by one digit, or by two digits that changed places."""
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    for place in places:
        for digit in "0123456789":
            if digit != text[place]:
                yield text[:place] + digit + text[place + 1 :]
    for first, second in pairwise(places):
        if text[first] != text[second]:
            signs = list(text)
            signs[first], signs[second] = signs[second], signs[first]
            yield "".join(signs)


def plain_text(statement: Statement) -> str:
    """The printed number with a decimal point and its printed decimals."""
    places = len(str(statement.value.step.denominator)) - 1 if statement.value.step.numerator == 1 else 0
    scaled = abs(statement.value.value * 10**places)
    digits = f"{scaled.numerator // scaled.denominator:0{places + 1}d}"
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def _digit(failure: Failure, world: World) -> Reason | None:
    """One digit of the printed result, mistyped, explains it; the result lies exactly there."""
    statement = failure.statement
    if statement is None or statement.value.is_bound or failure.identity.sign == "<=":
        return None
    text = plain_text(statement)
    if len(text.replace(".", "")) < 4:
        return None
    sign = -1 if statement.value.value < 0 else 1
    for variant in digit_variants(text):
        value = sign * Fraction(variant)
        step = statement.value.step if is_percent(statement.column) else Fraction(0)
        if failure.with_({statement.column: Interval(value - step, value + step)}):
            return Reason(
                "digit",
                f"in {said(statement.value.value, statement.value.step)}, đúng ra có lẽ là "
                f"{said(value, statement.value.step)}.",
            )
    return None


def _mixed_cut_offs(failure: Failure, world: World) -> Reason | None:
    """The printed rate is borne out by other printed figures, so the amounts are of another cut-off."""
    statement = failure.statement
    if failure.identity.code != "R08" or statement is None:
        return None
    of = statement.column.partition("_")[0]
    row = failure.row
    change = row.get(f"{of}_rate_change")
    for before in world.of(row.key[0], row.boundary, row.year - 1, row.months):
        then = before.get(statement.column)
        if change and then and (then.interval + change.interval).meets(statement.interval):
            return Reason(
                "mixed-cut-offs",
                f"{statement} được xác nhận bởi năm trước {then} và mức tăng {change}; "
                "số tuyệt đối là của lần chốt khác.",
            )
    return None


def _unknown(failure: Failure) -> Reason:
    statement, left = failure.statement, failure.identity.left
    if failure.identity.code == "BÌNH-QUÂN":
        return Reason("head-count", "hai số bình quân không cùng một số chấp hành viên.")
    if statement is not None and left.startswith("100*") and statement.value.value and "(" not in left:
        over = failure.row.get(left.removeprefix("100*").partition("/")[0])
        if over is not None:
            base = over.value.value * 100 / statement.value.value
            return Reason("unknown", f"tỷ lệ in ra ứng với mẫu số khoảng {said(base, Fraction(1))}.")
    if statement is not None:
        gap = failure.computed.middle - statement.value.value
        return Reason("unknown", f"chênh {said(abs(gap), min(statement.value.step, Fraction(1)))}.")
    return Reason("unknown", "hãy xem lại nguồn.")


TRIES: tuple[Try, ...] = (_other_edition, _swap, _unit_scale, _base, _digit, _mixed_cut_offs)
