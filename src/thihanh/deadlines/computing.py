"""One term: with its explanation (``compute``), or only its date (``due_date``); both count by the same
tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from thihanh.deadlines.arithmetic import hours_from, rolled, unrolled
from thihanh.deadlines.calendar import LAST, OUTSIDE, Calendar, index
from thihanh.deadlines.explanation import Answer, Step, explain
from thihanh.deadlines.refusals import Refused, Stopped
from thihanh.deadlines.selection import Facts, Override, Selection, select
from thihanh.deadlines.stops import Passed, Stop, counted, may_stand_still
from thihanh.law.marks import Mark
from thihanh.law.regimes import Regime
from thihanh.law.terms import Kind, Rule, Unit

NO_FACTS: Final[Facts] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Deadline:
    """A computed term. ``due`` is a date, or clock time for terms in hours and moments, or None while the
    term stands still; ``number`` counts ``unit`` (cd, wd, h, m, y; None where untimed). ``passed`` are the
    parts of stops that were not counted. ``forced`` when the regime was not the one of the trigger's day."""

    rule: str
    act: str
    regime: Regime
    step: str
    from_: date | datetime | None
    event: date | datetime | None
    due: date | datetime | None
    kind: Kind
    number: int | None
    unit: Unit | None
    article: str
    mark: Mark
    steps: tuple[Step, ...]
    calendar_version: str
    forced: bool
    known_until_warning: str
    passed: tuple[Passed, ...] = ()

    @property
    def due_day(self) -> date:
        """The day of ``due``. Raises ``Stopped`` while the term stands still."""
        if self.due is None:
            raise Stopped(_standing_still(self.rule, self.passed))
        return _day(self.due)


def compute(
    rule: str | Rule,
    *,
    from_: date | datetime | None = None,
    event: date | datetime | None = None,
    regime: Regime | Override | None = None,
    facts: Facts = NO_FACTS,
    calendar: Calendar,
    stops: Sequence[Stop] = (),
) -> Deadline:
    """The last day of a term, explained step by step.

    ``from_`` is the trigger, or ``event`` the event a term is counted back from; terms in hours need clock
    time (naive values are read as Vietnamese time). Days are calendar (cd) or working days (wd) of
    ``calendar``; days inside ``stops`` are not counted, and inside an open one there is no last day yet.
    ``regime`` forces a regime; an ``Override`` also tells who decided so and why.
    Raises ``Refused`` with a Vietnamese sentence where the law gives no date. Article and mark come with
    the answer.
    """
    start = _given(from_, event)
    chosen = select(rule, _day(start), regime, facts)
    _check_direction(chosen, event is not None)
    start = _measured(chosen, start)
    answer = _count(chosen, start, calendar, stops)
    steps = explain(chosen, answer, calendar, stops)
    last = _day(start) if answer.due is None else _day(answer.due)
    warning = calendar.warning(max(last, _day(start)), min(last, _day(start)))
    if warning:
        steps.append(Step("known", warning))
    term = chosen.term
    return Deadline(
        rule=chosen.rule.code,
        act=chosen.rule.act,
        regime=chosen.regime,
        step=chosen.step,
        from_=None if event is not None else start,
        event=None if event is None else start,
        due=answer.due,
        kind=term.kind,
        number=term.number,
        unit=term.unit,
        article=term.article,
        mark=term.mark,
        steps=tuple(steps),
        calendar_version=calendar.version,
        forced=chosen.regime != chosen.natural,
        known_until_warning=warning,
        passed=answer.passed,
    )


def due_date(
    rule: str | Rule,
    start: date | datetime,
    calendar: Calendar,
    *,
    regime: Regime | Override | None = None,
    facts: Facts = NO_FACTS,
    stops: Sequence[Stop] = (),
) -> date | datetime:
    """The same last day without the explanation; ``start`` is the trigger, or the event for counts before it.

    Units and refusals as in ``compute``; the article is that of the rule. Raises ``Stopped`` while the term
    stands still.
    """
    chosen = select(rule, _day(start), regime, facts)
    answer = _count(chosen, _measured(chosen, start), calendar, stops)
    if answer.due is None:
        raise Stopped(_standing_still(chosen.rule.code, answer.passed))
    return answer.due


class Walk(NamedTuple):
    """A term without its words: how its number was chosen, its last day (None while it stands still), and the
    first and last day whose being worked or not could move it (first after last where none could)."""

    chosen: Selection
    due: date | None
    first: date
    last: date


