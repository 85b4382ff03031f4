"""What else an agency does and is asked about: dissemination, legal aid, training, obstacles, mobilisation,
letters, requests for means; and violations of officials.

All but violations are read with the object «activity». Violations have an object of their own: heads read
them, colleagues do not, and whoever is concerned is kept from the file whatever the post (``kept_from``).
The agency's own finance (budget, salaries, purchasing) is out of scope: ``resource`` records what was asked
for and what came of it, no accounts.
"""

from collections.abc import Sequence
from typing import Final

from thihanh.dossiers.kinds import Asked, Choice, Clock, Field, FieldKind, Kind, Refusal, Step, Values
from thihanh.dossiers.life import Dossier


def _field(name: str, label: str, kind: FieldKind = "text", *, required: bool = True) -> Field:
    return Field(name, label, kind, required=required)


def _choice(name: str, label: str, *choices: tuple[str, str]) -> Field:
    return Field(name, label, "choice", choices=tuple(Choice(*one) for one in choices))


def _due(act: str, start: str, met: Sequence[str], name: str = "due") -> Clock:
    """A last day that a step set, where it set one."""
    return Clock(due=name, act=act, starts=(start,), met=tuple(met), needs=(name,))


_FILES: Final = _field("files", "Tài liệu kèm theo", "files", required=False)
_MATTERS: Final = _field("matters", "Việc liên quan", "matters", required=False)
_OPEN: Final = frozenset({"open"})

DISSEMINATION: Final = Kind(
    code="dissemination",
    label="phổ biến, giáo dục pháp luật",
    object="activity",
    prefix="PB",
    states={"open": "đã dự kiến", "done": "đã thực hiện", "dropped": "không thực hiện"},
    ended=frozenset({"done", "dropped"}),
    steps=(
        Step(
            "plan",
            "Dự kiến buổi phổ biến",
            "dự kiến",
            to="open",
            fields=(
                _field("title", "Nội dung"),
                _choice(
                    "manner",
                    "Hình thức",
                    ("meeting", "hội nghị, buổi nói chuyện"),
                    ("dialogue", "đối thoại với đương sự"),
                    ("media", "báo, đài, cổng thông tin"),
                    ("leaflet", "tờ gấp, niêm yết"),
                ),
                _field("audience", "Đối tượng"),
                _field("place", "Địa điểm, kênh", required=False),
                _field("due", "Ngày tổ chức", "date", required=False),
                _MATTERS,
            ),
        ),
        Step(
            "hold",
            "Ghi kết quả",
            "ghi kết quả",
            after=_OPEN,
            to="done",
            fields=(
                _field("people", "Số người tham dự, tiếp cận", "number"),
                _field("copies", "Số tài liệu phát", "number", required=False),
                _field("result", "Kết quả", "long", required=False),
                _FILES,
            ),
        ),
        Step("drop", "Không thực hiện", "bỏ", after=_OPEN, to="dropped", fields=(_field("reason", "Lý do"),)),
    ),
    clocks=(_due("Tổ chức buổi phổ biến", "plan", ("hold", "drop")),),
    tags=lambda said: (str(said.get("manner")),),
)

LEGAL_AID: Final = Kind(
    code="legal_aid",
    label="giới thiệu trợ giúp pháp lý",
    object="activity",
    prefix="TGPL",
    states={"open": "đã giới thiệu", "accepted": "được nhận trợ giúp", "refused": "không được nhận"},
    ended=frozenset({"accepted", "refused"}),
    steps=(
        Step(
            "refer",
            "Giới thiệu trợ giúp pháp lý",
            "giới thiệu",
            to="open",
            fields=(
                Field("person", "Người được giới thiệu", "text", personal=True, longest=200),
                _choice(
                    "ground",
                    "Thuộc diện",
                    ("poor", "hộ nghèo, cận nghèo"),
                    ("merit", "người có công"),
                    ("child", "trẻ em, người dưới 18 tuổi"),
                    ("ethnic", "người dân tộc thiểu số vùng khó khăn"),
                    ("disabled", "người khuyết tật, người già"),
                    ("other", "diện khác"),
                ),
                _field("subject", "Vấn đề cần trợ giúp"),
                _field("centre", "Nơi trợ giúp"),
                _field("due", "Đề nghị trả lời trước ngày", "date", required=False),
                _MATTERS,
            ),
        ),
        Step(
            "answer",
            "Ghi trả lời",
            "ghi trả lời",
            after=_OPEN,
            to=lambda dossier, said: str(said["outcome"]),
            fields=(
                _choice("outcome", "Trả lời", ("accepted", "nhận trợ giúp"), ("refused", "không nhận")),
                _field("note", "Ghi chú", "long", required=False),
            ),
        ),
    ),
    clocks=(_due("Trả lời giới thiệu", "refer", ("answer",)),),
    title=lambda said: str(said.get("subject") or ""),
    tags=lambda said: (str(said.get("ground")),),
)

