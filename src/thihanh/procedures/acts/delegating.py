"""Ủy thác: a matter, what is left of it or a part goes to another agency; or only an asset is handled there
while the matter stays here. Both sides of each.

Delegated whole, a matter leaves the total; where part was performed and the rest is delegated it ends as
performed; a part delegated ends nothing (docs/manual/readings.md 13).
"""

from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.offices import queries as offices
from thihanh.procedures import offers, said
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.remaining import (
    OPEN,
    anything_performed,
    check_part,
    choices,
    closing_steps,
    open_obligations,
    write_off,
)

RECEIVER = Field("counterpart", "Cơ quan nhận ủy thác", "agency")
_LOCAL_DONE = Field(
    "local_assets_handled",
    "Đã xử lý xong tài sản tại địa phương",
    "bool",
    required=False,
    hint="Luật đòi xử lý xong trước khi ủy thác",
)
_REASON = Field("reason", "Lý do ghi trong quyết định", "long", required=False)


def name_of(case: Case, agency: str) -> str:
    unit = offices.unit(agency, case.on)
    return unit.name if unit else agency


# Ủy thác việc.


def _check_receiver(case: Case, values: Values) -> None:
    to = said.text(values, "counterpart")
    if to == case.agency:
        raise Refusal(
            "law",
            f"việc {case.number} đang do chính {name_of(case, to)} thi hành, không ủy thác cho mình được; "
            "chọn cơ quan khác.",
            "counterpart",
        )
    if to == case.matter.delegated_from:
        raise Refusal(
            "law",
            f"{name_of(case, to)} đã ủy thác việc {case.number} đến đây, không ủy thác ngược lại được. "
            "Nếu nhận nhầm, hãy trả lại quyết định ủy thác.",
            "counterpart",
        )
    sent = [step for step in case.steps_of("delegate") if step.counterpart == to]
    if sent:
        raise Refusal(
            "state",
            f"việc {case.number} đã có phần ủy thác cho {name_of(case, to)} ngày {vn(sent[-1].on)}; mở quyết "
            "định đó để sửa, bổ sung, không ủy thác lần nữa cho cùng nơi.",
            "counterpart",
        )


def _check_delegate(case: Case, values: Values) -> None:
    _check_receiver(case, values)
    if not said.flag(values, "local_assets_handled"):
        raise Refusal(
            "law",
            f"chưa xác nhận đã xử lý xong tài sản tại địa phương của việc {case.number}; chỉ ủy thác sau khi "
            "xử lý xong. Xử lý tài sản rồi đánh dấu.",
            "local_assets_handled",
        )
    extent = said.text(values, "extent")
    performed = anything_performed(case)
    if extent == "part":
        nos, amount = said.numbers(values, "obligations"), said.number(values, "amount")
        check_part(case, nos, amount, "ủy thác một phần")
    if extent == "whole" and performed:
        raise Refusal(
            "law",
            f"việc {case.number} đã thi hành được một phần nên không phải là ủy thác toàn bộ; chọn «Phần còn "
            "lại»: phần đã thi hành vẫn tính là thi hành xong.",
            "extent",
        )
    if extent == "rest" and not performed:
        raise Refusal(
            "law", f"việc {case.number} chưa thi hành được phần nào; chọn «Toàn bộ việc».", "extent"
        )


def _delegate(case: Case, values: Values) -> Intake:
    extent = said.text(values, "extent")
    nos = said.numbers(values, "obligations") if extent == "part" else None
    amount = said.number(values, "amount") if extent == "part" else None
    closed = nos if nos is not None else tuple(one.no for one in open_obligations(case))
    facts: dict[str, str | int | bool] = {
        "whole": extent == "whole",
        "extent": extent,
        "cause": said.text(values, "cause"),
        "interim_measure": said.flag(values, "interim_measure"),
    }
    for name in ("fee_collected", "fee_left"):
        if (fee := said.number(values, name)) is not None:
            facts[name] = fee
    ends = {"whole": "delegated", "rest": "done"}
    return case.intake(
        stages=(case.to_stage(ends[extent], values),) if extent in ends else (),
        money=write_off(case, values, "delegated", nos, amount),
        steps=closing_steps(
            case,
            "delegate",
            values,
            closed,
            amount,
            counterpart=said.text(values, "counterpart"),
            facts=facts,
        ),
    )


def _something_open(case: Case) -> None:
    if not open_obligations(case):
        raise Refusal(
            "state",
            f"việc {case.number} không còn gì phải thi hành nên không có gì để ủy thác; kết thúc việc.",
        )


# Văn bản sau của Tòa án, trả lại, nhận.


def _was_delegated(case: Case) -> None:
    if not case.steps_of("delegate"):
        raise Refusal(
            "state", f"việc {case.number} chưa ủy thác cho nơi nào nên chưa có kết quả ủy thác để ghi."
        )


def _receivers(case: Case) -> tuple[Choice, ...]:
    codes = dict.fromkeys(step.counterpart for step in case.steps_of("delegate"))
    return tuple(Choice(code, name_of(case, code)) for code in codes)


