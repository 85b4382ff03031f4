"""How numbers, money and dates are written for a Vietnamese reader: dot after thousands, comma before
decimals, dd/mm/yyyy, a date with its distance. Every page, export and chart goes through here."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from thihanh.law import notation

MINUS = "−"
NONE = "–"
BILLION = 1_000_000_000
_FAR = 45
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

Number = int | float | Decimal


def grouped(value: Number, decimals: int = 0) -> str:
    """``1234567.5, 1`` → ``1.234.567,5``; rounded half-up; a minus sign, never a hyphen."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, rest = f"{abs(exact):,f}".partition(".")
    sign = MINUS if exact < 0 else ""
    return sign + whole.replace(",", ".") + (f",{rest}" if rest else "")


def count(value: int | None) -> str:
    """A count with its thousands, ``–`` where there is none."""
    return NONE if value is None else grouped(value)


def dong(value: int | None) -> str:
    """Whole đồng with the unit: ``1.234.567 đồng``."""
    return NONE if value is None else f"{grouped(value)} đồng"


def billions(value: int | None, decimals: int = 1) -> str:
    """Đồng in billions, with the unit: ``1.115,4 tỷ``."""
    return NONE if value is None else f"{grouped(Decimal(value) / BILLION, decimals)} tỷ"


def amount(value: int | None) -> str:
    """Đồng inside a line: ``171,1 tỷ đồng``; below a tenth of a billion in full: ``1.500.000 đồng``."""
    return f"{billions(value)} đồng" if value is not None and value * 10 >= BILLION else dong(value)


def percent(value: Decimal | None, decimals: int = 2) -> str:
    """A rate in per cent: ``56,62%``; ``–`` where nothing can be divided."""
    return NONE if value is None else f"{grouped(value, decimals)}%"


def points(value: Decimal | None, decimals: int = 2) -> str:
    """A difference of two rates, always signed, in percentage points: ``+1,10 điểm %``."""
    return NONE if value is None else f"{signed(value, decimals)} điểm %"


def signed(value: Decimal | int, decimals: int = 0) -> str:
    """``+1,84`` or ``−0,20``."""
    return ("+" if value > 0 else "") + grouped(value, decimals)


def day(value: date | None) -> str:
    """``22/07/2026``."""
    return NONE if value is None else f"{value:%d/%m/%Y}"


def moment(value: date | datetime | None) -> str:
    """``22/07/2026 14:30`` for a clock time, the plain day otherwise: midnight is never made up."""
    return f"{value:%d/%m/%Y %H:%M}" if isinstance(value, datetime) else day(value)


def weekday(value: date) -> str:
    """The day of the week in words."""
    return _WEEKDAYS[value.weekday()]


def working_days_between(start: date, end: date, is_working: Callable[[date], bool]) -> int:
    """Working days after ``start`` up to and including ``end``."""
    return sum(is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def distance(due: date, on: date, is_working: Callable[[date], bool]) -> str:
    """How far a due date is from ``on``, in words: in working days when near, in days when far."""
    gap = (due - on).days
    if gap == 0:
        return "hôm nay"
    if abs(gap) > _FAR:
        return f"còn {grouped(gap)} ngày" if gap > 0 else f"quá hạn {grouped(-gap)} ngày"
    if gap > 0:
        left = working_days_between(on, due, is_working)
        return f"còn {left} ngày làm việc" if left else f"còn {gap} ngày, không có ngày làm việc"
    late = working_days_between(due, on, is_working)
    return f"quá hạn {late} ngày làm việc" if late else f"quá hạn {-gap} ngày nghỉ"


def urgency(due: date, on: date) -> str:
    """The word that chooses colour and shape: ``late`` (past), ``soon`` (within a week), ``calm``."""
    gap = (due - on).days
    return "late" if gap < 0 else "soon" if gap <= 7 else "calm"


def read_day(text: str) -> date:
    """A day typed as dd/mm/yyyy or carried as yyyy-mm-dd.

    Raises:
        ValueError: with the sentence the reader sees.
    """
    text = text.strip()
    found = notation.read_day(text)
    if not text:
        raise ValueError("Chưa ghi ngày. Ghi theo mẫu ngày/tháng/năm, ví dụ 13/07/2026.")
    if found is None:
        raise ValueError(f"“{text}” không phải là một ngày. Ghi theo mẫu ngày/tháng/năm, ví dụ 13/07/2026.")
    return found


def read_moment(text: str) -> datetime:
    """A day with its hour, typed as dd/mm/yyyy HH:MM.

    Raises:
        ValueError: with the sentence the reader sees.
    """
    day, _, clock = text.strip().replace("T", " ").partition(" ")
    try:
        return datetime.combine(read_day(day), time.fromisoformat(clock.strip()[:5].zfill(5)))
    except ValueError:
        raise ValueError(f"“{text}” không phải là thời điểm. Ghi theo mẫu 13/07/2026 09:30.") from None


def read_month(text: str) -> date:
    """The first day of a month carried as yyyy-mm.

    Raises:
        ValueError: with the sentence the reader sees.
    """
    found = notation.read_day(f"{text}-01")
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(f"“{text}” không phải là một tháng. Ghi theo mẫu năm-tháng, ví dụ 2026-10.")
    return found


_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def next_month(first: date) -> date:
    """The first day of the month after the one that begins on ``first``."""
    return (first + timedelta(days=31)).replace(day=1)


def place(text: str, otherwise: int = 1) -> int:
    """A page or another small number typed into an address; ``otherwise`` where none can be read."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_PLACE else otherwise


_LONGEST_PLACE = 6


def identifier(text: str) -> int:
    """The id of something in an address or a form; 0, which nothing bears, where none can be read."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_ID else 0


_LONGEST_ID = 18
