"""The rules of emulation scoring as a file people can edit: JSON, or a workbook of three sheets."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from thihanh.procedures.register_file import container
from thihanh.procedures.register_file.problems import FileRefused
from thihanh.procedures.register_file.text import clean

LARGEST: Final = 500_000
_MOST_ROWS: Final = 200
_RULES, _CRITERIA, _GRADES = "Chung", "Tiêu chí", "Hạng"
_COMMON: Final = (
    ("label", "Tên bảng chấm điểm"),
    ("mark", "Nguồn (S, K hoặc I)"),
    ("note", "Ghi chú"),
    ("total", "Thang điểm"),
    ("core", "Chỉ tiêu cốt lõi (mã, cách nhau dấu phẩy)"),
    ("bonus.name", "Cộng điểm: tên"),
    ("bonus.each", "Cộng điểm: mỗi bao nhiêu việc"),
    ("bonus.points", "Cộng điểm: số điểm"),
    ("bonus.most", "Cộng điểm: tối đa"),
    ("bonus.mark", "Cộng điểm: nguồn"),
    ("commendation.mark", "Đề nghị khen thưởng: nguồn"),
)
_NUMBERS: Final = {"total", "bonus.each", "bonus.points", "bonus.most"}
_CRITERION: Final = (
    ("code", "Mã"),
    ("name", "Tiêu chí"),
    ("points", "Điểm tối đa"),
    ("indicator", "Chỉ tiêu cho điểm (mã, để trống nếu người chấm)"),
    ("mark", "Nguồn"),
)
_GRADE: Final = (
    ("code", "Hạng"),
    ("floor", "Từ điểm"),
    ("core", "Điều kiện cốt lõi (số đạt:thiếu tối đa %; …)"),
    ("basis", "Căn cứ"),
    ("title", "Đề nghị khen thưởng"),
    ("mark", "Nguồn"),
)


class SchemeRefused(ValueError):
    """A file that holds no rules; the message is the sentence."""


def as_json(content: Mapping[str, Any]) -> bytes:
    """The rules as JSON, indented for people."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def as_workbook(content: Mapping[str, Any]) -> bytes:
    """The rules as a workbook: what holds for all, the criteria, the grades."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, head, rows in _sheets(content):
            sheet = book.add_worksheet(name)
            sheet.set_column(0, len(head) - 1, 34, wrapped)
            sheet.write_row(0, 0, head, heading)
            for place, row in enumerate(rows, 1):
                sheet.write_row(place, 0, row)
    return out.getvalue()


def _sheets(content: Mapping[str, Any]) -> list[tuple[str, list[str], list[list[Any]]]]:
    flat = {**content, **{f"bonus.{key}": value for key, value in content["bonus"].items()}}
    flat |= {"core": ", ".join(content["core"]), "commendation.mark": content["commendation"]["mark"]}
    titles = content["commendation"]["grades"]
    grades = [
        {**one, "core": "; ".join(map(_condition, one["core"])), "title": titles.get(one["code"], "")}
        for one in content["grade"]
    ]
    return [
        (_RULES, ["Mục", "Nội dung"], [[words, flat.get(key, "")] for key, words in _COMMON]),
        (_CRITERIA, [words for _, words in _CRITERION], _rows(content["criterion"], _CRITERION)),
        (_GRADES, [words for _, words in _GRADE], _rows(grades, _GRADE)),
    ]


def _rows(found: Sequence[Mapping[str, Any]], columns: Sequence[tuple[str, str]]) -> list[list[Any]]:
    return [[one.get(key, "") for key, _ in columns] for one in found]


def _condition(one: Mapping[str, Any]) -> str:
    return f"{one['met']}:{one['short']}" if one.get("short") is not None else str(one["met"])


def read(data: bytes, number: str) -> dict[str, Any]:
    """The rules of a file under the number of the paper that issues them. Raises ``SchemeRefused``."""
    if len(data) > LARGEST:
        raise SchemeRefused("Dữ liệu: tệp bảng chấm điểm nặng quá 500 KB. Sửa từ tệp mẫu rồi gửi lại.")
    found = _workbook(data) if data.startswith(b"PK") else _json(data)
    return found | {"number": number.strip()}


def _json(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise SchemeRefused(
            "Dữ liệu: tệp không phải JSON hay Excel của bảng chấm điểm. Tải bảng đang áp dụng, sửa rồi "
            "gửi lại."
        )
    return found


def _workbook(data: bytes) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as kept:
        kept.write(data)
        kept.flush()
        try:
            container.inspect(Path(kept.name))
            with CalamineWorkbook.from_path(kept.name) as book:
                sheets = {name: _grid(book, name) for name in book.sheet_names}
        except FileRefused as refused:
            raise SchemeRefused(f"Dữ liệu: {refused.sentence}") from refused
        except (CalamineError, OSError, ValueError) as broken:
            raise SchemeRefused(f"Dữ liệu: {container.damaged().sentence}") from broken
    if missing := [name for name in (_RULES, _CRITERIA, _GRADES) if name not in sheets]:
        raise SchemeRefused(
            f"Dữ liệu: thiếu trang «{missing[0]}». Tải bảng đang áp dụng dạng Excel, sửa rồi gửi lại."
        )
    return _content(sheets)


def _grid(book: CalamineWorkbook, name: str) -> list[list[str]]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)[:_MOST_ROWS]
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else clean(str(cell))


def _content(sheets: Mapping[str, list[list[str]]]) -> dict[str, Any]:
    words = {text: key for key, text in _COMMON}
    flat: dict[str, Any] = {}
    for place, row in enumerate(sheets[_RULES][1:], 2):
        if len(row) > 1 and (key := words.get(row[0])):
            flat[key] = _whole(row[1], f"{_RULES}!B{place}") if key in _NUMBERS else row[1]
    content: dict[str, Any] = {key: value for key, value in flat.items() if "." not in key}
    content["core"] = _listed(flat.get("core", ""), ",")
    content["bonus"] = {key[6:]: value for key, value in flat.items() if key.startswith("bonus.")}
    content["criterion"] = _table(sheets[_CRITERIA], _CRITERION, _CRITERIA, "points")
    grades = _table(sheets[_GRADES], _GRADE, _GRADES, "floor")
    titles = {str(one["code"]): one.pop("title") for one in grades}
    for place, one in enumerate(grades, 2):
        one["core"] = [_condition_of(text, f"{_GRADES}!C{place}") for text in _listed(one["core"], ";")]
    given = {code: title for code, title in titles.items() if title}
    return content | {
        "grade": grades,
        "commendation": {"mark": flat.get("commendation.mark", ""), "grades": given},
    }


def _table(
    grid: list[list[str]], columns: Sequence[tuple[str, str]], sheet: str, number: str
) -> list[dict[str, Any]]:
    places = {text: place for place, text in enumerate(grid[0] if grid else [])}
    if missing := [text for _, text in columns if text not in places]:
        raise SchemeRefused(
            f"Dữ liệu: trang «{sheet}» thiếu cột «{missing[0]}». Giữ nguyên dòng tiêu đề của tệp mẫu."
        )
    found = []
    for line, row in enumerate(grid[1:], 2):
        if not any(row):
            continue
        one: dict[str, Any] = {key: row[places[text]] for key, text in columns}
        one[number] = _whole(one[number], f"{sheet}, dòng {line}")
        found.append(one)
    return found


def _listed(text: str, mark: str) -> list[str]:
    return [one.strip() for one in text.split(mark) if one.strip()]


def _condition_of(text: str, place: str) -> dict[str, int]:
    met, _, short = text.partition(":")
    one = {"met": _whole(met.strip(), place)}
    return one | {"short": _whole(short.strip(), place)} if short.strip() else one


def _whole(text: str, place: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise SchemeRefused(f"Dữ liệu: ô {place} ghi «{text}», phải là số nguyên không âm.")
    return int(text)
