"""What an annex adds up to: plain and weighted averages of the targets given, beside the agency's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thihanh.law import work_year, work_year_start
from thihanh.offices.reach import Reach
from thihanh.statistics.numbers import Percent, Points, half_up
from thihanh.statistics.period import version_on
from thihanh.statistics.queries import forms
from thihanh.targets.annex import AnnexRow
from thihanh.targets.goals import held_by
from thihanh.targets.indicators import Indicator


@dataclass(frozen=True, slots=True)
class Average:
    """Of one indicator: how many units, the plain mean, the mean weighted by what is có điều kiện now, the
    agency's own target and how far the weighted (else the plain) mean is from it; a sum for counts."""

    name: str
    units: int
    plain: Percent | None
    weighted: Percent | None
    agency: Percent | None
    beat: Points | None
    total: int | None


def averages(
    agency: str, rows: Sequence[AnnexRow], slots: Sequence[Indicator], on: date, *, reach: Reach
) -> tuple[Average, ...]:
    """The averages of the rows given to units under the agency; weights only where the reach covers it."""
    given = [row for row in rows if row.unit != agency]
    if not given:
        return ()
    held = held_by(agency, on) | {row.indicator: row.hundredths for row in rows if row.unit == agency}
    weights = _weights(agency, on, reach)
    found = []
    for slot in slots:
        own = [row for row in given if row.indicator == slot.code]
        if not own:
            continue
        if not slot.is_rate:
            found.append(
                Average(
                    slot.short, len(own), None, None, None, None, sum(row.hundredths for row in own) // 100
                )
            )
            continue
        plain = Percent(half_up(Fraction(sum(row.hundredths for row in own), len(own))))
        weighted = _weighted(own, weights.get(slot.code, {}))
        agency_target = Percent(held[slot.code]) if slot.code in held else None
        mean = weighted or plain
        beat = mean - agency_target if agency_target else None
        found.append(Average(slot.short, len(own), plain, weighted, agency_target, beat, None))
    return tuple(found)


def _weighted(own: Sequence[AnnexRow], weights: Mapping[str, int]) -> Percent | None:
    total = sum(weights.get(row.unit, 0) for row in own)
    if not total or any(row.unit not in weights for row in own):
        return None
    return Percent(half_up(Fraction(sum(row.hundredths * weights[row.unit] for row in own), total)))


def _weights(agency: str, on: date, reach: Reach) -> Mapping[str, Mapping[str, int]]:
    """What each office and officer has có điều kiện in the year so far, by indicator."""
    if not reach.covers(agency):
        return {}
    version = version_on(on)
    found = forms(agency, work_year_start(work_year(on)), on, reach=reach, versions=(version,))
    weights: dict[str, dict[str, int]] = {}
    for code, indicator in (("004.N", "cases.rate"), ("005.N", "money.rate")):
        rows = found[code, version].rows
        own = weights.setdefault(indicator, {})
        for row in (*rows, *(part for office in rows for part in office.parts)):
            own[row.code] = own.get(row.code, 0) + row.count("eligible")
    return weights
