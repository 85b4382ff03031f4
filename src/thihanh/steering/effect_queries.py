"""The effect of directives as pages ask for it: of one, of several at once, those without any."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters, every, seen
from thihanh.offices.queries import Viewer
from thihanh.steering import effect_reading
from thihanh.steering.directives import CODE, DIRECTIVE
from thihanh.steering.effect import Effect, Settings, Verdict, settings
from thihanh.steering.effect_kept import Mark, mark, stands
from thihanh.steering.effect_reading import Windows


@dataclass(frozen=True, slots=True)
class Asked:
    """What an effect is a function of, beside the record."""

    agency: str
    matters: tuple[int, ...]
    over: Windows


@dataclass(frozen=True, slots=True)
class Measured:
    """A directive with its effect, and the windows it was measured over."""

    directive: Dossier
    windows: Windows
    effect: Effect


def windows(given: date, on: date, by: Settings) -> Windows:
    """The longest windows that are over on a day."""
    return Windows(given, min(by.window_days, (on - given).days))


def measured(viewer: Viewer, directive_id: int, on: date) -> Measured:
    """The effect of a directive the viewer may read. Raises LookupError."""
    found = seen(viewer, directive_id, on)
    if found.kind is not DIRECTIVE:
        raise LookupError(directive_id)
    return of(found, on)


def of(directive: Dossier, on: date) -> Measured:
    """The effect of a directive at hand."""
    return of_all((directive,), on)[0]


def of_all(directives: Sequence[Dossier], on: date) -> tuple[Measured, ...]:
    """The effect of directives at hand, each as if it were asked alone; those of one day are read together.

    What was worked out is said again as long as the record stands still up to the end of its windows.
    """
    asked = [Asked(one.agency, one.matters, windows(one.opened_on, on, settings())) for one in directives]
    judged = [one for one in asked if len(one.matters) >= settings().least_matters and one.over.are_long]
    effects = _effects(judged)
    return tuple(
        Measured(one, what.over, effects.get(what) or Effect(_unjudged(what)))
        for one, what in zip(directives, asked, strict=True)
    )


def _unjudged(asked: Asked) -> Verdict:
    return "few" if len(asked.matters) < settings().least_matters else "early"


def without_effect(viewer: Viewer, on: date) -> tuple[Measured, ...]:
    """The directives on matters, given long enough ago, of which no effect is seen; the newest first."""
    rows = every(viewer, Filters(kinds=(CODE,)), on)
    known = load([row.id for row in rows if (on - row.opened_on).days >= settings().least_days])
    found = of_all([one for one in known.values() if one.matters and one.state != "cancelled"], on)
    unseen = [one for one in found if one.effect.verdict in ("unseen", "worse")]
    return tuple(sorted(unseen, key=lambda one: (one.directive.opened_on, one.directive.id), reverse=True))


_KEPT: Final[dict[Asked, tuple[Mark, Effect]]] = {}
_MOST: Final = 1_024


def _effects(asked: Sequence[Asked]) -> dict[Asked, Effect]:
    """The effects asked for, those that no longer stand worked out anew."""
    since = cache(stands)
    known: dict[Asked, Effect] = {}
    groups: dict[tuple[str, Windows], list[Asked]] = defaultdict(list)
    for one in dict.fromkeys(asked):
        kept = _KEPT.get(one)
        if kept and since(kept[0], one.over.end):
            known[one] = kept[1]
        else:
            groups[one.agency, one.over].append(one)
    for (agency, over), group in groups.items():
        now = mark()
        found = effect_reading.effects(agency, over, [one.matters for one in group])
        known |= zip(group, found, strict=True)
        _KEPT.update((one, (now, effect)) for one, effect in zip(group, found, strict=True))
    while len(_KEPT) > _MOST:
        del _KEPT[next(iter(_KEPT))]
    return known