def _check_forwarded(case: Case, values: Values) -> None:
    said.need_day(case, values, "received_on", "ngày nhận văn bản của Tòa án")


def _forwarded(case: Case, values: Values) -> Intake:
    received = said.day(values, "received_on") or case.day(values)
    return case.intake(
        steps=(
            case.step(
                "delegation_forwarded",
                values,
                counterpart=said.text(values, "counterpart"),
                facts={"received_on": received.isoformat()},
            ),
        )
    )


def _came_by_delegation(case: Case) -> None:
    if not case.matter.delegated_from:
        raise Refusal(
            "state",
            f"việc {case.number} không do nơi khác ủy thác đến nên không có gì để trả lại; nếu không còn "
            "thuộc thẩm quyền, hãy ủy thác hoặc thu hồi quyết định.",
        )
    if anything_performed(case):
        raise Refusal(
            "state",
            f"việc {case.number} đã thi hành được một phần nên không trả lại được; thi hành tiếp hoặc ủy "
            "thác phần còn lại cho nơi có tài sản.",
        )


def _returned(case: Case, values: Values) -> Intake:
    return case.intake(
        stages=(case.to_stage("withdrawn", values),),
        money=write_off(case, values, "withdrawn"),
        steps=(
            case.step(
                "delegation_returned",
                values,
                counterpart=case.matter.delegated_from,
                amount=case.outstanding or None,
                ground=said.text(values, "ground"),
            ),
        ),
    )


def _from_intake(case: Case, values: Values) -> Intake:
    """What comes by delegation creates its matter from the sender's file (``procedures.receiving``)."""
    raise Refusal("input", "nhận ủy thác lập việc mới; trình từ trang tiếp nhận.")


ACTS: tuple[Act, ...] = (
    Act(
        code="delegate",
        label="Ủy thác thi hành án",
        verb="ủy thác thi hành án",
        signer="head",
        legal_state="MT-41",
        stages=OPEN,
        paper="QD-UY-THAC",
        register="05",
        meets=("DL-41",),
        starts=("DL-12", "DL-13", "DL-42"),
        articles={"R08": "L08 Đ.55", "R25": "L25 Đ.49"},
        fields=(
            Field(
                "extent",
                "Phạm vi",
                "choice",
                choices=(
                    Choice("whole", "Toàn bộ việc"),
                    Choice("rest", "Phần còn lại, sau khi đã thi hành được một phần"),
                    Choice("part", "Một số khoản"),
                ),
                default=lambda case: "rest" if anything_performed(case) else "whole",
            ),
            RECEIVER,
            Field("cause", "Căn cứ ủy thác", "choice", choices=offers.from_law("delegation_causes")),
            _LOCAL_DONE,
            Field("obligations", "Các khoản ủy thác", "obligations", required=False, choices=choices),
            Field("amount", "Số tiền ủy thác của khoản", "money", required=False),
            Field("interim_measure", "Biện pháp khẩn cấp tạm thời", "bool", required=False),
            Field("fee_collected", "Phí thi hành án đã thu", "money", required=False),
            Field("fee_left", "Phí thi hành án còn phải thu", "money", required=False),
            _REASON,
        ),
        ready=_something_open,
        check=_check_delegate,
        effect=_delegate,
        note="Quyết định thi hành án tại đây hết hiệu lực cùng phần ủy thác.",
    ),
    Act(
        code="delegation_forwarded",
        label="Gửi tiếp văn bản của Tòa án cho nơi nhận ủy thác",
        verb="gửi tiếp văn bản cho nơi nhận ủy thác",
        signer="clerk",
        legal_state="MT-41",
        after_end=True,
        meets=("DL-42",),
        articles={"R08": "L08 Đ.57", "R25": "D152 Đ.26.8"},
        fields=(
            Field("counterpart", "Cơ quan nhận ủy thác", "choice", choices=_receivers),
            Field("received_on", "Ngày nhận văn bản của Tòa án", "date"),
        ),
        ready=_was_delegated,
        check=_check_forwarded,
        effect=_forwarded,
    ),
    Act(
        code="delegation_returned",
        label="Trả lại quyết định ủy thác",
        verb="trả lại quyết định ủy thác",
        signer="head",
        ground="withdrawn",
        legal_state="MT-42",
        stages=OPEN,
        paper="QD-THU-HOI",
        register="06",
        starts=("DL-12", "DL-13"),
        articles={"R08": "L08 Đ.57", "R25": "L25 Đ.49"},
        fields=(
            Field("content", "Nội dung và hậu quả pháp lý", "long"),
            _REASON,
        ),
        ready=_came_by_delegation,
        effect=_returned,
    ),
    Act(
        code="receive_delegation",
        label="Nhận ủy thác thi hành án",
        verb="nhận ủy thác",
        signer="head",
        legal_state="MT-1",
        births=True,
        right=("request", "receive"),
        paper="QD-THA-YC",
        register="06",
        meets=("DL-41",),
        starts=("DL-12", "DL-13"),
        articles={"R08": "L08 Đ.57", "R25": "L25 Đ.49"},
        effect=_from_intake,
    ),
)
