"""What an agency does beside its matters: dissemination, legal aid, training, mobilisation."""

from typing import Final

from thihanh.dossiers.kinds import Field, Kind, Step
from thihanh.matters.asking import Choice
from thihanh.oversight.activity_fields import FILES, MATTERS, OPEN, choice, due, field

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
                field("title", "Nội dung"),
                choice(
                    "manner",
                    "Hình thức",
                    ("meeting", "hội nghị, buổi nói chuyện"),
                    ("dialogue", "đối thoại với đương sự"),
                    ("media", "báo, đài, cổng thông tin"),
                    ("leaflet", "tờ gấp, niêm yết"),
                ),
                field("audience", "Đối tượng"),
                field("place", "Địa điểm, kênh", required=False),
                field("due", "Ngày tổ chức", "date", required=False),
                MATTERS,
            ),
        ),
        Step(
            "hold",
            "Ghi kết quả",
            "ghi kết quả",
            after=OPEN,
            to="done",
            fields=(
                field("people", "Số người tham dự, tiếp cận", "number"),
                field("copies", "Số tài liệu phát", "number", required=False),
                field("result", "Kết quả", "long", required=False),
                FILES,
            ),
        ),
        Step("drop", "Không thực hiện", "bỏ", after=OPEN, to="dropped", fields=(field("reason", "Lý do"),)),
    ),
    clocks=(due("Tổ chức buổi phổ biến", "plan", ("hold", "drop")),),
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
                choice(
                    "ground",
                    "Thuộc diện",
                    ("poor", "hộ nghèo, cận nghèo"),
                    ("merit", "người có công"),
                    ("child", "trẻ em, người dưới 18 tuổi"),
                    ("ethnic", "người dân tộc thiểu số vùng khó khăn"),
                    ("disabled", "người khuyết tật, người già"),
                    ("other", "diện khác"),
                ),
                field("subject", "Vấn đề cần trợ giúp"),
                field("centre", "Nơi trợ giúp"),
                field("due", "Đề nghị trả lời trước ngày", "date", required=False),
                MATTERS,
            ),
        ),
        Step(
            "answer",
            "Ghi trả lời",
            "ghi trả lời",
            after=OPEN,
            to=lambda dossier, said: str(said["outcome"]),
            fields=(
                choice("outcome", "Trả lời", ("accepted", "nhận trợ giúp"), ("refused", "không nhận")),
                field("note", "Ghi chú", "long", required=False),
            ),
        ),
    ),
    clocks=(due("Trả lời giới thiệu", "refer", ("answer",)),),
    title=lambda said: str(said.get("subject") or ""),
    tags=lambda said: (str(said.get("ground")),),
)


TRAINING: Final = Kind(
    code="training",
    label="đào tạo, bồi dưỡng",
    object="activity",
    prefix="BD",
    from_matter=False,
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
                field("title", "Nội dung"),
                choice(
                    "subject",
                    "Loại",
                    ("profession", "chuyên môn, nghiệp vụ"),
                    ("ethics", "đạo đức, tác phong"),
                    ("law", "văn bản mới"),
                    ("digital", "chuyển đổi số"),
                    ("office", "quản lý, lãnh đạo"),
                ),
                field("due", "Ngày tổ chức", "date"),
                field("days", "Số ngày", "number", required=False),
                field("teacher", "Giảng viên, đơn vị phối hợp", required=False),
            ),
        ),
        Step(
            "attend",
            "Ghi người tham dự",
            "ghi người tham dự",
            after=frozenset({"open", "running"}),
            to="running",
            fields=(
                field("attendee", "Người tham dự", "officer"),
                choice("mark", "Kết quả", ("attended", "tham dự"), ("passed", "đạt"), ("absent", "vắng")),
            ),
        ),
        Step(
            "hold",
            "Kết thúc lớp",
            "kết thúc",
            after=frozenset({"running"}),
            to="done",
            fields=(field("result", "Đánh giá", "long", required=False), FILES),
        ),
        Step(
            "drop",
            "Không tổ chức",
            "bỏ",
            after=OPEN,
            to="dropped",
            fields=(field("reason", "Lý do"),),
        ),
    ),
    clocks=(due("Tổ chức lớp", "plan", ("hold", "drop")),),
    tags=lambda said: (str(said.get("subject")),),
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
                field("title", "Nội dung vận động"),
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
                field("place", "Xã, phường", required=False),
                Field("person", "Người được vận động", "text", required=False, personal=True, longest=200),
                field("matters", "Việc", "matters"),
                field("due", "Đề nghị báo kết quả trước ngày", "date", required=False),
            ),
        ),
        Step(
            "visit",
            "Ghi lần vận động",
            "ghi lần vận động",
            after=OPEN,
            fields=(field("note", "Diễn biến", "long"), FILES),
        ),
        Step(
            "finish",
            "Ghi kết quả",
            "ghi kết quả",
            after=OPEN,
            to=lambda dossier, said: str(said["outcome"]),
            fields=(
                choice(
                    "outcome",
                    "Kết quả",
                    ("voluntary", "tự nguyện"),
                    ("partly", "một phần"),
                    ("none", "không"),
                ),
                field("amount", "Số tiền đã tự nguyện", "money", required=False),
                field("by_other", "Người khác thi hành thay", "bool", required=False),
            ),
        ),
    ),
    clocks=(due("Báo kết quả vận động", "ask", ("finish",)),),
    body="body",
    tags=lambda said: (str(said.get("body")),),
)


KINDS: Final = (DISSEMINATION, LEGAL_AID, TRAINING, MOBILISATION)
