"""What of a matter starts, meets and ends clocks: its stages and steps read against ``clocks``. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from thihanh.deadlines import Override, Stop
from thihanh.law.regimes import REGIMES, Regime, regime_on
from thihanh.law.stopping import stop_grounds
from thihanh.matters.clocks import Clock, clocks
from thihanh.matters.rules import StageOn
from thihanh.matters.states import ENDS
from thihanh.matters.steps import StepRow, taken_back

#: Stages in which the whole enforcement stands still.
STANDING: Final = frozenset({"postponed", "suspended", "paused"})
#: Facts that hold for all clocks of the matter once a step states them.
_LASTING: Final = frozenset({"interim_measure", "bankruptcy", "many_creditors", "common_property"})
#: Facts of the debtor: the latest verification says whether they hold.
_VERIFIED: Final = frozenset({"prison_over_2_years", "address_unknown"})
_TAGGED: Final[Mapping[str, str]] = {"cause:prisoner": "prison_over_2_years"}
#: Measures that hold until the step that lifts them names them.
_SECURING: Final = frozenset({"secure", "exit_ban"})
_VERIFICATIONS: Final = frozenset({"verify", "verify_delegated_answer"})
_REGISTERED: Final = frozenset({"real_estate", "registered"})
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that may start a clock: a stage with the day it began, or the step of an act.

    ``place`` is the step's among the steps; a stage stands before the steps of its day.
    """

    on: date
    place: int = -1
    step: StepRow | None = None

    def paired_by(self, pairs: str) -> str:
        """What an act must share with this event to meet its clock; "" where any act of the kind does."""
        if self.step is None or not pairs:
            return ""
        if pairs == "answer":
            return str(self.step.id)
        return self.step.counterpart if pairs == "counterpart" else _asset(self.step)


@dataclass(frozen=True, slots=True)
class Started:
    """A clock that runs: the day it counts from (for ``clock.after``: that its forerunner counts from), the
    facts that switch its number, the days that are not counted, the regime the matter decided on."""

    clock: Clock
    event: Event
    on: date
    facts: Mapping[str, bool]
    stops: tuple[Stop, ...]
    overrides: Mapping[str, Override]


def started(
    history: Sequence[StageOn], steps: Sequence[StepRow], tags: Sequence[str], verified_on: date | None
) -> Iterator[Started]:
    """Every clock of the matter that was started and is not over, in the order of its events."""
    life = _Life(history, steps, tags, verified_on)
    by_start = clocks().by_start
    for key, events in life.events.items():
        for clock in by_start.get(key, ()):
            for event in events if clock.each else events[-1:]:
                if life.runs(clock, key, event):
                    yield life.start(clock, event)


class _Life:
    """The facts of one matter."""

    def __init__(
        self,
        history: Sequence[StageOn],
        steps: Sequence[StepRow],
        tags: Sequence[str],
        verified_on: date | None,
    ) -> None:
        self.history = history
        self.steps = steps
        self.taken_back = taken_back(steps)
        self.stage = history[-1].stage
        self.ended = self.stage in ENDS
        self.stood_in = ""
        if self.stage in STANDING:
            self.stood_in = next((s.stage for s in reversed(history) if s.stage not in STANDING), "")
        self.verified_on = verified_on
        self.stops = tuple(standstills(history))
        self.facts = _matter_facts(steps, tags)
        if self.ended:
            self.facts["ended"] = True
        self.overrides = {
            str(step.facts["rule"]): override for step in steps if (override := _override(step)) is not None
        }
        self.events = _events(history, steps, verified_on)

    def runs(self, clock: Clock, key: str, event: Event) -> bool:
        """Whether this event started the clock and nothing ended it since."""
        return (
            self._lives(clock)
            and self._stands(clock, event)
            and self._began(clock, event) is not None
            and self._needed(clock, event)
            and not self._met(clock, event)
            and not self._restarted(clock, key, event)
        )

    def start(self, clock: Clock, event: Event) -> Started:
        return Started(
            clock=clock,
            event=event,
            on=self._counted_from(clock, event),
            facts={**self.facts, **self._own(event.step)},
            stops=self.stops if clock.stand else (),
            overrides=self.overrides,
        )

    def _stands(self, clock: Clock, event: Event) -> bool:
        """A decision taken back started nothing, but the procuracy is still sent it."""
        return clock.sent or event.step is None or event.step.id not in self.taken_back

    def _began(self, clock: Clock, event: Event) -> date | None:
        """The day of the event; where the clock waits for a stage, the first day since in such a stage."""
        if not clock.once_in:
            return event.on
        before = [one for one in self.history if one.on <= event.on]
        if before and before[-1].stage in clock.once_in:
            return event.on
        later = (one.on for one in self.history if one.on > event.on and one.stage in clock.once_in)
        return next(later, None)

    def _counted_from(self, clock: Clock, event: Event) -> date:
        """The day the clock counts from: the fact that holds it, else the day of the event."""
        if clock.once_in:
            return self._began(clock, event) or event.on
        if "verified" in clock.from_ and event.step is None:
            return self._verified_by(event.on)
        return _counted_from(clock, event)

    def _verified_by(self, day: date) -> date:
        """The last verification up to the day, else the day; «chưa có điều kiện» stated anew is one."""
        known = [step.on for step in self.steps if step.code in _VERIFICATIONS]
        known += [event.on for event in self.events.get("again:no_means", ())]
        known += [self.verified_on] if self.verified_on else []
        return max((on for on in known if on <= day), default=day)

    def _own(self, step: StepRow | None) -> dict[str, bool]:
        """What the step states, and of which kind the seized asset is that it is about."""
        if step is None:
            return {}
        own = {name: True for name, value in step.facts.items() if value is True}
        asset = _asset(step)
        if asset:
            kind = next((s.facts.get("asset_kind") for s in self.steps if str(s.id) == asset), "")
            own |= {"real_estate": kind == "real_estate", "registered_asset": kind in _REGISTERED}
        return own

    def _lives(self, clock: Clock) -> bool:
        if not clock.while_in:
            return clock.after_end or not self.ended
        return self.stage in clock.while_in or (clock.stand and self.stood_in in clock.while_in)

    def _needed(self, clock: Clock, event: Event) -> bool:
        return all(self._has(need, event.step) for need in clock.needs)

    def _has(self, need: str, step: StepRow | None) -> bool:
        name, sign, value = need.partition("=")
        if sign:
            return step is not None and (step.ground if name == "ground" else step.facts.get(name)) == value
        if name == "until":
            return step is not None and step.until is not None
        return bool(self.facts.get(name) or self._own(step).get(name) or (step and step.facts.get(name)))

    def _met(self, clock: Clock, event: Event) -> bool:
        for step in self.steps[event.place + 1 :]:
            if step.code in clock.met and step.on >= event.on and _answers(step, clock, event):
                return True
        return "verify" in clock.met and self.verified_on is not None and self.verified_on > event.on

    def _restarted(self, clock: Clock, key: str, event: Event) -> bool:
        """Whether another of its starts came later and started the clock anew."""
        for start in clock.starts:
            if start != key and not clock.each:
                later = self.events.get(start, ())[-1:]
                if any((e.on, e.place) > (event.on, event.place) and self._needed(clock, e) for e in later):
                    return True
        return False


