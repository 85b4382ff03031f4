"""Numbers and dates as accounting law and usage write them here: dots between thousands, dd/mm/yyyy."""

import re
from datetime import date

_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def dotted(value: int) -> str:
    """``1234567`` → ``1.234.567``, no unit (Law on Accounting, the article on figures and units)."""
    return f"{value:,}".replace(",", ".")


def vn(day: date) -> str:
    """A date as people here write it: ``30/09/2025``."""
    return day.strftime("%d/%m/%Y")


def read_day(text: str) -> date | None:
    """The day typed as dd/mm/yyyy or carried as yyyy-mm-dd; None where it is no day."""
    said = text.strip()
    if found := _DAY_FIRST.fullmatch(said):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(said):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
