"""The scorecard of every slot of an agency's list: computed from the register, or recorded with evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thihanh.deadlines import Calendar
from thihanh.offices.reach import Reach
from thihanh.statistics.checks import Value
from thihanh.statistics.numbers import Absent, Percent, Points, half_up
from thihanh.statistics.period import Period, month_period, version_on
from thihanh.statistics.queries import forms
from thihanh.statistics.result import FormResult
from thihanh.statistics.tagged import tagged
from thihanh.statistics.timeliness import timeliness
from thihanh.statistics.unit import scope_of
from thihanh.statistics.watch import large_and_old, long_eligible
from thihanh.targets.benchmarks import Benchmark, benchmarks
from thihanh.targets.evidence import EvidenceRow, evidence
from thihanh.targets.goals import IndicatorTarget, target_for
from thihanh.targets.indicators import Indicator, IndicatorList, indicators


@dataclass(frozen=True, slots=True)
class CardLine:
    """One slot: its result (a rate, a count, or why none), target, beat in points, achievement, marks.

    ``met`` None where it cannot be said yet; ``evidence`` for what is recorded by hand.
    """

    slot: Indicator
    value: Value
    target: IndicatorTarget | Absent
    beat: Points | None
    met: bool | None
    achievement: Percent | None
    benchmarks: tuple[Benchmark, ...]
    evidence: EvidenceRow | None


@dataclass(frozen=True, slots=True)
class Card:
    """Every slot of a unit for a cumulative period of ``month`` months."""

    unit: str
    name: str
    work_year: int
    month: int
    to: date
    list: IndicatorList
    lines: tuple[CardLine, ...]

    @property
    def met(self) -> int:
        """How many slots are met."""
        return sum(line.met is True for line in self.lines)

    @property
    def unknown(self) -> int:
        """How many slots cannot be judged yet."""
        return sum(line.met is None for line in self.lines)

    def __getitem__(self, code: str) -> CardLine:
        """The line of a slot. Raises KeyError where the list has none of that code."""
        for line in self.lines:
            if line.slot.code == code:
                return line
        raise KeyError(code)

    @property
    def summary(self) -> str:
        """The card in a sentence."""
        said = f"Đạt {self.met}/{len(self.lines)} chỉ tiêu"
        return (
            f"{said}; {self.unknown} chỉ tiêu chưa có kết quả hoặc chưa được giao mức."
            if self.unknown
            else f"{said}."
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What computing a slot needs."""

    unit: str
    period: Period
    reach: Reach
    calendar: Calendar
    cases: FormResult
    money: FormResult


def card(unit: str, year: int, month: int, *, reach: Reach, calendar: Calendar) -> Card:
    """The scorecard of a unit. Raises Denied, UnknownUnit, RefusedPeriod, InvariantBroken."""
    period = month_period(year, month)
    version = version_on(period.to)
    found = forms(unit, period.from_, period.to, reach=reach, versions=(version,))
    asked = _Asked(unit, period, reach, calendar, found["004.N", version], found["005.N", version])
    scope = scope_of(unit)
    chosen, recorded = indicators(scope.agency, period.to), evidence(scope.code, year, month)
    lines = tuple(_line(slot, asked, month, recorded.get(slot.code)) for slot in chosen.slots)
    return Card(unit, asked.cases.figures.name, year, month, period.to, chosen, lines)


def _line(slot: Indicator, asked: _Asked, month: int, recorded: EvidenceRow | None) -> CardLine:
    if slot.kind == "yes_no":
        why = Absent(slot.missing or "Chưa ghi kết quả kèm chứng cứ.")
        target = IndicatorTarget(100, "phải đạt", slot.basis)
        return CardLine(slot, why, target, None, recorded.met if recorded else None, None, (), recorded)
    value: Value = Absent(slot.missing or "Chưa ghi kết quả kèm chứng cứ.")
    if slot.formula:
        value = _COMPUTED[slot.formula](asked)
    elif recorded and recorded.hundredths is not None:
        value = Percent(recorded.hundredths) if slot.is_rate else recorded.hundredths // 100
    target_ = target_for(asked.unit, slot, asked.period.to)
    if isinstance(value, Absent) or isinstance(target_, Absent):
        return CardLine(slot, value, target_, None, None, None, (), recorded)
    own = value.hundredths if isinstance(value, Percent) else value * 100
    met = own >= target_.hundredths if slot.better == "higher" else own <= target_.hundredths
    if not isinstance(value, Percent):
        return CardLine(slot, value, target_, None, met, None, (), recorded)
    mark = Percent(target_.hundredths)
    of, _, column = slot.formula.partition(".")
    marks = benchmarks(value, mark, of, month) if column == "rate" and of in ("cases", "money") else ()
    achieved = Percent.of(own, target_.hundredths) if target_.hundredths else None
    return CardLine(slot, value, target_, value - mark, met, achieved, marks, recorded)


def _rate(form: FormResult) -> Value:
    return form.figures["rate"]


def _carry(asked: _Asked) -> Value:
    """How far what is carried over lies under what was carried in, in percent; negative where it grew."""
    opening, carried = asked.cases.figures.count("opening"), asked.cases.figures.count("carried")
    if not opening:
        return Absent("Kỳ trước không có việc chuyển sang nên không tính mức giảm.")
    return Percent(half_up(Fraction((opening - carried) * 10_000, opening)))


def _tagged(tag: str) -> Callable[[_Asked], Value]:
    def rate(asked: _Asked) -> Value:
        return tagged(asked.unit, tag, asked.period.to, reach=asked.reach).money.figures["rate"]

    return rate


def _long(asked: _Asked) -> Value:
    on = asked.period.to
    lists = (long_eligible, large_and_old)
    return sum(one(asked.unit, on, reach=asked.reach, limit=1).matters for one in lists)


def _on_time(asked: _Asked) -> Value:
    found = timeliness(
        asked.unit, asked.period.from_, asked.period.to, calendar=asked.calendar, reach=asked.reach
    )
    return next(one.share for one in found if one.rule == "DL-07")


_COMPUTED: dict[str, Callable[[_Asked], Value]] = {
    "cases.rate": lambda asked: _rate(asked.cases),
    "money.rate": lambda asked: _rate(asked.money),
    "carry.reduction": _carry,
    "corruption.money_rate": _tagged("corruption"),
    "credit.money_rate": _tagged("credit"),
    "long.count": _long,
    "timeliness.DL-07": _on_time,
}
