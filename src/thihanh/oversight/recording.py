"""This room's tables of facts, as the record knows them."""

from collections.abc import Mapping

from thihanh.matters.names import digest
from thihanh.oversight import sampling
from thihanh.oversight.models import CustodyFact, EstablishmentFact, SampleFact
from thihanh.trail.stating import described


def _sample(row: Mapping[str, object]) -> dict[str, object]:
    """A frame may hold a province's matters; the record holds its digest and its size."""
    frame = row["frame"]
    ids = [int(one) for one in frame] if isinstance(frame, list) else []
    kept = {name: row[name] for name in row if name != "frame"}
    return kept | {"frame_digest": sampling.digest(ids), "frame_size": len(ids)}


def _custody(row: Mapping[str, object]) -> dict[str, object]:
    """Where somebody is kept is told by a salted digest only."""
    personal = ("salt", "place", "ends_on", "released")
    kept = {name: row[name] for name in row if name not in personal}
    said: dict[str, object] = {name: str(row[name]) for name in personal if name != "salt"}
    return kept | {"digest": digest(str(row["salt"]), said)}


TABLES = (
    described(SampleFact, stated=_sample),
    described(EstablishmentFact),
    described(CustodyFact, stated=_custody),
)
