"""This room's tables of facts, as the record knows them."""

from collections.abc import Mapping

from thihanh.matters.names import digest
from thihanh.steering.models import AgendaFact, DelayFact, EditFact, ItemFact
from thihanh.trail.stating import described


def _stated_item(row: Mapping[str, object]) -> dict[str, object]:
    """What the record holds of an item: all but the names of the parties, of which a salted digest."""
    kept = {name: row[name] for name in row if name not in ("parties", "salt")}
    return kept | {"digest": digest(str(row["salt"]), {"parties": row["parties"]})}


TABLES = (
    described(AgendaFact),
    described(ItemFact, stated=_stated_item),
    described(EditFact),
    described(DelayFact),
)
