"""What of a matter is still to be performed, and how the rest of it is written off."""

from collections.abc import Sequence

from thihanh.law.notation import dotted
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import MoneyChange, Step
from thihanh.matters.states import ENDS, STAGES
from thihanh.matters.whole import Obligation
from thihanh.money.ledger import MoneyKind
from thihanh.procedures.act import Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.register_file.labels import OBLIGATION_KINDS, label_of

#: Stages of a matter that has not ended and stands in the balance.
OPEN = frozenset(STAGES) - ENDS - {"separate_register"}
#: Stages in which enforcement stands still by a decision.
STOPS = frozenset({"postponed", "suspended", "paused"})
#: Acts whose step on an obligation that is not money closes it.
_PERFORMING = ("delivered", "done")
_CLOSING = (*_PERFORMING, "terminate", "terminate_part", "delegate", "delegate_part", "withdraw", "cancel")


def is_money(obligation: Obligation) -> bool:
    """Whether the obligation is a sum of money."""
    return bool(obligation.money)


def is_open(case: Case, obligation: Obligation) -> bool:
    """Whether something of the obligation is still to be performed."""
    if is_money(obligation):
        return obligation.outstanding > 0
    return not any(step.obligation == obligation.no for step in case.steps_of(*_CLOSING))


def open_obligations(case: Case) -> tuple[Obligation, ...]:
    """The obligations of which something is still to be performed."""
    return tuple(one for one in case.obligations if is_open(case, one))


def anything_performed(case: Case) -> bool:
    """Whether money was collected or a thing handed over: what then is left ends as «thi hành xong»."""
    collected = any(one.money.get("collected", 0) > 0 for one in case.obligations)
    return collected or any(step.obligation is not None for step in case.steps_of(*_PERFORMING))


def choices(case: Case) -> Sequence[Choice]:
    """The open obligations to choose from."""
    return [Choice(str(one.no), _words(one)) for one in open_obligations(case)]


def _words(one: Obligation) -> str:
    left = f", còn {dotted(one.outstanding)} đồng" if is_money(one) else ""
    return f"{one.no}. {label_of(OBLIGATION_KINDS, one.kind)}{left}"


PARTS = (
    Field("obligations", "Các khoản", "obligations", choices=choices, hint="Những khoản còn phải thi hành"),
    Field(
        "amount",
        "Số tiền",
        "money",
        required=False,
        hint="Chỉ ghi khi áp dụng cho một phần của một khoản tiền; bỏ trống là cả khoản",
    ),
)


def check_part(case: Case, nos: Sequence[int], amount: int | None, verb: str) -> None:
    """Raises Refusal unless the part is open, smaller than what is left, and an amount speaks of one sum."""
    still = {one.no: one for one in open_obligations(case)}
    for no in nos:
        if no not in still:
            raise Refusal(
                "state",
                f"khoản {no} của việc {case.number} không còn gì phải thi hành nên không {verb} được; "
                "chọn khoản còn phải thi hành.",
                "obligations",
            )
    if not nos:
        raise Refusal("input", f"cần chọn ít nhất một khoản để {verb}.", "obligations")
    if amount is not None:
        if len(nos) != 1 or not is_money(still[nos[0]]):
            raise Refusal(
                "input",
                f"ghi số tiền khi {verb} một phần của đúng một khoản tiền; "
                "bỏ trống số tiền nếu là cả các khoản đã chọn.",
                "amount",
            )
        if amount > still[nos[0]].outstanding:
            raise Refusal(
                "state",
                f"khoản {nos[0]} còn phải thi hành {dotted(still[nos[0]].outstanding)} đồng, "
                f"không {verb} {dotted(amount)} đồng được; kiểm tra lại số tiền.",
                "amount",
            )
    whole_sum = amount is None or amount == still[nos[0]].outstanding
    if set(nos) == set(still) and whole_sum:
        raise Refusal(
            "law",
            f"đây là tất cả những gì còn phải thi hành của việc {case.number}, không phải một phần; "
            f"chọn {verb} toàn bộ hoặc phần còn lại để kết thúc việc.",
            "obligations",
        )


def write_off(
    case: Case, values: Values, kind: MoneyKind, nos: Sequence[int] | None = None, amount: int | None = None
) -> tuple[MoneyChange, ...]:
    """What is left of the obligations (all where none is named) leaves the outstanding sum as ``kind``."""
    return tuple(
        case.money(one.no, kind, amount or one.outstanding, values)
        for one in open_obligations(case)
        if is_money(one) and (nos is None or one.no in nos)
    )


def closing_steps(
    case: Case, code: str, values: Values, nos: Sequence[int], amount: int | None, **more: object
) -> tuple[Step, ...]:
    """One step of the act for each obligation, with the sum it closes."""
    left = {one.no: one.outstanding for one in case.obligations if is_money(one)}
    return tuple(
        case.step(code, values, obligation=no, amount=amount or left.get(no) or None, ordinal=place, **more)
        for place, no in enumerate(nos)
    )
