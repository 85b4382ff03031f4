"""Dossiers whole, from their facts: many in a handful of statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from django.db.models import QuerySet

from thihanh.dossiers.kinds import Value, kind
from thihanh.dossiers.life import Dossier, StepTaken
from thihanh.dossiers.models import DossierFact, HolderFact, LinkFact, PrivateFact, StepFact
from thihanh.dossiers.values import typed
from thihanh.trail.models import Fact

_Stated = TypeVar("_Stated", bound=Fact)


def load(ids: Collection[int], *, identify: bool = False, inside: str = "") -> dict[int, Dossier]:
    """The dossiers by id. Secret values are read only with ``identify``; without, their names are told.

    ``inside`` (entries of the record as a multirange) gives them as a cut of the record held them.
    """
    heads = {one.id: one for one in _facts(DossierFact, inside).filter(id__in=ids).order_by("id")}
    steps, hidden = _steps(ids, identify, inside)
    links = _links(ids, inside)
    held = _facts(HolderFact, inside).filter(dossier_id__in=ids).order_by("id")
    holders = {one.dossier_id: one for one in held}
    return {
        number: Dossier(
            id=number,
            kind=kind(head.kind),
            number=head.number,
            year=head.year,
            agency=head.agency,
            office=holders[number].office if number in holders else head.office,
            officer=holders[number].officer if number in holders else head.officer,
            opened_on=head.opened_on,
            steps=tuple(steps[number]),
            matters=links.get((number, "matter"), ()),
            dossiers=links.get((number, "dossier"), ()),
            hidden=frozenset(hidden[number]),
        )
        for number, head in heads.items()
    }


def _facts(model: type[_Stated], inside: str) -> "QuerySet[_Stated]":
    """The facts of a table, of the whole record or of a cut of it."""
    rows: QuerySet[_Stated] = model._default_manager.all()
    return rows.extra(where=["entry_id <@ %s::int8multirange"], params=[inside]) if inside else rows


def _steps(
    ids: Collection[int], identify: bool, inside: str
) -> tuple[dict[int, list[StepTaken]], dict[int, set[str]]]:
    facts = list(_facts(StepFact, inside).filter(dossier_id__in=ids).order_by("id"))
    gone = {one.replaces_id for one in facts if one.void}
    standing = [one for one in facts if not one.void and one.id not in gone]
    private, hidden = _private([one.id for one in standing], identify)
    steps: dict[int, list[StepTaken]] = defaultdict(list)
    covered: dict[int, set[str]] = defaultdict(set)
    for one in standing:
        values: dict[str, Value] = {name: typed(value) for name, value in one.values.items()}
        values |= private.get(one.id, {})
        covered[one.dossier_id] |= hidden.get(one.id, set())
        taken = StepTaken(one.id, one.step, one.on, one.known_on, one.actor, values, one.paper_id)
        steps[one.dossier_id].append(taken)
    return steps, covered


def _private(
    step_ids: Sequence[int], identify: bool
) -> tuple[Mapping[int, dict[str, Value]], Mapping[int, set[str]]]:
    values: dict[int, dict[str, Value]] = defaultdict(dict)
    hidden: dict[int, set[str]] = defaultdict(set)
    for one in PrivateFact.objects.filter(step_id__in=step_ids):
        if one.secret and not identify:
            hidden[one.step_id].add(one.name)
        else:
            values[one.step_id][one.name] = one.value
    return values, hidden


def _links(ids: Collection[int], inside: str) -> dict[tuple[int, str], tuple[int, ...]]:
    standing: dict[tuple[int, str], dict[int, bool]] = defaultdict(dict)
    for one in _facts(LinkFact, inside).filter(dossier_id__in=ids).order_by("id"):
        standing[one.dossier_id, one.kind][one.target_id] = not one.void
    return {
        key: tuple(target for target, stands in found.items() if stands) for key, found in standing.items()
    }
