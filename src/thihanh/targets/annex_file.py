"""An annex from a workbook or pasted from Excel: headings found, cells named by sheet and column letter."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from thihanh.procedures.register_file import container
from thihanh.procedures.register_file.problems import FileRefused
from thihanh.procedures.register_file.text import clean, folded
from thihanh.targets.annex import Cell, Fault
from thihanh.targets.indicators import Indicator

LARGEST = 2_000_000
MOST_ROWS, MOST_COLUMNS, HEAD_ROWS = 2_000, 60, 15
Grid = Sequence[Sequence[str]]
_BEATS = ("tang them", "vuot", "diem")


class AnnexRefused(ValueError):
    """A file or text that holds no annex; the message is the sentence."""


def read_workbook(
    content: bytes, slots: Sequence[Indicator], names: Mapping[str, str]
) -> tuple[list[Cell], list[Fault]]:
    """The cells of the first sheet that has a heading of an indicator; places are ``sheet!C5``.

    ``names`` are the codes of units by folded name. Raises AnnexRefused.
    """
    if len(content) > LARGEST:
        raise AnnexRefused("Dữ liệu: tệp phụ lục nặng quá 2 MB. Chỉ giữ trang phụ lục rồi gửi lại.")
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as kept:
        kept.write(content)
        kept.flush()
        try:
            container.inspect(Path(kept.name))
            with CalamineWorkbook.from_path(kept.name) as book:
                sheets = [(name, _grid(book, name)) for name in book.sheet_names]
        except FileRefused as refused:
            raise AnnexRefused(f"Dữ liệu: {refused.sentence}") from refused
        except (CalamineError, OSError, ValueError) as broken:
            raise AnnexRefused(f"Dữ liệu: {container.damaged().sentence}") from broken
    for name, grid in sheets:
        if (head := _head(grid, slots)) is not None:
            return _cells(grid, head, names, _in_sheet(name))
    raise AnnexRefused(
        "Dữ liệu: không trang nào có dòng tiêu đề với cột «Mã đơn vị» và tên chỉ tiêu (ví dụ «Về việc»). "
        "Thêm dòng tiêu đề rồi gửi lại."
    )


def read_pasted(
    text: str, slots: Sequence[Indicator], names: Mapping[str, str]
) -> tuple[list[Cell], list[Fault]]:
    """The cells of rows pasted from Excel, by row and column. Raises AnnexRefused."""
    grid = [line.split("\t") for line in text.splitlines()[:MOST_ROWS] if line.strip()]
    head = _head(grid, slots)
    if head is None:
        raise AnnexRefused(
            "Dữ liệu: dòng đầu của phần dán phải là tiêu đề, có «Mã đơn vị» và tên chỉ tiêu (ví dụ «Về "
            "việc»). Chép cả dòng tiêu đề rồi dán lại."
        )
    return _cells(grid, head, names, lambda row, column: f"dòng {row + 1}, cột {column + 1}")


def _in_sheet(sheet: str) -> Callable[[int, int], str]:
    """How a cell of a sheet is named: ``Phụ lục!C5``."""
    return lambda row, column: f"{sheet}!{_letter(column)}{row + 1}"


def _grid(book: CalamineWorkbook, name: str) -> Grid:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)[:MOST_ROWS]
    return [[_text(cell) for cell in row[:MOST_COLUMNS]] for row in rows]


def _text(cell: object) -> str:
    """A cell as typed: a number with a comma, without the noise of binary fractions."""
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return clean(str(cell))


class _Head:
    """Where the heading stands: its row, the column of units, and the columns of indicators."""

    def __init__(self, row: int, unit: int, columns: Mapping[int, tuple[str, bool]]) -> None:
        self.row, self.unit, self.columns = row, unit, columns


def _head(grid: Grid, slots: Sequence[Indicator]) -> _Head | None:
    for number, row in enumerate(grid[:HEAD_ROWS]):
        words = [folded(cell) for cell in row]
        units = [place for place, word in enumerate(words) if word.startswith(("ma don vi", "ma", "don vi"))]
        columns = {place: found for place, word in enumerate(words) if (found := _named(word, slots))}
        if units and columns:
            return _Head(number, min(units, key=lambda place: not words[place].startswith("ma")), columns)
    return None


def _named(word: str, slots: Sequence[Indicator]) -> tuple[str, bool] | None:
    """The indicator a heading names, and whether the column holds points above the agency's target."""
    for slot in slots:
        if word and (word == folded(slot.code) or folded(slot.short) in word or folded(slot.name) in word):
            return slot.code, any(mark in word for mark in _BEATS)
    return None


def _cells(
    grid: Grid, head: _Head, names: Mapping[str, str], place: Callable[[int, int], str]
) -> tuple[list[Cell], list[Fault]]:
    cells: list[Cell] = []
    faults: list[Fault] = []
    for number in range(head.row + 1, len(grid)):
        row = grid[number]
        typed = clean(row[head.unit]) if head.unit < len(row) else ""
        filled = [at for at in head.columns if at < len(row) and row[at].strip()]
        if not filled or folded(typed).startswith(("tong", "cong", "binh quan")):
            continue
        if not typed:
            faults.append(
                Fault(place(number, head.unit), "Dữ liệu: dòng có chỉ tiêu nhưng chưa ghi mã đơn vị.")
            )
            continue
        unit = names.get(folded(typed), typed)
        cells += [
            Cell(unit, head.columns[at][0], row[at], place(number, at), head.columns[at][1]) for at in filled
        ]
    return cells, faults


def _letter(column: int) -> str:
    """A column as Excel names it: A … Z, AA …"""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
