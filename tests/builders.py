"""Builders: a matter in as many words as its history has turns."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from thihanh.matters.intake import (
    Holding,
    Intake,
    MoneyChange,
    NewJudgment,
    NewMatter,
    NewObligation,
    NewParty,
    StageChange,
    TagChange,
)
from thihanh.money.ledger import MoneyKind


def day(text: str) -> date:
    """dd/mm/yyyy, as people here write it."""
    d, m, y = text.split("/")
    return date(int(y), int(m), int(d))


class a_matter:  # noqa: N801 -- reads as a phrase in tests: a_matter("12/QĐ", "06/01/2025").owing(5_000_000)
    """A matter under construction; every method returns a new one."""

    def __init__(self, number: str, decided: str, *, agency: str = "22", kind: str = "ex_officio") -> None:
        on = day(decided)
        self.decided = on
        self.intake = Intake(
            new=NewMatter(
                agency=agency,
                number=number,
                decided_on=on,
                kind=kind,
                judgment=NewJudgment(f"{number}/BA", on - timedelta(days=30), "TAND khu vực 1", "civil"),
                known_on=on,
                requested_on=on if kind == "on_request" else None,
            ),
            parties=(
                NewParty(1, "creditor", "organisation", "Ngân sách nhà nước", known_on=on),
                NewParty(2, "debtor", "person", "Đỗ Văn Ánh", known_on=on, id_number="999085001234"),
            ),
            stages=(StageChange(on, "decided", known_on=on),),
        )

    def _with(self, **changes: Any) -> "a_matter":
        copy = object.__new__(a_matter)
        copy.decided = self.decided
        copy.intake = replace(self.intake, **changes)
        return copy

    def held_by(
        self, officer: str, office: str, since: str | None = None, known: str | None = None
    ) -> "a_matter":
        on = day(since) if since else self.decided
        holding = Holding(on, office, officer, known_on=day(known) if known else on)
        return self._with(holdings=(*self.intake.holdings, holding))

    def owed_to(self, name: str) -> "a_matter":
        """A person receives what is owed, not the State."""
        creditor, *others = self.intake.parties
        person = replace(creditor, kind="person", name=name)
        return self._with(parties=(person, *others))

    def owing(self, amount: int, *, obligation: int = 1, kind: str = "court_fee") -> "a_matter":
        due = MoneyChange(self.decided, obligation, "due", amount, known_on=self.decided)
        new = NewObligation(obligation, kind, known_on=self.decided, debtor=2, creditor=1)
        return self._with(obligations=(*self.intake.obligations, new), money=(*self.intake.money, due))

    def then(
        self,
        stage: str,
        on: str,
        ground: str = "",
        *,
        known: str | None = None,
        asset_value: int | None = None,
    ) -> "a_matter":
        change = StageChange(
            day(on),
            stage,
            known_on=day(known or on),
            ground=ground,
            asset_value=asset_value,
            ordinal=sum(s.on == day(on) for s in self.intake.stages),
        )
        return self._with(stages=(*self.intake.stages, change))

    def paying(
        self,
        amount: int,
        on: str,
        *,
        kind: MoneyKind = "collected",
        obligation: int = 1,
        known: str | None = None,
    ) -> "a_matter":
        change = MoneyChange(day(on), obligation, kind, amount, known_on=day(known or on))
        return self._with(money=(*self.intake.money, change))

    def tagged(self, tag: str) -> "a_matter":
        return self._with(tags=(*self.intake.tags, TagChange(self.decided, tag, True, known_on=self.decided)))
