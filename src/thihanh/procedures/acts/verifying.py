"""Xác minh điều kiện thi hành án: by what means, what was asked, what was found, and asked of others.

A verification that finds a ground of «chưa có điều kiện» does not decide it: the decision is the head's
(``no_means``). One that finds means in a matter already decided so leads to «tiếp tục» the same way.
"""

from collections.abc import Sequence
from datetime import date

from thihanh.law import grounds
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake, StageChange, VerificationResult
from thihanh.matters.rules import FINDINGS
from thihanh.matters.states import label
from thihanh.matters.steps import StepRow
from thihanh.matters.terms import explained
from thihanh.procedures import inquiries, requesting
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.offers import from_law, label_of
from thihanh.procedures.remaining import OPEN
from thihanh.procedures.said import codes, flag, number, text

_UNCHANGED = "unchanged"
_GROUND_FOUND = "ground_found"
_MEANS = "in_progress"
_SHORTEST_FINDING = 10
#: Stages a verification starts from; while enforcement stands still nothing is verified.
_FROM = (OPEN - {"postponed", "suspended"}) | {"separate_register"}
_BEFORE_NOTICE = frozenset({"decided", "assigned"})
#: A matter decided «chưa có điều kiện» goes on only by a decision.
_DECIDED = frozenset({"no_means", "separate_register"})
#: Grounds whose finding is that nothing is left; the others are found while verification goes on.
_NOTHING_LEFT = frozenset({"N-1", "N-a"})


# Xác minh.


def results(case: Case) -> Sequence[Choice]:
    """What a verification may find on this case."""
    found = [Choice(code, label(code)) for code in FINDINGS if code not in ("no_means", "nothing_left")]
    return [
        *found,
        Choice(_GROUND_FOUND, "Có căn cứ chưa có điều kiện, sẽ trình quyết định"),
        Choice(_UNCHANGED, "Chưa kết luận hoặc không có gì mới"),
    ]


def grounds_of_no_means(case: Case) -> Sequence[Choice]:
    """The grounds of «chưa có điều kiện» of the law of the day."""
    return [
        Choice(one.code, f"{one.code} · {one.label}")
        for one in grounds(case.regime)
        if one.kind == "no_means"
    ]


def _occasion(case: Case) -> str:
    """The occasion that most likely calls for the verification."""
    if case.stage in _DECIDED:
        last = case.last_step("new_information", "verify")
        return "new_information" if last and last.code == "new_information" else "periodic"
    return "conflict" if case.steps_of("verify") else "first"


def _period_is_over(case: Case) -> None:
    _check_period_over(case, case.on)


def _check_verify(case: Case, values: Values) -> None:
    _check_period_over(case, case.day(values))
    if len(text(values, "content")) < _SHORTEST_FINDING:
        raise Refusal(
            "input",
            f"cần ghi kết quả thấy được, đủ để người kiểm tra hiểu (ít nhất {_SHORTEST_FINDING} ký tự).",
            "content",
        )
    result, ground = text(values, "result"), text(values, "ground_found")
    if result == _GROUND_FOUND and not ground:
        raise Refusal("law", "chọn căn cứ chưa có điều kiện mà kết quả xác minh chứng minh.", "ground_found")
    if result != _GROUND_FOUND and ground:
        raise Refusal(
            "input",
            "chỉ chọn căn cứ khi kết quả là có căn cứ chưa có điều kiện; bỏ trống căn cứ, hoặc chọn lại kết "
            "quả.",
            "ground_found",
        )
    if text(values, "occasion") == "first" and case.steps_of("verify"):
        first = case.steps_of("verify")[0]
        raise Refusal(
            "state",
            f"việc {case.number} đã xác minh lần đầu ngày {vn(first.on)}; chọn dịp xác minh khác.",
            "occasion",
        )
    if text(values, "occasion") == "periodic" and case.stage not in _DECIDED:
        raise Refusal(
            "state",
            f"việc {case.number} đang «{label(case.stage)}»; xác minh định kỳ chỉ có khi chưa có điều kiện. "
            "Chọn dịp xác minh khác.",
            "occasion",
        )


def _check_period_over(case: Case, day: date) -> None:
    """Raises Refusal while the debtor may still perform by himself; an interim measure waits for nothing."""
    if any(step.facts.get("interim_measure") for step in case.steps):
        return
    if case.stage in _BEFORE_NOTICE:
        raise Refusal(
            "state",
            f"việc {case.number} đang «{label(case.stage)}», quyết định chưa được thông báo hợp lệ nên chưa "
            "xác minh; chỉ biện pháp khẩn cấp tạm thời mới xác minh ngay. Ghi thông báo hợp lệ trước.",
        )
    running = case.term("DL-18")
    if running is None or running.due is None:
        return
    if day <= running.due:
        raise Refusal(
            "law",
            f"thời hạn tự nguyện thi hành án của việc {case.number} đến hết ngày {vn(running.due)} "
            f"({explained(running, case.calendar).article}) nên ngày {vn(day)} chưa xác minh. "
            "Xác minh sau ngày đó.",
            "on",
        )


