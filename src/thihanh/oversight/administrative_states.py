"""The states HC-S1 to HC-S13 of a monitored judgment and where each step leads. Ours [I], the facts [S]."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from thihanh.dossiers.kinds import Values
from thihanh.dossiers.life import Dossier

STATES: Final[Mapping[str, str]] = {
    "received": "đã tiếp nhận",
    "noticed": "đã thông báo tự nguyện",
    "voluntary": "trong thời hạn tự nguyện",
    "done_voluntarily": "đã tự nguyện thi hành xong",
    "overdue": "quá hạn, chưa có quyết định buộc",
    "compelled": "có quyết định buộc thi hành",
    "worked": "đã làm việc",
    "directed": "cấp trên đã chỉ đạo",
    "recommended": "đã kiến nghị xử lý trách nhiệm",
    "handled": "đã xử lý trách nhiệm",
    "performed": "đã thi hành xong",
    "postponed": "hoãn, tạm đình chỉ",
    "annulled": "bản án bị hủy",
    "closed": "đã kết thúc theo dõi",
    "no_content": "không có nội dung phải thi hành",
}
NUMBERS: Final[Mapping[str, str]] = {code: f"HC-S{n}" for n, code in enumerate(STATES, 1) if n <= 13}

VOLUNTARY: Final = frozenset({"noticed", "voluntary"})
WITH_DECISION: Final = frozenset({"compelled", "worked", "directed", "recommended", "handled"})
PERFORMABLE: Final = WITH_DECISION | {"overdue"}
DONE: Final = frozenset({"done_voluntarily", "performed"})
LIVE: Final = frozenset({"received", *VOLUNTARY, *PERFORMABLE, "postponed"})
"""Where something is still to be performed."""

_ORDER: Final = ("compelled", "worked", "directed", "recommended", "handled")
_LEADS: Final[Mapping[str, str]] = {
    "notice": "noticed",
    "delivered": "voluntary",
    "voluntary_done": "done_voluntarily",
    "overdue": "overdue",
    "compel_received": "compelled",
    "work_session": "worked",
    "superior_directed": "directed",
    "recommend": "recommended",
    "handled": "handled",
    "performed": "performed",
    "postpone": "postponed",
    "suspend": "postponed",
    "annul": "annulled",
    "close": "closed",
}


def stands(steps: Iterable[str]) -> str:
    """The state a judgment with something to perform is in after these steps, the opening one first."""
    return _walked(steps)[0]


def leads(step: str) -> Callable[[Dossier | None, Values], str]:
    """Where a step leads, given what came before it; "" where it leaves the state as it is."""

    def to(before: Dossier | None, values: Values) -> str:
        codes = [one.step for one in before.steps] if before else []
        state, held, compelled = _walked(codes)
        return _next(step, state, held, compelled)

    return to


def _walked(steps: Iterable[str]) -> tuple[str, str, bool]:
    """The state, the state a postponement holds, whether a decision to compel exists."""
    state, held, compelled = "received", "", False
    for one in steps:
        found = _next(one, state, held, compelled)
        if found == "postponed":
            held = state
        state = found or state
        compelled = compelled or one == "compel_received"
    return state, held, compelled


def _next(step: str, state: str, held: str, compelled: bool) -> str:
    if step == "resume":
        return held
    target = _LEADS.get(step, "")
    if step == "work_session" and not compelled:
        return ""
    if step != "compel_received" and target in _ORDER and state in _ORDER:
        return target if _ORDER.index(target) > _ORDER.index(state) else ""
    return target
