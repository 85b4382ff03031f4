"""Amounts of money as people type them: whole đồng, dot between thousands."""

import re
from dataclasses import dataclass

from thihanh.law.notation import dotted

# Above this a workbook no longer keeps every digit.
LARGEST = 999_999_999_999_999
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,0{1,2})?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.0{1,2})?|\d{1,3}(?:,\d{3})+\.0{1,2}")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+")
_UNIT = re.compile(r"\s*(?:đồng|đ|vnđ|vnd)\.?$", re.IGNORECASE)

_WHOLE = "Hãy ghi số nguyên đồng, ví dụ 1234567 hoặc 1.234.567."


class Unreadable(ValueError):
    """The cell is no amount; ``what`` says why and ``fix`` what to do, ``code`` which mistake it is."""

    def __init__(self, code: str, what: str, fix: str = _WHOLE) -> None:
        super().__init__(what)
        self.code, self.what, self.fix = code, what, fix


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """An amount read from text: ``note`` says how it was understood."""

    value: int
    note: str


def from_number(number: float) -> int:
    """Whole đồng of a number cell, or ``Unreadable`` (a fraction, an amount no workbook keeps exactly)."""
    if not abs(number) <= LARGEST:
        raise Unreadable("amount.too_large", "Số tiền quá lớn, tệp Excel không giữ đủ chữ số.")
    if number != int(number):
        digits = f"{number:.15g}".replace(".", ",")
        raise Unreadable(
            "amount.fraction",
            f"Số tiền {digits} có phần lẻ; tiền tính bằng đồng nguyên. "
            "Có thể dấu chấm đã bị hiểu là dấu thập phân.",
        )
    return int(number)


def from_text(text: str) -> ReadAmount:
    """Whole đồng of a text, or ``Unreadable``; one comma group is refused because it reads two ways."""
    digits = _UNIT.sub("", text)
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("-").strip()
    if digits.isascii() and digits.isdigit():
        value = int(digits)
    elif _DOTTED.fullmatch(digits):
        value = int(digits.split(",")[0].replace(".", ""))
    elif _ENGLISH.fullmatch(digits):
        value = int(digits.split(".")[0].replace(",", ""))
    elif _SPACED.fullmatch(digits):
        value = int(digits.replace(" ", ""))
    elif re.fullmatch(r"\d+,\d{3}", digits):
        raise Unreadable(
            "amount.ambiguous", f"“{text}” đọc được hai cách: dấu phẩy là phần lẻ hay ngăn hàng nghìn."
        )
    elif re.fullmatch(r"[\d.]+,\d+|[\d,]+\.\d+", digits):
        raise Unreadable("amount.fraction", f"“{text}” có phần lẻ; tiền tính bằng đồng nguyên.")
    else:
        raise Unreadable("amount.unreadable", f"“{text}” không phải là số tiền.")
    value *= sign
    from_number(float(value))
    return ReadAmount(value, f"Số tiền được gõ dạng chữ “{text}”, đã đọc là {dotted(value)} đồng.")
