"""Scorecards of live units, and published figures of all units for the map."""

from dataclasses import dataclass

from thihanh.offices.reach import Reach
from thihanh.statistics.numbers import Percent, Points
from thihanh.statistics.period import Version, month_period, version_on
from thihanh.statistics.published import Qualified
from thihanh.statistics.queries import forms
from thihanh.targets.goals import assigned
from thihanh.targets.published import EDITION_NAMES, provinces
from thihanh.targets.scorecard import Given, Scorecard, labels_of, side_of


def scorecard(unit: str, year: int, month: int, *, reach: Reach, version: Version | None = None) -> Scorecard:
    """A unit's results against targets for the cumulative period of ``month`` months of a work year.

    Raises Denied, UnknownUnit, RefusedPeriod, InvariantBroken.
    """
    period, last_year = month_period(year, month), month_period(year - 1, month)
    chosen = version or version_on(period.to)
    then = version or version_on(last_year.to)
    now = forms(unit, period.from_, period.to, reach=reach, versions=(chosen,))
    before = forms(unit, last_year.from_, last_year.to, reach=reach, versions=(then,))
    cases, money = (
        side_of(
            Given(
                form=now[code, chosen],
                before=before[code, then],
                target=assigned(unit, of, period.to),
                year=year,
                month=month,
            )
        )
        for code, of in (("004.N", "cases"), ("005.N", "money"))
    )
    form = now["004.N", chosen]
    return Scorecard(
        unit=unit,
        name=form.figures.name,
        work_year=year,
        month=month,
        to=period.to,
        version=chosen,
        cases=cases,
        money=money,
        labels=labels_of(form, before["004.N", then]),
    )


@dataclass(frozen=True, slots=True)
class Tile:
    """A province's published rates of a period, as printed; it does not open."""

    unit: str
    name: str
    cases: Qualified | None
    money: Qualified | None
    cases_beat: Points | None
    money_beat: Points | None
    edition: str
    source: str
    note: str

    @property
    def cases_rate(self) -> Percent | None:
        """The rate of cases where it is printed as a figure, not a bound."""
        return _exact(self.cases)


def _exact(figure: Qualified | None) -> Percent | None:
    return None if figure is None or figure.is_bound else Percent.read(str(figure.value))


def published_tiles(year: int, month: int) -> tuple[Tile, ...]:
    """The provinces with published results of a period, on that year's boundary."""
    return tuple(
        Tile(
            unit=row.unit,
            name=row.name,
            cases=row.rate("cases"),
            money=row.rate("money"),
            cases_beat=row.beat("cases"),
            money_beat=row.beat("money"),
            edition=EDITION_NAMES[row.edition],
            source=row.source,
            note=row.note,
        )
        for row in provinces(year, month)
        if row.unit
    )
