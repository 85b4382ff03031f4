"""A unit's published results over the years: editions apart, breaks named, merged provinces rebuilt. Pure.

A year of a province that has grown is the sum of its parts only where every part has published the figure;
else the point says which part is missing. Nothing is interpolated.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from importlib import resources

from thihanh.statistics.numbers import Percent
from thihanh.statistics.published import Qualified
from thihanh.targets.consistency.statements import Statement, is_percent
from thihanh.targets.places import has_changed, parts_of
from thihanh.targets.published import NATIONAL, PublishedRow, edition_name

WHOLE_YEAR = 12
MEASURES = ("new", "due", "eligible", "done", "carried", "rate_pub")
_SUMS = ("opening", "new", "handled", "due", "eligible", "not_eligible", "done", "carried")
_FINAL, _FIRST = ("final", "annual"), ("preliminary",)


@dataclass(frozen=True, slots=True)
class Break:
    """A year from which figures mean something else: ``year`` is the first after it."""

    year: int
    label: str
    text: str
    source: str
    mark: str


@cache
def _breaks() -> tuple[tuple[str, Break], ...]:
    text = resources.files("thihanh.targets").joinpath("data", "breaks.toml").read_text("utf-8")
    return tuple(
        (row["scope"], Break(row["year"], row["label"], row["text"], row["source"], row["mark"]))
        for row in tomllib.loads(text)["break"]
    )


@dataclass(frozen=True, slots=True)
class Point:
    """A unit's figures of a period in one edition; ``parts`` says what was added up, ``missing`` what lacks.

    ``derived`` names the columns that were worked out here (carried = due − done; rate of a sum).
    """

    year: int
    months: int
    edition: str
    row: str
    source: str
    origin: str
    figures: Mapping[str, Statement]
    derived: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def edition_name(self) -> str:
        """The edition in words."""
        return f"ghép từ {' + '.join(self.parts)}" if self.parts else edition_name(self.edition)

    @property
    def is_preliminary(self) -> bool:
        """Whether a final edition may still come, or has come apart from it."""
        return self.edition in _FIRST


@dataclass(frozen=True, slots=True)
class Series:
    """All published points of a unit, and the breaks among them."""

    unit: str
    name: str
    points: tuple[Point, ...]
    breaks: tuple[Break, ...] = field(default=())

    @property
    def years(self) -> tuple[int, ...]:
        """Every work year from the first to the last with a whole-year point, gaps included."""
        found = [point.year for point in self.points if point.months == WHOLE_YEAR]
        return tuple(range(min(found), max(found) + 1)) if found else ()

    def yearly(self, year: int, *, preliminary: bool) -> Point | None:
        """The whole-year point of a year in its final (or only) edition, or in its preliminary one."""
        wanted = _FIRST if preliminary else _FINAL
        found = [
            one
            for one in self.points
            if (one.year, one.months) == (year, WHOLE_YEAR) and (one.edition in wanted) and not one.missing
        ]
        return min(found, key=lambda one: (wanted.index(one.edition), bool(one.parts)), default=None)

    @property
    def interim(self) -> tuple[Point, ...]:
        """The points of less than a year."""
        return tuple(point for point in self.points if point.months != WHOLE_YEAR)

    @property
    def incomplete(self) -> tuple[Point, ...]:
        """Years that could not be rebuilt whole, with the parts that are missing."""
        return tuple(point for point in self.points if point.missing)


Origin = Callable[[PublishedRow], str]


def series(unit: str, name: str, rows: Sequence[PublishedRow], origin: Origin) -> Series:
    """The series of the country ("CQL") or of one of the 34 provinces; ``origin`` says whose row one is."""
    own = [row for row in rows if row.unit == unit and row.boundary in ("", "34")]
    points = [_point(row, origin) for row in own]
    if unit != NATIONAL and has_changed(unit):
        points += _rebuilt(unit, rows)
    scopes = ("all", "province") if unit != NATIONAL and has_changed(unit) else ("all",)
    order = {"preliminary": 0, "annual": 1, "final": 2, "interim": 3}
    points.sort(key=lambda one: (one.year, one.months, order.get(one.edition, 4), one.row))
    return Series(unit, name, tuple(points), tuple(one for scope, one in _breaks() if scope in scopes))


def _point(row: PublishedRow, origin: Origin) -> Point:
    figures = {column: Statement(row.row, column, value, row.source) for column, value in row.figures.items()}
    return _with_carried(
        Point(row.work_year, row.months, row.edition, row.row, row.source, origin(row), figures)
    )


def _with_carried(point: Point) -> Point:
    """Backlog worked out where it is not printed: what is due less what is done, as known as both are."""
    figures, derived = dict(point.figures), set(point.derived)
    for of in ("cases", "money"):
        due, done = figures.get(f"{of}_due"), figures.get(f"{of}_done")
        column = f"{of}_carried"
        if column not in figures and due is not None and done is not None:
            figures[column] = _worked_out(column, due.value.value - done.value.value, (due, done))
            derived.add(column)
    return Point(
        point.year,
        point.months,
        point.edition,
        point.row,
        point.source,
        point.origin,
        figures,
        frozenset(derived),
        point.parts,
        point.missing,
    )


def _worked_out(column: str, value: Fraction, of: Iterable[Statement]) -> Statement:
    known = list(of)
    bound = any(one.value.is_bound for one in known)
    step = Fraction(1, 100) if is_percent(column) else max(one.value.step for one in known)
    return Statement("", column, Qualified(value, "about" if bound else "exact", step), "")


def _rebuilt(unit: str, rows: Sequence[PublishedRow]) -> list[Point]:
    """Years before the merger from the old provinces' rows."""
    parts = parts_of(unit)
    old = [row for row in rows if row.boundary == "63" and row.unit in dict(parts)]
    periods = sorted({(row.work_year, row.months) for row in old})
    return [_sum((year, months), parts, old) for year, months in periods]


