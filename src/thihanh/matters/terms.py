"""The terms that run on a matter: which rule, from which fact, until when. Pure.

``clocks`` says what starts and meets each; here the facts of one matter are read against it. A term over
01/07/2026 follows the law of its trigger's day, unless the matter decided otherwise for its rule; stops of
the matter are not counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from thihanh.deadlines import Calendar, Deadline, Override, Refused, Stop, compute, walk
from thihanh.law.regimes import R25_START, Regime, regime_on
from thihanh.law.terms import Kind, rules
from thihanh.matters.clocks import Clock, clocks
from thihanh.matters.rules import StageOn
from thihanh.matters.started import Event, Started, started
from thihanh.matters.steps import StepRow

#: Kinds that are a day from which something may be done, not one by which it must be.
_NO_LAST_DAY: Final[frozenset[Kind]] = frozenset({"not_before", "length", "moment"})


@dataclass(frozen=True, slots=True)
class Term:
    """An open term: the rule, what to do, the trigger with its name, the facts that switch variants.

    ``from_`` is the trigger, or the event for terms counted back from one (``kind`` before_event); ``due``
    is None while the term stands still. ``met_by`` are the acts that meet it. ``override`` is the regime
    this matter decided for the rule; ``hours`` tells a term in hours. ``first_day`` and ``last_day``
    bound the days whose being worked or not could move it (the first after the last where none could).
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
    hours: bool = False
    first_day: date = date.max
    last_day: date = date.min

    @property
    def mark(self) -> str:
        """ "I" where the term runs over the change of the law: whose law it follows is our reading."""
        crosses = self.regime == "R08" and (self.due is None or self.due >= R25_START)
        return "I" if crosses or self.override else ""

    @property
    def must(self) -> bool:
        """Whether something has to be done by the last day: not an earliest day or a length of time, nor what
        ends by itself (the debtor's voluntary period)."""
        return self.kind not in _NO_LAST_DAY and bool(self.met_by or self.kind == "recurrence")


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
            told_apart = one.event.paired_by(one.clock.pairs)
            found.setdefault((term.rule, term.step, term.from_, told_apart), term)
    return tuple(sorted(found.values(), key=lambda t: (t.due or date.max, t.rule)))


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
    start = datetime.combine(term.from_, time(23, 59)) if term.hours else term.from_
    return compute(
        term.rule,
        from_=None if backward else start,
        event=start if backward else None,
        regime=term.override,
        facts=facts,
        calendar=calendar,
        stops=term.stops,
    )


def _asked(term: Term) -> dict[str, bool | int | str]:
    return {**dict(term.facts), **({"step": term.step} if term.step else {})}


def _term(one: Started, calendar: Calendar) -> Term | None:
    """The term of a running clock; a clock that follows another counts from the last day of that one."""
    if not _follows(one):
        return _built(one.clock, one.on, one, calendar)
    before = _built(Clock(one.clock.after), one.on, one, calendar)
    if before is None:
        return _built(one.clock, one.on, one, calendar)
    term = None if before.due is None else _built(one.clock, before.due, one, calendar)
    if term is None or before.first_day > before.last_day:
        return term
    return replace(term, first_day=min(before.first_day, term.first_day))


def _follows(one: Started) -> bool:
    """Whether the clock counts from the last day of its forerunner, where only one regime chains the two."""
    chained, chosen = one.clock.after_in, one.overrides.get(one.clock.rule)
    if not one.clock.after or not chained:
        return bool(one.clock.after)
    return (chosen.regime if chosen else regime_on(one.on)) == chained


def _built(clock: Clock, start: date, one: Started, calendar: Calendar) -> Term | None:
    """The term of a clock from a day; None where the law of that day gives no last day."""
    rule, override = rules()[clock.rule], one.overrides.get(clock.rule)
    facts = {name: True for name in sorted(rule.switches) if one.facts.get(name)}
    asked: dict[str, bool | int | str] = {**facts, **({"step": clock.step} if clock.step else {})}
    stops = tuple(stop for stop in one.stops if stop.to is None or stop.to > start)
    try:
        found = walk(rule, start, calendar, regime=override, facts=asked, stops=stops)
    except Refused:
        return None
    chosen = found.chosen
    return Term(
        rule=clock.rule,
        act=clock.act or rule.act,
        trigger=clock.trigger or chosen.term.trigger or rule.trigger,
        from_=start,
        due=found.due,
        first_day=found.first,
        last_day=found.last,
        facts=tuple(facts.items()),
        regime=chosen.regime,
        stops=stops,
        met_by=clock.met,
        step=clock.step,
        kind=chosen.term.kind,
        override=override,
        hours=chosen.term.unit == "h",
    )
