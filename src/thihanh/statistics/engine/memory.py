"""The slow, obvious engine: one matter at a time, day by day, straight from its facts.

It exists to be read and to be right. The SQL engine is tested equal to it on random histories.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from thihanh.statistics.engine.cells import UNASSIGNED, Cells, Holder
from thihanh.statistics.facts import MatterHistory, Money, Stage
from thihanh.statistics.measures.buckets import ENDS, REGISTER, place, split_money
from thihanh.statistics.measures.definitions import MEASURES
from thihanh.statistics.measures.values import Flow, Measure, Part, Standing
from thihanh.statistics.period import Period, Version


def stage_on(history: MatterHistory, day: date) -> Stage | None:
    """The stage at the end of a day, none before the first one."""
    reached = [stage for stage in history.stages if stage.on <= day]
    return reached[-1] if reached else None


def ended_on(history: MatterHistory, day: date) -> date | None:
    """The day the matter ended, if it had by the end of ``day``."""
    stage = stage_on(history, day)
    return stage.on if stage and stage.stage in ENDS else None


def in_register(history: MatterHistory, day: date) -> bool:
    """Whether the matter stood in the separate register at the end of a day."""
    stage = stage_on(history, day)
    return stage is not None and stage.stage == REGISTER


def outstanding(history: MatterHistory, day: date) -> int:
    """Đồng still owed at the end of a day."""
    return sum(_effect(posting) for posting in history.money if posting.on <= day)


def holder_on(history: MatterHistory, day: date) -> Holder:
    """Who holds the matter at the end of a day; after its end, who held it when it ended."""
    last = ended_on(history, day) or day
    held = [holding for holding in history.holdings if holding.on <= last]
    return Holder(held[-1].office, held[-1].officer) if held else Holder(UNASSIGNED, UNASSIGNED)


def tags_on(history: MatterHistory, day: date) -> frozenset[str]:
    """The tags set at the end of a day."""
    present = {tag.tag: tag.present for tag in history.tags if tag.on <= day}
    return frozenset(tag for tag, is_present in present.items() if is_present)


def _effect(posting: Money) -> int:
    return posting.signed if posting.kind == "due" else -posting.signed


@dataclass(frozen=True, slots=True)
class _Work:
    """What happened to one matter in a period: flows of cases and of money, and where it stands."""

    cases: dict[str, int]
    money: dict[str, int]
    stage: str
    ground: str
    left: int
    asset_value: int | None


def _is_of_the_period(history: MatterHistory, period: Period) -> bool:
    """Decided by the last day and not ended before the first."""
    if history.decided_on > period.to:
        return False
    return not (history.decided_on <= period.eve and ended_on(history, period.eve))


def _work(history: MatterHistory, period: Period) -> _Work:
    is_opening = history.decided_on <= period.eve and not in_register(history, period.eve)
    is_new = history.decided_on >= period.from_
    cases = {"opening": int(is_opening), "new": int(is_new), "returned": 0, "moved": 0}
    money = {"opening": outstanding(history, period.eve) if is_opening else 0, "returned": 0, "moved": 0}
    for posting in history.money:
        if period.from_ <= posting.on <= period.to:
            name = "new" if posting.kind == "due" else posting.kind
            money[name] = money.get(name, 0) + posting.signed
    for before, after in pairwise(_days_that_matter(history, period)):
        was, is_now = in_register(history, before), in_register(history, after)
        if is_now and not was:
            cases["moved"] += 1
            money["moved"] += outstanding(history, after)
        elif was and not is_now:
            cases["returned"] += 1
            money["returned"] += outstanding(history, before)
        elif was and is_now:
            # Money moved while in the register: what was paid came back for that much, what was added left.
            change = outstanding(history, after) - outstanding(history, before)
            money["moved" if change > 0 else "returned"] += abs(change)
    stage = stage_on(history, period.to)
    return _Work(
        cases,
        money,
        stage.stage if stage else "decided",
        stage.ground if stage else "",
        outstanding(history, period.to),
        stage.asset_value if stage else None,
    )


def _days_that_matter(history: MatterHistory, period: Period) -> list[date]:
    """The eve, and every day of the period on which something happened."""
    days = {stage.on for stage in history.stages} | {posting.on for posting in history.money}
    return [period.eve, *sorted(day for day in days if period.from_ <= day <= period.to)]


def _amount(part: Part, measure: Measure, work: _Work, version: Version) -> int:
    if isinstance(part, Flow):
        return (work.cases if measure.of == "cases" else work.money).get(part.name, 0)
    where = place(version, work.stage, work.ground)
    if isinstance(part, Standing):
        return int(where.cases == part.bucket)
    return split_money(where, work.left, work.asset_value).get(part.bucket, 0)


def amounts(history: MatterHistory, period: Period, version: Version) -> dict[str, int]:
    """Every measure of one matter in a period: code → matters (0 or 1, flows may repeat) or đồng."""
    if not _is_of_the_period(history, period):
        return {}
    work = _work(history, period)
    return {
        measure.code: sum(_amount(part, measure, work, version) for part in measure.parts)
        for measure in MEASURES.values()
    }


def _parts(
    histories: Iterable[MatterHistory], period: Period, version: Version
) -> Iterator[tuple[Holder, str, int]]:
    for history in histories:
        holder = holder_on(history, period.to)
        for code, amount in amounts(history, period, version).items():
            yield holder, code, amount


def cells(histories: Iterable[MatterHistory], period: Period, version: Version) -> Cells:
    """Every measure by holder. Histories must be as known (``facts.as_known``)."""
    return Cells.adding(_parts(histories, period, version))
