"""Random but lawful matters of one province, from a seed: stages, holdings, tags, money, late entries.

The same seed gives the same matters, as intakes (to be written to tables) and as plain histories.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from thihanh.law import regime_on
from thihanh.matters.intake import (
    Holding,
    Intake,
    MoneyChange,
    NewJudgment,
    NewMatter,
    NewObligation,
    StageChange,
    TagChange,
)
from thihanh.matters.rules import grounds_for
from thihanh.matters.states import ENDS, STAGES, may_follow
from thihanh.statistics import facts

FIRST, LAST = date(2024, 8, 1), date(2026, 9, 30)
OFFICES = {"22.NV": ("22.0001",), "22.KV01": ("22.0002", "22.0003"), "22.KV02": ("22.0004", "22.0002")}
TAGS = ("credit", "corruption", "state_budget")
JUDGMENTS = ("civil", "criminal", "family", "commercial", "arbitration", "unheard_of")
OBLIGATIONS = ("debt", "court_fee", "fine", "confiscation", "back_payment")


def _grounds(stage: str, day: date) -> tuple[str, ...]:
    """The grounds the law of the day has for a stage, consent half of the time; none for a stage it lacks."""
    if not STAGES[stage].grounded:
        return ("",)
    allowed = grounds_for(stage, regime_on(day))
    return allowed + ("H-c",) * len(allowed) if stage == "postponed" else allowed


@dataclass
class RandomMatter:
    """One matter while it is being made up."""

    no: int
    dice: random.Random
    decided_on: date = field(init=False)
    stages: list[StageChange] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    tags: list[TagChange] = field(default_factory=list)
    money: list[MoneyChange] = field(default_factory=list)
    owed: int = 0

    def __post_init__(self) -> None:
        self.decided_on = FIRST + timedelta(days=self.dice.randrange((LAST - FIRST).days))
        self.stages.append(StageChange(self.decided_on, "decided", self._known(self.decided_on)))
        if self.dice.random() < 0.9:
            self.owed = self.dice.randrange(1, 400) * 500_001
            self.money.append(MoneyChange(self.decided_on, 1, "due", self.owed, self.decided_on))
        day = self.decided_on
        while (day := day + timedelta(days=self._gap())) <= LAST:
            self._happens(day)
            if self.stages[-1].stage in ENDS and self.dice.random() < 0.5:
                break

    def _gap(self) -> int:
        return 0 if self.dice.random() < 0.1 else self.dice.randrange(1, 160)

    def _known(self, day: date) -> date:
        """Usually entered the same day, sometimes weeks late."""
        return day if self.dice.random() < 0.8 else day + timedelta(days=self.dice.randrange(1, 60))

    def _happens(self, day: date) -> None:
        what = self.dice.random()
        if what < 0.45 and self.stages[-1].stage not in ENDS:
            self._stage(day)
        elif what < 0.6:
            office = self.dice.choice(list(OFFICES))
            officer = self.dice.choice(OFFICES[office])
            self.holdings.append(Holding(day, office, officer, self._known(day), ordinal=len(self.holdings)))
        elif what < 0.7:
            tag, present = self.dice.choice(TAGS), self.dice.random() < 0.8
            self.tags.append(TagChange(day, tag, present, self._known(day), ordinal=len(self.tags)))
        else:
            self._money(day)

    def _stage(self, day: date) -> None:
        now = self.stages[-1].stage
        choices = [code for code in STAGES if code != "decided" and may_follow(now, code)]
        if now == "no_means" and self.dice.random() < 0.5:
            choices = ["separate_register"]
        stage = self.dice.choice([code for code in choices if _grounds(code, day)])
        asset = self.dice.randrange(0, 100_000_000) if stage == "unsold_after_second_cut" else None
        self.stages.append(
            StageChange(
                day,
                stage,
                self._known(day),
                ground=self.dice.choice(_grounds(stage, day)),
                asset_value=asset if self.dice.random() < 0.8 else None,
                ordinal=len(self.stages),
            )
        )
        if stage in ENDS and self.owed and self.dice.random() < 0.7:
            kind = {"done": "collected", "other_ending": "reduced"}.get(stage, stage)
            self.money.append(MoneyChange(day, 1, kind, self.owed, self._known(day)))
            self.owed = 0

    def _money(self, day: date) -> None:
        if self.dice.random() < 0.2:
            amount, kind = self.dice.randrange(1, 100_000_000), "due"
            self.owed += amount
        elif self.owed > 1:
            amount = self.dice.randrange(1, self.owed)
            kind = self.dice.choice(
                ("collected", "collected", "terminated", "reduced", "delegated", "amended")
            )
            self.owed -= amount
        else:
            return
        self.money.append(MoneyChange(day, 1, kind, amount, self._known(day)))

    def intake(self) -> Intake:
        """As it would be written to the tables."""
        number = f"{self.no}/QĐ-THADS"
        of = self.no // 2
        judgment = NewJudgment(f"{of}/HSST", self.decided_on, "TAND tỉnh", JUDGMENTS[of % len(JUDGMENTS)])
        kind = self.dice.choice(("ex_officio", "on_request"))
        new = NewMatter("22", number, self.decided_on, kind, judgment, self.decided_on)
        return Intake(
            new=new,
            obligations=(
                NewObligation(1, OBLIGATIONS[self.no % len(OBLIGATIONS)], self.decided_on),
                NewObligation(2, OBLIGATIONS[self.no % 3], self.decided_on),
            ),
            stages=tuple(self.stages),
            holdings=tuple(self.holdings),
            tags=tuple(self.tags),
            money=tuple(self.money),
        )

    def history(self) -> facts.MatterHistory:
        """The same as plain facts, without a database."""
        return facts.MatterHistory(
            matter_id=self.no,
            agency="22",
            decided_on=self.decided_on,
            kind="on_request",
            judgment_id=self.no // 2,
            known_on=self.decided_on,
            stages=tuple(
                facts.Stage(i, s.on, s.stage, s.known_on, s.ground, s.asset_value, s.ordinal)
                for i, s in enumerate(self.stages)
            ),
            holdings=tuple(
                facts.Holding(i, h.on, h.office, h.officer, h.known_on, h.ordinal)
                for i, h in enumerate(self.holdings)
            ),
            tags=tuple(
                facts.Tag(i, t.on, t.tag, t.present, t.known_on, t.ordinal) for i, t in enumerate(self.tags)
            ),
            money=tuple(facts.Money(i, m.on, m.kind, m.amount, m.known_on) for i, m in enumerate(self.money)),
        )


def matters(seed: int, count: int) -> list[RandomMatter]:
    """``count`` matters from a seed."""
    dice = random.Random(seed)
    return [RandomMatter(no, dice) for no in range(1, count + 1)]
