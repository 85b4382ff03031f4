"""A filled form as PDF, in the layout of official forms: set by Typst, the same bytes every time."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Final

from thihanh.documents import typesetting
from thihanh.statistics.book import printed
from thihanh.statistics.book.heading import depth_of, head_of
from thihanh.statistics.book.layout import BookColumn, FilledForm
from thihanh.statistics.book.printed import Cover

_MOST_COLUMNS: Final = 24  # beyond it a form is printed in parts, each with the names of its rows
_ON_A4: Final = 13
_MOST_TAGGED: Final = 6_000  # cells; beyond it the marks for reading aids outweigh the form itself
_PAPER_WIDTH: Final = {"a4": 273.0, "a3": 396.0}  # mm between the margins
_STUB: Final = {"a4": 52.0, "a3": 62.0}  # mm for the names of rows
_LARGEST, _SMALLEST = 10.0, 5.5  # points
_DIGIT: Final = 0.1835  # mm of width of one figure for each point of size
_INSET: Final = 1.9  # mm beside the figures of a cell


def form_pdf(filled: FilledForm, cover: Cover, *, on: date | None = None) -> bytes:
    """The form as PDF. ``on``: the day written into the file's properties; none is written without it.

    A3 or A4 across; the head comes again on every page; rows whose figures are missing show a dash and the
    foot says why.
    """
    tagged = len(filled.rows) * len(filled.form.columns) <= _MOST_TAGGED
    return typesetting.pdf(_source(), {"data.json": _data(filled, cover)}, on=on, tagged=tagged)


@cache
def _source() -> str:
    return resources.files("thihanh.statistics.book").joinpath("form.typ").read_text("utf-8")


def _data(filled: FilledForm, cover: Cover) -> bytes:
    form = filled.form
    parts = parts_of(form.columns)
    paper = "a4" if max(len(places) for places in parts) <= _ON_A4 else "a3"
    said = {
        "code": form.code,
        "basis": form.legal_basis,
        "country": printed.COUNTRY,
        "motto": printed.MOTTO,
        "reporter": cover.reporter,
        "receiver": cover.receiver,
        "title": printed.title_of(form),
        "period": cover.period_line,
        "unit": printed.unit_line(form),
        "cut": cover.cut_line,
        "stub": "Tên đơn vị" if form.row_kind == "units" else "Chỉ tiêu",
        "paper": paper,
        "size": 10,
        "parts": [_part(filled, places, paper, len(parts) > 1) for places in parts],
        "empty": "" if filled.rows else form.missing or "Không có dòng nào trong kỳ.",
        "notes": list(printed.notes(filled)),
        "day": cover.day_line,
        "left": cover.left,
        "right": cover.right,
        "left_hint": cover.left_hint,
        "right_hint": cover.right_hint,
        "left_name": cover.left_name,
        "right_name": cover.right_name,
    }
    return json.dumps(said, ensure_ascii=False).encode()


def parts_of(columns: Sequence[BookColumn]) -> list[range]:
    """The columns of each part: all of them, or, for a form too wide, those under each first heading."""
    if len(columns) <= _MOST_COLUMNS:
        return [range(len(columns))]
    starts = [n for n, one in enumerate(columns) if not n or one.head[:1] != columns[n - 1].head[:1]]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(columns)], strict=True)]


def _part(filled: FilledForm, places: range, paper: str, several: bool) -> dict[str, object]:
    """One part of the table with its head, and the size in which its widest figure fits its column."""
    form = filled.form
    columns = [form.columns[place] for place in places]
    rows = [
        (row.name, row.depth, [printed.as_text(form, form.columns[n], row.values[n]) for n in places])
        for row in filled.rows
    ]
    widest = max((len(value) for _, _, values in rows for value in values), default=4)
    room = (_PAPER_WIDTH[paper] - _STUB[paper]) / len(columns) - _INSET
    return {
        "name": columns[0].head[0] if several else "",
        "deep": depth_of(columns),
        "head": [
            {"text": one.text, "x": one.column, "y": one.row, "columns": one.columns, "rows": one.rows}
            for one in head_of(columns)
        ],
        "numbers": [column.no for column in columns],
        "rows": [{"name": name, "depth": depth, "values": values} for name, depth, values in rows],
        "stub": _STUB[paper],
        "size": round(min(_LARGEST, max(_SMALLEST, room / (widest * _DIGIT))), 1),
    }
