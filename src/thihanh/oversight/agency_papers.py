"""What an agency asks for above and beside it: legal obstacles, letters and reports, means and premises.

The agency's own finance (budget, salaries, purchasing) is out of scope: ``resource`` records what was asked
for and what came of it, no accounts.
"""

from typing import Final

from thihanh.dossiers.kinds import Kind, Step
from thihanh.oversight.activity_fields import FILES, MATTERS, OPEN, choice, due, field

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
                field("title", "Vướng mắc"),
                field("rule", "Điều khoản vướng"),
                field("detail", "Diễn giải", "long"),
                MATTERS,
            ),
        ),
        Step(
            "propose",
            "Kiến nghị",
            "kiến nghị",
            after=frozenset({"open", "answered"}),
            to="proposed",
            fields=(
                field("proposal", "Nội dung kiến nghị", "long"),
                field("body", "Gửi", "body"),
                field("document", "Số văn bản"),
                field("due", "Đề nghị trả lời trước ngày", "date", required=False),
                FILES,
            ),
        ),
        Step(
            "answer",
            "Ghi trả lời",
            "ghi trả lời",
            after=frozenset({"proposed"}),
            to="answered",
            fields=(
                field("answer", "Trả lời", "long"),
                field("answer_document", "Số văn bản trả lời"),
                FILES,
            ),
        ),
        Step(
            "close",
            "Kết thúc",
            "kết thúc",
            after=frozenset({"open", "proposed", "answered"}),
            to="closed",
            fields=(field("reason", "Đã tháo gỡ thế nào, lý do kết thúc", "long"),),
        ),
    ),
    clocks=(due("Trả lời kiến nghị", "propose", ("answer",)),),
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
                field("title", "Trích yếu"),
                choice(
                    "sort",
                    "Loại",
                    ("report", "báo cáo"),
                    ("advice", "tham mưu, đề xuất chỉ đạo"),
                    ("answer", "trả lời"),
                ),
                field("body", "Gửi", "body"),
                field("due", "Phải gửi trước ngày", "date", required=False),
                MATTERS,
            ),
        ),
        Step(
            "send",
            "Ghi đã gửi",
            "ghi đã gửi",
            after=OPEN,
            to="sent",
            fields=(field("document", "Số, ký hiệu"), FILES),
        ),
        Step(
            "answer",
            "Ghi ý kiến chỉ đạo",
            "ghi ý kiến",
            after=frozenset({"sent"}),
            to="answered",
            fields=(
                field("answer", "Ý kiến chỉ đạo", "long"),
                field("answer_document", "Số văn bản"),
                FILES,
            ),
        ),
        Step("close", "Kết thúc", "kết thúc", after=frozenset({"sent", "answered"}), to="closed"),
    ),
    clocks=(due("Gửi văn bản", "begin", ("send",)),),
    body="body",
    tags=lambda said: (str(said.get("sort")),),
)


RESOURCE: Final = Kind(
    code="resource",
    label="đề nghị phương tiện, trụ sở, kho",
    object="activity",
    prefix="CSVC",
    from_matter=False,
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
                field("title", "Đề nghị"),
                choice(
                    "sort",
                    "Loại",
                    ("premises", "trụ sở, nơi làm việc"),
                    ("store", "kho"),
                    ("vehicle", "phương tiện"),
                    ("equipment", "trang thiết bị"),
                    ("people", "biên chế, nhân lực"),
                ),
                field("reason", "Lý do", "long"),
                field("body", "Gửi", "body"),
                field("document", "Số văn bản"),
                field("due", "Đề nghị trả lời trước ngày", "date", required=False),
            ),
        ),
        Step(
            "answer",
            "Ghi trả lời",
            "ghi trả lời",
            after=OPEN,
            to=lambda dossier, said: str(said["outcome"]),
            fields=(
                choice(
                    "outcome",
                    "Trả lời",
                    ("granted", "đáp ứng"),
                    ("partly", "một phần"),
                    ("refused", "không"),
                ),
                field("answer", "Nội dung", "long", required=False),
            ),
        ),
    ),
    clocks=(due("Trả lời đề nghị", "ask", ("answer",)),),
    body="body",
    tags=lambda said: (str(said.get("sort")),),
    note="Kinh phí, tiền lương, mua sắm của cơ quan không thuộc phạm vi phần mềm này.",
)


KINDS: Final = (OBSTACLE, LETTER, RESOURCE)
