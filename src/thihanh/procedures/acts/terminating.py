"""Đình chỉ: of the whole matter, of what is left after part was performed, or of a part while it goes on.

A whole termination ends the matter in its own column; where part was performed and the rest is terminated the
matter ends as performed; a part terminated ends nothing (docs/manual/readings.md 13).
"""

from thihanh.law.notation import dotted
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.procedures import exemption, said
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.remaining import (
    OPEN,
    PARTS,
    anything_performed,
    check_part,
    closing_steps,
    open_obligations,
    write_off,
)

_AGREED, _EXEMPTED = "C-4", "C-5"
_DOCUMENT_ON = Field(
    "document_on",
    "Ngày của giấy tờ chứng minh căn cứ",
    "date",
    hint="Giấy báo tử, văn bản thỏa thuận, quyết định của Tòa án",
)
_FEES_PAID = Field(
    "fees_paid",
    "Đã nộp đủ phí, chi phí thi hành án",
    "bool",
    required=False,
    hint="Bắt buộc khi đình chỉ theo thỏa thuận hoặc đề nghị (C-4)",
)
_REASON = Field("reason", "Lý do ghi trong quyết định", "long", required=False)


def _check_ground(case: Case, values: Values) -> None:
    said.need_day(case, values, "document_on", "ngày của giấy tờ chứng minh căn cứ")
    if said.text(values, "ground") == _AGREED:
        _check_agreed(case, values)


def _check_agreed(case: Case, values: Values) -> None:
    if case.kind == "ex_officio":
        raise Refusal(
            "law",
            f"việc {case.number} do cơ quan chủ động thi hành, không có người được thi hành án để thỏa thuận "
            "đình chỉ (C-4). Chọn căn cứ khác, hoặc lập hồ sơ miễn, giảm.",
            "ground",
        )
    if not said.flag(values, "fees_paid"):
        raise Refusal(
            "law",
            "đình chỉ theo thỏa thuận hoặc đề nghị chỉ sau khi đã nộp đủ phí, chi phí thi hành án; "
            "thu đủ rồi đánh dấu đã nộp, sau đó mới đình chỉ.",
            "fees_paid",
        )


def _check_exempted(case: Case, wanted: dict[int, int]) -> None:
    """What is terminated because a court waived or reduced it is exactly what the court took off."""
    granted = exemption.granted(case)
    for no, amount in wanted.items():
        if granted.get(no) != amount:
            raise Refusal(
                "law",
                f"đình chỉ theo C-5 phải đúng phần Tòa án đã miễn, giảm: khoản {no} của việc {case.number} "
                f"là {dotted(granted.get(no, 0))} đồng, không phải {dotted(amount)} đồng. Ghi quyết định "
                "của Tòa án trước, rồi đình chỉ đúng số đó.",
                "ground",
            )


# Toàn bộ, hoặc phần còn lại.


def _check_terminate(case: Case, values: Values) -> None:
    _check_ground(case, values)
    if said.text(values, "ground") == _EXEMPTED:
        _check_exempted(case, {one.no: one.outstanding for one in open_obligations(case)})
    performed = anything_performed(case)
    if said.text(values, "extent") == "whole" and performed:
        raise Refusal(
            "law",
            f"việc {case.number} đã thi hành được một phần nên không phải là đình chỉ toàn bộ; chọn «Phần "
            "còn lại»: phần đã thi hành vẫn tính là thi hành xong.",
            "extent",
        )
    if said.text(values, "extent") == "rest" and not performed:
        raise Refusal(
            "law", f"việc {case.number} chưa thi hành được phần nào; chọn «Toàn bộ việc».", "extent"
        )


def _terminate(case: Case, values: Values) -> Intake:
    rest = said.text(values, "extent") == "rest"
    ground = said.text(values, "ground")
    nos = [one.no for one in open_obligations(case)]
    steps = closing_steps(case, "terminate", values, nos, None, ground=ground, facts=_facts(values, not rest))
    return case.intake(
        stages=(
            case.to_stage("done", values) if rest else case.to_stage("terminated", values, ground=ground),
        ),
        money=write_off(case, values, "terminated"),
        steps=steps or (case.step("terminate", values, facts=_facts(values, not rest)),),
    )


def _facts(values: Values, whole: bool) -> dict[str, str | int | bool]:
    document_on = said.day(values, "document_on")
    facts: dict[str, str | int | bool] = {"whole": whole, "fees_paid": said.flag(values, "fees_paid")}
    if document_on:
        facts["document_on"] = document_on.isoformat()
    return facts


# Một phần.


def _check_terminate_part(case: Case, values: Values) -> None:
    _check_ground(case, values)
    nos, amount = said.numbers(values, "obligations"), said.number(values, "amount")
    check_part(case, nos, amount, "đình chỉ một phần")
    if said.text(values, "ground") == _EXEMPTED:
        _check_exempted(
            case, {one.no: amount or one.outstanding for one in open_obligations(case) if one.no in nos}
        )


def _terminate_part(case: Case, values: Values) -> Intake:
    nos, amount = said.numbers(values, "obligations"), said.number(values, "amount")
    return case.intake(
        money=write_off(case, values, "terminated", nos, amount),
        steps=closing_steps(
            case,
            "terminate_part",
            values,
            nos,
            amount,
            ground=said.text(values, "ground"),
            facts=_facts(values, False),
        ),
    )


def _something_open(case: Case) -> None:
    if len(open_obligations(case)) < 1:
        raise Refusal(
            "state",
            f"việc {case.number} không còn gì phải thi hành nên không có phần nào để đình chỉ; kết thúc "
            "việc.",
        )


ACTS: tuple[Act, ...] = (
    Act(
        code="terminate",
        label="Đình chỉ thi hành án",
        verb="đình chỉ thi hành án",
        signer="head",
        legal_state="MT-40",
        ground="terminated",
        stages=OPEN | {"separate_register"},
        paper="QD-DINH-CHI",
        register="10",
        meets=("DL-40",),
        starts=("DL-12", "DL-13"),
        articles={"R08": "L08 Đ.50", "R25": "L25 Đ.48"},
        fields=(
            Field(
                "extent",
                "Phạm vi",
                "choice",
                choices=(
                    Choice("whole", "Toàn bộ việc"),
                    Choice("rest", "Phần còn lại, sau khi đã thi hành được một phần"),
                ),
                default=lambda case: "rest" if anything_performed(case) else "whole",
            ),
            _DOCUMENT_ON,
            _FEES_PAID,
            _REASON,
        ),
        check=_check_terminate,
        effect=_terminate,
        bulk=True,
    ),
    Act(
        code="terminate_part",
        label="Đình chỉ một phần thi hành án",
        verb="đình chỉ một phần thi hành án",
        signer="head",
        legal_state="MT-40",
        ground="terminated",
        stages=OPEN | {"separate_register"},
        paper="QD-DINH-CHI-MP",
        register="10",
        meets=("DL-40",),
        starts=("DL-12", "DL-13"),
        articles={"R08": "L08 Đ.50", "R25": "L25 Đ.48"},
        fields=(*PARTS, _DOCUMENT_ON, _FEES_PAID, _REASON),
        ready=_something_open,
        check=_check_terminate_part,
        effect=_terminate_part,
    ),
)
