"""Two printings of one figure that cannot both be true; amounts a thousand times too small or large. Pure."""

from collections.abc import Iterator
from fractions import Fraction

from thihanh.targets.consistency.findings import Check, Finding, Reason
from thihanh.targets.consistency.labels import label
from thihanh.targets.consistency.reasons import digit_variants, plain_text
from thihanh.targets.consistency.statements import PrintedRow, Statement, World, is_percent, said
from thihanh.targets.consistency.thresholds import thresholds

_LOW, _HIGH = 300, 3000
_MILLION_PER_TY = 1000


def findings(row: PrintedRow, world: World, already: frozenset[tuple[str, str]]) -> Iterator[Finding]:
    """Findings on a row; ``already`` names (column, printed text) that an identity has refuted."""
    for column, said_ in row.by_column.items():
        for other in said_[1:]:
            if (column, str(other)) not in already and not said_[0].interval.meets(other.interval):
                yield _two(row, said_[0], other, world)
        for before in world.earlier_printings(row):
            known = before.get(column)
            if known is not None and not known.interval.meets(said_[0].interval):
                yield _two(row, known, said_[0], world)
    yield from _scale(row, world)
    yield from _period(row)


def agreements(row: PrintedRow) -> Iterator[Check]:
    """Further printings of a figure that can be true beside the first."""
    for column, said_ in row.by_column.items():
        for other in said_[1:]:
            if said_[0].interval.meets(other.interval):
                name = f"{label(column)}: hai nguồn hợp nhau"
                yield Check("HAI-NGUỒN", row.row, name, (column,), "", str(said_[0]), str(other), ok=True)


def _two(row: PrintedRow, first: Statement, second: Statement, world: World) -> Finding:
    return Finding(
        "HAI-NGUỒN",
        "inconsistent",
        (row.row,),
        (first.column,),
        f"{label(first.column)}: hai số cho cùng đơn vị, kỳ và bản",
        "",
        str(first),
        str(second),
        _why_two(row, first, second, world),
    )


def _why_two(row: PrintedRow, first: Statement, second: Statement, world: World) -> Reason:
    mirror = row.get(_mirror(second.column)) if is_percent(second.column) else None
    if mirror is not None and mirror.interval.meets(second.interval):
        return Reason("swap", f"{second} hợp với {label(mirror.column)} ({mirror}): việc và tiền bị đổi chỗ.")
    ratio = second.value.value / first.value.value if first.value.value else Fraction(0)
    if "money" in first.column and not is_percent(first.column) and _thousandfold(ratio):
        return Reason("unit-scale", f"hai số hơn kém nhau khoảng 1.000 lần: {first} và {second}.")
    if plain_text(second) in set(digit_variants(plain_text(first))):
        return Reason("digit", _which_digit(row, (first, second), world))
    if first.source == second.source:
        return Reason("same-source", f"{first.source} in cả {first} và {second}.")
    return Reason("two-sources", f"{first.source} in {first}; {second.source} in {second}.")


def _mirror(column: str) -> str:
    return column.replace("cases_", "money_") if "cases_" in column else column.replace("money_", "cases_")


def _thousandfold(ratio: Fraction) -> bool:
    return bool(ratio) and (_LOW < ratio < _HIGH or _LOW < 1 / ratio < _HIGH)


def _which_digit(row: PrintedRow, printed: tuple[Statement, Statement], world: World) -> str:
    """Which of two texts one digit apart is mistyped: the one farther from another edition's figure."""
    for other in world.editions(row):
        known = other.get(printed[0].column)
        if known is None:
            continue
        far = max(printed, key=lambda one: abs(one.value.value - known.value.value))
        near = printed[0] if far is printed[1] else printed[1]
        text, right = (said(one.value.value, one.value.step) for one in (far, near))
        return f"{text} ({far.source}) gõ nhầm của {right}; bản khác in {known}."
    one, two = printed
    return f"{one} ({one.source}) và {two} ({two.source}) chỉ khác một chữ số."


def _scale(row: PrintedRow, world: World) -> Iterator[Finding]:
    """An amount that fits the matters it stands for, or the same unit's other years, only × or ÷ 1.000."""
    for what in ("due", "handled"):
        cases, money = row.get(f"cases_{what}") or row.get("cases_handled"), row.get(f"money_{what}")
        if money is None:
            continue
        neighbour = _neighbour(row, money, world)
        mean = (
            money.value.value * _MILLION_PER_TY / cases.value.value if cases and cases.value.value else None
        )
        rule = thresholds()["scale"]
        strange = mean is not None and not rule.of("least_million") <= mean <= rule.of("most_million")
        if not strange and (neighbour is None or mean is not None):
            continue
        words = []
        if mean is not None and strange:
            words.append(f"bình quân {said(mean, Fraction(1, 100))} triệu một việc")
        if neighbour is not None:
            words.append(f"năm {neighbour[0].year} cùng đơn vị in {neighbour[1]}")
        amounts = tuple(
            name
            for name, one in row.by_column.items()
            if name.startswith("money_") and not is_percent(name) and one
        )
        yield Finding(
            "ĐƠN-VỊ",
            "inconsistent",
            (row.row, *((neighbour[0].row,) if neighbour else ())),
            amounts,
            f"{label(money.column)} không cùng đơn vị tiền",
            "",
            "",
            str(money),
            Reason(
                "unit-scale",
                f"in {money}; {'; '.join(words)}. Các số tiền của dòng chỉ hợp khi nhân hoặc chia 1.000.",
            ),
        )
        return


def _neighbour(row: PrintedRow, money: Statement, world: World) -> tuple[PrintedRow, Statement] | None:
    """The same unit's year before or after whose amount is about a thousand times this one."""
    unit, boundary, year, months = row.key
    for other in (*world.of(unit, boundary, year + 1, months), *world.of(unit, boundary, year - 1, months)):
        theirs = other.get(money.column)
        if theirs is None or not money.value.value:
            continue
        if _thousandfold(theirs.value.value / money.value.value):
            return other, theirs
    return None


def _period(row: PrintedRow) -> Iterator[Finding]:
    """The months named in the words are not the months since 1 October that an opening implies."""
    stated = row.get("months_stated")
    if stated is None or stated.value.value == row.months or not row.get("cases_opening"):
        return
    yield Finding(
        "KỲ",
        "inconsistent",
        (row.row,),
        ("months_stated",),
        "kỳ của số liệu",
        "",
        f"{row.months} tháng kể từ 01/10",
        f"{stated.value.value} tháng",
        Reason(
            "period",
            "bài in số cũ chuyển sang, nên số liệu lũy kế từ 01/10, không phải từ đầu năm dương lịch [K].",
        ),
    )
