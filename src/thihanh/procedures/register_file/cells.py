"""From a cell to a clean value: one reader for each column, clean cells on the fast path."""

import difflib
from collections.abc import Callable
from datetime import date

from thihanh.law.notation import dotted
from thihanh.procedures.register_file import amounts, dates, layout
from thihanh.procedures.register_file.sheet_report import SheetReport
from thihanh.procedures.register_file.text import clean, folded

Value = str | int | date | tuple[str, ...] | None
Reader = Callable[[object, int], Value]


class ColumnReader:
    """What all columns do: empty cells, required ones, and a memory of texts already understood."""

    def __init__(self, column: layout.Column, report: SheetReport) -> None:
        self.column = column
        self.report = report
        self.memory: dict[str, Value] = {}

    def __call__(self, raw: object, row: int) -> Value:
        if raw == "":
            return self.empty(row)
        if type(raw) is str:
            if raw in self.memory:
                return self.memory[raw]
            text = clean(raw)
            if not text:
                return self.empty(row)
            return self.from_text(text, raw, row)
        if type(raw) is bool:
            return self.refuse(row, "cell.kind", "Ô chứa giá trị đúng/sai.", self.wanted())
        return self.from_number(raw, row)

    def empty(self, row: int) -> Value:
        """An empty cell: an error where the column is required."""
        if self.column.required:
            self.report.error(
                "cell.required", row, self.column.key, f"Thiếu “{self.column.heading}”.", self.column.note
            )
        return None

    def refuse(self, row: int, code: str, what: str, fix: str) -> Value:
        """Report an error; the value counts as unknown."""
        self.report.error(code, row, self.column.key, what, fix)
        return None

    def note(self, row: int, code: str, what: str, fix: str) -> None:
        """Report how a value was understood."""
        self.report.warning(code, row, self.column.key, what, fix)

    def wanted(self) -> str:
        """What the column wants, for the end of a sentence."""
        return self.column.note

    def from_text(self, text: str, raw: str, row: int) -> Value:
        """The value of a text cell."""
        if len(text) > self.column.longest:
            return self.refuse(
                row,
                "cell.long",
                f"Dài {len(text)} ký tự, quá giới hạn {self.column.longest}.",
                "Hãy rút gọn.",
            )
        self.memory[raw] = text
        return text

    def from_number(self, raw: object, row: int) -> Value:
        """The value of a number (float) or a date (int) in a text column."""
        if isinstance(raw, int):
            return self.refuse(
                row,
                "cell.turned_into_date",
                f"Excel đã đổi “{self.column.heading}” thành ngày {layout.written_date(raw)}.",
                "Hãy định dạng ô là Văn bản rồi gõ lại.",
            )
        return f"{raw:.15g}"


class DateReader(ColumnReader):
    """Dates: real ones silently, readable texts with a warning."""

    def from_text(self, text: str, raw: str, row: int) -> Value:
        """A date typed as text."""
        try:
            found = dates.from_text(text)
        except dates.Unreadable as error:
            return self.refuse(row, error.code, error.what, error.fix)
        self.note(row, "date.text", found.note, "Nếu không đúng, hãy gõ lại ô này dạng Ngày.")
        return self.in_range(found.value, row)

    def from_number(self, raw: object, row: int) -> Value:
        """A date cell, or the bare day number of one."""
        if isinstance(raw, int):
            return self.in_range(date.fromordinal(raw), row)
        assert isinstance(raw, float)
        try:
            found = dates.from_number(raw)
        except dates.Unreadable as error:
            return self.refuse(row, error.code, error.what, error.fix)
        self.note(row, "date.number", found.note, "Hãy định dạng cột này là Ngày.")
        return self.in_range(found.value, row)

    def in_range(self, value: date, row: int) -> Value:
        """The date, unless no judgment of this State can be so old, or it is still to come."""
        if value < dates.EARLIEST:
            return self.refuse(
                row, "date.too_old", f"Ngày {value:%d/%m/%Y} quá xa trong quá khứ.", "Hãy kiểm tra lại năm."
            )
        if value > self.report.on and not self.column.may_be_future:
            return self.refuse(
                row,
                "date.future",
                f"Ngày {value:%d/%m/%Y} ở sau ngày nhập {self.report.on:%d/%m/%Y}.",
                "Sổ chỉ ghi việc đã xảy ra; hãy kiểm tra lại ngày.",
            )
        return value


