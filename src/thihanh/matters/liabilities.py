"""How several people answer for one obligation: jointly, for a share, or with collateral up to a ceiling.

A third party who gave collateral is a debtor within what he secured (L25 Đ.3.3); joint debtors each answer
for the whole; a share answers for its amount.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from thihanh.law.notation import dotted
from thihanh.matters.acting import check_goes_on, taken
from thihanh.matters.intake import Intake, Liability
from thihanh.matters.rules import StateRefused
from thihanh.matters.steps import LiabilityRow
from thihanh.matters.whole import Whole
from thihanh.matters.writing import Heading, write
from thihanh.offices.reach import Viewer

KINDS: dict[str, str] = {
    "joint": "Liên đới",
    "several": "Theo phần",
    "collateral": "Bảo đảm của người thứ ba",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one party may be asked for on one obligation: at most ``most`` đồng of what is left."""

    obligation: int
    party: int
    kind: str
    most: int


def answers(
    liabilities: Sequence[LiabilityRow], outstanding: Mapping[int, int], debtors: Mapping[int, int | None]
) -> tuple[Answer, ...]:
    """Who may be asked for how much, by obligation; ``debtors`` names the debtor of each obligation.

    An obligation without stated liabilities is answered for by its debtor alone.
    """
    stated: dict[int, list[LiabilityRow]] = defaultdict(list)
    for one in liabilities:
        stated[one.obligation].append(one)
    found: list[Answer] = []
    for no, left in sorted(outstanding.items()):
        rows = stated.get(no, [])
        bound = {one.party for one in rows}
        main = debtors.get(no)
        if main is not None and main not in bound:
            found.append(Answer(no, main, "", left))
        found += [
            Answer(no, one.party, one.kind, left if one.ceiling is None else min(one.ceiling, left))
            for one in rows
        ]
    return tuple(found)


@transaction.atomic
def state(matter_id: int, stated: Sequence[Liability], *, by: Viewer, on: date) -> None:
    """State how parties answer for obligations; what was stated of the same party before is replaced.

    Raises Denied, StateRefused, LookupError.
    """
    matter = taken(matter_id, by=by, on=on)
    check(matter, stated)
    old = {(one.obligation, one.party): one.id for one in matter.liabilities}
    rows = tuple(replace(one, replaces=old.get((one.obligation, one.party))) for one in stated)
    write(
        [Intake(matter_id=matter_id, liabilities=rows)],
        Heading(act="matter.liabilities_stated", by=by.actor),
    )


def check(matter: Whole, stated: Iterable[Liability]) -> None:
    """Raises StateRefused: an ended matter, a stranger, a ceiling that is missing or too high."""
    check_goes_on(matter, "người cùng chịu nghĩa vụ")
    shares: dict[int, int] = defaultdict(int)
    for one in stated:
        obligation = next((row for row in matter.obligations if row.no == one.obligation), None)
        party = next((row for row in matter.parties if row.no == one.party), None)
        if obligation is None or party is None:
            raise StateRefused(
                f"Dữ liệu: việc {matter.number} không có khoản {one.obligation} hoặc đương sự {one.party}; "
                "chọn lại trong danh sách."
            )
        if party.role == "creditor":
            raise StateRefused(
                f"Pháp luật: đương sự {one.party} là người được thi hành án nên không cùng chịu nghĩa vụ "
                f"của khoản {one.obligation}. Chọn người phải thi hành án hoặc người bảo đảm."
            )
        _check_ceiling(one)
        shares[one.obligation] += one.ceiling or 0 if one.kind == "several" else 0
        if shares[one.obligation] > obligation.due:
            raise StateRefused(
                f"Dữ liệu: các phần của khoản {one.obligation} cộng lại {dotted(shares[one.obligation])} "
                f"đồng, vượt số phải thi hành {dotted(obligation.due)} đồng. Ghi lại từng phần."
            )


def _check_ceiling(one: Liability) -> None:
    if one.kind not in KINDS:
        raise StateRefused(f"Dữ liệu: không có cách chịu nghĩa vụ «{one.kind}»; chọn trong danh sách.")
    if one.kind == "joint" and one.ceiling is not None:
        raise StateRefused(
            f"Pháp luật: người chịu nghĩa vụ liên đới (đương sự {one.party}) chịu toàn bộ khoản nên không có "
            "mức trần. Bỏ trống số tiền, hoặc chọn theo phần."
        )
    if one.kind != "joint" and (one.ceiling is None or one.ceiling <= 0):
        what = "phần" if one.kind == "several" else "phạm vi bảo đảm"
        raise StateRefused(
            f"Dữ liệu: cần ghi số tiền của {what} mà đương sự {one.party} chịu ở khoản {one.obligation}."
        )
