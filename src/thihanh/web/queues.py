"""The queues of papers by the word in their address, and which papers of one a move on many is for."""

from dataclasses import dataclass

from thihanh.documents import queries
from thihanh.documents.rules import MOST_AT_ONCE
from thihanh.documents.states import OPEN
from thihanh.offices import queries as offices
from thihanh.web.page import PageRequest


@dataclass(frozen=True)
class Tab:
    """One queue: its papers' states, the right that shows it, the moves offered for many."""

    slug: str
    label: str
    states: tuple[str, ...]
    right: str
    moves: tuple[str, ...] = ()
    own: bool = False


TABS = (
    Tab("kiem-tra", "Cần kiểm tra", ("submitted",), "check", ("kiem-tra", "tra-lai")),
    Tab("cho-ky", "Chờ ký", ("checked",), "sign", ("ky", "tra-lai")),
    Tab("phat-hanh", "Cần phát hành", ("signed",), "issue", ("phat-hanh", "tra-lai")),
    Tab("cua-toi", "Tôi soạn", ("drafted", "returned", "recalled"), "draft", ("trinh", "bo"), own=True),
    Tab("dang-trinh", "Tôi đang trình", ("submitted", "checked", "signed"), "draft", ("rut-ve",), own=True),
    Tab("tat-ca", "Đang chờ", OPEN, "read"),
    Tab("da-phat-hanh", "Đã phát hành", ("issued",), "read"),
)


def reach_of(request: PageRequest, tab: Tab) -> offices.Reach:
    """Own drafts are found by their maker; everything else by the right of the queue."""
    return offices.reach(request.viewer, "paper", "read" if tab.own else tab.right, request.on)


def makers_of(request: PageRequest, tab: Tab) -> list[str]:
    """Whose papers the queue holds; none named where it holds everybody's."""
    return sorted(request.viewer.own_officers) if tab.own else []


def chosen(request: PageRequest) -> tuple[int, ...]:
    """The papers ticked, of the page, or of the whole queue."""
    scope = request.GET.get("pham-vi", "")
    if sent := request.POST.getlist("chon"):
        return _read(sent)
    if scope == "tat-ca":
        return _whole(request)
    return _read(request.GET.getlist("trang" if scope == "trang" else "chon"))


def _whole(request: PageRequest) -> tuple[int, ...]:
    tab = next((one for one in TABS if one.slug == request.GET.get("muc") and one.moves), None)
    if tab is None or not request.page.allows("paper", tab.right):
        return ()
    found = queries.queue(
        reach_of(request, tab), tab.states, makers=makers_of(request, tab), limit=MOST_AT_ONCE + 1
    )
    return tuple(row.id for row in found.rows)


def _read(sent: list[str]) -> tuple[int, ...]:
    return tuple(int(one) for one in sent[: MOST_AT_ONCE + 1] if one.isdecimal() and len(one) < 19)
