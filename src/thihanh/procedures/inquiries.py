"""Verification asked of others: of who holds information, and of the enforcement agency of another place."""

from collections.abc import Sequence

from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake, VerificationResult
from thihanh.matters.steps import StepRow
from thihanh.procedures.act import Values
from thihanh.procedures.case import Case
from thihanh.procedures.offers import label_of
from thihanh.procedures.said import codes, flag, number, text

# Yêu cầu cung cấp thông tin và trả lời.


def asked(case: Case, values: Values) -> Intake:
    """A request for information: who is asked about whom, and that it serves verification (CF-1)."""
    facts: dict[str, str | int | bool] = {
        "holder": text(values, "holder"),
        "contents": ",".join(codes(values, "contents")),
        "purpose": "verification",
    }
    if flag(values, "account_information"):
        facts["account_information"] = True
    step = case.step(
        "verify_request_sent",
        values,
        party=number(values, "party"),
        counterpart=text(values, "counterpart"),
        facts=facts,
    )
    return case.intake(steps=(step,))


def check_asked(case: Case, values: Values) -> None:
    """Raises Refusal: an account asked of others than banks, information on who owes nothing."""
    if flag(values, "account_information") and text(values, "holder") != "bank":
        raise Refusal(
            "input",
            "thông tin tài khoản chỉ yêu cầu ngân hàng, tổ chức tín dụng; chọn lại nơi giữ thông tin.",
            "holder",
        )
    party = case.party(number(values, "party") or 0)
    if party is None or party.role == "creditor":
        raise Refusal(
            "law",
            "chỉ yêu cầu thông tin về người phải thi hành án hoặc người liên quan đến tài sản của họ; "
            "dùng thông tin vào việc khác là hành vi bị cấm. Chọn lại đương sự.",
            "party",
        )


def unanswered(case: Case, sent: str, reply: str) -> tuple[StepRow, ...]:
    """The requests of an act that no answer names yet."""
    done = {step.facts.get("request") for step in case.steps_of(reply)}
    return tuple(step for step in case.steps_of(sent) if str(step.id) not in done)


def open_requests(case: Case) -> Sequence[Choice]:
    """The requests for information still to be answered."""
    return _as_choices(unanswered(case, "verify_request_sent", "verify_answer"))


def open_delegations(case: Case) -> Sequence[Choice]:
    """The delegated verifications still to be answered."""
    return _as_choices(unanswered(case, "verify_delegated", "verify_delegated_answer"))


def _as_choices(steps: Sequence[StepRow]) -> Sequence[Choice]:
    return [Choice(str(step.id), f"{step.counterpart}, ngày {vn(step.on)}") for step in steps]


def request_waits(case: Case) -> None:
    """Raises Refusal where no request for information waits."""
    _check_waits(case, "verify_request_sent", "verify_answer", "yêu cầu cung cấp thông tin")


def delegation_waits(case: Case) -> None:
    """Raises Refusal where no delegated verification waits."""
    _check_waits(case, "verify_delegated", "verify_delegated_answer", "ủy thác xác minh")


def _check_waits(case: Case, sent: str, reply: str, what: str) -> None:
    if not unanswered(case, sent, reply):
        raise Refusal(
            "state",
            f"việc {case.number} không có {what} nào đang chờ trả lời. Gửi {what} trước, hoặc mở diễn biến "
            "để xem trả lời đã ghi.",
        )


def _answered_step(case: Case, values: Values, sent: str) -> StepRow:
    step = next((one for one in case.steps_of(sent) if str(one.id) == text(values, "request")), None)
    if step is None:
        raise Refusal("input", "văn bản được trả lời không có trong việc này; chọn lại.", "request")
    if case.day(values) < step.on:
        raise Refusal(
            "law",
            f"ngày trả lời {vn(case.day(values))} sớm hơn ngày gửi {vn(step.on)}; ghi đúng ngày.",
            "on",
        )
    return step


def check_answer(case: Case, values: Values) -> None:
    """Raises Refusal: an answer to nothing, before what it answers, a refusal without a reason."""
    _answered_step(case, values, "verify_request_sent")
    if flag(values, "refused") and not text(values, "reason"):
        raise Refusal(
            "law",
            "nơi giữ thông tin từ chối thì phải nêu lý do; ghi lý do họ nêu, hoặc ghi «không nêu lý do».",
            "reason",
        )


def answered(case: Case, values: Values) -> Intake:
    """The answer of who holds information."""
    sent = _answered_step(case, values, "verify_request_sent")
    facts: dict[str, str | int | bool] = {"request": str(sent.id)}
    if flag(values, "refused"):
        facts |= {"refused": True, "reason": text(values, "reason")}
    step = case.step("verify_answer", values, party=sent.party, counterpart=sent.counterpart, facts=facts)
    return case.intake(steps=(step,))


# Ủy thác xác minh.


def check_delegated(case: Case, values: Values) -> None:
    """Raises Refusal: an agency asks no verification of itself."""
    if text(values, "counterpart") == case.agency:
        raise Refusal(
            "law",
            "cơ quan đang thi hành không ủy thác xác minh cho chính mình; chọn cơ quan nơi khác, hoặc "
            "xác minh trực tiếp.",
            "counterpart",
        )


def delegated(case: Case, values: Values) -> Intake:
    """Verification asked of the agency of another place."""
    facts: dict[str, str | int | bool] = {"contents": ",".join(codes(values, "contents"))}
    for name in ("real_estate_or_registered", "complex", "account_information"):
        if flag(values, name):
            facts[name] = True
    step = case.step("verify_delegated", values, counterpart=text(values, "counterpart"), facts=facts)
    return case.intake(steps=(step,))


def delegated_answer(case: Case, values: Values) -> Intake:
    """What the other agency found: a verification of this matter."""
    sent = _answered_step(case, values, "verify_delegated")
    found = VerificationResult(
        case.day(values),
        label_of("verification_means", "delegated", case),
        text(values, "content"),
        case.on,
    )
    facts: dict[str, str | int | bool] = {"request": str(sent.id)}
    if flag(values, "conflicting"):
        facts["conflicting"] = True
    step = case.step("verify_delegated_answer", values, counterpart=sent.counterpart, facts=facts)
    return case.intake(verifications=(found,), steps=(step,))


def check_delegated_answer(case: Case, values: Values) -> None:
    """Raises Refusal: an answer to nothing, or before what it answers."""
    _answered_step(case, values, "verify_delegated")
