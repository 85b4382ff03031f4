"""Posting: the only way money facts come to be. Append-only, balanced, checked on every write."""

from collections.abc import Sequence

from django.db import connection

from thihanh.money.ledger import Posting
from thihanh.trail.copying import Row, copy_rows, next_ids

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


def reserve_ids(count: int) -> list[int]:
    """``count`` fresh posting ids, so that the record can name them before they are written."""
    return next_ids("money_posting_seq", count)


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


def post_many(postings: Sequence[tuple[int, int, Posting]]) -> None:
    """Write (id, entry id, posting) rows in one COPY; refuses to leave an obligation below zero đồng.

    Raises ``LedgerBroken`` naming the matter and obligation; the caller's transaction then undoes the act.
    """
    if not postings:
        return
    copy_rows("money_posting", COLUMNS, (_row(*numbered) for numbered in postings))
    _assert_not_negative(sorted({p.subject for _, _, p in postings}))


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
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT subject, obligation, sum(CASE WHEN debit = 'outstanding' THEN amount ELSE -amount END)
            FROM money_posting
            WHERE subject = ANY(%s) AND 'outstanding' IN (debit, credit)
            GROUP BY subject, obligation
            HAVING sum(CASE WHEN debit = 'outstanding' THEN amount ELSE -amount END) < 0
            LIMIT 1
            """,
            [subjects],
        )
        broken = cursor.fetchone()
    if broken:
        subject, obligation, balance = broken
        raise LedgerBroken(
            f"Khoản {obligation} của việc (mã {subject}) sẽ còn {balance} đồng: thu, đình chỉ, giảm vượt số "
            "phải thi hành. Không ghi gì; kiểm tra lại số tiền của khoản này."
        )
