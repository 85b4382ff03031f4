"""Numbers as a Vietnamese report writes them, and how they are read back out of its text. Pure.

Writing and reading are two halves of one grammar: what is printed, ``read`` finds again with its kind, its
sign and the size of its last digit. Counts are matters (or units, papers); money is whole đồng; percents,
points and growth are hundredths.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from thihanh.law.notation import dotted
from thihanh.statistics.numbers import Absent, Growth, Percent, Points, half_up
from thihanh.targets.ranking import Place

Kind = Literal["count", "money", "percent", "points", "growth", "rank", "absent"]
Value = int | Percent | Points | Growth | Place | Absent

BILLION: Final = 1_000_000_000
MILLION: Final = 1_000_000
MINUS: Final = "−"
UNCHANGED: Final = "không đổi"
EQUAL: Final = "bằng chỉ tiêu"
NOT_COMPUTED: Final = "không tính được"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number of a text: ``exact`` in its smallest unit, ``step`` the worth of its last printed digit.

    ``of`` is the field of a rank (5/34 → 34).
    """

    kind: Kind
    exact: int
    step: int = 1
    of: int = 0

    def is_printing_of(self, value: "Numeral") -> bool:
        """Whether this number, as read from a text, is a true printing of an exact value."""
        if "absent" in (self.kind, value.kind):
            return self.kind == value.kind
        if self.exact == 0 and self.step == 1 and value.exact == 0:  # "không đổi" has no unit
            return True
        return (self.kind, self.of) == (value.kind, value.of) and (
            half_up(value.exact, self.step) * self.step == self.exact
        )


def numeral(value: Value, *, money: bool = False) -> Numeral:
    """A value of the figures as a numeral; ``money`` says that a whole number is đồng."""
    if isinstance(value, Absent):
        return Numeral("absent", 0)
    if isinstance(value, Place):
        return Numeral("rank", value.rank, of=value.of)
    if isinstance(value, int):
        return Numeral("money" if money else "count", value)
    kinds: dict[type, Kind] = {Percent: "percent", Points: "points", Growth: "growth"}
    return Numeral(kinds[type(value)], value.hundredths)


def step_of(dong: int) -> int:
    """The worth of the last digit with which a sum is printed, in đồng."""
    size = abs(dong)
    if size >= 100 * BILLION:
        return BILLION // 10
    if size >= BILLION:
        return BILLION // 100
    return MILLION // 10 if size >= MILLION else 1


def money(dong: int) -> str:
    """A sum without its sign: ``1.115,4 tỷ đồng``, ``8,45 tỷ đồng``, ``345,6 triệu đồng``."""
    step = step_of(dong)
    if step == 1:
        return f"{dotted(abs(dong))} đồng"
    unit, word = (BILLION, "tỷ") if step >= BILLION // 100 else (MILLION, "triệu")
    return f"{decimals(half_up(abs(dong), step), unit // step)} {word} đồng"


def decimals(whole: int, parts: int) -> str:
    """``whole`` of ``parts`` to one: ``decimals(11154, 10)`` is ``1.115,4``."""
    width = len(str(parts)) - 1
    one, rest = divmod(whole, parts)
    return f"{dotted(one)},{rest:0{width}d}"


def magnitude(value: Value, *, as_money: bool = False) -> str:
    """A value without its sign, as it stands after a word of direction; growth keeps its sign."""
    if isinstance(value, Absent):
        return NOT_COMPUTED
    if isinstance(value, Place):
        return f"hạng {value.rank}/{value.of}"
    if isinstance(value, int):
        return money(value) if as_money else dotted(abs(value))
    number = decimals(abs(value.hundredths), 100)
    if isinstance(value, Points):
        return f"{number} điểm %"
    return f"{number}%"


def signed_growth(growth: Growth, change: int) -> str:
    """Growth in brackets behind a change, with the sign of the change: ``+5,52%``."""
    return f"{MINUS if change < 0 else '+'}{decimals(abs(growth.hundredths), 100)}%"


# --- reading ------------------------------------------------------------------------------------------------

_NUMBER: Final = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_FIXED: Final = re.compile(
    r"""
      \d{1,2}/\d{1,2}/\d{4}                    # days
    | \d+/\d{4}/[A-ZĐ0-9-]+ | \d+/[A-ZĐ]+-[A-ZĐ]+ # numbers of papers
    | (?:năm\ công\ tác|năm)\ \d{4}              # years
    | (?:khu\ vực|Phụ\ lục|[Bb]iểu|Điều|khoản|điểm|[Tt]háng|[Qq]uý|Hình|bản\ số|báo\ cáo\ số)\ \d+(?:[./]\w+)*
    | \d+\ (?:tháng|năm)\b
    """,
    re.VERBOSE,
)
_READ: Final = re.compile(
    rf"""
      (?P<zero>không\ đổi|bằng\ chỉ\ tiêu)
    | (?P<absent>không\ tính\ được)
    | hạng\ (?P<rank>\d+)/(?P<of>\d+)
    | (?:(?P<way>tăng|giảm|vượt|thấp\ hơn|cao\ hơn)\ (?:thêm\ )?)?
      (?P<sign>[+−-])?(?P<number>{_NUMBER})
      (?P<unit>\ điểm\ %|%|\ tỷ\ đồng|\ triệu\ đồng|\ đồng)?
    """,
    re.VERBOSE,
)
_DOWN: Final = frozenset({"giảm", "thấp hơn"})


@dataclass(frozen=True, slots=True)
class Found:
    """A number found in a text, where it stands and how it was printed."""

    numeral: Numeral
    text: str
    start: int
    end: int


def read(text: str) -> tuple[Found, ...]:
    """Every figure of a text in its order; days, years, and numbers that are names are no figures."""
    return tuple(_figures(_FIXED.sub(lambda found: " " * len(found[0]), text), text))


def _figures(masked: str, text: str) -> Iterator[Found]:
    for found in _READ.finditer(masked):
        start, end = found.span()
        yield Found(_numeral(found), text[start:end], start, end)


def _numeral(found: re.Match[str]) -> Numeral:
    if found["zero"]:
        return Numeral("count", 0)
    if found["absent"]:
        return Numeral("absent", 0)
    if found["rank"]:
        return Numeral("rank", int(found["rank"]), of=int(found["of"]))
    whole, _, rest = found["number"].partition(",")
    digits, printed = int(whole.replace(".", "") + rest), 10 ** len(rest)
    down = found["way"] in _DOWN or (found["sign"] in (MINUS, "-"))
    kind, unit = _kind(found["unit"] or "", signed=found["sign"] is not None)
    step = unit // printed if unit >= printed else 0
    if step == 0:  # more decimals than the unit has: no true printing of anything
        return Numeral(kind, -1 if not down else 1, step=10**18)
    return Numeral(kind, (-digits if down else digits) * step, step=step)


def _kind(unit: str, *, signed: bool) -> tuple[Kind, int]:
    """The kind a unit's words say, and how many of the smallest unit are in one."""
    match unit.strip():
        case "điểm %":
            return "points", 100
        case "%":
            return ("growth" if signed else "percent"), 100
        case "tỷ đồng":
            return "money", BILLION
        case "triệu đồng":
            return "money", MILLION
        case "đồng":
            return "money", 1
    return "count", 1
