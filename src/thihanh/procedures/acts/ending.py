"""Kết thúc: performed, other endings, confirmation of results, the list for the procuracy, archive."""

from collections.abc import Sequence
from datetime import date

from thihanh.law.notation import dotted, vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.matters.states import ENDS, label
from thihanh.matters.steps import StepRow
from thihanh.procedures import said
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.remaining import OPEN, is_money, open_obligations

_RETURNED = "E-3d"
#: Endings that leave no money behind: what was ordered was not money.
_NOT_MONEY = frozenset({"E-3a", "E-3c", "E-3đ"})


# Thi hành xong.


def _things(case: Case) -> Sequence[Choice]:
    return [
        Choice(str(one.no), one.content or f"Khoản {one.no}")
        for one in open_obligations(case)
        if not is_money(one)
    ]


def _ready_to_finish(case: Case) -> None:
    if case.outstanding > 0:
        raise Refusal(
            "state",
            f"việc {case.number} còn phải thi hành {dotted(case.outstanding)} đồng nên chưa thi hành xong; "
            "thu đủ, hoặc đình chỉ, ủy thác phần còn lại.",
        )


def _check_done(case: Case, values: Values) -> None:
    performed = set(said.numbers(values, "performed"))
    left = [one for one in open_obligations(case) if not is_money(one) and one.no not in performed]
    if left:
        names = ", ".join(f"khoản {one.no}" for one in left)
        raise Refusal(
            "state",
            f"việc {case.number} còn {names} không phải là tiền, chưa đánh dấu đã thực hiện; chỉ kết thúc "
            "khi đã thực hiện xong. Đánh dấu các khoản đã thực hiện.",
            "performed",
        )


def _done(case: Case, values: Values) -> Intake:
    nos = said.numbers(values, "performed")
    steps = tuple(
        case.step("done", values, obligation=no, ordinal=place, facts={"code": "E-1"})
        for place, no in enumerate(nos)
    )
    return case.intake(
        stages=(case.to_stage("done", values),),
        steps=steps or (case.step("done", values, facts={"code": "E-1"}),),
    )


# Kết thúc khác.


def _check_other(case: Case, values: Values) -> None:
    ground = said.text(values, "ground")
    if ground == _RETURNED:
        raise Refusal(
            "law",
            "gửi lại yêu cầu thi hành án có bước riêng với điều kiện hai năm và xác minh định kỳ; dùng "
            "«Gửi lại yêu cầu thi hành án».",
            "ground",
        )
    if ground in _NOT_MONEY and case.outstanding > 0:
        raise Refusal(
            "law",
            f"căn cứ «{ground}» chỉ dùng khi không còn khoản tiền phải thi hành; việc {case.number} còn "
            f"{dotted(case.outstanding)} đồng. Chọn căn cứ khác.",
            "ground",
        )
    said.need_day(case, values, "document_on", "ngày của văn bản làm căn cứ kết thúc")


def _other(case: Case, values: Values) -> Intake:
    ground = said.text(values, "ground")
    document_on = said.day(values, "document_on") or case.day(values)
    return case.intake(
        stages=(case.to_stage("other_ending", values, ground=ground),),
        steps=(
            case.step(
                "end_other",
                values,
                ground=ground,
                amount=case.outstanding or None,
                facts={"code": ground, "document_on": document_on.isoformat()},
            ),
        ),
    )


# Xác nhận kết quả.


def _unanswered(case: Case) -> StepRow | None:
    """The request for confirmation that waits for its answer."""
    last = case.last_step("confirmation_requested", "confirm_result")
    return last if last is not None and last.code == "confirmation_requested" else None


def _ready_to_request(case: Case) -> None:
    waiting = _unanswered(case)
    if waiting is not None:
        raise Refusal(
            "state",
            f"việc {case.number} có yêu cầu xác nhận ngày {vn(waiting.on)} chưa trả lời; cấp giấy xác nhận "
            "cho yêu cầu đó trước.",
        )


def _requested(case: Case, values: Values) -> Intake:
    return case.intake(
        steps=(case.step("confirmation_requested", values, party=said.number(values, "party")),)
    )


def _ready_to_confirm(case: Case) -> None:
    if _unanswered(case) is None:
        raise Refusal(
            "state",
            f"việc {case.number} không có yêu cầu xác nhận nào đang chờ; ghi yêu cầu của đương sự trước.",
        )


def _confirmed(case: Case, values: Values) -> Intake:
    asked = _unanswered(case)
    return case.intake(
        steps=(
            case.step(
                "confirm_result",
                values,
                party=asked.party if asked else None,
                amount=case.outstanding or None,
                facts={"stage": case.stage},
            ),
        )
    )


# Danh sách gửi Viện kiểm sát, lưu trữ.


def _ready_to_list(case: Case) -> None:
    _need_end(case, "đưa vào danh sách gửi Viện kiểm sát")
    listed = case.last_step("listed_to_procuracy")
    if listed is not None and listed.on >= case.now.on:
        raise Refusal(
            "state",
            f"việc {case.number} đã vào danh sách gửi Viện kiểm sát ngày {vn(listed.on)}; mỗi việc kết thúc "
            "chỉ gửi một lần.",
        )


def _need_end(case: Case, verb: str) -> None:
    if case.stage not in ENDS:
        raise Refusal(
            "state",
            f"việc {case.number} đang «{label(case.stage)}», chưa kết thúc nên chưa {verb} được; kết thúc "
            "việc trước.",
        )


