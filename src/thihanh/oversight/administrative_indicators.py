"""Indicators HC-I1 to HC-I6 and the warnings of RF-58 over monitored judgments. Pure.

Every figure is the judgments it counts, so that it opens. Rates are of our formula [I]: the national form
gives none; provinces publish completed over total.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from thihanh.dossiers.life import Dossier
from thihanh.dossiers.queries import TermRow
from thihanh.oversight.administrative_counts import Judgment, Taken, counted
from thihanh.oversight.administrative_silence import Contact, Silence, contact
from thihanh.oversight.administrative_states import WITH_DECISION

Ids = tuple[int, ...]
IN_TIME: Final[Mapping[str, str]] = {"HC-05": "notice", "HC-10": "session", "HC-15": "published"}
"""Clock of ours → what was to be in time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Months: how long a decision may stand without a recommendation; the steps of age."""

    recommend_within: int
    ages: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class OpenJudgment:
    """A judgment still to be performed: how long since it was received, how the authority stands."""

    dossier: Dossier
    days: int
    contact: Contact
    decided_on: date | None

    @property
    def silence(self) -> Silence | None:
        """Its silence, where it is silent."""
        return self.contact.silence

    @property
    def level(self) -> str:
        """The level of the obliged authority."""
        return str(self.dossier.values.get("level") or "other")


@dataclass(frozen=True, slots=True)
class Indicators:
    """What was counted: figure → the judgments behind it; the open ones, silent ones first."""

    from_: date
    on: date
    figures: Mapping[str, Ids]
    open: tuple[OpenJudgment, ...]

    def number(self, name: str) -> int:
        """How many judgments a figure counts."""
        return len(self.figures.get(name, ()))


def judgment_of(dossier: Dossier) -> Judgment:
    """A dossier as it is counted."""
    return Judgment(
        dossier.id,
        dossier.office,
        dossier.officer,
        str(dossier.values.get("level") or "other"),
        bool(dossier.values.get("has_content")),
        [Taken(one.id, one.on, one.step) for one in dossier.steps],
    )


def indicators(
    dossiers: Iterable[Dossier], terms: Iterable[TermRow], from_: date, on: date, limits: Limits
) -> Indicators:
    """Count the judgments of a period that runs to a day, and how the open ones stand on that day."""
    found = list(dossiers)
    clocks = {
        number: list(own)
        for number, own in groupby(sorted(terms, key=lambda one: one.dossier_id), lambda one: one.dossier_id)
    }
    figures: dict[str, list[int]] = {}
    for one in found:
        for name in _figures(one, clocks.get(one.id, ()), (from_, on), limits):
            figures.setdefault(name, []).append(one.id)
    still = [
        OpenJudgment(one, (on - one.opened_on).days, contact(one, clocks.get(one.id, ()), on), _decided(one))
        for one in found
        if one.id in figures.get("in_progress", ()) or one.id in figures.get("postponed", ())
    ]
    return Indicators(
        from_,
        on,
        {name: tuple(dict.fromkeys(ids)) for name, ids in figures.items()},
        tuple(sorted(still, key=_silent_first)),
    )


def age(since: date, on: date, steps: Sequence[int]) -> int:
    """Which step of age (0 to 3) a day has reached, in whole months."""
    months = (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)
    return sum(months >= step for step in steps)


def _figures(
    one: Dossier, terms: Sequence[TermRow], period: tuple[date, date], limits: Limits
) -> Iterable[str]:
    from_, on = period
    columns = [column for column, _ in counted(judgment_of(one), from_, on)]
    yield from columns
    if not columns or "no_content" in columns:
        return
    yield "total"
    if not {"cancelled", "postponed"} & set(columns):
        yield "left"
    yield "monitored" if one.taken("assign") else "unmonitored"
    yield from _timeliness(terms, from_, on)
    yield from _explained(one, from_, on)
    is_open = "in_progress" in columns
    decided = _decided(one)
    if is_open and decided is not None and one.state in WITH_DECISION:
        yield f"open.{one.values.get('level') or 'other'}.{age(decided, on, limits.ages)}"
    if is_open:
        yield from _warnings(one, terms, on, limits)


def _timeliness(terms: Sequence[TermRow], from_: date, on: date) -> Iterable[str]:
    """HC-I4: of each clock that ran in the period, whether it was met in time, late, or still runs."""
    for term in terms:
        if term.due is None or term.started_on > on or (term.met_on or on) < from_:
            continue
        if term.rule in IN_TIME:
            state = "late" if term.late(on) else "in_time" if term.met_on else "running"
            yield f"{IN_TIME[term.rule]}.{state}"
        elif term.rule == "HC-13":
            answered = term.met_on is not None
            yield (
                "answer.in_time"
                if answered and not term.late(on)
                else ("answer.late" if answered else "answer.none")
            )


def _explained(one: Dossier, from_: date, on: date) -> Iterable[str]:
    """HC-I6: explanations asked of the court and answered, in the period."""
    for step, name in (("explanation_asked", "asked"), ("explanation_answered", "explained")):
        if any(from_ <= taken.on <= on for taken in one.taken(step)):
            yield name


def _warnings(one: Dossier, terms: Sequence[TermRow], on: date, limits: Limits) -> Iterable[str]:
    """RF-58: notice, session or publication late; no recommendation for months; no directive from above."""
    late = {term.rule for term in terms if term.met_on is None and term.late(on)}
    for rule, name in (
        ("HC-05", "notice"),
        ("HC-10", "session"),
        ("HC-15", "publish"),
        ("HC-09", "directive"),
    ):
        if rule in late:
            yield f"warning.{name}"
    decided = _decided(one)
    if decided is not None and not one.taken("recommend") and age(decided, on, (limits.recommend_within,)):
        yield "warning.recommend"


def _decided(one: Dossier) -> date | None:
    """The day the decision to compel was received."""
    taken = one.taken("compel_received")
    day = taken[0].values.get("compel_received_on") if taken else None
    return day if isinstance(day, date) else None


def _silent_first(one: OpenJudgment) -> tuple[int, int, int]:
    return (-(one.silence.days if one.silence else -1), -one.days, one.dossier.id)
