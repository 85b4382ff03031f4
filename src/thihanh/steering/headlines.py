"""The five figures of the committee: what they are, what changed since the edition before, and why.

Figures come from closed editions of the province and from what meetings' agendas counted: whoever reads them
has no live reach on matters. Administrative judgments are counted live, inside the reader's own reach.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from thihanh.dossiers.queries import Filters, within
from thihanh.editions import queries as editions
from thihanh.editions.figures import Comparison, Figures, NotInEdition
from thihanh.editions.kinds import KINDS
from thihanh.editions.rows import EditionRow
from thihanh.offices.queries import Viewer
from thihanh.offices.reach import Reach, reach
from thihanh.oversight.administrative_queries import of_viewer
from thihanh.statistics.numbers import Absent, Percent, Points, half_up, rate
from thihanh.statistics.readings.decomposing import Part, decompose, points
from thihanh.steering import agendas, meetings
from thihanh.steering.agendas import Built
from thihanh.targets.goals import Assigned, assigned

Side = Literal["cases", "money"]
SIDES: Final[tuple[Side, ...]] = ("cases", "money")
WATCH: Final = ("long_eligible", "large_old")
_NO_EDITION: Final = Absent("Chưa có ấn bản nào đã khóa sổ.")
_FIRST_EDITION: Final = Absent("Chưa có ấn bản trước để so sánh.")
_NAMED: Final = 3
_EDITIONS: Final = 24
"""Editions looked at for the newest two periods."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a rate moved, in points; why a result moved, in matters or đồng; the three parts add up."""

    mix: Points
    performance: Points
    result: int
    by_volume: int
    by_mix: int
    by_performance: int


@dataclass(frozen=True, slots=True)
class RateFigure:
    """A rate with what it is made of, its target, the change since the edition before and why."""

    side: Side
    rate: Percent | Absent
    resolved: int
    eligible: int
    target: Assigned | Absent
    beat: Points | Absent
    change: Points | Absent
    why: Why | Absent


@dataclass(frozen=True, slots=True)
class Carried:
    """What is carried over, in matters and đồng, its change, and the offices that moved it most."""

    cases: int
    money: int
    change: int | Absent
    change_money: int | Absent
    offices: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """The matters to be watched as a meeting's agenda counted them: matters and đồng by rule, and before."""

    meeting: str
    as_of: date
    long_eligible: tuple[int, int]
    large_old: tuple[int, int]
    before: "Watched | None" = None

    @property
    def change(self) -> tuple[int, int] | None:
        """How many more of each than the agenda before counted."""
        if self.before is None:
            return None
        return (
            self.long_eligible[0] - self.before.long_eligible[0],
            self.large_old[0] - self.before.large_old[0],
        )


@dataclass(frozen=True, slots=True)
class Administrative:
    """Administrative judgments of the work year: done of all, monitored, open and silent ones; and before."""

    done: int
    total: int
    open: int
    silent: int
    before: tuple[int, int] | None

    @property
    def rate(self) -> Percent | Absent:
        """Done of all."""
        return rate(self.done, self.total)


@dataclass(frozen=True, slots=True)
class Headlines:
    """The five figures and the editions they come from."""

    edition: EditionRow | None
    before: EditionRow | None
    rates: tuple[RateFigure, ...]
    carried: Carried | Absent
    watched: Watched | None
    administrative: Administrative | None


def headlines(viewer: Viewer, on: date) -> Headlines:
    """The five figures of the viewer's province on a day."""
    agency = viewer.agency
    now, before = _newest_two(reach(viewer, "edition", "read", on), agency)
    shown = editions.figures(now.id) if now else None
    compared = Comparison(shown, editions.figures(before.id)) if shown and before else None
    return Headlines(
        edition=now,
        before=before,
        rates=tuple(_rate(side, shown, compared) for side in SIDES) if shown else (),
        carried=_carried(shown, compared) if shown else _NO_EDITION,
        watched=_watched(agency, on),
        administrative=_administrative(viewer, on, before),
    )


def _newest_two(seen: Reach, agency: str) -> tuple[EditionRow | None, EditionRow | None]:
    """The edition that speaks for the newest period, and the one for the period before it."""
    if not seen.covers(agency):
        return None, None
    rows = editions.editions(seen, unit=agency, limit=_EDITIONS)
    order = {kind: place for place, kind in enumerate(_SPEAKS)}
    speaking: dict[tuple[int, int], EditionRow] = {}
    for row in sorted(rows, key=lambda one: (order[one.kind], one.id)):
        speaking[row.year, row.month] = row
    newest = [speaking[period] for period in sorted(speaking, reverse=True)[:2]]
    return (newest[0] if newest else None), (newest[1] if len(newest) > 1 else None)


