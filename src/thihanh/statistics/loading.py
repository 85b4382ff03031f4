"""From the facts as written to histories: the memory engine's way to the tables."""

from collections.abc import Sequence
from datetime import date
from typing import cast, get_args

from thihanh.matters.queries import RawFact, RawMatter, facts
from thihanh.statistics.facts import Holding, MatterHistory, Money, MoneyKind, Stage, Tag, known_by

_KINDS = frozenset(get_args(MoneyKind)) - {"due"}


def histories(
    *, agency: str | None = None, ids: Sequence[int] | None = None, known_on: date | None = None
) -> list[MatterHistory]:
    """The histories of an agency's matters (or of some), as known on a day; slow, for proofs."""
    return known_by([_history(raw) for raw in facts(agency=agency, ids=ids)], known_on)


def _history(raw: RawMatter) -> MatterHistory:
    return MatterHistory(
        matter_id=raw.id,
        agency=raw.agency,
        decided_on=raw.decided_on,
        kind=raw.kind,
        judgment_id=raw.judgment_id,
        known_on=raw.known_on,
        stages=tuple(_stage(fact) for fact in raw.stages),
        holdings=tuple(_holding(fact) for fact in raw.holdings),
        tags=tuple(_tag(fact) for fact in raw.tags),
        money=tuple(_money(fact) for fact in raw.money),
    )


def _stage(fact: RawFact) -> Stage:
    stage, ground, asset_value = cast("tuple[str, str, int | None]", fact.values)
    return Stage(
        id=fact.id,
        on=fact.on,
        stage=stage,
        known_on=fact.known_on,
        ground=ground,
        asset_value=asset_value,
        ordinal=fact.ordinal,
        replaces=fact.replaces,
        void=fact.void,
    )


def _holding(fact: RawFact) -> Holding:
    office, officer = cast("tuple[str, str]", fact.values)
    return Holding(fact.id, fact.on, office, officer, fact.known_on, fact.ordinal, fact.replaces, fact.void)


def _tag(fact: RawFact) -> Tag:
    tag, present = cast("tuple[str, bool]", fact.values)
    return Tag(fact.id, fact.on, tag, present, fact.known_on, fact.ordinal, fact.replaces, fact.void)


def _money(fact: RawFact) -> Money:
    """A posting by its legs: what reaches a purpose from "outstanding" is of that kind, its mirror undoes."""
    _obligation, debit, credit, amount = cast("tuple[int, str, str, int]", fact.values)
    if "judgment" in (debit, credit):
        return Money(fact.id, fact.on, "due", amount, fact.known_on, reversal=debit == "judgment")
    kind = debit if debit in _KINDS else credit
    return Money(
        fact.id, fact.on, cast("MoneyKind", kind), amount, fact.known_on, reversal=debit not in _KINDS
    )
