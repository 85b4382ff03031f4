"""The provinces ranked: by closed editions and published rows of one kind, never by live figures."""

from collections import Counter
from collections.abc import Iterable

from thihanh.editions.queries import editions, figures, latest
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics.numbers import Absent
from thihanh.targets.columns import Column
from thihanh.targets.published import EDITION_NAMES, PublishedRow, boundary_of, provinces
from thihanh.targets.ranking import Basis, Line, Ranking, move_up, rank
from thihanh.targets.resampling import CountSample, Sample
from thihanh.targets.standings import Standing, intervals_of, summary

_ONLY_RATE = Absent("Không phải tỉnh nào cũng công bố số việc nên không tính được khoảng hạng.")


def between(column: Column, year: int, month: int) -> Standing:
    """The provinces by a column: closed editions and published rows of the one kind most of them have."""
    rows = [row for row in provinces(year, month) if row.unit]
    closed = closed_lines(column, year, month)
    done = {line.unit for line in closed}
    lines = [*closed, *(_published(column, row, year, month) for row in rows if row.unit not in done)]
    valued = Counter(line.basis.edition for line in lines if isinstance(line.value, int))
    chosen = min(valued, key=lambda name: (-valued[name], name)) if valued else ""
    same = [line for line in lines if line.basis.edition == chosen]
    ranking = rank(column, same)
    aside = [
        (line.name, f"số {line.basis.edition}, không xếp chung với số {chosen}")
        for line in lines
        if line.basis.edition != chosen
    ]
    ranking = Ranking(ranking.column, ranking.basis, ranking.places, (*ranking.unranked, *aside))
    samples: dict[str, Sample | Absent] = {
        one.line.unit: CountSample(one.line.parts[column.part], one.line.parts[column.whole])
        if column.is_ratio and one.line.parts
        else _ONLY_RATE
        for one in ranking.places
    }
    known = all(not isinstance(sample, Absent) for sample in samples.values())
    return Standing(
        ranking=ranking,
        level="provinces",
        intervals=intervals_of(samples, column) if known else dict.fromkeys(samples, _ONLY_RATE),
        moves={one.line.unit: move_up(ranking, one.line.unit) for one in ranking.places},
        adjusted={},
        composites={},
        volumes={
            row.unit: int(figure.value) for row in rows if (figure := row.figures.get("cases_eligible"))
        },
        labels=(
            "Giữa các tỉnh: số của ấn bản đã khóa sổ hoặc số đã công bố, có nguồn, không mở được danh sách; "
            "số trực tiếp của tỉnh không đứng chung.",
            f"Địa giới {boundary_of(year)} tỉnh; một loại ấn bản.",
        ),
        summary=summary(ranking),
    )


def _volumes(rows: Iterable[PublishedRow]) -> dict[str, int]:
    """What is có điều kiện in matters, where it is printed."""
    printed = ((row.unit, row.figures.get("cases_eligible")) for row in rows)
    return {unit: int(figure.value) for unit, figure in printed if figure is not None}


def closed_lines(column: Column, year: int, month: int) -> list[Line]:
    """The provinces whose period is closed, by the edition that speaks for it."""
    found: list[Line] = []
    for code in {row.unit for row in editions(EVERYTHING, year=year, limit=_MOST) if row.month == month}:
        row = latest(code, year, month) if len(code) == len(_PROVINCE) else None
        if row is None:
            continue
        values = figures(row.id)
        basis = Basis(year, month, boundary_of(year), _KINDS[row.kind])
        parts = {
            name: values.figure(f"{column.of}.{name}").count for name in (column.part, column.whole) if name
        }
        unit = values.unit_names.get(code, code)
        found.append(Line(code, unit, parts, basis, column.value(parts), f"ấn bản số {row.id}"))
    return sorted(found, key=lambda line: line.unit)


_MOST = 2_000
_PROVINCE = "22"
_KINDS = {"preliminary": "sơ bộ", "final": "chính thức", "supplementary": "chính thức"}
_PRINTED = {"resolved": "done"}


def _published(column: Column, row: PublishedRow, year: int, month: int) -> Line:
    basis = Basis(year, month, boundary_of(year), EDITION_NAMES[row.edition])
    names = {name: f"{column.of}_{_PRINTED.get(name, name)}" for name in (column.part, column.whole) if name}
    figures = {name: row.figures.get(printed) for name, printed in names.items()}
    exact = {
        name: int(figure.value)
        for name, figure in figures.items()
        if figure is not None and not figure.is_bound and column.of == "cases"
    }
    parts = exact if len(exact) == len(names) else {}
    value: int | Absent = Absent("không công bố số này, hoặc chỉ công bố một giới hạn")
    if column.code.endswith(".rate"):
        printed = row.exact_rate(column.of)
        value = printed.hundredths if printed else value
        if parts and column.value(parts) != value:
            parts = {}  # the printed rate is not that of the printed counts: the counts are not used
    elif parts:
        value = column.value(parts)
    return Line(row.unit, row.name, parts, basis, value, row.source)
