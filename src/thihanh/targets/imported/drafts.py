"""From the rows of a file to published rows, with every problem at its cell. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from thihanh.law.notation import read_day, vn
from thihanh.procedures.register_file.problems import FileRefused, letters, shown
from thihanh.procedures.register_file.text import clean, folded
from thihanh.statistics.period import RefusedPeriod, month_period
from thihanh.statistics.published import Qualified, Qualifier, printed_step
from thihanh.targets.imported import layout
from thihanh.targets.imported.files import Cell, Grid
from thihanh.targets.imported.reading import TY, UNITS, Figure, Unreadable, figure
from thihanh.targets.places import Place, UnknownPlace, place_of

_APPROX: Mapping[str, Qualifier] = {
    "above": "above",
    "hon": "above",
    "tren": "above",
    "nearly": "nearly",
    "gan": "nearly",
    "below": "below",
    "duoi": "below",
    "about": "about",
    "rounded": "about",
    "khoang": "about",
    "derived": "exact",
}
_FIELD = re.compile(r"(?:cases|money)_[a-z_]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a cell: why, and what to do."""

    cell: str
    what: str
    fix: str

    @property
    def sentence(self) -> str:
        """The whole finding in words."""
        return f"{self.cell}: {self.what} {self.fix}".strip()


@dataclass(frozen=True, slots=True)
class Draft:
    """One row of the file as understood; ``problems`` refuse it, ``notes`` say how cells were read."""

    line: int
    cell: str
    key: str
    place: Place | None
    year: int
    months: int
    edition: str
    as_of: date | None
    figures: Mapping[str, Figure]
    texts: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Line:
    """One line being read."""

    grid: Grid
    number: int
    cells: Mapping[str, tuple[int, Cell]]
    machine: bool
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def at(self, code: str) -> str:
        """Where a column's cell stands: "sheet!B4"."""
        column = self.cells[code][0] if code in self.cells else 0
        return f"{self.grid.sheet}!{letters(column)}{self.number}"

    def refuse(self, code: str, what: str, fix: str) -> None:
        """The row cannot be taken in as it is."""
        self.problems.append(Problem(self.at(code), what, fix))

    def text(self, code: str) -> str:
        """A text cell; too long ones are refused."""
        raw = self.cells.get(code, (0, ""))[1]
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        elif isinstance(raw, int) and not isinstance(raw, bool) and code in ("as_of", "published_on"):
            return date.fromordinal(raw).isoformat()
        said = clean(str(raw))
        column = layout.BY_CODE[code]
        if len(said) > column.longest:
            self.refuse(
                code, f"“{column.heading}” dài {len(said)} ký tự, quá {column.longest}.", "Hãy rút gọn."
            )
            return ""
        if said[:1] in "=@" and said:
            self.refuse(code, f"“{column.heading}” chứa công thức.", "Hãy dán giá trị.")
            return ""
        if column.required and not said:
            self.refuse(code, f"Thiếu “{column.heading}”.", column.note or "Hãy điền.")
        return said


def drafts(grid: Grid) -> tuple[Draft, ...]:
    """Every row of the file; rows without any cell are passed over. Raises FileRefused."""
    places, machine = _columns(grid)
    return tuple(_drafts(grid, places, machine=machine))


def _columns(grid: Grid) -> tuple[dict[str, int], bool]:
    """Where each known column stands; whether the headings are the machine file's own codes."""
    places: dict[str, int] = {}
    machine = sum(heading in layout.BY_CODE for heading in grid.headings) > 3
    for place, heading in enumerate(grid.headings):
        column = layout.BY_CODE.get(heading) or layout.BY_HEADING.get(folded(heading.rstrip("*")))
        if column is None:
            continue
        if column.code in places:
            first, second = letters(places[column.code]), letters(place)
            raise FileRefused(
                "heading.twice",
                f"{grid.sheet}!{second}1: tiêu đề “{shown(heading)}” đã có ở cột {first}. Hãy xóa một cột.",
            )
        places[column.code] = place
    missing = [column.heading for column in layout.COLUMNS if column.required and column.code not in places]
    if missing:
        raise FileRefused(
            "heading.missing",
            f"{grid.sheet}!A1: thiếu cột {', '.join(missing)}. Hãy giữ dòng tiêu đề của tệp mẫu ở dòng 1.",
        )
    return places, machine


def _drafts(grid: Grid, places: Mapping[str, int], *, machine: bool) -> Iterator[Draft]:
    for number, row in enumerate(grid.rows, start=2):
        cells = {code: (place, row[place]) for code, place in places.items() if place < len(row)}
        if not any(str(cell).strip() for _, cell in cells.values()):
            continue
        yield _draft(_Line(grid, number, cells, machine))


def _draft(line: _Line) -> Draft:
    texts = {column.code: line.text(column.code) for column in layout.COLUMNS if column.kind == "text"}
    year, months = _whole(line, "work_year", texts), _whole(line, "months", texts)
    as_of = _as_of(line, texts, year, months)
    edition = layout.EDITIONS.get(folded(texts["status"]), "")
    if texts["status"] and not edition:
        line.refuse(
            "status",
            f"Không có bản “{shown(texts['status'])}”.",
            "Hãy chọn giữa năm, sơ bộ, cả năm, chính thức.",
        )
    place = _place(line, texts, year, months) if as_of else None
    figures = _figures(line, texts)
    if not figures and not line.problems:
        line.refuse("unit_vi", "Dòng không có con số nào.", "Hãy điền ít nhất một cột số.")
    if texts["published_on"] and read_day(texts["published_on"]) is None:
        line.refuse(
            "published_on", f"“{shown(texts['published_on'])}” không phải là ngày.", "Hãy ghi dd/mm/yyyy."
        )
    if texts["mark"] and texts["mark"] not in layout.MARKS:
        line.refuse("mark", f"Không có dấu “{shown(texts['mark'])}”.", f"Hãy chọn {', '.join(layout.MARKS)}.")
    unit = (place.unit or place.name)[:30] if place else ""
    return Draft(
        line=line.number,
        cell=f"{line.grid.sheet}!A{line.number}",
        key=texts["row_id"] or f"{unit}-{year}M{months:02d}-{edition}",
        place=place,
        year=year,
        months=months,
        edition=edition,
        as_of=as_of,
        figures=figures,
        texts=texts,
        problems=tuple(line.problems),
        notes=tuple(line.notes),
    )