def _verify(case: Case, values: Values) -> Intake:
    result, day = text(values, "result"), case.day(values)
    facts: dict[str, str | int | bool] = {
        "occasion": text(values, "occasion"),
        "means": text(values, "means"),
        "contents": ",".join(codes(values, "contents")),
        "result": result,
    }
    for name in ("conflicting", "address_unknown", "prison_over_2_years"):
        if flag(values, name):
            facts[name] = True
    if ground := text(values, "ground_found"):
        facts["ground_found"] = ground
    found = VerificationResult(
        day,
        label_of("verification_means", text(values, "means"), case),
        text(values, "content"),
        case.on,
    )
    return case.intake(
        stages=_stages(case, values, result),
        verifications=(found,),
        steps=(case.step("verify", values, counterpart=text(values, "place"), facts=facts),),
    )


def _stages(case: Case, values: Values, result: str) -> tuple[StageChange, ...]:
    """The stage that begins with the finding, if it is another."""
    if case.stage in _DECIDED or case.stage == "paused":
        return ()
    stage = {
        _UNCHANGED: case.stage,
        _GROUND_FOUND: "nothing_left" if text(values, "ground_found") in _NOTHING_LEFT else case.stage,
    }.get(result, result)
    if stage in _BEFORE_NOTICE or stage == "voluntary":
        stage = "verifying"
    if stage == case.stage:
        return ()
    return (case.to_stage(stage, values, asset_value=number(values, "asset_value")),)


# Thông tin mới, tiếp tục.


def _new_information(case: Case, values: Values) -> Intake:
    source = text(values, "source")
    facts: dict[str, str | int | bool] = {"source": source, "about": text(values, "about")}
    if source == "protest":
        facts["protest"] = True
    for name in ("common_property", "third_party_dispute", "sham_transaction"):
        if flag(values, name):
            facts[name] = True
    return case.intake(steps=(case.step("new_information", values, facts=facts),))


def means_found(case: Case) -> StepRow | None:
    """The verification that found means after the last decision «chưa có điều kiện»."""
    decided = case.last_of("no_means")
    if decided is None:
        return None
    found = [
        step
        for step in case.steps_of("verify")
        if step.facts.get("result") == _MEANS and step.on >= decided.on
    ]
    return found[-1] if found else None


def _means_were_found(case: Case) -> None:
    if case.stage in _DECIDED and means_found(case) is None:
        raise Refusal(
            "state",
            f"việc {case.number} chưa có kết quả xác minh nào thấy người phải thi hành án có điều kiện kể từ "
            "quyết định chưa có điều kiện. Xác minh và ghi kết quả «Có điều kiện» trước.",
        )


def _conditions_found(case: Case, values: Values) -> Intake:
    found = means_found(case)
    facts: dict[str, str | int | bool] = {"verification": str(found.id)} if found else {}
    return case.intake(
        stages=(case.to_stage("in_progress", values),),
        steps=(case.step("conditions_found", values, facts=facts),),
    )


_CONTENTS = Field(
    "contents", "Nội dung xác minh", "many", required=False, choices=from_law("verification_contents")
)

