"""What a checked register adds to the record: new matters whole, of known ones only what differs."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, Protocol, TypeVar

from thihanh.matters.intake import Intake, MoneyChange, StageChange, TagChange
from thihanh.procedures.import_register import facts
from thihanh.procedures.import_register.existing import Existing, comparable
from thihanh.procedures.import_register.facts import Origin
from thihanh.procedures.register_file import layout
from thihanh.procedures.register_file.cases import Case
from thihanh.procedures.register_file.matching import Level, Matched, New, Old, match
from thihanh.procedures.register_file.rows import (
    AssignmentRow,
    MoneyRow,
    ObligationRow,
    PartyRow,
    StageRow,
)

_Row = TypeVar("_Row", PartyRow, ObligationRow, StageRow, MoneyRow, AssignmentRow)
_Fact = TypeVar("_Fact")


class _Known(Protocol):
    @property
    def known_on(self) -> date | None: ...


COUNTS = ("matters", "known_matters", "added", "corrected", "same", "missing", "by_hand")
# What makes a row the same fact with another value, from the surest sign on. Without a voucher or a day in
# common, only a row at the same place with all else equal is a correction: an office may bring a file with
# this month's rows alone, and those must not replace last month's.
_LEVELS: dict[str, tuple[Level, ...]] = {
    "parties": (lambda v, _: v[0],),
    "obligations": (lambda v, _: v[0],),
    "stages": (  # day, stage, ground, document, asset value
        lambda v, _: (v[0], v[1]),
        lambda v, s: (s, v[0]),
        lambda v, s: (s, v[1:]),
    ),
    "money": (  # obligation, day, kind, amount, voucher
        lambda v, _: (v[0], v[1], v[2], v[4]),
        lambda v, _: (v[0], v[1], v[2], v[3]),
        lambda v, s: (s, v[0], v[2], v[3], v[4]),
        lambda v, s: (s, v[1], v[3], v[4]),
    ),
    "holdings": (lambda v, _: v[0], lambda v, s: (s, v[1:])),  # day, office, officer
}


@dataclass(slots=True)
class Difference:
    """What one matter of the file adds; ``matched`` tells, by kind, what became of every row and fact."""

    case: Case
    before: Existing | None
    intake: Intake
    counts: Counter[str]
    matched: dict[str, Matched[Any]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Nothing to write."""
        return not (self.before is None or self.counts["added"] or self.counts["corrected"])


def of_case(case: Case, before: Existing | None, agency: str, on: date) -> Difference:
    """The difference one matter of the file makes."""
    if before is None:
        return _new(case, agency, on)
    return _Comparison(case, before, on).difference()


def _new(case: Case, agency: str, on: date) -> Difference:
    known = case.matter.known_on or on
    parties = tuple(
        facts.party(row, Origin(facts.source(layout.PARTIES, row.row), known)) for row in case.parties
    )
    obligations = tuple(
        facts.obligation(row, Origin(facts.source(layout.OBLIGATIONS, row.row), row.known_on or known))
        for row in case.obligations
    )
    stages: list[StageChange] = []
    for _, same_day in groupby(facts.stage_rows(case), key=lambda pair: pair[0].on):
        stages += [
            facts.stage(row, Origin(source, row.known_on or on), place)
            for place, (row, source) in enumerate(same_day)
        ]
    intake = Intake(
        new=facts.matter(agency, case.matter, on),
        parties=parties,
        obligations=obligations,
        stages=tuple(stages),
        holdings=tuple(
            facts.holding(row, Origin(facts.source(layout.ASSIGNMENTS, row.row), row.known_on or on))
            for row in case.assignments
        ),
        money=tuple(
            facts.money(row, Origin(source, row.known_on or on)) for row, source in facts.money_rows(case)
        ),
        tags=tuple(_tag(case, tag, on) for tag in _tags(case)),
    )
    added = sum(
        len(part) for part in (parties, obligations, stages, intake.holdings, intake.money, intake.tags)
    )
    return Difference(case, None, intake, Counter(matters=1, added=added))


def _tags(case: Case) -> tuple[str, ...]:
    return (*(case.matter.tags or ()), *(case.matter.causes or ()))


def _tag(case: Case, tag: str, on: date) -> TagChange:
    assert case.matter.decided_on is not None
    return TagChange(
        on=case.matter.decided_on,
        tag=tag,
        present=True,
        known_on=case.matter.known_on or on,
        source=facts.source(layout.MATTERS, case.matter.row),
    )


