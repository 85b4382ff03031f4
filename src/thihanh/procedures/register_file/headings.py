"""Which column of the user's sheet is which column of the layout."""

import difflib
from collections.abc import Mapping

from thihanh.procedures.register_file import layout
from thihanh.procedures.register_file.problems import Findings, Problem, Severity, letters, shown
from thihanh.procedures.register_file.sheet_report import SheetReport
from thihanh.procedures.register_file.text import clean, folded

# The office's own headings: (sheet name, folded heading) to the layout's column key.
OwnHeadings = Mapping[tuple[str, str], str]
_LOOKED_AT = 10


def heading_key(text: object) -> str:
    """Key under which headings are compared and saved."""
    return folded(clean(str(text)).rstrip("*"))


class _Headings:
    """Reads one heading row."""

    def __init__(self, report: SheetReport, own: OwnHeadings) -> None:
        self.report = report
        self.exact = {column.heading: column.key for column in report.sheet.columns}
        self.folds = {folded(column.heading): column.key for column in report.sheet.columns}
        self.unknown: list[tuple[int, object]] = []
        self.suggested: list[layout.Column] = []
        self.own = {fold: key for (sheet, fold), key in own.items() if sheet == report.sheet.name}

    def say(self, severity: Severity, code: str, place: tuple[int, object], words: tuple[str, str]) -> None:
        column, heading = place
        self.report.findings.add(
            Problem(
                severity,
                code,
                self.report.name,
                f"{letters(column)}1",
                shown(heading),
                shown(heading),
                *words,
            )
        )

    def key_of(self, heading: object) -> str | None:
        """The layout's column for a heading: by name, by the office's own mapping, by fold."""
        text = clean(str(heading)).rstrip("* ")
        return (
            self.exact.get(text) or self.own.get(heading_key(heading)) or self.folds.get(heading_key(heading))
        )

    def place(self, column: int, heading: object) -> None:
        """Note where a heading's column stands."""
        key = self.key_of(heading)
        if key is None:
            self.unknown.append((column, heading))
        elif key in self.report.places:
            first = letters(self.report.places[key])
            self.say(
                "error",
                "heading.twice",
                (column, heading),
                (f"Tiêu đề “{shown(heading)}” có hai lần (cột {first} cũng vậy).", "Hãy xóa một cột."),
            )
        else:
            self.report.places[key] = column

    def read(self, row: list[str | float | int | bool], *, merged: bool) -> bool:
        """Fill the report's places; False when a required column is missing.

        What a ``merged`` heading row hides is not said to be missing: the merging is said instead.
        """
        for column, heading in enumerate(row):
            if heading != "":
                self.place(column, heading)
            elif not merged:
                self._say_blank(column)
        missing = [column for column in self.report.sheet.columns if column.key not in self.report.places]
        for place, name in self.unknown:
            self._say_unknown(place, name, missing)
        lost = [column for column in missing if column.required and column not in self.suggested]
        for one in [] if merged else lost:
            self.say(
                "error",
                "heading.missing",
                (len(row), one.heading),
                (
                    f"Thiếu cột “{one.heading}”.",
                    "Hãy thêm cột với đúng tiêu đề ấy ở dòng 1, hoặc chép dữ liệu sang tệp mẫu.",
                ),
            )
        return not any(column.required for column in missing)

    def _say_blank(self, column: int) -> None:
        """A whole column would be passed over in silence because its heading was rubbed out."""
        if any(len(row) > column and row[column] != "" for row in self.report.rows[1:]):
            self.say(
                "warning",
                "heading.blank",
                (column, ""),
                (
                    f"Cột {letters(column)} có dữ liệu nhưng ô tiêu đề để trống, nên cả cột bị bỏ qua.",
                    "Hãy điền tiêu đề như tệp mẫu; nếu là cột ghi chú riêng thì không cần làm gì.",
                ),
            )

    def _say_unknown(self, column: int, heading: object, missing: list[layout.Column]) -> None:
        near = self._nearest(heading, missing)
        if near is None:
            self.say(
                "warning",
                "heading.unknown",
                (column, heading),
                (f"Cột “{shown(heading)}” không có trong mẫu nên bị bỏ qua.", "Không cần làm gì nếu đúng ý."),
            )
            return
        self.suggested.append(near)
        self.say(
            "error",
            "heading.renamed",
            (column, heading),
            (
                f"Tiêu đề “{shown(heading)}” không có trong mẫu; gần nhất là “{near.heading}”.",
                "Hãy sửa tiêu đề, hoặc lưu cách gọi của đơn vị ở trang nhập sổ.",
            ),
        )

    def _nearest(self, heading: object, missing: list[layout.Column]) -> layout.Column | None:
        folds = {folded(column.heading): column for column in missing if column not in self.suggested}
        near = difflib.get_close_matches(heading_key(heading), folds, n=1, cutoff=0.55)
        return folds[near[0]] if near else None


def _row_of_headings(headings: _Headings, rows: list[list[str | float | int | bool]]) -> int:
    """The row (from 0) in which most headings of the layout stand."""
    scores = [
        sum(headings.key_of(cell) is not None for cell in row if cell != "") for row in rows[:_LOOKED_AT]
    ]
    return scores.index(max(scores)) if scores else 0


def locate(report: SheetReport, own: OwnHeadings, *, merged: bool = False) -> bool:
    """Find every column of the sheet; False when rows cannot be read because a required one is not there.

    ``merged``: cells of the first row are merged, which the caller reports.
    """
    headings = _Headings(report, own)
    best = _row_of_headings(headings, report.rows)
    if best > 0:
        report.findings.add(
            Problem(
                "error",
                "heading.row",
                report.name,
                f"A{best + 1}",
                "",
                "",
                f"Dòng tiêu đề đang ở dòng {best + 1}; mẫu cần tiêu đề ở dòng 1.",
                "Hãy xóa các dòng phía trên dòng tiêu đề.",
            )
        )
        return False
    return headings.read(report.rows[0] if report.rows else [], merged=merged)


def none_found(findings: Findings, name: str) -> None:
    """A sheet that should be there is not."""
    findings.add(
        Problem(
            "error",
            "sheet.missing",
            name,
            "",
            "",
            "",
            f"Thiếu trang “{name}”.",
            "Hãy giữ đủ các trang của tệp mẫu; trang không có dữ liệu để trống dưới dòng tiêu đề.",
        )
    )