ACTS: tuple[Act, ...] = (
    Act(
        code="verify",
        label="Xác minh điều kiện thi hành án",
        verb="ghi kết quả xác minh",
        signer="officer",
        effect=_verify,
        ready=_period_is_over,
        check=_check_verify,
        articles={"R08": "L08 Đ.44", "R25": "L25 Đ.37"},
        fields=(
            Field(
                "occasion",
                "Dịp xác minh",
                "choice",
                choices=from_law("verification_occasions"),
                default=_occasion,
            ),
            Field("means", "Cách xác minh", "choice", choices=from_law("verification_means")),
            Field(
                "place",
                "Nơi xác minh",
                "text",
                required=False,
                hint="Cơ quan, xã, phường; không ghi tên người",
            ),
            _CONTENTS,
            Field("content", "Kết quả thấy được", "long"),
            Field("result", "Kết luận", "choice", choices=results),
            Field(
                "ground_found",
                "Căn cứ chưa có điều kiện thấy được",
                "choice",
                required=False,
                choices=grounds_of_no_means,
                hint="Chỉ khi kết luận là có căn cứ chưa có điều kiện",
            ),
            Field("asset_value", "Giá trị tài sản (đồng)", "money", required=False),
            Field("conflicting", "Kết quả khác với lần xác minh trước", "bool", required=False),
            Field("address_unknown", "Chưa xác định được địa chỉ", "bool", required=False),
            Field(
                "prison_over_2_years",
                "Đang chấp hành án phạt tù, còn từ 02 năm",
                "bool",
                required=False,
            ),
        ),
        stages=_FROM,
        paper="BB-XAC-MINH",
        meets=("DL-19", "DL-20", "DL-21", "DL-22"),
        starts=("DL-21", "DL-25"),
        legal_state="MT-4",
    ),
    Act(
        code="verify_request_sent",
        label="Yêu cầu cung cấp thông tin",
        verb="gửi yêu cầu cung cấp thông tin",
        signer="officer",
        effect=inquiries.asked,
        check=inquiries.check_asked,
        articles={"R08": "L08 Đ.44", "R25": "L25 Đ.37.6"},
        fields=(
            Field("holder", "Nơi giữ thông tin", "choice", choices=from_law("information_holders")),
            Field("counterpart", "Tên cơ quan, tổ chức", "text"),
            Field("party", "Thông tin về", "party"),
            _CONTENTS,
            Field("account_information", "Có thông tin tài khoản", "bool", required=False),
            Field("content", "Nội dung yêu cầu", "long"),
        ),
        stages=_FROM,
        paper="CV-YEU-CAU-TT",
        starts=("DL-23",),
        legal_state="MT-4",
        follows=requesting.sent,
    ),
    Act(
        code="verify_answer",
        label="Nhận trả lời về thông tin",
        verb="ghi trả lời",
        signer="officer",
        effect=inquiries.answered,
        check=inquiries.check_answer,
        ready=inquiries.request_waits,
        articles={"R08": "L08 Đ.44", "R25": "L25 Đ.37.6"},
        fields=(
            Field("request", "Trả lời văn bản", "choice", choices=inquiries.open_requests),
            Field("refused", "Từ chối cung cấp", "bool", required=False),
            Field("reason", "Lý do từ chối", "text", required=False, hint="Ngắn, không ghi tên người"),
        ),
        stages=_FROM | {"postponed", "suspended"},
        meets=("DL-23",),
        legal_state="MT-4",
        follows=requesting.answered,
    ),
    Act(
        code="verify_delegated",
        label="Ủy thác xác minh cho cơ quan thi hành án nơi khác",
        verb="trình ủy thác xác minh",
        signer="head",
        effect=inquiries.delegated,
        check=inquiries.check_delegated,
        articles={"R08": "D62 Đ.9.2", "R25": "D152 Đ.21.5"},
        fields=(
            Field("counterpart", "Cơ quan nhận", "agency"),
            _CONTENTS,
            Field(
                "real_estate_or_registered", "Bất động sản hoặc tài sản phải đăng ký", "bool", required=False
            ),
            Field("complex", "Vụ việc phức tạp", "bool", required=False),
            Field("account_information", "Có thông tin tài khoản", "bool", required=False),
        ),
        stages=_FROM,
        paper="CV-UY-THAC-XM",
        starts=("DL-24",),
        legal_state="MT-4",
    ),
    Act(
        code="verify_delegated_answer",
        label="Nhận kết quả ủy thác xác minh",
        verb="ghi kết quả ủy thác xác minh",
        signer="officer",
        effect=inquiries.delegated_answer,
        check=inquiries.check_delegated_answer,
        ready=inquiries.delegation_waits,
        articles={"R08": "D62 Đ.9.2", "R25": "D152 Đ.21.5"},
        fields=(
            Field("request", "Trả lời văn bản", "choice", choices=inquiries.open_delegations),
            Field("content", "Kết quả nhận được", "long"),
            Field("conflicting", "Kết quả khác với lần xác minh trước", "bool", required=False),
        ),
        stages=_FROM | {"postponed", "suspended"},
        meets=("DL-24",),
        legal_state="MT-4",
    ),
    Act(
        code="new_information",
        label="Nhận thông tin mới về điều kiện thi hành án",
        verb="ghi thông tin mới",
        signer="clerk",
        effect=_new_information,
        articles={"R08": "D62 Đ.9", "R25": "L25 Đ.38.2"},
        fields=(
            Field("source", "Nguồn", "choice", choices=from_law("information_sources")),
            Field(
                "about", "Về việc gì", "text", hint="Ngắn, ví dụ: thửa đất mới đăng ký; không ghi tên người"
            ),
            Field("common_property", "Tài sản chung cần xác định phần", "bool", required=False),
            Field("third_party_dispute", "Người thứ ba tranh chấp tài sản", "bool", required=False),
            Field("sham_transaction", "Giao dịch nhằm trốn tránh thi hành án", "bool", required=False),
        ),
        stages=OPEN | {"separate_register"},
        starts=("DL-20", "DL-22", "DL-27", "DL-32", "DL-33", "DL-34"),
        legal_state="MT-4",
        note="Ngày là ngày nhận thông tin; hạn xác minh tính từ ngày đó.",
    ),
    Act(
        code="conditions_found",
        label="Tiếp tục thi hành án khi có điều kiện",
        verb="trình tiếp tục thi hành án",
        signer="head",
        effect=_conditions_found,
        ready=_means_were_found,
        articles={"R08": "L08 Đ.44a", "R25": "L25 Đ.38.2"},
        fields=(Field("reason", "Lý do ghi trong quyết định", "long", required=False),),
        stages=_DECIDED,
        paper="QD-TIEP-TUC",
        register="11",
        meets=("DL-30",),
        starts=("DL-12", "DL-28"),
        legal_state="MT-5",
        bulk=True,
    ),
)
