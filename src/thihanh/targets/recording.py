"""This room's tables of facts, and the lock under which they are written."""

from thihanh.targets.imported.models import PublishedFact
from thihanh.targets.models import (
    AlertFact,
    AlertReadingFact,
    DecisionFact,
    EvidenceFact,
    ScoreFact,
    TargetFact,
    VersionFact,
)
from thihanh.trail.locking import hold_named
from thihanh.trail.stating import described

TABLES = tuple(
    described(model)
    for model in (
        *(DecisionFact, TargetFact, VersionFact, EvidenceFact, ScoreFact),
        *(AlertFact, AlertReadingFact, PublishedFact),
    )
)


def lock() -> None:
    """One writer of this room at a time, so that a number or a step is not taken twice."""
    hold_named("thihanh.targets")
