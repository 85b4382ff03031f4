"""Stages of a matter and which may follow which, as data.

A stage fact is the day a stage began; the next one ends it. The statistical bucket of a stage is law
(``law.buckets``), not a property of the stage; ``docs/states/matter.md`` draws both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its Vietnamese label, whether it ends the matter, whether the law wants its ground named.

    Grounds are law: ``law.grounds`` holds those whose kind is the stage's code.
    """

    code: str
    label: str
    grounded: bool = False
    end: bool = False


_STAGES = (
    Stage("decided", "Đã ra quyết định"),
    Stage("assigned", "Đã phân công"),
    Stage("voluntary", "Trong thời hạn tự nguyện"),
    Stage("verifying", "Đang xác minh"),
    Stage("in_progress", "Có điều kiện – đang thi hành"),
    Stage("no_means", "Chưa có điều kiện", grounded=True),
    Stage("collateral_only", "Tài sản duy nhất bảo đảm nghĩa vụ khác"),
    Stage("asset_blocked", "Tài sản bị phong tỏa, không còn tài sản khác"),
    Stage("nothing_left", "Không còn tài sản, chưa có quyết định"),
    Stage("postponed", "Hoãn", grounded=True),
    Stage("suspended", "Tạm đình chỉ", grounded=True),
    Stage("paused", "Tạm dừng", grounded=True),
    Stage("trustee", "Đã chuyển quản tài viên"),
    Stage("asset_not_ready", "Tài sản chưa đủ điều kiện xử lý"),
    Stage("exhibit_waiting", "Vật chứng chờ cơ quan nhận"),
    Stage("plan_waiting", "Kế hoạch cưỡng chế chờ phê duyệt"),
    Stage("unsold_after_second_cut", "Đấu giá không thành sau lần giảm giá thứ hai"),
    Stage("separate_register", "Sổ theo dõi riêng"),
    Stage("done", "Thi hành xong", end=True),
    Stage("terminated", "Đình chỉ", grounded=True, end=True),
    Stage("other_ending", "Kết thúc khác", grounded=True, end=True),
    Stage("delegated", "Ủy thác", end=True),
    Stage("withdrawn", "Thu hồi, hủy", end=True),
)
STAGES: dict[str, Stage] = {stage.code: stage for stage in _STAGES}
BY_LABEL: dict[str, str] = {stage.label: stage.code for stage in _STAGES}
ENDS = frozenset(stage.code for stage in _STAGES if stage.end)

_BEFORE_VERIFICATION = frozenset({"decided", "assigned", "voluntary"})
# While it is enforced, a matter may move to any of these and back.
_RUNNING = frozenset(
    stage.code
    for stage in _STAGES
    if not stage.end and stage.code not in _BEFORE_VERIFICATION and stage.code != "separate_register"
)

_AFTER: dict[str, frozenset[str]] = {
    "decided": frozenset({"assigned", "voluntary"}) | _RUNNING | ENDS,
    "assigned": frozenset({"voluntary"}) | _RUNNING | ENDS,
    "voluntary": _RUNNING | ENDS,
    # After a stop the matter goes back to where it stood, even before the end of the voluntary period.
    **dict.fromkeys(("postponed", "suspended", "paused"), _RUNNING | ENDS | _BEFORE_VERIFICATION),
    # The separate register takes only matters decided chưa có điều kiện, and gives them back to enforcement;
    # what a court waives, or a debtor who left nothing takes along, ends there though no means were found.
    "separate_register": frozenset(
        {"verifying", "in_progress", "no_means", "done", "terminated", "withdrawn"}
    ),
}


def may_follow(before: str, after: str) -> bool:
    """Whether ``after`` may begin while ``before`` holds; nothing follows an end."""
    if before in ENDS:
        return False
    if after == "separate_register":
        return before == "no_means"
    return after in _AFTER.get(before, _RUNNING | ENDS)


def label(code: str) -> str:
    """The Vietnamese name of a stage."""
    return STAGES[code].label


VOLUNTARY = "voluntary"
VOLUNTARY_PERIOD = "DL-18"
"""The rule whose last day ends the stage without anybody's act; the next fact says what followed."""


