"""This room's tables of facts, as the record knows them."""

from collections.abc import Mapping

from thihanh.dossiers.models import DossierFact, HolderFact, LinkFact, PrivateFact, StepFact
from thihanh.matters.names import digest
from thihanh.trail.stating import described


def _stated_private(row: Mapping[str, object]) -> dict[str, object]:
    """What the record holds of a personal value: where it belongs, and its salted digest."""
    kept = {name: row[name] for name in row if name not in ("value", "salt")}
    return kept | {"digest": digest(str(row["salt"]), {"value": row["value"]})}


TABLES = (
    described(DossierFact),
    described(StepFact),
    described(PrivateFact, stated=_stated_private),
    described(LinkFact),
    described(HolderFact),
)
