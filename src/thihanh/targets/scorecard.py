"""A unit's results against its targets: rate, beat, three marks, the country, growth, rank. Pure."""

from dataclasses import dataclass
from datetime import date

from thihanh.statistics.checks import check_beat
from thihanh.statistics.numbers import Absent, Growth, Percent, Points
from thihanh.statistics.result import FormResult
from thihanh.statistics.trend import growth
from thihanh.targets.benchmarks import Benchmark, benchmarks
from thihanh.targets.goals import Assigned
from thihanh.targets.published import EDITION_NAMES, PublishedRow, national, provinces
from thihanh.targets.ranking import Entry, Place, ranked

NO_RATE = Absent("Không có tỷ lệ trong kỳ.")
OWN = "số của hệ thống, chưa khóa sổ"


@dataclass(frozen=True, slots=True)
class BesideNation:
    """The published national rate of the same period, and how far the unit is from it in points."""

    rate: Percent
    points: Points
    edition: str
    source: str


@dataclass(frozen=True, slots=True)
class Side:
    """Cases or money of a scorecard, in matters or whole đồng; a figure that cannot be given says why."""

    of: str
    resolved: int
    eligible: int
    rate: Percent | Absent
    target: Assigned | Absent
    beat: Points | Absent
    met: bool | None
    achievement: Percent | Absent
    benchmarks: tuple[Benchmark, ...]
    nation: BesideNation | Absent
    resolved_growth: Growth | Absent
    rate_growth: Points | Absent
    rank: Place | Absent
    ranking: tuple[Place, ...]
    unranked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Both sides of a unit for a cumulative period of ``month`` months."""

    unit: str
    name: str
    work_year: int
    month: int
    to: date
    version: str
    cases: Side
    money: Side
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What a side is made from: the form now, the same form a year before, the target."""

    form: FormResult
    before: FormResult
    target: Assigned | Absent
    year: int
    month: int


def rate_of(form: FormResult) -> Percent | Absent:
    """The rate column of a form."""
    found = form.figures["rate"]
    return found if not isinstance(found, int) else NO_RATE


def side_of(given: Given) -> Side:
    """One side of the scorecard. The beat is asserted (R24): the rounded rate less the target, in points."""
    form, of = given.form, given.form.form.of
    rate, target = rate_of(form), given.target
    beat: Points | Absent = target if isinstance(target, Absent) else NO_RATE
    achievement: Percent | Absent = beat if isinstance(beat, Absent) else NO_RATE
    met: bool | None = None
    marks: tuple[Benchmark, ...] = ()
    if isinstance(rate, Percent) and isinstance(target, Assigned):
        beat, met = rate - target.value, rate >= target.value
        check_beat(beat, rate, target.value)
        achievement = Percent.of(rate.hundredths, target.value.hundredths)
        marks = benchmarks(rate, target.value, of, given.month)
    entries, unranked = _entries(given, rate)
    places = ranked(entries)
    return Side(
        of=of,
        resolved=form.figures.count("resolved"),
        eligible=form.figures.count("eligible"),
        rate=rate,
        target=target,
        beat=beat,
        met=met,
        achievement=achievement,
        benchmarks=marks,
        nation=_beside(given, rate),
        resolved_growth=growth(given.before.figures.count("resolved"), form.figures.count("resolved")),
        rate_growth=_rate_growth(rate, given.before),
        rank=_own_place(places, given, rate),
        ranking=places,
        unranked=unranked,
    )


def _rate_growth(now: Percent | Absent, then: FormResult) -> Points | Absent:
    before = rate_of(then)
    known = then.figures.count("resolved") > 0  # else the register lacks what ended in that year
    if known and isinstance(now, Percent) and isinstance(before, Percent):
        return now - before
    return Absent("Kỳ này hoặc cùng kỳ năm trước không có tỷ lệ để so sánh.")


def _beside(given: Given, rate: Percent | Absent) -> BesideNation | Absent:
    of = given.form.form.of
    row = national(given.year, given.month, of)
    if row is None:
        return Absent("Chưa có số công bố toàn quốc của kỳ này.")
    whole = row.exact_rate(of)
    if whole is None:
        return Absent("Số toàn quốc của kỳ này chỉ công bố làm tròn hoặc một giới hạn.")
    if isinstance(rate, Absent):
        return rate
    return BesideNation(whole, rate - whole, EDITION_NAMES[row.edition], row.source)


def _entries(given: Given, rate: Percent | Absent) -> tuple[list[Entry], tuple[str, ...]]:
    """Published provinces with a rate of two decimals' worth, ours in place of our published row."""
    of, scope = given.form.form.of, given.form.scope
    if scope.unit_kind != "agency":
        return [], ()
    entries, unranked = [], []
    if isinstance(rate, Percent):
        entries.append(Entry(scope.agency, given.form.figures.name, rate, OWN, ""))
    for row in provinces(given.year, given.month):
        if row.unit == scope.agency:
            continue
        exact = row.exact_rate(of)
        if exact is not None:
            entries.append(
                Entry(row.unit or row.row, row.name, exact, EDITION_NAMES[row.edition], row.source)
            )
        else:
            unranked.append(_why_unranked(row, of))
    return entries, tuple(unranked)


def _why_unranked(row: PublishedRow, of: str) -> str:
    printed = row.rate(of)
    why = "chỉ công bố một giới hạn hoặc số làm tròn" if printed else "không công bố tỷ lệ"
    return f"{row.name}: {why}"


def _own_place(places: tuple[Place, ...], given: Given, rate: Percent | Absent) -> Place | Absent:
    if given.form.scope.unit_kind != "agency":
        return Absent("Chỉ xếp hạng giữa các tỉnh trên số đã công bố.")
    if isinstance(rate, Absent):
        return rate
    if len(places) < 2:
        return Absent("Chưa có số công bố của tỉnh khác cho kỳ này nên không xếp hạng.")
    return next(place for place in places if place.entry.unit == given.form.scope.agency)


def labels_of(cases: FormResult, before: FormResult) -> tuple[str, ...]:
    """What must be said beside a scorecard."""
    labels = [
        *cases.labels[:3],
        "Vượt chỉ tiêu tính bằng điểm phần trăm, từ tỷ lệ đã làm tròn hai chữ số.",
        "Toàn quốc và các tỉnh khác: số đã công bố, có nguồn, không mở được danh sách.",
    ]
    if before.form.version != cases.form.version:
        labels.append("Năm trước theo phiên bản biểu khác: so sánh tỷ lệ chỉ để tham khảo.")
    return tuple(labels)
