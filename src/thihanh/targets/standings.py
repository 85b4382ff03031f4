"""A ranking with all that one may argue with: intervals, the way up, case mix, weights.

Inside an agency units rank on live figures, for a reach that covers the agency (officers: their office);
provinces stand in ``provincial``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from thihanh.law.notation import dotted
from thihanh.offices.reach import Reach
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import Period, Version, month_period, version_on
from thihanh.statistics.queries import forms
from thihanh.statistics.result import FormResult, UnitFigures
from thihanh.statistics.unit import scope_of
from thihanh.targets.adjusting import Adjusted, Composite, case_mix, composite
from thihanh.targets.columns import Column, composite_weights
from thihanh.targets.columns import column as find
from thihanh.targets.decisions import recorded
from thihanh.targets.goals import Assigned, assigned
from thihanh.targets.ranking import Basis, Line, Move, Ranking, move_up, rank
from thihanh.targets.resampling import CountSample, Interval, MoneySample, Sample, intervals
from thihanh.targets.sampling import Holding, dealt, money_samples

Level = Literal["offices", "officers", "provinces"]
LIVE = "trực tiếp"
_HOLDING: Mapping[Level, Holding] = {"offices": "office", "officers": "officer"}
_NO_MONEY: Mapping[str, MoneySample] = {}
_UNASSIGNED = Absent("việc chưa phân công, không phải là một đơn vị")
_CENSUS = Absent("Số đếm đủ, không rút ra từ số nào nên không có khoảng.")


@dataclass(frozen=True, slots=True)
class Standing:
    """A ranking and, by unit, the interval of its rank, what would move it up, its case-mix reading, its
    composite; ``labels`` must stand beside."""

    ranking: Ranking
    level: Level
    intervals: Mapping[str, Interval | Absent]
    moves: Mapping[str, Move | Absent]
    adjusted: Mapping[str, Adjusted]
    composites: Mapping[str, Composite]
    volumes: Mapping[str, int]
    labels: tuple[str, ...]
    summary: str


def inside(
    column: Column, unit: str, year: int, month: int, *, reach: Reach, level: Level = "offices"
) -> Standing:
    """The offices or officers of a unit by a column, on live figures.

    Raises Denied, UnknownUnit, RefusedPeriod.
    """
    period = month_period(year, month)
    version = version_on(period.to)
    found = forms(unit, period.from_, period.to, reach=reach, versions=(version,))
    by_form = {"cases": found["004.N", version], "money": found["005.N", version]}
    basis = Basis(year, month, "", LIVE)
    rows = {of: _rows(form, level) for of, form in by_form.items()}
    lines = [_line(column, row, basis) for row in rows[column.of]]
    ranking = rank(column, lines)
    scope, by = scope_of(unit), _HOLDING[level]
    drawn = (
        money_samples(scope, period, version, column, by, reach=reach) if column.of == "money" else _NO_MONEY
    )
    samples = {one.line.unit: _sample(column, one.line, drawn) for one in ranking.places}
    # Only for the two completion rates: other columns are themselves the mix.
    mixed = (
        dealt(scope, period, version, column.of, by, reach=reach)
        if column.code in ("cases.rate", "money.rate")
        else ()
    )
    return Standing(
        ranking=ranking,
        level=level,
        intervals=intervals_of(samples, column),
        moves={one.line.unit: move_up(ranking, one.line.unit) for one in ranking.places},
        adjusted=case_mix(one for one in mixed if one.unit in samples),
        composites=_composites(rows, period, level),
        volumes={row.code: row.count("eligible") for row in rows[column.of]},
        labels=_labels(column, period, version),
        summary=summary(ranking),
    )


def _rows(form: FormResult, level: Level) -> list[UnitFigures]:
    if level == "offices" or form.scope.unit_kind == "office":
        return list(form.rows)
    return [part for row in form.rows for part in row.parts]


def _line(column: Column, row: UnitFigures, basis: Basis) -> Line:
    parts = {name: row.count(name) for name in {column.part, column.whole} - {""}}
    value = column.value(parts) if row.code else _UNASSIGNED
    return Line(row.code, row.name, parts, basis, value)


def _sample(column: Column, line: Line, drawn: Mapping[str, MoneySample]) -> Sample | Absent:
    if column.of == "money":
        return drawn.get(line.unit, MoneySample((), (), column.is_ratio))
    if not column.whole:
        return _CENSUS
    return CountSample(line.parts[column.part], line.parts[column.whole], column.is_ratio)


def intervals_of(samples: Mapping[str, Sample | Absent], column: Column) -> dict[str, Interval | Absent]:
    given = {unit: sample for unit, sample in samples.items() if not isinstance(sample, Absent)}
    drawn = dict(zip(given, intervals(list(given.values()), column.better), strict=True))
    absent = {unit: sample for unit, sample in samples.items() if isinstance(sample, Absent)}
    return {**drawn, **absent}


def _composites(rows: Mapping[str, list[UnitFigures]], period: Period, level: Level) -> dict[str, Composite]:
    achieved: dict[str, dict[str, Percent]] = {}
    decided = recorded()
    for of, found in rows.items():
        for row in found:
            goal = assigned(row.code, of, period.to, among=decided) if row.code else _UNASSIGNED
            value = row["rate"]
            if isinstance(value, Percent) and isinstance(goal, Assigned) and goal.value.hundredths:
                ratio = Percent.of(value.hundredths, goal.value.hundredths)
                achieved.setdefault(row.code, {})[f"{of}.rate"] = ratio
    return composite(achieved, composite_weights())[0] if level != "provinces" else {}


_INSTRUMENTS: dict[Version, str] = {"R08": "NĐ 139/2026", "R25": "NĐ 152/2026"}


def _labels(column: Column, period: Period, version: Version) -> tuple[str, ...]:
    weights = composite_weights()
    shares = ", ".join(f"{find(name).name.lower()} {share}" for name, share in weights.of.items())
    found = [
        f"{period.label}; số liệu trực tiếp, chưa khóa sổ; biểu theo {_INSTRUMENTS[version]}.",
        "Hạng 1-2-2-4 trên số đã làm tròn; "
        + ("cao hơn là tốt hơn." if column.better == "higher" else "thấp hơn là tốt hơn."),
        "Khoảng hạng: rút lại việc 1.000 lần với mầm cố định, lấy 95% ở giữa; khoảng của tỷ lệ về tiền hẹp "
        "hơn thực tế khi vài việc rất lớn chiếm phần lớn số tiền.",
        f"Điểm tổng hợp: tỷ lệ hoàn thành chỉ tiêu, trọng số {shares} [{weights.mark}], mỗi trọng số dịch "
        f"±{weights.swing}.",
    ]
    return tuple(found)


def summary(ranking: Ranking) -> str:
    """The ranking in a sentence or two, for whoever reads instead of looking."""
    if not ranking.places:
        return "Chưa đơn vị nào có số liệu để xếp hạng."
    column = ranking.column
    first, last = ranking.places[0], ranking.places[-1]
    ties = len(ranking.places) - len({one.rank for one in ranking.places})
    said = (
        f"{len(ranking.places)} đơn vị có số liệu; đứng đầu {first.line.name} "
        f"({shown(column, first.value)}), cuối {last.line.name} ({shown(column, last.value)})."
    )
    if ties:
        said += f" {ties} đơn vị đồng hạng với đơn vị khác."
    if ranking.unranked:
        said += f" {len(ranking.unranked)} đơn vị không xếp hạng."
    return said


def shown(column: Column, value: int) -> str:
    """A ranked value with its unit."""
    figure = column.shown(value)
    return str(figure) if isinstance(figure, Percent) else f"{dotted(figure)} {column.unit}"
