"""What a proposed decision writes as a new matter: parties, obligations, money, who answers, periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thihanh.matters.intake import (
    Instalment,
    Intake,
    Liability,
    Link,
    MoneyChange,
    NewMatter,
    NewObligation,
    NewParty,
    StageChange,
    Step,
    TagChange,
)
from thihanh.matters.names import STATE
from thihanh.matters.receipts import Item, PersonRow
from thihanh.procedures.proposals import Proposal

#: Kinds of items whose matters the forms count apart: revenue of the State, debts to banks.
OF_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("court_fee", "fine", "back_payment", "confiscation"), "state_budget"),
    "credit_debt": "credit",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a decision comes from: the receipt, and the request, the matter once returned."""

    receipt: int
    request: int | None = None
    again_for: int | None = None
    circumstances: tuple[str, ...] = ()


def birth(proposal: Proposal, people: Mapping[int, PersonRow], new: NewMatter, source: Source) -> Intake:
    """The new matter of a decision; ``new`` carries its number and day, ``people`` the unmasked persons."""
    on, known = new.decided_on, new.known_on
    numbers, parties = _parties(proposal, people, known)
    obligations = tuple(_obligation(item, numbers, known) for item in proposal.items)
    links = (Link(on, source.again_for, "requested_again", known),) if source.again_for else ()
    return Intake(
        new=new,
        parties=parties,
        obligations=obligations,
        stages=(StageChange(on, "decided", known, document=new.number),),
        money=tuple(
            MoneyChange(on, item.no, "due", item.amount, known) for item in proposal.items if item.amount
        ),
        steps=(decided(proposal, new, source),),
        liabilities=tuple(row for item in proposal.items for row in _liabilities(item, numbers, on, known)),
        instalments=tuple(
            Instalment(on, item.no, one.period, one.due_on, known, one.amount)
            for item in proposal.items
            for one in item.periods
        ),
        links=links,
        tags=tuple(
            TagChange(on, tag, present=True, known_on=known)
            for tag in dict.fromkeys(OF_KINDS[item.kind] for item in proposal.items if item.kind in OF_KINDS)
        ),
    )


def decided(proposal: Proposal, new: NewMatter, source: Source) -> Step:
    """The step of the decision: it names the receipt, its items and the request it answers."""
    facts: dict[str, str | int | bool] = {
        "receipt": source.receipt,
        "items": ",".join(map(str, proposal.numbers)),
        "rule": proposal.rule.code,
        **dict.fromkeys(source.circumstances, True),
    }
    if source.request is not None:
        facts["request"] = source.request
    return Step(new.decided_on, "decide", new.known_on, article=proposal.rule.article, facts=facts)


def _parties(
    proposal: Proposal, people: Mapping[int, PersonRow], known: date
) -> tuple[Mapping[int, int], tuple[NewParty, ...]]:
    """Party numbers by person id, creditors first; 0 stands for the State."""
    creditors = list(proposal.creditors)
    to_state = any(not item.creditors for item in proposal.items)
    both = set(creditors) & set(proposal.debtors)
    ordered = [0] if to_state else []
    ordered += [one for one in creditors if one not in both] + list(proposal.debtors)
    numbers = {person: no for no, person in enumerate(ordered, start=1)}
    made = tuple(
        _party(no, person, people, role="debtor" if person in proposal.debtors else "creditor", known=known)
        for person, no in numbers.items()
    )
    return numbers, made


def _party(no: int, person: int, people: Mapping[int, PersonRow], *, role: str, known: date) -> NewParty:
    if person == 0:
        return NewParty(no, role, "organisation", STATE, known_on=known)
    row = people[person]
    return NewParty(
        no,
        role,
        row.kind,
        row.name,
        known_on=known,
        id_number=row.id_number or "",
        birth_year=row.birth_year,
        address=row.address or "",
    )


def _obligation(item: Item, numbers: Mapping[int, int], known: date) -> NewObligation:
    return NewObligation(
        item.no,
        item.kind,
        known_on=known,
        content=item.content,
        debtor=numbers[item.debtors[0]] if item.debtors else None,
        creditor=numbers[item.creditors[0]] if item.creditors else numbers.get(0),
    )


def _liabilities(item: Item, numbers: Mapping[int, int], on: date, known: date) -> tuple[Liability, ...]:
    joint = item.debtors if item.joint else ()
    return (
        *(Liability(on, item.no, numbers[one], "joint", known) for one in joint),
        *(
            Liability(on, item.no, numbers[one.person], "collateral", known, ceiling=one.ceiling)
            for one in item.collateral
        ),
    )
