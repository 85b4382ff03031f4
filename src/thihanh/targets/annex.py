"""The annex of a target decision as typed, pasted or read from a workbook: cells become hundredths. Pure.

A cell is a target ("84,10", "84,10%") or an excess over the agency's own target in points ("0,35",
"0,35 điểm %"). Every refusal is a sentence that names the place: row and column, or sheet and cell.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HUNDRED = 10_000
_NUMBER = re.compile(r"(-|−)?(\d{1,9})(?:[.,](\d+))?")
_POINTS = re.compile(r"\s*(điểm\s*(%|phần trăm)?|đ\s*%)$", re.IGNORECASE)


class CellRefused(ValueError):
    """A cell that cannot be read; the message is the sentence."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an annex as typed: for which unit and indicator, and where it stands."""

    unit: str
    indicator: str
    text: str
    place: str
    beat: bool = False


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A target of a unit, in hundredths of the indicator's unit; ``beat`` keeps the points it came from."""

    unit: str
    indicator: str
    hundredths: int
    place: str = ""
    beat: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


def _hundredths(text: str, shown: str) -> int:
    found = _NUMBER.fullmatch(text.replace(" ", ""))
    if found is None:
        raise CellRefused(f"«{shown}» không phải là số. Ghi như 84,10.")
    sign, whole, decimals = found.groups()
    digits = (decimals or "").rstrip("0")
    if len(digits) > 2:
        raise CellRefused(
            f"«{shown}» có hơn hai chữ số thập phân; chỉ tiêu giao đến hai chữ số. Ghi như 84,10."
        )
    value = int(whole) * 100 + int(digits.ljust(2, "0") or "0")
    return -value if sign else value


def read_rate(text: str) -> int:
    """A target in percent, in hundredths, from 0 to 100. Raises CellRefused."""
    shown = text.strip()
    if _POINTS.search(shown):
        raise CellRefused(
            f"«{shown}» là điểm phần trăm, nhưng cột này ghi chỉ tiêu. Ghi mức phải đạt, ví dụ 84,10, "
            "hoặc ghi phần tăng thêm ở cột «tăng thêm (điểm %)»."
        )
    value = _hundredths(shown.removesuffix("%").strip(), shown)
    if value < 0:
        raise CellRefused(f"Chỉ tiêu «{shown}» dưới 0%; tỷ lệ nằm từ 0 đến 100%. Kiểm tra lại ô này.")
    if value > HUNDRED:
        raise CellRefused(f"Chỉ tiêu «{shown}» trên 100%; tỷ lệ nằm từ 0 đến 100%. Kiểm tra lại ô này.")
    if 0 < value < 100 and "%" not in shown:
        raise CellRefused(
            f"Chỉ tiêu «{shown}» dưới 1%: có thể ô Excel định dạng phần trăm. Ghi 84,10 (không phải 0,841), "
            f"hoặc ghi {shown}% nếu đúng là dưới một phần trăm."
        )
    return value


def read_beat(text: str) -> int:
    """An excess over the agency's target in points, in hundredths. A percent sign alone is refused."""
    shown = text.strip()
    bare = _POINTS.sub("", shown)
    if bare == shown and shown.endswith("%"):
        number = shown.removesuffix("%").strip()
        raise CellRefused(
            f"«{shown}» ghi ở cột tăng thêm: phần chênh giữa hai tỷ lệ tính bằng điểm phần trăm, "
            f"không phải phần trăm. Ghi «{number}» hoặc «{number} điểm %»."
        )
    return _hundredths(bare.strip().removeprefix("+"), shown)


def read_count(text: str) -> int:
    """A target that is a number of matters, in hundredths. Raises CellRefused."""
    value = _hundredths(text.strip(), text.strip())
    if value < 0 or value % 100:
        raise CellRefused(f"«{text.strip()}» phải là số việc, nguyên và không âm.")
    return value


def read_score(text: str) -> int:
    """Points of a criterion, in hundredths, none below zero. Raises CellRefused."""
    value = _hundredths(text.strip(), text.strip())
    if value < 0:
        raise CellRefused(f"Điểm «{text.strip()}» dưới 0. Ghi từ 0 đến điểm tối đa của tiêu chí.")
    return value


def read(
    cells: Sequence[Cell], units: Mapping[str, str], agency_target: Mapping[str, int]
) -> tuple[tuple[AnnexRow, ...], tuple[Fault, ...]]:
    """The rows of an annex and everything wrong with it.

    ``units`` gives the unit of each indicator ("%" or "việc"), ``agency_target`` the agency's own target of
    each, in hundredths: what a beat is added to. Empty cells are no rows.
    """
    rows: list[AnnexRow] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, str], str] = {}
    for cell in cells:
        if not cell.text.strip():
            continue
        try:
            row = _row(cell, units, agency_target)
        except CellRefused as refused:
            faults.append(Fault(cell.place, f"Dữ liệu: {refused}"))
            continue
        key = (row.unit, row.indicator)
        if key in seen:
            where = f" (lần trước ở {seen[key]})" if seen[key] else ""
            faults.append(
                Fault(
                    cell.place,
                    f"Dữ liệu: đơn vị {row.unit} có hai lần cho cùng chỉ tiêu{where}. Giữ một dòng.",
                )
            )
            continue
        seen[key] = cell.place
        rows.append(row)
    return tuple(rows), tuple(faults)


def _row(cell: Cell, units: Mapping[str, str], agency_target: Mapping[str, int]) -> AnnexRow:
    if units.get(cell.indicator) != "%":
        return AnnexRow(cell.unit, cell.indicator, read_count(cell.text), cell.place)
    if not cell.beat:
        return AnnexRow(cell.unit, cell.indicator, read_rate(cell.text), cell.place)
    points = read_beat(cell.text)
    base = agency_target.get(cell.indicator)
    if base is None:
        raise CellRefused(
            "chưa có chỉ tiêu của cơ quan để cộng phần tăng thêm. Ghi quyết định giao cho cơ quan trước."
        )
    total = base + points
    if not 0 <= total <= HUNDRED:
        raise CellRefused(f"chỉ tiêu của cơ quan cộng «{cell.text.strip()}» nằm ngoài 0–100%.")
    return AnnexRow(cell.unit, cell.indicator, total, cell.place, points)
