"""The identities asked of one printed row, and the likely reason where one fails. Pure."""

from collections.abc import Iterator

from thihanh.targets.consistency import reasons
from thihanh.targets.consistency.findings import Check, Finding
from thihanh.targets.consistency.identities import IDENTITIES, Identity, holds, worth
from thihanh.targets.consistency.statements import (
    Interval,
    PrintedRow,
    Statement,
    World,
    is_percent,
    is_points,
    said,
)


def shown(interval: Interval, column: str) -> str:
    """What was worked out: one number, or the two ends where the printed words leave room."""
    unit = "%" if is_percent(column) else " điểm %" if is_points(column) else ""
    if not unit and "money" in column and "per_" not in column:
        unit = " tỷ"
    low, high = said(interval.low), said(interval.high)
    if unit in ("%", " điểm %") and interval.high - interval.low < 1:
        return f"{said(interval.middle)}{unit}"
    text = low if low == high else f"{low}–{high}"
    return f"{text.replace(',00', '')}{unit}"


def formula_of(identity: Identity, row: PrintedRow) -> str:
    """The identity's computed side with the printed numbers in it, without the parts not printed."""
    text = identity.left
    for column in sorted(identity.columns, key=len, reverse=True):
        found = row.get(column)
        if found is None:
            text = text.replace(f" + ?{column}", "").replace(f" - ?{column}", "")
            continue
        text = text.replace(f"?{column}", column).replace(column, said(found.value.value, found.value.step))
    return text.replace("*", " × ").replace("/", " ÷ ")


def checks_of(row: PrintedRow, world: World) -> Iterator[tuple[Check, Finding | None]]:
    """Every identity the row's figures allow, each printing of the result apart."""
    for identity in IDENTITIES:
        if not identity.since <= row.year <= identity.until:
            continue
        result = identity.result
        for place, statement in enumerate(row.by_column.get(result, (None,)) if result else (None,)):
            if place and identity.sign == "<=":
                continue
            found = _one(row, identity, statement, world)
            if found is not None:
                yield found


_ROOM = 2


def _printed_value(row: PrintedRow, column: str) -> Interval | None:
    found = row.get(column)
    return Interval.of(found.value.value) if found else None


def _one(
    row: PrintedRow, identity: Identity, statement: Statement | None, world: World
) -> tuple[Check, Finding | None] | None:
    def lookup(column: str) -> Interval | None:
        if statement is not None and column == identity.result:
            return statement.interval
        found = row.get(column)
        return found.interval if found else None

    ok = holds(identity, lookup)
    if ok is None:
        return None
    left, right = worth(identity.left, lookup), worth(identity.right, lookup)
    point = worth(identity.left, lambda column: _printed_value(row, column))
    assert left is not None
    assert right is not None
    assert point is not None
    wide = identity.sign == "=" and left[0].high - left[0].low > _ROOM
    computed = shown(left[0] if wide else point[0], identity.result or identity.columns[-1])
    printed = str(statement) if statement else shown(right[0], identity.columns[-1])
    formula = formula_of(identity, row)
    loose = identity.sign == "<=" or left[1]
    check = Check(
        identity.code, row.row, identity.name, identity.columns, formula, computed, printed, ok, loose
    )
    if ok:
        return check, None
    reason = reasons.of_identity(reasons.Failure(row, identity, statement, left[0]), world)
    finding = Finding(
        identity.code,
        "inconsistent",
        (row.row,),
        identity.columns,
        identity.name,
        formula,
        computed,
        printed,
        reason,
    )
    return check, finding