TRAINING: Final = Kind(
    code="training",
    label="đào tạo, bồi dưỡng",
    object="activity",
    prefix="BD",
    states={
        "open": "đã dự kiến",
        "running": "đang ghi danh sách",
        "done": "đã tổ chức",
        "dropped": "không tổ chức",
    },
    ended=frozenset({"done", "dropped"}),
    steps=(
        Step(
            "plan",
            "Dự kiến lớp",
            "dự kiến",
            to="open",
            fields=(
                _field("title", "Nội dung"),
                _choice(
                    "subject",
                    "Loại",
                    ("profession", "chuyên môn, nghiệp vụ"),
                    ("ethics", "đạo đức, tác phong"),
                    ("law", "văn bản mới"),
                    ("digital", "chuyển đổi số"),
                    ("office", "quản lý, lãnh đạo"),
                ),
                _field("due", "Ngày tổ chức", "date"),
                _field("days", "Số ngày", "number", required=False),
                _field("teacher", "Giảng viên, đơn vị phối hợp", required=False),
            ),
        ),
        Step(
            "attend",
            "Ghi người tham dự",
            "ghi người tham dự",
            after=frozenset({"open", "running"}),
            to="running",
            fields=(
                _field("attendee", "Người tham dự", "officer"),
                _choice("mark", "Kết quả", ("attended", "tham dự"), ("passed", "đạt"), ("absent", "vắng")),
            ),
        ),
        Step(
            "hold",
            "Kết thúc lớp",
            "kết thúc",
            after=frozenset({"running"}),
            to="done",
            fields=(_field("result", "Đánh giá", "long", required=False), _FILES),
        ),
        Step(
            "drop",
            "Không tổ chức",
            "bỏ",
            after=_OPEN,
            to="dropped",
            fields=(_field("reason", "Lý do"),),
        ),
    ),
    clocks=(_due("Tổ chức lớp", "plan", ("hold", "drop")),),
    tags=lambda said: (str(said.get("subject")),),
)