class _Comparison:
    """One matter of the file beside the same matter in the record."""

    def __init__(self, case: Case, before: Existing, on: date) -> None:
        self.case, self.before, self.on = case, before, on
        self.counts: Counter[str] = Counter(known_matters=1)
        self.matched: dict[str, Matched[Any]] = {}

    def difference(self) -> Difference:
        """All kinds of facts compared."""
        intake = Intake(
            matter_id=self.before.id,
            parties=tuple(self._facts("parties", self._parties(), facts.party)),
            obligations=tuple(self._facts("obligations", self._obligations(), facts.obligation)),
            stages=tuple(self._stages()),
            holdings=tuple(self._facts("holdings", self._holdings(), facts.holding)),
            money=tuple(self._money()),
            tags=tuple(self._tags()),
        )
        return Difference(self.case, self.before, intake, self.counts, self.matched)

    def _parties(self) -> list[New[PartyRow]]:
        return [
            New(row, comparable(row[3:]), facts.source(layout.PARTIES, row.row)) for row in self.case.parties
        ]

    def _obligations(self) -> list[New[ObligationRow]]:
        return [
            New(
                row,
                comparable((row.no, row.kind, row.content, row.debtor, row.creditor)),
                facts.source(layout.OBLIGATIONS, row.row),
            )
            for row in self.case.obligations
        ]

    def _holdings(self) -> list[New[AssignmentRow]]:
        return [
            New(row, comparable((row.on, row.office, row.officer)), facts.source(layout.ASSIGNMENTS, row.row))
            for row in self.case.assignments
        ]

    def _match(self, kind: str, new: Sequence[New[_Row]]) -> Matched[_Row]:
        matched = match(self.before.facts[kind], new, _LEVELS[kind])
        self.counts["same"] += len(matched.same)
        self.counts["added"] += len(matched.added)
        self.counts["corrected"] += len(matched.changed)
        self.counts["missing"] += len(matched.missing)
        self.counts["by_hand"] += len(matched.by_hand)
        self.matched[kind] = matched
        return matched

    def _facts(
        self, kind: str, new: Sequence[New[_Row]], make: Callable[[_Row, Origin], _Fact]
    ) -> Iterator[_Fact]:
        matched = self._match(kind, new)
        for one in matched.added:
            yield make(one.row, Origin(one.source, self._known(one.row)))
        for old, one in matched.changed:
            yield make(one.row, self._correction(old, one))

    def _known(self, row: object) -> date:
        return getattr(row, "known_on", None) or self.on

    def _correction(self, old: Old, one: New[_Row]) -> Origin:
        """A correction is known from the day of the import, unless its row names a later day than before."""
        stated: date | None = getattr(one.row, "known_on", None)
        known = stated if stated and stated > old.known_on else self.on
        return Origin(one.source, known, old.id)

    def _money(self) -> Iterator[MoneyChange]:
        new = [
            New(row, comparable((row.obligation, row.on, row.kind, row.amount, row.voucher)), source)
            for row, source in facts.money_rows(self.case)
        ]
        matched = self._match("money", new)
        for old, one in matched.changed:
            origin = self._correction(old, one)
            yield facts.reversal(old.value, origin)
            yield facts.money(one.row, Origin(one.source, origin.known_on))
        for one in matched.added:
            yield facts.money(one.row, Origin(one.source, self._known(one.row)))

    def _stage_value(self, row: StageRow, source: str) -> tuple[object, ...]:
        """What a stage is compared by; a decision only implied by trang Việc adds nothing to a known one."""
        if source.startswith(f"{layout.MATTERS.name}!"):
            for old in self.before.facts["stages"]:
                if old.successor is None and not old.void and old.value[:2] == (row.on, row.stage):
                    return old.value
        return comparable((row.on, row.stage, row.ground, row.document, row.asset_value))

    def _stages(self) -> Iterator[StageChange]:
        new = [
            New(row, self._stage_value(row, source), source) for row, source in facts.stage_rows(self.case)
        ]
        matched = self._match("stages", new)
        fate: dict[int, tuple[Old | None, bool]] = {id(one): (old, False) for old, one in matched.same}
        fate |= {id(one): (old, True) for old, one in matched.changed}
        fate |= {id(one): (None, True) for one in matched.added}
        for _, same_day in groupby(new, key=lambda one: one.row.on):
            last = -1
            for one in same_day:
                if id(one) not in fate:
                    continue
                old, write = fate[id(one)]
                if not write and old is not None and old.ordinal > last:
                    last = old.ordinal
                    continue
                last += 1
                self.counts["corrected"] += not write
                origin = self._correction(old, one) if old else Origin(one.source, self._known(one.row))
                yield facts.stage(one.row, origin, last)

    def _tags(self) -> Iterator[TagChange]:
        if self.case.matter.tags is None and self.case.matter.causes is None:
            return
        old = self.before.facts["tags"]
        by_id = {fact.id: fact for fact in old}
        live = {str(fact.value[0]): fact for fact in old if fact.successor is None and not fact.void}
        by_hand = {
            str(fact.value[0])
            for fact in old
            if fact.successor is not None and not by_id[fact.successor].source
        }
        wanted = _tags(self.case)
        source = facts.source(layout.MATTERS, self.case.matter.row)
        for tag in wanted:
            if tag not in live and tag in by_hand:
                self.counts["by_hand"] += 1
            elif tag not in live:
                self.counts["added"] += 1
                yield _tag(self.case, tag, self.on)
        for tag, fact in live.items():
            if tag not in wanted and fact.source and self.case.matter.decided_on:
                self.counts["corrected"] += 1
                yield TagChange(
                    on=self.case.matter.decided_on,
                    tag=tag,
                    present=False,
                    known_on=self.on,
                    source=source,
                    replaces=fact.id,
                    void=True,
                )


def total(differences: Iterable[Difference]) -> Counter[str]:
    """All counts together, zeros included."""
    counts: Counter[str] = Counter(dict.fromkeys(COUNTS, 0))
    for one in differences:
        counts.update(one.counts)
    return counts


def first_day(differences: Iterable[Difference]) -> date | None:
    """The earliest day of what would be written; None where nothing would."""
    days = (one.intake.first_day for one in differences if not one.is_empty)
    return min((day for day in days if day), default=None)
