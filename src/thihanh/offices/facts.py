"""This room's tables of facts and the one way they are written: one writer at a time."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date

from thihanh.offices.memory import forget_content
from thihanh.offices.models import (
    AbsenceFact,
    DayFact,
    FeedFact,
    KinFact,
    OfficerFact,
    PostFact,
    PowerFact,
    UnitFact,
)
from thihanh.trail import stating
from thihanh.trail.locking import hold_named
from thihanh.trail.stating import Stated, described

PERSONAL = ("name", "id_number", "birth_year")


def _stated_kin(row: Mapping[str, object]) -> dict[str, object]:
    """What the record holds of kin: everything but the personal values, and their salted digest."""
    said = json.dumps([row[name] for name in PERSONAL], ensure_ascii=False)
    digest = hashlib.sha256(f"{row['salt']}{said}".encode()).hexdigest()
    return {key: row[key] for key in row if key not in (*PERSONAL, "salt")} | {"digest": digest}


TABLES = (
    *(described(model) for model in (UnitFact, OfficerFact, PostFact, AbsenceFact, DayFact)),
    described(KinFact, stated=_stated_kin),
    *(described(model) for model in (PowerFact, FeedFact)),
)


def lock() -> None:
    """Let one writer of this room through at a time, so that the same rows said twice are added once."""
    forget_content()
    hold_named("thihanh.offices")


def state(acts: Sequence[Stated], *, by: str, on: date) -> list[int]:
    """Record the acts with their rows in the running transaction, one writer at a time; their entries."""
    lock()
    return stating.state(acts, by=by, on=on)
