"""From rows of the file to the values that matters takes in."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from thihanh.matters.intake import (
    Holding,
    MoneyChange,
    NewJudgment,
    NewMatter,
    NewObligation,
    NewParty,
    StageChange,
)
from thihanh.money.ledger import LEGS, MoneyKind
from thihanh.procedures.register_file import layout
from thihanh.procedures.register_file.cases import Case
from thihanh.procedures.register_file.rows import (
    AssignmentRow,
    MatterRow,
    MoneyRow,
    ObligationRow,
    PartyRow,
    StageRow,
)

_V = TypeVar("_V")
_KINDS: dict[str, MoneyKind] = {kind: kind for kind in LEGS}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a new fact comes from, when it became known, and which fact it corrects."""

    source: str
    known_on: date
    replaces: int | None = None


def source(sheet: layout.Sheet, row: int) -> str:
    """Sheet and cell, as kept with every fact."""
    return f"{sheet.name}!A{row}"


def sure(value: _V | None) -> _V:
    """A value that the checks have made sure of."""
    if value is None:
        raise LookupError("Một dòng đã qua kiểm tra lại thiếu giá trị bắt buộc.")
    return value


def matter(agency: str, row: MatterRow, on: date) -> NewMatter:
    """The matter and its judgment."""
    return NewMatter(
        agency=agency,
        number=sure(row.number),
        decided_on=sure(row.decided_on),
        kind=sure(row.kind),
        judgment=NewJudgment(
            sure(row.judgment_number), sure(row.judgment_on), sure(row.court), sure(row.judgment_kind)
        ),
        known_on=row.known_on or on,
        requested_on=row.requested_on,
        delegated_from=row.delegated_from or "",
        source=source(layout.MATTERS, row.row),
    )


def party(row: PartyRow, origin: Origin) -> NewParty:
    """A party with its personal values."""
    return NewParty(
        no=sure(row.no),
        role=sure(row.role),
        kind=sure(row.kind),
        name=sure(row.name),
        known_on=origin.known_on,
        id_number=row.id_number or "",
        birth_year=row.birth_year,
        address=row.address or "",
        source=origin.source,
        replaces=origin.replaces,
    )


def obligation(row: ObligationRow, origin: Origin) -> NewObligation:
    """An obligation, without its money."""
    return NewObligation(
        no=sure(row.no),
        kind=sure(row.kind),
        known_on=origin.known_on,
        content=row.content or "",
        debtor=row.debtor,
        creditor=row.creditor,
        source=origin.source,
        replaces=origin.replaces,
    )


def stage(row: StageRow, origin: Origin, ordinal: int) -> StageChange:
    """A change of stage."""
    return StageChange(
        on=sure(row.on),
        stage=sure(row.stage),
        known_on=origin.known_on,
        ground=row.ground or "",
        asset_value=row.asset_value,
        document=row.document or "",
        source=origin.source,
        replaces=origin.replaces,
        ordinal=ordinal,
    )


def holding(row: AssignmentRow, origin: Origin) -> Holding:
    """An assignment."""
    return Holding(
        on=sure(row.on),
        office=sure(row.office),
        officer=sure(row.officer),
        known_on=origin.known_on,
        source=origin.source,
        replaces=origin.replaces,
    )


def money(row: MoneyRow, origin: Origin) -> MoneyChange:
    """Money that moves one obligation."""
    return MoneyChange(
        on=sure(row.on),
        obligation=sure(row.obligation),
        kind=_KINDS[sure(row.kind)],
        amount=sure(row.amount),
        known_on=origin.known_on,
        voucher=row.voucher or "",
        source=origin.source,
    )


def reversal(value: tuple[object, ...], origin: Origin) -> MoneyChange:
    """Takes a posting back; ``value`` is (obligation, day, kind, amount, voucher) of the posting."""
    obligation_no, on, kind, amount, voucher = value
    if not (isinstance(obligation_no, int) and isinstance(on, date) and isinstance(amount, int)):
        raise TypeError(f"not the value of a posting: {value!r}")
    return MoneyChange(
        on=on,
        obligation=obligation_no,
        kind=_KINDS[str(kind)],
        amount=amount,
        known_on=origin.known_on,
        voucher=str(voucher or ""),
        source=origin.source,
        reverses=origin.replaces,
    )


def money_rows(case: Case) -> list[tuple[MoneyRow, str]]:
    """All money of a matter with where it stands: what is owed at first (trang Khoản), then trang Tiền."""
    owed = [
        (
            MoneyRow(
                row.row,
                row.number,
                row.decided_on,
                row.no,
                row.decided_on,
                "due",
                row.amount,
                None,
                row.known_on or case.matter.known_on,
            ),
            source(layout.OBLIGATIONS, row.row),
        )
        for row in case.obligations
        if row.amount is not None
    ]
    moved = sorted(case.money, key=lambda row: (sure(row.on), row.kind != "due", row.row))
    return owed + [(row, source(layout.MONEY, row.row)) for row in moved]


def stage_rows(case: Case) -> list[tuple[StageRow, str]]:
    """All stages of a matter with where they stand; the decision itself comes from trang Việc if need be."""
    rows = [(row, source(layout.STAGES, row.row)) for row in case.stages]
    if not any(row.stage == "decided" for row in case.stages):
        one = case.matter
        decided = StageRow(
            one.row, one.number, one.decided_on, one.decided_on, "decided", None, None, None, one.known_on
        )
        rows.insert(0, (decided, source(layout.MATTERS, one.row)))
    return sorted(rows, key=lambda pair: (sure(pair[0].on), pair[0].stage != "decided", pair[0].row))
