"""A matter's history as plain facts, read once; every measure is a function of it.

Facts carry the day they took effect (``on``), the day the office entered them (``known_on``), and what they
correct (``replaces``; ``void`` takes the other back). ``as_known`` keeps the facts that stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol, TypeVar

MoneyKind = Literal["due", "collected", "terminated", "reduced", "delegated", "withdrawn", "amended"]


@dataclass(frozen=True, slots=True)
class Stage:
    """The stage a matter entered on a day. ``asset_value`` in đồng, where an unsold asset has one."""

    id: int
    on: date
    stage: str
    known_on: date
    ground: str = ""
    asset_value: int | None = None
    ordinal: int = 0
    replaces: int | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """The office and officer a matter was assigned to from a day."""

    id: int
    on: date
    office: str
    officer: str
    known_on: date
    ordinal: int = 0
    replaces: int | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag set or taken off on a day."""

    id: int
    on: date
    tag: str
    present: bool
    known_on: date
    ordinal: int = 0
    replaces: int | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """One posting in whole đồng; a reversal counts with the minus sign."""

    id: int
    on: date
    kind: MoneyKind
    amount: int
    known_on: date
    reversal: bool = False

    @property
    def signed(self) -> int:
        return -self.amount if self.reversal else self.amount


@dataclass(frozen=True, slots=True)
class MatterHistory:
    """Everything statistics needs to know about one matter."""

    matter_id: int
    agency: str
    decided_on: date
    kind: str
    judgment_id: int
    known_on: date
    stages: tuple[Stage, ...] = ()
    holdings: tuple[Holding, ...] = ()
    tags: tuple[Tag, ...] = ()
    money: tuple[Money, ...] = ()


class Correctable(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def on(self) -> date: ...
    @property
    def ordinal(self) -> int: ...
    @property
    def known_on(self) -> date: ...
    @property
    def replaces(self) -> int | None: ...
    @property
    def void(self) -> bool: ...


F = TypeVar("F", bound=Correctable)


def standing(facts: Iterable[F], known_on: date | None) -> tuple[F, ...]:
    """The facts that stand as known on a day, in order of effect: not void, not replaced by a known fact."""
    known = [fact for fact in facts if known_on is None or fact.known_on <= known_on]
    replaced = {fact.replaces for fact in known}
    kept = [fact for fact in known if not fact.void and fact.id not in replaced]
    return tuple(sorted(kept, key=lambda fact: (fact.on, fact.ordinal, fact.id)))


def as_known(history: MatterHistory, known_on: date | None = None) -> MatterHistory:
    """The history as the office's book showed it at the end of ``known_on`` (none: all that is known)."""
    money = tuple(
        sorted(
            (m for m in history.money if known_on is None or m.known_on <= known_on),
            key=lambda m: (m.on, m.id),
        )
    )
    return replace(
        history,
        stages=standing(history.stages, known_on),
        holdings=standing(history.holdings, known_on),
        tags=standing(history.tags, known_on),
        money=money,
    )


def known_by(histories: Sequence[MatterHistory], known_on: date | None) -> list[MatterHistory]:
    """The matters known on a day, each as known that day."""
    return [as_known(h, known_on) for h in histories if known_on is None or h.known_on <= known_on]