class AmountReader(ColumnReader):
    """Whole đồng."""

    def from_text(self, text: str, raw: str, row: int) -> Value:
        """An amount typed as text."""
        try:
            found = amounts.from_text(text)
        except amounts.Unreadable as error:
            return self.refuse(row, error.code, error.what, error.fix)
        self.note(row, "amount.text", found.note, "Nếu không đúng, hãy gõ lại ô này dạng Số.")
        return self.positive(found.value, row)

    def from_number(self, raw: object, row: int) -> Value:
        """A number cell."""
        if isinstance(raw, int):
            return self.refuse(
                row,
                "cell.kind",
                f"Ô chứa ngày {layout.written_date(raw)}, không phải số tiền.",
                self.wanted(),
            )
        assert isinstance(raw, float)
        try:
            return self.positive(amounts.from_number(raw), row)
        except amounts.Unreadable as error:
            return self.refuse(row, error.code, error.what, error.fix)

    def positive(self, value: int, row: int) -> Value:
        """The amount, unless it is zero or negative."""
        if value > 0:
            return value
        return self.refuse(
            row,
            "amount.not_positive",
            f"Số tiền {dotted(value)} đồng; số tiền phải lớn hơn 0.",
            "Hãy bỏ dòng, hoặc chọn đúng loại (Giảm, Sửa đổi…) với số dương.",
        )


class CountReader(ColumnReader):
    """Small whole numbers: the place in a list, a year."""

    smallest, largest, code = 1, 9_999, "count.unreadable"

    def from_text(self, text: str, raw: str, row: int) -> Value:
        """A number typed as text."""
        if text.isascii() and text.isdigit() and len(text) <= 9:
            return self.from_number(float(text), row)
        return self.wrong(f"“{text}”", row)

    def from_number(self, raw: object, row: int) -> Value:
        """A number cell."""
        if isinstance(raw, float) and raw.is_integer() and self.smallest <= raw <= self.largest:
            return int(raw)
        return self.wrong(layout.written_date(raw) if isinstance(raw, int) else f"{raw:g}", row)

    def wrong(self, value: str, row: int) -> Value:
        """Refuse a value outside the range."""
        what = f"{value} không phải là số nguyên từ {self.smallest} đến {self.largest}."
        return self.refuse(row, self.code, what, self.wanted())


class YearReader(CountReader):
    """A year of birth."""

    smallest, largest, code = 1880, 2100, "year.unreadable"


class ChoiceReader(ColumnReader):
    """One label of a list; spelling without diacritics or in other case is understood."""

    def __init__(self, column: layout.Column, report: SheetReport) -> None:
        super().__init__(column, report)
        self.labels = column.labels or {}
        self.by_fold = {folded(label): code for label, code in self.labels.items()}

    def code(self, text: str, row: int) -> str | None:
        """The code of a label, or None with an error that names the nearest."""
        found = self.labels.get(text) or self.by_fold.get(folded(text))
        if found:
            return found
        near = difflib.get_close_matches(folded(text), self.by_fold, n=1, cutoff=0.5)
        hint = next((label for label in self.labels if near and folded(label) == near[0]), "")
        fix = f"Có phải “{hint}” không? " if hint else ""
        self.refuse(
            row,
            "choice.unknown",
            f"“{text}” không có trong danh sách của cột “{self.column.heading}”.",
            f"{fix}Hãy chọn trong danh sách của ô, hoặc xem trang Hướng dẫn.",
        )
        return None

    def from_text(self, text: str, raw: str, row: int) -> Value:
        """The code of the label."""
        found = self.code(text, row)
        if found:
            self.memory[raw] = found
        return found

    def from_number(self, raw: object, row: int) -> Value:
        """A number or a date is no label."""
        return self.code(layout.written_date(raw) if isinstance(raw, int) else f"{raw:g}", row)


class ChoicesReader(ChoiceReader):
    """Several labels with semicolons between."""

    def empty(self, row: int) -> Value:
        """No label."""
        return ()

    def from_text(self, text: str, raw: str, row: int) -> Value:
        """The codes, in the order of the list, each once."""
        found = [self.code(part.strip(), row) for part in text.split(";") if part.strip()]
        if None in found:
            return None
        codes = tuple(code for code in self.labels.values() if code in found)
        self.memory[raw] = codes
        return codes


_READERS: dict[layout.Kind, type[ColumnReader]] = {
    "text": ColumnReader,
    "date": DateReader,
    "amount": AmountReader,
    "count": CountReader,
    "year": YearReader,
    "choice": ChoiceReader,
    "choices": ChoicesReader,
}


def reader_for(column: layout.Column, report: SheetReport) -> Reader:
    """The reader of one column's cells."""
    return _READERS[column.kind](column, report)
