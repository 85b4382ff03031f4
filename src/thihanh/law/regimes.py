"""The two regimes and the day that parts them; the work year of the trade."""

from datetime import date
from typing import Final, Literal, get_args

Regime = Literal["R08", "R25"]

R25_START: Final = date(2026, 7, 1)
R08_START: Final = date(2009, 7, 1)
R08_CONSOLIDATED: Final = date(2015, 7, 1)  # the 2014 amendment; older wordings were not read [K]
REGIMES: Final[tuple[Regime, ...]] = get_args(Regime)
REGIME_NAMES: Final[dict[Regime, str]] = {
    "R08": "R08 – Luật Thi hành án dân sự 2008 (đã sửa đổi), đến hết 30/06/2026",
    "R25": "R25 – Luật Thi hành án dân sự 2025, từ 01/07/2026",
}
SHORT: Final[dict[Regime, str]] = {"R08": "Luật 2008", "R25": "Luật 2025"}
"""How a page names the law of a regime where the whole name stands elsewhere."""


def regime_on(day: date) -> Regime:
    """The regime of a step whose trigger falls on ``day``: R25 from 01/07/2026 (L25 Đ.115.1, Đ.116.1), else
    R08.

    Terms counted backwards pass the day of the event. Never raises.
    """
    return "R25" if day >= R25_START else "R08"


def regime_start(regime: Regime) -> date:
    """First day on which the regime's numbers hold."""
    return R25_START if regime == "R25" else R08_START


def work_year(day: date) -> int:
    """The work year (năm công tác) holding ``day``: year N runs 01/10/N-1 … 30/09/N (D139, D152 Annex)."""
    return day.year + 1 if day.month >= 10 else day.year


def work_year_start(year: int) -> date:
    """First day of work year ``year``: 01/10 of the calendar year before (D139, D152 Annex)."""
    return date(year - 1, 10, 1)


def work_year_end(year: int) -> date:
    """Last day of work year ``year``: 30/09 (D139, D152 Annex)."""
    return date(year, 9, 30)
