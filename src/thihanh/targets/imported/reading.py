"""From a cell to a printed figure: qualifier, number as people here write it, unit. Pure.

"hơn 8.284 tỷ", "xấp xỉ 8.000 tỉ", "1,475 ngàn tỷ", "gần 64%", "vượt 4,23 điểm %" are read as they are meant;
what reads two ways is refused with both readings. Money comes out in tỷ đồng, exactly.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from thihanh.matters.names import fold
from thihanh.procedures.register_file.text import clean
from thihanh.statistics.published import Qualified, Qualifier, printed_step
from thihanh.targets.imported.layout import Kind

TY = Fraction(1)
UNITS = {
    "ty dong": TY,
    "ty": TY,
    "ti dong": TY,
    "ti": TY,
    "trieu dong": Fraction(1, 10**3),
    "trieu": Fraction(1, 10**3),
    "nghin dong": Fraction(1, 10**6),
    "ngan dong": Fraction(1, 10**6),
    "1.000 dong": Fraction(1, 10**6),
    "1000 dong": Fraction(1, 10**6),
    "dong": Fraction(1, 10**9),
}
_THOUSAND_TY = ("nghin ty", "ngan ty", "nghin ti", "ngan ti")
_THOUSANDS = ("nghin", "ngan")
_QUALIFIERS: tuple[tuple[tuple[str, ...], Qualifier], ...] = (
    (("hon", "tren", "vuot tren", "tu", ">", ">=", "≥"), "above"),
    (("duoi", "chua den", "it hon", "<", "<=", "≤"), "below"),
    (("gan", "xap xi bang", "suyt soat"), "nearly"),
    (("khoang", "xap xi", "uoc", "uoc khoang", "co", "~", "≈"), "about"),
)
_WORDS = {word: qualifier for words, qualifier in _QUALIFIERS for word in words}
_BODY = re.compile(r"^(?P<word>[^\d+\-−–]*?)\s*(?P<sign>[+\-−–]?)\s*(?P<number>\d[\d.,\s]*)\s*(?P<tail>\D*)$")
_COUNT_TAILS: tuple[str, ...] = (
    "",
    "viec",
    "vu",
    "vu viec",
    "ban an",
    "quyet dinh",
    "truong hop",
    *_THOUSANDS,
)
_COUNT_TAILS += tuple(f"{word} viec" for word in _THOUSANDS)
_PERCENT_TAILS = ("", "%", "phan tram")
_POINT_TAILS = (*_PERCENT_TAILS, "diem", "diem %", "diem phan tram")


class Unreadable(ValueError):
    """A cell that is no figure of its column: what it is, why, and what to do."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as read: its own words, its worth (money in tỷ đồng), and how they were understood."""

    text: str
    value: Qualified
    note: str = ""


def figure(raw: object, kind: Kind, *, money_unit: Fraction = TY, point: bool = False) -> Figure:
    """The printed figure of a cell; ``point``: the file writes a decimal point. Raises Unreadable."""
    if isinstance(raw, bool) or raw is None:
        raise Unreadable("Ô chứa giá trị đúng/sai.", "Hãy ghi con số như nguồn in.")
    if isinstance(raw, float):
        return _checked(_of_number(raw, kind, money_unit), kind)
    if isinstance(raw, int):
        raise Unreadable("Excel đã đổi số này thành ngày.", "Hãy định dạng ô là Văn bản rồi gõ lại.")
    text = clean(str(raw))
    if text[:1] in "=@":
        raise Unreadable("Ô chứa công thức.", "Hãy dán giá trị, không dán công thức.")
    found = _BODY.match(unicodedata.normalize("NFC", text))
    if found is None:
        raise Unreadable(
            f"“{_short(text)}” không phải là một con số.", "Hãy ghi như “hơn 8.284 tỷ” hoặc “84,27”."
        )
    return _checked(_of_text(text, found, kind, (money_unit, point)), kind)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"


def _of_number(raw: float, kind: Kind, money_unit: Fraction) -> Figure:
    text = f"{raw:.15g}"
    if "e" in text or "n" in text:
        raise Unreadable("Số quá lớn, tệp không giữ đủ chữ số.", "Hãy ghi bằng tỷ đồng.")
    scale = money_unit if kind == "money" else TY
    value = Fraction(text)
    step = Fraction(1, 10 ** len(text.partition(".")[2])) * scale
    return Figure(text.replace(".", ","), Qualified(value * scale, "exact", step))