def _check_violation(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    if values.get("official") == asked.actor:
        raise Refusal("policy", "không tự ghi hồ sơ vi phạm về mình. Chuyển người đứng đầu ghi.", "official")


VIOLATION: Final = Kind(
    code="violation",
    label="vi phạm của công chức",
    object="violation",
    prefix="VP",
    states={
        "open": "đang xem xét",
        "measured": "đã xử lý",
        "no_fault": "không có vi phạm",
        "closed": "đã kết luận trách nhiệm người đứng đầu",
    },
    ended=frozenset({"no_fault", "closed"}),
    steps=(
        Step(
            "record",
            "Ghi vụ việc",
            "ghi",
            to="open",
            fields=(
                Field("official", "Công chức", "officer", personal=True),
                Field("what", "Nội dung", "long", personal=True, longest=8_000),
                _choice(
                    "sort",
                    "Loại",
                    ("intent", "cố ý, vụ lợi"),
                    ("neglect", "thiếu tích cực, chậm trễ"),
                    ("procedure", "sai trình tự, thủ tục"),
                    ("discipline", "kỷ luật, kỷ cương"),
                ),
                _choice(
                    "source",
                    "Nguồn",
                    ("inspection", "kiểm tra"),
                    ("procuracy", "kiểm sát"),
                    ("complaint", "khiếu nại, tố cáo"),
                    ("other", "khác"),
                ),
                _field("due", "Xem xét xong trước ngày", "date"),
                _MATTERS,
            ),
            check=_check_violation,
        ),
        Step(
            "measure",
            "Ghi hình thức xử lý",
            "ghi xử lý",
            after=_OPEN,
            to=lambda dossier, said: "no_fault" if said["measure"] == "none" else "measured",
            fields=(
                _choice(
                    "measure",
                    "Hình thức",
                    ("none", "không có vi phạm"),
                    ("review", "kiểm điểm, rút kinh nghiệm"),
                    ("reprimand", "khiển trách"),
                    ("warning", "cảnh cáo"),
                    ("wage", "hạ bậc lương"),
                    ("demotion", "giáng chức, cách chức"),
                    ("dismissal", "buộc thôi việc"),
                    ("prosecution", "chuyển cơ quan điều tra"),
                ),
                _field("document", "Số quyết định"),
            ),
            not_by=("official",),
        ),
        Step(
            "answer_for",
            "Kết luận trách nhiệm người đứng đầu",
            "kết luận trách nhiệm",
            after=frozenset({"measured"}),
            to="closed",
            fields=(
                Field("head", "Người đứng đầu đơn vị", "officer", personal=True),
                _choice(
                    "responsibility",
                    "Trách nhiệm",
                    ("none", "không có"),
                    ("review", "kiểm điểm"),
                    ("discipline", "xử lý kỷ luật"),
                ),
                _field("reason", "Lý do", "long"),
            ),
            not_by=("official",),
        ),
    ),
    clocks=(_due("Xem xét vi phạm", "record", ("measure",)),),
    title=lambda said: "Vụ việc về công chức",
    tags=lambda said: (str(said.get("sort")), str(said.get("source"))),
    kept_from=lambda one: (str(one.values.get("official")),),
)

OBSTACLE: Final = Kind(
    code="obstacle",
    label="vướng mắc pháp luật",
    object="activity",
    prefix="VM",
    states={
        "open": "đã ghi",
        "proposed": "đã kiến nghị",
        "answered": "đã có trả lời",
        "closed": "đã tháo gỡ",
    },
    ended=frozenset({"closed"}),
    steps=(
        Step(
            "record",
            "Ghi vướng mắc",
            "ghi",
            to="open",
            fields=(
                _field("title", "Vướng mắc"),
                _field("rule", "Điều khoản vướng"),
                _field("detail", "Diễn giải", "long"),
                _MATTERS,
            ),
        ),
        Step(
            "propose",
            "Kiến nghị",
            "kiến nghị",
            after=frozenset({"open", "answered"}),
            to="proposed",
            fields=(
                _field("proposal", "Nội dung kiến nghị", "long"),
                _field("body", "Gửi", "body"),
                _field("document", "Số văn bản"),
                _field("due", "Đề nghị trả lời trước ngày", "date", required=False),
                _FILES,
            ),
        ),
        Step(
            "answer",
            "Ghi trả lời",
            "ghi trả lời",
            after=frozenset({"proposed"}),
            to="answered",
            fields=(
                _field("answer", "Trả lời", "long"),
                _field("answer_document", "Số văn bản trả lời"),
                _FILES,
            ),
        ),
        Step(
            "close",
            "Kết thúc",
            "kết thúc",
            after=frozenset({"open", "proposed", "answered"}),
            to="closed",
            fields=(_field("reason", "Đã tháo gỡ thế nào, lý do kết thúc", "long"),),
        ),
    ),
    clocks=(_due("Trả lời kiến nghị", "propose", ("answer",)),),
)

MOBILISATION: Final = Kind(
    code="mobilisation",
    label="vận động tự nguyện thi hành án",
    object="activity",
    prefix="VD",
    states={
        "open": "đang vận động",
        "voluntary": "tự nguyện thi hành",
        "partly": "tự nguyện một phần",
        "none": "không tự nguyện",
    },
    ended=frozenset({"voluntary", "partly", "none"}),
    steps=(
        Step(
            "ask",
            "Đề nghị vận động",
            "đề nghị",
            to="open",
            fields=(
                _field("title", "Nội dung vận động"),
                Field(
                    "body",
                    "Tổ chức vận động",
                    "choice",
                    choices=(
                        Choice("veterans", "Cựu chiến binh"),
                        Choice("farmers", "Nông dân"),
                        Choice("women", "Phụ nữ"),
                        Choice("front", "Mặt trận Tổ quốc"),
                    ),
                ),
                _field("place", "Xã, phường", required=False),
                Field("person", "Người được vận động", "text", required=False, personal=True, longest=200),
                _field("matters", "Việc", "matters"),
                _field("due", "Đề nghị báo kết quả trước ngày", "date", required=False),
            ),
        ),
        Step(
            "visit",
            "Ghi lần vận động",
            "ghi lần vận động",
            after=_OPEN,
            fields=(_field("note", "Diễn biến", "long"), _FILES),
        ),
        Step(
            "finish",
            "Ghi kết quả",
            "ghi kết quả",
            after=_OPEN,
            to=lambda dossier, said: str(said["outcome"]),
            fields=(
                _choice(
                    "outcome",
                    "Kết quả",
                    ("voluntary", "tự nguyện"),
                    ("partly", "một phần"),
                    ("none", "không"),
                ),
                _field("amount", "Số tiền đã tự nguyện", "money", required=False),
                _field("by_other", "Người khác thi hành thay", "bool", required=False),
            ),
        ),
    ),
    clocks=(_due("Báo kết quả vận động", "ask", ("finish",)),),
    body="body",
    tags=lambda said: (str(said.get("body")),),
)

LETTER: Final = Kind(
    code="letter",
    label="văn bản, báo cáo gửi Tỉnh ủy, Ủy ban nhân dân",
    object="activity",
    prefix="BC",
    states={"open": "đang chuẩn bị", "sent": "đã gửi", "answered": "đã có ý kiến", "closed": "đã kết thúc"},
    ended=frozenset({"closed"}),
    steps=(
        Step(
            "begin",
            "Bắt đầu văn bản",
            "bắt đầu",
            to="open",
            fields=(
                _field("title", "Trích yếu"),
                _choice(
                    "sort",
                    "Loại",
                    ("report", "báo cáo"),
                    ("advice", "tham mưu, đề xuất chỉ đạo"),
                    ("answer", "trả lời"),
                ),
                _field("body", "Gửi", "body"),
                _field("due", "Phải gửi trước ngày", "date", required=False),
                _MATTERS,
            ),
        ),
        Step(
            "send",
            "Ghi đã gửi",
            "ghi đã gửi",
            after=_OPEN,
            to="sent",
            fields=(_field("document", "Số, ký hiệu"), _FILES),
        ),
        Step(
            "answer",
            "Ghi ý kiến chỉ đạo",
            "ghi ý kiến",
            after=frozenset({"sent"}),
            to="answered",
            fields=(
                _field("answer", "Ý kiến chỉ đạo", "long"),
                _field("answer_document", "Số văn bản"),
                _FILES,
            ),
        ),
        Step("close", "Kết thúc", "kết thúc", after=frozenset({"sent", "answered"}), to="closed"),
    ),
    clocks=(_due("Gửi văn bản", "begin", ("send",)),),
    body="body",
    tags=lambda said: (str(said.get("sort")),),
)

RESOURCE: Final = Kind(
    code="resource",
    label="đề nghị phương tiện, trụ sở, kho",
    object="activity",
    prefix="CSVC",
    states={
        "open": "đã đề nghị",
        "granted": "được đáp ứng",
        "partly": "đáp ứng một phần",
        "refused": "không được đáp ứng",
    },
    ended=frozenset({"granted", "partly", "refused"}),
    steps=(
        Step(
            "ask",
            "Đề nghị",
            "đề nghị",
            to="open",
            fields=(
                _field("title", "Đề nghị"),
                _choice(
                    "sort",
                    "Loại",
                    ("premises", "trụ sở, nơi làm việc"),
                    ("store", "kho"),
                    ("vehicle", "phương tiện"),
                    ("equipment", "trang thiết bị"),
                    ("people", "biên chế, nhân lực"),
                ),
                _field("reason", "Lý do", "long"),
                _field("body", "Gửi", "body"),
                _field("document", "Số văn bản"),
                _field("due", "Đề nghị trả lời trước ngày", "date", required=False),
            ),
        ),
        Step(
            "answer",
            "Ghi trả lời",
            "ghi trả lời",
            after=_OPEN,
            to=lambda dossier, said: str(said["outcome"]),
            fields=(
                _choice(
                    "outcome",
                    "Trả lời",
                    ("granted", "đáp ứng"),
                    ("partly", "một phần"),
                    ("refused", "không"),
                ),
                _field("answer", "Nội dung", "long", required=False),
            ),
        ),
    ),
    clocks=(_due("Trả lời đề nghị", "ask", ("answer",)),),
    body="body",
    tags=lambda said: (str(said.get("sort")),),
    note="Kinh phí, tiền lương, mua sắm của cơ quan không thuộc phạm vi phần mềm này.",
)

KINDS: Final = (
    DISSEMINATION,
    LEGAL_AID,
    TRAINING,
    VIOLATION,
    OBSTACLE,
    MOBILISATION,
    LETTER,
    RESOURCE,
)
