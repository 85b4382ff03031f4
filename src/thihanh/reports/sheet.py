"""Every figure a report may print, by name: counted cells of one source, and what is derived from them. Pure.

Names: ``cases.resolved``, ``money.rate``, ``credit.cases.due``; behind a name a derivation: ``.change`` and
``.growth`` (against the same period of the year before), ``.points`` (of rates), ``.share`` (of what is due),
``.before``; ``carried.turn`` and ``carried.turn_growth`` (against what the period opened with); and of a side
``cases.target``, ``cases.beat``, ``cases.rank``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from thihanh.reports.numerals import Numeral, Value, numeral
from thihanh.reports.structure import Ref, Source
from thihanh.statistics.numbers import Absent, Growth, Percent
from thihanh.statistics.period import Period, Version
from thihanh.targets.goals import Assigned
from thihanh.targets.ranking import Place

NOT_RECORDED = Absent("Số liệu này không có trong nguồn của báo cáo.")
NO_BASE = Absent("Chưa có số của cùng kỳ năm trước để so sánh.")
NO_RATE = Absent("Không có tỷ lệ trong kỳ.")
NOT_RANKED = Absent("Chưa có số công bố của đơn vị khác cho kỳ này nên không xếp hạng.")
_DERIVED = ("change", "growth", "points", "share", "before", "turn", "turn_growth")


class MixedSources(ValueError):
    """Figures of two sources would stand in one number without being a named comparison."""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit whose figures stand in the source; ``depth`` 0 is the unit of the report."""

    code: str
    name: str
    depth: int


class Figures(Protocol):
    """One source of figures: a closed edition, or the live record of one day."""

    @property
    def source(self) -> Source: ...
    @property
    def unit(self) -> str: ...
    @property
    def period(self) -> Period: ...
    @property
    def version(self) -> Version: ...
    @property
    def parts(self) -> tuple[Part, ...]: ...
    def value(self, name: str, unit: str = "") -> int | Percent | Absent:
        """A counted cell or a rate of a unit; Absent with its reason where the source has none."""


@dataclass(frozen=True)
class Held:
    """Figures held in memory."""

    source: Source
    unit: str
    period: Period
    version: Version
    parts: tuple[Part, ...]
    cells: Mapping[tuple[str, str], int | Percent | Absent]

    def value(self, name: str, unit: str = "") -> int | Percent | Absent:
        """A cell by unit and name."""
        return self.cells.get((unit or self.unit, name), NOT_RECORDED)


@dataclass(frozen=True)
class Sheet:
    """The figures of a report: its own source, the one it is compared with, targets and places."""

    now: Figures
    before: Figures | None = None
    targets: Mapping[tuple[str, str], Assigned | Absent] = field(default_factory=dict)
    places: Mapping[str, Place | Absent] = field(default_factory=dict)

    def value(self, name: str, unit: str = "") -> Value:
        """A cell, or what is derived from cells; Absent with its reason."""
        unit = unit or self.now.unit
        stem, _, last = name.rpartition(".")
        if last in _DERIVED:
            return self._derived(stem, last, unit)
        if last == "target":
            found = self.targets.get((unit, stem), NOT_RECORDED)
            return found if isinstance(found, Absent) else found.value
        if last == "beat":
            return self._beat(stem, unit)
        if last == "rank":
            return self.places.get(stem, NOT_RANKED)
        return self.now.value(name, unit)

    def exact(self, name: str, unit: str = "") -> Numeral:
        """The same as a numeral, in its smallest unit."""
        return numeral(self.value(name, unit), money=is_money(name))

    def ref(self, name: str, unit: str = "") -> Ref:
        """Where a number came from; a comparison names its base."""
        compares = name.rpartition(".")[2] in ("change", "growth", "points", "before")
        base = self.before.source.id if compares and self.before is not None else None
        return Ref(self.now.source.id, unit or self.now.unit, name, base)

    def at(self, ref: Ref) -> Numeral:
        """The figure behind a reference. Raises ``MixedSources`` when it names another source."""
        known = self.now.source.id
        base = self.before.source.id if self.before is not None else None
        if ref.source != known or (ref.base is not None and ref.base != base):
            raise MixedSources(
                f"Dữ liệu: số liệu “{ref.name}” thuộc nguồn khác với nguồn của báo cáo "
                f"({self.now.source.label}). Hãy lập lại báo cáo từ một ấn bản."
            )
        return self.exact(ref.name, ref.unit)

    def _beat(self, side: str, unit: str) -> Value:
        target, rate = self.value(f"{side}.target", unit), self.now.value(f"{side}.rate", unit)
        if isinstance(target, Percent) and isinstance(rate, Percent):
            return rate - target
        return target if isinstance(target, Absent) else NO_RATE

    def _derived(self, stem: str, how: str, unit: str) -> Value:
        if how == "share":
            return self._share(stem, unit)
        if how.startswith("turn"):
            return self._turn(stem, how, unit)
        now = self.now.value(stem, unit)
        then: int | Percent | Absent = NO_BASE
        if self.before is not None:
            then = self.before.value(stem, unit)
        if how == "before" or isinstance(then, Absent):
            return then
        if isinstance(now, Percent) and isinstance(then, Percent):
            return now - then if how == "points" else NOT_RECORDED
        if isinstance(now, int) and isinstance(then, int):
            if how == "change":
                return now - then
            if how == "growth":
                return Growth.between(then, now) if then > 0 else Absent("Kỳ trước bằng 0.")
        return now if isinstance(now, Absent) else NO_BASE

    def _turn(self, stem: str, how: str, unit: str) -> Value:
        """What is carried over against what was carried in: both of this source."""
        opening, carried = (
            self.now.value(f"{stem.rpartition('.')[0]}.opening", unit),
            self.now.value(stem, unit),
        )
        if not isinstance(opening, int) or not isinstance(carried, int):
            return NOT_RECORDED
        if how == "turn":
            return carried - opening
        return Growth.between(opening, carried) if opening > 0 else Absent("Đầu kỳ không có số cũ.")

    def _share(self, stem: str, unit: str) -> Value:
        whole = self.now.value(f"{stem.rpartition('.')[0]}.due", unit)
        part = self.now.value(stem, unit)
        if isinstance(part, int) and isinstance(whole, int):
            return Percent.of(part, whole) if whole else Absent("Không có việc phải thi hành.")
        return part if isinstance(part, Absent) else NOT_RECORDED


def is_money(name: str) -> bool:
    """Whether a whole number of this name is đồng."""
    return "money." in name
