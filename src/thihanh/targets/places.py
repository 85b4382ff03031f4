"""Which unit a printed name means: provinces under old and new names, on the boundary of the period. Pure."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from thihanh.matters.names import fold
from thihanh.offices.reference import OldProvince, old_provinces, provinces
from thihanh.offices.states import MERGER
from thihanh.targets.published import FIRST_YEAR_OF_34, NATIONAL

NATION = "Toàn quốc"
_NATION_WORDS = frozenset({"toan quoc", "ca nuoc", "toan he thong"})
_PREFIX = re.compile(r"^(tinh|thanh pho|tp\.?|cuc thads|thads)\s+(?:(?:tinh|thanh pho|tp\.?)\s+)?")
_BEFORE_MERGER = 9  # the work year's ninth month ends on the day before the merger


@dataclass(frozen=True, slots=True)
class Place:
    """A unit a row speaks of. ``boundary`` is "63" or "34", empty where the province did not change."""

    level: str
    unit: str
    boundary: str
    name: str


class UnknownPlace(ValueError):
    """A name that is no unit of that period: ``what`` says why, ``fix`` what to do."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


class UnclearBoundary(UnknownPlace):
    """A name borne by an old and by a new province in a period that both may mean."""


@cache
def _old() -> dict[str, OldProvince]:
    return {_key(one.name): one for one in old_provinces()}


@cache
def _new() -> dict[str, tuple[str, str]]:
    return {_key(one.name): (one.code, one.name) for one in provinces()}


def _key(name: str) -> str:
    text = fold(name).replace("–", "-").replace(" - ", "-").strip()
    text = _PREFIX.sub("", text)
    return " ".join(re.findall(r"[a-z0-9]+", text))


@cache
def parts_of(code: str) -> tuple[tuple[str, str], ...]:
    """The provinces before 01/07/2025 (code, name) whose land a province of today holds."""
    found = {one.code: one.name for one in old_provinces() if one.new_code == code}
    return tuple(sorted(found.items()))


def has_changed(code: str) -> bool:
    """Whether a province of today is larger than the one that bore its code or name."""
    return len(parts_of(code)) > 1


def place_of(name: str, year: int, months: int, boundary: str = "") -> Place:
    """The unit meant by a name in the cumulative period of ``months`` months of a work year.

    Raises UnknownPlace, and UnclearBoundary where only the source can say which boundary is meant.
    """
    key = _key(name)
    if key in _NATION_WORDS:
        return Place("national", NATIONAL, "", NATION)
    old, new = _old().get(key), _new().get(key)
    if old is None and new is None:
        near = get_close_matches(key, {*_old(), *_new()}, n=1, cutoff=0.75)
        known = _old().get(near[0]) if near else None
        hint = known.name if known else _new()[near[0]][1] if near else ""
        raise UnknownPlace(
            f"“{name}” không phải tên tỉnh, thành phố nào trong danh mục 63 và 34.",
            f"Có phải “{hint}” không? Hãy sửa tên đơn vị."
            if hint
            else "Hãy ghi tên tỉnh như danh mục, “Toàn quốc”, hoặc để cấp “huyện” cho đơn vị cấp dưới.",
        )
    if new is not None and not has_changed(new[0]):
        return Place("province", new[0], "", new[1])
    if new is None and old is not None and not has_changed(old.new_code):
        return Place("province", old.new_code, "", old.name)
    return _of_changed(name, (year, months), boundary, old, new)


def _of_changed(
    name: str,
    period: tuple[int, int],
    boundary: str,
    old: OldProvince | None,
    new: tuple[str, str] | None,
) -> Place:
    year, months = period
    sure = (
        "63"
        if year < FIRST_YEAR_OF_34
        else "34"
        if year > FIRST_YEAR_OF_34 or months > _BEFORE_MERGER
        else ""
    )
    wanted = boundary or sure
    if old is None:
        if wanted == "63" or sure == "63":
            raise UnknownPlace(f"Đơn vị “{name}” chưa có ở kỳ này.", "Hãy ghi tên tỉnh trước 01/07/2025.")
        assert new is not None
        return Place("province", new[0], "34", new[1])
    if new is None:
        if sure == "34":
            merged = next(one.name for one in provinces() if one.code == old.new_code)
            raise UnknownPlace(
                f"Từ {MERGER:%d/%m/%Y} không còn tỉnh {old.name} (nay thuộc {merged}).",
                f"Hãy ghi số của {merged}, hoặc sửa kỳ.",
            )
        return Place("province", old.code, "63", old.name)
    if not wanted:
        raise UnclearBoundary(
            f"Kỳ {months} tháng năm {year}: “{name}” có thể là tỉnh trước hoặc sau sắp xếp 01/07/2025.",
            "Hãy chọn 63 (trước) hoặc 34 (sau) theo nguồn.",
        )
    if sure and boundary and sure != boundary:
        raise UnknownPlace(
            f"Ranh giới {boundary} tỉnh không hợp với kỳ {months} tháng năm {year}.",
            f"Hãy sửa thành {sure}, hoặc để trống.",
        )
    return (
        Place("province", old.code, "63", old.name)
        if wanted == "63"
        else Place("province", new[0], "34", new[1])
    )
