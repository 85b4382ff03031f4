"""Money of a matter: what was collected, and the decision that gives money back."""

from thihanh.law.notation import dotted
from thihanh.matters.intake import Intake
from thihanh.procedures.act import Act, Choice, Field, Refusal, Value, Values
from thihanh.procedures.case import Case
from thihanh.procedures.register_file.labels import OBLIGATION_KINDS, label_of
from thihanh.procedures.said import number, text


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


def _refundable(case: Case, values: Values) -> None:
    line = case.obligation(number(values, "obligation") or 0)
    amount = number(values, "amount") or 0
    if line is not None and amount > line.due:
        raise Refusal(
            "law",
            f"số tiền hoàn trả {dotted(amount)} đồng lớn hơn khoản {line.no} là {dotted(line.due)} đồng; "
            "chỉ hoàn trả trong phạm vi bản án tuyên. Kiểm tra lại số tiền.",
            "amount",
        )


def _refund(case: Case, values: Values) -> Intake:
    facts = {"account": True} if text(values, "account") else {}
    return case.intake(
        steps=(
            case.step(
                "refund",
                values,
                obligation=number(values, "obligation"),
                party=number(values, "party"),
                amount=number(values, "amount"),
                facts=facts,
            ),
        )
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
        check=_refundable,
        articles={"R08": "L08 Đ.126", "R25": "L25 Đ.59.1"},
        fields=(
            Field("party", "Người nhận", "party", choices=_receivers, default=_only_receiver),
            Field("obligation", "Khoản", "obligation", choices=money_lines, default=_only_line),
            Field("amount", "Số tiền (đồng)", "money", default=_only_rest),
            Field("account", "Tài khoản người nhận", "text", required=False, hint="Vào quyết định"),
        ),
        paper="QD-HOAN-TRA",
        starts=("DL-85",),
        legal_state="MT-5",
        bulk=True,
    ),
)
