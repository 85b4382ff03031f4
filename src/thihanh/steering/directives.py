"""Directives: what somebody must do by a day, closed only on evidence and by somebody else."""

from datetime import date
from typing import Final

from thihanh.dossiers.kinds import Asked, Clock, Field, Kind, Step, Value, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.steering import evidence
from thihanh.steering.owners import owners

CODE: Final = "directive"
SORTS: Final = (
    Choice("task", "Nhiệm vụ theo kết luận"),
    Choice("plan", "Kế hoạch"),
    Choice("letter", "Công văn chỉ đạo"),
    Choice("emulation", "Kế hoạch thi đua"),
    Choice("training", "Kế hoạch tập huấn"),
    Choice("regulation", "Quy chế phối hợp"),
    Choice("drive_eligible", "Chuyên đề: có điều kiện trên 1 năm"),
    Choice("drive_large", "Chuyên đề: trên 20 tỷ đồng và 3 năm"),
    Choice("drive_credit", "Chuyên đề: án tín dụng, ngân hàng"),
    Choice("drive_corruption", "Chuyên đề: thu hồi tài sản tham nhũng, kinh tế"),
    Choice("praise", "Đề nghị khen thưởng"),
    Choice("sanction", "Đề nghị xử lý"),
)
SORT_LABELS: Final = {one.code: one.label for one in SORTS}
EVIDENCE: Final = (
    Choice("act", "tác nghiệp trên việc được giao"),
    Choice("paper", "văn bản đã phát hành"),
    Choice("figure", "số của một ấn bản"),
)
EVIDENCE_LABELS: Final = {one.code: one.label for one in EVIDENCE}
_SHORTEST_REASON: Final = 10
OPEN: Final = frozenset({"assigned", "doing"})
"""The states in which its owner still owes it."""
_ALIVE: Final = frozenset({"assigned", "doing", "reported"})


def _evidence_asked(dossier: Dossier | None) -> Value:
    return dossier.last("evidence") if dossier else None


_ONE_OF_THREE: Final = (
    Field("evidence_kind", "Chứng cứ nêu ra", "choice", choices=EVIDENCE, default=_evidence_asked),
    Field(
        "evidence_act",
        "Tác nghiệp trên việc liên quan",
        "choice",
        required=False,
        choices=evidence.acts_offered,
        hint="Khi chứng cứ là tác nghiệp; chỉ những tác nghiệp ghi sau khi giao",
    ),
    Field(
        "evidence_paper",
        "Số văn bản",
        "text",
        required=False,
        hint="Khi chứng cứ là văn bản, ví dụ: 12/QĐ-CTHADS",
    ),
    Field("evidence_edition", "Ấn bản số", "number", required=False, hint="Khi chứng cứ là số của ấn bản"),
    Field("evidence_figure", "Số trong ấn bản", "text", required=False, hint="Ví dụ: cases.rate"),
)


