"""How well a figure is known: every parameter and every day off carries one of these marks."""

from typing import Final, Literal, get_args

Mark = Literal["S", "S-secondary", "K", "I"]

MARKS: Final[tuple[Mark, ...]] = get_args(Mark)
MARK_MEANINGS: Final[dict[Mark, str]] = {
    "S": "thấy trong văn bản nguồn",
    "S-secondary": "thấy số liệu được trích lại ở nguồn khác",
    "K": "kiến thức nền, chưa tra được văn bản",
    "I": "cách hiểu của hệ thống",
}
_UNCONFIRMED: Final[dict[str, str]] = {
    "S": "",
    "S-secondary": "chưa kiểm chứng với Công báo (số liệu trích lại ở nguồn khác)",
    "K": "chưa kiểm chứng với Công báo",
    "I": "cách hiểu của hệ thống, chưa kiểm chứng với Công báo",
}


def unconfirmed(mark: str) -> str:
    """The words a reader must see beside a figure that is not confirmed; empty for mark S.

    Raises ``KeyError`` for a mark outside the list.
    """
    return _UNCONFIRMED[mark]


def checked_mark(value: object) -> Mark:
    """``value`` as a mark; raises ``ValueError`` when the reviewed file holds anything else."""
    if value not in MARKS:
        msg = f"unknown mark {value!r}"
        raise ValueError(msg)
    return value