def walk(
    rule: str | Rule,
    start: date | datetime,
    calendar: Calendar,
    *,
    regime: Regime | Override | None = None,
    facts: Facts = NO_FACTS,
    stops: Sequence[Stop] = (),
) -> Walk:
    """The same last day as a day, with the days its count walks over.

    A term in hours of which only the day is known counts from the end of that day. Units, article and
    refusals as in ``due_date``, but a term that stands still has no last day and is not refused.
    """
    chosen = select(rule, _day(start), regime, facts)
    term, day = chosen.term, _day(start)
    if term.unit == "h" and not isinstance(start, datetime):
        start = datetime.combine(day, _END_OF_DAY)
    answer = _count(chosen, _measured(chosen, start), calendar, stops)
    if answer.due is None or answer.end is None:
        return Walk(chosen, None, day + _ONE, LAST)
    due = _day(answer.due)
    if term.unit == "wd":
        return Walk(chosen, due, *((due, day - _ONE) if due < day else (day + _ONE, due)))
    if term.kind in ("limit", "before_event") and term.unit != "h":
        return Walk(chosen, due, min(answer.end, due), max(answer.end, due))
    return Walk(chosen, due, day, day - _ONE)


def compute_chain(
    rules: Sequence[str | Rule], *, from_: date, calendar: Calendar, facts: Mapping[str, Facts] | None = None
) -> tuple[Deadline, ...]:
    """Terms that follow one another (DL-18, then DL-19): each starts from the rolled last day of the one
    before.

    ``facts`` by rule code. Raises ``Refused`` as ``compute`` does.
    """
    found: list[Deadline] = []
    start = from_
    for rule in rules:
        code = rule if isinstance(rule, str) else rule.code
        found.append(compute(rule, from_=start, facts=(facts or {}).get(code, NO_FACTS), calendar=calendar))
        start = found[-1].due_day
    return tuple(found)


_END_OF_DAY: Final = time(23, 59)
_ONE: Final = timedelta(days=1)
_HANOI: Final = ZoneInfo("Asia/Ho_Chi_Minh")


def _day(moment: date | datetime) -> date:
    return _vietnamese(moment).date() if isinstance(moment, datetime) else moment


def _vietnamese(moment: datetime) -> datetime:
    try:
        return moment.astimezone(_HANOI) if moment.tzinfo else moment
    except OverflowError as error:  # the first and last hours of the years 1 and 9999
        raise Refused(OUTSIDE) from error


def _given(from_: date | datetime | None, event: date | datetime | None) -> date | datetime:
    if from_ is not None and event is not None:
        raise Refused("Chỉ nêu một ngày: ngày bắt đầu hoặc ngày sự kiện, không nêu cả hai.")
    start = event if from_ is None else from_
    if start is None:
        raise Refused("Cần nêu ngày bắt đầu, hoặc ngày sự kiện với hạn đếm ngược.")
    return start


def _check_direction(chosen: Selection, event: bool) -> None:
    code = chosen.rule.code
    if chosen.term.kind == "before_event" and not event:
        raise Refused(
            f"{code} đếm ngược từ ngày sự kiện: nêu ngày sự kiện (event) thay cho ngày bắt đầu (from)."
        )
    if chosen.term.kind != "before_event" and event:
        raise Refused(f"{code} đếm từ ngày bắt đầu: nêu ngày bắt đầu (from) thay cho ngày sự kiện (event).")


def _measured(chosen: Selection, start: date | datetime) -> date | datetime:
    """The trigger as the term needs it: clock time for hours and moments, else the Vietnamese day."""
    if chosen.term.unit == "h" and not isinstance(start, datetime):
        raise Refused(f"{chosen.rule.code} tính bằng giờ: cần cả giờ và phút, ví dụ 2026-07-13T09:30.")
    if chosen.term.unit == "h" or chosen.term.kind == "moment":
        return _vietnamese(start) if isinstance(start, datetime) else start
    return _day(start)


def _count(chosen: Selection, start: date | datetime, calendar: Calendar, stops: Sequence[Stop]) -> Answer:
    term = chosen.term
    index(_day(start))
    if isinstance(start, datetime):
        due = hours_from(term, start) if term.unit == "h" else start
        index(due.date())
        return Answer(start, due.date(), due)
    if stops and may_stand_still(term):
        return Answer(start, *counted(term, start, calendar, stops))
    end = unrolled(term, start, calendar)
    return Answer(start, end, rolled(term, end, calendar))


def _standing_still(code: str, passed: Sequence[Passed]) -> str:
    stop = passed[-1].stop
    return (
        f"{code} đang dừng từ {stop.from_:%d/%m/%Y} ({stop.reason}), chưa có ngày cuối; "
        "ghi ngày hết thời gian dừng để tính tiếp."
    )
