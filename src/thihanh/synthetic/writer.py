"""From a planned matter to the rows of the workbook."""

from __future__ import annotations

from datetime import date
from random import Random

from thihanh.synthetic import people, rows
from thihanh.synthetic.payments import Payment, Purse
from thihanh.synthetic.plan import Plan
from thihanh.synthetic.rows import Register
from thihanh.synthetic.workdays import plus_worked

_SAME_DAY, _SOON = 0.93, 0.985
_RECEIVED = 0.013  # new matters received by delegation from another province
_ATTENTION_FROM = 50_000_000_000
_DOCUMENTED = {
    "no_means",
    "postponed",
    "suspended",
    "terminated",
    "delegated",
    "withdrawn",
    "separate_register",
}
_STATE = "Ngân sách nhà nước"
_ELSEWHERE = ("Hải Phòng", "Thái Nguyên", "Thanh Hóa", "Lâm Đồng", "Đồng Nai", "Vĩnh Long", "Gia Lai")
CAUSES = {
    "support": "Cấp dưỡng hằng tháng",
    "collateral": "Tài sản bảo đảm không đủ",
    "seizure": "Tài sản chưa kê biên được",
    "authority": "Chính quyền chưa phối hợp cưỡng chế",
    "income": "Không có thu nhập",
    "prison": "Đang chấp hành án phạt tù",
    "buyer": "Không có người mua tài sản",
    "unclear": "Bản án tuyên không rõ",
}
_CAUSES_OF = {
    "no_means": ("income",) * 6 + ("prison",) * 3 + ("seizure",),
    "in_progress": ("authority", "authority", "seizure", "buyer", "unclear"),
    "unsold": ("buyer",),
    "asset_not_ready": ("seizure",),
    "collateral_only": ("collateral",),
    "nothing_left": ("collateral", "income"),
}


