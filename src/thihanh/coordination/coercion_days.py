"""The coercion days of a span of time within a viewer's reach, each on the day it stands for now."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from thihanh.coordination.coercion import CODE, COERCION_DAY, PREPARED
from thihanh.coordination.coercion_fields import measures
from thihanh.coordination.coercion_rules import has_force
from thihanh.dossiers import queries
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.models import DossierFact, StepFact
from thihanh.dossiers.queries import Filters, Row
from thihanh.offices.queries import Viewer

_DATED = ("open", "plan", "move")
"""The steps that say on which day coercion is carried out."""
_TICK = COERCION_DAY.step("check")


@dataclass(frozen=True, slots=True)
class CoercionDay:
    """A line of the calendar; ``ticked`` says how much of the check-list is done, if it may be ticked now."""

    row: Row
    planned_on: date
    hour: int
    measure: str
    venue: str
    force: bool
    matters: tuple[int, ...]
    ticked: int
    may_tick: bool


def between(
    viewer: Viewer, first: date, last: date, on: date, *, office: str = "", group: str = ""
) -> tuple[CoercionDay, ...]:
    """The days from ``first`` to ``last``, both included, in order; cancelled ones only where asked."""
    asked = Filters(kinds=(CODE,), office=office, group=group, ids=tuple(_named(first, last)))
    rows = {one.id: one for one in queries.every(viewer, asked, on)}
    found = []
    for number, dossier in load(list(rows)).items():
        planned, hour = dossier.last("planned_on"), dossier.last("hour")
        if not isinstance(planned, date) or not first <= planned <= last:
            continue
        if dossier.state == "cancelled" and group != "cancelled":
            continue
        found.append(
            CoercionDay(
                rows[number],
                planned,
                hour if isinstance(hour, int) else 0,
                _label(str(dossier.values.get("measure") or "")),
                str(dossier.last("venue") or ""),
                has_force(dossier),
                dossier.matters,
                len(_ticked(dossier)),
                dossier.state in PREPARED and queries.may_take(viewer, dossier, _TICK.right, on),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.planned_on, one.hour, one.row.id)))


def _ticked(dossier: Dossier) -> tuple[object, ...]:
    items = dossier.last("items")
    return items if isinstance(items, tuple) else ()


def _named(first: date, last: date) -> list[int]:
    """The dossiers of which some step names a day of the span."""
    day = Cast(KeyTextTransform("date", "values__planned_on"), CharField())
    of_kind = DossierFact.objects.filter(kind=CODE).values("id")
    found = StepFact.objects.filter(dossier_id__in=of_kind, step__in=_DATED).annotate(day=day)
    span = found.filter(day__gte=first.isoformat(), day__lte=last.isoformat())
    return list(span.values_list("dossier_id", flat=True).distinct())


def _label(code: str) -> str:
    return next((one.label for one in measures() if one.code == code), code)
