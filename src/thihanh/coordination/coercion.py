"""Buổi cưỡng chế: a day of coercion from its plan to its minutes, as a kind of dossier.

The plan of a matter («Kế hoạch cưỡng chế gửi phê duyệt») opens it, or takes its step «Kế hoạch» where it was
opened before; approving it here approves it on the matter. One act each, never two.
"""

from datetime import date
from typing import Final

from thihanh.coordination import coercion_fields as fields
from thihanh.coordination import coercion_rules as rules
from thihanh.dossiers.kinds import Clock, Field, Kind, Step, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.notation import vn

CODE: Final = "coercion_day"
DISAGREEMENT: Final = "công an chưa thống nhất"
FORCE: Final = "có huy động lực lượng"
ASKED: Final = frozenset({"asked", "referred"})
"""The states in which the police are to answer."""
PREPARED: Final = frozenset({"draft", "agreed", "planned", "approved"})
OPEN: Final = PREPARED | ASKED | {"disagreed"}
_STARTED: Final = ("open", "move")


def _title(values: Values) -> str:
    labels = {one.code: one.label for one in fields.measures()}
    measure = labels.get(str(values["measure"]), "")
    return f"{_day(values)}, {values['venue']}: {measure[:1].lower()}{measure[1:]}"


def _day(values: Values) -> str:
    day = values["planned_on"]
    return vn(day) if isinstance(day, date) else ""


def _marks(dossier: Dossier) -> tuple[str, ...]:
    """What tells a day from another at a glance."""
    disputed = (DISAGREEMENT,) if rules.is_disputed(dossier) else ()
    return (*disputed, FORCE) if rules.has_force(dossier) else disputed


