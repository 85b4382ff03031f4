"""Dates as people type them into a register."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from thihanh.procedures.register_file.text import folded

EARLIEST = date(1945, 9, 2)
_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
# Days since 30/12/1899, as a workbook counts: from 1945 to 2099.
_SERIALS = range(16_681, 73_051)
_SERIAL_START = date(1899, 12, 30).toordinal()

_REWRITE = "Hãy định dạng ô là Ngày và gõ lại theo ngày/tháng/năm, ví dụ 30/09/2025."


class Unreadable(ValueError):
    """The cell is no date; ``what`` says why and ``fix`` what to do, ``code`` which mistake it is."""

    def __init__(self, code: str, what: str, fix: str = _REWRITE) -> None:
        super().__init__(what)
        self.code, self.what, self.fix = code, what, fix


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date read from text or a bare number: ``note`` says how it was understood."""

    value: date
    note: str


def _day(year: int, month: int, day: int, text: str) -> date:
    if not 1 <= month <= 12:
        hint = " (có thể tháng được viết trước ngày)" if 1 <= day <= 12 and month <= 31 else ""
        raise Unreadable("date.no_month", f"“{text}”: không có tháng {month}{hint}.")
    if month == 2 and day == 29 and not calendar.isleap(year):
        raise Unreadable("date.not_leap", f"“{text}”: năm {year} không nhuận, không có ngày 29/02.")
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise Unreadable("date.no_day", f"“{text}”: tháng {month}/{year} không có ngày {day}.")
    return date(year, month, day)


def _two_digit_year(day: int, month: int, year: int, text: str) -> date:
    """30-9-25 can only be day, month, year; 03-04-05 can be read in more than one way."""
    if day <= 12 and month <= 12 and year <= 31:
        raise Unreadable(
            "date.ambiguous",
            f"“{text}” đọc được nhiều cách vì năm chỉ có hai chữ số.",
            "Hãy ghi năm đủ bốn chữ số.",
        )
    return _day(2000 + year, month, day, text)


def from_text(text: str) -> ReadDate:
    """The date a text means, or ``Unreadable``."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, match.groups())
        value = _day(year, month, day, text)
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
        short = len(match.group(3)) == 2
        value = _two_digit_year(day, month, year, text) if short else _day(year, month, day, text)
    elif match := _WORDS.fullmatch(folded(text)):
        day, month, year = map(int, match.groups())
        value = _day(year, month, day, text)
    else:
        raise Unreadable("date.unreadable", f"“{text}” không phải là ngày.")
    return ReadDate(value, f"Ngày được gõ dạng chữ “{text}”, đã đọc là {value:%d/%m/%Y}.")


def from_number(number: float) -> ReadDate:
    """The date of a workbook's day number whose cell lost its date format, or ``Unreadable``."""
    if number.is_integer() and int(number) in _SERIALS:
        value = date.fromordinal(_SERIAL_START + int(number))
        return ReadDate(value, f"Ô mất định dạng ngày (hiện số {int(number)}), đã đọc là {value:%d/%m/%Y}.")
    raise Unreadable("date.unreadable", f"Số {number:g} không phải là ngày.")
