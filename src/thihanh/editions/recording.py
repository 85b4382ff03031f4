"""This room's tables of facts, and the lock under which a period is closed."""

from thihanh.editions.models import ClosingFact, EditionFact, SigningFact
from thihanh.trail.locking import hold_named
from thihanh.trail.stating import described

TABLES = tuple(described(model) for model in (ClosingFact, EditionFact, SigningFact))


def lock(unit: str, year: int, month: int) -> None:
    """One closing of a unit's period at a time: two at once would both find it open."""
    hold_named(f"thihanh.editions:{unit}:{year}:{month}")
