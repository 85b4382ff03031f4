"""The bridge from the official denominator to what can be recovered now; pure.

The official denominator (có điều kiện) holds what is resolved and what is open there. A matter open there
stands in exactly one step: the first of ``steps.toml`` that fits it, else it is recoverable now. So

    có điều kiện − every step = thu hồi được ngay,

in matters and in whole đồng, and each amount is the sum over the matters named by the step.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from thihanh.law import Mark, number
from thihanh.law.marks import checked_mark
from thihanh.statistics.checks import require_equal
from thihanh.statistics.measures.buckets import place, split_money, states_of_cases, states_of_money
from thihanh.statistics.numbers import Absent, Percent, rate
from thihanh.statistics.period import Version

NOW = "now"
"""The code of what is left after every step."""

_OPEN_BUCKETS = ("in_progress", "postponed_consent")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the bridge, as data; ``missing`` says which room is to come where nothing records it."""

    code: str
    name: str
    why: str
    article: str
    mark: Mark
    states: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    instalments: bool = False
    after: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """A matter open inside có điều kiện on a day: ``cases`` 1 or 0, ``money`` its open đồng counted there.

    ``shown_on`` is the day its means were last shown: the last verification, else the stage's own day.
    ``instalment_due`` says whether an instalment was due by that day (None: no schedule recorded).
    """

    matter_id: int
    office: str
    officer: str
    stage: str
    ground: str
    tags: tuple[str, ...]
    cases: int
    money: int
    shown_on: date
    instalment_due: bool | None = None


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Matters alike in all that decides their step; ``cases`` and ``money`` are their sums."""

    stage: str
    ground: str
    tags: tuple[str, ...]
    shown_on: date
    instalment_due: bool | None
    matters: int
    cases: int
    money: int


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """A step with what it takes off: matters and whole đồng, or why nothing is known of it."""

    step: Step
    cases: int
    money: int
    matters: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """Both denominators and what stands between them; matters and whole đồng, as (cases, money)."""

    eligible: tuple[int, int]
    resolved: tuple[int, int]
    lines: tuple[BridgeLine, ...]
    now: tuple[int, int]

    @property
    def open_now(self) -> tuple[int, int]:
        """What is still open among what can be recovered now."""
        return self.now[0] - self.resolved[0], self.now[1] - self.resolved[1]

    def rates(self) -> tuple[tuple[Percent | Absent, ...], tuple[Percent | Absent, ...]]:
        """(cases, money) of the official reading, and of the reading "thu hồi được ngay"."""
        pairs = tuple(zip(self.resolved, self.eligible, self.now, strict=True))
        return tuple(rate(r, e) for r, e, _ in pairs), tuple(rate(r, n) for r, _, n in pairs)


@cache
def steps() -> tuple[Step, ...]:
    """The steps in order, from ``steps.toml``."""
    text = resources.files("thihanh.statistics.readings").joinpath("steps.toml").read_text("utf-8")
    return tuple(
        Step(
            code=row["code"],
            name=row["name"],
            why=row["why"],
            article=row["article"],
            mark=checked_mark(row["mark"]),
            states=tuple(row.get("states", ())),
            tags=tuple(row.get("tags", ())),
            instalments=row.get("instalments", False),
            after=row.get("after", ""),
            missing=row.get("missing", ""),
        )
        for row in tomllib.loads(text)["step"]
    )


@cache
def open_stages(version: Version) -> tuple[str, ...]:
    """The stages of which some matter or some open đồng stands inside có điều kiện in a version."""
    found: set[str] = set()
    for bucket in _OPEN_BUCKETS:
        whole, covered, excess = states_of_money(version, bucket)
        found |= {*states_of_cases(version, bucket), *whole, *covered, *excess}
    return tuple(sorted({state.partition("/")[0] for state in found}))


def open_amounts(
    version: Version, stage: str, ground: str, owed: int, asset_value: int | None
) -> tuple[int, int]:
    """What an unfinished matter adds to the open part of có điều kiện: matters (0 or 1) and whole đồng."""
    where = place(version, stage, ground)
    money = split_money(where, owed, asset_value)
    return int(where.cases in _OPEN_BUCKETS), sum(money.get(bucket, 0) for bucket in _OPEN_BUCKETS)


def months_before(day: date, months: int) -> date:
    """The same day some months before; a day the month lacks becomes its last."""
    years, index = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(years + (index == 11), (index + 1) % 12 + 1, 1) - date(years, index + 1, 1)).days
    return date(years, index + 1, min(day.day, last))


def step_of(matter: OpenMatter | OpenGroup, on: date) -> str:
    """The code of the one step a matter stands in on a day, ``NOW`` where none fits."""
    return next((step.code for step in steps() if _fits(step, matter, on)), NOW)


def _fits(step: Step, matter: OpenMatter | OpenGroup, on: date) -> bool:
    if step.missing:
        return False
    if step.states:
        return not {matter.stage, f"{matter.stage}/{matter.ground}"}.isdisjoint(step.states)
    if step.tags:
        waiting = not step.instalments or not matter.instalment_due
        return waiting and not set(step.tags).isdisjoint(matter.tags)
    return bool(step.after) and matter.shown_on < months_before(on, number(step.after, on))


def bridge(
    matters: Iterable[OpenMatter | OpenGroup], eligible: tuple[int, int], resolved: tuple[int, int], on: date
) -> Bridge:
    """The bridge of a unit on a day. ``eligible`` and ``resolved`` are the form's columns (cases, money).

    Raises InvariantBroken when the open matters are not eligible less resolved.
    """
    sums: dict[str, list[int]] = {}
    for matter in matters:
        own = sums.setdefault(step_of(matter, on), [0, 0, 0])
        own[0] += matter.cases
        own[1] += matter.money
        own[2] += matter.matters if isinstance(matter, OpenGroup) else 1
    lines = tuple(BridgeLine(step, *sums.get(step.code, (0, 0, 0))) for step in steps())
    left = sums.get(NOW, (0, 0, 0))
    now = (left[0] + resolved[0], left[1] + resolved[1])
    found = Bridge(eligible, resolved, lines, now)
    for place_, what in enumerate(("việc", "tiền")):
        taken = sum((line.cases, line.money)[place_] for line in lines)
        require_equal("cầu nối", f"có điều kiện − các bước, {what}", eligible[place_] - taken, now[place_])
    return found