def _of_text(text: str, found: re.Match[str], kind: Kind, how: tuple[Fraction, bool]) -> Figure:
    word = fold(found["word"]).strip(" :").removeprefix("dat ").strip()
    word = word.removeprefix("vuot ").strip() if word not in _WORDS else word
    word = "" if word in ("dat", "vuot", "tang") else word
    if word and word not in _WORDS:
        raise Unreadable(
            f"Không hiểu “{found['word'].strip()}” đứng trước con số.",
            "Hãy dùng hơn, gần, khoảng, dưới (hoặc trên, xấp xỉ), hay bỏ chữ.",
        )
    qualifier = _WORDS[word] if word else "exact"
    digits = _plain(found["number"].strip().rstrip(".,"), kind, text, point=how[1])
    scale, note = _scale(fold(found["tail"]).strip(" ."), kind, how[0])
    value = Qualified.read(digits, qualifier, "" if qualifier == "exact" else _step(digits))
    if kind == "count" and scale != 1 and qualifier == "exact":
        qualifier = "about"
    sign = -1 if found["sign"] and found["sign"] != "+" else 1
    return Figure(text, Qualified(sign * value.value * scale, qualifier, value.step * scale), note)


def _step(digits: str) -> str:
    return str(printed_step(digits))


def _plain(number: str, kind: Kind, text: str, *, point: bool) -> str:
    """The number with a decimal point and no thousands marks. Raises Unreadable where it reads two ways."""
    number = re.sub(r"\s", "", number)
    if point:
        if re.fullmatch(r"\d+(\.\d+)?", number):
            return number
        if not re.fullmatch(r"\d{1,3}(\.\d{3}){2,}|\d+,\d+|\d{1,3}(\.\d{3})+,\d+", number):
            raise Unreadable(
                f"“{_short(text)}” không phải là một con số.", "Tệp này dùng dấu chấm thập phân."
            )
    if re.fullmatch(r"\d+", number):
        return number
    if re.fullmatch(r"\d+,\d+", number):
        if kind == "count" and re.fullmatch(r"\d{1,3},\d{3}", number):
            raise Unreadable(
                f"“{_short(text)}” đọc được hai cách: {number.replace(',', '')} hay {number} (lẻ).",
                "Hãy bỏ dấu ngăn hàng nghìn.",
            )
        return number.replace(",", ".")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", number) and kind not in ("percent", "points"):
        return number.replace(".", "").replace(",", ".")
    if re.fullmatch(r"\d+\.\d{1,2}", number) or (
        kind in ("percent", "points") and re.fullmatch(r"\d+\.\d+", number)
    ):
        return number
    if re.fullmatch(r"\d{1,3}(,\d{3}){2,}(\.\d+)?", number):
        return number.replace(",", "")
    raise Unreadable(f"“{_short(text)}” không phải là một con số.", "Hãy ghi như 1.234.567 hoặc 84,27.")


def _scale(tail: str, kind: Kind, money_unit: Fraction) -> tuple[Fraction, str]:
    """What a unit after the number multiplies it by, and what is to be noted. Raises Unreadable."""
    if kind == "money":
        if tail in _THOUSAND_TY or tail.removesuffix(" dong") in _THOUSAND_TY:
            return Fraction(1000), ""
        if not tail:
            return money_unit, ""
        if tail in UNITS:
            return UNITS[tail], ""
        raise Unreadable(
            f"Không hiểu đơn vị “{tail}” của số tiền.", "Hãy dùng tỷ, triệu, nghìn đồng hoặc đồng."
        )
    if kind == "count":
        if tail not in _COUNT_TAILS:
            raise Unreadable(f"Không hiểu đơn vị “{tail}” của số việc.", "Hãy chỉ ghi con số.")
        return (Fraction(1000), "") if tail.startswith(_THOUSANDS) else (Fraction(1), "")
    if kind == "points":
        if tail not in _POINT_TAILS:
            raise Unreadable(f"Không hiểu đơn vị “{tail}”.", "Cột này tính bằng điểm phần trăm.")
        return Fraction(1), "đọc là điểm phần trăm" if tail in ("%", "phan tram") else ""
    if tail not in _PERCENT_TAILS:
        what = "điểm phần trăm, không phải phần trăm" if tail.startswith("diem") else f"“{tail}”"
        raise Unreadable(
            f"Cột phần trăm nhưng ô ghi {what}.", "Hãy ghi tỷ lệ phần trăm, hoặc chuyển sang cột điểm %."
        )
    return Fraction(1), ""


def _checked(found: Figure, kind: Kind) -> Figure:
    value = found.value.value
    if kind in ("count", "money") and value < 0:
        raise Unreadable("Số đếm và số tiền không âm.", "Hãy bỏ dấu trừ, hoặc chuyển sang cột tăng, giảm.")
    if kind == "count" and value.denominator != 1:
        raise Unreadable("Số việc phải là số nguyên.", "Hãy kiểm tra dấu chấm, dấu phẩy.")
    if kind == "percent" and not -100 <= value <= 1000:
        raise Unreadable("Phần trăm nằm ngoài khoảng -100 đến 1.000.", "Hãy kiểm tra dấu thập phân.")
    if kind == "points" and abs(value) > 100:
        raise Unreadable("Chênh lệch quá 100 điểm phần trăm.", "Hãy kiểm tra dấu thập phân.")
    return found
