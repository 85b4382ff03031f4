"""A synthetic province: a seeded register whose totals equal the reviewed calibration."""

from __future__ import annotations

from datetime import date
from random import Random

from thihanh.synthetic.calibration import Calibration, calibration
from thihanh.synthetic.endings import finish
from thihanh.synthetic.judgments import Judgments
from thihanh.synthetic.plan import Plan, plan_year
from thihanh.synthetic.rows import Register, Row
from thihanh.synthetic.staff import Staff
from thihanh.synthetic.timeline import Timeline
from thihanh.synthetic.writer import Writer, numbered

_PROVINCE_COURT_FROM = 30_000_000_000
_SMALL = 0.2  # below this scale only a few offices take part, so that each has work


def generate(unit: str, year: int, seed: int = 2025, scale: float = 1.0) -> Register:
    """The register of a province for a work year, the same rows for the same seed.

    With `scale` below 1 every line of the calibration is scaled and the totals equal the scaled calibration.
    Where a year before is published, the matters that ended in it are in the same register.
    Raises calibration.NoCalibration for a province and year without reviewed figures.
    """
    return generate_from(calibration(unit, year).scaled(scale), seed=seed, small=scale < _SMALL)


def generate_from(figures: Calibration, *, seed: int = 2025, small: bool = False) -> Register:
    """The register that adds up to `figures`; `small` leaves only two regional offices."""
    random = Random(f"{figures.unit}-{figures.year}-{seed}")
    plans = plan_year(figures, random)
    for year in (figures.year - 1, figures.year):
        _give_days(random, [plan for plan in plans if plan.year == year], year)
    regional = min(2, figures.regional_offices) if small else figures.regional_offices
    due = figures.cases["opening"] + figures.cases["new"]
    staff = Staff(random, figures.unit, regional, due, figures.last_day)
    for plan in plans:
        staff.assign(plan)
    numbered(plans)
    Judgments(random, figures, _PROVINCE_COURT_FROM).give(plans, figures.corruption_judgments)
    register = Register(figures.unit, figures.year)
    register.information.extend(_information(figures))
    writer = Writer(random, register, figures.name, figures.entered_until)
    for plan in plans:
        writer.add(plan)
    register.officers.extend(
        (one.code, one.name, one.rank, one.office, one.since, one.until) for one in staff.officers
    )
    return register


def _give_days(random: Random, plans: list[Plan], year: int) -> None:
    timeline = Timeline(random, date(year - 1, 10, 1), date(year, 9, 30))
    for plan in plans:
        timeline.decide(plan)
    done = [plan for plan in plans if plan.row in ("enforced", "terminated")]
    if done:
        finish(random, done, year)
    for plan in plans:
        timeline.live(plan)


def _information(figures: Calibration) -> list[Row]:
    return [
        ("Mã đơn vị", figures.unit),
        ("Tên đơn vị", f"Thi hành án dân sự {figures.place}"),
        ("Năm công tác", figures.year),
        ("Phiên bản mẫu", 1),
        (
            "Ghi chú",
            "Số liệu giả lập: tổng số khớp số đã công bố, từng việc và từng người đều không có thật.",
        ),
    ]
