"""What the system works out for the figures of the articles, from the live data of each province."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from thihanh.law import parameter, work_year_end, work_year_start
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics.numbers import Absent, Growth, Percent, Points
from thihanh.statistics.period import month_period, version_on
from thihanh.statistics.queries import forms
from thihanh.statistics.result import FormResult
from thihanh.statistics.tagged import tagged
from thihanh.targets.articles import Answer, Computed, Figure, answers
from thihanh.targets.goals import Assigned
from thihanh.targets.queries import scorecard
from thihanh.targets.scorecard import BesideNation, Side

_Hundredths = Percent | Points | Growth


def _hundredths(value: _Hundredths | Absent | int) -> Computed:
    return None if isinstance(value, Absent | int) else Fraction(value.hundredths, 100)


@cache
def _forms(unit: str, year: int) -> Mapping[str, FormResult]:
    period = month_period(year, 12)
    version = version_on(period.to)
    found = forms(unit, period.from_, period.to, reach=EVERYTHING, versions=(version,))
    return {"cases": found["004.N", version], "money": found["005.N", version]}


@cache
def _sides(unit: str, year: int) -> Mapping[str, Side]:
    card = scorecard(unit, year, 12, reach=EVERYTHING)
    return {"cases": card.cases, "money": card.money}


def _of_form(figure: Figure, kind: str, what: str) -> Computed:
    """A column or chain line, a share of what was handled, or a change on the year before."""
    now = _forms(figure.unit, figure.year)[kind].figures
    if what == "eligible_share":
        return _hundredths(Percent.of(now.count("eligible"), now.count("handled")))
    if what == "handled_change":
        before = _forms(figure.unit, figure.year - 1)[kind].figures
        return Fraction(now.count("handled") - before.count("handled"))
    return Fraction(now.count(what))


def _of_side(figure: Figure, kind: str, what: str) -> Computed:
    side = _sides(figure.unit, figure.year)[kind]
    if what == "target":
        return _hundredths(side.target.value) if isinstance(side.target, Assigned) else None
    if what == "over_nation":
        return _hundredths(side.nation.points) if isinstance(side.nation, BesideNation) else None
    return _hundredths({"rate": side.rate, "beat": side.beat, "resolved_growth": side.resolved_growth}[what])


def _of_law(figure: Figure) -> Computed:
    start, end = work_year_start(figure.year), work_year_end(figure.year)
    if figure.compute.startswith("year."):
        return Fraction(f"{start if figure.compute == 'year.start' else end:%Y%m%d}")
    value = parameter(figure.compute, end).value
    return None if value is None else Fraction(value)


def computed(figure: Figure) -> Computed:
    """What the system works out for a figure; none where the province's register is not loaded."""
    kind, _, what = figure.compute.partition(".")
    if kind in ("year", "watch"):
        return _of_law(figure)
    if what == "target":
        return _of_side(figure, kind, what)
    if not _forms(figure.unit, figure.year)["cases"].figures.count("handled"):
        return None
    if kind == "corruption":
        found = tagged(figure.unit, "corruption", work_year_end(figure.year), reach=EVERYTHING)
        return Fraction(found.judgments_done if what == "judgments" else found.money.figures.count("done"))
    if what in ("rate", "beat", "resolved_growth", "over_nation"):
        return _of_side(figure, kind, what)
    return _of_form(figure, kind, what)


def article_answers() -> tuple[Answer, ...]:
    """Every figure of the articles judged on the data loaded now."""
    _forms.cache_clear()
    _sides.cache_clear()
    return answers(computed)
