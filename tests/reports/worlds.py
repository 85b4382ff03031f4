"""Random figures of a province with its offices, made from whole numbers that add up as a form's do."""

import random
from datetime import date

from thihanh.reports.material import GROUPS, Material
from thihanh.reports.sheet import Held, Part, Sheet
from thihanh.reports.structure import Source
from thihanh.statistics.numbers import Absent, Percent, rate
from thihanh.statistics.period import month_period
from thihanh.targets.goals import Assigned, Goal
from thihanh.targets.ranking import Entry, Place

UNIT, YEAR = "22", 2025
OPEN = ("in_progress", "consent", "no_means", "postponed", "suspended", "other")


def figures(seed: int, source: Source, *, year: int = YEAR, month: int = 12, offices: int = 4) -> Held:
    """Figures of a unit and its offices: sizes from nothing to many thousands of billions."""
    chance = random.Random(seed)
    parts = [Part(UNIT, "Thi hành án dân sự tỉnh Quảng Ninh", 0)]
    parts += [Part(f"22.KV{no:02d}", f"Phòng THADS khu vực {no}", 1) for no in range(1, offices + 1)]
    cells: dict[tuple[str, str], int | Percent | Absent] = {}
    for part in parts:
        for group in ("", *(f"{group}." for group in GROUPS)):
            for side in ("cases", "money"):
                _side(cells, part.code, f"{group}{side}", chance)
    return Held(source, UNIT, month_period(year, month), "R08", tuple(parts), cells)


def _side(
    cells: dict[tuple[str, str], int | Percent | Absent], unit: str, side: str, chance: random.Random
) -> None:
    top = 10 ** chance.choice((0, 2, 4, 6) if side.endswith("cases") else (0, 5, 8, 11, 13))

    def some() -> int:
        return chance.randrange(top) if chance.random() > 0.1 else 0

    values = {code: some() for code in (*OPEN, "done", "terminated", "opening", "new", "returned")}
    values |= {code: some() // 10 for code in ("delegated", "withdrawn", "moved", "amended")}
    values["resolved"] = values["done"] + values["terminated"]
    values["eligible"] = values["resolved"] + values["in_progress"] + values["consent"]
    values["carried"] = sum(values[code] for code in OPEN)
    values["due"] = values["resolved"] + values["carried"]
    values["handled"] = values["opening"] + values["new"] + values["returned"]
    for code, value in values.items():
        cells[unit, f"{side}.{code}"] = value
    cells[unit, f"{side}.rate"] = rate(values["resolved"], values["eligible"])


def sheet(seed: int, month: int = 12) -> Sheet:
    """Figures with the year before (or without), targets (or none) and a place (or none)."""
    chance = random.Random(-seed)
    to = month_period(YEAR, month).to
    now = figures(
        2 * seed, Source(7, "final", "ấn bản số 7 (chính thức, khóa ngày 02/10/2025)", to), month=month
    )
    base = Source(3, "final", "ấn bản số 3 (chính thức, khóa ngày 02/10/2024)", date(2024, 9, 30))
    before = figures(2 * seed + 1, base, year=YEAR - 1, month=month) if chance.random() > 0.2 else None
    targets: dict[tuple[str, str], Assigned | Absent] = {}
    for part in now.parts:
        for side in ("cases", "money"):
            targets[part.code, side] = _target(chance)
    places = {side: _place(chance) for side in ("cases", "money")}
    return Sheet(now, before, targets, places)


def _target(chance: random.Random) -> Assigned | Absent:
    if chance.random() < 0.1:
        return Absent(f"Chưa có chỉ tiêu năm công tác {YEAR}.")
    goal = Goal("province", UNIT, "34", "", YEAR, date(2024, 10, 1), None, None, "", "", "S", "")
    return Assigned(
        Percent(chance.randrange(3000, 9500)),
        goal,
        chance.choice(("chỉ tiêu giao cho đơn vị", "chỉ tiêu của THADS tỉnh")),
    )


def _place(chance: random.Random) -> Place | Absent:
    if chance.random() < 0.3:
        return Absent("Chưa có số công bố của đơn vị khác cho kỳ này nên không xếp hạng.")
    entry = Entry(UNIT, "", Percent(8510), "", "")
    return Place(entry, chance.randrange(1, 34), 34)


def material(seed: int, month: int = 12) -> Material:
    """A report's material on random figures, without lists and curves."""
    made = sheet(seed, month)
    return Material(
        sheet=made,
        name="Thi hành án dân sự tỉnh Quảng Ninh",
        month=month,
        seat="Quảng Ninh",
        superior="Cục Quản lý Thi hành án dân sự",
        signer="Trưởng THADS",
        curve=Absent("Không có."),
        backlog=Absent("Không có."),
        watch=(),
        moved=(),
        tiles=(),
        names={},
        lists_foot="Nguồn: sổ việc.",
    )
