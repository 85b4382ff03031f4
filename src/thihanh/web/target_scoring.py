"""Chấm điểm thi đua: self-score, verification, council by different people; grades, commendations."""

from dataclasses import dataclass
from fractions import Fraction

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.law import work_year
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.offices.rules import Refused
from thihanh.statistics.numbers import Percent, half_up
from thihanh.statistics.period import month_period, version_on
from thihanh.statistics.queries import forms
from thihanh.targets import emulation
from thihanh.targets.annex import CellRefused, read_score
from thihanh.targets.card import Card, CardLine, card
from thihanh.targets.emulation import RIGHTS, STEPS, NewScore, ScoreRow, Step
from thihanh.targets.grading import NAMES_OF_STEPS, CoreResult, Scheme, grade
from thihanh.targets.schemes import scheme
from thihanh.web import figures, refusals
from thihanh.web import format as vi
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest, page
from thihanh.web.target_forecast import figures_units

YEAR = 12


@dataclass(frozen=True)
class Line:
    """A criterion with what each step gave, and what the form offers."""

    code: str
    name: str
    most: int
    mark: str
    given: tuple[str, ...]
    offered: str


@page
def show(request: PageRequest) -> HttpResponse:
    """The scores of a year; one unit opened; a post records the next step."""
    if not request.page.allows("target", "read"):
        raise refusals.not_granted(request.viewer, "target", "read")
    sent = request.POST if request.method == "POST" else request.GET
    year = vi.place(sent.get("nam", ""), work_year(request.on))
    chosen = sent.get("don-vi", "")
    problem = ""
    if request.method == "POST":
        try:
            problem = _record(request, chosen, year)
        except figures.Refusals as refused:
            problem = str(refused)
        if not problem:
            return redirect(f"{reverse('web:target-scoring')}?don-vi={chosen}&nam={year}")
    try:
        return _show(request, chosen, year, problem)
    except figures.Refusals as refused:
        context = {"error": str(refused), "years": _years(request, year)}
        return render(request, "web/target_scoring.html", context, status=400)


def _card(request: PageRequest, unit: str, year: int) -> Card:
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    return card(unit, year, YEAR, reach=reach, calendar=request.page.calendar)


def _record(request: PageRequest, unit: str, year: int) -> str:
    """Record the step sent; the sentence that says why not, "" where it was."""
    sent = request.POST
    step = sent.get("step", "")
    if step not in STEPS:
        return "Dữ liệu: chọn bước chấm điểm: tự chấm, thẩm định hoặc hội đồng."
    points: dict[str, int] = {}
    for name, text in sent.items():
        if name.startswith("p:") and str(text).strip():
            try:
                points[name[2:][:40]] = read_score(str(text)[:20])
            except CellRefused as refused:
                return f"Dữ liệu: {refused}"
    new = NewScore(unit, year, step, points, sent.get("grade", ""), sent.get("reason", ""))
    try:
        emulation.record_score(new, _card(request, unit, year), by=request.viewer, on=request.on)
    except (Refused, Denied) as refused:
        return refused.sentence
    messages.success(request, f"Đã ghi bước {NAMES_OF_STEPS[step]} của {unit}.")
    return ""


def _years(request: PageRequest, year: int) -> list[Choice]:
    newest = work_year(request.on)
    return [Choice(str(n), f"năm công tác {n}", n == year) for n in range(newest, newest - 4, -1)]


