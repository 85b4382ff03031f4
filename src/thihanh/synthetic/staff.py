"""Offices and their enforcers: posts with dates, who is given a matter, transfers in the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from thihanh.synthetic import people
from thihanh.synthetic.plan import Plan
from thihanh.synthetic.workdays import between, worked_on_or_before

_DUE_PER_OFFICER = 345
_FEWEST = 2
_LEAVERS = 0.10
_ELSEWHERE, _COLLEAGUE = 0.006, 0.010  # matters moved in the year to another office, to a colleague [I]
_BEFORE_LEAVING = timedelta(days=7)  # nobody is given a matter in the last week of the post
_RANKS = (
    "Chấp hành viên sơ cấp",
    "Chấp hành viên sơ cấp",
    "Chấp hành viên trung cấp",
    "Chấp hành viên cao cấp",
)
# The cast of the examples: two colleagues of one office and a third person of another.
_CAST = {(1, 0): "Nguyễn Thị Lan", (1, 1): "Trần Văn Minh", (2, 0): "Lê Thị Hoa"}


@dataclass(frozen=True, slots=True)
class Officer:
    """An enforcer's post in one office."""

    code: str
    name: str
    rank: str
    office: str
    since: date
    until: date | None = None

    def in_post(self, day: date) -> bool:
        """Whether the post was held on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Staff:
    """A province's offices and enforcers, and the choice of one of them for a matter."""

    def __init__(self, random: Random, unit: str, regional: int, due: int, last_day: date) -> None:
        self.random = random
        self.first, self.last = date(last_day.year - 1, 10, 1), last_day
        self.offices = [f"{unit}.KV{number:02d}" for number in range(1, regional + 1)] + [f"{unit}.NV"]
        self.weights = [random.uniform(0.6, 1.8) for _ in self.offices]
        self.weights[-1] = 0.7
        self.officers = self._posts(unit, due)
        self.by_office = {
            office: [one for one in self.officers if one.office == office] for office in self.offices
        }
        self.tilts = {
            row: [weight * random.uniform(0.65, 1.4) for weight in self.weights]
            for row in ("in_progress", "no_means", "postponed")
        }

    def _posts(self, unit: str, due: int) -> list[Officer]:
        random = self.random
        posts: list[Officer] = []
        per_weight = due / _DUE_PER_OFFICER / sum(self.weights)
        for place, office in enumerate(self.offices, start=1):
            size = max(_FEWEST, round(self.weights[place - 1] * per_weight))
            for seat in range(size):
                female = random.random() < 0.45
                name = _CAST.get((place, seat)) or people.full_name(random, female=female)
                since = date(2009, 7, 1) if seat < _FEWEST else self._later_start()
                leaves = seat >= _FEWEST and (random.random() < _LEAVERS or self._must_leave(place, seat))
                until = self._leaving() if leaves else None
                rank = _RANKS[int(random.random() * len(_RANKS))]
                code = f"{unit}.{len(posts) + 1:04d}"
                posts.append(Officer(code, name, rank, office, since, until))
        return posts

    def _must_leave(self, place: int, seat: int) -> bool:
        """One officer of the largest office always leaves in the year, so that a transfer can be shown."""
        return seat == _FEWEST and self.weights[place - 1] == max(self.weights)

    def _later_start(self) -> date:
        year = self.last.year - self.random.randint(2, 9)
        return between(self.random, date(year, 1, 5), date(year, 12, 20))

    def _leaving(self) -> date:
        month = self.random.choice(
            ((self.first.year, 12, 31), (self.last.year, 3, 31), (self.last.year, 6, 30))
        )
        return date(*month)

    def assign(self, plan: Plan) -> None:
        """Give the matter to an office and an officer on the day of its stage "assigned"."""
        random = self.random
        weights = self.tilts.get(plan.row, self.weights)
        plan.office = random.choices(self.offices, weights)[0]
        day = plan.stages[1][0]
        officer = self._someone(plan.office, day)
        plan.officer = officer.code
        plan.moves = [(day, plan.office, officer.code)]
        ends = plan.ended if plan.ended and plan.ended <= self.last else None
        if officer.until and (ends is None or ends > officer.until) and day <= officer.until:
            self._hand_over(plan, max(day, worked_on_or_before(officer.until)), plan.office, officer)
        elif random.random() < _ELSEWHERE + _COLLEAGUE:
            low, high = max(day + timedelta(days=10), self.first), (ends or self.last) - timedelta(days=2)
            if low < high:
                away = random.random() < _ELSEWHERE / (_ELSEWHERE + _COLLEAGUE)
                office = self._other(plan.office) if away else plan.office
                self._hand_over(plan, between(random, low, high), office, officer)

    def _hand_over(self, plan: Plan, day: date, office: str, before: Officer) -> None:
        after = self._someone(office, day, other_than=before, stays=True)
        if after is not before:
            plan.moves.append((day, office, after.code))

    def _someone(
        self, office: str, day: date, *, other_than: Officer | None = None, stays: bool = False
    ) -> Officer:
        """An officer of the office in post that day; the first two of an office are always there."""
        fit = [
            one
            for one in self.by_office[office]
            if one.in_post(day)
            and one.in_post(day + _BEFORE_LEAVING)
            and one is not other_than
            and not (stays and one.until)
        ]
        return fit[int(self.random.random() * len(fit))]

    def _other(self, office: str) -> str:
        others: Sequence[str] = [one for one in self.offices if one != office]
        return others[int(self.random.random() * len(others))]
