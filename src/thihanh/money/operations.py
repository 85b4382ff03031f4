"""Posting: the only way money facts come to be. Append-only, balanced, checked on every write.

Whoever writes facts brings ``batch`` among them and asks ``check`` in the same transaction.
"""

from collections.abc import Sequence

from thihanh.money.ledger import Posting
from thihanh.trail.copying import Batch, Row
from thihanh.trail.kept import ask

SEQUENCE = "money_posting_seq"

COLUMNS = (
    "id",
    "entry_id",
    "subject",
    "obligation",
    "debit",
    "credit",
    "amount",
    "on",
    "known_on",
    "reverses_id",
    "voucher",
    "source",
)


class LedgerBroken(RuntimeError):
    """An invariant of the ledger does not hold; nothing of the act is written."""


def fact(posting_id: int, posting: Posting) -> dict[str, object]:
    """The canonical fact of a posting, as it stands in the payload of its trail entry."""
    debit, credit = posting.legs
    return {
        "table": "money_posting",
        "id": posting_id,
        "subject": posting.subject,
        "obligation": posting.obligation,
        "debit": debit,
        "credit": credit,
        "amount": posting.amount,
        "on": posting.on,
        "known_on": posting.known_on,
        "reverses_id": posting.reverses,
        "voucher": posting.voucher,
        "source": posting.source,
    }


def batch(entry_ids: Sequence[int], postings: Sequence[Sequence[tuple[int, Posting]]]) -> Batch:
    """The rows of numbered postings, those of each entry together."""
    rows = [
        _row(posting_id, entry_id, posting)
        for entry_id, own in zip(entry_ids, postings, strict=True)
        for posting_id, posting in own
    ]
    return Batch("money_posting", COLUMNS, rows)


def check(postings: Sequence[Posting]) -> None:
    """Raises ``LedgerBroken`` where written postings leave an obligation below zero đồng.

    The caller's transaction then undoes the act. What only adds to what is outstanding takes nothing below.
    """
    taken = {p.subject for p in postings if p.legs[0] != "outstanding"}
    if taken:
        _assert_not_negative(sorted(taken))


def _row(posting_id: int, entry_id: int, p: Posting) -> Row:
    debit, credit = p.legs
    return (
        posting_id,
        entry_id,
        p.subject,
        p.obligation,
        debit,
        credit,
        p.amount,
        p.on,
        p.known_on,
        p.reverses,
        p.voucher,
        p.source,
    )


def _assert_not_negative(subjects: list[int]) -> None:
    broken = ask(_BELOW_ZERO, [subjects])
    if broken:
        subject, obligation, balance = broken[0]
        raise LedgerBroken(
            f"Khoản {obligation} của việc (mã {subject}) sẽ còn {balance} đồng: thu, đình chỉ, giảm vượt số "
            "phải thi hành. Không ghi gì; kiểm tra lại số tiền của khoản này."
        )


_BELOW_ZERO = """
SELECT subject, obligation, sum(CASE WHEN debit = 'outstanding' THEN amount ELSE -amount END)
FROM money_posting
WHERE subject = ANY(%s::bigint[]) AND 'outstanding' IN (debit, credit)
GROUP BY subject, obligation
HAVING sum(CASE WHEN debit = 'outstanding' THEN amount ELSE -amount END) < 0
LIMIT 1
"""