def label_on(code: str, voluntary_until: date | None, day: date) -> str:
    """The name of a stage on a day. ``voluntary_until``: the last day of the voluntary period, if one runs.

    Statistics count the recorded stage: what holds after the period is stated by the verification.
    """
    if code == VOLUNTARY and voluntary_until is not None and voluntary_until < day:
        return f"Hết thời hạn tự nguyện từ {voluntary_until + timedelta(days=1):%d/%m/%Y}, chờ xác minh"
    return label(code)


@dataclass(frozen=True, slots=True)
class LegalState:
    """A state of the procedure law: when it is entered, where it leads, which document proves it.

    A stage is what statistics count; a legal state is the stage with the last step taken in it.
    """

    code: str
    label: str
    entered: str
    leads_to: tuple[str, ...]
    document: str


_LEGAL_STATES = (
    LegalState("IN-1", "Đã nhận bản án", "vào sổ nhận bản án", ("IN-2", "MT-1"), "Sổ 01"),
    LegalState("IN-2", "Đã nhận yêu cầu", "có phiếu nhận yêu cầu", ("IN-3", "IN-4", "MT-1"), "Sổ 02"),
    LegalState("IN-3", "Chờ bổ sung yêu cầu", "thông báo còn thiếu nội dung", ("IN-2", "IN-4"), "Thông báo"),
    LegalState("IN-4", "Từ chối yêu cầu", "có căn cứ từ chối", (), "Thông báo từ chối"),
    LegalState(
        "MT-1", "Đã ra quyết định thi hành án", "quyết định phát hành", ("MT-2",), "Quyết định; sổ 03"
    ),
    LegalState("MT-2", "Đã phân công, lập hồ sơ", "phân công", ("MT-3",), "Phân công; bìa hồ sơ"),
    LegalState(
        "MT-3",
        "Trong thời hạn tự nguyện",
        "thông báo hợp lệ quyết định",
        ("MT-4", "MT-30"),
        "Biên bản tống đạt",
    ),
    LegalState(
        "MT-4", "Đang xác minh", "hết thời hạn tự nguyện", ("MT-5", "MT-20", "MT-41"), "Biên bản xác minh"
    ),
    LegalState(
        "MT-5",
        "Có điều kiện – đang thi hành",
        "thấy tài sản, thu nhập",
        ("MT-6", "MT-7", "MT-30"),
        "Kết quả xác minh",
    ),
    LegalState(
        "MT-6", "Đã áp dụng biện pháp bảo đảm", "quyết định bảo đảm", ("MT-7", "MT-5"), "Quyết định; sổ 14"
    ),
    LegalState(
        "MT-7", "Đã ra quyết định cưỡng chế", "quyết định cưỡng chế", ("MT-8", "MT-9"), "Quyết định; sổ 15"
    ),
    LegalState("MT-8", "Chờ phê duyệt kế hoạch cưỡng chế", "trình kế hoạch", ("MT-9",), "Kế hoạch"),
    LegalState("MT-9", "Đã kê biên, cưỡng chế", "biên bản kê biên", ("MT-10",), "Biên bản"),
    LegalState("MT-10", "Thẩm định giá", "hợp đồng thẩm định giá", ("MT-11",), "Hợp đồng, chứng thư"),
    LegalState("MT-11", "Đấu giá", "hợp đồng đấu giá", ("MT-12", "MT-13"), "Sổ 17"),
    LegalState(
        "MT-12", "Đấu giá không thành", "thông báo không thành", ("MT-11", "MT-5"), "Quyết định giảm giá"
    ),
    LegalState(
        "MT-13", "Đấu giá thành, chờ nộp tiền", "biên bản đấu giá", ("MT-14", "MT-11"), "Kết quả đấu giá"
    ),
    LegalState(
        "MT-14",
        "Đã nộp đủ tiền, chờ giao tài sản",
        "người mua nộp đủ",
        ("MT-15",),
        "Quyết định giao tài sản",
    ),
    LegalState("MT-15", "Đã giao, chờ thanh toán", "biên bản giao", ("MT-43",), "Chứng từ chi trả"),
    LegalState(
        "MT-20",
        "Chưa có điều kiện",
        "quyết định chưa có điều kiện",
        ("MT-5", "MT-21", "MT-44"),
        "Quyết định; sổ 11, 20",
    ),
    LegalState("MT-21", "Sổ theo dõi riêng", "đủ thời gian và lần xác minh", ("MT-5",), "Sổ 20"),
    LegalState("MT-30", "Hoãn", "quyết định hoãn", ("MT-33",), "Quyết định; sổ 09"),
    LegalState("MT-31", "Tạm đình chỉ", "quyết định hoặc thông báo", ("MT-33", "MT-40"), "Sổ 09"),
    LegalState("MT-32", "Tạm dừng", "khiếu nại, tố cáo, sự kiện", ("MT-33",), "Thông báo"),
    LegalState("MT-33", "Tiếp tục", "căn cứ dừng không còn", ("MT-4", "MT-5"), "Quyết định; sổ 09"),
    LegalState(
        "MT-34",
        "Tài sản chưa xử lý được, chờ nhận vật chứng, đã chuyển quản tài viên",
        "sự kiện của Phụ lục Nghị định",
        ("MT-5",),
        "Thông báo",
    ),
    LegalState("MT-40", "Đình chỉ", "quyết định đình chỉ", ("MT-50",), "Quyết định; sổ 10"),
    LegalState(
        "MT-41", "Ủy thác", "quyết định ủy thác, thu hồi quyết định", ("MT-50",), "Quyết định; sổ 05, 06"
    ),
    LegalState(
        "MT-42", "Thu hồi, hủy quyết định", "quyết định thu hồi, hủy", ("MT-50",), "Quyết định; sổ 04"
    ),
    LegalState("MT-43", "Thi hành xong", "đã thực hiện hết", ("MT-50",), "Chứng từ, biên lai"),
    LegalState("MT-44", "Kết thúc khác", "một trường hợp của Nghị định", ("MT-50",), "Thông báo"),
    LegalState("MT-50", "Lưu trữ", "thẩm tra viên kiểm tra, người đứng đầu duyệt", (), "Sổ 21"),
)
LEGAL_STATES: dict[str, LegalState] = {state.code: state for state in _LEGAL_STATES}

