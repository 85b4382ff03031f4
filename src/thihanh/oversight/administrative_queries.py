"""The monitored judgments of a viewer's reach with their indicators; and those the public reads."""

from dataclasses import dataclass
from datetime import date

from thihanh.dossiers import queries
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.models import Current, StepFact
from thihanh.dossiers.queries import Filters
from thihanh.law.dated import parameter
from thihanh.law.regimes import work_year, work_year_start
from thihanh.offices.queries import Viewer
from thihanh.oversight.administrative import CODE
from thihanh.oversight.administrative_fields import is_published
from thihanh.oversight.administrative_indicators import Indicators, Limits, indicators
from thihanh.oversight.administrative_states import WITH_DECISION


@dataclass(frozen=True, slots=True)
class PublicDecision:
    """A decision to compel as published: what D71 Đ.30.1 names and nothing of the winning party."""

    dossier_id: int
    agency: str
    name: str
    address: str
    decision: str
    decision_on: date
    court: str
    obligation: str
    since: date


def limits(on: date) -> Limits:
    """The thresholds of a day, in months."""
    names = ("recommend_within", "age_first", "age_second", "age_third")
    within, *ages = (int(parameter(f"administrative.{name}", on).value or 0) for name in names)
    return Limits(within, (ages[0], ages[1], ages[2]))


def of_viewer(viewer: Viewer, on: date) -> Indicators:
    """The indicators of the work year to a day over every judgment the viewer may read."""
    rows = queries.every(viewer, Filters(kinds=(CODE,)), on)
    ids = [row.id for row in rows]
    found = load(ids)
    wanted = set(ids)
    terms = [
        term
        for agency in sorted({row.agency for row in rows})
        for term in queries.terms(agency, kinds=(CODE,))
        if term.dossier_id in wanted
    ]
    start = work_year_start(work_year(on))
    return indicators((found[one] for one in sorted(found)), terms, start, on, limits(on))


def published(on: date, agency: str = "") -> tuple[PublicDecision, ...]:
    """The decisions an agency, or every agency, publishes on a day, the last published first.

    One stands from the day its publication takes effect until the judgment is performed or annulled; nobody
    has to remember to remove it here.
    """
    named = StepFact.objects.filter(step="publish", on__lte=on).values("dossier_id")
    rows = Current.objects.filter(kind=CODE, state__in=[*WITH_DECISION, "postponed"], dossier_id__in=named)
    rows = rows.filter(agency=agency) if agency else rows
    found = load(list(rows.values_list("dossier_id", flat=True)))
    shown = [_public(one) for one in found.values() if is_published(one)]
    return tuple(sorted((one for one in shown if one.since <= on), key=lambda one: one.since, reverse=True))


def _public(one: Dossier) -> PublicDecision:
    decision = one.taken("compel_received")[0].values
    day = decision["decision_on"]
    assert isinstance(day, date)
    return PublicDecision(
        dossier_id=one.id,
        agency=one.agency,
        name=str(one.values["body_name"]),
        address=str(one.values["body_address"]),
        decision=str(decision["decision"]),
        decision_on=day,
        court=str(decision["decision_court"]),
        obligation=str(one.values.get("obligation") or ""),
        since=one.taken("publish")[-1].on,
    )
