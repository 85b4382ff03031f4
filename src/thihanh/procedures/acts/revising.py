"""Thu hồi, sửa đổi, hủy: a decision is taken back by who issued it, amended, or cancelled by who judges it.

The enforcement decision taken back or cancelled ends the matter; another decision that put the matter into a
stop or into chưa có điều kiện gives it back to the stage before.
"""

from collections.abc import Sequence

from thihanh import law
from thihanh.law.notation import dotted, vn
from thihanh.matters import rules
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake, MoneyChange, NewObligation, StageChange
from thihanh.matters.states import label
from thihanh.matters.steps import StepRow
from thihanh.procedures import said
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.remaining import OPEN, STOPS, is_money, write_off

_ENFORCEMENT = "decision"
_BY_DELEGATION = "R-1d"
#: Acts of the head whose decision may be taken back while the matter goes on, and the stage each began.
_REVOCABLE = {
    "postpone": ("Quyết định hoãn", "postponed"),
    "suspend": ("Quyết định tạm đình chỉ", "suspended"),
    "pause": ("Thông báo tạm dừng", "paused"),
    "no_means": ("Quyết định chưa có điều kiện", "no_means"),
    "resume": ("Quyết định tiếp tục", ""),
    "exit_ban": ("Quyết định tạm hoãn xuất cảnh", ""),
    "coerce": ("Quyết định cưỡng chế", ""),
    "secure": ("Quyết định áp dụng biện pháp bảo đảm", ""),
    "succeed": ("Quyết định chuyển giao quyền, nghĩa vụ", ""),
}


def _decisions(case: Case) -> Sequence[Choice]:
    """The enforcement decision, and the other decisions in force, latest first."""
    each = {(step.entry_id, step.code): step for step in case.standing(*_REVOCABLE)}
    others = [
        Choice(str(step.id), f"{_REVOCABLE[step.code][0]} ngày {vn(step.on)}")
        for step in reversed(each.values())
    ]
    return [Choice(_ENFORCEMENT, f"Quyết định thi hành án số {case.number}"), *others]


def _other_decision(case: Case, values: Values) -> StepRow | None:
    chosen = said.text(values, "of")
    return next((step for step in case.steps if str(step.id) == chosen), None)


_OF = Field("of", "Quyết định nào", "choice", choices=_decisions, default=lambda case: _ENFORCEMENT)
_WHO_JUDGES = (
    Choice("province_head", "Trưởng cơ quan THADS cấp tỉnh, khi giải quyết khiếu nại"),
    Choice("central_head", "Cục trưởng Cục Quản lý THADS"),
    Choice("minister", "Bộ trưởng Bộ Tư pháp"),
)
_CONTENT = Field("content", "Nội dung", "long")
_CONSEQUENCE = Field(
    "consequence", "Hậu quả pháp lý", "long", hint="Điều gì không còn giá trị, giải quyết ra sao"
)


# Thu hồi, hủy.


def _check_withdraw(case: Case, values: Values) -> None:
    by_delegation = said.text(values, "ground") == _BY_DELEGATION
    if case.ended and not (by_delegation and case.stage == "delegated"):
        raise Refusal(
            "state",
            f"việc {case.number} đã kết thúc «{label(case.stage)}» ngày {vn(case.now.on)}, không còn quyết "
            "định nào để thu hồi. Nếu kết thúc ghi sai, hãy sửa trạng thái đó.",
        )
    if by_delegation and not case.ended:
        raise Refusal(
            "law",
            f"việc {case.number} chưa ủy thác toàn bộ nên không thu hồi theo R-1d được; ra quyết định ủy "
            "thác trước, hoặc chọn căn cứ khác.",
            "ground",
        )
    if case.ended and case.steps_of("withdraw"):
        raise Refusal(
            "state", f"quyết định thi hành án của việc {case.number} đã thu hồi rồi; mở diễn biến để xem."
        )
    if by_delegation and said.text(values, "of") != _ENFORCEMENT:
        raise Refusal(
            "law", "thu hồi do ủy thác là thu hồi quyết định thi hành án; chọn lại quyết định.", "of"
        )


def _check_cancel(case: Case, values: Values) -> None:
    concluded = said.need_day(case, values, "document_on", "ngày kết luận của người có thẩm quyền")
    other = _other_decision(case, values)
    issued = other.on if other else case.decided_on
    if concluded < issued:
        raise Refusal(
            "law",
            f"kết luận ngày {vn(concluded)} có trước quyết định bị hủy ngày {vn(issued)}; kiểm tra lại ngày, "
            "hoặc chọn đúng quyết định.",
            "document_on",
        )


def _withdraw(case: Case, values: Values) -> Intake:
    return _take_back(case, values, "withdraw")


def _cancel(case: Case, values: Values) -> Intake:
    return _take_back(case, values, "cancel")


def _take_back(case: Case, values: Values, code: str) -> Intake:
    other = _other_decision(case, values)
    document_on = said.day(values, "document_on")
    facts: dict[str, str | int | bool] = {"of": other.code if other else "decide"}
    if other:
        facts["of_step"] = other.id
    if document_on:
        facts["document_on"] = document_on.isoformat()
    whole = other is None and not case.ended
    steps = (
        case.step(
            code,
            values,
            ground=said.text(values, "ground"),
            amount=case.outstanding or None if whole else None,
            counterpart=said.text(values, "counterpart"),
            facts=facts,
        ),
    )
    if whole:
        return case.intake(
            stages=(case.to_stage("withdrawn", values),),
            money=write_off(case, values, "withdrawn"),
            steps=steps,
        )
    return case.intake(stages=_given_back(case, values, other), steps=steps)