def _listed(case: Case, values: Values) -> Intake:
    month = _month(case.now.on)
    facts: dict[str, str | int | bool] = {"month": month, "stage": case.stage}
    return case.intake(
        steps=(case.step("listed_to_procuracy", values, counterpart="procuracy", facts=facts),)
    )


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _ready_to_close(case: Case) -> None:
    _need_end(case, "kiểm hồ sơ để lưu trữ")
    closed = case.last_step("file_closed")
    if closed is not None and closed.on >= case.now.on:
        raise Refusal(
            "state",
            f"mục lục hồ sơ của việc {case.number} đã chốt ngày {vn(closed.on)}; chuyển sang lưu trữ.",
        )


def _check_closed(case: Case, values: Values) -> None:
    if not said.number(values, "folios"):
        raise Refusal("input", "hồ sơ phải có ít nhất một bút lục; đếm lại số tờ trong hồ sơ.", "folios")
    if not said.flag(values, "complete"):
        raise Refusal(
            "law",
            f"mỗi tờ trong hồ sơ của việc {case.number} phải có số bút lục, đánh một lần theo thứ tự nhận; "
            "đánh đủ số rồi xác nhận.",
            "complete",
        )


def _closed(case: Case, values: Values) -> Intake:
    folios = said.number(values, "folios") or 0
    return case.intake(steps=(case.step("file_closed", values, facts={"folios": folios, "complete": True}),))


def _ready_to_archive(case: Case) -> None:
    _need_end(case, "lưu trữ")
    if done := case.last_step("archive"):
        raise Refusal("state", f"hồ sơ của việc {case.number} đã lưu trữ ngày {vn(done.on)}.")
    if case.last_step("file_closed") is None:
        raise Refusal(
            "state",
            f"Chấp hành viên chưa chốt mục lục hồ sơ của việc {case.number}; chốt mục lục, đủ bút lục rồi "
            "mới trình lưu trữ.",
        )


def _archived(case: Case, values: Values) -> Intake:
    closed = case.last_step("file_closed")
    folios = closed.facts.get("folios", 0) if closed else 0
    return case.intake(steps=(case.step("archive", values, facts={"folios": folios}),))


ACTS: tuple[Act, ...] = (
    Act(
        code="done",
        label="Kết thúc: thi hành xong",
        verb="kết thúc thi hành xong",
        signer="officer",
        legal_state="MT-43",
        stages=OPEN,
        starts=("DL-92",),
        articles={"R08": "L08 Đ.52", "R25": "L25 Đ.55.1"},
        fields=(
            Field(
                "performed",
                "Các khoản không phải là tiền đã thực hiện",
                "obligations",
                required=False,
                choices=_things,
            ),
        ),
        ready=_ready_to_finish,
        check=_check_done,
        effect=_done,
        bulk=True,
    ),
    Act(
        code="end_other",
        label="Kết thúc khác",
        verb="kết thúc theo trường hợp khác",
        signer="head",
        legal_state="MT-44",
        ground="other_ending",
        stages=OPEN,
        paper="TB-KET-THUC",
        starts=("DL-13", "DL-92"),
        articles={"R25": "D152 Đ.32.1"},
        fields=(
            Field("document_on", "Ngày của văn bản làm căn cứ", "date"),
            Field("reason", "Lý do ghi trong thông báo", "long", required=False),
        ),
        check=_check_other,
        effect=_other,
    ),
    Act(
        code="confirmation_requested",
        label="Yêu cầu xác nhận kết quả thi hành án",
        verb="ghi yêu cầu xác nhận",
        signer="clerk",
        legal_state="MT-43",
        after_end=True,
        starts=("DL-91",),
        articles={"R08": "L08 Đ.53", "R25": "D152 Đ.32.3"},
        fields=(Field("party", "Người yêu cầu", "party"),),
        ready=_ready_to_request,
        effect=_requested,
    ),
    Act(
        code="confirm_result",
        label="Xác nhận kết quả thi hành án",
        verb="xác nhận kết quả thi hành án",
        signer="head",
        legal_state="MT-43",
        after_end=True,
        paper="XN-KET-QUA",
        meets=("DL-91",),
        articles={"R08": "L08 Đ.53", "R25": "D152 Đ.32.3"},
        fields=(Field("content", "Kết quả thi hành án đến ngày xác nhận", "long"),),
        ready=_ready_to_confirm,
        effect=_confirmed,
    ),
    Act(
        code="listed_to_procuracy",
        label="Đưa vào danh sách kết thúc gửi Viện kiểm sát",
        verb="đưa vào danh sách gửi Viện kiểm sát",
        signer="clerk",
        legal_state="MT-43",
        after_end=True,
        meets=("DL-92",),
        articles={"R25": "D152 Đ.32.2"},
        ready=_ready_to_list,
        effect=_listed,
        bulk=True,
    ),
    Act(
        code="file_closed",
        label="Chốt mục lục hồ sơ",
        verb="chốt mục lục hồ sơ",
        signer="officer",
        legal_state="MT-50",
        after_end=True,
        paper="MUC-LUC",
        articles={"R08": "C04 Đ.32", "R25": "C04 Đ.32"},
        fields=(
            Field("folios", "Số bút lục", "number"),
            Field("complete", "Mọi tờ đã đánh số bút lục theo thứ tự nhận", "bool", required=False),
        ),
        ready=_ready_to_close,
        check=_check_closed,
        effect=_closed,
        mark="K",
    ),
    Act(
        code="archive",
        label="Lưu trữ hồ sơ",
        verb="lưu trữ hồ sơ",
        signer="head",
        legal_state="MT-50",
        after_end=True,
        paper="BB-LUU-TRU",
        register="21",
        articles={"R08": "C04 Đ.31", "R25": "C04 Đ.31"},
        ready=_ready_to_archive,
        effect=_archived,
        bulk=True,
        mark="K",
        note="Chấp hành viên lập, thẩm tra viên kiểm tra, Thủ trưởng duyệt trong hàng chờ ký.",
    ),
)