def _sum(period: tuple[int, int], parts: tuple[tuple[str, str], ...], old: list[PublishedRow]) -> Point:
    found = {
        code: _best([row for row in old if row.unit == code and (row.work_year, row.months) == period])
        for code, _ in parts
    }
    missing = tuple(name for code, name in parts if found[code] is None)
    have = [row for row in found.values() if row is not None]
    figures = {} if missing else _added(have)
    rates = {f"{of}_rate_pub" for of in ("cases", "money") if f"{of}_rate_pub" in figures}
    return _with_carried(
        Point(
            year=period[0],
            months=period[1],
            edition="annual" if period[1] == WHOLE_YEAR else "interim",
            row="+".join(row.row for row in have),
            source="; ".join(dict.fromkeys(row.source for row in have)),
            origin="ghép theo bảng 63 → 34",
            figures=figures,
            derived=frozenset(rates),
            parts=tuple(row.name for row in have),
            missing=missing,
        )
    )


def _best(rows: list[PublishedRow]) -> PublishedRow | None:
    order = ("final", "annual", "preliminary", "interim")
    return min(rows, key=lambda row: order.index(row.edition), default=None)


def _added(rows: Sequence[PublishedRow]) -> dict[str, Statement]:
    """Sums of the columns that every part prints, and the rates of the sums."""
    figures: dict[str, Statement] = {}
    for of in ("cases", "money"):
        for what in _SUMS:
            column = f"{of}_{what}"
            values = [row.figures.get(column) for row in rows]
            known = [
                Statement(row.row, column, value, row.source)
                for row, value in zip(rows, values, strict=True)
                if value
            ]
            if len(known) == len(rows):
                figures[column] = _worked_out(
                    column, sum((one.value.value for one in known), Fraction(0)), known
                )
        done, eligible = figures.get(f"{of}_done"), figures.get(f"{of}_eligible")
        if done is not None and eligible is not None and eligible.value.value:
            rate = Percent.of(done.value.value, eligible.value.value)
            column = f"{of}_rate_pub"
            figures[column] = _worked_out(column, Fraction(rate.hundredths, 100), (done, eligible))
    return figures


def summary(
    found: Series, column: str, name: str, leave_out: frozenset[tuple[str, str]] = frozenset()
) -> str:
    """A sentence on a column of a series: from, to, highest, missing years, the breaks between.

    ``leave_out`` names figures, by row and column, that are not drawn.
    """
    known = [
        (year, point.figures[column])
        for year in found.years
        if (point := found.yearly(year, preliminary=False) or found.yearly(year, preliminary=True))
        is not None
        and column in point.figures
        and (point.row, column) not in leave_out
    ]
    if not known:
        return f"{name}: chưa có năm nào công bố."
    (first, start), (last, end) = known[0], known[-1]
    if len(known) == 1:
        return f"{name}: chỉ năm {first} có công bố, {start}."
    top, high = max(known, key=lambda one: one[1].value.value)
    text = f"{name}: {start} (năm {first}) đến {end} (năm {last}), cao nhất {high} (năm {top})."
    gaps = [str(year) for year in found.years if first < year < last and year not in dict(known)]
    if gaps:
        text += f" Chưa có số năm {', '.join(gaps)}."
    crossed = [one.label for one in found.breaks if first < one.year <= last]
    if crossed:
        text += f" Không so trực tiếp qua mốc: {'; '.join(crossed)}."
    return text
