"""The figures of a register as the articles would print them, by the names used in the calibrations."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from thihanh.synthetic.calibration import Calibration
from thihanh.synthetic.generator import generate
from thihanh.synthetic.rows import Register
from thihanh.synthetic.totals import totals


@lru_cache(maxsize=2)
def province(unit: str, year: int) -> Register:
    """A province at full size, made once for the tests that look at it."""
    return generate(unit, year)


def two_decimals(part: int, whole: int) -> Decimal:
    """A share in percent as the forms print it: half-up, two decimals."""
    return (Decimal(100) * part / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def figures(register: Register, calibration: Calibration) -> dict[str, object]:
    """Every quantity a published figure can be about."""
    found = totals(register, calibration.first_day, calibration.last_day)
    out: dict[str, object] = dict(found)
    for kind in ("cases", "money"):
        completed = found[f"{kind}.completed"]
        out[f"{kind}.rate"] = two_decimals(completed, found[f"{kind}.eligible"])
        out[f"{kind}.rate_two_way"] = two_decimals(completed, found[f"{kind}.eligible_two_way"])
    out["cases.eligible_share_of_handled"] = two_decimals(found["cases.eligible"], found["cases.handled"])
    if calibration.previous_cases:
        year = calibration.year - 1
        before = totals(register, date(year - 1, 10, 1), date(year, 9, 30))
        out["cases.growth_handled"] = found["cases.handled"] - before["cases.handled"]
        out["money.growth_handled"] = found["money.handled"] - before["money.handled"]
        out["money.growth_completed"] = (
            two_decimals(found["money.completed"], before["money.completed"]) - 100
        )
    return out
