"""Refusals in words: which of the four questions said no, why, and what to do next."""

from dataclasses import dataclass

from thihanh.deadlines import Refused
from thihanh.matters import asking
from thihanh.matters.rules import StateRefused
from thihanh.offices.policy import Denied, refusal
from thihanh.offices.queries import Viewer

MAY = "ai được làm"
STATE = "trạng thái có cho phép không"
SEE = "ai được xem"
LAW = "pháp luật quy định gì"


@dataclass(frozen=True)
class Refusal:
    """What the no-permission page says."""

    question: str
    sentence: str
    advice: str

    @property
    def heading(self) -> str:
        """What the page is called: who, what state, which law, in the reader's words."""
        return _HEADINGS[self.question]

    @property
    def by_right(self) -> bool:
        """Whether the table of rights explains it."""
        return self.question == MAY


_HEADINGS = {
    MAY: "Không có quyền làm bước này",
    STATE: "Bước này chưa làm được",
    SEE: "Không có trong phạm vi được xem",
    LAW: "Pháp luật chưa cho làm bước này",
}
_ADVICE = {
    MAY: "Bảng Quyền ghi vai trò nào làm được. Nếu cần, đề nghị người đó làm hoặc người đứng đầu phân công.",
    STATE: "Hồ sơ của việc nêu trạng thái hiện tại và các bước làm được bây giờ.",
    LAW: "Trang Pháp luật có quy tắc và điều khoản.",
}


def of(exception: Exception) -> Refusal | None:
    """The refusal an exception stands for; nothing for any other failure."""
    if isinstance(exception, asking.Refusal):
        question = {"policy": MAY, "reach": SEE, "law": LAW}.get(exception.question, STATE)
        return Refusal(question, exception.sentence, _ADVICE.get(question, _ADVICE[STATE]))
    if isinstance(exception, Denied):
        return Refusal(MAY, exception.sentence, _ADVICE[MAY])
    if isinstance(exception, StateRefused):
        return Refusal(STATE, exception.sentence, _ADVICE[STATE])
    if isinstance(exception, Refused):
        return Refusal(LAW, str(exception), _ADVICE[LAW])
    return None


def not_granted(viewer: Viewer, object_: str, action: str) -> Denied:
    """The denial of a page that none of the viewer's roles may open at all."""
    return refusal(viewer.roles, object_, action, "own")
