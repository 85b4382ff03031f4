"""The tables whose rows the entries state: every room names its own, so that the check compares both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Row = Mapping[str, object]


@dataclass(frozen=True)
class FactTable:
    """A table of facts; ``columns`` are all its columns but ``entry_id``, as the payload states them.

    ``stated`` turns a row into what the payload holds, where the payload must not hold the row itself:
    personal values stand in payloads only as salted hashes.
    """

    name: str
    columns: tuple[str, ...]
    stated: Callable[[Row], Row] | None = None


_tables: dict[str, FactTable] = {}


def register(table: FactTable) -> None:
    """Make a table known to the check of facts; a second registration of a name must be the same."""
    if _tables.setdefault(table.name, table) != table:
        raise ValueError(f"two different descriptions of the table {table.name}")


def table(name: str) -> FactTable:
    """A registered table by its name."""
    return _tables[name]


def registered() -> tuple[FactTable, ...]:
    """All tables of facts, in the order of registration."""
    return tuple(_tables.values())
