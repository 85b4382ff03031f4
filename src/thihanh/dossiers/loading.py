"""Dossiers whole, from their facts: many in a handful of statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from thihanh.dossiers.kinds import Value, kind
from thihanh.dossiers.life import Dossier, StepTaken
from thihanh.dossiers.models import DossierFact, HolderFact, LinkFact, PrivateFact, StepFact
from thihanh.dossiers.values import typed


def load(ids: Collection[int], *, identify: bool = False) -> dict[int, Dossier]:
    """The dossiers by id. Secret values are read only with ``identify``; without, their names are told."""
    heads = {one.id: one for one in DossierFact.objects.filter(id__in=ids).order_by("id")}
    steps, hidden = _steps(ids, identify)
    links = _links(ids)
    holders = {one.dossier_id: one for one in HolderFact.objects.filter(dossier_id__in=ids).order_by("id")}
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


def _steps(ids: Collection[int], identify: bool) -> tuple[dict[int, list[StepTaken]], dict[int, set[str]]]:
    facts = list(StepFact.objects.filter(dossier_id__in=ids).order_by("id"))
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


def _links(ids: Collection[int]) -> dict[tuple[int, str], tuple[int, ...]]:
    standing: dict[tuple[int, str], dict[int, bool]] = defaultdict(dict)
    for one in LinkFact.objects.filter(dossier_id__in=ids).order_by("id"):
        standing[one.dossier_id, one.kind][one.target_id] = not one.void
    return {
        key: tuple(target for target, stands in found.items() if stands) for key, found in standing.items()
    }
