"""R18–R20: changes the sector asks to explain. They are not contradictions. Pure."""

from collections.abc import Iterator
from fractions import Fraction

from thihanh.targets.consistency.findings import Finding, Reason
from thihanh.targets.consistency.labels import label
from thihanh.targets.consistency.statements import PrintedRow, World, said
from thihanh.targets.consistency.thresholds import thresholds

_OF = ("cases", "money")
_MONTH_TEN, _YEAR = 10, 12
_HUNDRED = Fraction(100)
_THOUSANDFOLD = 20_000  # percent: beyond it the amounts are not in one unit, which is said elsewhere


def findings(row: PrintedRow, world: World) -> Iterator[Finding]:
    """What a twelve-month row would have to explain; bounds and estimates count by their printed value."""
    if row.months != _YEAR:
        return
    unit, boundary, year, months = row.key
    for of in _OF:
        for ten in world.of(unit, boundary, year, _MONTH_TEN):
            yield from _since_ten(row, ten, of)
        for before in world.of(unit, boundary, year - 1, months)[:1]:
            yield from _year_on_year(row, before, of)


def _value(row: PrintedRow, column: str) -> Fraction | None:
    found = row.get(column)
    return found.value.value if found else None


def _eligible(row: PrintedRow, of: str) -> Fraction | None:
    """The printed eligible figure, else the one that result and rate imply."""
    printed = _value(row, f"{of}_eligible")
    done, rate = _value(row, f"{of}_done"), _value(row, f"{of}_rate_pub")
    return printed if printed is not None else done * _HUNDRED / rate if done and rate else None


def _since_ten(row: PrintedRow, ten: PrintedRow, of: str) -> Iterator[Finding]:
    shares = [
        eligible * _HUNDRED / due
        for one in (ten, row)
        if (eligible := _eligible(one, of)) is not None and (due := _value(one, f"{of}_due"))
    ]
    if len(shares) == 2 and shares[0] - shares[1] >= thresholds()["R18"].of(of):
        yield _explain(
            "R18",
            (row, ten),
            of,
            (f"{said(shares[0])}%", f"{said(shares[1])}%"),
            Reason(
                "reclassified",
                f"giảm {said(shares[0] - shares[1])} điểm % so với tháng 10: có số rời khỏi có điều kiện.",
            ),
        )
    rates = [rate for one in (ten, row) if (rate := _value(one, f"{of}_rate_pub")) is not None]
    if len(rates) == 2 and rates[1] - rates[0] >= thresholds()["R19"].of(of):
        yield _explain(
            "R19",
            (row, ten),
            of,
            (f"{said(rates[0])}%", f"{said(rates[1])}%"),
            Reason("jump", f"tăng {said(rates[1] - rates[0])} điểm % trong hai tháng."),
        )


def _year_on_year(row: PrintedRow, before: PrintedRow, of: str) -> Iterator[Finding]:
    for what in ("new", "due", "done"):
        column = f"{of}_{what}"
        then, now = _value(before, column), _value(row, column)
        if not then or now is None:
            continue
        growth = (now - then) * _HUNDRED / then
        if thresholds()["R20"].of("percent") < abs(growth) < _THOUSANDFOLD:
            sign = "tăng" if growth > 0 else "giảm"
            yield _explain(
                "R20",
                (row, before),
                of,
                (said(then, Fraction(1)), said(now, Fraction(1))),
                Reason("year-on-year", f"{label(column)} {sign} {said(abs(growth))}% so với năm trước."),
            )


def _explain(
    code: str, rows: tuple[PrintedRow, PrintedRow], of: str, told: tuple[str, str], reason: Reason
) -> Finding:
    rule = thresholds()[code]
    name = f"{rule.name} ({'việc' if of == 'cases' else 'tiền'})"
    return Finding(code, "explain", tuple(row.row for row in rows), (of,), name, "", told[0], told[1], reason)