_SPEAKS: Final = tuple(sorted(KINDS, key=("preliminary", "final", "supplementary").index))


def _rate(side: Side, shown: Figures, compared: Comparison | None) -> RateFigure:
    value = shown.value(f"{side}.rate")
    assert not isinstance(value, int)
    target = assigned(shown.unit, side, shown.period.to)
    beat: Points | Absent = Absent("Chưa có chỉ tiêu hoặc tỷ lệ để so.")
    if isinstance(value, Percent) and isinstance(target, Assigned):
        beat = value - target.value
    return RateFigure(
        side=side,
        rate=value,
        resolved=shown.figure(f"{side}.resolved").count,
        eligible=shown.figure(f"{side}.eligible").count,
        target=target,
        beat=beat,
        change=_change(side, compared),
        why=_why(side, compared),
    )


def _change(side: Side, compared: Comparison | None) -> Points | Absent:
    if compared is None:
        return _FIRST_EDITION
    now, then = compared.now.value(f"{side}.rate"), compared.then.value(f"{side}.rate")
    return now - then if isinstance(now, Percent) and isinstance(then, Percent) else _FIRST_EDITION


def _why(side: Side, compared: Comparison | None) -> Why | Absent:
    """The change taken apart by office: exact, the last part of the result taking what rounding leaves."""
    if compared is None:
        return _FIRST_EDITION
    found = decompose(_parts(side, compared.then), _parts(side, compared.now))
    if isinstance(found, Absent):
        return found
    result = found.now.resolved - found.then.resolved
    volume, mix = half_up(found.result_volume), half_up(found.result_mix)
    return Why(points(found.mix), points(found.performance), result, volume, mix, result - volume - mix)


def _parts(side: Side, figures: Figures) -> dict[str, Part]:
    return {
        code: Part(
            figures.figure(f"{side}.resolved", code).count, figures.figure(f"{side}.eligible", code).count
        )
        for code in _offices(figures)
    }


def _offices(figures: Figures) -> Sequence[str]:
    """The offices of the book, and the part that no office holds."""
    return [code for code in figures.unit_names if code != figures.unit and "/" not in code]


def _carried(shown: Figures, compared: Comparison | None) -> Carried:
    change: int | Absent = _FIRST_EDITION
    money: int | Absent = _FIRST_EDITION
    moved: list[tuple[str, int]] = []
    if compared is not None:
        change, money = compared.change("cases.carried"), compared.change("money.carried")
        moved = _moved(compared)
    return Carried(
        shown.figure("cases.carried").count, shown.figure("money.carried").count, change, money, tuple(moved)
    )


def _moved(compared: Comparison) -> list[tuple[str, int]]:
    """The offices whose carried over moved most, by name."""
    found = []
    for code in _offices(compared.now):
        try:
            found.append((compared.now.unit_names[code], compared.change("cases.carried", code)))
        except NotInEdition:
            continue
    ordered = sorted(found, key=lambda one: (-abs(one[1]), one[0]))
    return [one for one in ordered if one[1]][:_NAMED]


def _watched(agency: str, on: date) -> Watched | None:
    """What the last two agendas counted."""
    rows = within(Reach(agencies=frozenset({agency})), Filters(kinds=(meetings.CODE,)), on, order="opened")
    counted = [
        (row.number_text, found) for row in rows[:_MEETINGS] if (found := agendas.built(row.id)) is not None
    ]
    counted.sort(key=lambda one: (one[1].as_of, one[1].id))
    before = _of_agenda(*counted[-2]) if len(counted) > 1 else None
    return _of_agenda(*counted[-1], before) if counted else None


_MEETINGS: Final = 8


def _of_agenda(name: str, built: Built, before: Watched | None = None) -> Watched:
    first, second = (
        (int(one.get("count", 0)), int(one.get("amount", 0)))
        for one in (built.found.get(rule, {}) for rule in WATCH)
    )
    return Watched(name, built.as_of, first, second, before)


def _administrative(viewer: Viewer, on: date, before: EditionRow | None) -> Administrative | None:
    """None where the viewer may read of none."""
    if reach(viewer, "administrative", "read", on).is_empty:
        return None
    now = of_viewer(viewer, on)
    then = of_viewer(viewer, before.period.to) if before else None
    return Administrative(
        done=now.number("done"),
        total=now.number("total"),
        open=len(now.open),
        silent=sum(one.silence is not None for one in now.open),
        before=(then.number("done"), then.number("total")) if then else None,
    )
