"""R24: "vượt" is the printed rate less the target, in points; which target, and what else it may be. Pure."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache

from thihanh.statistics.period import month_period
from thihanh.targets.consistency.findings import Check, Finding, Reason
from thihanh.targets.consistency.statements import Interval, PrintedRow, Statement, World, said
from thihanh.targets.published import NATIONAL, edition_name, read_table

NAME = "vượt = tỷ lệ − chỉ tiêu (điểm %)"


def _targets(row: PrintedRow, of: str) -> Iterator[tuple[Interval, str, bool]]:
    """Targets the beat may be of: value, words, whether the row's own (then nothing else may be meant)."""
    printed = row.get(f"{of}_target")
    if printed is not None:
        yield Interval.of(printed.value.value), "chỉ tiêu in cùng dòng", True
    day = month_period(row.year, row.months).to
    for data in _published_targets():
        if not data[of] or int(data["work_year"]) != row.year or date.fromisoformat(data["since"]) > day:
            continue
        own = bool(row.unit) and data["unit"] == row.unit and data["boundary"] in ("", row.boundary)
        if own or (data["unit"] == NATIONAL and row.level == "province"):
            words = "chỉ tiêu giao cho đơn vị" if own else "chỉ tiêu toàn quốc"
            yield Interval.of(Fraction(data[of])), words, own


@cache
def _published_targets() -> tuple[dict[str, str], ...]:
    """Targets that a source prints; those worked out of a beat would prove it by itself."""
    return tuple(
        row
        for row in read_table("targets.csv")
        if row["basis"].startswith("published") and row["mark"] == "S"
    )


def checks(row: PrintedRow, world: World) -> Iterator[tuple[Check, Finding | None]]:
    """The printed beat of cases and of money against every target it may be of."""
    for of in ("cases", "money"):
        rate, beat = row.get(f"{of}_rate_pub"), row.get(f"{of}_beat_pub")
        if rate is not None and beat is not None:
            found = _beat(row, (rate, beat), of, world)
            if found is not None:
                yield found


def _beat(
    row: PrintedRow, printed: tuple[Statement, Statement], of: str, world: World
) -> tuple[Check, Finding | None] | None:
    rate, beat = printed
    targets = list(_targets(row, of))
    for target, words, _ in targets:
        for mark, told in _marks(target, words, row.months):
            if rate.difference(mark, beat):
                return _check(row, rate, beat, (mark, told), ok=True), None
    own = next(((target, words) for target, words, sure in targets if sure), None)
    if own is None:
        return None
    check = _check(row, rate, beat, own, ok=False)
    reason = _reason(row, printed, own[0], world)
    columns = (rate.column, beat.column)
    finding = Finding(
        "R24", "inconsistent", (row.row,), columns, NAME, check.formula, check.computed, check.printed, reason
    )
    return check, finding


def _marks(target: Interval, words: str, months: int) -> Iterator[tuple[Interval, str]]:
    yield target, words
    if months < 12:
        yield target * Interval.of(Fraction(months, 12)), f"{words} × {months} ÷ 12"


def _check(
    row: PrintedRow, rate: Statement, beat: Statement, mark: tuple[Interval, str], *, ok: bool
) -> Check:
    value = rate.value.value - mark[0].middle
    return Check(
        "R24",
        row.row,
        f"{NAME}, {mark[1]}",
        (rate.column, beat.column),
        f"{said(rate.value.value, rate.value.step)} − {said(mark[0].middle)}",
        f"{said(value)} điểm %",
        str(beat),
        ok,
    )


def _reason(row: PrintedRow, printed: tuple[Statement, Statement], target: Interval, world: World) -> Reason:
    rate, beat = printed
    for other in world.editions(row):
        theirs = other.get(rate.column)
        if theirs is not None and theirs.difference(target, beat):
            edition = edition_name(other.edition)
            mine = edition_name(row.edition)
            return Reason(
                "other-edition",
                f"vượt của bản {edition} ({theirs} − {said(target.middle)}%) đứng cạnh tỷ lệ của bản {mine}.",
            )
    relative = (rate.interval / target - Interval.of(1)) * Interval.of(100)
    if relative.meets(beat.interval):
        points = said((rate.interval - target).middle)
        return Reason("relative", f"{beat} là tỷ lệ chia chỉ tiêu trừ 1; vượt tính bằng điểm % là {points}.")
    implied = said(rate.value.value - beat.value.value)
    return Reason("unknown", f"vượt in ra ứng với chỉ tiêu {implied}%, không phải {said(target.middle)}%.")
