"""The plan of a province's year: which matters there are, where each stands at the end, and for how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from thihanh.synthetic.amounts import portions, spread
from thihanh.synthetic.apportion import apportion, split_bounded, within
from thihanh.synthetic.calibration import LEAVING, STANDING, Calibration, Lot
from thihanh.synthetic.profiles import BY_CODE, Profile, draw_profiles

# Share of a row's matters that were in balance on the eve (the rest are new), and how much larger they are.
_OPENING_SHARE: dict[str, float] = {
    "enforced": 0.16,
    "terminated": 0.45,
    "in_progress": 0.42,
    "no_means": 0.70,
    "young": 0.0,
    "delegated": 0.25,
    "withdrawn": 0.40,
    "moved": 1.0,
}
_USUAL_OPENING = 0.6
_OPENING_LARGER = 1.5
_RETURNED = {"enforced": 0.35, "in_progress": 0.35, "no_means": 0.30}

# Parts of "đang thi hành" and "chưa có điều kiện" that the forms count apart in one version or for money [I].
_IN_PROGRESS_PARTS = (
    ("plan_waiting", 0.025),
    ("asset_not_ready", 0.040),
    ("exhibit_waiting", 0.020),
    ("trustee", 0.006),
    ("nothing_left", 0.035),
    ("unsold", 0.012),
)
_NO_MEANS_PARTS = (("collateral_only", 0.020), ("asset_blocked", 0.007))
_PAUSED = 0.12
NONE_TAGGED = Lot(0, 0)
_NEW_THE_YEAR_BEFORE = 0.8
_ASSET_SHARE = 0.6  # value of the unsold asset to what is still owed
# Collected in the year in matters that are not finished, as shares of all that was collected [I].
_PARTLY = {"in_progress": 0.080, "terminated": 0.004, "no_means": 0.010, "hc": 0.002}


@dataclass(slots=True)
class Plan:
    """One matter to be made. Amounts in đồng: `due` is what stood to be enforced in the work year `year`.

    `row` is where it stands at the end of that year, `origin` how it came into it (opening, new, returned;
    outside: it stayed in the separate register).
    """

    row: str
    origin: str
    profile: Profile
    due: int = 0
    year: int = 0
    collected: int = 0
    reduced: int = 0
    asset: int | None = None
    decided: date = date.min
    ended: date | None = None
    office: str = ""
    officer: str = ""
    judgment: tuple[str, date, str, str] = ("", date.min, "", "")
    stages: list[tuple[date, str, str]] = field(default_factory=list)
    moves: list[tuple[date, str, str]] = field(default_factory=list)
    number: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the plan: matters, their money due in the year, the part of it collected without ending them.

    `asset` is the value of the unsold assets, which the forms keep under "đang thi hành".
    """

    code: str
    cases: int
    money: int
    partly: int = 0
    asset: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """A row that the forms count inside two others: whose matters it takes, and how much money from each."""

    row: _Row
    cases_of: str
    from_in_progress: int = 0
    from_no_means: int = 0


def plan_year(calibration: Calibration, random: Random) -> list[Plan]:
    """Every matter of the calibration, with its amounts; dates come later."""
    plans: list[Plan] = []
    rows = list(_rows(calibration))
    cases = _cells(rows, calibration.cases)
    money = _money_cells(rows, cases, calibration.money)
    for place, row in enumerate(rows):
        tagged = _tagged(calibration, row.code, cases["opening"][place], cases["new"][place])
        made: list[Plan] = []
        for origin in ("opening", "new", "returned"):
            cell = Lot(cases[origin][place], money[origin][place])
            made += _cell(random, row.code, origin, cell, tagged.get(origin))
        _outcomes(random, made, row, calibration.money["reduced"])
        plans += made
    plans += _cell(random, "outside", "outside", Lot(*calibration.outside), None)
    for plan in plans:
        plan.year = calibration.year
    return plans + _ended_before(random, calibration)