def _show(request: PageRequest, chosen: str, year: int, problem: str) -> HttpResponse:
    agency = request.viewer.agency
    end = month_period(year, YEAR).to
    rules = scheme(agency, end)
    reach = offices.reach(request.viewer, "target", "read", request.on)
    rows = emulation.scores(reach, agency, year)
    units = figures_units(request)
    by_unit = {unit: {row.step: row for row in rows if row.unit == unit} for unit, _ in units}
    context: dict[str, object] = {
        "rules": rules,
        "year": year,
        "years": _years(request, year),
        "problems": [("", problem)] if problem else [],
        "steps": [NAMES_OF_STEPS[step] for step in STEPS],
        "table": [
            (unit, name, [_total(by_unit[unit].get(step)) for step in STEPS], by_unit[unit].get("council"))
            for unit, name in units
        ],
        "commended": [
            (one, dict(units).get(one.unit, one.unit), vi.grouped(one.total / 100, 2))
            for one in emulation.commendations(rows, rules)
        ],
        "chosen": chosen,
    }
    if chosen and chosen in by_unit:
        context |= _opened(request, chosen, year, rules, by_unit[chosen])
    elif chosen:
        context["error"] = "Phạm vi: đơn vị này không nằm trong phạm vi được xem; chọn trong bảng."
        return render(request, "web/target_scoring.html", context, status=404)
    return render(request, "web/target_scoring.html", context, status=422 if problem else 200)


def _total(row: ScoreRow | None) -> str:
    return vi.grouped(row.total / 100, 2) if row else vi.NONE


def _opened(
    request: PageRequest, unit: str, year: int, rules: Scheme, done: dict[str, ScoreRow]
) -> dict[str, object]:
    """One unit: its core targets, its criteria by step, the next step where this viewer may do it."""
    found = _card(request, unit, year)
    core = emulation.core_results(rules, found)
    period = month_period(year, YEAR)
    version = version_on(period.to)
    seen = offices.reach(request.viewer, "figure", "read", request.on)
    form = forms(unit, period.from_, period.to, reach=seen, versions=(version,))["004.N", version]
    due = form.figures.count("due")
    offered = emulation.suggested(rules, found, due)
    last = done.get("verified") or done.get("self")
    following = next((step for step in STEPS if step not in done), None)
    points = last.points if last else {code: value for code, value in offered.items() if value is not None}
    reached, why = grade(rules, sum(points.values()), core)
    lines = [
        Line(
            one.code,
            one.name,
            one.points,
            one.mark,
            tuple(_points(done.get(step), one.code) for step in STEPS),
            _typed(points.get(one.code)),
        )
        for one in rules.criteria
    ]
    bonus = rules.bonus
    given = tuple(_points(done.get(step), "bonus") for step in STEPS)
    lines.append(Line("bonus", bonus.name, bonus.most, bonus.mark, given, _typed(points.get("bonus"))))
    return {
        "card": found,
        "core": [_core(found, one) for one in core if _has(found, one.indicator)],
        "lines": lines,
        "due": due,
        "following": following,
        "following_name": NAMES_OF_STEPS[following] if following else "",
        "may": following is not None and _may(request, unit, following),
        "reached": reached,
        "why": why,
        "grades": [Choice(one.code, f"hạng {one.code}", one.code == reached.code) for one in rules.grades],
        "council": done.get("council"),
        "by": {step: _who(request, row) for step, row in done.items()},
    }


def _core(found: Card, one: CoreResult) -> tuple[CardLine, bool, str, str]:
    """A core target: its line, whether met, how far short in percent of the target, the target."""
    short = one.short
    return (
        found[one.indicator],
        one.met,
        "" if short is None else str(Percent(half_up(short, Fraction(1, 100)))),
        "" if one.target is None else str(Percent(one.target)),
    )


def _has(found: Card, code: str) -> bool:
    return any(line.slot.code == code for line in found.lines)


def _may(request: PageRequest, unit: str, step: Step) -> bool:
    reach = offices.reach(request.viewer, "target", RIGHTS[step], request.on)
    return reach.covers(unit[:2], unit if "." in unit else None)


def _points(row: ScoreRow | None, code: str) -> str:
    return vi.grouped(row.points.get(code, 0) / 100, 2) if row else vi.NONE


def _typed(value: int | None) -> str:
    return "" if value is None else vi.grouped(value / 100, 2)


def _who(request: PageRequest, row: ScoreRow) -> str:
    name = offices.names_of({row.actor}, request.on).get(row.actor, row.actor)
    return f"{name}, {vi.day(row.known_on)}"
