"""Fields and clocks that the kinds of activity share."""

from collections.abc import Sequence
from typing import Final

from thihanh.dossiers.kinds import Clock, Field, FieldKind
from thihanh.matters.asking import Choice


def field(name: str, label: str, kind: FieldKind = "text", *, required: bool = True) -> Field:
    return Field(name, label, kind, required=required)


def choice(name: str, label: str, *choices: tuple[str, str]) -> Field:
    return Field(name, label, "choice", choices=tuple(Choice(*one) for one in choices))


def due(act: str, start: str, met: Sequence[str], name: str = "due") -> Clock:
    """A last day that a step set, where it set one."""
    return Clock(due=name, act=act, starts=(start,), met=tuple(met), needs=(name,))


FILES: Final = field("files", "Tài liệu kèm theo", "files", required=False)
MATTERS: Final = field("matters", "Việc liên quan", "matters", required=False)
OPEN: Final = frozenset({"open"})
