"""Which row of a file is which fact already in the record: same, changed, new, missing, kept by hand."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, NamedTuple, TypeVar

Value = tuple[object, ...]
Level = Callable[[Value, str], Hashable]


class Old(NamedTuple):
    """A fact in the record. ``value`` is what rows are compared by; ``successor`` replaced it.

    ``source`` is "" for what was written by hand in the product; ``void`` only takes another fact back.
    """

    id: int
    value: Value
    source: str
    known_on: date
    ordinal: int = 0
    successor: int | None = None
    void: bool = False


_N = TypeVar("_N")


@dataclass(frozen=True, slots=True)
class New(Generic[_N]):
    """A row of the file, with the same kind of ``value`` and its own ``source``."""

    row: _N
    value: Value
    source: str


@dataclass(slots=True)
class Matched(Generic[_N]):
    """What a file means for the facts of one kind of one matter."""

    same: list[tuple[Old, New[_N]]] = field(default_factory=list)
    changed: list[tuple[Old, New[_N]]] = field(default_factory=list)
    added: list[New[_N]] = field(default_factory=list)
    missing: list[Old] = field(default_factory=list)
    by_hand: list[tuple[Old, New[_N]]] = field(default_factory=list)
    left: list[Old] = field(default_factory=list)


def match(old: Sequence[Old], new: Sequence[New[_N]], levels: Sequence[Level]) -> Matched[_N]:
    """Pair rows with facts: equal ones first, then those a person corrected, then level by level.

    A fact that a person corrected in the product is not turned back by a file that still has the old value.
    """
    found: Matched[_N] = Matched()
    live = [fact for fact in old if fact.successor is None and not fact.void]
    live, rest = _pair(live, list(new), lambda value, _: value, found.same)
    live, rest = _corrected_by_hand(old, live, rest, found)
    for level in levels:
        live, rest = _pair(live, rest, level, found.changed)
    found.added = rest
    found.missing = [fact for fact in live if fact.source]
    found.left = live
    return found


def _pair(
    live: list[Old], new: list[New[_N]], level: Level, into: list[tuple[Old, New[_N]]]
) -> tuple[list[Old], list[New[_N]]]:
    """Pair facts and rows with the same key, in order; returns what stays single."""
    if not live or not new:
        return live, new
    waiting: dict[Hashable, list[Old]] = defaultdict(list)
    for fact in live:
        waiting[level(fact.value, fact.source)].append(fact)
    single: list[New[_N]] = []
    taken: set[int] = set()
    for row in new:
        facts = waiting.get(level(row.value, row.source))
        if facts:
            fact = facts.pop(0)
            taken.add(fact.id)
            into.append((fact, row))
        else:
            single.append(row)
    return [fact for fact in live if fact.id not in taken], single


def _corrected_by_hand(
    old: Sequence[Old], live: list[Old], new: list[New[_N]], found: Matched[_N]
) -> tuple[list[Old], list[New[_N]]]:
    facts = {fact.id: fact for fact in old}
    replaced = [fact for fact in old if fact.successor is not None and not fact.void]
    if not replaced or not new:
        return live, new
    by_value: dict[Value, Old] = {}
    for fact in replaced:
        last = fact
        while last.successor is not None:
            last = facts[last.successor]
        if not last.source:
            by_value[fact.value] = last
    rest = []
    for row in new:
        hand = by_value.get(row.value)
        if hand is None:
            rest.append(row)
        else:
            found.by_hand.append((hand, row))
    kept = {hand.id for hand, _ in found.by_hand}
    return [fact for fact in live if fact.id not in kept], rest
