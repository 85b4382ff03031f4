"""The acts of a matter's page: those possible now, those refused with their reason, the terms they answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from thihanh import law
from thihanh.matters.asking import Refusal
from thihanh.matters.terms import Term
from thihanh.procedures import catalogue, judging
from thihanh.procedures.act import Act
from thihanh.procedures.case import Case


@dataclass(frozen=True, slots=True)
class Offer:
    """An act on this matter today: its legal basis, why not (if not), the open terms that it meets."""

    act: Act
    basis: str
    refusal: Refusal | None = None
    terms: tuple[Term, ...] = ()

    @property
    def possible(self) -> bool:
        return self.refusal is None

    @property
    def next_term(self) -> Term | None:
        """The nearest open term that the act meets."""
        return min(self.terms, key=_due, default=None)


def offers(case: Case, terms: Sequence[Term] = ()) -> tuple[Offer, ...]:
    """Every act of the catalogue on this case: possible ones first, those that meet a term before others.

    Acts that the law of the day does not know are left out: nobody can do anything about it.
    """
    found = [
        offer(act, case, terms)
        for act in catalogue.acts().values()
        if not act.births and law.regime_on(case.on) in act.articles
    ]
    return tuple(sorted(found, key=_place))


def offer(act: Act, case: Case, terms: Sequence[Term] = ()) -> Offer:
    """One act on this case, asked as far as it can be without typed values."""
    return Offer(
        act,
        judging.basis(act, case.on),
        judging.refusal_of(lambda: judging.check_may_open(act, case)),
        tuple(term for term in terms if act.code in term.met_by or term.rule in act.meets),
    )


def grouped(found: Iterable[Offer]) -> tuple[tuple[str, tuple[Offer, ...]], ...]:
    """The offers under the headings of the catalogue, in its order; headings without any are left out."""
    headings = catalogue.headings()
    order = {code: place for place, code in enumerate(headings)}
    ordered = sorted(found, key=lambda one: order[one.act.code])
    return tuple(
        (heading, tuple(group)) for heading, group in groupby(ordered, lambda one: headings[one.act.code])
    )


def _place(one: Offer) -> tuple[bool, date]:
    nearest = one.next_term
    return (not one.possible, _due(nearest) if nearest else date.max)


def _due(term: Term) -> date:
    """A term that stands still comes last."""
    return term.due or date.max
