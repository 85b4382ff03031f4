"""The terms that run on a matter: which rule, from which fact, until when. Pure.

A term names its rule and trigger only; ``thihanh.deadlines`` counts and explains it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.deadlines import Calendar, due_date
from thihanh.matters.rules import StageOn


@dataclass(frozen=True, slots=True)
class Term:
    """An open term: the rule, what to do, the trigger with its name, the facts that switch variants."""

    rule: str
    act: str
    trigger: str
    from_: date
    due: date
    facts: tuple[tuple[str, bool], ...] = ()


def open_terms(
    history: Sequence[StageOn],
    *,
    tags: Sequence[str],
    calendar: Calendar,
    verified_on: date | None = None,
) -> tuple[Term, ...]:
    """The terms open in the last stage of ``history``, nearest first."""
    if not history:
        return ()
    found = _OPEN.get(history[-1].stage, _nothing)(history, tags, calendar, verified_on)
    return tuple(sorted(found, key=lambda term: term.due))


def next_term(
    history: Sequence[StageOn],
    *,
    tags: Sequence[str],
    calendar: Calendar,
    verified_on: date | None = None,
) -> Term | None:
    """The nearest open term, if any."""
    terms = open_terms(history, tags=tags, calendar=calendar, verified_on=verified_on)
    return terms[0] if terms else None


def _term(rule: str, act: str, trigger: str, from_: date, calendar: Calendar, **facts: bool) -> Term:
    return Term(
        rule, act, trigger, from_, due_date(rule, from_, calendar, facts=facts), tuple(sorted(facts.items()))
    )


def _nothing(*_: object) -> list[Term]:
    return []


def _after_decision(
    history: Sequence[StageOn], _tags: Sequence[str], calendar: Calendar, _verified: date | None
) -> list[Term]:
    decided = history[0].on
    found = [
        _term("DL-13", "Thông báo quyết định cho đương sự", "ngày ra quyết định", decided, calendar),
        _term("DL-12", "Gửi quyết định cho Viện kiểm sát", "ngày ra quyết định", decided, calendar),
    ]
    if history[-1].stage == "assigned":
        found.append(_term("DL-10", "Lập hồ sơ thi hành án", "ngày phân công", history[-1].on, calendar))
    return found


def _voluntary(
    history: Sequence[StageOn], _tags: Sequence[str], calendar: Calendar, _verified: date | None
) -> list[Term]:
    noticed = next(s.on for s in reversed(history) if s.stage == "voluntary")
    voluntary = _term("DL-18", "Hết thời hạn tự nguyện", "ngày thông báo hợp lệ", noticed, calendar)
    return [
        voluntary,
        _term("DL-19", "Xác minh lần đầu", "hết thời hạn tự nguyện", voluntary.due, calendar),
    ]


def _verifying(
    history: Sequence[StageOn], tags: Sequence[str], calendar: Calendar, verified: date | None
) -> list[Term]:
    if not any(s.stage == "voluntary" for s in history):
        return []
    return _voluntary(history, tags, calendar, verified)[1:]


def _no_means(
    history: Sequence[StageOn], tags: Sequence[str], calendar: Calendar, verified: date | None
) -> list[Term]:
    prisoner = "cause:prisoner" in tags
    last = max(history[-1].on, verified) if verified else history[-1].on
    return [
        _term(
            "DL-21",
            "Xác minh định kỳ",
            "lần xác minh gần nhất",
            last,
            calendar,
            **({"prison_over_2_years": True} if prisoner else {}),
        )
    ]


_OPEN = {
    "decided": _after_decision,
    "assigned": _after_decision,
    "voluntary": _voluntary,
    "verifying": _verifying,
    "no_means": _no_means,
}
