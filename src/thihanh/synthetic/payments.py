"""Obligations of a matter and the money rows that bring them to where the plan says they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from thihanh.synthetic.plan import Plan
from thihanh.synthetic.profiles import pick
from thihanh.synthetic.workdays import between, plus_worked, worked_on_or_before

_MILLION = 1_000_000
_CONTENTS = {
    "court_fee": "Án phí sơ thẩm",
    "fine": "Tiền phạt sung ngân sách nhà nước",
    "back_payment": "Truy thu tiền thu lợi bất chính",
    "confiscation": "Tịch thu sung ngân sách nhà nước",
    "debt": "Tiền nợ gốc và lãi theo bản án",
    "credit_debt": "Nợ gốc, lãi theo hợp đồng tín dụng",
    "damages": "Bồi thường thiệt hại",
    "support": "Cấp dưỡng nuôi con",
    "property_return": "Trả lại tiền, tài sản",
    "other": "Khoản khác theo bản án",
}
_ACTS = {"exhibit": "Tiêu hủy vật chứng", "handover": "Giao tài sản, giao quyền sử dụng đất"}
_PAST_PART, _PAST_AMENDED, _RAISED = 0.10, 0.004, 0.35


@dataclass(slots=True)
class Obligation:
    """One obligation: its amount as first stated (None where not owed in money), and what is still owed."""

    kind: str
    content: str
    amount: int | None
    left: int = 0


Payment = tuple[int, date, str, int]  # number of the obligation, day, purpose, đồng


class Purse:
    """Makes the obligations and money rows of one matter; `quiet` is the last day of the untouched past."""

    def __init__(self, random: Random, plan: Plan, last_day: date) -> None:
        self.random, self.plan, self.last = random, plan, last_day
        self.first = date(last_day.year - 1, 10, 1)
        self.quiet = self.first - timedelta(days=371)  # the year before is published for some provinces
        self.payments: list[Payment] = []
        self.obligations = self._obligations()

    def fill(self) -> None:
        """All money rows of the matter, in the order of their days."""
        plan = self.plan
        if not plan.due:
            return
        if plan.origin != "new":
            self._past()
        if plan.row == "in_progress" and plan.origin == "new":
            self._raised()
        self._collected()
        end = plan.stages[-1][0]
        if plan.reduced:
            self._take(end, "reduced", plan.reduced)
        if plan.row in ("terminated", "delegated", "withdrawn"):
            self._take(end, plan.row, sum(one.left for one in self.obligations))
        self.payments.sort(key=lambda payment: payment[1])

    def _obligations(self) -> list[Obligation]:
        random, profile, due = self.random, self.plan.profile, self.plan.due
        kind = pick(random, profile.obligations)
        if not profile.mean:
            return [Obligation("act", _ACTS[profile.code], None)]
        if profile.code == "budget" and due > 3 * _MILLION and random.random() < 0.2:
            fee = min(max(200_000, due // 20 // 1_000 * 1_000), due // 2)
            return [
                Obligation("court_fee", _CONTENTS["court_fee"], fee, fee),
                Obligation("fine", _CONTENTS["fine"], due - fee, due - fee),
            ]
        if profile.code in ("private", "credit") and due > 10 * _MILLION and random.random() < 0.2:
            interest = due // random.randint(3, 9) // 1_000 * 1_000
            return [
                Obligation(kind, "Nợ gốc", due - interest, due - interest),
                Obligation(kind, "Lãi chậm thi hành tính đến ngày quyết định", interest, interest),
            ]
        return [Obligation(kind, _CONTENTS[kind], due, due)]

    def _past(self) -> None:
        """Some old matters were paid in part, or were amended, before the years that count."""
        plan, random = self.plan, self.random
        able = [on for on, stage, _ in plan.stages if stage == "in_progress"]
        one = self.obligations[0]
        if one.amount is None or not able or able[0] + timedelta(days=90) > self.quiet:
            return
        day = between(random, able[0] + timedelta(days=1), able[0] + timedelta(days=38))
        chance = random.random()
        if chance < _PAST_PART:
            paid = max(1, int(one.amount * random.uniform(0.05, 0.5)) // 1_000 * 1_000)
            self.payments.append((1, day, "collected", paid))
            one.amount += paid
        elif chance < _PAST_PART + _PAST_AMENDED:
            paid = max(1, one.amount // 50 // 1_000 * 1_000)
            self.payments.append((1, day, "amended", paid))
            one.amount += paid

    def _raised(self) -> None:
        """Support falling due later in the year raises the obligation."""
        one, plan = self.obligations[0], self.plan
        if (
            one.kind != "support"
            or one.amount is None
            or one.amount < _MILLION
            or self.random.random() > _RAISED
        ):
            return
        day = plan.stages[-1][0] + timedelta(days=30)
        if day < self.last:
            later = one.amount // 4 // 1_000 * 1_000
            one.amount -= later
            self.payments.append((1, worked_on_or_before(day), "due", later))

    def _collected(self) -> None:
        plan, random = self.plan, self.random
        if not plan.collected:
            return
        low, high = self._span()
        finished = plan.ended is not None
        count = 1 if plan.collected < 20 * _MILLION or random.random() < 0.7 else random.randint(2, 4)
        days = sorted(between(random, low, high) for _ in range(count))
        if finished:
            days[-1] = max(low, min(high, plus_worked(high, -random.choice((0, 0, 0, 1, 2)))))
        left = plan.collected
        for place, day in enumerate(days, start=1):
            part = left if place == count else int(left * random.uniform(0.2, 0.6)) // 1_000 * 1_000
            if part:
                self._take(day, "collected", part)
            left -= part

    def _span(self) -> tuple[date, date]:
        """The days of the year on which money could come in."""
        plan = self.plan
        noticed = [on for on, stage, _ in plan.stages if stage in ("assigned", "voluntary")][-1]
        low = max(self.first, noticed + timedelta(days=1))
        for (_, stage, _), (after, _, _) in zip(plan.stages, plan.stages[1:], strict=False):
            if stage == "separate_register":
                low = max(low, after)
        high = plan.ended or self.last
        if plan.row == "hc":
            high = plan.stages[-1][0]
        return low, max(low, high)

    def _take(self, day: date, purpose: str, amount: int) -> None:
        """Post `amount` to the obligations in order, each no further than it is still owed."""
        for number, one in enumerate(self.obligations, start=1):
            part = min(one.left, amount)
            if part:
                self.payments.append((number, day, purpose, part))
                one.left -= part
                amount -= part
        if amount:
            raise ValueError(f"{amount} đồng more than is owed")
