"""Inspections: the annual plan, an inspection with its team, what another body inspects (C04 Đ.21-25).

An examiner acts only with an assignment (D150 Đ.14.4): whoever samples, is given files or notes a finding is
of the team on that day, and no kin of a party. Until its conclusion is announced an inspection stands with
the agency and not with the office looked at (D150 Đ.14.4e).
"""

from datetime import date
from typing import Final

from thihanh.dossiers.kinds import Asked, Clock, Field, Kind, Step, Values
from thihanh.dossiers.life import Dossier
from thihanh.law import work_year
from thihanh.matters.asking import Choice, Refusal
from thihanh.oversight import inspection_rules as rules
from thihanh.oversight.control_points import choices as points

CODE: Final = "inspection"
SCOPES: Final = (
    Choice("comprehensive", "toàn diện"),
    Choice("thematic", "chuyên đề"),
    Choice("surprise", "đột xuất"),
    Choice("recheck", "phúc tra"),
)
LEVELS: Final = (
    Choice("self", "tự kiểm tra"),
    Choice("internal", "kiểm tra nội bộ"),
    Choice("subordinate", "kiểm tra cấp dưới"),
    Choice("joint", "kiểm tra liên ngành"),
)
STATES: Final = {
    "planned": "đã dự kiến",
    "opened": "đang kiểm tra",
    "concluded": "đã kết luận",
    "following": "đang theo dõi khắc phục",
    "closed": "đã kết thúc",
    "cancelled": "không tiến hành",
}
_RUNNING: Final = frozenset({"opened"})
_ANNOUNCED: Final = frozenset({"following"})
_CONTENT: Final = (
    ("aim", "Mục đích"),
    ("scope", "Phạm vi, đối tượng kiểm tra"),
    ("form", "Hình thức kiểm tra"),
    ("content", "Nội dung kiểm tra"),
    ("method", "Phương pháp tiến hành"),
    ("organisation", "Tổ chức thực hiện"),
)
"""What a plan says (C04 Đ.22.2)."""
_CONCLUSION: Final = (
    ("done", "Việc đã làm được"),
    ("not_done", "Việc chưa làm được, hạn chế"),
    ("causes", "Nguyên nhân"),
    ("remedies", "Biện pháp khắc phục, kiến nghị"),
)
"""What a conclusion says (C04 Đ.25)."""


def _long(name: str, label: str) -> Field:
    return Field(name, label, "long", longest=8_000)