def standstills(history: Sequence[StageOn]) -> Iterator[Stop]:
    """The intervals in which the whole enforcement stood still: up to the eve of the next stage."""
    for number, one in enumerate(history):
        if one.stage in STANDING:
            following = history[number + 1].on - _DAY if number + 1 < len(history) else None
            if following is None or following >= one.on:
                ground = stop_grounds(regime_on(one.on))[one.stage]
                yield Stop(one.on, following, ground.label, ground.article, ground.mark)


def _events(
    history: Sequence[StageOn], steps: Sequence[StepRow], verified_on: date | None
) -> dict[str, list[Event]]:
    events: dict[str, list[Event]] = {}
    for begins, one in _begun(history):
        events.setdefault(f"{begins}:{one.stage}", []).append(Event(one.on))
    for place, step in enumerate(steps):
        events.setdefault(f"step:{step.code}", []).append(Event(step.on, place, step))
    if verified_on is not None and "step:verify" not in events:
        events["step:verify"] = [Event(verified_on)]
    return events


def _begun(history: Sequence[StageOn]) -> Iterator[tuple[str, StageOn]]:
    """What starts at each stage: ``stage`` where it begins; ``again`` where it is stated anew without a
    standstill between, as registers do when somebody is found to be so still; nothing where it only takes up,
    after a standstill, what had begun before.
    """
    running, stood = "", False
    for one in history:
        if one.stage in STANDING:
            stood = True
            yield "stage", one
            continue
        if one.stage != running:
            yield "stage", one
        elif not stood:
            yield "again", one
        running, stood = one.stage, False


def _answers(step: StepRow, clock: Clock, event: Event) -> bool:
    """Whether the step is about the same asset or other body as the event, where that matters."""
    shared = event.paired_by(clock.pairs)
    if not shared:
        return True
    if clock.pairs == "answer":
        return str(step.facts.get("request", "")) == shared
    return shared == (step.counterpart if clock.pairs == "counterpart" else _asset(step))


def _asset(step: StepRow) -> str:
    """The seized asset a step is about: it bears the number of the step that seized it."""
    return str(step.id) if step.code == "seize" else str(step.facts.get("asset", ""))


def _matter_facts(steps: Sequence[StepRow], tags: Sequence[str]) -> dict[str, bool]:
    """What holds for all clocks: lasting facts, those of the latest verification, what is published and
    secured."""
    facts: dict[str, bool] = {}
    secured: dict[object, bool] = {}
    gone = taken_back(steps)
    for step in steps:
        facts |= {name: True for name in _LASTING if step.facts.get(name)}
        if step.code == "verify":
            facts |= {name: bool(step.facts.get(name)) for name in _VERIFIED}
        elif step.code in ("publish", "publication_ended"):
            facts["published"] = step.code == "publish"
        elif step.code in _SECURING and step.id not in gone:
            secured[step.id] = True
        elif step.code == "secure_lifted":
            secured.pop(step.facts.get("of_step"), None)
    facts |= {fact: True for tag, fact in _TAGGED.items() if tag in tags} | {"secured": bool(secured)}
    return {name: True for name, true in facts.items() if true}


def _counted_from(clock: Clock, event: Event) -> date:
    """The day the clock counts from: the fact that holds it, else the day of the event."""
    step = event.step
    for name in clock.from_:
        if name == "month_end":
            return _month_end(event.on)
        if step is None:
            continue
        if name == "until" and step.until is not None:
            return step.until
        stated = step.facts.get(name)
        if isinstance(stated, str) and stated:
            return date.fromisoformat(stated[:10])
    return event.on


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY


def _override(step: StepRow) -> Override | None:
    regime = _regime(step.facts.get("regime"))
    if step.code != "law_override" or regime is None or "rule" not in step.facts:
        return None
    return Override(regime, str(step.facts.get("reason", "")), str(step.facts.get("by", "")), step.on)


def _regime(value: object) -> Regime | None:
    return next((regime for regime in REGIMES if regime == value), None)
