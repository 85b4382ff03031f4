"""Stages of a matter and which may follow which, as data.

A stage fact is the day a stage began; the next one ends it. The statistical bucket of a stage is law
(``law.buckets``), not a property of the stage; ``docs/states/matter.md`` draws both.
"""

from dataclasses import dataclass


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
    **{stop: _RUNNING | ENDS | _BEFORE_VERIFICATION for stop in ("postponed", "suspended", "paused")},
    # The separate register takes only matters decided chưa có điều kiện, and gives them back to enforcement.
    "separate_register": frozenset({"verifying", "in_progress", "no_means"}),
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