def _whole(line: _Line, code: str, texts: Mapping[str, str]) -> int:
    said = texts[code]
    if said.isascii() and said.isdigit() and len(said) < 6:
        return int(said)
    if said:
        line.refuse(code, f"“{shown(said)}” không phải là số nguyên.", layout.BY_CODE[code].note)
    return 0


def _as_of(line: _Line, texts: Mapping[str, str], year: int, months: int) -> date | None:
    """The last day of the figures; None where the period itself is refused."""
    if not texts["work_year"] or not texts["months"]:
        return None
    try:
        period = month_period(year, months)
    except RefusedPeriod as error:
        line.refuse("work_year" if 1 <= months <= 12 else "months", str(error), "Hãy sửa kỳ.")
        return None
    if not texts["as_of"]:
        return period.to
    day = read_day(texts["as_of"])
    if day is None or not period.from_ <= day <= period.to:
        line.refuse(
            "as_of",
            f"“{shown(texts['as_of'])}” không nằm trong kỳ {vn(period.from_)} – {vn(period.to)}.",
            "Hãy sửa ngày hoặc kỳ; năm công tác bắt đầu từ 01/10 năm trước.",
        )
        return None
    return day


def _boundary(text: str) -> str:
    said = folded(text)
    if "old boundary" in said or "63" in said or "truoc" in said:
        return "63"
    return "34" if "new boundary" in said or "34" in said or "sau" in said else ""


def _place(line: _Line, texts: Mapping[str, str], year: int, months: int) -> Place | None:
    level, name = layout.LEVELS.get(folded(texts["level"]), ""), texts["unit_vi"]
    if texts["level"] and not level:
        line.refuse("level", f"Không có cấp “{shown(texts['level'])}”.", "Hãy chọn toàn quốc, tỉnh, huyện.")
        return None
    if not name:
        return None
    if level == "district" or (level == "province" and name.startswith("(")):
        return Place(level, "", "", name)
    try:
        return place_of(name, year, months, _boundary(texts["unit_note"]))
    except UnknownPlace as error:
        line.refuse("unit_vi", error.what, error.fix)
        return None


def _figures(line: _Line, texts: Mapping[str, str]) -> dict[str, Figure]:
    unit = (
        UNITS.get(folded(texts["money_unit"]).replace("1 000", "1000"), None) if texts["money_unit"] else TY
    )
    if unit is None:
        line.refuse(
            "money_unit",
            f"Không có đơn vị tiền “{shown(texts['money_unit'])}”.",
            "Hãy chọn tỷ đồng, triệu đồng, nghìn đồng, đồng.",
        )
        unit = TY
    words = _approximate(texts["approx_fields"])
    found: dict[str, Figure] = {}
    for code, column in layout.FIGURES.items():
        raw = line.cells.get(code, (0, ""))[1]
        if raw == "" or (isinstance(raw, str) and not clean(raw)):
            continue
        if isinstance(raw, str) and len(raw) > layout.LONGEST_NUMBER:
            line.refuse(code, f"Ô dài {len(raw)} ký tự, không phải là một con số.", "Hãy chỉ ghi con số.")
            continue
        try:
            read = figure(raw, column.kind, money_unit=unit, point=line.machine)
        except Unreadable as error:
            line.refuse(code, f"{column.heading}: {error.what}", error.fix)
            continue
        if read.note:
            line.notes.append(Problem(line.at(code), f"{column.heading}: {read.note}.", ""))
        found[code] = _qualified(
            read, words.get(code) or words.get(code[:5] + code[5:]) or words.get("ALL"), unit, column.kind
        )
    return found


def _qualified(read: Figure, word: Qualifier | None, unit: Fraction, kind: layout.Kind) -> Figure:
    """A figure that the list of rounded ones names, where its own cell says nothing."""
    if word is None or word == "exact" or read.value.is_bound:
        return read
    scale = unit if kind == "money" else Fraction(1)
    value = read.value.value / scale
    digits = f"{value.numerator}" if value.denominator == 1 else f"{float(value):.12g}"
    return Figure(read.text, Qualified(read.value.value, word, printed_step(digits) * scale), read.note)


def _approximate(text: str) -> dict[str, Qualifier]:
    """What the list of rounded columns says of each: "cases_done above; rates rounded"."""
    found: dict[str, Qualifier] = {}
    if text.startswith("ALL"):
        return {"ALL": "about"}
    for part in text.split(";"):
        waiting: list[str] = []
        for piece in part.split(","):
            names = _FIELD.findall(piece)
            waiting += names
            word = next(
                (value for key, value in _APPROX.items() if re.search(rf"\b{key}\b", folded(piece))), None
            )
            if word and waiting:
                found |= dict.fromkeys(waiting, word)
                waiting = []
        found |= dict.fromkeys(waiting, "about")
        said = folded(part)
        if "rounded" in said and not _FIELD.search(part):
            ends = [
                f"{of}_{end}"
                for of in ("cases", "money")
                for end in ("rate_pub", "beat_pub")
                if end[:4] in said
            ]
            found |= dict.fromkeys(ends, "about")
    return found
