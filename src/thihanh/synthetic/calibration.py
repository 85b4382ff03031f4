"""What a province's register must add up to: reviewed figures, with the published words they come from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import resources
from typing import Any

#: Rows of the forms that stand in the total due, by cases; the money rows part from them in one place:
#: what is enforced is money collected plus money reduced by the court.
STANDING = ("enforced", "terminated", "in_progress", "hc", "no_means", "postponed", "suspended", "other")
MONEY_STANDING = (
    "collected",
    "terminated",
    "reduced",
    "in_progress",
    "hc",
    "no_means",
    "postponed",
    "suspended",
    "other",
)
COMING = ("opening", "new", "returned")
LEAVING = ("delegated", "withdrawn", "moved")


class NoCalibration(LookupError):
    """There is no reviewed calibration for this province and year; the sentence lists those there are."""


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure: the words as printed, and the bounds (inclusive) they put on our figure."""

    what: str
    words: str
    qualifier: str
    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class Lot:
    """A number of matters and their money (đồng)."""

    cases: int
    money: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Exact integers (matters) and whole đồng for one province and work year.

    `cases` and `money` hold the lines of the chain (opening, new, returned, delegated, withdrawn, moved) and
    of the forms (enforced … other; collected … other). `previous` holds what ended in the year before.
    """

    unit: str
    name: str
    place: str
    year: int
    regional_offices: int
    entered_until: date
    cases: dict[str, int]
    money: dict[str, int]
    outside: tuple[int, int]
    corruption: dict[str, Lot] = field(default_factory=dict)
    corruption_judgments: int = 0
    previous_cases: dict[str, int] = field(default_factory=dict)
    previous_money: dict[str, int] = field(default_factory=dict)
    published: tuple[Published, ...] = ()

    @property
    def first_day(self) -> date:
        """01/10 of the year before."""
        return date(self.year - 1, 10, 1)

    @property
    def last_day(self) -> date:
        """30/09 of the year."""
        return date(self.year, 9, 30)

    def scaled(self, scale: float) -> Calibration:
        """The same province `scale` times its size: every line is scaled, the new matters close the chain."""
        if scale == 1:
            return self
        cases = {key: max(1, round(value * scale)) if value else 0 for key, value in self.cases.items()}
        cases["new"] += sum(cases[key] for key in STANDING + LEAVING) - sum(cases[key] for key in COMING)
        money = {key: round(value * scale) for key, value in self.money.items()}
        money["new"] += sum(money[key] for key in MONEY_STANDING + LEAVING) - sum(
            money[key] for key in COMING
        )
        return replace(
            self,
            cases=cases,
            money=money,
            outside=(max(1, round(self.outside[0] * scale)), round(self.outside[1] * scale)),
            corruption={
                key: Lot(max(1, round(row.cases * scale)), round(row.money * scale))
                for key, row in self.corruption.items()
            },
            corruption_judgments=max(1, round(self.corruption_judgments * scale))
            if self.corruption_judgments
            else 0,
            previous_cases={k: max(1, round(v * scale)) for k, v in self.previous_cases.items()},
            previous_money={k: round(v * scale) for k, v in self.previous_money.items()},
        )


def calibration(unit: str, year: int) -> Calibration:
    """The reviewed calibration of a province and work year; raises NoCalibration when there is none."""
    folder = resources.files("thihanh.synthetic") / "calibrations"
    file = folder / f"{unit}-{year}.toml"
    if not file.is_file():
        known = ", ".join(f"{code} năm {known_year}" for code, known_year in available())
        raise NoCalibration(f"Chưa có bộ số hiệu chỉnh cho đơn vị {unit} năm {year}. Hiện có: {known}.")
    return _read(tomllib.loads(file.read_text(encoding="utf-8")))


def available() -> tuple[tuple[str, int], ...]:
    """The provinces and work years that can be generated, as (code, year), in order."""
    folder = resources.files("thihanh.synthetic") / "calibrations"
    names = (file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    pairs = (name.split("-") for name in names)
    return tuple(sorted((code, int(year)) for code, year in pairs))


def _read(data: dict[str, Any]) -> Calibration:
    previous = data.get("previous", {})
    corruption = data.get("corruption", {})
    return Calibration(
        unit=data["unit"],
        name=data["name"],
        place=data["place"],
        year=data["year"],
        regional_offices=data["regional_offices"],
        entered_until=data["entered_until"],
        cases=_values(data["cases"]),
        money=_values(data["money"]),
        outside=(data["outside"]["cases"]["value"], data["outside"]["money"]["value"]),
        corruption={
            key: Lot(row["cases"], row["money"]) for key, row in corruption.items() if key != "judgments"
        },
        corruption_judgments=corruption.get("judgments", {}).get("enforced", 0),
        previous_cases=_values(previous.get("cases", {})),
        previous_money=_values(previous.get("money", {})),
        published=tuple(Published(**row) for row in data.get("published", ())),
    )


def _values(table: dict[str, Any]) -> dict[str, int]:
    return {key: int(row["value"]) for key, row in table.items()}