def _rows(calibration: Calibration) -> Iterator[_Row]:
    cases, money = calibration.cases, calibration.money
    partly = {key: min(int(money["collected"] * share), money[key] // 3) for key, share in _PARTLY.items()}
    yield _Row("enforced", cases["enforced"], money["collected"] - sum(partly.values()) + money["reduced"])
    parts = list(_parts(calibration))
    yield from (part.row for part in parts)
    apart = {
        "in_progress": sum(part.from_in_progress for part in parts),
        "no_means": sum(part.from_no_means for part in parts),
    }
    for key in STANDING[1:-1]:
        fewer = sum(part.row.cases for part in parts if part.cases_of == key)
        extra = partly.get(key, 0)
        yield _Row(key, cases[key] - fewer, money[key] - apart.get(key, 0) + extra, extra)
    paused = max(1, round(_PAUSED * cases["other"]))
    halves = apportion(money["other"], [3.0 * paused, float(cases["other"] - paused)])
    yield _Row("paused", paused, halves[0])
    yield _Row("young", cases["other"] - paused, halves[1])
    for key in LEAVING:
        yield _Row(key, cases[key], money[key])


def _parts(calibration: Calibration) -> Iterator[_Part]:
    """The parts of "đang thi hành" and "chưa có điều kiện" a version, or the money form, counts apart."""
    if calibration.year < 2020:
        return  # the two-way split knows no such parts
    cases, money = calibration.cases, calibration.money
    for code, share in _IN_PROGRESS_PARTS:
        count = round(share * cases["in_progress"])
        taken = int(money["in_progress"] * share * 1.5)
        if count and code == "nothing_left":  # money without means, though the matter is in progress
            taken = int(money["no_means"] * count / cases["no_means"])
            yield _Part(_Row(code, count, taken), "in_progress", from_no_means=taken)
        elif count and code == "unsold":
            whole = int(taken / _ASSET_SHARE)
            yield _Part(_Row(code, count, whole, asset=taken), "in_progress", taken, whole - taken)
        elif count:
            yield _Part(_Row(code, count, taken), "in_progress", from_in_progress=taken)
    for code, share in _NO_MEANS_PARTS:
        count = round(share * cases["no_means"])
        taken = int(money["no_means"] * share * 1.5)
        if count:
            yield _Part(_Row(code, count, taken), "no_means", from_no_means=taken)


def _cells(rows: list[_Row], chain: dict[str, int]) -> dict[str, list[int]]:
    """Matters of each row by origin."""
    returned = apportion(chain["returned"], [_RETURNED.get(row.code, 0.0) for row in rows])
    free = [row.cases - back for row, back in zip(rows, returned, strict=True)]
    leanings = [_OPENING_SHARE.get(row.code, _USUAL_OPENING) for row in rows]
    opening = split_bounded(chain["opening"], free, leanings)
    new = [whole - old for whole, old in zip(free, opening, strict=True)]
    return {"opening": opening, "new": new, "returned": returned}


def _money_cells(
    rows: list[_Row], cases: dict[str, list[int]], chain: dict[str, int]
) -> dict[str, list[int]]:
    """Money of each row by origin, only where there are matters to owe it."""
    weights = [
        back * row.money / max(row.cases, 1) for row, back in zip(rows, cases["returned"], strict=True)
    ]
    returned = apportion(chain["returned"], weights)
    free = [row.money - back for row, back in zip(rows, returned, strict=True)]
    leanings = []
    for old, new in zip(cases["opening"], cases["new"], strict=True):
        older = old * _OPENING_LARGER
        leanings.append(older / (older + new) if old or new else 0.0)
    opening = split_bounded(chain["opening"], free, leanings)
    new_money = [whole - old for whole, old in zip(free, opening, strict=True)]
    return {"opening": opening, "new": new_money, "returned": returned}


def _tagged(calibration: Calibration, row: str, old: int, new: int) -> dict[str, Lot | None]:
    """The corruption/economic matters of a row by origin; empty when the calibration does not state them."""
    if not calibration.corruption:
        return {"opening": None, "new": None, "returned": NONE_TAGGED}
    stated = calibration.corruption.get(row, NONE_TAGGED)
    older = min(old - 1, round(stated.cases * old / max(old + new, 1))) if old else 0
    sums = apportion(stated.money, [float(older), float(stated.cases - older)]) if stated.cases else [0, 0]
    return {
        "opening": Lot(older, sums[0]),
        "new": Lot(stated.cases - older, sums[1]),
        "returned": NONE_TAGGED,
    }


def _cell(random: Random, row: str, origin: str, cell: Lot, tagged: Lot | None) -> list[Plan]:
    """The matters of one row and origin; `tagged` are the corruption/economic ones where they are stated."""
    if not cell.cases:
        return []
    stated = tagged or NONE_TAGGED
    rest = cell.cases - stated.cases
    profiles = draw_profiles(random, row, rest, corruption=tagged is None)
    amounts = spread(random, profiles, cell.money - stated.money)
    profiles += [BY_CODE["corruption"]] * stated.cases
    amounts += spread(random, profiles[rest:], stated.money)
    return [Plan(row, origin, profile, due) for profile, due in zip(profiles, amounts, strict=True)]


def _outcomes(random: Random, plans: list[Plan], row: _Row, reduced: int) -> None:
    """What of each matter's due was collected or reduced in the year, and the value of unsold assets."""
    if row.code == "enforced":
        _enforced(random, plans, reduced)
    elif row.partly:
        free = [0 if plan.profile.code == "corruption" else plan.due for plan in plans]
        for plan, part in zip(plans, portions(random, free, row.partly, share=0.3, at_most=0.6), strict=True):
            plan.collected = part
    elif row.asset:
        for plan, value in zip(plans, within(row.asset, [plan.due for plan in plans]), strict=True):
            plan.asset = value


def _enforced(random: Random, plans: list[Plan], reduced: int) -> None:
    """Everything collected, except what the court reduced in some state-budget matters."""
    by_court = [plan.due if plan.profile.code == "budget" else 0 for plan in plans]
    parts = portions(random, by_court, reduced, share=0.004, at_most=0.7)
    for plan, part in zip(plans, parts, strict=True):
        plan.reduced, plan.collected = part, plan.due - part


def _ended_before(random: Random, calibration: Calibration) -> list[Plan]:
    """The matters that ended in the year before, where its results are published."""
    cases, money = calibration.previous_cases, calibration.previous_money
    plans: list[Plan] = []
    for key, count in cases.items():
        due = money["collected"] + money["reduced"] if key == "enforced" else money[key]
        made = _cell(random, key, "new", Lot(count, due), NONE_TAGGED)
        for plan in made:
            plan.year = calibration.year - 1
            plan.origin = "new" if random.random() < _NEW_THE_YEAR_BEFORE else "opening"
        if key == "enforced":
            _enforced(random, made, money["reduced"])
        plans += made
    return plans
