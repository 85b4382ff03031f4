"""A dossier as its steps tell it: state, values, clocks. Pure."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from thihanh.deadlines import Calendar, Deadline, Refused, Stop, Unstated, compute
from thihanh.dossiers.kinds import Clock, Kind, Step, Value, Values
from thihanh.law.terms import rules
from thihanh.matters.names import fold

HIDDEN = "được giữ bí mật"
_LONGEST_PLACE = 20
_DAY_ENDS = time(23, 59)


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step that stands: when, by whom, what was said, which paper; ``since`` is the day recorded."""

    id: int
    step: str
    on: date
    since: date
    actor: str
    values: Values
    paper_id: int | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as a viewer may read it. ``hidden`` names secret values that are there and are not shown."""

    id: int
    kind: Kind
    number: int
    year: int
    agency: str
    office: str
    officer: str
    opened_on: date
    steps: tuple[StepTaken, ...]
    matters: tuple[int, ...] = ()
    dossiers: tuple[int, ...] = ()
    hidden: frozenset[str] = frozenset()

    @property
    def number_text(self) -> str:
        """The number as people say it: «KN-12/2026»."""
        return f"{self.kind.prefix}-{self.number:02d}/{self.year}"

    @property
    def values(self) -> Values:
        """What the opening step said."""
        return self.steps[0].values

    @property
    def title(self) -> str:
        """Its line in lists."""
        return self.kind.title({name: self.last(name) for name in self.values})

    @property
    def body(self) -> str:
        """The other body it is with, one of a place as «code:place»; "" for none."""
        if not self.kind.body:
            return ""
        return placed(str(self.values.get(self.kind.body) or ""), str(self.values.get("body_name") or ""))

    @property
    def state(self) -> str:
        """The code of the state its steps lead to."""
        return states_of(self.kind, self.steps)[-1][0]

    @property
    def since(self) -> date:
        """The first day of that state."""
        return states_of(self.kind, self.steps)[-1][1]

    @property
    def is_ended(self) -> bool:
        """Whether nothing is left to be done."""
        return self.state in self.kind.ended

    def taken(self, *codes: str) -> tuple[StepTaken, ...]:
        """The steps of these codes, in order."""
        return tuple(one for one in self.steps if one.step in codes)

    def last(self, name: str) -> Value:
        """The value last said under a name; None where it never was."""
        return next((one.values[name] for one in reversed(self.steps) if name in one.values), None)


def placed(body: str, name: str) -> str:
    """The code of a body of a place: «police_commune:cong-an-xa-dong-hai»; the plain code without a name."""
    place = "-".join(re.findall(r"[a-z0-9]+", fold(name)))
    short = place if len(place) <= _LONGEST_PLACE else f"{place[: _LONGEST_PLACE - 7]}-{_sum(place)}"
    return f"{body}:{short}" if body and short else body


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def states_of(kind: Kind, steps: Sequence[StepTaken]) -> tuple[tuple[str, date], ...]:
    """The states passed through with the first day of each; a step that leaves the state adds none."""
    found: list[tuple[str, date]] = []
    for place, one in enumerate(steps):
        to = kind.step(one.step).to
        state = to if isinstance(to, str) else to(_before(kind, steps[:place]), one.values)
        if state and (not found or found[-1][0] != state):
            found.append((state, one.on))
    return tuple(found)


def _before(kind: Kind, steps: Sequence[StepTaken]) -> Dossier | None:
    """The dossier as it stood before a step, for steps that lead where the past says."""
    if not steps:
        return None
    return Dossier(0, kind, 0, 0, "", "", "", steps[0].on, tuple(steps))


def offered(dossier: Dossier) -> tuple[Step, ...]:
    """The steps its state allows somebody to take, in the order of the kind."""
    return tuple(one for one in dossier.kind.steps[1:] if allows(dossier, one) and not one.consequence)


def allows(dossier: Dossier, step: Step) -> bool:
    """Whether the state allows a step, and nothing it waits for is missing."""
    if step is dossier.kind.opening or (step.after and dossier.state not in step.after):
        return False
    return not step.waits(dossier)


@dataclass(frozen=True, slots=True)
class Running:
    """A clock of a dossier: its last day and when it was met; ``note`` says why there is no day.

    ``silent``: there never will be one, the law of that day states no number.
    """

    clock: Clock
    rule: str
    act: str
    started_on: date
    due: date | None
    met_on: date | None
    deadline: Deadline | None = None
    note: str = ""
    silent: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be met."""
        return self.met_on is None

    def late(self, on: date) -> bool:
        """Whether it was missed, or is on that day."""
        return self.due is not None and (self.met_on or on) > self.due


def clocks(dossier: Dossier, calendar: Calendar) -> tuple[Running, ...]:
    """Every clock started so far, met or running, in the order of the kind and of the steps."""
    found: list[Running] = []
    for clock in dossier.kind.clocks:
        found.extend(_runs(dossier, clock, calendar, found))
    return tuple(found)


def nearest(running: Sequence[Running]) -> Running | None:
    """The open clock that runs out first."""
    dated = [one for one in running if one.is_open and one.due is not None]
    return min(dated, key=lambda one: (one.due or date.max, one.rule), default=None)