def _check_year(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    first = values["year_from"]
    if isinstance(first, date) and first != date(work_year(first) - 1, 10, 1):
        raise Refusal("input", "năm công tác bắt đầu ngày 01/10. Ghi ngày 01/10 của năm.", "year_from")


PLAN: Final = Kind(
    code="inspection_plan",
    label="kế hoạch kiểm tra năm",
    object="inspection",
    prefix="KHKT",
    group="inspection",
    from_matter=False,
    states={"drafted": "đang lập", "approved": "đã duyệt", "sent": "đã gửi cấp trên"},
    ended=frozenset({"sent"}),
    steps=(
        Step(
            "prepare",
            "Lập kế hoạch kiểm tra",
            "lập",
            to="drafted",
            fields=(
                Field("year_from", "Năm công tác bắt đầu ngày", "date", hint="01/10"),
                _long("basis", "Căn cứ: kế hoạch năm, chỉ tiêu, kết quả trước, chỉ đạo"),
                *(_long(name, label) for name, label in _CONTENT),
            ),
            right="plan",
            check=_check_year,
            article="C04 Đ.22.2",
        ),
        Step(
            "approve",
            "Duyệt kế hoạch",
            "duyệt",
            after=frozenset({"drafted"}),
            to="approved",
            fields=(Field("document", "Số, ký hiệu văn bản", "text"),),
            right="conclude",
            not_by=("owner",),
            article="C04 Đ.22.3",
        ),
        Step(
            "send",
            "Gửi cơ quan cấp trên",
            "gửi",
            after=frozenset({"approved"}),
            to="sent",
            fields=(Field("sent_to", "Nơi nhận", "text"),),
            right="plan",
            article="C04 Đ.22.3",
        ),
    ),
    clocks=(Clock("KT-01", starts=("prepare",), met=("approve",), from_="year_from"),),
    title=lambda said: f"Kế hoạch kiểm tra năm công tác {rules.year_of(said)}",
    article="C04 Đ.22",
)

KIND: Final = Kind(
    code=CODE,
    label="cuộc kiểm tra",
    object="inspection",
    prefix="KT",
    group="inspection",
    from_matter=False,
    states=STATES,
    ended=frozenset({"closed", "cancelled"}),
    steps=(
        Step(
            "plan",
            "Dự kiến cuộc kiểm tra",
            "dự kiến",
            to="planned",
            fields=(
                Field("title", "Tên cuộc kiểm tra", "text"),
                Field("scope_kind", "Loại", "choice", choices=SCOPES),
                Field("level", "Hình thức", "choice", choices=LEVELS),
                Field("unit", "Đơn vị được kiểm tra", "unit"),
                Field("points", "Khâu kiểm soát được xem", "many", required=False, choices=points),
                Field("period_from", "Thời kỳ kiểm tra từ ngày", "date"),
                Field("period_to", "đến ngày", "date"),
                Field("year_plan", "Theo kế hoạch năm", "dossier", required=False),
                Field("rechecks", "Phúc tra cuộc kiểm tra", "dossier", required=False),
                Field("joint_with", "Cơ quan cùng kiểm tra", "text", required=False),
            ),
            right="plan",
            check=rules.check_plan,
            article="C04 Đ.22.1",
        ),
        Step(
            "open",
            "Quyết định kiểm tra",
            "mở",
            after=frozenset({"planned"}),
            to="opened",
            fields=(
                Field("content", "Nội dung quyết định", "long", default=rules.subject),
                Field("lead", "Trưởng đoàn", "officer"),
                Field("conclude_by", "Ngày cuối phải kết luận", "date"),
            ),
            right="plan",
            check=rules.check_last_day("conclude_by"),
            paper="QD-KIEM-TRA",
            signer="head",
            article="C04 Đ.22; D150 Đ.14.4",
        ),
        Step(
            "appoint",
            "Phân công thành viên đoàn",
            "phân công",
            after=_RUNNING,
            fields=(
                Field("member", "Thành viên", "officer"),
                Field("duty", "Nhiệm vụ", "text", required=False),
            ),
            right="assign",
            article="D150 Đ.14.4",
        ),
        Step(
            "excuse",
            "Thôi phân công thành viên",
            "thôi phân công",
            after=_RUNNING,
            fields=(Field("excused", "Thành viên", "officer"), Field("reason", "Lý do", "text")),
            right="assign",
            check=rules.check_excused,
        ),
        Step(
            "examine",
            "Giao hồ sơ để xem",
            "giao hồ sơ",
            after=_RUNNING,
            fields=(
                Field("examiner", "Người xem hồ sơ", "officer"),
                Field("matters", "Việc được xem", "matters"),
            ),
            check=rules.check_examine,
            article="D150 Đ.14.4",
        ),
        Step(
            "conclude",
            "Kết luận kiểm tra",
            "kết luận",
            after=_RUNNING,
            to="concluded",
            fields=(
                Field("content", "Cuộc kiểm tra", "long", default=rules.subject),
                Field(
                    "inspected_by",
                    "Bên tiến hành kiểm tra",
                    "text",
                    required=False,
                    hint="như ghi ở thông báo kết luận; bỏ trống là cơ quan",
                    default=rules.inspected_by,
                    longest=300,
                ),
                Field(
                    "counterpart",
                    "Đơn vị thực hiện kết luận",
                    "text",
                    required=False,
                    default=rules.unit_name,
                ),
                *(_long(name, label) for name, label in _CONCLUSION),
                Field(
                    "handling",
                    "Xử lý trách nhiệm",
                    "long",
                    required=False,
                    hint="không nêu tên; việc của từng người ghi ở hồ sơ vi phạm của công chức",
                ),
            ),
            check=rules.check_conclude,
            paper="TB-KL-KIEM-TRA",
            signer="head",
            article="C04 Đ.25",
        ),
        Step(
            "announce",
            "Gửi kết luận cho đơn vị",
            "gửi",
            after=frozenset({"concluded"}),
            to="following",
            fields=(
                Field("recipient", "Người đứng đầu đơn vị nhận kết luận", "officer"),
                Field("sent_to", "Nơi nhận khác", "text", required=False),
            ),
            right="assign",
            holder="recipient",
            article="C04 Đ.25",
        ),
        Step(
            "close",
            "Kết thúc theo dõi",
            "kết thúc",
            after=_ANNOUNCED,
            to="closed",
            right="verify",
            not_by=("owner",),
            check=rules.check_close,
            article="C04 Đ.25",
        ),
        Step(
            "cancel",
            "Không tiến hành",
            "bỏ",
            after=frozenset({"planned", "opened"}),
            to="cancelled",
            fields=(Field("reason", "Lý do", "text"),),
            right="conclude",
        ),
    ),
    clocks=(Clock(due="conclude_by", act="Kết luận kiểm tra", starts=("open",), met=("conclude",)),),
    tags=lambda said: (str(said.get("scope_kind")), str(said.get("level"))),
    kept_from=rules.not_yet_told,
    article="C04 Đ.22",
)

SESSION: Final = Kind(
    code="oversight_session",
    label="cuộc giám sát, kiểm sát của cơ quan khác",
    object="inspection",
    prefix="GSN",
    group="inspection",
    from_matter=False,
    states={
        "received": "đang diễn ra",
        "concluded": "đã có kết luận",
        "remedied": "đã khắc phục",
    },
    ended=frozenset({"remedied"}),
    steps=(
        Step(
            "receive",
            "Ghi nhận cuộc giám sát, kiểm sát",
            "ghi",
            to="received",
            fields=(
                Field("title", "Nội dung", "text"),
                Field(
                    "who",
                    "Của",
                    "choice",
                    choices=(
                        Choice("council", "Quốc hội, Hội đồng nhân dân"),
                        Choice("procuracy", "Viện kiểm sát (kiểm sát trực tiếp)"),
                        Choice("front", "Mặt trận Tổ quốc"),
                        Choice("ubnd", "Ủy ban nhân dân yêu cầu kiểm tra"),
                    ),
                ),
                Field("unit", "Đơn vị", "unit"),
            ),
            right="plan",
            article="L25 Đ.12, 15; D152 Đ.102",
        ),
        Step(
            "conclude",
            "Nhận kết luận",
            "ghi kết luận",
            after=frozenset({"received"}),
            to="concluded",
            fields=(
                Field("document", "Số, ký hiệu", "text"),
                _long("content", "Nội dung kết luận, kiến nghị"),
                Field("remedy_due", "Ngày cuối phải khắc phục", "date", required=False),
            ),
            right="plan",
        ),
        Step(
            "remedy",
            "Ghi kết quả khắc phục",
            "ghi khắc phục",
            after=frozenset({"concluded"}),
            to="remedied",
            fields=(Field("document_end", "Văn bản báo cáo khắc phục", "text"), _long("done", "Đã làm")),
            right="verify",
        ),
    ),
    clocks=(
        Clock(
            due="remedy_due",
            act="Khắc phục theo kết luận",
            starts=("conclude",),
            met=("remedy",),
            needs=("remedy_due",),
        ),
    ),
    tags=lambda said: (str(said.get("who")),),
)
