"""Judgments: one may give several matters, and each has a number, a day, a court and a kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from thihanh.synthetic.calibration import Calibration
from thihanh.synthetic.plan import Plan
from thihanh.synthetic.profiles import pick
from thihanh.synthetic.workdays import worked_on_or_before

_MARKS = {
    "civil": "DS-ST",
    "criminal": "HS-ST",
    "administrative": "HC-ST",
    "family": "HNGĐ-ST",
    "commercial": "KDTM-ST",
    "labour": "LĐ-ST",
    "insolvency": "QĐ-TBPS",
    "arbitration": "PQTT",
    "other": "QĐ-ST",
}
_REGIONAL_COURTS_FROM = date(2025, 7, 1)
_ALSO = 0.26  # a matter's chance to come from the judgment of the one before it: 1.3 matters a judgment
_TOGETHER = timedelta(days=12)


class Judgments:
    """Gives each matter the judgment it enforces."""

    def __init__(self, random: Random, figures: Calibration, province_court_from: int) -> None:
        self.random, self.large = random, province_court_from
        self.province, self.place = figures.name, figures.place
        self.numbers: dict[tuple[str, str, int], int] = {}

    def give(self, plans: Sequence[Plan], corruption_done: int = 0) -> None:
        """Judgments for all plans; finished corruption matters get exactly `corruption_done`, if stated."""
        last: dict[tuple[str, str, str], Plan] = {}
        done = [plan for plan in plans if _is_done_corruption(plan)] if corruption_done else []
        self._exactly(done, corruption_done)
        apart = {id(plan) for plan in done}
        for plan in plans:
            if id(plan) in apart:
                continue
            kind = pick(self.random, plan.profile.judgments)
            key = (plan.office, kind, "corruption" if plan.profile.code == "corruption" else "")
            before = last.get(key)
            if before and plan.decided - before.decided <= _TOGETHER and self.random.random() < _ALSO:
                plan.judgment = before.judgment
            else:
                plan.judgment = self._new(plan, kind)
            last[key] = plan

    def _exactly(self, done: list[Plan], count: int) -> None:
        for plan in done[:count]:
            plan.judgment = self._new(plan, "criminal")
        for plan in done[count:]:
            fit = [one for one in done[:count] if one.judgment[1] < plan.decided - timedelta(days=20)]
            plan.judgment = (fit or done)[int(self.random.random() * len(fit or done[:1]))].judgment

    def _new(self, plan: Plan, kind: str) -> tuple[str, date, str, str]:
        random = self.random
        day = worked_on_or_before(plan.decided - timedelta(days=random.randint(35, 120)))
        court = self._court(plan, kind, day)
        place = (court, kind, day.year)
        self.numbers[place] = self.numbers.get(place, 0) + random.randint(1, 3)
        return f"{self.numbers[place]}/{day.year}/{_MARKS[kind]}", day, court, kind

    def _court(self, plan: Plan, kind: str, day: date) -> str:
        if kind == "arbitration":
            return "Trung tâm trọng tài thương mại Miền Biển (giả lập)"
        if plan.due > self.large or plan.office.endswith(".NV"):
            return f"Tòa án nhân dân {self.place}"
        number = int(plan.office[-2:])
        if day >= _REGIONAL_COURTS_FROM:
            return f"Tòa án nhân dân khu vực {number} – {self.province}"
        return f"Tòa án nhân dân cấp huyện (nay thuộc khu vực {number} – {self.province})"


def _is_done_corruption(plan: Plan) -> bool:
    return plan.profile.code == "corruption" and plan.row == "enforced"
