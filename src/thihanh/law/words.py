"""Whole đồng in Vietnamese words, in the house style: nghìn, linh, tỷ, mươi, mốt, lăm, tư after mươi, bảy."""

from typing import Final

DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_MUOI: Final = {1: "mốt", 4: "tư", 5: "lăm"}
_SCALES: Final = ("triệu", "nghìn", "")
LARGEST: Final = 10**18 - 1


def amount_in_words(amount: int) -> str:
    """An amount of whole đồng in words, for decisions and receipts: 1005 gives "một nghìn không trăm linh
    năm đồng".

    ``amount`` is in đồng, from 0 to 10^18 - 1. Raises ``ValueError`` with a Vietnamese sentence outside
    this range.
    House style, no article prescribes the wording (docs/manual/readings.md 10).
    """
    if amount < 0:
        raise ValueError("Số tiền phải là số nguyên không âm, tính bằng đồng.")
    if amount > LARGEST:
        raise ValueError("Số tiền lớn hơn 999.999.999.999.999.999 đồng, không đọc bằng chữ.")
    return f"{_number(amount)} đồng"


def _number(number: int) -> str:
    if number == 0:
        return DIGITS[0]
    billions, rest = divmod(number, 10**9)
    words = [*_below_billion(billions, full=False), "tỷ"] if billions else []
    words += _below_billion(rest, full=bool(billions))
    return " ".join(words)


def _below_billion(number: int, *, full: bool) -> list[str]:
    """Words of a number below 10^9; ``full`` keeps "không trăm" in the first group that speaks."""
    words: list[str] = []
    for group, scale in zip(_groups(number), _SCALES, strict=True):
        if group:
            words += _three_digits(group, full=full or bool(words))
            words += [scale] if scale else []
    return words


def _groups(number: int) -> tuple[int, int, int]:
    return number // 10**6, number // 1000 % 1000, number % 1000


def _three_digits(number: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    spoken = full or hundreds > 0
    words = [DIGITS[hundreds], "trăm"] if spoken else []
    return words + _two_digits(rest, after_hundred=spoken)


def _two_digits(number: int, *, after_hundred: bool) -> list[str]:
    tens, units = divmod(number, 10)
    if tens == 0:
        if units == 0:
            return []
        return ["linh", DIGITS[units]] if after_hundred else [DIGITS[units]]
    if tens == 1:
        last = "lăm" if units == 5 else DIGITS[units]
        return ["mười", last] if units else ["mười"]
    words = [DIGITS[tens], "mươi"]
    return [*words, _AFTER_MUOI.get(units, DIGITS[units])] if units else words