def _runs(dossier: Dossier, clock: Clock, calendar: Calendar, before: Sequence[Running]) -> Iterator[Running]:
    starts = [
        (place, one)
        for place, one in enumerate(dossier.steps)
        if one.step in clock.starts and all(_said(dossier, one, name) for name in clock.needs)
    ]
    for number, (place, start) in enumerate(starts):
        later = starts[number + 1][0] if number + 1 < len(starts) else len(dossier.steps)
        met = next((one for one in dossier.steps[place + 1 :] if one.step in clock.met), None)
        superseded = dossier.steps[later].on if later < len(dossier.steps) else None
        met_on = met.on if met else superseded
        if met_on is None and dossier.is_ended:
            met_on = dossier.since
        yield _run(dossier, clock, start=start, met_on=met_on, calendar=calendar, before=before)


def _said(dossier: Dossier, start: StepTaken, name: str) -> Value:
    """A value of the starting step, else of the dossier as last said; ``name=value`` asks for that value."""
    wanted = None
    if "=" in name:
        name, _, wanted = name.partition("=")
    value = start.values[name] if name in start.values else dossier.last(name)
    return value if wanted is None else str(value) == wanted


def _run(
    dossier: Dossier,
    clock: Clock,
    *,
    start: StepTaken,
    met_on: date | None,
    calendar: Calendar,
    before: Sequence[Running],
) -> Running:
    if clock.due:
        due = _said(dossier, start, clock.due)
        last = due if isinstance(due, date) else None
        return Running(clock, clock.rule or clock.due, clock.act, start.on, last, met_on)
    rule = str(_said(dossier, start, clock.rule_from) or "") if clock.rule_from else clock.rule
    if rule not in rules():
        return Running(clock, rule, clock.act, start.on, None, met_on, note="chưa có quy định", silent=True)
    act = clock.act or rules()[rule].act
    facts: dict[str, bool | int | str] = {
        name: value for name in clock.facts if isinstance(value := _said(dossier, start, name), (bool, int))
    }
    chosen = (value for name in clock.facts if isinstance(value := _said(dossier, start, name), tuple))
    facts |= {str(code): True for codes in chosen for code in codes}
    facts |= dict.fromkeys(clock.given, True)
    if clock.step:
        facts["step"] = clock.step
    from_ = _from(dossier, clock, start, before)
    if from_ is None:
        return Running(clock, rule, act, start.on, None, met_on, note="chờ thời hạn trước kết thúc")
    stops = _stops(dossier, clock)
    try:
        deadline = compute(
            rule,
            from_=None if clock.event else _moment(rule, from_),
            event=from_ if clock.event else None,
            facts=facts,
            calendar=calendar,
            stops=stops,
        )
    except Refused as refused:
        silent = isinstance(refused, Unstated)
        return Running(clock, rule, act, start.on, None, met_on, note=str(refused), silent=silent)
    due = None if deadline.due is None else deadline.due_day
    return Running(clock, rule, act, start.on, due, met_on, deadline)


def _moment(rule: str, from_: date) -> date | datetime:
    """Where a rule counts hours and only the day is known, it counts from the end of that day."""
    terms = (term for rows in rules()[rule].variants.values() for row in rows for term in row.terms)
    return datetime.combine(from_, _DAY_ENDS) if any(term.unit == "h" for term in terms) else from_


def _from(dossier: Dossier, clock: Clock, start: StepTaken, before: Sequence[Running]) -> date | None:
    if clock.after:
        return next((one.due for one in reversed(before) if one.rule == clock.after), None)
    if clock.from_step:
        return next((one.on for one in reversed(dossier.taken(clock.from_step))), None)
    value = _said(dossier, start, clock.from_) if clock.from_ else start.on
    return value if isinstance(value, date) else None


def _stops(dossier: Dossier, clock: Clock) -> tuple[Stop, ...]:
    """The days between the two steps of each pair are not counted."""
    found = []
    for begin, end in clock.stops:
        for place, one in enumerate(dossier.steps):
            if one.step == begin:
                ended = next((two.on for two in dossier.steps[place + 1 :] if two.step == end), None)
                step = dossier.kind.step(begin)
                last = ended - timedelta(days=1) if ended else None
                if last is None or last >= one.on:
                    found.append(Stop(one.on, last, step.label, step.article, "S"))
    return tuple(found)


def searchable(dossier: Dossier) -> str:
    """What a search finds a dossier by: number, title and open text values; never a secret one."""
    secret = {field.name for step in dossier.kind.steps for field in step.fields if field.secret}
    texts = [dossier.number_text, dossier.title]
    for one in dossier.steps:
        texts += [v for name, v in one.values.items() if isinstance(v, str) and name not in secret]
    return " ".join(texts)


def kept_from(dossier: Dossier) -> tuple[str, ...]:
    """Who never sees it: officers, units, «agency:role»."""
    return dossier.kind.kept_from(dossier) if dossier.kind.kept_from else ()


def secret_names(kind: Kind) -> Mapping[str, frozenset[str]]:
    """The secret values by step."""
    return {step.code: frozenset(one.name for one in step.fields if one.secret) for step in kind.steps}
