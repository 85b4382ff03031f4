"""The ledger's vocabulary: what a money fact of a matter moves, from which purpose to which.

An account is (matter, obligation, purpose). Every fact is one posting of whole đồng with two legs:
it leaves the ``credit`` purpose and reaches the ``debit`` purpose, so the books balance by construction.
Vouchers, receipts, cash places and periods will add purposes; no posting made today is rewritten.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Purpose = Literal[
    "judgment", "outstanding", "collected", "terminated", "reduced", "delegated", "withdrawn", "amended"
]
PURPOSES: tuple[Purpose, ...] = (
    "judgment",
    "outstanding",
    "collected",
    "terminated",
    "reduced",
    "delegated",
    "withdrawn",
    "amended",
)

MoneyKind = Literal["due", "collected", "terminated", "reduced", "delegated", "withdrawn", "amended"]
LEGS: dict[MoneyKind, tuple[Purpose, Purpose]] = {
    "due": ("outstanding", "judgment"),
    "collected": ("collected", "outstanding"),
    "terminated": ("terminated", "outstanding"),
    "reduced": ("reduced", "outstanding"),
    "delegated": ("delegated", "outstanding"),
    "withdrawn": ("withdrawn", "outstanding"),
    "amended": ("amended", "outstanding"),
}
LABELS: dict[MoneyKind, str] = {
    "due": "Phải thi hành",
    "collected": "Thu được",
    "terminated": "Đình chỉ",
    "reduced": "Giảm",
    "delegated": "Ủy thác",
    "withdrawn": "Thu hồi, hủy",
    "amended": "Sửa đổi",
}


@dataclass(frozen=True, slots=True)
class Posting:
    """One money fact, in whole đồng, not yet written.

    ``subject`` is the matter's id (money does not know what a matter is), ``on`` the day the money moved,
    ``known_on`` the day the office entered it in its book. ``reverses`` names the posting this one undoes.
    """

    subject: int
    obligation: int
    kind: MoneyKind
    amount: int
    on: date
    known_on: date
    voucher: str = ""
    source: str = ""
    reverses: int | None = None

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise ValueError(f"Số tiền phải lớn hơn 0 đồng, nhận được {self.amount}.")

    @property
    def legs(self) -> tuple[Purpose, Purpose]:
        """(debit, credit); a reversal is the mirror of what it undoes."""
        debit, credit = LEGS[self.kind]
        return (credit, debit) if self.reverses is not None else (debit, credit)
