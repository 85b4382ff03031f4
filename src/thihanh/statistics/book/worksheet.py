"""One form as a worksheet: letterhead, merged head, rows, foot, and how it is printed."""

from dataclasses import dataclass
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thihanh.statistics.book import printed
from thihanh.statistics.book.heading import depth_of, head_of
from thihanh.statistics.book.layout import BookForm, FilledForm, FilledRow
from thihanh.statistics.book.printed import Cover
from thihanh.statistics.book.workbook_styles import Styles
from thihanh.statistics.numbers import Percent

A3, A4 = 8, 9
_WIDE, _VERY_WIDE = 14, 30  # from so many columns on A3, and on two pages side by side
_TOP: Final = 7  # the first row of the head
Area = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(frozen=True)
class FormSheet:
    """A form being written to its sheet."""

    styles: Styles
    sheet: Worksheet
    filled: FilledForm
    cover: Cover

    @property
    def form(self) -> BookForm:
        return self.filled.form

    @property
    def last(self) -> int:
        """The last column of the sheet; the first holds the names of rows."""
        return len(self.form.columns)

    def write(self) -> None:
        """The whole sheet."""
        numbers = _TOP + depth_of(self.form.columns)
        self._letterhead()
        self._head()
        at = numbers + 1
        for row in self.filled.rows:
            self._row(at, row)
            at += 1
        if not self.filled.rows:
            self._merged((at, 0, at, self.last), self.form.missing or "Không có dòng nào trong kỳ.", "none")
            at += 1
        self._print_set_up(numbers, self._foot(at))

    def _merged(self, area: Area, text: str, style: str) -> None:
        """A text over an area; an area of one cell is that cell, an empty one nothing."""
        top, left, bottom, right = area
        own: Format = self.styles[style]
        if (top, left) == (bottom, right):
            self.sheet.write_string(top, left, text, own)
        elif left < right or top < bottom:
            self.sheet.merge_range(top, left, bottom, right, text, own)

    def _letterhead(self) -> None:
        """Biểu số, Quốc hiệu, title, period, who sends and who receives."""
        last, cover = self.last, self.cover
        third = max(1, (last + 1) // 3)
        left, right = third, max(third, last - third)
        self._merged((0, 0, 0, left - 1), f"Biểu số: {self.form.code}", "bold")
        self._merged((1, 0, 1, left - 1), f"Ban hành theo {self.form.legal_basis}", "wrapped")
        self._merged((0, left, 0, right), printed.COUNTRY, "centre bold")
        self._merged((1, left, 1, right), printed.MOTTO, "centre bold")
        self._merged((0, right + 1, 0, last), f"Đơn vị báo cáo: {cover.reporter}", "centre")
        self._merged((1, right + 1, 1, last), f"Đơn vị nhận báo cáo: {cover.receiver}", "centre")
        self._merged((3, 0, 3, last), printed.title_of(self.form), "title")
        self._merged((4, 0, 4, last), cover.period_line, "italic")
        self._merged((5, 0, 5, last), printed.unit_line(self.form), "right")
        for row in (0, 1, 3):
            self.sheet.set_row(row, 36)

    def _head(self) -> None:
        deep = depth_of(self.form.columns)
        stub = "Tên đơn vị" if self.form.row_kind == "units" else "Chỉ tiêu"
        self._merged((_TOP, 0, _TOP + deep - 1, 0), stub, "head")
        for cell in head_of(self.form.columns):
            row, column = _TOP + cell.row, cell.column + 1
            area = (row, column, row + cell.rows - 1, column + cell.columns - 1)
            self._merged(area, cell.text, "head")
        for place, no in enumerate(("A", *(column.no for column in self.form.columns))):
            self.sheet.write_string(_TOP + deep, place, no, self.styles["number"])
        for row in range(_TOP, _TOP + deep):
            self.sheet.set_row(row, 96 if row == _TOP + deep - 1 else 32)

    def _row(self, at: int, row: FilledRow) -> None:
        """The name of a row and its values; a figure that cannot be given is a dash."""
        self.sheet.write_string(at, 0, row.name, self.styles.row_head(row.depth))
        weight = "" if row.depth else " bold"
        for place, (column, value) in enumerate(zip(self.form.columns, row.values, strict=True), start=1):
            number = printed.as_number(self.form, column, value)
            if number is None:
                self.sheet.write_string(at, place, str(value), self.styles["none"])
                continue
            kind = "rate" if isinstance(value, Percent) else "count"
            self.sheet.write_number(at, place, number, self.styles[kind + weight])

    def _foot(self, at: int) -> int:
        """Notes, the cut-off and the two who sign; the row after the last."""
        last, cover = self.last, self.cover
        at += 1
        for note in (*printed.notes(self.filled), cover.cut_line):
            self._merged((at, 0, at, last), note, "small")
            at += 1
        middle = max(1, (last + 1) // 2)
        self._merged((at + 1, middle, at + 1, last), cover.day_line, "italic")
        for row, left, right, style in (
            (at + 2, cover.left, cover.right, "centre bold"),
            (at + 3, cover.left_hint, cover.right_hint, "italic"),
            (at + 7, cover.left_name, cover.right_name, "centre bold"),
        ):
            self._merged((row, 0, row, middle - 1), left, style)
            self._merged((row, middle, row, last), right, style)
        return at + 8

    def _print_set_up(self, numbers: int, end: int) -> None:
        sheet, count = self.sheet, self.last
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, count, 11 if self.form.of == "cases" else 16)
        sheet.set_landscape()
        sheet.set_paper(A3 if count >= _WIDE else A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(2 if count >= _VERY_WIDE else 1, 0)
        sheet.repeat_rows(_TOP, numbers)
        sheet.repeat_columns(0)
        sheet.freeze_panes(numbers + 1, 1)
        sheet.print_area(0, 0, end - 1, count)
        sheet.set_footer(f"&L{self.form.code}&CTrang &P/&N")
