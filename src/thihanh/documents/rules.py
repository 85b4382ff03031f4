"""What the state of a paper allows: ``check_…`` raises the sentence that the person at the page reads.

Who may is asked of the policy, who may sign of the powers (both in ``offices``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.documents.states import MOVES, label, may_follow
from thihanh.law.notation import vn
from thihanh.law.regimes import Regime
from thihanh.matters.rules import StateRefused
from thihanh.offices.policy import Denied
from thihanh.offices.reach import Viewer

SHORTEST_REASON = 10
LONGEST_REASON = 1_000
MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a paper stands, as its moves read it under lock; ``writers`` are all who ever wrote its text."""

    id: int
    kind: str
    name: str
    agency: str
    office: str
    officer: str
    matter_id: int | None
    act: str
    regime: Regime
    signer_kind: str
    state: str
    since: date
    maker: str
    checker: str
    signer: str
    moves: int
    writers: Sequence[str] = ()


def check_many(paper_ids: Iterable[int]) -> tuple[int, ...]:
    """The papers asked for, once each in order; raises StateRefused for none or too many."""
    ids = tuple(sorted(set(paper_ids)))
    if not ids:
        raise StateRefused("Trạng thái: chưa chọn văn bản nào. Hãy đánh dấu ít nhất một văn bản.")
    if len(ids) > MOST_AT_ONCE:
        raise StateRefused(
            f"Trạng thái: mỗi lần tối đa {MOST_AT_ONCE} văn bản, đang chọn {len(ids)}. "
            "Hãy chia thành nhiều lần."
        )
    return ids


def check_may_move(paper: Standing, move: str, on: date) -> None:
    """Raises StateRefused unless the paper's state and its last day allow the move."""
    if not may_follow(paper.state, move):
        raise StateRefused(
            f"Trạng thái: {paper.name} đang «{label(paper.state)}» từ {vn(paper.since)} nên không thể "
            f"«{MOVES[move].label}». {_next(paper.state)}"
        )
    if on < paper.since:
        raise StateRefused(
            f"Trạng thái: ngày {vn(on)} sớm hơn bước trước của {paper.name} ({vn(paper.since)}). "
            "Hãy kiểm tra lại ngày làm việc."
        )


def _next(state: str) -> str:
    if state == "issued":
        return "Văn bản đã phát hành; muốn đổi phải ra quyết định sửa đổi, thu hồi hoặc hủy."
    if state == "abandoned":
        return "Dự thảo đã bỏ; hãy soạn văn bản mới từ hồ sơ việc."
    return "Mở lại văn bản để xem đang chờ ai."


def check_reason(move: str, reason: str) -> str:
    """The reason as it will stand in the record; raises StateRefused where one is wanted and missing."""
    said = " ".join(reason.split())
    if MOVES[move].reasoned and len(said) < SHORTEST_REASON:
        raise StateRefused(
            "Dữ liệu: cần ghi lý do trả lại, đủ để người soạn sửa được "
            f"(ít nhất {SHORTEST_REASON} ký tự). Văn bản chưa bị trả lại."
        )
    if len(said) > LONGEST_REASON:
        raise StateRefused(f"Dữ liệu: lý do dài quá {LONGEST_REASON} ký tự. Hãy rút gọn.")
    return said


def check_other_hand(paper: Standing, move: str, by: Viewer) -> None:
    """Raises Denied where the maker would pass judgment on his own paper.

    Nobody checks or signs what he drafted or wrote anew himself (also in another's stead), nor signs what
    he checked himself. One exception: the head of the agency signs his own draft, since nobody stands above
    him to sign it; another has checked it.
    """
    mine = bool(by.officer) and by.officer in {paper.maker, paper.officer, *paper.writers}
    if move == "checked" and mine:
        raise Denied(
            f"Quyền: {paper.name} do chính bạn soạn hoặc thuộc việc bạn giữ, nên người khác phải kiểm tra. "
            "Hãy đề nghị Chấp hành viên trưởng hoặc thẩm tra viên khác."
        )
    if move != "signed":
        return
    if mine and "province_head" not in by.roles:
        raise Denied(
            f"Quyền: {paper.name} do chính bạn soạn hoặc thuộc việc bạn giữ, nên bạn không ký được. "
            "Hãy trình Trưởng THADS hoặc người được phân công khác ký."
        )
    if by.officer and by.officer == paper.checker:
        raise Denied(
            f"Quyền: bạn đã kiểm tra {paper.name} nên không tự ký được. "
            "Hãy trình Trưởng THADS hoặc người được phân công khác ký."
        )
