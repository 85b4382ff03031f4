"""Hôm nay: the ten acts to do first with reasons, what waits for the viewer's hand, the unit's results."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thihanh.deadlines import Deadline, Refused, compute
from thihanh.dossiers import queries as dossiers
from thihanh.dossiers.queries import Row
from thihanh.law import regime_on
from thihanh.law.citations import cite
from thihanh.law.terms import rules
from thihanh.matters import queries as matters
from thihanh.matters.listing import MatterRow
from thihanh.offices import queries as offices
from thihanh.procedures import catalogue
from thihanh.procedures.act import Act
from thihanh.procedures.case import Case, load_cases
from thihanh.procedures.day import Day, Place, first
from thihanh.procedures.day_rule import sentences
from thihanh.procedures.judging import check_may_open, refusal_of
from thihanh.procedures.open_acts import BEFORE, RunningTerm, open_acts, terms_of
from thihanh.statistics.numbers import Absent
from thihanh.statistics.unit import scope_of
from thihanh.targets.goals import Assigned, assigned
from thihanh.web import board, day_words, refusals, waiting
from thihanh.web.board import Result
from thihanh.web.page import PageRequest, home_of, page

_MOST_DOSSIERS = 5


@dataclass(frozen=True)
class Line:
    """One of the ten as the page prints it. ``basis`` is the article under which the act is done."""

    place: Place
    row: MatterRow
    what: str
    address: str
    basis: str
    term: RunningTerm | None
    more: int
    reason: str
    why: str
    stage: str


@dataclass(frozen=True)
class Side:
    """One result of the unit with the target that holds for it."""

    name: str
    result: Result
    goal: Assigned | Absent
    beat: board.Figure


@page
def today(request: PageRequest) -> HttpResponse:
    """The day of whoever may read matters: own ones, or for those who serve an office the office's."""
    if not request.page.allows("matter", "read"):
        raise refusals.not_granted(request.viewer, "matter", "read")
    return show(request)


def show(request: PageRequest) -> HttpResponse:
    """The page itself; also the first page of officers and of those who serve an office."""
    reach, unit = _scope(request)
    chosen = first(open_acts(reach), on=request.on, calendar=request.page.calendar)
    held = matters.page(reach, matters.Filters(ended=False), limit=1)
    late = matters.page(reach, matters.Filters(ended=False, overdue_on=request.on), limit=1)
    own = _holds(request)
    stands_in_for = sorted(request.viewer.own_officers - {request.viewer.officer}) if own else []
    context = {
        "day": chosen,
        "reasons": day_words.reasons(chosen),
        "lines": _lines(request, reach, chosen),
        "held": held,
        "late": late,
        "officer": request.viewer.officer if own else "",
        "stands_in_for": [request.page.names.officers.get(code, code) for code in stands_in_for],
        "serves": request.page.home == "day" and not own,
        "papers": waiting.papers(request),
        "dossiers": _dossiers(request) if own else (),
        "sides": _sides(request, unit) if held.total else [],
        "watched": board.watched(request, unit) if held.total and _counts(request, unit) else [],
        "rule": sentences(request.on),
        "calendar": request.page.calendar,
    }
    return render(request, "web/home_tasks.html", context)


def _dossiers(request: PageRequest) -> tuple[Row, ...]:
    """The viewer's own dossiers whose terms run out first."""
    asked = dossiers.Filters(group="open", officer=request.viewer.officer)
    found = dossiers.page(request.viewer, asked, request.on, limit=_MOST_DOSSIERS)
    return tuple(row for row in found.rows if row.next_due is not None)


def _scope(request: PageRequest) -> tuple[offices.Reach, str]:
    """Whose matters the ten come from, and the unit whose results stand beside them."""
    reach = own_reach(request.viewer, request.on)
    return reach, request.viewer.officer if _holds(request) else request.viewer.unit


def _holds(request: PageRequest) -> bool:
    """Whether the day is of matters that one holds; else it is of an office that one serves."""
    return bool(offices.reach(request.viewer, "matter", "act", request.on).officers)


def own_reach(viewer: offices.Viewer, on: date) -> offices.Reach:
    """Whose matters are the viewer's day: those he may act on, else those of the office he serves."""
    acting = offices.reach(viewer, "matter", "act", on)
    if acting.officers:
        return offices.Reach(officers=acting.officers)
    if home_of(viewer) == "day":
        return offices.reach(viewer, "matter", "read", on)
    return offices.Reach()


def _lines(request: PageRequest, reach: offices.Reach, chosen: Day) -> list[Line]:
    ids = tuple(place.open.matter for place in chosen.places)
    if not ids:
        return []
    rows = {row.id: row for row in matters.page(reach, matters.Filters(ids=ids), limit=len(ids)).rows}
    cases = load_cases(ids, by=request.viewer, on=request.on)
    terms: dict[int, list[RunningTerm]] = {}
    for term in terms_of(ids):
        terms.setdefault(term.matter, []).append(term)
    return [
        _line(request, place, rows[place.open.matter], terms.get(place.open.matter, []), cases)
        for place in chosen.places
        if place.open.matter in rows
    ]


def _line(
    request: PageRequest,
    place: Place,
    row: MatterRow,
    terms: list[RunningTerm],
    cases: Mapping[int, Case],
) -> Line:
    act = catalogue.acts().get(place.open.act)
    term = next((one for one in terms if one.no == place.open.term), None)
    counted = _counted(request, term) if term else None
    label = act.label if act else place.open.act
    return Line(
        place=place,
        row=row,
        what=rules()[term.rule].act if term else label,
        address=_address(act, cases[row.id]),
        basis=counted.article if counted else _basis(act, request),
        term=term,
        more=len(terms) - 1 if term else 0,
        reason=day_words.NAMES[place.reason],
        why=day_words.why(place),
        stage=row.stage_on(request.on),
    )


def _address(act: Act | None, case: Case) -> str:
    """The page of the act, or of the one to do before it, if possible now; else the matter's terms."""
    before = catalogue.acts().get(BEFORE.get(act.code, "")) if act else None
    for one in (act, before):
        if one is not None and _possible(one, case):
            return reverse("web:do", args=[case.id, one.code])
    return reverse("web:matter", args=[case.id]) + "#han"


def _possible(act: Act, case: Case) -> bool:
    return refusal_of(lambda: check_may_open(act, case)) is None


def _counted(request: PageRequest, term: RunningTerm) -> Deadline | None:
    facts: Mapping[str, bool | str] = dict(term.facts)
    try:
        return compute(
            term.rule, from_=term.from_, regime=term.regime, facts=facts, calendar=request.page.calendar
        )
    except Refused:  # the number of the rule is gone since the projection was made; the page shows the rule
        return None


def _basis(act: Act | None, request: PageRequest) -> str:
    article = act.articles.get(regime_on(request.on), "") if act else ""
    return cite(article) if article else ""


def _counts(request: PageRequest, unit: str) -> bool:
    """Whether the viewer may see the live figures of this unit."""
    if not unit or not unit[0].isdigit():
        return False
    scope = scope_of(unit)
    office = scope.office or request.viewer.unit
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    return reach.covers(scope.agency, office, scope.officer)


def _sides(request: PageRequest, unit: str) -> list[Side]:
    if not _counts(request, unit):
        return []
    names = ("Về việc", "Về tiền")
    return [
        Side(name, one, goal, board.beat(one.rate, goal))
        for name, one in zip(names, board.results(request, unit), strict=True)
        for goal in (assigned(unit, one.form.form.of, request.on),)
    ]