def _check_due(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    due = values["due"]
    if isinstance(due, date) and due < asked.on:
        raise Refusal("input", f"hạn {vn(due)} trước ngày giao {vn(asked.on)}; ghi lại hạn.", "due")


def _check_extend(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    due, before = values["due"], dossier.last("due") if dossier else None
    if isinstance(due, date) and isinstance(before, date) and due <= before:
        raise Refusal("input", f"hạn mới {vn(due)} phải sau hạn đang có {vn(before)}; ghi lại hạn.", "due")
    _check_reason(dossier, values, asked)


def _check_reason(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    if len(str(values["reason"])) < _SHORTEST_REASON:
        raise Refusal("input", f"lý do cần ít nhất {_SHORTEST_REASON} ký tự. Ghi rõ hơn.", "reason")


def _check_close(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Somebody other than who reported; evidence of the kind that was asked, and found."""
    assert dossier is not None
    _check_other(dossier, values, asked)
    evidence.check(dossier, values, asked)


def _check_other(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    reported = dossier.taken("report") if dossier else ()
    if reported and reported[-1].actor == asked.actor:
        raise Refusal(
            "policy",
            "người đã báo cáo thực hiện không tự xác nhận hoàn thành; chuyển cho người khác có thẩm quyền.",
        )


def _tags(values: Values) -> tuple[str, ...]:
    return (SORT_LABELS[str(values["sort"])],)


def _due_before(dossier: Dossier | None) -> Value:
    return dossier.last("due") if dossier else None


_NOT_BY_OWNER: Final = ("owner", "owner_officer")
_REASON: Final = Field("reason", "Lý do", "long")

DIRECTIVE: Final = Kind(
    code=CODE,
    label="Nhiệm vụ, chỉ đạo",
    object="directive",
    prefix="NV",
    group="steering",
    states={
        "assigned": "đã giao",
        "doing": "đang làm",
        "reported": "đã báo cáo",
        "done": "hoàn thành",
        "not_done": "không hoàn thành",
        "cancelled": "hủy",
    },
    ended=frozenset({"done", "not_done", "cancelled"}),
    body="owner_body",
    article="J05; D152 Đ.104",
    title=lambda values: str(values["title"]),
    tags=_tags,
    steps=(
        Step(
            "assign",
            "Giao nhiệm vụ",
            "giao",
            to="assigned",
            right="assign",
            fields=(
                Field("sort", "Loại", "choice", choices=SORTS),
                Field("title", "Việc phải làm", "text"),
                Field("content", "Nội dung", "long", required=False, longest=8_000),
                Field("owner_body", "Cơ quan chủ trì", "body", choices=owners),
                Field("owner_body_name", "Tên cơ quan, nếu cần rõ hơn", "text", required=False),
                Field(
                    "owner_officer",
                    "Người chủ trì (công chức của cơ quan)",
                    "officer",
                    required=False,
                    hint="Chọn người này cả ở mục người giữ hồ sơ, để người ấy báo cáo được",
                ),
                Field("owner_person", "Người chủ trì (cơ quan khác)", "text", required=False, personal=True),
                Field("matters", "Việc liên quan", "matters", required=False),
                Field("about", "Hồ sơ liên quan", "dossier", required=False),
                Field("deliverable", "Sản phẩm", "text"),
                Field("due", "Hạn", "date"),
                Field("evidence", "Chứng cứ phải có", "choice", choices=EVIDENCE),
                Field("point", "Điểm kết luận số", "number", required=False),
            ),
            check=_check_due,
        ),
        Step("start", "Bắt đầu làm", "bắt đầu", after=frozenset({"assigned"}), to="doing", right="report"),
        Step(
            "report",
            "Báo cáo thực hiện",
            "báo cáo",
            after=OPEN,
            to="reported",
            right="report",
            fields=(
                Field("result", "Kết quả", "long", longest=8_000),
                Field("files", "Tài liệu kèm theo", "files", required=False),
            ),
            outside=True,
        ),
        Step(
            "close",
            "Xác nhận hoàn thành",
            "xác nhận hoàn thành",
            after=_ALIVE,
            to="done",
            right="close",
            fields=(*_ONE_OF_THREE, Field("note", "Nhận xét", "text", required=False)),
            check=_check_close,
            not_by=_NOT_BY_OWNER,
        ),
        Step(
            "return",
            "Trả lại báo cáo",
            "trả lại",
            after=frozenset({"reported"}),
            to="doing",
            right="close",
            fields=(_REASON,),
            check=_check_reason,
            not_by=_NOT_BY_OWNER,
        ),
        Step(
            "extend",
            "Gia hạn",
            "gia hạn",
            after=_ALIVE,
            right="close",
            fields=(Field("due", "Hạn mới", "date", default=_due_before), _REASON),
            check=_check_extend,
            not_by=_NOT_BY_OWNER,
        ),
        Step(
            "remind",
            "Đôn đốc",
            "đôn đốc",
            after=_ALIVE,
            right="assign",
            fields=(Field("note", "Nội dung đôn đốc", "text"),),
        ),
        Step(
            "escalate",
            "Đưa ra Ban Chỉ đạo",
            "đưa ra Ban Chỉ đạo",
            after=_ALIVE,
            right="assign",
            fields=(_REASON,),
            check=_check_reason,
        ),
        Step(
            "fail",
            "Ghi không hoàn thành",
            "ghi không hoàn thành",
            after=_ALIVE,
            to="not_done",
            right="close",
            fields=(_REASON,),
            check=_check_reason,
            not_by=_NOT_BY_OWNER,
        ),
        Step(
            "cancel",
            "Hủy nhiệm vụ",
            "hủy",
            after=_ALIVE,
            to="cancelled",
            right="close",
            fields=(_REASON,),
            check=_check_reason,
            not_by=_NOT_BY_OWNER,
        ),
    ),
    clocks=(
        Clock(
            due="due",
            act="Hoàn thành nhiệm vụ được giao",
            starts=("assign", "extend", "return"),
            met=("report", "close", "fail", "cancel"),
            of="body",
        ),
    ),
)
