"""What the forms of a coercion day ask: the plan, the letter, costs, the check-list, the result."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from thihanh.coordination.bodies import catalogue
from thihanh.coordination.coercion_costs import OTHER, estimated
from thihanh.dossiers.kinds import Field, Value
from thihanh.dossiers.life import Dossier
from thihanh.law.coercion import COSTS, cost_name
from thihanh.law.lists import listed
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice

OUTCOMES: Final = (
    Choice("voluntary", "Tự nguyện thi hành vào phút cuối"),
    Choice("done", "Đã cưỡng chế"),
    Choice("stopped", "Dừng"),
)
RULINGS: Final = (
    Choice("proceed", "Tiến hành theo kế hoạch của cơ quan thi hành án; công an bảo vệ"),
    Choice("adjust", "Tiến hành sau khi điều chỉnh lực lượng, ngày giờ"),
    Choice("postpone", "Hoãn; vận động thêm"),
)
VIEWS: Final = (
    Choice("agreed", "Thống nhất"),
    Choice("partly", "Thống nhất một phần"),
    Choice("refused", "Không thống nhất"),
)
"""The three results of an answer (``duties.RESULTS``) as opinions of the police."""
_POLICE: Final = ("police_commune", "police_province")
_MOBILISERS: Final = ("ubnd_commune", "front", "veterans", "farmers", "women", "party_committee")
_NAMED: Final = 200


@lru_cache(maxsize=1)
def measures() -> tuple[Choice, ...]:
    """The coercive measures of the law."""
    return tuple(Choice(one.code, one.label) for one in listed("coercive_measures", "R25"))


@lru_cache(maxsize=1)
def checklist() -> tuple[Choice, ...]:
    """What is looked at before, during and after the day."""
    text = (Path(__file__).parent / "coercion_checklist.toml").read_text(encoding="utf-8")
    return tuple(Choice(one["code"], one["label"]) for one in tomllib.loads(text)["item"])


def _bodies(codes: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(code, catalogue()[code].name) for code in codes)


def _last(name: str, dossier: Dossier | None) -> Value:
    return dossier.last(name) if dossier else None


def when(dossier: Dossier | None) -> str:
    """Hour and day of the coercion in words."""
    planned, hour = _last("planned_on", dossier), _last("hour", dossier)
    return f"{hour} giờ ngày {vn(planned)}" if isinstance(planned, date) else ""


def _kept(field: Field) -> Field:
    """The field, begun with what was said last under its name."""
    return replace(field, default=lambda dossier: _last(field.name, dossier))


HOUR: Final = Field("hour", "Giờ bắt đầu", "number", hint="0–23; không cưỡng chế từ 22 giờ đến 06 giờ")
TIME: Final = Field("time", "Thời gian", "text", default=when)
MEASURE: Final = _kept(Field("measure", "Biện pháp cưỡng chế", "choice", choices=lambda _: measures()))
VENUE: Final = _kept(Field("venue", "Địa điểm", "text", longest=300))
BODY: Final = (
    _kept(Field("body", "Công an", "body", choices=lambda _: _bodies(_POLICE))),
    _kept(
        Field("body_name", "Tên cơ quan công an", "text", required=False, hint="Ví dụ: Công an xã Đông Hải")
    ),
)
PLAN: Final = (
    _kept(Field("method", "Phương án tiến hành", "long", required=False)),
    _kept(Field("forces", "Lực lượng, phương tiện", "long", required=False)),
    _kept(Field("roles", "Phân công: ai làm việc gì", "long", required=False)),
    _kept(Field("cost_estimate", "Dự trù chi phí", "money", required=False)),
)
OPEN: Final = (
    Field("matters", "Việc thi hành án", "matters", hint="một số quyết định thi hành án"),
    Field("person", "Người bị cưỡng chế", "text", personal=True, longest=_NAMED),
    Field("measure", "Biện pháp cưỡng chế", "choice", choices=lambda _: measures()),
    Field("planned_on", "Ngày cưỡng chế", "date"),
    HOUR,
    Field("venue", "Địa điểm", "text", longest=300),
    Field("force", "Có huy động lực lượng", "bool", required=False),
    Field("beneficiary", "Người bị cưỡng chế là đối tượng chính sách", "bool", required=False),
    Field(
        "urgent",
        "Phải cưỡng chế ngay, không lập kế hoạch (tẩu tán, hủy hoại tài sản)",
        "bool",
        required=False,
    ),
    *PLAN,
    Field("body", "Công an nơi cưỡng chế", "body", required=False, choices=lambda _: _bodies(_POLICE)),
    Field("body_name", "Tên cơ quan công an", "text", required=False, hint="Ví dụ: Công an xã Đông Hải"),
)
LETTER: Final = (
    *BODY,
    MEASURE,
    Field("result", "Kết quả thi hành đến nay", "long"),
    TIME,
    VENUE,
    Field("complexity", "Mức độ phức tạp", "long"),
    _kept(Field("forces", "Việc cần công an hỗ trợ", "long")),
    Field("people", "Số người đề nghị công an cử", "number"),
    Field("equipment", "Phương tiện, công cụ", "text", longest=300),
    Field("budget", "Kinh phí dự kiến", "money", default=lambda d: estimated(d) if d else None),
)
REQUEST: Final = (
    *BODY,
    MEASURE,
    TIME,
    VENUE,
    _kept(Field("forces", "Lực lượng đề nghị bảo vệ", "long")),
    Field(
        "sent_to", "Gửi kèm kế hoạch cho", "text", default=lambda _: "Viện kiểm sát, Ủy ban nhân dân cấp xã"
    ),
)
ANSWER: Final = (
    Field("result", "Ý kiến của công an", "choice", choices=VIEWS),
    Field("content", "Nội dung trả lời", "long", required=False, personal=True),
    Field("reason", "Lý do không thống nhất hoặc chưa đủ", "long", required=False, personal=True),
    Field("answered_by", "Người trả lời, chức vụ", "text", required=False, personal=True),
    Field("files", "Tệp kèm theo", "files", required=False),
)
RULING: Final = (
    Field("ruling", "Quyết định", "choice", choices=RULINGS),
    Field("content", "Nội dung chỉ đạo", "long"),
)
MEETING: Final = (
    Field("content", "Nội dung, ý kiến từng cơ quan, kết luận", "long"),
    Field("attendees", "Thành phần", "long", hint="mỗi người một dòng"),
    MEASURE,
)
NOTICE: Final = (
    MEASURE,
    TIME,
    VENUE,
    Field(
        "amount",
        "Dự trù chi phí do người phải thi hành án chịu",
        "money",
        default=lambda d: estimated(d) if d else None,
    ),
)
DIALOGUE: Final = (
    Field(
        "moment",
        "Lúc nào",
        "choice",
        choices=(
            Choice("before", "Trước buổi cưỡng chế"),
            Choice("during", "Tại buổi cưỡng chế, trước khi tiến hành"),
        ),
    ),
    Field("joined", "Cùng vận động", "many", required=False, choices=lambda _: _bodies(_MOBILISERS)),
    Field("content", "Nội dung đối thoại, vận động", "long", personal=True),
    Field(
        "attitude",
        "Kết quả",
        "choice",
        choices=(
            Choice("voluntary", "Nhận tự nguyện thi hành"),
            Choice("time", "Xin thêm thời gian"),
            Choice("refused", "Không chấp nhận"),
            Choice("absent", "Vắng mặt, không gặp được"),
        ),
    ),
)
CHECK: Final = (
    _kept(Field("items", "Đã xong", "many", required=False, choices=lambda _: checklist())),
    Field("note", "Ghi chú", "text", required=False, longest=300),
)
COST: Final = (
    *(Field(code, cost_name(code), "number", required=False, hint="số người nhân số ngày") for code in COSTS),
    Field(OTHER, "Chi khác theo chứng từ", "money", required=False),
    Field("other_words", "Chi khác gồm", "text", required=False, longest=300),
)
RESULT: Final = (
    Field("outcome", "Kết quả", "choice", choices=OUTCOMES),
    MEASURE,
    HOUR,
    Field("persuasion", "Vận động, thuyết phục tại chỗ", "long", required=False, personal=True),
    Field("content", "Diễn biến", "long"),
    Field("reason", "Lý do dừng", "long", required=False),
    Field("present", "Số người tham gia", "number"),
    Field("incidents", "Sự cố, chống đối", "long", required=False),
    Field("files", "Ảnh, biên bản", "files", required=False),
)
MOVE: Final = (
    Field("planned_on", "Ngày cưỡng chế mới", "date"),
    HOUR,
    Field("reason", "Lý do dời ngày", "long"),
)
