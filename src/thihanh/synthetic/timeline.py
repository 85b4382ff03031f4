"""The days of a matter: decision, notice, verification, what was found, and where it stands at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from thihanh.synthetic.plan import Plan
from thihanh.synthetic.workdays import (
    DECIDED,
    Season,
    between,
    plus_worked,
    worked_on_or_after,
    worked_on_or_before,
)

# Acts done after their legal term (3 working days to notify, 10 days to verify) [I]: 3 to 7 % is usual.
_LATE_NOTICE, _LATE_VERIFICATION = 0.035, 0.055
# Years between the decision and the eve for matters in balance on the eve [I].
_AGES = (46, 20, 11, 7, 5, 4, 3, 2, 1, 1)
_YOUNG_AGES = (74, 16, 6, 3, 1)
_GRANDFATHERED = {"moved": 800, "returned": 1_700, "outside": 1_700}  # days decided before the eve, at least
# Days a new matter needs before the end of the year to stand in a row.
_VERIFIED_EVERY, _VERIFIED_IN_TIME = 172, 0.96  # days; share of periodic verifications done in time [I]
_NEEDS = {"in_progress": 28, "young": 0, "delegated": 45, "withdrawn": 30, "no_means": 80}
_USUAL_NEED = 95
_LARGE = 20_000_000_000
_LAW_IN_FORCE = date(2009, 7, 6)
_GROUNDS: dict[str, tuple[str, ...]] = {
    "no_means": ("N-1",) * 8 + ("N-2", "N-3"),
    "postponed": ("H-a", "H-b", "H-d", "H-d", "H-d", "H-g", "H-i", "H-k", "H-2"),
    "suspended": ("T-a", "T-a", "T-a", "T-2"),
    "terminated": ("C-1", "C-2", "C-2", "C-2", "C-4", "C-4", "C-4", "C-4", "C-5", "C-6"),
    "paused": ("P-complaint", "P-complaint", "P-obstacle"),
}
_STAGE_OF = {
    "hc": "postponed",
    "unsold": "unsold_after_second_cut",
    "enforced": "done",
    "moved": "separate_register",
    "outside": "separate_register",
}


class Timeline:
    """Gives the matters of one work year their stages; `season_of` draws days of new decisions."""

    def __init__(self, random: Random, first_day: date, last_day: date) -> None:
        self.random = random
        self.first, self.last = first_day, last_day
        self.eve = first_day - timedelta(days=1)
        self.new = Season(last_day.year, DECIDED)
        self._rows: dict[str, Callable[[Plan], None]] = {
            "in_progress": self._in_progress,
            "young": self._young,
            "no_means": self._no_means,
            "moved": self._moved,
            "outside": self._outside,
            "enforced": self._ended,
            "terminated": self._ended,
            "delegated": self._left,
            "withdrawn": self._left,
        }

    def decide(self, plan: Plan) -> None:
        """The day of the enforcement decision."""
        random = self.random
        if plan.row == "young":
            plan.decided = between(random, self.last - timedelta(days=11), self.last)
        elif plan.origin == "new":
            cap = self.last - timedelta(days=_NEEDS.get(plan.row, _USUAL_NEED))
            plan.decided = self.new.draw(random)
            while plan.decided > cap:
                plan.decided = self.new.draw(random)
        else:
            plan.decided = self._earlier(plan)

    def _earlier(self, plan: Plan) -> date:
        """A day before the eve: most matters are young, those over 20 tỷ often old."""
        random = self.random
        least = _GRANDFATHERED.get(plan.row if plan.origin == "opening" else plan.origin, 0)
        ages = _YOUNG_AGES if plan.row == "enforced" and plan.due < _LARGE else _AGES
        years = random.choices(range(len(ages)), ages)[0]
        if plan.due > _LARGE and random.random() < 0.5:
            years = random.randint(2, 5)
        day = self.eve - timedelta(days=least + years * 365 + int(random.random() * 360))
        return worked_on_or_before(max(day, date(self.last.year - 11, 10, 6), _LAW_IN_FORCE))

    def walk(self, plan: Plan) -> date:
        """The steps of every matter up to the first verification; returns the day its result was known."""
        random, decided = self.random, plan.decided
        hurried = plan.decided > self.last - timedelta(days=60)
        month_end = (plan.decided + timedelta(days=4)).month != plan.decided.month
        wait = 0 if month_end or hurried else random.choices((0, 1, 2), (84, 12, 4))[0]
        assigned = plus_worked(decided, wait)
        late = not hurried and random.random() < _LATE_NOTICE
        noticed = plus_worked(
            decided, random.randint(4, 12) if late else random.choices((1, 2, 3), (3, 4, 3))[0]
        )
        noticed = max(noticed, plus_worked(assigned, 1))
        free_until = worked_on_or_after(noticed + timedelta(days=10))
        late = not hurried and random.random() < _LATE_VERIFICATION
        days = random.randint(12, 30) if late else random.randint(1, 4 if hurried else 9)
        verified = worked_on_or_after(free_until + timedelta(days=days))
        if not late and verified > free_until + timedelta(days=10):
            verified = max(plus_worked(free_until, 1), worked_on_or_before(free_until + timedelta(days=10)))
        plan.stages = [
            (decided, "decided", ""),
            (assigned, "assigned", ""),
            (noticed, "voluntary", ""),
            (verified, "verifying", ""),
        ]
        return plus_worked(verified, random.choices((1, 3, 6, 12), (4, 3, 2, 1))[0])

    def live(self, plan: Plan) -> None:
        """All stages of the matter up to the last day of the year."""
        if plan.origin == "returned":
            self._returned(plan)
        else:
            self._rows.get(plan.row, self._stopped)(plan)
        self._verify_again(plan)

    def _verify_again(self, plan: Plan) -> None:
        """Periodic verification (DL-21): who stays without means is found so again, nearly always in time."""
        day, stage, ground = plan.stages[-1]
        latest = self.last - timedelta(days=_VERIFIED_EVERY)
        if stage == "no_means" and day < latest and self.random.random() < _VERIFIED_IN_TIME:
            again = between(self.random, latest, self.last - timedelta(days=5))
            self._add(plan, again, "no_means", ground)

    def _add(self, plan: Plan, day: date, stage: str, ground: str | None = None) -> None:
        if ground is None:
            choice = _GROUNDS.get(stage, ("",))
            ground = choice[int(self.random.random() * len(choice))]
        plan.stages.append((day, stage, ground))

    def _found(self, plan: Plan) -> date:
        """Walk, and be found able to pay; an old matter may have been without means for a while."""
        found = self.walk(plan)
        self._add(plan, found, "in_progress")
        years = (self.eve - found).days // 365
        if years >= 2 and self.random.random() < 0.25:
            lost = between(self.random, found + timedelta(days=40), found + timedelta(days=300))
            back = between(self.random, lost + timedelta(days=60), lost + timedelta(days=360))
            self._add(plan, lost, "no_means")
            self._add(plan, back, "in_progress")
        return plan.stages[-1][0]

    def _cut(self, plan: Plan, end: date) -> None:
        """Drop what would come on or after `end`; who pays before verification is over was never verified."""
        plan.stages = [step for step in plan.stages if step[0] < end or step[1] in ("decided", "assigned")]
        if plan.stages[-1][1] == "verifying":
            plan.stages.pop()

    def _in_progress(self, plan: Plan) -> None:
        self._found(plan)
        plan.stages = [step for step in plan.stages if step[0] <= self.last]

    def _young(self, plan: Plan) -> None:
        self.walk(plan)
        soonest = worked_on_or_after(self.last - timedelta(days=9))
        steps = []
        for day, stage, ground in plan.stages:
            moved = max(day, soonest) if stage == "voluntary" else day
            if moved <= self.last and stage != "verifying":
                steps.append((moved, stage, ground))
        plan.stages = steps

    def _no_means(self, plan: Plan) -> None:
        random = self.random
        found = self.walk(plan)
        verified = plan.stages[-1][0]
        before = plan.origin == "opening" and found < self.eve - timedelta(days=20)
        if random.random() < 0.72 or found + timedelta(days=20) > self.last:
            top = min(self.eve if before else self.last, verified + timedelta(days=150))
            self._add(plan, between(random, plus_worked(verified, 2), top), "no_means")
            return
        self._add(plan, found, "in_progress")
        low = max(
            found + timedelta(days=10), self.last - timedelta(days=75 if random.random() < 0.6 else 300)
        )
        self._add(plan, between(random, low, self.last), "no_means")

    def _long_without(self, plan: Plan) -> date:
        """Without means early on; returns the first day the separate register is lawful."""
        found = self.walk(plan)
        day = between(self.random, found, found + timedelta(days=200))
        self._add(plan, day, "no_means")
        return day + timedelta(days=370)

    def _moved(self, plan: Plan) -> None:
        lawful = self._long_without(plan)
        self._add(plan, between(self.random, max(self.first, lawful), self.last), "separate_register")

    def _outside(self, plan: Plan) -> None:
        lawful = self._long_without(plan)
        top = self.eve - timedelta(
            days=370
        )  # long out of the balance, so that the year before is untouched too
        self._add(plan, between(self.random, lawful, top), "separate_register")

    def _returned(self, plan: Plan) -> None:
        self._outside(plan)
        random = self.random
        top = plan.ended - timedelta(days=9) if plan.ended else self.first + timedelta(days=200)
        back = between(random, min(self.first + timedelta(days=3), top), top)
        self._add(plan, back, "in_progress")
        if plan.row == "no_means":
            self._add(plan, between(random, back + timedelta(days=40), self.last), "no_means")
        elif plan.ended:
            self._end(plan, plan.ended)

    def _stopped(self, plan: Plan) -> None:
        """Enforced for a while, then stopped, waiting or blocked in the year."""
        since = self._found(plan)
        span = self.random.choice((60, 150, 360))
        low = max(since + timedelta(days=5), self.first, self.last - timedelta(days=span))
        stage = _STAGE_OF.get(plan.row, plan.row)
        self._add(plan, between(self.random, low, self.last), stage, "H-c" if plan.row == "hc" else None)

    def _ended(self, plan: Plan) -> None:
        if plan.ended is None:
            raise ValueError("a matter that ends needs the day it ended")
        self._found(plan)
        self._end(plan, plan.ended)

    def _end(self, plan: Plan, day: date) -> None:
        self._cut(plan, day)
        if plan.row == "enforced" and plan.stages[-1][1] == "no_means":
            low = max(plan.stages[-1][0] + timedelta(days=1), day - timedelta(days=60))
            back = between(self.random, low, day - timedelta(days=1))
            if back < day:
                self._add(plan, back, "in_progress")
        self._add(plan, day, _STAGE_OF.get(plan.row, plan.row))

    def _left(self, plan: Plan) -> None:
        """Delegated or withdrawn, soon after verification or for an old matter any day of the year."""
        since = self._found(plan)
        low = max(self.first, plus_worked(plan.stages[2][0], 3 if plan.origin == "new" else 15))
        top = min(self.last, max(low, since) + timedelta(days=40 if plan.origin == "new" else 330))
        plan.ended = worked_on_or_before(max(between(self.random, low, top), low))
        self._end(plan, plan.ended)
