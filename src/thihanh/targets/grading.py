"""The rules of emulation scoring as data, and the grade they give. Pure.

A grade asks for points and for core targets: so many met, the others at most so many percent short of their
targets. The first grade whose floor and core condition both hold is given.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any

from thihanh.statistics.numbers import half_up

NAMES_OF_STEPS = {"self": "tự chấm", "verified": "thẩm định", "council": "hội đồng"}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: the most points, and the indicator that gives them where a figure does."""

    code: str
    name: str
    points: int
    indicator: str
    mark: str


@dataclass(frozen=True, slots=True)
class Core:
    """A condition on the core targets: how many met, the others at most ``short`` percent under theirs."""

    met: int
    short: int | None


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade from ``floor`` points on, under any of its core conditions (none: points alone)."""

    code: str
    floor: int
    core: tuple[Core, ...]
    mark: str
    basis: str


@dataclass(frozen=True, slots=True)
class Bonus:
    """Points for much work: so many for each so many matters due, up to a most."""

    name: str
    each: int
    points: int
    most: int
    mark: str

    def of(self, due: int) -> int:
        """The bonus for so many matters due, in hundredths of a point."""
        return min(self.most, due // self.each * self.points) * 100


@dataclass(frozen=True, slots=True)
class Scheme:
    """A version of the rules."""

    label: str
    number: str
    mark: str
    note: str
    total: int
    core: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    bonus: Bonus
    grades: tuple[Grade, ...]
    commendations: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CoreResult:
    """A core target as it came out: result and target in hundredths; None where there is none."""

    indicator: str
    value: int | None
    target: int | None

    @property
    def met(self) -> bool:
        """Whether the target is reached; without a result or target it is not."""
        return self.value is not None and self.target is not None and self.value >= self.target

    @property
    def short(self) -> Fraction | None:
        """How far under the target, in percent of the target; None where it cannot be said."""
        if self.value is None or self.target is None or self.target <= 0:
            return None
        return max(Fraction(0), Fraction((self.target - self.value) * 100, self.target))


def scheme_of(data: Mapping[str, Any]) -> Scheme:
    """A version of the rules from its data. Raises KeyError, TypeError or ValueError where malformed."""
    return Scheme(
        label=data["label"],
        number=data["number"],
        mark=data["mark"],
        note=data["note"],
        total=int(data["total"]),
        core=tuple(data["core"]),
        criteria=tuple(
            Criterion(row["code"], row["name"], int(row["points"]), row.get("indicator", ""), row["mark"])
            for row in data["criterion"]
        ),
        bonus=Bonus(**data["bonus"]),
        grades=tuple(
            Grade(
                row["code"],
                int(row["floor"]),
                tuple(Core(int(one["met"]), one.get("short")) for one in row["core"]),
                row["mark"],
                row["basis"],
            )
            for row in data["grade"]
        ),
        commendations=dict(data["commendation"]["grades"]),
    )


_LONGEST_CODE, _LONGEST_GRADE = 40, 4


def _fault_of_values(scheme: Scheme) -> str:
    """Codes that can be kept, and a bonus that can be reckoned."""
    bonus = scheme.bonus
    for code in [one.code for one in scheme.criteria]:
        if not isinstance(code, str) or not 0 < len(code) <= _LONGEST_CODE or code == "bonus":
            return f"mã tiêu chí «{code}» không dùng được. Mã dài 1 đến {_LONGEST_CODE} ký tự, khác «bonus»."
    for grade in [one.code for one in scheme.grades]:
        if not isinstance(grade, str) or not 0 < len(grade) <= _LONGEST_GRADE:
            return f"tên hạng «{grade}» không dùng được. Tên hạng là chữ, không quá {_LONGEST_GRADE} ký tự."
    numbers = (bonus.each, bonus.points, bonus.most)
    if any(type(one) is not int for one in numbers) or bonus.each <= 0 or min(numbers) < 0:
        return "phần cộng điểm phải là số nguyên không âm, số việc cho mỗi lần cộng phải lớn hơn 0."
    return ""


def fault_of(scheme: Scheme) -> str:
    """What stands in the way of judging by these rules, as a sentence; "" where nothing does."""
    codes = [one.code for one in scheme.criteria]
    floors = [one.floor for one in scheme.grades]
    grades = {one.code for one in scheme.grades}
    if fault := _fault_of_values(scheme):
        return fault
    if twice := next((one for one in codes if codes.count(one) > 1), ""):
        return f"tiêu chí «{twice}» có hai lần. Đặt cho mỗi tiêu chí một mã."
    if low := next((one for one in scheme.criteria if one.points <= 0), None):
        return f"tiêu chí «{low.name}» có {low.points} điểm. Điểm tối đa phải là số nguyên dương."
    if (given := sum(one.points for one in scheme.criteria)) != scheme.total:
        return f"các tiêu chí cộng lại {given} điểm, thang điểm ghi {scheme.total}. Sửa cho bằng nhau."
    if not floors or floors != sorted(set(floors), reverse=True):
        return "các hạng phải xếp từ mức sàn cao xuống thấp. Sắp lại rồi gửi."
    if floors[-1] != 0:
        return f"hạng cuối «{scheme.grades[-1].code}» có mức sàn {floors[-1]}. Hạng cuối phải từ 0 điểm."
    if strange := sorted(set(scheme.commendations) - grades):
        return f"đề nghị khen thưởng cho hạng «{strange[0]}» không có trong các hạng. Sửa cột Hạng."
    return ""


@cache
def default_content() -> dict[str, Any]:
    """The default rules as their file holds them: the start of an agency's own version."""
    text = resources.files("thihanh.targets").joinpath("data", "emulation.toml").read_text("utf-8")
    return tomllib.loads(text)


def holds(condition: Core, core: Sequence[CoreResult]) -> bool:
    """Whether a condition on the core targets holds."""
    missed = [one for one in core if not one.met]
    if len(core) - len(missed) < condition.met:
        return False
    if condition.short is None:
        return True
    return all(one.short is not None and one.short <= condition.short for one in missed)


def grade(scheme: Scheme, hundredths: int, core: Sequence[CoreResult]) -> tuple[Grade, str]:
    """The grade of a score in hundredths of a point and of the core targets, with the reason in words."""
    for one in scheme.grades:
        enough = hundredths >= one.floor * 100
        if enough and (not one.core or any(holds(condition, core) for condition in one.core)):
            return one, f"hạng {one.code}: {one.basis}"
    last = scheme.grades[-1]
    return last, f"hạng {last.code}: {last.basis}"


def points_for(criterion: Criterion, core: CoreResult) -> int | None:
    """The points a figure gives: all when the target is met, else in proportion to the achievement [K].

    In hundredths of a point; None where result or target is missing.
    """
    if core.value is None or core.target is None or core.target <= 0:
        return None
    most = criterion.points * 100
    if core.value >= core.target:
        return most
    return max(0, half_up(Fraction(most * core.value, core.target)))
