"""Published results: rows copied from reports and press with their sources, never recomputed, never opened.

A row keeps its edition (preliminary, final, annual, interim) and its boundary (63 or 34 provinces; empty
where the province did not change), so that different editions or boundaries are never mixed silently.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

from thihanh.statistics.numbers import Percent, Points
from thihanh.statistics.published import Qualified, Qualifier

Edition = Literal["interim", "preliminary", "annual", "final"]
EDITION_NAMES: dict[Edition, str] = {
    "interim": "giữa năm",
    "preliminary": "sơ bộ",
    "annual": "cả năm",
    "final": "chính thức",
}


def edition_name(edition: str) -> str:
    """The Vietnamese name of an edition."""
    return next((name for code, name in EDITION_NAMES.items() if code == edition), edition)


NATIONAL = "CQL"
FIRST_YEAR_OF_34 = 2025


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One published result of a unit for a cumulative period.

    ``figures`` holds every printed number by column (``cases_done``, ``money_rate_pub``, …), money in tỷ
    đồng; ``texts`` holds them as printed.
    """

    row: str
    level: str
    unit: str
    boundary: str
    name: str
    edition: Edition
    work_year: int
    months: int
    figures: Mapping[str, Qualified]
    texts: Mapping[str, str]
    source: str
    mark: str
    note: str
    target_basis: str = ""

    def rate(self, of: str) -> Qualified | None:
        """The printed completion rate of cases or of money, in percent."""
        return self.figures.get(f"{of}_rate_pub")

    def exact_rate(self, of: str) -> Percent | None:
        """The printed rate when it is a rate and not a bound or a whole-percent rounding."""
        found = self.rate(of)
        return None if found is None or found.is_bound else Percent.read(str(found.value))

    def beat(self, of: str) -> Points | None:
        """The printed "vượt" in percentage points."""
        found = self.figures.get(f"{of}_beat_pub")
        return None if found is None or found.is_bound else Points.read(str(found.value))


_MONEY_OR_CASES = ("cases_", "money_")
_NOT_NUMBERS = ("cases_rank", "money_rank")


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the room's data files."""
    text = resources.files("thihanh.targets").joinpath("data", name).read_text("utf-8")
    yield from csv.DictReader(text.splitlines())


def _row(data: dict[str, str]) -> PublishedRow:
    qualified = dict(part.split(":") for part in data["qualified"].split(";") if part)
    texts = {
        key: value
        for key, value in data.items()
        if key.startswith(_MONEY_OR_CASES) and key not in _NOT_NUMBERS and value
    }
    figures = {
        key: Qualified.read(value, cast("Qualifier", qualified.get(key, "exact")))
        for key, value in texts.items()
    }
    return PublishedRow(
        row=data["row"],
        level=data["level"],
        unit=data["unit"],
        boundary=data["boundary"],
        name=data["name"],
        edition=cast("Edition", data["edition"]),
        work_year=int(data["work_year"]),
        months=int(data["months"]),
        figures=figures,
        texts=texts,
        source=data["source"],
        mark=data["mark"],
        note=data["note"],
        target_basis=data["target_basis"],
    )


@cache
def published_rows() -> tuple[PublishedRow, ...]:
    """Every published row, as reviewed."""
    return tuple(_row(data) for data in read_table("published.csv"))


def boundary_of(year: int) -> str:
    """The boundary a work year's provinces are compared on: 63 to work year 2024, 34 from 2025."""
    return "34" if year >= FIRST_YEAR_OF_34 else "63"


_BEST: tuple[Edition, ...] = ("final", "annual", "preliminary", "interim")


def national(year: int, months: int, of: str) -> PublishedRow | None:
    """The country's published row of a period that prints a rate, the final edition first."""
    found = [
        row
        for row in published_rows()
        if row.unit == NATIONAL and (row.work_year, row.months) == (year, months) and row.rate(of)
    ]
    return min(found, key=lambda row: _BEST.index(row.edition), default=None)


def provinces(year: int, months: int) -> tuple[PublishedRow, ...]:
    """The provinces' published rows for a period, on the boundary of that year only, best edition of each."""
    best: dict[str, PublishedRow] = {}
    for row in published_rows():
        if row.level != "province" or (row.work_year, row.months) != (year, months):
            continue
        if row.boundary not in ("", boundary_of(year)):
            continue
        key = row.unit or row.row
        if key not in best or _BEST.index(row.edition) < _BEST.index(best[key].edition):
            best[key] = row
    return tuple(best[key] for key in sorted(best))