#: The state that a stage is, before the steps taken in it are looked at.
STATE_OF_STAGE: dict[str, str] = {
    "decided": "MT-1",
    "assigned": "MT-2",
    "voluntary": "MT-3",
    "verifying": "MT-4",
    "in_progress": "MT-5",
    "no_means": "MT-20",
    "collateral_only": "MT-5",
    "asset_blocked": "MT-5",
    "nothing_left": "MT-5",
    "postponed": "MT-30",
    "suspended": "MT-31",
    "paused": "MT-32",
    "trustee": "MT-34",
    "asset_not_ready": "MT-34",
    "exhibit_waiting": "MT-34",
    "plan_waiting": "MT-8",
    "unsold_after_second_cut": "MT-12",
    "separate_register": "MT-21",
    "done": "MT-43",
    "terminated": "MT-40",
    "other_ending": "MT-44",
    "delegated": "MT-41",
    "withdrawn": "MT-42",
}
#: Where a running matter stands after the last of these steps.
STATE_AFTER_STEP: dict[str, str] = {
    "conditions_found": "MT-5",
    "secure": "MT-6",
    "secure_lifted": "MT-5",
    "coerce": "MT-7",
    "plan_approved": "MT-7",
    "seize": "MT-9",
    "value_contract": "MT-10",
    "value_result": "MT-10",
    "auction_contract": "MT-11",
    "auction_failed": "MT-12",
    "price_reduced": "MT-12",
    "auction_won": "MT-13",
    "buyer_paid": "MT-14",
    "delivered": "MT-15",
    "resume": "MT-33",
}
#: What has become of a judgment received or of a request, by its last event.
STATE_OF_INTAKE: dict[str, str] = {
    "judgment_received": "IN-1",
    "received": "IN-2",
    "supplemented": "IN-2",
    "supplement_asked": "IN-3",
    "refused": "IN-4",
    "accepted": "MT-1",
}
_ARCHIVED = "archive"
_MOVING = frozenset({"verifying", "in_progress"})


def legal_state(stage: str, steps: Sequence[str]) -> str:
    """The legal state: the stage that holds, with the steps (codes, oldest first) taken so far."""
    if stage in ENDS:
        return "MT-50" if _ARCHIVED in steps else STATE_OF_STAGE[stage]
    if stage in _MOVING:
        for code in reversed(steps):
            if code in STATE_AFTER_STEP:
                found = STATE_AFTER_STEP[code]
                return STATE_OF_STAGE[stage] if found == "MT-5" else found
    return STATE_OF_STAGE[stage]