COERCION_DAY: Final = Kind(
    code=CODE,
    label="buổi cưỡng chế",
    object="coercion",
    prefix="CC",
    group="coercion",
    states={
        "draft": "đang chuẩn bị",
        "asked": "chờ công an trả lời",
        "referred": "chờ công an cấp tỉnh trả lời",
        "disagreed": "công an chưa thống nhất",
        "agreed": "đã thống nhất, chờ kế hoạch",
        "planned": "kế hoạch chờ phê duyệt",
        "approved": "kế hoạch đã phê duyệt",
        "voluntary": "tự nguyện vào phút cuối",
        "done": "đã cưỡng chế",
        "stopped": "đã dừng",
        "cancelled": "đã hủy",
    },
    ended=frozenset({"voluntary", "done", "stopped", "cancelled"}),
    steps=(
        Step(
            "open",
            "Lập hồ sơ cưỡng chế",
            "lập hồ sơ",
            to="draft",
            fields=fields.OPEN,
            check=rules.check_open,
            article="L25 Đ.72",
        ),
        Step(
            "letter",
            "Trao đổi với công an",
            "trao đổi với công an",
            after=frozenset({"draft", "agreed", "planned"}),
            to="asked",
            fields=fields.LETTER,
            check=rules.check_letter,
            paper="CV-PHOI-HOP",
            signer="head",
            with_matter=True,
            article="D152 Đ.46.2",
        ),
        Step(
            "refer",
            "Công an cấp xã báo cáo cấp tỉnh",
            "ghi báo cáo công an cấp tỉnh",
            after=frozenset({"asked"}),
            to="referred",
            fields=(Field("content", "Nội dung báo cáo", "long", required=False, personal=True),),
            article="D152 Đ.46.3",
        ),
        Step(
            "answer",
            "Ghi trả lời của công an",
            "ghi trả lời của công an",
            after=ASKED | {"disagreed"},
            to=rules.after_answer,
            fields=fields.ANSWER,
            check=rules.check_answer,
            outside=True,
            article="D152 Đ.46.3",
        ),
        Step(
            "decide",
            "Trưởng Ban Chỉ đạo quyết định",
            "quyết định",
            after=frozenset({"disagreed"}),
            to=rules.after_ruling,
            fields=fields.RULING,
            right="decide",
            article="D152 Đ.46.4",
            note="Khi công an và cơ quan thi hành án không thống nhất, Trưởng Ban Chỉ đạo quyết định.",
        ),
        Step(
            "plan",
            "Kế hoạch cưỡng chế",
            "gửi kế hoạch",
            after=frozenset({"draft", "agreed"}),
            to="planned",
            fields=(
                Field("planned_on", "Ngày cưỡng chế", "date"),
                fields.HOUR,
                fields.VENUE,
                Field("force", "Có huy động lực lượng", "bool", required=False),
                Field("decision", "Quyết định cưỡng chế", "number", required=False, inner=True),
                *fields.PLAN,
            ),
            consequence=True,
            article="L25 Đ.72.6",
        ),
        Step(
            "detail",
            "Bổ sung kế hoạch",
            "bổ sung kế hoạch",
            after=PREPARED - {"approved"},
            fields=fields.PLAN,
            check=rules.check_told,
            article="L25 Đ.72.6",
        ),
        Step(
            "approve",
            "Phê duyệt kế hoạch",
            "phê duyệt",
            after=frozenset({"planned"}),
            to="approved",
            fields=(Field("content", "Ý kiến phê duyệt", "long", required=False),),
            check=rules.check_approval,
            right="approve",
            not_by=("owner",),
            article="L25 Đ.72.6",
        ),
        Step(
            "approval",
            "Kế hoạch đã được phê duyệt",
            "ghi phê duyệt",
            after=frozenset({"planned"}),
            to="approved",
            check=rules.check_approved,
            consequence=True,
            article="L25 Đ.72.6",
        ),
        Step(
            "request",
            "Gửi kế hoạch, đề nghị bảo vệ",
            "đề nghị bảo vệ",
            after=frozenset({"approved"}),
            fields=fields.REQUEST,
            check=rules.check_letter,
            paper="CV-BAO-VE-CC",
            signer="head",
            with_matter=True,
            article="D152 Đ.106.2",
        ),
        Step(
            "protection",
            "Nhận phương án bảo vệ",
            "ghi phương án bảo vệ",
            after=frozenset({"approved"}),
            fields=(
                Field("content", "Lực lượng, người chỉ huy", "long", personal=True),
                Field("files", "Phương án bảo vệ", "files", required=False),
            ),
            article="D152 Đ.46.6",
        ),
        Step(
            "estimate",
            "Dự trù chi phí",
            "dự trù chi phí",
            after=PREPARED,
            fields=fields.COST,
            check=rules.check_told,
            article="D152 Đ.84",
        ),
        Step(
            "notice",
            "Thông báo cưỡng chế và dự trù chi phí",
            "thông báo",
            after=frozenset({"planned", "approved"}),
            fields=fields.NOTICE,
            paper="TB-CUONG-CHE",
            signer="officer",
            with_matter=True,
            article="L25 Đ.72.7",
        ),
        Step(
            "meeting",
            "Họp phối hợp",
            "ghi họp phối hợp",
            after=frozenset({"agreed", "planned", "approved"}),
            fields=fields.MEETING,
            paper="BB-HOP-CC",
            signer="officer",
            with_matter=True,
            article="D152 Đ.47.3",
        ),
        Step(
            "dialogue",
            "Đối thoại, vận động",
            "ghi đối thoại, vận động",
            after=OPEN,
            fields=fields.DIALOGUE,
            mark="I",
            note="Trước và trong buổi cưỡng chế; cùng chính quyền, Mặt trận và các tổ chức thành viên.",
        ),
        Step(
            "check",
            "Ghi danh mục kiểm tra",
            "ghi danh mục",
            after=PREPARED,
            fields=fields.CHECK,
            check=rules.check_told,
            mark="I",
        ),
        Step(
            "result",
            "Ghi kết quả, lập biên bản",
            "ghi kết quả",
            after=PREPARED,
            to=lambda dossier, values: str(values["outcome"]),
            fields=fields.RESULT,
            check=rules.check_result,
            paper="BB-CUONG-CHE",
            signer="officer",
            with_matter=True,
            article="L25 Đ.72",
        ),
        Step(
            "costs",
            "Kê chi phí",
            "kê chi phí",
            after=frozenset({"voluntary", "done", "stopped"}),
            fields=fields.COST,
            check=rules.check_told,
            article="D152 Đ.84",
            note="Theo mức chi; quyết toán theo chứng từ ở phần chi phí.",
        ),
        Step(
            "move",
            "Dời ngày",
            "dời ngày",
            after=PREPARED,
            to=rules.after_move,
            fields=fields.MOVE,
            check=rules.check_move,
            mark="I",
            note="Kế hoạch đã phê duyệt phải phê duyệt lại cho ngày mới.",
        ),
        Step(
            "cancel",
            "Hủy buổi cưỡng chế",
            "hủy",
            after=OPEN,
            to="cancelled",
            fields=(Field("reason", "Lý do", "long"),),
            mark="I",
        ),
    ),
    clocks=(
        Clock(
            "DL-51",
            starts=_STARTED,
            met=("request",),
            from_="planned_on",
            event=True,
            needs=("force=True",),
        ),
        Clock("DL-52", starts=("letter",), met=("answer", "refer"), of="body"),
        Clock("DL-52", step="province_answer", starts=("refer",), met=("answer",), of="body"),
        Clock("DL-53", starts=("answer",), met=("plan", "approve", "approval"), needs=("result=agreed",)),
        *(
            Clock("DL-53", starts=("decide",), met=("plan", "approve", "approval"), needs=(f"ruling={one}",))
            for one in ("proceed", "adjust")
        ),
        Clock("DL-54", starts=("request",), met=("protection",), of="body"),
        Clock(
            "DL-54",
            step="plan_to_agency",
            starts=("request",),
            met=("protection",),
            from_="planned_on",
            event=True,
            of="body",
        ),
        Clock(
            "DL-55", starts=_STARTED, met=("meeting",), from_="planned_on", event=True, needs=("force=True",)
        ),
        Clock("DL-56", starts=_STARTED, met=("notice",), from_="planned_on", event=True),
    ),
    title=_title,
    body="body",
    marks=_marks,
    article="L25 Đ.72",
    note="Từ trao đổi với công an, kế hoạch, phê duyệt đến biên bản; ngày giờ cấm bị từ chối, nêu rõ vì sao.",
)
