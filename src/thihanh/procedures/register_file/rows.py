"""Clean rows of a register, one type for each sheet; ``row`` is the row's number in the user's sheet.

A value is None when its cell is empty or could not be read (then a problem stands in the findings).
"""

from datetime import date
from typing import NamedTuple


class MatterRow(NamedTuple):
    row: int
    number: str | None
    decided_on: date | None
    kind: str | None
    requested_on: date | None
    judgment_number: str | None
    judgment_on: date | None
    court: str | None
    judgment_kind: str | None
    tags: tuple[str, ...] | None
    causes: tuple[str, ...] | None
    delegated_from: str | None
    known_on: date | None


class PartyRow(NamedTuple):
    row: int
    number: str | None
    decided_on: date | None
    no: int | None
    role: str | None
    name: str | None
    kind: str | None
    id_number: str | None
    birth_year: int | None
    address: str | None


class ObligationRow(NamedTuple):
    row: int
    number: str | None
    decided_on: date | None
    no: int | None
    kind: str | None
    content: str | None
    amount: int | None
    debtor: int | None
    creditor: int | None
    known_on: date | None


class StageRow(NamedTuple):
    row: int
    number: str | None
    decided_on: date | None
    on: date | None
    stage: str | None
    ground: str | None
    document: str | None
    asset_value: int | None
    known_on: date | None


class MoneyRow(NamedTuple):
    row: int
    number: str | None
    decided_on: date | None
    obligation: int | None
    on: date | None
    kind: str | None
    amount: int | None
    voucher: str | None
    known_on: date | None


class AssignmentRow(NamedTuple):
    row: int
    number: str | None
    decided_on: date | None
    on: date | None
    office: str | None
    officer: str | None
    known_on: date | None


class OfficerRow(NamedTuple):
    row: int
    code: str | None
    name: str | None
    rank: str | None
    office: str | None
    valid_from: date | None
    valid_to: date | None
