"""The terms that run on a matter: which rule, from which fact, until when. Pure.

``clocks`` says what starts and meets each; here the facts of one matter are read against it. A term over
01/07/2026 follows the law of its trigger's day, unless the matter decided otherwise for its rule; stops of
the matter are not counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from thihanh.deadlines import Calendar, Deadline, Override, Refused, Stop, Stopped, compute, due_date
from thihanh.deadlines.selection import Selection, select
from thihanh.law.regimes import R25_START, Regime
from thihanh.law.terms import Kind, rules
from thihanh.matters.clocks import Clock, clocks
from thihanh.matters.rules import StageOn
from thihanh.matters.started import Event, Started, started
from thihanh.matters.steps import StepRow

#: Kinds that are a day from which something may be done, not one by which it must be.
_NO_LAST_DAY: Final[frozenset[Kind]] = frozenset({"not_before", "length", "moment"})
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """An open term: the rule, what to do, the trigger with its name, the facts that switch variants.

    ``from_`` is the trigger, or the event for terms counted back from one (``kind`` before_event); ``due``
    is None while the term stands still. ``met_by`` are the acts that meet it. ``override`` is the regime
    this matter decided for the rule.
    """

    rule: str
    act: str
    trigger: str
    from_: date
    due: date | None
    facts: tuple[tuple[str, bool], ...] = ()
    regime: Regime = "R08"
    stops: tuple[Stop, ...] = ()
    met_by: tuple[str, ...] = ()
    step: str = ""
    kind: Kind = "limit"
    override: Override | None = None

    @property
    def mark(self) -> str:
        """ "I" where the term runs over the change of the law: whose law it follows is our reading."""
        crosses = self.regime == "R08" and (self.due is None or self.due >= R25_START)
        return "I" if crosses or self.override else ""

    @property
    def must(self) -> bool:
        """Whether something has to be done by the last day (not an earliest day or a length of time)."""
        return self.kind not in _NO_LAST_DAY


def open_terms(
    history: Sequence[StageOn],
    *,
    tags: Sequence[str],
    calendar: Calendar,
    verified_on: date | None = None,
    steps: Sequence[StepRow] = (),
) -> tuple[Term, ...]:
    """The terms open on a matter, nearest first, those that stand still last."""
    if not history:
        return ()
    found: dict[tuple[str, str, date, str], Term] = {}
    for one in started(history, steps, tags, verified_on):
        term = _term(one, calendar)
        if term is not None:
            told_apart = one.event.counterpart if one.clock.by_counterpart else ""
            found.setdefault((term.rule, term.step, term.from_, told_apart), term)
    return tuple(sorted(found.values(), key=lambda t: (t.due or date.max, t.rule)))


def next_term(
    history: Sequence[StageOn],
    *,
    tags: Sequence[str],
    calendar: Calendar,
    verified_on: date | None = None,
    steps: Sequence[StepRow] = (),
) -> Term | None:
    """The nearest open term by which something must be done; else the nearest of the others, if any."""
    return nearest(open_terms(history, tags=tags, calendar=calendar, verified_on=verified_on, steps=steps))


def nearest(terms: Sequence[Term]) -> Term | None:
    """The first of open terms by whose last day something must be done, else the first that has a day."""
    dated = [term for term in terms if term.due is not None]
    return next((term for term in dated if term.must), dated[0] if dated else None)


def due_of_act(
    act: str,
    known: date,
    *,
    calendar: Calendar,
    ex_officio: bool = False,
    facts: Mapping[str, bool] | None = None,
) -> Term | None:
    """The term of an act from the day its ground was known; None where the law sets none or no number."""
    rule, step = clocks().from_ground.get(act, ("", ""))
    if not rule:
        return None
    clock = Clock("DL-06" if act == "decide" and ex_officio else rule, (), (act,), step=step)
    one = Started(clock, Event(known), known, facts or {}, (), {})
    return _built(clock, known, one, calendar)


def explained(term: Term, calendar: Calendar) -> Deadline:
    """The term with its explanation, step by step. Raises ``Refused`` where the law gives no date."""
    facts, backward = _asked(term), term.kind == "before_event"
    start = _moment(select(term.rule, term.from_, term.override, facts), term.from_)
    return compute(
        term.rule,
        from_=None if backward else start,
        event=start if backward else None,
        regime=term.override,
        facts=facts,
        calendar=calendar,
        stops=term.stops,
    )


def path(term: Term, calendar: Calendar) -> tuple[date, date]:
    """First and last day whose being worked or not could move the term; the first is after the last where
    none could."""
    chosen = select(term.rule, term.from_, term.override, _asked(term))
    if chosen.term.unit == "wd":
        return _counted_days(term)
    if chosen.term.kind in ("limit", "before_event") and chosen.term.unit != "h":
        return _rolled_days(chosen, term, calendar)
    return term.from_, term.from_ - _DAY


def _asked(term: Term) -> dict[str, bool | int | str]:
    return {**dict(term.facts), **({"step": term.step} if term.step else {})}


def _counted_days(term: Term) -> tuple[date, date]:
    if term.kind == "before_event":
        return term.due or term.from_, term.from_ - _DAY
    return term.from_ + _DAY, term.due or date.max


def _rolled_days(chosen: Selection, term: Term, calendar: Calendar) -> tuple[date, date]:
    if term.due is None:
        return term.from_ + _DAY, date.max
    # The bare count ends on the last worked day before the days off that were passed over, or on one of them.
    step = _DAY if term.kind == "before_event" else -_DAY
    edge = term.due
    while not calendar.is_working(edge + step):
        edge += step
    return (term.due, edge) if step > timedelta() else (edge, term.due)


def _term(one: Started, calendar: Calendar) -> Term | None:
    """The term of a running clock; a clock that follows another counts from the last day of that one."""
    start: date | None = one.on
    if one.clock.after:
        before = _built(Clock(one.clock.after, ()), one.on, one, calendar)
        start = one.on if before is None else before.due
    return None if start is None else _built(one.clock, start, one, calendar)


def _built(clock: Clock, start: date, one: Started, calendar: Calendar) -> Term | None:
    """The term of a clock from a day; None where the law of that day gives no last day."""
    rule, override = rules()[clock.rule], one.overrides.get(clock.rule)
    facts = {name: True for name in sorted(rule.switches) if one.facts.get(name)}
    asked: dict[str, bool | int | str] = {**facts, **({"step": clock.step} if clock.step else {})}
    stops = tuple(stop for stop in one.stops if stop.to is None or stop.to > start)
    try:
        chosen = select(rule, start, override, asked)
        due = _due(chosen, start, asked, calendar, stops)
    except Refused:
        return None
    return Term(
        rule=clock.rule,
        act=clock.act or rule.act,
        trigger=clock.trigger or chosen.term.trigger or rule.trigger,
        from_=start,
        due=due,
        facts=tuple(facts.items()),
        regime=chosen.regime,
        stops=stops,
        met_by=clock.met,
        step=clock.step,
        kind=chosen.term.kind,
        override=override,
    )


def _due(
    chosen: Selection,
    start: date,
    asked: Mapping[str, bool | int | str],
    calendar: Calendar,
    stops: Sequence[Stop],
) -> date | None:
    try:
        due = due_date(
            chosen.rule,
            _moment(chosen, start),
            calendar,
            regime=chosen.override,
            facts=asked,
            stops=stops,
        )
    except Stopped:
        return None
    return due.date() if isinstance(due, datetime) else due


def _moment(chosen: Selection, start: date) -> date | datetime:
    """A term in hours of which only the day is known counts from the end of that day."""
    return datetime.combine(start, time(23, 59)) if chosen.term.unit == "h" else start
