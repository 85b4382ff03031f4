"""Control points: the steps where power over property and money is exercised, who does them, who checks."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from thihanh.deadlines.arithmetic import add_months
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters, every
from thihanh.law.marks import Mark, checked_mark
from thihanh.law.terms import PARAMETERS
from thihanh.matters.asking import Choice
from thihanh.offices.queries import Unit, Viewer, reach, units


@dataclass(frozen=True, slots=True)
class Point:
    """A step, who does it, who checks it, by which article; the clocks of the law that run in it."""

    code: str
    name: str
    does: str
    checks: str
    article: str
    mark: Mark
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A point in a unit: the last inspection concluded that looked at it, and what it left open."""

    point: Point
    unit: str
    last_on: date | None
    inspection: int | None
    open_findings: int
    due_on: date | None

    def is_gap(self, on: date) -> bool:
        """Never looked at, or not within the interval."""
        return self.due_on is None or self.due_on < on


@lru_cache(maxsize=1)
def _file() -> Mapping[str, Any]:
    return tomllib.loads((PARAMETERS / "control_points.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def points() -> tuple[Point, ...]:
    """The control points in the order of the file."""
    return tuple(
        Point(**{**one, "terms": tuple(one["terms"]), "mark": checked_mark(one["mark"])})
        for one in _file()["point"]
    )


def interval() -> tuple[int, Mark]:
    """How many months may pass between two looks at a point, and how sure that number is."""
    return int(_file()["months"]), checked_mark(_file()["months_mark"])


def choices(dossier: Dossier | None) -> Sequence[Choice]:
    """The points as a form offers them."""
    return tuple(Choice(one.code, one.name) for one in points())


def board(
    inspections: Sequence[Dossier], findings: Sequence[Dossier], where: Sequence[Unit]
) -> tuple[Looked, ...]:
    """Every point in every unit: the latest concluded inspection of it and open findings on it."""
    months, _ = interval()
    last = _last(inspections)
    unit_of = {one.id: str(one.values.get("unit")) for one in inspections}
    left: dict[tuple[str, str], int] = {}
    for one in findings:
        if not one.is_ended:
            key = unit_of.get(_id(one.values.get("inspection")), ""), str(one.values.get("point"))
            left[key] = left.get(key, 0) + 1
    return tuple(
        Looked(
            point,
            unit.code,
            day,
            number,
            left.get((unit.code, point.code), 0),
            add_months(day, months) if day else None,
        )
        for unit in where
        for point in points()
        for day, number in [last.get((unit.code, point.code), (None, None))]
    )


def _last(inspections: Sequence[Dossier]) -> dict[tuple[str, str], tuple[date, int]]:
    found: dict[tuple[str, str], tuple[date, int]] = {}
    for one in inspections:
        concluded = one.taken("conclude")
        looked = one.values.get("points")
        if concluded and isinstance(looked, tuple):
            for point in looked:
                key = str(one.values.get("unit")), str(point)
                found[key] = max(found.get(key, (date.min, 0)), (concluded[-1].on, one.id))
    return found


def board_for(viewer: Viewer, on: date) -> tuple[tuple[Unit, ...], tuple[Looked, ...]]:
    """The units the viewer reads inspections of, with every point in them."""
    scope = reach(viewer, "inspection", "read", on)
    inside = [one for one in units(on, viewer.agency) if scope.covers(viewer.agency, one.code)]
    inspections, findings = _whole(viewer, "inspection", on), _whole(viewer, "finding", on)
    return tuple(inside), board(inspections, findings, inside)


def _whole(viewer: Viewer, code: str, on: date) -> Sequence[Dossier]:
    """Every dossier of a kind that the viewer may read, whole."""
    return tuple(load([row.id for row in every(viewer, Filters(kinds=(code,)), on)]).values())


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0
