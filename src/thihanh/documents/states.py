"""The states of a paper and the moves between them, as data.

drafted → submitted → checked → signed → issued; before issue it may be returned with a reason, recalled by
its maker, or abandoned. ``docs/states/paper.md`` draws the table.
"""

from dataclasses import dataclass
from typing import Literal

Turn = Literal["draft", "check", "sign", "issue"]
"""Whose turn it is, as the action of the policy's object ``paper``."""


@dataclass(frozen=True, slots=True)
class State:
    """One state: what it is called, and the right of whoever must act next ("" where nobody must)."""

    code: str
    label: str
    turn: Turn | Literal[""]

    @property
    def open(self) -> bool:
        """Whether somebody still has to act."""
        return self.turn != ""


@dataclass(frozen=True, slots=True)
class Move:
    """One move: what the button says, from where it leads where, whether it wants a reason.

    ``right`` is the action of the policy; "" means the right of whoever's turn it is.
    """

    code: str
    label: str
    before: frozenset[str]
    after: str
    right: Turn | Literal[""]
    reasoned: bool = False


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("drafted", "Dự thảo", "draft"),
        State("submitted", "Chờ kiểm tra", "check"),
        State("checked", "Chờ ký", "sign"),
        State("signed", "Chờ phát hành", "issue"),
        State("issued", "Đã phát hành", ""),
        State("returned", "Bị trả lại", "draft"),
        State("recalled", "Đã rút về", "draft"),
        State("abandoned", "Đã bỏ", ""),
    )
}
OPEN: tuple[str, ...] = tuple(state.code for state in STATES.values() if state.open)

_WITH_MAKER = frozenset({"drafted", "returned", "recalled"})
_UNDER_WAY = frozenset({"submitted", "checked", "signed"})

MOVES: dict[str, Move] = {
    move.code: move
    for move in (
        Move("drafted", "Soạn", frozenset(), "drafted", "draft"),
        Move("revised", "Sửa dự thảo", _WITH_MAKER, "drafted", "draft"),
        Move("submitted", "Trình", _WITH_MAKER, "submitted", "draft"),
        Move("checked", "Đồng ý trình ký", frozenset({"submitted"}), "checked", "check"),
        Move("returned", "Trả lại", _UNDER_WAY, "returned", "", reasoned=True),
        Move("signed", "Ký", frozenset({"checked"}), "signed", "sign"),
        Move("recalled", "Rút về", _UNDER_WAY, "recalled", "draft"),
        Move("abandoned", "Bỏ dự thảo", _WITH_MAKER, "abandoned", "draft"),
        Move("issued", "Phát hành", frozenset({"signed"}), "issued", "issue"),
    )
}


def may_follow(state: str, move: str) -> bool:
    """Whether the move is allowed in that state."""
    return state in MOVES[move].before


def label(state: str) -> str:
    """The Vietnamese name of a state."""
    return STATES[state].label
