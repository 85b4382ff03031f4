"""The head of a form as merged cells: the same tree in the workbook, in print and on screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from thihanh.statistics.book.layout import BookColumn


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One cell of the head: its text, its first row and column (from 0), how many it spans."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    note: str = ""


def depth_of(columns: Sequence[BookColumn]) -> int:
    """How many rows the head has, without the row of column numbers."""
    return max((len(column.head) for column in columns), default=0) + 1


def head_of(columns: Sequence[BookColumn]) -> tuple[HeadCell, ...]:
    """The cells of the head, by row and column; a name with nothing above it reaches down to the numbers."""
    deep = depth_of(columns)
    cells = [
        HeadCell(column.name, len(column.head), place, rows=deep - len(column.head), note=_note(column))
        for place, column in enumerate(columns)
    ]
    for level in range(deep - 1):
        start = 0
        while start < len(columns):
            path = columns[start].head[: level + 1]
            end = start + 1
            while end < len(columns) and columns[end].head[: level + 1] == path:
                end += 1
            if len(path) > level:
                cells.append(HeadCell(path[level], level, start, columns=end - start))
            start = end if len(path) > level else start + 1
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _note(column: BookColumn) -> str:
    mark = f"[{column.mark}]" if column.mark not in ("", "S") else ""
    return " ".join(said for said in (column.note, mark) if said)
