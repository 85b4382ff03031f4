"""What the file of a monitored judgment must hold (D71 Đ.14.7) and what is missing. Pure."""

from dataclasses import dataclass
from typing import Final

from thihanh.dossiers.life import Dossier, StepTaken
from thihanh.oversight.administrative_states import DONE

ARTICLE: Final = "D71 Đ.14.7"


@dataclass(frozen=True, slots=True)
class Content:
    """One item of the file: the steps that bring it; ``due`` says that by now it must be there."""

    label: str
    held: tuple[StepTaken, ...]
    due: bool

    @property
    def missing(self) -> bool:
        """Whether it should be there and is not."""
        return self.due and not self.held


#: Item → steps that bring it, steps any of which makes it due ("" is due from the first day).
_ITEMS: Final = (
    ("Bản án, quyết định của Tòa án", ("receive",), ("receive",)),
    ("Thông báo về việc tự nguyện thi hành án", ("notice",), ("delivered", "overdue", "compel_received")),
    (
        "Thông báo kết quả thi hành án",
        ("reported", "completion_reported"),
        ("voluntary_done", "performed", "overdue"),
    ),
    ("Quyết định buộc thi hành án hành chính", ("compel_received",), ("work_session", "publish")),
    ("Biên bản làm việc", ("work_session",), ("compel_received",)),
    ("Văn bản chỉ đạo của cơ quan cấp trên", ("superior_directed",), ("compel_received",)),
    ("Kiến nghị, quyết định xử lý trách nhiệm", ("recommend", "handled"), ("handled",)),
    ("Văn bản công khai, gỡ công khai", ("publish", "unpublish"), ("compel_received",)),
    (
        "Quyết định hoãn, tạm đình chỉ, hủy bản án",
        ("postpone", "suspend", "resume", "annul"),
        ("postpone", "suspend", "annul"),
    ),
    (
        "Tài liệu khác: yêu cầu, trả lời, giải thích bản án",
        ("asked_body", "answered", "explanation_asked", "explanation_answered"),
        (),
    ),
)


def contents(dossier: Dossier) -> tuple[Content, ...]:
    """The items of the file in the order of the decree; what is due and not there is ``missing``."""
    return tuple(
        Content(label, dossier.taken(*brought), bool(dossier.taken(*due)))
        for label, brought, due in _ITEMS
        if brought[0] != "work_session" or not _done_at_once(dossier)
    )


def _done_at_once(dossier: Dossier) -> bool:
    """Performed voluntarily: no session was ever due."""
    return dossier.state in DONE and not dossier.taken("compel_received")
