"""Money of a matter: what was collected, and the decision that gives money back.

What the judgment orders the agency to give back is performed by that decision, until vouchers show the day it
was paid out [I]; of any other obligation only what came in goes out, and what is still owed does not change.
Never more goes out than came in or was performed: given ≤ collected on every obligation.
"""

from thihanh.law.notation import dotted
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.matters.whole import Obligation
from thihanh.procedures.act import Act, Field, Value, Values
from thihanh.procedures.case import Case
from thihanh.procedures.register_file.labels import OBLIGATION_KINDS, label_of
from thihanh.procedures.said import number, text

#: What the judgment itself orders to be given back.
_RETURN = "property_return"


def money_lines(case: Case) -> tuple[Choice, ...]:
    """The obligations that still want money, with what is left of them."""
    return tuple(
        Choice(
            str(one.no),
            f"{one.no}. {label_of(OBLIGATION_KINDS, one.kind)}, còn {dotted(one.outstanding)} đồng",
        )
        for one in case.obligations
        if one.outstanding > 0
    )


def _only_line(case: Case) -> Value:
    lines = money_lines(case)
    return int(lines[0].code) if len(lines) == 1 else None


def _only_rest(case: Case) -> Value:
    return case.outstanding if len(money_lines(case)) == 1 else None


def _something_left(case: Case) -> None:
    if not money_lines(case):
        raise Refusal(
            "state",
            f"việc {case.number} không còn khoản tiền nào phải thi hành. "
            "Nếu đã thi hành xong, hãy kết thúc việc.",
        )


def _collected(case: Case, values: Values) -> Intake:
    obligation, amount = number(values, "obligation") or 0, number(values, "amount") or 0
    return case.intake(
        money=(case.money(obligation, "collected", amount, values, voucher=text(values, "voucher")),),
        steps=(case.step("collected", values, obligation=obligation, amount=amount),),
    )


def _receivers(case: Case) -> tuple[Choice, ...]:
    return tuple(Choice(str(one.no), f"{one.no}. {one.name}") for one in case.parties if one.role != "debtor")


def _only_receiver(case: Case) -> Value:
    receivers = _receivers(case)
    return int(receivers[0].code) if len(receivers) == 1 else None


def held(case: Case, line: Obligation) -> int:
    """What came in on an obligation, or was performed, and no decision has given back yet, in đồng."""
    given = sum(step.amount or 0 for step in case.steps_of("refund") if step.obligation == line.no)
    return line.money.get("collected", 0) - given


def refundable(case: Case, line: Obligation) -> int:
    """What may still go back, in đồng: what is held, and what the judgment returns and was not yet given."""
    return held(case, line) + (line.outstanding if line.kind == _RETURN else 0)


def _open_returns(case: Case) -> dict[int, int]:
    """What may still go back, in đồng, by obligation."""
    found = {one.no: refundable(case, one) for one in case.obligations}
    return {no: most for no, most in found.items() if most > 0}


def _returns(case: Case) -> tuple[Choice, ...]:
    found = _open_returns(case)
    return tuple(
        Choice(
            str(one.no),
            f"{one.no}. {label_of(OBLIGATION_KINDS, one.kind)}, được hoàn trả {dotted(found[one.no])} đồng",
        )
        for one in case.obligations
        if one.no in found
    )


def _only_return(case: Case) -> Value:
    found = list(_open_returns(case))
    return found[0] if len(found) == 1 else None


def _only_refund(case: Case) -> Value:
    found = list(_open_returns(case).values())
    return found[0] if len(found) == 1 else None


def _something_to_return(case: Case) -> None:
    if not _open_returns(case):
        raise Refusal(
            "state",
            f"việc {case.number} không có gì để hoàn trả: bản án không tuyên trả lại tiền hoặc đã hoàn trả "
            "hết, và không còn khoản nào đã thu. Ghi thu trước nếu tiền đã về.",
        )


def _check_refund(case: Case, values: Values) -> None:
    line = case.obligation(number(values, "obligation") or 0)
    amount = number(values, "amount") or 0
    if line is not None and amount > (most := refundable(case, line)):
        raise Refusal(
            "law",
            f"số tiền hoàn trả {dotted(amount)} đồng lớn hơn số được hoàn trả ở khoản {line.no} là "
            f"{dotted(most)} đồng; chỉ trả lại phần bản án tuyên trả hoặc đã thu. Kiểm tra lại số tiền.",
            "amount",
        )


def _refund(case: Case, values: Values) -> Intake:
    facts = {"account": True} if text(values, "account") else {}
    no, amount = number(values, "obligation") or 0, number(values, "amount") or 0
    line = case.obligation(no)
    performed = max(amount - held(case, line), 0) if line else 0
    return case.intake(
        money=(case.money(no, "collected", performed, values),) if performed else (),
        steps=(
            case.step(
                "refund",
                values,
                obligation=no,
                party=number(values, "party"),
                amount=amount,
                facts=facts,
            ),
        ),
    )


ACTS: tuple[Act, ...] = (
    Act(
        code="collected",
        label="Ghi thu",
        verb="ghi thu",
        signer="officer",
        effect=_collected,
        ready=_something_left,
        articles={"R08": "L08 Đ.47", "R25": "L25 Đ.54"},
        fields=(
            Field("obligation", "Khoản", "obligation", choices=money_lines, default=_only_line),
            Field("amount", "Số tiền (đồng)", "money", default=_only_rest),
            Field("voucher", "Số chứng từ", "text", required=False),
        ),
        starts=("DL-80",),
        legal_state="MT-5",
        bulk=True,
    ),
    Act(
        code="refund",
        label="Hoàn trả tiền, tài sản",
        verb="trình hoàn trả",
        signer="head",
        effect=_refund,
        check=_check_refund,
        ready=_something_to_return,
        articles={"R08": "L08 Đ.126", "R25": "L25 Đ.59.1"},
        fields=(
            Field("party", "Người nhận", "party", choices=_receivers, default=_only_receiver),
            Field("obligation", "Khoản", "obligation", choices=_returns, default=_only_return),
            Field("amount", "Số tiền (đồng)", "money", default=_only_refund),
            Field("account", "Tài khoản người nhận", "text", required=False, hint="Vào quyết định"),
        ),
        paper="QD-HOAN-TRA",
        starts=("DL-85",),
        legal_state="MT-5",
        bulk=True,
        note="Phần bản án tuyên trả lại tính là đã thi hành từ ngày quyết định phát hành.",
    ),
)
