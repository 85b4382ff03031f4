"""Numbers and dates as accounting law and usage write them here: dots between thousands, dd/mm/yyyy."""

from datetime import date


def dotted(value: int) -> str:
    """``1234567`` → ``1.234.567``, no unit (Law on Accounting, the article on figures and units)."""
    return f"{value:,}".replace(",", ".")


def vn(day: date) -> str:
    """A date as people here write it: ``30/09/2025``."""
    return day.strftime("%d/%m/%Y")