def _given_back(case: Case, values: Values, other: StepRow | None) -> tuple[StageChange, ...]:
    """The stage before, where the decision taken back is the one that put the matter where it stands."""
    if other is None or other.on != case.now.on:
        return ()
    began = _REVOCABLE[other.code][1] if other.code in _REVOCABLE else ""
    if other.code == "resume" and len(case.history) > 1 and case.history[-2].stage in STOPS:
        return _stopped_again(case, values)
    if not began or case.stage != began:
        return ()
    before = next(one for one in reversed(case.history) if one.stage != began)
    if before.ground and before.ground not in rules.grounds_for(
        before.stage, law.regime_on(case.day(values))
    ):
        return (case.to_stage("verifying", values),)
    return (case.to_stage(before.stage, values, ground=before.ground),)


def _stopped_again(case: Case, values: Values) -> tuple[StageChange, ...]:
    """The stop that the resumption taken back had ended, where the law of the day still knows its ground."""
    stop = case.history[-2]
    if stop.ground not in rules.grounds_for(stop.stage, law.regime_on(case.day(values))):
        return ()
    return (case.to_stage(stop.stage, values, ground=stop.ground),)


# Sửa đổi, bổ sung.


def _check_amend(case: Case, values: Values) -> None:
    no, amount = said.number(values, "obligation"), said.number(values, "amount")
    restated = said.text(values, "restated")
    found = case.obligation(no) if no is not None else None
    if (amount is not None or restated) and found is None:
        raise Refusal("input", "cần chọn khoản được sửa đổi.", "obligation")
    if found is None or amount is None:
        return
    if not is_money(found):
        raise Refusal(
            "law",
            f"khoản {found.no} của việc {case.number} không phải là tiền nên không có số tiền để sửa; ghi "
            "lại nội dung của khoản.",
            "amount",
        )
    if amount == _ordered(found.due, found.money.get("amended", 0)):
        raise Refusal(
            "law",
            f"khoản {found.no} đang là {dotted(amount)} đồng, số mới không khác; kiểm tra lại số tiền.",
            "amount",
        )
    performed = _ordered(found.due, found.money.get("amended", 0)) - found.outstanding
    if amount < performed:
        raise Refusal(
            "state",
            f"khoản {found.no} đã thi hành, đình chỉ, ủy thác {dotted(performed)} đồng nên không sửa xuống "
            f"còn {dotted(amount)} đồng được; số mới ít nhất là {dotted(performed)} đồng.",
            "amount",
        )


def _ordered(due: int, amended: int) -> int:
    return due - amended


def _amend(case: Case, values: Values) -> Intake:
    no, amount = said.number(values, "obligation"), said.number(values, "amount")
    restated = said.text(values, "restated")
    found = case.obligation(no) if no is not None else None
    money: tuple[MoneyChange, ...] = ()
    obligations: tuple[NewObligation, ...] = ()
    facts: dict[str, str | int | bool] = {}
    if found and amount is not None:
        before = _ordered(found.due, found.money.get("amended", 0))
        facts = {"former_amount": before, "amount": amount}
        money = (
            case.money(found.no, "due", amount - before, values)
            if amount > before
            else case.money(found.no, "amended", before - amount, values),
        )
    if found and restated:
        obligations = (
            NewObligation(
                found.no,
                found.kind,
                known_on=case.on,
                content=restated,
                debtor=found.debtor,
                creditor=found.creditor,
                replaces=found.fact,
            ),
        )
    return case.intake(
        money=money,
        obligations=obligations,
        steps=(
            case.step(
                "amend",
                values,
                ground=said.text(values, "ground"),
                obligation=no,
                amount=amount,
                facts=facts,
            ),
        ),
    )


ACTS: tuple[Act, ...] = (
    Act(
        code="withdraw",
        label="Thu hồi quyết định",
        verb="thu hồi quyết định",
        signer="head",
        legal_state="MT-42",
        ground="withdrawn",
        after_end=True,
        paper="QD-THU-HOI",
        register="04",
        starts=("DL-12", "DL-13"),
        articles={"R08": "L08 Đ.37", "R25": "L25 Đ.52"},
        fields=(_OF, _CONTENT, _CONSEQUENCE),
        check=_check_withdraw,
        effect=_withdraw,
    ),
    Act(
        code="amend",
        label="Sửa đổi, bổ sung quyết định",
        verb="sửa đổi, bổ sung quyết định",
        signer="head",
        legal_state="MT-42",
        ground="amended",
        stages=OPEN | {"separate_register"},
        paper="QD-SUA-DOI",
        register="04",
        starts=("DL-12", "DL-13"),
        articles={"R08": "L08 Đ.37", "R25": "L25 Đ.52"},
        fields=(
            Field("obligation", "Khoản được sửa đổi", "obligation", required=False),
            Field("amount", "Số tiền phải thi hành mới của khoản", "money", required=False),
            Field("restated", "Nội dung mới của khoản", "text", required=False),
            Field("reason", "Sai sót cần sửa", "long"),
            _CONTENT,
            Field("consequence", "Hậu quả pháp lý", "long", required=False),
        ),
        check=_check_amend,
        effect=_amend,
    ),
    Act(
        code="cancel",
        label="Hủy quyết định",
        verb="hủy quyết định",
        signer="head",
        legal_state="MT-42",
        ground="cancelled",
        stages=OPEN,
        paper="QD-HUY",
        register="04",
        starts=("DL-12", "DL-13"),
        articles={"R08": "L08 Đ.37", "R25": "L25 Đ.52"},
        fields=(
            _OF,
            Field("counterpart", "Người có thẩm quyền đã kết luận", "choice", choices=_WHO_JUDGES),
            Field("document_on", "Ngày kết luận", "date"),
            _CONTENT,
            _CONSEQUENCE,
        ),
        check=_check_cancel,
        effect=_cancel,
    ),
)