class Writer:
    """Appends the rows of matters to a register; `until` is the last day anything was entered in the book."""

    def __init__(self, random: Random, register: Register, province: str, until: date) -> None:
        self.random, self.register, self.province, self.until = random, register, province, until
        self.first = date(register.year - 1, 10, 1)
        self.last = date(register.year, 9, 30)

    def add(self, plan: Plan) -> None:
        """All rows of one matter."""
        key = (plan.number, plan.decided)
        known = self._entered(plan.decided, plan.decided)
        purse = Purse(self.random, plan, date(plan.year, 9, 30))
        purse.fill()
        self._matter(plan, key, known)
        self._parties(plan, key)
        self._obligations(purse, key, known)
        settled = self._money(purse.payments, key, known)
        self._events(plan, key, known, settled)
        for day, office, officer in plan.moves:
            row = (*key, day, office, officer, self._entered(day, known))
            self.register.assignments.append(row)

    def _entered(self, day: date, floor: date) -> date:
        """The day an act was entered in the book: mostly the same day, in this year sometimes later."""
        if day < self.first:
            return max(day, floor)
        chance = self.random.random()
        if chance < _SAME_DAY:
            entered = day
        else:
            late = self.random.randint(1, 3) if chance < _SOON else self.random.randint(4, 28)
            entered = min(plus_worked(day, late), max(self.until, day))
        return max(entered, floor)

    def _matter(self, plan: Plan, key: tuple[str, date], known: date) -> None:
        random, profile = self.random, plan.profile
        number, judged, court, kind = plan.judgment
        tags = [rows.TAGS[profile.tag]] if profile.tag else []
        if plan.due > _ATTENTION_FROM and random.random() < 0.3:
            tags.append(rows.TAGS["attention"])
        requested = None if profile.ex_officio else plus_worked(plan.decided, -random.randint(1, 4))
        received = plan.origin == "new" and random.random() < _RECEIVED
        self.register.matters.append(
            (
                *key,
                rows.EX_OFFICIO if profile.ex_officio else rows.ON_REQUEST,
                requested,
                number,
                judged,
                court,
                rows.JUDGMENTS[kind],
                "; ".join(tags) or None,
                self._cause(plan),
                f"Thi hành án dân sự {random.choice(_ELSEWHERE)}" if received else None,
                known,
            )
        )

    def _cause(self, plan: Plan) -> str | None:
        """Why a matter of earlier years is still open."""
        causes = _CAUSES_OF.get(plan.row)
        if causes is None or (plan.row == "in_progress" and plan.origin == "new"):
            return None
        if plan.profile.code == "support":
            return CAUSES["support"]
        if plan.profile.code == "credit" and self.random.random() < 0.6:
            return CAUSES["collateral"]
        return CAUSES[causes[int(self.random.random() * len(causes))]]

    def _parties(self, plan: Plan, key: tuple[str, date]) -> None:
        random, code = self.random, plan.profile.code
        self._party(
            key, 1, rows.DEBTOR, company=code in ("credit", "labour", "private") and random.random() < 0.3
        )
        if code == "credit":
            name, number = people.bank(random)
            self._row(key, 2, rows.CREDITOR, (name, rows.ORGANISATION, number, None))
        elif code in ("budget", "exhibit"):
            self._row(key, 2, rows.CREDITOR, (_STATE, rows.ORGANISATION, None, None))
        else:
            self._party(key, 2, rows.CREDITOR, company=code != "support" and random.random() < 0.2)
            if code == "private" and random.random() < 0.2:
                self._party(key, 3, rows.DEBTOR, company=False)

    def _party(self, key: tuple[str, date], number: int, role: str, *, company: bool) -> None:
        if company:
            name, identity = people.company(self.random)
            self._row(key, number, role, (name, rows.ORGANISATION, identity, None))
        else:
            name, identity, born = people.person(self.random)
            self._row(key, number, role, (name, rows.PERSON, identity, born))

    def _row(
        self, key: tuple[str, date], number: int, role: str, party: tuple[str, str, str | None, int | None]
    ) -> None:
        where = None if party[0] == _STATE else people.address(self.random, self.province)
        self.register.parties.append((*key, number, role, *party, where))

    def _obligations(self, purse: Purse, key: tuple[str, date], known: date) -> None:
        for number, one in enumerate(purse.obligations, start=1):
            row = (*key, number, rows.OBLIGATIONS[one.kind], one.content, one.amount, 1, 2, known)
            self.register.obligations.append(row)

    def _events(self, plan: Plan, key: tuple[str, date], known: date, settled: date) -> None:
        """The stages; an end is entered only when all money before it is in the book (by `settled`)."""
        random, office = self.random, plan.office[-4:].lstrip(".")
        for day, stage, ground in plan.stages:
            document = f"{random.randint(1, 900)}/QĐ-{office}" if stage in _DOCUMENTED else None
            value = plan.asset if stage == "unsold_after_second_cut" else None
            known = self._entered(day, settled if day == plan.ended else known)
            row = (*key, day, rows.STAGES[stage], ground or None, document, value, known)
            self.register.events.append(row)

    def _money(self, payments: list[Payment], key: tuple[str, date], known: date) -> date:
        """The money rows; returns the day the last of them was in the book."""
        settled = known
        for number, day, purpose, amount in payments:
            voucher = f"BL {int(self.random.random() * 10_000_000):07d}" if purpose == "collected" else None
            entered = self._entered(day, known)
            settled = max(settled, entered)
            self.register.money.append((*key, number, day, rows.PURPOSES[purpose], amount, voucher, entered))
        return settled


def numbered(plans: list[Plan]) -> list[Plan]:
    """The plans in the order of their decisions, numbered: one series an office and calendar year."""
    plans.sort(key=lambda plan: (plan.decided, plan.office))
    series: dict[tuple[str, int], int] = {}
    for plan in plans:
        place = (plan.office, plan.decided.year)
        series[place] = series.get(place, 0) + 1
        plan.number = f"{series[place]}/QĐ-{plan.office.split('.')[1]}"
    return plans
