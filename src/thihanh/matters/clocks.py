"""Which clocks run on a matter, as data: the reviewed file ``clocks.toml``, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from thihanh.law.terms import rules
from thihanh.matters.states import ENDS, STAGES

_FILE: Final = Path(__file__).with_name("clocks.toml")


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """One clock of a matter; the file says what each field means.

    ``act`` and ``trigger`` are its words where the rule's own would not fit.
    """

    rule: str
    starts: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    step: str = ""
    while_in: tuple[str, ...] = ()
    from_: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    after: str = ""
    after_in: str = ""
    each: bool = False
    pairs: str = ""
    after_end: bool = False
    stand: bool = True
    sent: bool = False
    once_in: tuple[str, ...] = ()
    act: str = ""
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Everything of the file. ``from_ground`` gives by act the rule and its step from the day a ground was
    known; ``elsewhere`` says of the other rules where they are counted."""

    clocks: tuple[Clock, ...]
    by_start: Mapping[str, tuple[Clock, ...]]
    from_ground: Mapping[str, tuple[str, str]]
    elsewhere: Mapping[str, str]


@lru_cache(maxsize=1)
def clocks() -> Clocks:
    """The reviewed file; raises ``ValueError`` for a row of another form or of an unknown rule or stage."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    decisions = tuple(f"step:{code}" for code in tables["decisions"])
    known = {"decisions": decisions, "ends": tuple(f"stage:{code}" for code in sorted(ENDS))}
    found = tuple(_clock(row, known) for row in tables["clocks"])
    by_start: dict[str, list[Clock]] = {}
    for clock in found:
        for start in clock.starts:
            by_start.setdefault(start, []).append(clock)
    ground = {act: named.partition(".")[::2] for act, named in tables["from_ground"].items()}
    return Clocks(
        clocks=found,
        by_start={start: tuple(rows) for start, rows in by_start.items()},
        from_ground={act: (rule, step) for act, (rule, step) in ground.items()},
        elsewhere=tables["elsewhere"],
    )


def _clock(row: Mapping[str, Any], known: Mapping[str, tuple[str, ...]]) -> Clock:
    values: dict[str, Any] = {"from_" if key == "from" else key: _value(value) for key, value in row.items()}
    values["starts"] = tuple(start for named in row["starts"] for start in known.get(named, (named,)))
    clock = Clock(**values)
    begun = [start.partition(":") for start in clock.starts]
    stages = [name for begins, _, name in begun if begins in ("stage", "again")]
    if clock.rule not in rules() or not {*stages, *clock.while_in, *clock.once_in} <= set(STAGES):
        msg = f"clocks.toml: {row}: unknown rule or stage"
        raise ValueError(msg)
    return clock


def _value(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
