"""Reference data as reviewed files: provinces old and new, units under their dated names, map tiles."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from thihanh.offices.states import MERGER

DATA = Path(__file__).parent / "data"
CENTRE = "CQL"


@dataclass(frozen=True)
class Province:
    """One of the 34 provinces under the name it bears from ``valid_from`` on."""

    code: str
    name: str
    kind: str
    valid_from: date
    basis: str
    mark: str
    note: str

    @property
    def place(self) -> str:
        """ "tỉnh Quảng Ninh", "thành phố Hà Nội", "Thành phố Hồ Chí Minh"."""
        return place(self.kind, self.name)


@dataclass(frozen=True)
class OldProvince:
    """A province before 01/07/2025 and the one that took its place."""

    code: str
    name: str
    kind: str
    valid_from: date | None
    valid_to: date
    new_code: str
    basis: str
    mark: str


@dataclass(frozen=True)
class Tile:
    """A cell of the tile map; islands are drawn and named, and belong to their province."""

    province: str
    row: int
    col: int
    kind: str
    label: str
    short: str


@dataclass(frozen=True)
class UnitName:
    """A row of the units table as the reviewed files have it."""

    code: str
    on: date
    name: str
    kind: str
    parent: str
    seat: str
    basis: str
    mark: str


def agency_of(unit_code: str) -> str:
    """The province code (or the centre) that a unit belongs to."""
    return unit_code.split(".", 1)[0]


def place(kind: str, name: str) -> str:
    """A province as it is written inside a name."""
    return f"{kind.capitalize()} {name}" if name == "Hồ Chí Minh" else f"{kind} {name}"


def seat(kind: str, name: str) -> str:
    """The place a provincial agency dates its papers from: the province, as D30 names it."""
    return place(kind, name) if name == "Hồ Chí Minh" else name


@cache
def provinces() -> tuple[Province, ...]:
    """All dated names of the 34 provinces, by code and day."""
    return tuple(
        Province(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            valid_from=date.fromisoformat(row["valid_from"]),
            basis=row["basis"],
            mark=row["mark"],
            note=row["note"],
        )
        for row in _csv("provinces.csv")
    )


def provinces_on(on: date) -> tuple[Province, ...]:
    """The 34 provinces under their names of that day; empty before they existed."""
    found = {one.code: one for one in provinces() if one.valid_from <= on}
    return tuple(found[code] for code in sorted(found))


@cache
def old_provinces() -> tuple[OldProvince, ...]:
    """The provinces until 30/06/2025 under all names the files know."""
    return tuple(
        OldProvince(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            valid_to=date.fromisoformat(row["valid_to"]),
            new_code=row["new_code"],
            basis=row["basis"],
            mark=row["mark"],
        )
        for row in _csv("old_provinces.csv")
    )


def old_provinces_on(on: date) -> tuple[OldProvince, ...]:
    """The 63 provinces under their names of that day; empty from 01/07/2025."""
    return tuple(
        one
        for one in old_provinces()
        if on <= one.valid_to and (one.valid_from is None or one.valid_from <= on)
    )


@cache
def tiles() -> tuple[Tile, ...]:
    """The map of 34 tiles, with Hoàng Sa (Đà Nẵng) and Trường Sa (Khánh Hòa)."""
    return tuple(
        Tile(row["province"], int(row["row"]), int(row["col"]), row["kind"], row["label"], row["short"])
        for row in _csv("tiles.csv")
    )


def unit_names() -> tuple[UnitName, ...]:
    """Every unit under every name, by code and day."""
    return tuple(sorted(_unit_names(), key=lambda row: (row.code, row.on)))


def _unit_names() -> Iterator[UnitName]:
    with (DATA / "unit_names.toml").open("rb") as file:
        kinds = tomllib.load(file)
    for name in kinds["centre"]:
        yield UnitName(CENTRE, name["from"], name["name"], "centre", "", "", name["basis"], name["mark"])
    for province in provinces():
        yield from _agency_names(province, kinds["province"])
    offices = list(_csv("offices.csv"))
    for code in dict.fromkeys(row["province"] for row in offices):
        for name in kinds["practice"]:
            yield UnitName(
                f"{code}.NV", name["from"], name["name"], "practice", code, "", name["basis"], name["mark"]
            )
    for office in offices:
        yield from _office_names(office, kinds["regional"])


def _agency_names(province: Province, names: list[dict[str, str]]) -> Iterator[UnitName]:
    """The agency after the merger under each name of its province; before it, under the old one's names."""
    before, after = names

    def named(on: date, kind: str, name: str, said: dict[str, str], mark: str) -> UnitName:
        text = said["name"].format(place=place(kind, name))
        return UnitName(province.code, on, text, "province", CENTRE, seat(kind, name), said["basis"], mark)

    yield named(province.valid_from, province.kind, province.name, after, province.mark)
    if province.valid_from != MERGER:
        return
    codes = {
        one.code for one in old_provinces() if (one.new_code, one.name) == (province.code, province.name)
    }
    for old in old_provinces():
        if old.code in codes:
            since = old.valid_from or date.fromisoformat(str(before["from"]))
            yield named(since, old.kind, old.name, before, old.mark)


def _office_names(office: dict[str, str], names: list[dict[str, str]]) -> Iterator[UnitName]:
    code = f"{office['province']}.KV{int(office['number']):02d}"
    for name in names:
        text = name["name"].format(**office)
        yield UnitName(
            code,
            date.fromisoformat(str(name["from"])),
            text,
            "regional",
            office["province"],
            office["seat"],
            name["basis"],
            office["mark"],
        )


def _csv(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
